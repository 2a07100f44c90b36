# demarche export: what is in a results file comes out whole, safe for spreadsheets, or not at all.
. "${SOURCE:?}/tests/cli/lib.sh" || exit 1
export DEMARCHE_HOME=$SOURCE
wrong() { echo "FAILED: $*"; failures=$((failures + 1)); }
cd "$scratch" || exit 1
fill() { "$BUILD/tests/fill_results" "$@" || { echo "no results file to test with"; exit 1; }; }
export_of() { "$DEMARCHE" export "$@"; }
fill with.db border-quiet 12
fill without.db border-quiet 0

# Usage.
expect 2 'no results file' export_of --what runs
expect 2 'the file that is read' export_of with.db --what runs -o with.db
expect 2 'no --what; expected runs' export_of with.db
expect 2 'did you mean "events"' export_of with.db --what evnts
expect 2 'csv or jsonl' export_of with.db --what runs --format xml
expect 2 'second file' export_of with.db without.db --what runs
expect 2 'number of a run' export_of with.db --what runs --run=-1
expect 5 'found no run 99' export_of with.db --what runs --run 99
expect 5 'missing.db' export_of missing.db --what runs
expect 5 'LICENSE' export_of "$SOURCE/LICENSE" --what runs
expect 2 'did you mean "deaths"' export_of with.db --what runs --where 'detahs > 3'
expect 2 'did you mean "failed"' export_of with.db --what runs --where 'status = faild'
expect 2 'did you mean "status_quo_defender"' export_of with.db --what runs --where 'actors.BORDAVIA.policy = status_quo_defendre'
expect 0 'Fields for --where' export_of --help

# A row a run; columns as in the table; numbers as `run` gives them.
export_of with.db --what runs > runs.csv || wrong "runs: exit $?"
[ "$(wc -l < runs.csv)" -eq 14 ] || wrong "runs: $(wc -l < runs.csv) lines"
[[ $(head -n 1 runs.csv) == run_id,point,replicate,seed,digest,status,reason,days,events,theatres.river.incident_rate,actors.BORDAVIA.policy,peak_hostility,war,* ]] ||
  wrong "runs: header $(head -n 1 runs.csv | cut -c1-200)"
grep -qE '^2,2,0,1000,[0-9a-f]{32},ok,,30,[0-9]+,2,revisionist_claimant,[0-9.]+,[01],' runs.csv || wrong "runs: run 2"
[[ $(sed -n '$p' runs.csv) == "12,0,2,1002,,failed,\"'=1+1, \"\"it\"\" failed\",,,0.10000000000000001,revisionist_claimant,,,"* ]] || wrong "runs: the failed run"
awk -F, 'NR <= 13 && NF != columns { if (NR == 1) columns = NF; else exit 1 }' runs.csv || wrong "runs: rows of different lengths"
export_of with.db --what runs --format jsonl > runs.jsonl || wrong "runs jsonl: exit $?"
lua5.4 "$SOURCE/tests/cli/table.lua" --same runs.csv runs.jsonl || wrong "runs: csv and jsonl differ"
grep -q '"status":"failed","reason":"=1+1, \\"it\\" failed","days":null' runs.jsonl || wrong "runs jsonl: the failed run"
"$DEMARCHE" run csto-2018 --seed 3 --out one.db --quiet > /dev/null || wrong "run --out: exit $?"
"$DEMARCHE" run csto-2018 --seed 3 --format json > one.json
export_of one.db --what runs > one.csv || wrong "one: exit $?"
lua5.4 "$SOURCE/tests/cli/table.lua" one.csv one.json || wrong "numbers of runs differ from those of run"
grep -qE ',-0\.[0-9]{10,},' one.csv || wrong "runs: no negative number to test with"
grep -qE ",'-?[0-9]" one.csv && wrong "runs: a number got an apostrophe"

