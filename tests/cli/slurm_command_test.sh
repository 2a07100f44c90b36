# demarche slurm without a cluster: what it refuses, what it writes and prints, what it says to an sbatch that is not one,
# and that its scripts do a sweep's work wherever they are.
. "${SOURCE:?}/tests/cli/lib.sh" || exit 1
export DEMARCHE_HOME=$SOURCE
plain_path=$PATH
export FAKE=$scratch/fake
mkdir "$FAKE" "$FAKE/bin" "$scratch/empty" || exit 1
cat > "$FAKE/bin/sbatch" <<'SH'
#!/bin/sh
# Notes its words, and answers with the first line of the file "answers", as a status and a text.
printf '<%s>' "$@" >> "${FAKE:?}/asked"
echo >> "$FAKE/asked"
read -r status text < "$FAKE/answers"
sed -i 1d "$FAKE/answers"
[ -z "$text" ] || printf '%s\n' "$text"
exit "$status"
SH
chmod +x "$FAKE/bin/sbatch"
PATH=$FAKE/bin:$PATH
[ "$(command -v sbatch)" = "$FAKE/bin/sbatch" ] || { echo "the sbatch of the test is not found"; exit 1; }
sweep=(border-quiet -- --vary theatres.river.incident_rate=0.1,0.5 --reps 2 --days 20)
slurm() { "$DEMARCHE" slurm "$@"; }
wrong() { echo "FAILED: $*"; failures=$((failures + 1)); }

# fresh NAME: a new folder, and into it.
fresh() { mkdir "${scratch:?}/${1:?}" && cd "${scratch:?}/${1:?}" || exit 1; }

# answers STATUS TEXT STATUS TEXT...: of the calls of sbatch to come; what it was asked is forgotten.
answers() {
  : > "$FAKE/asked"
  printf '%s %s\n' "$@" > "$FAKE/answers"
}

# What is asked wrongly; nothing is written then.
fresh refused
expect 2 'no SPEC' slurm --shards 4
expect 2 'no --shards' slurm border-quiet
expect 2 'shards: found "0"; expected a whole number from 1 to 1000' slurm --shards 0 "${sweep[@]}"
expect 2 'shards: found "1001"' slurm --shards 1001 "${sweep[@]}"
expect 2 'cpus: found "many"' slurm --shards 4 --cpus many "${sweep[@]}"
expect 2 'cpus: found "257"; expected a whole number from 1 to 256' slurm --shards 4 --cpus 257 "${sweep[@]}"
expect 2 'at-once: found "-1"' slurm --shards 4 --at-once=-1 "${sweep[@]}"
expect 2 'second SPEC "csto-2018"; expected the sweep.s options after --' slurm --shards 4 border-quiet csto-2018
expect 2 'partition: found nothing' slurm --shards 4 -p '' "${sweep[@]}"
expect 2 'time: found a line break' slurm --shards 4 -t $'1\n2' "${sweep[@]}"
expect 2 'mem: found a line break' slurm --shards 4 --mem $'1G\n#SBATCH --wait' "${sweep[@]}"
expect 2 'sbatch: found "account=x"; expected an option' slurm --shards 4 --sbatch account=x "${sweep[@]}"
for option in --array=1-9 -a1-9 --wait -W --parsable --test-only; do
  expect 2 'expected an option that both jobs may have' slurm --shards 4 --sbatch="$option" "${sweep[@]}"
done
for option in --out=x --shard=1/2 --resume --jobs=2 --dry-run; do
  expect 2 "found ${option%=*} among the sweep's options" slurm --shards 4 "${sweep[@]}" "$option"
done
expect 2 '' slurm --shards 4 "${sweep[@]}" --no-such-option
expect 3 'no-such-scenario' slurm --shards 4 no-such-scenario -- --vary a.b=0,1
expect 3 'theatres.rivre' slurm --shards 4 border-quiet -- --vary theatres.rivre.incident_rate=0,1
expect 6 'found a folder; expected a file' slurm --shards 4 --out results/ "${sweep[@]}"
[ -z "$(ls -A)" ] || wrong "scripts of a sweep that cannot run: $(ls -A)"

# What is written, and what is printed: commands that a shell takes as they are.
fresh written
slurm --shards 4 --cpus 2 --at-once 3 -p long -t 2:00:00 --mem 4G --sbatch=--account=lab --out 'my runs.db' "${sweep[@]}" \
  > "$scratch/commands" 2> "$scratch/said" || wrong "exit $?: $(cat "$scratch/said")"
