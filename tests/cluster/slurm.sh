# A Slurm cluster of one machine for a test: to be sourced. Everything it writes is in one folder, every process it starts
# ends with cluster_down, and neither a Slurm nor a munge that the machine may run already is touched.
#
#   cluster_up FOLDER     starts it and sets SLURM_CONF; returns 1 with the reason in $cluster_fault if that cannot be done
#   cluster_down          ends it, jobs included; safe to call at any time, and twice

cluster_fault=
cluster_folder=
cluster_pids=()

# Ports are free when nothing listens or is connected there; another process may still be faster.
cluster_free_port() {
  local port
  for _ in $(seq 100); do
    port=$((20000 + RANDOM % 30000))
    grep -qi ":$(printf '%04x' "$port") " /proc/net/tcp /proc/net/tcp6 2> /dev/null || { echo "$port"; return 0; }
  done
  return 1
}

cluster_programs_there() {
  local program
  # Where daemons are, which is not on everyone's path.
  PATH=$PATH:/usr/sbin:/sbin
  for program in setpriv munged slurmctld slurmd sbatch squeue scontrol sinfo scancel; do
    command -v "$program" > /dev/null || { cluster_fault="there is no $program"; return 1; }
  done
  id -un > /dev/null 2>&1 || { cluster_fault="user $(id -u) has no name"; return 1; }
}

# cluster_wait SECONDS COMMAND...: until the command succeeds.
cluster_wait() {
  local until=$((SECONDS + $1))
  shift
  until "$@" > /dev/null 2>&1; do
    [ "$SECONDS" -lt "$until" ] || return 1
    sleep 0.2
  done
}

# A daemon ends with this shell, however that ends.
cluster_start() {
  setpriv --pdeathsig TERM "$@" > /dev/null 2>> "$cluster_folder/start.log" < /dev/null &
  cluster_pids+=($!)
}

cluster_write_conf() {
  local here
  here=$(dirname "${BASH_SOURCE[0]}")
  sed -e "s|@FOLDER@|$cluster_folder|g; s|@USER@|$(id -un)|g; s|@HOST@|$(hostname -s)|g; s|@CPUS@|$(nproc)|g" \
    -e "s|@CONTROL_PORT@|$(cluster_free_port)|; s|@NODE_PORT@|$(cluster_free_port)|" "$here/slurm.conf.in" > "$SLURM_CONF"
}

cluster_idle() { sinfo -h -o %t | grep -q '^idle'; }

# Ports may be taken between choice and use: a second and a third choice are as good.
cluster_start_slurm() {
  local first=${#cluster_pids[@]} control node
  for _ in 1 2 3; do
    cluster_write_conf
    cluster_start slurmctld -D -f "$SLURM_CONF"
    control=$!
    cluster_start slurmd -D -N "$(hostname -s)" -f "$SLURM_CONF"
    node=$!
    cluster_wait 20 cluster_idle && return 0
    kill "$control" "$node" 2> /dev/null
    wait "$control" "$node" 2> /dev/null
    cluster_pids=("${cluster_pids[@]:0:$first}")
  done
  cluster_fault="slurmctld and slurmd do not start: $(tail -qn 2 "$cluster_folder"/{slurmctld,slurmd,start}.log 2> /dev/null | tr '\n' ' ')"
  return 1
}

cluster_up() {
  cluster_programs_there || return 1
  cluster_folder=$1
  export SLURM_CONF=$cluster_folder/slurm.conf
  # Of a Slurm around this test.
  unset "${!SBATCH_@}" SLURM_CLUSTERS
  mkdir -p "$cluster_folder/state" "$cluster_folder/spool"
  chmod 755 "$cluster_folder"
  (umask 077 && head -c 128 /dev/urandom > "$cluster_folder/munge.key")
  cluster_start munged --foreground --force --key-file="$cluster_folder/munge.key" --socket="$cluster_folder/munge.sock" \
    --pid-file="$cluster_folder/munge.pid" --log-file="$cluster_folder/munge.log" --seed-file="$cluster_folder/munge.seed"
  if ! cluster_wait 10 munge --no-input --socket="$cluster_folder/munge.sock"; then
    cluster_fault="munged does not start: $(tail -n 2 "$cluster_folder/start.log" | tr '\n' ' ')"
    return 1
  fi
  cluster_start_slurm
}

cluster_no_jobs() { [ -z "$(squeue -h)" ]; }

# Processes whose environment names our configuration: what jobs may have left behind.
cluster_strays() {
  local process
  for process in /proc/[0-9]*; do
    [ "${process#/proc/}" -eq $$ ] && continue
    grep -qzxF "SLURM_CONF=$SLURM_CONF" "$process/environ" 2> /dev/null && echo "${process#/proc/}"
  done
}

cluster_down() {
  [ -n "$cluster_folder" ] || return 0
  if [ ${#cluster_pids[@]} -gt 1 ]; then
    timeout 10 scancel --full --signal=KILL --user="$(id -un)" 2> /dev/null
    timeout 10 scancel --user="$(id -un)" 2> /dev/null
    cluster_wait 10 cluster_no_jobs
  fi
  # Last started, first ended.
  local at pid
  for ((at = ${#cluster_pids[@]} - 1; at >= 0; at--)); do
    kill "${cluster_pids[at]}" 2> /dev/null
    cluster_wait 10 cluster_ended "${cluster_pids[at]}" || kill -9 "${cluster_pids[at]}" 2> /dev/null
    wait "${cluster_pids[at]}" 2> /dev/null
  done
  for pid in $(cluster_strays); do kill -9 "$pid" 2> /dev/null; done
  cluster_pids=()
  cluster_folder=
}

cluster_ended() { ! kill -0 "$1" 2> /dev/null || grep -q '^State:.Z' "/proc/$1/status" 2> /dev/null; }
