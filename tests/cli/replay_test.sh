# demarche replay, verify, events of a results file, run --out: a file alone repeats its runs, and says so when it does not.
. "${SOURCE:?}/tests/cli/lib.sh" || exit 1
export DEMARCHE_HOME=$SOURCE
wrong() { echo "FAILED: $*"; failures=$((failures + 1)); }
cd "$scratch" || exit 1
command -v sqlite3 > /dev/null || { echo "SKIPPED replay_test: sqlite3 is not installed"; exit 77; }
"$BUILD/tests/fill_results" few.db border-quiet 3 || { echo "no results file to test with"; exit 1; }
changed() { cp few.db changed.db && sqlite3 changed.db "$1" || { echo "FAILED: $1"; exit 1; }; }
settings=(--days 30 --set model.initiative=0.2 --set theatres.river.incident_rate=2 --set actors.BORDAVIA.policy=status_quo_defender)

# The run as `run` shows it.
expect 2 'no results file' "$DEMARCHE" replay
expect 2 'timeline, json or jsonl' "$DEMARCHE" replay few.db --format xml
for format in timeline json jsonl; do
  "$DEMARCHE" run border-quiet --seed 1001 "${settings[@]}" --format "$format" > run.out
  "$DEMARCHE" replay few.db --run 11 --format "$format" > replay.out 2> replay.err || wrong "replay: exit $?"
  cmp run.out replay.out || wrong "replay differs from run ($format)"
done
grep -qE '^demarche: run 11: digest [0-9a-f]{32}, as the file has it$' replay.err || wrong "replay: $(cat replay.err)"
"$DEMARCHE" run border-quiet --seed 1001 "${settings[@]}" --all --quiet > run.out
"$DEMARCHE" replay few.db --run 11 --all --quiet 2> /dev/null | cmp - run.out || wrong "replay --quiet"
expect 0 '^demarche: run 0: digest' "$DEMARCHE" replay few.db --quiet
expect 5 'found no run 13' "$DEMARCHE" replay few.db --run 13
expect 5 'missing.db' "$DEMARCHE" replay missing.db
full() { "$DEMARCHE" replay few.db > /dev/full; }
expect 6 'No space left' full

# Its events.
"$DEMARCHE" events border-quiet --seed 1001 "${settings[@]}" --where 'kind = act' > run.out
"$DEMARCHE" events few.db --run 11 --where 'kind = act' | cmp - run.out || wrong "events of the file differ"
[ -s run.out ] || wrong "no acts to compare"
expect 2 'found --seed with a results file' "$DEMARCHE" events few.db --seed 3
expect 2 'found --set with a results file' "$DEMARCHE" events few.db --set a=b
expect 2 'found --run, and "border-quiet" is no file' "$DEMARCHE" events border-quiet --run 3
expect 2 'did you mean "BORDAVIA"' "$DEMARCHE" events few.db --where 'actor = BORDAVAI'

# What differs is named.
changed "UPDATE runs SET digest = '00000000000000000000000000000000' WHERE run_id = 4"
expect 1 'run 4: found digest [0-9a-f]{32}; expected 0{32}' "$DEMARCHE" replay changed.db --run 4 --quiet
expect 1 'either another build' "$DEMARCHE" replay changed.db --run 4 --quiet
expect 1 'run 4: found digest' "$DEMARCHE" events changed.db --run 4
expect 1 '12 of 12 runs: 11 equal, 1 different, 0 failed' "$DEMARCHE" verify changed.db
expect 1 'run 4: found digest [0-9a-f]{32}; expected 0{32}' "$DEMARCHE" verify changed.db --jobs 1
expect 1 '^demarche: 1 runs have no events.* run 4 the first: 1 came to another digest' "$DEMARCHE" export changed.db --what events
[ "$("$DEMARCHE" export changed.db --what events 2> /dev/null | cut -d, -f1 | sort -u | grep -c '^4$')" -eq 0 ] || wrong "events of another run are exported as its own"
changed "UPDATE runs SET digest = '00000000000000000000000000000000'; UPDATE sweep SET engine = '0.0.9'"
expect 1 'the file was made by 0.0.9, this is [0-9.]+;' "$DEMARCHE" replay changed.db --run 4 --quiet
changed "UPDATE runs SET seed = seed + 1 WHERE run_id = 8"
expect 1 '12 of 12 runs: 11 equal, 1 different' "$DEMARCHE" verify changed.db

