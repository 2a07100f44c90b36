# The two processes: neither outlives the other, limits of the system end in a message, a repeated run leaves no trace of its first pass.
. "${SOURCE:?}/tests/cli/lib.sh" || exit 1
copy own
looping() { printf 'return policy { decide = function() %s end }\n' "$1" > "$scratch/own/looping.lua"; }
woken=(--set actors.BORDAVIA.policy=looping --set model.initiative=1)

# wait_gone PID: whether it ends within ten seconds.
wait_gone() {
  for _ in $(seq 100); do
    { [ ! -d "/proc/$1" ] || grep -q '^State:.Z' "/proc/$1/status" 2> /dev/null; } && return 0
    sleep 0.1
  done
  return 1
}

# A loop whose calls each cost much and count little: 4 KiB compared at each turn.
looping 'local a, b = ("x"):rep(4095) .. "a", ("x"):rep(4095) .. "b" while true do local c = a < b end'
for signal in KILL HUP TERM INT; do
  # A shell in the background would have INT ignored.
  env -u BASH_ENV bash -c 'trap - INT; exec "$@"' run "$DEMARCHE" run "$scratch/own" "${woken[@]}" --format json > /dev/null 2>&1 &
  front=$!
  worker=
  for _ in $(seq 100); do
    worker=$(cat "/proc/$front/task/$front/children" 2> /dev/null | tr -d ' ')
    [ -n "$worker" ] && break
    sleep 0.05
  done
  sleep 0.3
  [ -n "$worker" ] || { echo "FAILED: $signal: found no worker"; failures=$((failures + 1)); continue; }
  kill -"$signal" "$front"
  wait_gone "$front" || { echo "FAILED: $signal: the front goes on"; failures=$((failures + 1)); kill -9 "$front"; }
  wait_gone "$worker" || { echo "FAILED: $signal: the worker goes on"; failures=$((failures + 1)); kill -9 "$worker"; }
  wait "$front" 2> /dev/null
  status=$?
  case $signal in HUP) want=129 ;; TERM) want=143 ;; INT) want='130|0' ;; *) want=137 ;; esac
  [[ $status =~ ^($want)$ ]] || { echo "FAILED: $signal: exit $status; expected $want"; failures=$((failures + 1)); }
done

# The timeout works although the parent had SIGCHLD blocked, or ignored.
if command -v python3 > /dev/null; then
  blocked() {
    timeout 60 python3 -c '
import os, signal, sys
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD, signal.SIGTERM})
os.execv(sys.argv[1], sys.argv[1:])' "$DEMARCHE" "$@"
  }
  expect 4 'silent for 2 s' blocked run "$scratch/own" "${woken[@]}" --timeout 2
fi

# A run that was slow at first is told once.
looping 'for i = 1, 2e8 do end'
"$DEMARCHE" run "$scratch/own" "${woken[@]}" --days 1 --format jsonl > "$scratch/slow.jsonl"
twice=$(grep -oE '^\{"event_id":[0-9]+' "$scratch/slow.jsonl" | sort | uniq -d | wc -l)
[ -s "$scratch/slow.jsonl" ] && [ "$twice" -eq 0 ] || { echo "FAILED: $twice events were told twice"; failures=$((failures + 1)); }

# All calls of a run, or of a load, have one purse.
looping 'for i = 1, 3e8 do end'
expect 4 'looping.lua:1: more than 600 million instructions' timeout 60 "$DEMARCHE" run "$scratch/own" "${woken[@]}"
printf 'for i = 1, 3e8 do end return policy { decide = function() end }\n' > "$scratch/own/looping.lua"
expect 3 'looping.lua:1: more than 600 million instructions' timeout 60 "$DEMARCHE" run "$scratch/own" \
  --set actors.BORDAVIA.policy=looping --set actors.RURITANIA.policy=looping --set actors.SYLDAVIA.policy=looping
rm "$scratch/own/looping.lua"

# Limits of the system.
limited() { local how=$1; shift; bash -c "ulimit $how; exec \"\$@\"" limited "$@"; }
for files in 8 12 16; do
  expect '70' '^demarche: cannot open .*ulimit -n' limited "-n $files" "$DEMARCHE" run border-quiet
done
expect 0 '"digest"' limited '-n 40' "$DEMARCHE" run border-quiet --format json
expect 0 '"digest"' limited '-S -s 64' "$DEMARCHE" run border-quiet --format json
expect 70 'stack is limited.*ulimit -s' limited '-s 64' "$DEMARCHE" run border-quiet
file_limit() { limited '-f 0' "$DEMARCHE" run border-quiet > "$scratch/nothing"; }
expect 6 'cannot be written' file_limit
if [ "$(grep -c DEMARCHE_SANITIZE:STRING=. "$BUILD/CMakeCache.txt")" -eq 0 ]; then
  expect 0 '"digest"' limited '-v 300000' "$DEMARCHE" run border-quiet --format json
  expect 70 'cannot map 256 MiB' limited '-v 200000' "$DEMARCHE" run border-quiet --format json
fi
finish