for script in 'my runs.db.array.sh' 'my runs.db.merge.sh'; do
  [ -x "$script" ] && sh -n "$script" || wrong "$script is not a script"
  for option in job-name=demarche-my_runs.db partition=long time=2:00:00 mem=4G account=lab; do
    grep -qxF "#SBATCH \"--$option\"" "$script" || wrong "$script: no --$option"
  done
  [ "$(head -n 1 "$script")" = '#!/bin/sh' ] || wrong "$script: $(head -n 1 "$script")"
done
grep -qxF '#SBATCH --array=1-4%3' 'my runs.db.array.sh' || wrong "the array: $(grep array= 'my runs.db.array.sh')"
grep -qxF '#SBATCH --cpus-per-task=2' 'my runs.db.array.sh' || wrong "processors of a task"
grep -qxF '#SBATCH --cpus-per-task=1' 'my runs.db.merge.sh' || wrong "processors of the merge"
grep -q 'array=' 'my runs.db.merge.sh' && wrong "the merge is an array"
[ "$(ls -A | wc -l)" -eq 2 ] || wrong "more than two scripts: $(ls -A)"
answers 0 '123;alpha' 0 124
sh "$scratch/commands" > "$scratch/printed" || wrong "the printed commands: exit $?"
diff - "$FAKE/asked" <<END || wrong "the printed commands"
<--parsable><$PWD/my runs.db.array.sh>
<--parsable><--dependency=afterok:123><$PWD/my runs.db.merge.sh>
END
expect 2 'expected from Slurm: this is a script for sbatch' env -u SLURM_ARRAY_TASK_ID dash './my runs.db.array.sh'

# Scripts that are there stay, unless they may be replaced.
for there in array merge; do
  fresh "existing-$there"
  echo mine > "my runs.db.$there.sh"
  expect 6 "my runs.db.$there.sh: is there already; .*--force" slurm --shards 5 --out 'my runs.db' "${sweep[@]}"
  [ "$(cat "my runs.db.$there.sh")" = mine ] && [ "$(ls -A | wc -l)" -eq 1 ] || wrong "an existing script was touched"
  expect 0 'afterok' slurm --shards 5 --force --out 'my runs.db' "${sweep[@]}"
  grep -qxF '#SBATCH --array=1-5' 'my runs.db.array.sh' || wrong "--force replaced nothing"
  grep -qxF mine "my runs.db.$there.sh" && wrong "--force left $there"
  [ "$(ls -A | wc -l)" -eq 2 ] || wrong "--force left more than two scripts: $(ls -A)"
done
fresh dangling
ln -s nowhere border-quiet.db.merge.sh
expect 6 'is there already' slurm --shards 2 "${sweep[@]}"
[ ! -e nowhere ] || wrong "a script was written through a link"

# Folders: made where missing, refused where they cannot be; the results are named after SPEC.
fresh folders
expect 0 'jobs/border-quiet.db.array.sh' slurm --shards 2 -o jobs "${sweep[@]}"
[ -x jobs/border-quiet.db.merge.sh ] || wrong "no scripts in jobs"
grep -qxF "cd -- $PWD || exit 6" jobs/border-quiet.db.merge.sh || wrong "the folder of relative paths is not this one"
grep -qxF "#SBATCH \"--output=$PWD/jobs/demarche-%A_%a.log\"" jobs/border-quiet.db.array.sh || wrong "the logs are not in jobs"
touch file
expect 6 'cannot be made|cannot be written' slurm --shards 2 -o file/jobs "${sweep[@]}"
expect 6 'cannot be written: Not a directory' slurm --shards 2 -o file "${sweep[@]}"
expect 0 'array.sh' slurm --shards 2 --out=-x.db "${sweep[@]}"
grep -qxF 'results=./-x.db' ./-x.db.merge.sh || wrong "a results file like an option"
mkdir specs
cat > specs/plan.lua <<'LUA'
return sweep { scenario = "border-quiet", vary = { ["theatres.river.incident_rate"] = { 0.1, 0.5 } }, reps = 2, days = 20 }
LUA
expect 0 '/plan.db.array.sh' slurm --shards 3 specs/plan.lua
expect 0 'of which shard 1 of 3 has 2 runs' slurm --force --shards 3 --cpus 2 specs/plan.lua
expect 0 ' with 2 workers' slurm --force --shards 3 --cpus 2 specs/plan.lua

# digest FILE: that of its runs, which are all there and sound.
digest() { "$DEMARCHE" verify "$1" --sample 0 | awk '$1 == "digest" { print $2 }'; }
"$DEMARCHE" sweep "${sweep[0]}" "${sweep[@]:2}" --out "$scratch/whole.db" > /dev/null 2>&1 || wrong "the sweep without shards: exit $?"
whole=$(digest "$scratch/whole.db")
[[ $whole =~ ^[0-9a-f]{32}$ ]] || wrong "no digest of the sweep without shards: $whole"