# So is a measure, a length or a number of a series that is not what the run comes to, although the digest is.
changed "UPDATE runs SET deaths = 99 WHERE run_id = 3"
expect 1 '12 of 12 runs: 11 equal, 1 different, 0 failed' "$DEMARCHE" verify changed.db
expect 1 '^run 3: the digest is as the file has it, but 1 of its other values is not$' "$DEMARCHE" verify changed.db
expect 1 '^  deaths: found [0-9]+; expected 99, as the file has it$' "$DEMARCHE" verify changed.db
expect 1 'either another build of it, or the file was changed' "$DEMARCHE" verify changed.db
for command in replay events; do
  expect 1 '^demarche: run 3: the digest is as the file has it' "$DEMARCHE" "$command" changed.db --run 3
  expect 1 '^  deaths: found [0-9]+; expected 99, as the file has it$' "$DEMARCHE" "$command" changed.db --run 3
  "$DEMARCHE" "$command" changed.db --run 4 > out.txt 2>&1 || wrong "$command: the change of another run shows"
done
changed "UPDATE runs SET deaths = NULL WHERE run_id = 3"
expect 1 '^  deaths: found [0-9]+; expected NULL, as the file has it$' "$DEMARCHE" verify changed.db
absent=$(sqlite3 few.db "SELECT name FROM outcome WHERE run_id = 3 AND value IS NULL LIMIT 1")
if [ -n "$absent" ]; then
  changed "UPDATE runs SET \"$absent\" = 1 WHERE run_id = 3"
  expect 1 "^  $absent: found NULL; expected 1, as the file has it\$" "$DEMARCHE" verify changed.db
else
  wrong "no measure that does not apply to test with"
fi
changed "UPDATE runs SET war = 1 - war WHERE run_id = 3"
expect 1 '^  war: found [01]; expected [01], as the file has it$' "$DEMARCHE" verify changed.db
changed "UPDATE measure SET flag = 1 WHERE name = 'deaths'"
expect 1 '^  deaths: found a number; expected a yes or no' "$DEMARCHE" replay changed.db
changed "UPDATE runs SET events = events + 1 WHERE run_id = 3"
expect 1 '^  events: found [0-9]+; expected [0-9]+, as the file has it$' "$DEMARCHE" verify changed.db
changed "UPDATE series SET blob = CAST(substr(blob, 1, 8) || x'00002041' || substr(blob, 13) AS BLOB) WHERE run_id = 5"
first=$(sqlite3 few.db "SELECT name FROM series_name WHERE position = 0")
expect 1 '12 of 12 runs: 11 equal, 1 different, 0 failed' "$DEMARCHE" verify changed.db --jobs 1
expect 1 "^  $first, day 2: found [-0-9.e]+; expected 10, as the file has it\$" "$DEMARCHE" verify changed.db
expect 1 "^  $first, day 2: found [-0-9.e]+; expected 10, as the file has it\$" "$DEMARCHE" replay changed.db --run 5
changed "UPDATE series SET blob = zeroblob(length(blob)) WHERE run_id = 5"
expect 1 '^  and [0-9]+ more$' "$DEMARCHE" verify changed.db
[ "$("$DEMARCHE" verify changed.db | grep -c '; expected 0, as the file has it')" -eq 5 ] || wrong "verify: not the first five"
changed "DELETE FROM series WHERE run_id = 5"
"$DEMARCHE" verify changed.db > out.txt 2>&1
status=$?
[[ $status == 1 || $status == 5 ]] || wrong "verify, a run without its series: exit $status"
expect 1 '^  series: found some; expected none, as the file has it$' "$DEMARCHE" replay changed.db --run 5
# A factor that is not the one the run had brings other records.
changed "UPDATE runs SET \"theatres.river.incident_rate\" = 2 WHERE run_id = 3"
expect 1 'run 3: found digest [0-9a-f]{32}; expected' "$DEMARCHE" verify changed.db
expect 1 '12 of 12 runs: 11 equal, 1 different, 0 failed' "$DEMARCHE" verify changed.db

