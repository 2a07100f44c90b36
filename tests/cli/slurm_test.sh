# demarche slurm on a Slurm of this test's own: shards that were left alone, requeued, killed, cancelled and submitted again
# come to the results of one sweep without shards.
. "${SOURCE:?}/tests/cli/lib.sh" || exit 1
. "${SOURCE:?}/tests/cluster/slurm.sh" || exit 1
skip() { echo "SKIPPED slurm_test: $*"; exit 77; }
wrong() { echo "FAILED: $*"; failures=$((failures + 1)); }
trap 'cluster_down; rm -rf "${scratch:?}"' EXIT
# Daemons and jobs are not to outlive a test that is interrupted.
trap 'exit 143' TERM INT HUP
export DEMARCHE_HOME=$SOURCE
cluster_up "${scratch:?}/cluster" || skip "$cluster_fault"

mkdir "${scratch:?}/work" && cd "${scratch:?}/work" || exit 1
sweep=(csto-2018 --vary actors.AZE.params.cost=0.2,0.4 --reps 400)
"$DEMARCHE" sweep "${sweep[@]}" --out whole.db > "$scratch/said" 2>&1 || wrong "the sweep without shards: exit $?: $(cat "$scratch/said")"

# digest FILE: that of its runs, which are all there and sound.
digest() { "$DEMARCHE" verify "$1" --sample 0 | awk '$1 == "digest" { print $2 }'; }
whole=$(digest whole.db)
[[ $whole =~ ^[0-9a-f]{32}$ ]] || wrong "no digest of the sweep without shards: $whole"

# same NAME: whether its merged file is the whole.
same() { [ "$(digest "$1.db")" = "$whole" ] || wrong "$1: digest $(digest "$1.db"); without shards $whole"; }

job_is() { scontrol -o show job "$1" | grep -qE "JobState=($2) "; }
ended='COMPLETED|FAILED|CANCELLED|TIMEOUT|NODE_FAIL|OUT_OF_MEMORY|BOOT_FAIL|DEADLINE|PREEMPTED'

# await JOB STATE: until it has ended, which is to be in that state.
await() {
  cluster_wait 300 job_is "$1" "$ended" || { wrong "job $1 does not end: $(scontrol -o show job "$1")"; show_logs; return 1; }
  job_is "$1" "$2" && return 0
  wrong "job $1: $(scontrol -o show job "$1" | grep -oE 'JobState=[A-Z_]*|ExitCode=[0-9:]*' | tr '\n' ' '); expected $2"
  show_logs
}
show_logs() { tail -n 20 ./demarche-*.log; }

# start NAME: submits its jobs; their numbers are in $array and $merge.
start() {
  "$DEMARCHE" slurm "${sweep[0]}" --shards 4 --out "$1.db" --submit -- "${sweep[@]:1}" > "$scratch/said" 2>&1 ||
    { wrong "$1: exit $?: $(cat "$scratch/said")"; return 1; }
  array=$(sed -n 's/^array \([0-9]*\): shards 1 to 4$/\1/p' "$scratch/said")
  merge=$(sed -n 's/^merge \([0-9]*\): .*/\1/p' "$scratch/said")
  [ -n "$array" ] && [ -n "$merge" ] || { wrong "$1: no jobs in: $(cat "$scratch/said")"; return 1; }
}

runs_in() { "$DEMARCHE" export "$1" --what runs 2> /dev/null | tail -n +2 | wc -l; }
has_runs() { [ "$(runs_in "$1")" -gt 0 ]; }

# sweep_process FILE: the process that fills it. Only one that has this cluster's configuration is taken.
sweep_process() {
  local process
  for process in /proc/[0-9]*; do
    grep -qzxF sweep "$process/cmdline" 2> /dev/null && grep -qzxF "$1" "$process/cmdline" 2> /dev/null &&
      grep -qzxF "SLURM_CONF=$SLURM_CONF" "$process/environ" 2> /dev/null && echo "${process#/proc/}" && return 0
  done
  return 1
}

# under_way NAME SHARD: until the shard has runs; stopped then, so that it cannot be done before what is to befall it.
# Its process is in $process.
under_way() {
  local file=$1.db.shard-$2.db
  cluster_wait 300 has_runs "$file" && process=$(sweep_process "$file") && kill -STOP "$process" ||
    { wrong "$1: shard $2 was not met at work"; return 1; }
  local now
  now=$(runs_in "$file")
  [ "$now" -lt 200 ] || { wrong "$1: shard $2 was done too soon"; return 1; }
}

left_alone() {
  start alone || return
  await "$merge" COMPLETED && same alone
  for shard in 1 2 3 4; do [ "$(runs_in "alone.db.shard-$shard.db")" -eq 200 ] || wrong "shard $shard has $(runs_in "alone.db.shard-$shard.db") runs"; done
  [ -s "demarche-${array}_4.log" ] && [ -s "demarche-${merge}_merge.log" ] || wrong "logs: $(ls)"
  # Submitted again when all is done: nothing changes.
  again=$(sbatch --parsable "$PWD/alone.db.array.sh") && await "$(sbatch --parsable --dependency="afterok:$again" "$PWD/alone.db.merge.sh")" COMPLETED && same alone
}

# A requeued task goes on, and the merge waits for it.
requeued() {
  start requeued && under_way requeued 2 || return
  scontrol requeue "${array}_2" || wrong "requeue: exit $?"
  kill -CONT "$process" 2> /dev/null
  await "$merge" COMPLETED && same requeued
  scontrol -o show job "${array}_2" | grep -q 'Restarts=1 ' || wrong "shard 2 was not begun again"
}

# A killed task, and a cancelled one: the merge does not begin. Both are submitted again, as slurm says when it submits.
killed() {
  start killed && under_way killed 1 || return
  kill -KILL "$process"
  under_way killed 3 || return
  scancel "${array}_3"
  kill -CONT "$process"
  await "${array}_1" FAILED
  await "${array}_2" COMPLETED
  await "${array}_3" CANCELLED
  await "${array}_4" COMPLETED
  [ ! -e killed.db ] || wrong "shards were merged before they were complete"
  cluster_wait 30 job_is "$merge" PENDING || wrong "the merge does not wait: $(scontrol -o show job "$merge")"
  scancel "$merge"
  again=$(grep -oE 'sbatch --array=I .*' "$scratch/said" | sed 's/--array=I/--parsable --array=1,3/')
  joined=$(grep -oE 'sbatch [^ ]*merge.sh$' "$scratch/said" | sed 's/sbatch/sbatch --parsable/')
  [ -n "$again" ] && [ -n "$joined" ] || { wrong "slurm does not say how to go on: $(cat "$scratch/said")"; return; }
  array=$(eval "$again") && await "${array}_1" COMPLETED && await "${array}_3" COMPLETED || return
  await "$(eval "$joined")" COMPLETED && same killed
}

left_alone
requeued
killed
finish