# run_scripts NAME SHARD...: as Slurm would, which copies a script elsewhere and starts it in a folder of its own choice.
run_scripts() {
  local name=$1 shard status
  shift
  cp "$name.array.sh" "$scratch/spooled-array"
  cp "$name.merge.sh" "$scratch/spooled-merge"
  for shard in "$@"; do
    (cd "$scratch/empty" && SLURM_ARRAY_JOB_ID=7 SLURM_ARRAY_TASK_ID=$shard sh "$scratch/spooled-array") > "$scratch/ran" 2>&1
    status=$?
    [ "$status" -eq 0 ] || wrong "$name: shard $shard: exit $status: $(cat "$scratch/ran")"
  done
  (cd "$scratch/empty" && SLURM_JOB_ID=8 sh "$scratch/spooled-merge") > "$scratch/ran" 2>&1 || wrong "$name: the merge: exit $?: $(cat "$scratch/ran")"
  [ "$(digest "$name")" = "$whole" ] || wrong "$name: digest $(digest "$name"); without shards $whole"
  [ -z "$(ls -A "$scratch/empty")" ] || wrong "$name: written elsewhere: $(ls -A "$scratch/empty")"
}

# The scripts at work, where the folder, the spec and the results have all that a name may hold.
awkward=($'a b' $'it\'s "50%" $HOME `touch hit` $(touch hit); # *' $'two\nlines \\ \033[1m' '-n' $'\xff')
for at in "${!awkward[@]}"; do
  name=${awkward[at]}
  fresh "awkward-$at"
  mkdir "./$name" && cd "./$name" || exit 1
  cp ../../folders/specs/plan.lua "./$name.lua"
  slurm --shards 2 --out "./$name.db" "./$name.lua" > "$scratch/commands" 2> "$scratch/said" || wrong "name $at: exit $?: $(cat "$scratch/said")"
  LC_ALL=C grep -q $'[\001-\010\013-\037\177-\377]' "$scratch/commands" && wrong "name $at: control bytes are printed"
  [ "$(wc -l < "$scratch/commands")" -eq 2 ] || wrong "name $at: a line break is printed"
  answers 0 5 0 6
  bash "$scratch/commands" > "$scratch/printed"
  printf '<--parsable><%s/%s.db.array.sh>\n<--parsable><--dependency=afterok:5><%s/%s.db.merge.sh>\n' "$PWD" "$name" "$PWD" "$name" |
    cmp -s - "$FAKE/asked" || wrong "name $at: $(cat "$FAKE/asked")"
  run_scripts "./$name.db" 2 1 2
  [ ! -e hit ] && [ ! -e "$scratch/empty/hit" ] || wrong "name $at was run as a command"
done

# More shards than runs: some have none.
fresh many
expect 0 'afterok' slurm --shards 6 "${sweep[@]}"
run_scripts border-quiet.db 1 2 3 4 5 6

# Submission.
fresh submitted
answers 0 101 0 102
expect 0 '^array 101: shards 1 to 4$' slurm --submit --force --shards 4 "${sweep[@]}"
diff - "$FAKE/asked" <<END || wrong "what sbatch was asked"
<--parsable><$PWD/border-quiet.db.array.sh>
<--parsable><--dependency=afterok:101><$PWD/border-quiet.db.merge.sh>
END
answers 0 101 0 102
expect 0 '^watch: squeue -j 101,102$' slurm --submit --force --shards 4 "${sweep[@]}"
answers 0 '101;alpha' 0 '102;alpha'
expect 0 '^watch: squeue -M alpha -j 101,102$' slurm --submit --force --shards 4 "${sweep[@]}"
grep -qF -- '--dependency=afterok:101>' "$FAKE/asked" || wrong "the dependency names a cluster"

# An sbatch that says no, or something else, or is not there.
answers 1 ''
expect 6 'sbatch: did not take border-quiet.db.array.sh \(exit status 1\)' slurm --submit --force --shards 4 "${sweep[@]}"
[ "$(wc -l < "$FAKE/asked")" -eq 1 ] || wrong "the merge was submitted without an array"
[ -x border-quiet.db.array.sh ] || wrong "the script went with the refusal"
answers 0 101 1 ''
expect 6 'sbatch --parsable --dependency=afterok:101 .*/border-quiet.db.merge.sh' slurm --submit --force --shards 4 "${sweep[@]}"
for answer in 'Submitted batch job 101' '' '101x' '101;' '-1'; do
  answers 0 "$answer"
  expect 6 'expected a job.s number' slurm --submit --force --shards 4 "${sweep[@]}"
done
PATH=$plain_path
expect 6 'sbatch: cannot be started: No such file' env PATH="$scratch/empty" "$DEMARCHE" slurm --submit --force --shards 4 "${sweep[@]}"
finish
