# Sweeps: the same file whatever the number of workers, shards, kills and resumptions; failures are recorded, not fatal.
. "${SOURCE:?}/tests/cli/lib.sh" || exit 1
cd "${scratch:?}" || exit 1

# same WHAT A B: both files hold the same.
same() {
  local a b
  a=$(content "$2")
  b=$(content "$3")
  if [ -z "$a" ] || [ "$a" != "$b" ]; then fault "$1: $2 holds $a, $3 holds $b"; fi
}

plan=(border-quiet --vary theatres.river.incident_rate=0.1:2:3 --vary actors.BORDAVIA.approval=0.4:0.6:2 --reps 50 --quiet)

# --- the same whoever computes it
expect 0 '300 runs: 300 ok' "$DEMARCHE" sweep "${plan[@]}" --out whole.db --jobs 1
for jobs in 2 8; do
  expect 0 '300 runs: 300 ok' "$DEMARCHE" sweep "${plan[@]}" --out "jobs$jobs.db" --jobs "$jobs"
  same "$jobs workers" whole.db "jobs$jobs.db"
done
for shard in 1 2 3 4; do
  expect 0 '75 runs: 75 ok' "$DEMARCHE" sweep "${plan[@]}" --out "shard$shard.db" --shard "$shard/4"
done
expect 0 '300' "$DEMARCHE" merge merged.db shard3.db shard1.db shard4.db shard2.db
same "four shards merged" whole.db merged.db
[ "$(content shard1.db)" != "$(content whole.db)" ] || fault "a shard has the digest of the whole"

# --- killed and resumed
killed=0
for _ in $(seq 20); do
  "$DEMARCHE" sweep "${plan[@]}" --out killed.db --resume --jobs 2 > killed.log 2>&1 &
  pid=$!
  until [ -s killed.db ] || ! kill -0 "$pid" 2> /dev/null; do :; done
  perl -e 'select undef, undef, undef, rand 0.12'
  kill -9 "$pid" 2> /dev/null && killed=$((killed + 1))
  wait "$pid" 2> /dev/null
done
[ "$killed" -gt 0 ] || fault "no sweep was killed while it ran"
expect 0 '300 runs: 300 ok' "$DEMARCHE" sweep "${plan[@]}" --out killed.db --resume
same "killed $killed times and resumed" whole.db killed.db
expect 0 '300 runs: 300 ok; nothing was left to do' "$DEMARCHE" sweep "${plan[@]}" --out killed.db --resume
[ ! -e killed.db.lock ] && [ ! -e killed.db-wal ] || fault "a finished sweep leaves $(echo killed.db*)"

# --- workers killed under way
"$DEMARCHE" sweep "${plan[@]}" --reps 400 --out orphans.db --jobs 2 > /dev/null 2>&1 &
pid=$!
for _ in $(seq 12); do
  perl -e 'select undef, undef, undef, 0.05'
  pkill -9 -P "$pid" 2> /dev/null
done
wait "$pid" || fault "a sweep whose workers are killed ends with $?"
expect 0 '2,400 runs: 2,400 ok' "$DEMARCHE" sweep "${plan[@]}" --reps 400 --out unharmed.db
same "workers killed" unharmed.db orphans.db

# --- interrupted
"$DEMARCHE" sweep "${plan[@]}" --reps 4000 --out cut.db > cut.log 2>&1 &
pid=$!
until [ -s cut.db ]; do :; done
perl -e 'select undef, undef, undef, 0.4'
kill -INT "$pid"
wait "$pid"
[ $? -eq 130 ] || fault "SIGINT gave $?"
grep -qF -- "--resume" cut.log || fault "no resume command after SIGINT: $(cat cut.log)"

# --- failures are rows
mkdir faulty
cp "$SOURCE/scenarios/border-quiet/scenario.lua" faulty/
cat > faulty/faulty.lua << 'LUA'
return policy {
  about = "Fails at one value of its parameter.", source = "a test",
  params = { trouble = { default = 0, min = 0, max = 100, unit = "", about = "7: fails; 100: never ends" } },
  decide = function(view, self)
    if self.params.trouble == 7 then error("trouble") end
    while self.params.trouble == 100 do end
  end,
}
LUA
sed -i 's/policy = "revisionist_claimant"/policy = "faulty"/' faulty/scenario.lua
expect 1 '100 runs: 99 ok, 1 failed' "$DEMARCHE" sweep faulty --vary actors.BORDAVIA.params.trouble=0:99:100 --set theatres.river.incident_rate=5 \
  --reps 1 --quiet --out one.db
expect 0 'faulty.lua:5: .*trouble' "$DEMARCHE" find one.db 'status = failed'
expect 1 '8 runs: 6 ok, 2 exhausted|8 runs: 6 ok, 1 exhausted, 1 skipped' "$DEMARCHE" sweep faulty --vary actors.BORDAVIA.params.trouble=0,1,2,100 \
  --set theatres.river.incident_rate=5 --reps 2 --max-failures 1 --quiet --out spent.db