# The long form of factors.
export_of with.db --what params > params.csv || wrong "params: exit $?"
[ "$(head -n 3 params.csv)" = 'run_id,name,value
0,theatres.river.incident_rate,0.10000000000000001
0,actors.BORDAVIA.policy,revisionist_claimant' ] || wrong "params: $(head -n 3 params.csv)"
[ "$(wc -l < params.csv)" -eq 27 ] || wrong "params: $(wc -l < params.csv) lines"
export_of with.db --what params --format jsonl | sed -n 3,4p > params.jsonl
[ "$(cat params.jsonl)" = '{"run_id":1,"name":"theatres.river.incident_rate","value":0.29999999999999999}
{"run_id":1,"name":"actors.BORDAVIA.policy","value":"revisionist_claimant"}' ] || wrong "params jsonl: $(cat params.jsonl)"
[ "$(export_of one.db --what params)" = 'run_id,name,value' ] || wrong "params: no header without factors"

# Days 0 to the last, a column a series.
export_of with.db --what series > series.csv || wrong "series: exit $?"
[ "$(wc -l < series.csv)" -eq $((1 + 12 * 31)) ] || wrong "series: $(wc -l < series.csv) lines"
[[ $(sed -n 2p series.csv) == 0,0,0,0,0,1,0.200000003,0.200000003,0.5,0.5,0.* ]] || wrong "series: $(sed -n 2p series.csv)"
export_of with.db --what series --format jsonl > series.jsonl
lua5.4 "$SOURCE/tests/cli/table.lua" --same series.csv series.jsonl || wrong "series: csv and jsonl differ"

# Events from the table and from running again are the same, and those of `run`.
for format in csv jsonl; do
  export_of with.db --what events --format "$format" > with.events || wrong "events: exit $?"
  export_of without.db --what events --format "$format" > without.events || wrong "events again: exit $?"
  cmp with.events without.events || wrong "events: table and running again differ ($format)"
  [ "$(wc -l < with.events)" -gt 1000 ] || wrong "events: few lines ($format)"
done
"$DEMARCHE" replay with.db --run 8 --format jsonl 2> /dev/null | grep -v '"kind":"outcome"' > eight.jsonl
export_of without.db --what events --run 8 --format jsonl | sed 's/^{"run_id":8,/{/' | cmp - eight.jsonl || wrong "events of run 8"
export_of with.db --what events --run 8 > eight.csv
[ "$(head -n 1 eight.csv)" = run_id,event_id,cause_id,cause2_id,date,minute,kind,actor,target,theatre,verb,cameo,plover,goldstein,quad,mid_action,mid_hostility,rivera,sentence ] ||
  wrong "events: header"
export_of one.db --what events > one.events.csv || wrong "events of one.db: exit $?"
grep -qx '0,31,30,,2018-09-11 08:00,14880,act,ARM,AZE,,hold_exercise,150,MOBILIZE/troops,-7.2000000000000002,4,7,3,12,Armenia holds a large exercise.' one.events.csv ||
  wrong "events: $(grep -m 1 ,hold_exercise, one.events.csv)"
grep -qE '^0,[0-9]+,[0-9]+,,[^,]*,[0-9]+,act,ARM,CSTO,[a-z]+,inform_organisation,040,CONSULT/multilateral,1,1,0,1,0,Armenia informs' one.events.csv ||
  wrong "events: $(grep -m 1 ,inform_organisation, one.events.csv)"

# Some runs only.
[ "$(export_of with.db --what runs --where 'replicate = 1 and theatres.river.incident_rate < 1' | cut -d, -f1 | tr '\n' ' ')" = 'run_id 6 7 9 10 ' ] || wrong "--where"
[ "$(export_of with.db --what events --where 'run_id = 6' | cut -d, -f1 | sort -u | tr '\n' ' ')" = '6 run_id ' ] || wrong "events --where"
[ "$(export_of with.db --what runs --where 'status = failed' --format jsonl | wc -l)" -eq 1 ] || wrong "status = failed"

# Nothing to write is said, beside the header.
for what in runs params events series; do
  expect 0 '^0 runs$' export_of with.db --what "$what" --where 'deaths < 0'
  [ "$(export_of with.db --what "$what" --where 'deaths < 0' 2> /dev/null | wc -l)" -eq 1 ] || wrong "$what: more than a header"
  export_of with.db --what "$what" --where 'run_id = 3' 2>&1 | grep -q '^0 runs' && wrong "$what: a run is none"
done
"$DEMARCHE" sweep border-quiet --reps 1 --days 9 --no-series --out bare.db --quiet > /dev/null || wrong "sweep: exit $?"
expect 5 'bare.db: found no series; expected a file that was made without --no-series' export_of bare.db --what series
echo before > kept.csv
expect 5 'found no series' export_of bare.db --what series -o kept.csv
[ "$(cat kept.csv)" = before ] || wrong "an export of no series replaced the old file"

# Names that are formulas, or would steer a terminal.
spoil hostile 's/name = "Bordavia"/name = "=2+5, \\"B\\""/'
cat > "$scratch/hostile/formula.lua" <<'LUA'
return policy { decide = function(view) return act.reassure_public { because = "\27[2Jgone" } end }
LUA
"$DEMARCHE" run "$scratch/hostile" --set actors.BORDAVIA.policy=formula --set model.initiative=1 --days 9 --out hostile.db --quiet > /dev/null || wrong "hostile: exit $?"
export_of hostile.db --what events > hostile.csv
grep -qE ",\"'=2\+5, \"\"B\"\"'s Foreign Ministry reassures" hostile.csv || wrong "hostile: $(grep ',act,' hostile.csv | head -n 1)"
export_of hostile.db --what events --format jsonl > hostile.jsonl
grep -q '"text":"=2+5, \\"B\\"' hostile.jsonl || wrong "hostile jsonl"
grep -q $'\033' hostile.csv hostile.jsonl && wrong "an escape is exported"

# A file appears when it is complete; what was there stays until then.
export_of with.db --what runs -o out.csv || wrong "-o: exit $?"
cmp out.csv runs.csv || wrong "-o: another table"
echo before > kept.csv
ln -s kept.csv link.csv
expect 2 'no such field' export_of with.db --what runs --where 'nothing > 3' -o kept.csv
expect 5 'found no run' export_of with.db --what runs --run 77 -o kept.csv
[ "$(cat kept.csv)" = before ] || wrong "a failed export changed the old file"
export_of with.db --what runs -o link.csv || wrong "link: exit $?"
[ -L link.csv ] || wrong "the link was replaced"
cmp kept.csv runs.csv || wrong "what the link points to was not replaced"
(umask 027; export_of with.db --what params -o private.csv)
[ "$(stat -c %a private.csv)" = 640 ] || wrong "mode $(stat -c %a private.csv)"
export_of with.db --what params -o - | cmp - params.csv || wrong "-o -"
expect 6 '/dev/full: cannot be written: No space left' export_of with.db --what events -o /dev/full
[ -c /dev/full ] || wrong "/dev/full was replaced"
full() { export_of with.db --what "$1" > /dev/full; }
for what in runs params events series; do
  expect 6 'standard output: cannot be written: No space left' full "$what"
done
expect 6 'no/such/out.csv: cannot be written: No such file' export_of with.db --what runs -o no/such/out.csv
expect 6 "$scratch: cannot be written: Is a directory" export_of with.db --what runs -o "$scratch"
expect 6 '/proc/out.csv: cannot be written' export_of with.db --what runs -o /proc/out.csv
if [ "$(id -u)" -ne 0 ]; then
  mkdir closed && chmod 500 closed
  expect 6 'closed/out.csv: cannot be written: Permission denied' export_of with.db --what runs -o closed/out.csv
fi
small() { (ulimit -f 8; export_of with.db --what events -o small.csv); }
echo before > small.csv
expect 6 'small.csv: cannot be written: File too large' small
[ "$(cat small.csv)" = before ] || wrong "a file too large: the old one is gone"
[ -z "$(find . -name '*.tmp')" ] || wrong "unfinished files are left: $(find . -name '*.tmp')"
closed() { { export_of with.db --what events; echo "status $?" >&3; } 3>&2 | head -n 1; }
expect 0 'status 6|status 0' closed
expect 0 '^run_id,event_id' closed
finish