# A run that failed shows its reason and is tried again.
expect 1 'run 12 is in the file as failed: =1\+1, "it" failed; it is tried again' "$DEMARCHE" replay few.db --run 12 --quiet
expect 1 'run 12: found digest [0-9a-f]{32}; expected it to fail' "$DEMARCHE" replay few.db --run 12 --quiet

# A file without series has none to compare, and is equal.
"$DEMARCHE" sweep border-quiet --reps 4 --days 20 --no-series --out bare.db --quiet > /dev/null || wrong "sweep: exit $?"
expect 0 '4 of 4 runs: 4 equal' "$DEMARCHE" verify bare.db
expect 0 'run 2: digest' "$DEMARCHE" replay bare.db --run 2 --quiet
# So are variants that report fewer measures and series than the file has columns for.
"$DEMARCHE" sweep csto-2018 --vary theatres.nakhchivan=on,off --vary organisations.CSTO=on,off --reps 1 --days 9 --out variants.db --quiet > /dev/null || wrong "sweep: exit $?"
expect 0 '4 of 4 runs: 4 equal' "$DEMARCHE" verify variants.db

# Nothing to list is said.
expect 0 '^0 events$' "$DEMARCHE" events few.db --where 'day > 4000'
expect 0 '^0 events$' "$DEMARCHE" events border-quiet --where 'day > 4000'
[ -z "$("$DEMARCHE" events few.db --where 'day > 4000' 2> /dev/null)" ] || wrong "events: nothing is said on the output"
"$DEMARCHE" events few.db 2>&1 | grep -q '^0 events' && wrong "events: some are none"