expect 1 '2 runs: 1 ok, 1 crashed' "$DEMARCHE" sweep faulty --vary actors.BORDAVIA.params.trouble=0,100 --set theatres.river.incident_rate=5 \
  --reps 1 --timeout 1 --quiet --out hung.db
expect 0 'silent for too long, 3 times' "$DEMARCHE" find hung.db 'status = crashed'
expect 1 '2 runs: 1 ok, 1 crashed; nothing was left to do' "$DEMARCHE" sweep faulty --vary actors.BORDAVIA.params.trouble=0,100 --set theatres.river.incident_rate=5 \
  --reps 1 --timeout 1 --quiet --out hung.db --resume
expect 1 '2 runs: 1 ok, 1 exhausted; 1 of' "$DEMARCHE" sweep faulty --vary actors.BORDAVIA.params.trouble=0,100 --set theatres.river.incident_rate=5 \
  --reps 1 --quiet --out hung.db --retry-failed

# --- points are given up in the whole as in its shards: a shard sees only some of a point's failures
mkdir hungry
cp "$SOURCE/scenarios/border-quiet/scenario.lua" hungry/
cat > hungry/hungry.lua << 'LUA'
return policy {
  about = "Spends its budget at one value of its parameter.", source = "a test",
  params = { greed = { default = 0, min = 0, max = 1, unit = "", about = "1: spends it" } },
  decide = function(view, self)
    local last
    while self.params.greed == 1 do last = { last } end
  end,
}
LUA
sed -i 's/policy = "revisionist_claimant"/policy = "hungry"/' hungry/scenario.lua
greedy=(hungry --vary actors.BORDAVIA.params.greed=0,1 --set theatres.river.incident_rate=5 --reps 12 --max-failures 2 --quiet)
expect 1 '24 runs: 12 ok, 2 exhausted, 10 skipped' "$DEMARCHE" sweep "${greedy[@]}" --out greedy.db
for shard in 1 2 3; do
  expect 1 '8 runs: 4 ok, 2 exhausted, 2 skipped' "$DEMARCHE" sweep "${greedy[@]}" --out "greedy$shard.db" --shard "$shard/3"
done
expect 0 'holds 8 of 24 planned; next: `demarche merge' "$DEMARCHE" merge greedy-all.db greedy1.db
expect 0 'holds 24 of 24 planned .12 did not end well.; next: `demarche stats' "$DEMARCHE" merge greedy-all.db greedy2.db greedy3.db
same "a point given up by shards" greedy.db greedy-all.db

# --- refused by name
expect 5 'exists already' "$DEMARCHE" sweep "${plan[@]}" --out whole.db
expect 5 'seed: found 2; expected 1' "$DEMARCHE" sweep "${plan[@]}" --seed 2 --out whole.db --resume
expect 5 'runs planned: found 60; expected 300 or more' "$DEMARCHE" sweep "${plan[@]}" --reps 10 --out whole.db --resume
expect 0 'share one seed' "$DEMARCHE" sweep border-quiet --design lhs --samples 3 --vary actors.BORDAVIA.approval=0:1 --out one-seed.db
expect 5 'points: found 4; expected 6' "$DEMARCHE" sweep border-quiet --vary theatres.river.incident_rate=0.1:2:4 --reps 50 --quiet --out whole.db --resume
cp -r "$SOURCE/scenarios/border-quiet" changed
expect 0 '2 runs' "$DEMARCHE" sweep ./changed --reps 2 --quiet --out changed.db
echo '-- another line' >> changed/scenario.lua
expect 5 'scenario.lua' "$DEMARCHE" sweep ./changed --reps 2 --quiet --out changed.db --resume
expect 3 'incident_rate: found -1; expected 0 to' "$DEMARCHE" sweep border-quiet --vary theatres.river.incident_rate=-1:2:4 --out no.db
expect 3 'did you mean "incident_rate"' "$DEMARCHE" sweep border-quiet --vary theatres.river.incident_rat=1:2:4 --out no.db
expect 3 'no policy "nobody"' "$DEMARCHE" sweep border-quiet --vary actors.SYLDAVIA.policy=mediator,nobody --out no.db
expect 3 'expected lo:hi:n' "$DEMARCHE" sweep border-quiet --vary theatres.river.incident_rate=1:2 --out no.db
expect 2 'did you mean "war"' "$DEMARCHE" sweep border-quiet --until 'ci(warr)<0.1' --out no.db
expect 2 'which --set fixes' "$DEMARCHE" sweep border-quiet --vary actors.BORDAVIA.approval=0:1:3 --set actors.BORDAVIA.approval=0.5 --out no.db
expect 2 'days, which --days fixes' "$DEMARCHE" sweep border-quiet --vary days=20,30 --days 10 --out no.db
expect 2 'days, which --days fixes' "$DEMARCHE" sweep border-quiet --set days=20 --days 10 --out no.db
printf 'actors.BORDAVIA.approval\n0.4\n0.6\n' > fixed.csv
expect 2 'fixed.csv: .*approval, which --set fixes' "$DEMARCHE" sweep border-quiet --design fixed.csv --set actors.BORDAVIA.approval=0.5 --out no.db
cp "$SOURCE/scripts/policies/mediator.lua" mediator.lua
expect 3 'shipped policy of that name' "$DEMARCHE" sweep border-quiet --vary actors.SYLDAVIA.policy=mediator,./mediator.lua --out no.db
echo precious > precious.txt
expect 6 'exists already' "$DEMARCHE" sweep "${plan[@]}" --dry-run --points precious.txt
expect 0 '^precious$' cat precious.txt
expect 2 'found none; expected at least one with --design lhs' "$DEMARCHE" sweep border-quiet --design lhs --out no.db
expect 3 '^--vary: actors.BORDAVIA.sise: ' "$DEMARCHE" sweep border-quiet --vary actors.BORDAVIA.sise=a,b --out no.db
expect 2 'I from 1 to N' "$DEMARCHE" sweep border-quiet --shard 0/4 --out no.db
expect 2 'did you mean "saltelli"' "$DEMARCHE" sweep border-quiet --design saltely --out no.db
expect 2 'equally many replicates' "$DEMARCHE" sweep border-quiet --design morris --vary actors.BORDAVIA.approval=0:1 --until 'ci(war)<0.1' --out no.db
expect 2 '1 to 256' "$DEMARCHE" sweep border-quiet --jobs 100000 --out no.db
[ ! -e no.db ] || fault "a refused sweep leaves a file"

