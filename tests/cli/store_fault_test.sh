# Results files in trouble: messages, exit statuses, and that nothing acknowledged is lost. The writer is a unit test's.
. "${SOURCE:?}/tests/cli/lib.sh" || exit 1
writer=${BUILD:?}/tests/store_fault_test
note() { printf 'skipped: %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*"; failures=$((failures + 1)); }
digest() { "$writer" digest "$1"; }

# --- merge
cd "${scratch:?}" || exit 1
expect 2 'found no files; expected a results file' "$DEMARCHE" merge
expect 2 'found one file; expected a results file' "$DEMARCHE" merge whole.db
expect 5 'demarche: a\.db: does not exist' "$DEMARCHE" merge whole.db a.db
[ ! -e whole.db ] || fail "a merge without shards made a file"
expect 0 'acknowledged 2500' "$writer" write a.db 0 5000 2 1/2
expect 0 'acknowledged 2500' "$writer" write b.db 1 5000 2 2/2
expect 0 'acknowledged 5000' "$writer" write unsharded.db 0 5000 1
expect 0 'added 2,500 runs from 1 shard; whole\.db holds 2,500 of 5,000 planned; next: `demarche merge whole\.db` with the shards that hold the other 2,500$' \
  "$DEMARCHE" merge whole.db b.db
expect 0 'added 2,500 runs from 2 shards; whole\.db holds 5,000 of 5,000 planned; next: `demarche stats whole\.db`$' \
  "$DEMARCHE" merge whole.db a.db b.db
expect 0 'added 0 runs from 1 shard' "$DEMARCHE" merge whole.db a.db
[ "$(digest whole.db)" = "$(digest unsharded.db)" ] || fail "the whole differs from a file without shards"
expect 5 'demarche: a\.db: found shard 1/2 itself' "$DEMARCHE" merge a.db b.db
expect 5 'demarche: whole\.db: found the file itself' "$DEMARCHE" merge whole.db whole.db
printf 'run_id,war\n' > table.csv
expect 5 'demarche: table\.csv: is no results file of this program' "$DEMARCHE" merge whole.db table.csv
[ "$(cat table.csv)" = run_id,war ] || fail "a foreign file was changed"
expect 5 'demarche: \.: found a folder; expected a results file' "$DEMARCHE" merge whole.db .
[ -z "$(ls | grep -E -- '-(wal|shm|journal)$|\.(lock|new)$')" ] || fail "left behind: $(ls)"

# --- other writers
mkfifo release statements
(
  exec 9> whole.db.lock
  flock 9
  echo 4242 >&9
  : > ready
  read -r _ < release
) &
while [ ! -e ready ]; do :; done
expect 75 'demarche: whole\.db: is being written by process 4242; try again when it is done' "$DEMARCHE" merge whole.db a.db
echo > release
wait
expect 0 'added 0 runs' "$DEMARCHE" merge whole.db a.db
if command -v sqlite3 > /dev/null; then
  sqlite3 whole.db < statements > answers &
  exec 8> statements
  echo 'BEGIN IMMEDIATE; SELECT 1;' >&8
  while [ ! -s answers ]; do :; done
  expect 75 'whole\.db: another program holds it locked; try again' "$writer" write whole.db 0 10 1
  exec 8>&-
  wait
else
  note "a lock of another program (no sqlite3)"
fi

# --- a full disk, a read-only one
reference=$(digest unsharded.db)
mkdir disk
if mount -t tmpfs -o size=1m none disk 2> /dev/null; then
  output=$("$writer" write disk/r.db 0 5000 1)
  status=$?
  grep -qE 'disk/r\.db: the disk is full \([0-9]+ bytes free\); [0-9]+ runs are committed and safe' <<< "$output" && [ $status -eq 5 ] ||
    fail "a full disk: exit $status: $output"
  acknowledged=$(sed -n 's/^acknowledged //p' <<< "$output")
  mount -o remount,size=64m disk
  there=$(digest disk/r.db | cut -d' ' -f2)
  [ "${there:-0}" -ge "$acknowledged" ] && [ "$acknowledged" -gt 0 ] || fail "a full disk: $acknowledged acknowledged, $there there"
  expect 0 acknowledged "$writer" write disk/r.db 0 5000 1
  [ "$(digest disk/r.db)" = "$reference" ] || fail "after a full disk: $(digest disk/r.db)"
  mount -o remount,ro disk
  expect 5 'disk/r\.db: cannot be written: its lock file: Read-only file system' "$writer" write disk/r.db 0 10 1
  [ "$(digest disk/r.db)" = "$reference" ] || fail "a read-only disk: $(digest disk/r.db)"
  umount disk
else
  note "a full disk (mount not permitted)"
fi

# --- system calls that fail
# The n-th call fails, once or from then on. Whatever the writer says, what it acknowledged is there, and it can go on.
inject() {
  local call=$1 error=$2 when=$3 output status acknowledged there
  rm -f i.db*
  output=$(strace -f -o /dev/null -e trace="$call" -e inject="$call:error=$error:when=$when" -- "$writer" write i.db 0 200 1 2> /dev/null)
  status=$?
  acknowledged=$(sed -n 's/^acknowledged //p' <<< "$output")
  case $status in
  0) [ "$acknowledged" = 200 ] || fail "$call $error $when: exit 0: $output" ;;
  5) refused=$((refused + 1)) ;;
  *) fail "$call $error $when: exit $status: $output" ;;
  esac
  if [ -e i.db ]; then
    there=$(digest i.db | cut -d' ' -f2)
    [ "${there:-0}" -ge "${acknowledged:-0}" ] || fail "$call $error $when: $acknowledged acknowledged, $there there"
  fi
  expect 0 acknowledged "$writer" write i.db 0 200 1
  [ "$(digest i.db)" = "$expected" ] || fail "$call $error $when: then $(digest i.db); expected $expected"
}
if command -v strace > /dev/null && strace -o /dev/null true 2> /dev/null; then
  "$writer" write straight.db 0 200 1 > /dev/null
  expected=$(digest straight.db)
  refused=0
  if [ -n "${STORE_FAULTS:-}" ]; then # the long form
    for when in $(seq 1 40); do inject fdatasync EIO "$when"; inject fdatasync EIO "$when+"; done
    for when in $(seq 1 260); do inject pwrite64 EIO "$when"; inject pwrite64 ENOSPC "$when+"; done
    for when in $(seq 1 12); do inject ftruncate EIO "$when"; inject unlink EACCES "$when"; done
  fi
  for when in 1 2 3 4 7 12 20 21 22 23 24 5+ 21+; do inject fdatasync EIO "$when"; done
  for when in 1 2 9 40 41 60 80 100 150 30+ 60+; do inject pwrite64 EIO "$when"; done
  for when in 50 100+; do inject pwrite64 ENOSPC "$when"; done
  for when in 1 2 3; do inject ftruncate EIO "$when"; done
  inject fsync EIO 1
  inject rename,renameat2 EACCES 1
  [ "$refused" -ge 20 ] || fail "only $refused faults were noticed"
else
  note "failing system calls (no strace)"
fi
finish