# verify.
"$DEMARCHE" verify few.db > verify.out || wrong "verify: exit $?"
[ "$(grep -vE '^digest +[0-9a-f]{32}$' verify.out)" = 'scenario  border-quiet
engine    '"$("$DEMARCHE" --version | cut -d' ' -f2)"'
runs      13 of 18 planned: 12 ok, 1 failed
file      sound
again     12 of 12 runs: 12 equal, 0 different, 0 failed' ] || wrong "verify: $(cat verify.out)"
for jobs in 1 3; do
  "$DEMARCHE" verify few.db --jobs "$jobs" | cmp - verify.out || wrong "verify with $jobs jobs"
done
expect 0 '^again +5 of 12 runs: 5 equal' "$DEMARCHE" verify few.db --sample 5
expect 0 '^again +none' "$DEMARCHE" verify few.db --sample 0
expect 2 'found "x"' "$DEMARCHE" verify few.db --sample x
expect 2 'from 1 to 256' "$DEMARCHE" verify few.db --jobs 0
# Evenly spread: of 12, samples of 4 are the 1st, 4th, 7th and 10th.
for run in 0 3 6 9; do
  changed "UPDATE runs SET digest = '00000000000000000000000000000000' WHERE run_id = $run"
  expect 1 "run $run: found digest" "$DEMARCHE" verify changed.db --sample 4
done

# Files that are not what they should be: a message, exit 5, and no crash.
expect 5 'missing.db' "$DEMARCHE" verify missing.db
expect 5 'LICENSE' "$DEMARCHE" verify "$SOURCE/LICENSE"
: > empty.db
expect 5 'empty.db' "$DEMARCHE" verify empty.db
for bytes in 50 1000 20000; do
  head -c "$bytes" few.db > cut.db
  expect 5 'cut.db' "$DEMARCHE" verify cut.db
done
page=$(($(sqlite3 few.db "SELECT rootpage FROM sqlite_master WHERE name = 'series'") - 1))
cp few.db torn.db && head -c 8192 /dev/zero | dd of=torn.db bs=8192 seek="$page" conv=notrunc status=none
expect 5 'torn.db' "$DEMARCHE" verify torn.db
changed "UPDATE bundle SET bytes = CAST('return 1' AS BLOB) WHERE name = 'scenario/scenario.lua'"
expect 5 'changed.db' "$DEMARCHE" replay changed.db
changed "UPDATE bundle SET path = char(27) || '[2J' || path"
"$DEMARCHE" replay changed.db > out.txt 2>&1
grep -q $'\033' out.txt && wrong "an escape of a bundle's path is printed"
for fault in "key = 'days', value = '99999'" "key = 'set', value = 'nonsense'" "key = 'set', value = 'no.such.path=1'" "key = 'set', value = 'actors.BORDAVIA.policy=' || char(27)"; do
  changed "UPDATE plan SET $fault WHERE key = 'days'"
  "$DEMARCHE" replay changed.db > out.txt 2>&1
  status=$?
  [[ $status == 5 || $status == 3 || $status == 1 || $status == 4 ]] || wrong "$fault: exit $status"
  grep -q $'\033' out.txt && wrong "an escape of the plan is printed"
  "$DEMARCHE" verify changed.db > out.txt 2>&1
  [[ $? == 1 || $? == 5 ]] || wrong "verify, $fault: exit $?"
done

# An export that breaks off leaves the old file.
changed "UPDATE runs SET digest = 'x' WHERE run_id = 7"
echo before > kept.csv
for what in runs series events; do
  expect 5 'run 7' "$DEMARCHE" export changed.db --what "$what" -o kept.csv
done
[ "$(cat kept.csv)" = before ] || wrong "an export that broke off replaced the old file"

# run --out.
"$DEMARCHE" run border-quiet --seed 5 --set model.initiative=0.3 --days 20 --out one.db > out.txt || wrong "run --out: exit $?"
"$DEMARCHE" run border-quiet --seed 5 --set model.initiative=0.3 --days 20 | cmp - out.txt || wrong "--out changes what is shown"
"$DEMARCHE" replay one.db 2> /dev/null | cmp - out.txt || wrong "replay of one.db"
expect 0 '1 of 1 planned: 1 ok' "$DEMARCHE" verify one.db
"$DEMARCHE" run border-quiet --seed 5 --set model.initiative=0.3 --days 20 --format jsonl | grep -v '"kind":"outcome"' > events.jsonl
sqlite3 one.db 'SELECT detail FROM event ORDER BY id' | cmp - events.jsonl || wrong "events of one.db"
[ "$(sqlite3 one.db "SELECT group_concat(key || ':' || value, ' ') FROM plan")" = 'scenario:border-quiet set:model.initiative=0.3 design:single reps:1 seed:5 days:20 events:all' ] || wrong "plan of one.db"
[ "$(sqlite3 one.db "SELECT unit FROM measure WHERE name = 'deaths.river'")" = persons ] || wrong "units of one.db"
before=$(cksum one.db)
expect 5 'one.db: found something of that name' "$DEMARCHE" run border-quiet --out one.db
[ "$(cksum one.db)" = "$before" ] || wrong "an existing file was changed"
expect 5 'no/such' "$DEMARCHE" run border-quiet --out no/such/file.db
expect 5 "$scratch" "$DEMARCHE" run border-quiet --out "$scratch"
expect 3 'did you mean' "$DEMARCHE" run border-queit --out never.db
expect 3 'nonsense' "$DEMARCHE" run border-quiet --set nonsense=1 --out never.db
[ ! -e never.db ] || wrong "a run that never began left a file"
full_run() { "$DEMARCHE" run border-quiet --out full.db > /dev/full; }
expect 6 'No space left' full_run
expect 0 '1 ok' "$DEMARCHE" verify full.db
# A policy from a file goes into the bundle.
cat > mine.lua <<'LUA'
return policy { decide = function(view) return act.reassure_public { because = "calm" } end }
LUA
"$DEMARCHE" run border-quiet --set actors.BORDAVIA.policy=mine.lua --out mine.db --quiet > out.txt || wrong "mine: exit $?"
rm mine.lua
"$DEMARCHE" replay mine.db --quiet 2> /dev/null | cmp - out.txt || wrong "replay of mine.db"
# A run that fails is kept with its reason.
cat > bad.lua <<'LUA'
return policy { decide = function(view) error("no way out") end }
LUA
expect 4 'no way out' "$DEMARCHE" run border-quiet --set actors.BORDAVIA.policy=bad.lua --set model.initiative=1 --out bad.db
expect 4 'in the file as failed: .*no way out; it is tried again' "$DEMARCHE" replay bad.db
expect 0 '1 of 1 planned: 0 ok, 1 failed' "$DEMARCHE" verify bad.db
expect 0 '^0,0,0,1,,failed,' "$DEMARCHE" export bad.db --what runs
finish