# --- one at a time
"$DEMARCHE" sweep "${plan[@]}" --reps 4000 --out busy.db > /dev/null 2>&1 &
pid=$!
until [ -s busy.db ]; do :; done
expect 75 "$pid" "$DEMARCHE" sweep "${plan[@]}" --reps 4000 --out busy.db --resume
kill -TERM "$pid"
wait "$pid"
[ $? -eq 143 ] || fault "SIGTERM gave $?"

# --- plans
expect 0 '6 points \(grid of 2 factors\) x 50 replicates = 300 runs' "$DEMARCHE" sweep "${plan[@]}" --dry-run --out no.db
cat > plan.lua << 'LUA'
return sweep {
  scenario = "border-quiet",
  vary = {
    { path = "theatres.river.incident_rate", low = 0.1, high = 2, n = 3 },
    { path = "actors.BORDAVIA.approval", low = 0.4, high = 0.6, n = 2 },
  },
  reps = 50,
}
LUA
expect 0 '300 runs: 300 ok' "$DEMARCHE" sweep plan.lua --quiet --out spec.db
same "a spec says what the command line says" whole.db spec.db
printf 'theatres.river.incident_rate,actors.BORDAVIA.approval\n0.1,0.4\n2,0.6\n' > points.csv
expect 0 '6 points' "$DEMARCHE" sweep "${plan[@]}" --dry-run --points design.csv
expect 0 '^theatres.river.incident_rate,actors.BORDAVIA.approval$' cat design.csv
expect 0 '6 points' "$DEMARCHE" sweep "${plan[@]}" --dry-run --points design.csv
expect 0 '300 runs: 300 ok' "$DEMARCHE" sweep border-quiet --design design.csv --reps 50 --quiet --out roundtrip.db
for column in deaths statements '"theatres.river.incident_rate"'; do
  [ "$(sqlite3 whole.db "SELECT sum($column) FROM runs" 2> /dev/null)" = "$(sqlite3 roundtrip.db "SELECT sum($column) FROM runs" 2> /dev/null)" ] ||
    fault "a design read back from its file gives other $column"
done
expect 0 '6 runs: 6 ok' "$DEMARCHE" sweep border-quiet --design points.csv --reps 3 --quiet --out csv.db
expect 0 '1 of 1 point reached' "$DEMARCHE" sweep border-quiet --until 'ci(war)<0.2' --quiet --out until.db
for design in "random --samples 5" "lhs --samples 5" "sobol --samples 4" "saltelli --samples 2" "morris --samples 2"; do
  expect 0 ' ok' "$DEMARCHE" sweep border-quiet --design $design --vary theatres.river.incident_rate=0:1 --vary actors.BORDAVIA.approval=0.2:0.8 \
    --quiet --out "design-${design%% *}.db"
done
expect 0 ' ok' "$DEMARCHE" sweep csto-2018 --design prior --samples 3 --quiet --out design-prior.db

# --- events are kept of those asked for
expect 0 '20 runs' "$DEMARCHE" sweep border-quiet --reps 20 --events sample:4 --set theatres.river.incident_rate=3 --quiet --out events.db
expect 0 '.' "$DEMARCHE" export events.db --what events
finish
