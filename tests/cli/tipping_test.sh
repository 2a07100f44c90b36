# Tipping points: crossings that are known, the same whatever the number of workers, honest where there is none, resumable.
. "${SOURCE:?}/tests/cli/lib.sh" || exit 1
enter

tipping() { "$DEMARCHE" tipping "$@" --quiet; }

# An actor that warns once if its first deliberation meets the condition of its `shape`; within 300 days every actor deliberates.
cp -r "$SOURCE/scenarios/border-quiet" known
cat > known/known.lua << 'LUA'
local shapes = {
  [0] = function(x) return chance.uniform() < x end,
  [1] = function(x) return x > 0.437 end,
  [2] = function(x) return x < 0.437 end,
  [3] = function(x) return x > 0.25 and x < 0.75 end,
  [4] = function(x) return chance.uniform() < 0.02 + 0.09 * x end,
  [5] = function(x) if x == 0.25 then error("trouble") end return x > 0.437 end,
  [6] = function() error("trouble") end,
}
return policy {
  about = "Warns once, or not.", source = "a test",
  params = {
    x = { default = 0, min = 0, max = 1, unit = "", about = "what tips" },
    shape = { default = 0, min = 0, max = 6, unit = "", about = "how" },
  },
  memory = { done = 0 },
  decide = function(view, self)
    if self.memory.done == 0 then
      self.memory.done = 1
      if shapes[self.params.shape](self.params.x) then return act.warn { to = "RURITANIA", because = "it tips" } end
    end
  end,
}
LUA
sed -i 's/policy = "revisionist_claimant"/policy = "known"/
  s/^  relations = {/  measures = { warned = function(run) return run.count { kind = "act", verb = "warn", actor = "BORDAVIA" } end },\n&/' known/scenario.lua
x=actors.BORDAVIA.params.x
known=(./known --days 300 --vary "$x=0:1" --measure 'warned > 0')
shape() { echo "--set actors.BORDAVIA.params.shape=$1"; }

# --- a crossing at one half
tipping "${known[@]}" --format csv > half.csv || fault "a search ends with $?"
awk -F, '$1 == "rises" { ok = $2 > 0.35 && $2 < 0.65 && $4 <= 0.5 && $5 >= 0.5 && $5 - $4 < 0.3 } END { exit !ok }' half.csv ||
  fault "a crossing at 0.5 is found as $(sed -n 2p half.csv)"
expect 0 'flips at 0\.[345].*: in most runs above it, not below; 95 % interval' tipping "${known[@]}"
expect 0 '"verdict": "once"' tipping "${known[@]}" --format json

# --- the same whoever computes it
for jobs in 1 2 5; do tipping "${known[@]}" --reps 60 --jobs "$jobs" > "jobs$jobs.txt"; done
cmp jobs1.txt jobs2.txt && cmp jobs1.txt jobs5.txt || fault "the number of workers shows"
tipping "${known[@]}" --reps 60 --seed 2 > seed2.txt
! cmp -s jobs1.txt seed2.txt || fault "the seed does not show"

# --- steps, up and down: to a 256th of the range, and finer around it
expect 0 'flips at 0.4355: in most runs above it, not below; 95 % interval 0.4336 to 0.4375' tipping "${known[@]}" $(shape 1) --reps 10
expect 0 'The share jumps between neighbouring levels' tipping "${known[@]}" $(shape 1) --reps 10
expect 0 '140 runs: 14 levels x 10 replicates, in 6 rounds' tipping "${known[@]}" $(shape 1) --reps 10
expect 0 'in most runs below it, not above; 95 % interval 0.4336 to 0.4375' tipping "${known[@]}" $(shape 2) --reps 10
next=$(tipping "${known[@]}" $(shape 1) --reps 10 | sed -n 's/^  demarche //p')
expect 0 'flips at 0.43[67]' eval "'$DEMARCHE' $next"

# --- none, several, at the end
expect 0 'never: from [0-9.]+ to [0-9.]+ %, below one half' tipping "${known[@]}" $(shape 4)
expect 0 'never: 0.0 % at all levels' tipping border-quiet --vary theatres.river.claim=0:1 --days 20 --measure war
expect 0 'flips 2 times' tipping "${known[@]}" $(shape 3) --reps 20
expect 0 '  at 0.2[45].*: in most runs above it, not below; 95 % interval' tipping "${known[@]}" $(shape 3) --reps 20
expect 0 '  at 0.7[45].*: in most runs below it, not above; 95 % interval' tipping "${known[@]}" $(shape 3) --reps 20
expect 0 'Chance may hide a crossing within the range: 95 % interval 0.[0-9]+ to beyond 0.46' \
  tipping ./known --days 300 --vary "$x=0:0.46" --measure 'warned > 0' --reps 40
expect 0 'flips at 0.5.*to beyond 0.58' tipping ./known --days 300 --vary "$x=0:0.58" --measure 'warned > 0'
expect 0 'The interval reaches the end of the range' tipping ./known --days 300 --vary "$x=0:0.58" --measure 'warned > 0'

# --- whole numbers have no levels between them
expect 0 '3 levels x 20' tipping border-quiet --vary days=5:7 --set theatres.river.incident_rate=2 --measure 'deaths > 0' --reps 20
cp -r "$SOURCE/scenarios/border-quiet" dated
sed -i 's/^  relations = {/  injects = { { at = "2020-03-18", actor = "BORDAVIA", act = "hold_exercise" } },\n  measures = { exercised = function(run) return run.count { kind = "act", verb = "hold_exercise", actor = "BORDAVIA" } end },\n&/' dated/scenario.lua
expect 0 'between whole numbers there are none' tipping ./dated --vary days=2:40 --measure 'exercised > 0' --reps 10
expect 0 'the interval is their distance' tipping ./dated --vary days=2:400 --measure 'exercised > 0' --reps 10 --levels 3
expect 3 'days: found 7.5; expected a whole number' tipping border-quiet --vary days=5:7.5 --measure 'deaths > 0'

# --- failed runs
expect 1 'flips at 0.4355' tipping "${known[@]}" $(shape 5) --reps 10
expect 1 '10 of them without a result, left out; the first, run [0-9]+: .*known.lua:.*trouble' tipping "${known[@]}" $(shape 5) --reps 10
expect 1 'unknown: no run has a result' tipping "${known[@]}" $(shape 6) --reps 10

# --- a file of all runs that were made
small=(./known --days 40 --vary "$x=0:1" --measure 'warned > 0' --reps 20)
expect 0 'demarche stats kept.db' tipping "${small[@]}" --out kept.db
expect 0 'by actors.BORDAVIA.params.x' "$DEMARCHE" stats kept.db --by "$x" --measure warned
expect 0 'runs' "$DEMARCHE" find kept.db 'warned > 0'
expect 0 'digest' "$DEMARCHE" verify kept.db --sample 5
expect 5 'exists already' tipping "${small[@]}" --out kept.db
tipping "${small[@]}" > unkept.txt
tipping "${small[@]}" --out kept.db --resume > again.txt || fault "a finished search does not resume"
cmp <(grep -B99 '^[0-9,]* runs:' unkept.txt) <(grep -B99 '^[0-9,]* runs:' again.txt) || fault "a file shows"
expect 0 '5,140 runs: 5,140 ok' "$DEMARCHE" sweep ./known --days 40 --vary "$x=0:1:257" --reps 20 --quiet --out kept.db --resume

# --- interrupted
long=("${known[@]}" --reps 1000 --out cut.db --format csv)
"$DEMARCHE" tipping "${long[@]}" > cut.log 2>&1 &
pid=$!
until [ -s cut.db ]; do kill -0 "$pid" || break; done
perl -e 'select undef, undef, undef, 0.4'
kill -INT "$pid"
wait "$pid"
[ $? -eq 130 ] || fault "SIGINT gave $?"
grep -qF -- '--resume' cut.log || fault "no resume command after SIGINT: $(cat cut.log)"
tipping "${long[@]}" --resume > resumed.csv || fault "a search does not resume"
tipping "${known[@]}" --reps 1000 --format csv > unbroken.csv
cmp resumed.csv unbroken.csv || fault "an interruption shows"
"$DEMARCHE" tipping "${known[@]}" --reps 4000 > cut.log 2>&1 &
pid=$!
until grep -q 'round 1' cut.log; do kill -0 "$pid" || break; done
perl -e 'select undef, undef, undef, 0.4'
kill -TERM "$pid"
wait "$pid"
[ $? -eq 143 ] || fault "SIGTERM gave $?"
left_nothing
TMPDIR=$scratch/nowhere expect 5 'TMPDIR says where' tipping "${small[@]}"

# --- refused
quiet=(border-quiet --vary theatres.river.incident_rate=0:2)
expect 2 'found no --measure' tipping "${quiet[@]}"
expect 2 'found no --vary' tipping border-quiet --measure war
expect 2 'found no scenario' tipping --measure war --vary days=5:7
expect 2 "deaths, a number; expected what is true or false of a run, as 'deaths > 25'" tipping "${quiet[@]}" --measure deaths
expect 2 'did you mean "deaths"' tipping "${quiet[@]}" --measure 'deathz > 3'
expect 2 '"many"' tipping "${quiet[@]}" --measure 'deaths > many'
expect 2 'expected one \(--set' tipping "${quiet[@]}" --vary days=5:7 --measure war
expect 2 'expected a range of numbers' tipping border-quiet --vary theatres.river.incident_rate=0:2:5 --measure war
expect 2 'expected a range of numbers' tipping border-quiet --vary theatres.river.incident_rate=0,1,2 --measure war
expect 2 'expected a range of numbers' tipping border-quiet --vary actors.SYLDAVIA.policy=mediator --measure war
expect 2 'found 5; expected at least 10' tipping "${quiet[@]}" --measure war --reps 5
expect 2 'from 3 to 101' tipping "${quiet[@]}" --measure war --levels 2
expect 2 'without --out' tipping "${quiet[@]}" --measure war --resume
expect 2 'which --set fixes' tipping "${quiet[@]}" --measure war --set theatres.river.incident_rate=1
expect 2 'expected table, csv or json' tipping "${quiet[@]}" --measure war --format xml
expect 3 'lo below hi' tipping border-quiet --vary theatres.river.incident_rate=2:0 --measure war
expect 3 'did you mean "incident_rate"' tipping border-quiet --vary theatres.river.incident_rat=0:2 --measure war
expect 3 'incident_rate: found -1; expected 0 to' tipping border-quiet --vary theatres.river.incident_rate=-1:2 --measure war
expect 3 'nowhere' tipping nowhere --vary days=5:7 --measure war

finish
