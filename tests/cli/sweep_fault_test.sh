# Sweeps whose disk, file, workers or front come to harm: told by the right code and in words, nothing lost, nothing wrong, and to be
# resumed to the very file an undisturbed sweep makes. FAULTS=long goes through the failing calls of the disk one by one.
. "${SOURCE:?}/tests/cli/lib.sh" || exit 1
cd "${scratch:?}" || exit 1
disk=
leave() {
  [ -z "$disk" ] || umount "${scratch:?}/disk"
  rm -rf "${scratch:?}"
}
trap leave EXIT

held() { sqlite3 -readonly -cmd '.timeout 4000' "$1" 'SELECT count(*) FROM runs' 2> /dev/null; }

brief=(border-quiet --reps 600 --jobs 2 --quiet)
whole=(border-quiet --reps 4000 --jobs 2 --quiet)
endless=(border-quiet --reps 120000 --jobs 2 --quiet)
expect 0 '600 ok' "$DEMARCHE" sweep "${brief[@]}" --out brief.db
expect 0 '4,000 ok' "$DEMARCHE" sweep "${whole[@]}" --out whole.db
digest_brief=$(content brief.db)
digest_whole=$(content whole.db)

# recovers WHAT FILE SIZE: what is there is sound, and can be made the whole.
recovers() {
  local -n plan=$3
  local -n digest=digest_$3
  local seen
  if [ -s "$2" ]; then
    seen=$(sqlite3 "$2" 'PRAGMA integrity_check' 2>&1)
    [ "$seen" = ok ] || fault "$1: $2: $(head -2 <<< "$seen")"
  fi
  "$DEMARCHE" sweep "${plan[@]}" --out "$2" --resume > resume.log 2>&1 || fault "$1: resumed: exit $?: $(head -2 resume.log)"
  seen=$(content "$2")
  if [ -z "$seen" ] || [ "$seen" != "$digest" ]; then fault "$1: $2 holds $seen; expected $digest"; fi
}

# start FILE PLAN OPTION...: under way, with runs acknowledged; $pid, and its words in FILE.log.
start() {
  local file=$1
  local -n what=$2
  shift 2
  "$DEMARCHE" sweep "${what[@]}" --out "$file" "$@" > "$file.log" 2>&1 &
  pid=$!
  until [ "$(held "$file")" -gt 0 ] 2> /dev/null; do kill -0 "$pid" 2> /dev/null || break; done
}

# ends STATUS PATTERN FILE: how the one under way ended; "": it need not say anything.
ends() {
  local seen
  wait "$pid"
  seen=$?
  if [ "$seen" -ne "$1" ] || { [ -n "$2" ] && ! grep -qE -- "$2" "$3.log"; }; then fault "$3: exit $seen; expected $1, and /$2/ in: $(head -c 500 "$3.log")"; fi
}

# --- what is no results file
mkdir folder
mkfifo pipe
echo text > text.db
sqlite3 foreign.db 'CREATE TABLE a (b); INSERT INTO a VALUES (1)'
head -c 5000 brief.db > cut.db
cp brief.db newer.db
sqlite3 newer.db 'PRAGMA user_version = 9'
ln -s nowhere.db dangling.db
cksum text.db foreign.db cut.db newer.db > before
for resume in "" --resume; do
  expect 5 'folder: found a folder' "$DEMARCHE" sweep "${brief[@]}" --out folder $resume
  expect 5 'pipe: found a device or pipe' "$DEMARCHE" sweep "${brief[@]}" --out pipe $resume
  expect 5 '/dev/null: found a device or pipe' "$DEMARCHE" sweep "${brief[@]}" --out /dev/null $resume
  expect 5 'a symbolic link to a file that is not there' "$DEMARCHE" sweep "${brief[@]}" --out dangling.db $resume
  expect 5 'its folder cannot be used: No such file' "$DEMARCHE" sweep "${brief[@]}" --out no/such.db $resume
  expect 5 'expected a results file' "$DEMARCHE" sweep "${brief[@]}" --out folder-to-be/ $resume
  for file in text foreign cut newer; do expect 5 "$file.db: (exists already|is )" "$DEMARCHE" sweep "${brief[@]}" --out $file.db $resume; done
done
expect 5 'is no results file of this program' "$DEMARCHE" sweep "${brief[@]}" --out foreign.db --resume
expect 5 'is of version 9; this program reads 1' "$DEMARCHE" sweep "${brief[@]}" --out newer.db --resume
expect 5 'its end was cut off' "$DEMARCHE" sweep "${brief[@]}" --out cut.db --resume
cksum -c before > /dev/null 2>&1 || cksum text.db foreign.db cut.db newer.db | cmp -s - before || fault "a refused file was changed"
for resume in "" --resume; do
  : > zero.db
  expect 0 '600 ok' "$DEMARCHE" sweep "${brief[@]}" --out zero.db $resume
done

# --- another name for the same file
ln -s whole.db link.db
ln brief.db second.db
expect 5 '2 hard links' "$DEMARCHE" sweep "${brief[@]}" --out second.db --resume
rm second.db
start busy.db endless
ln -s busy.db alias.db
expect 75 "alias.db: .*$pid" "$DEMARCHE" sweep "${endless[@]}" --out alias.db --resume
kill -TERM "$pid"
ends 143 'resume' busy.db

# --- the file is harmed under way
for harm in 'rm F' 'mv F elsewhere.db' 'cp whole.db new.db; mv new.db F' ': > F' 'rm F-wal'; do
  start harmed.db endless
  eval "${harm//F/harmed.db}"
  ends 5 'harmed.db: .*(deleted or renamed|replaced|cut off|its log)' harmed.db
  rm -f harmed.db harmed.db-wal harmed.db-shm
done

# --- another program holds it
expect 0 '300 ok' "$DEMARCHE" sweep "${brief[@]}" --reps 300 --out locked.db
coproc HOLDER { exec sqlite3 locked.db; }
holder=$HOLDER_PID
echo 'BEGIN IMMEDIATE; SELECT 1;' >&"${HOLDER[1]}"
read -r _ <&"${HOLDER[0]}"
expect 75 'locked.db: another program holds it locked; try again' "$DEMARCHE" sweep "${brief[@]}" --out locked.db --resume
kill "$holder"
wait "$holder" 2> /dev/null
recovers "after another program's lock" locked.db brief

# --- the disk is full, or read-only
mkdir disk
if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=1m none disk 2> /dev/null; then
  disk=mounted
  for size in 512k 1m 2m 4m; do # in the log, in a commit, when the log is written back
    mount -o remount,size=$size disk
    "$DEMARCHE" sweep "${whole[@]}" --out disk/full.db > full.log 2>&1
    status=$?
    told=$(sed -nE 's/^demarche: disk\/full.db: the disk is full \([0-9]+ bytes free\); ([0-9]+) runs are committed and safe$/\1/p' full.log)
    if [ $status -ne 5 ] || ! grep -q 'disk/full.db: the disk is full (' full.log; then fault "$size: exit $status: $(cat full.log)"; fi
    [ "${told:-0}" -le "$(held disk/full.db || echo 0)" ] || fault "$size: told of $told runs, holds $(held disk/full.db)"
    expect 5 'the disk is full' "$DEMARCHE" sweep "${whole[@]}" --out disk/full.db --resume
    mount -o remount,size=64m disk
    recovers "a disk of $size" disk/full.db whole
    rm -f disk/full.db
  done
  cp brief.db disk/
  mount -o remount,ro disk
  expect 5 'disk/brief.db: cannot be written: .*Read-only' "$DEMARCHE" sweep "${brief[@]}" --out disk/brief.db --resume
  expect 5 'disk/new.db: cannot be written: .*Read-only' "$DEMARCHE" sweep "${brief[@]}" --out disk/new.db
  [ "$(content disk/brief.db)" = "$digest_brief" ] || fault "a read-only file cannot be read"
  umount disk && disk=
else
  echo "SKIPPED: full and read-only disks: nothing can be mounted here"
  chmod a-w disk
  [ "$(id -u)" -eq 0 ] || expect 5 'disk/new.db: cannot be written' "$DEMARCHE" sweep "${brief[@]}" --out disk/new.db
fi
(ulimit -f 500 && expect 5 'limited.db: may not grow any further.*ulimit -f' "$DEMARCHE" sweep "${brief[@]}" --out limited.db; exit "$failures") || failures=$?
recovers "a limit of files" limited.db brief

# --- standard files that are closed, or full
for files in '<&-' '2>&-' '2> /dev/full' '< /dev/null 2> /dev/null'; do
  eval "\"\$DEMARCHE\" sweep \"\${brief[@]}\" --out closed.db > /dev/null $files" || fault "$files: exit $?"
  recovers "$files" closed.db brief
  rm -f closed.db
done
for files in '>&-' '> /dev/full' '<&- >&- 2>&-'; do
  eval "\"\$DEMARCHE\" sweep \"\${brief[@]}\" --out closed.db $files" 2> /dev/null
  [ $? -eq 6 ] || fault "$files: expected exit 6"
  recovers "$files" closed.db brief
  rm -f closed.db
done

# --- signals
for signal in HUP TERM; do
  start signal.db whole
  kill -$signal "$pid"
  case $signal in HUP) ends 129 '' signal.db ;; TERM) ends 143 'nothing that was finished is lost' signal.db ;; esac
  recovers "SIG$signal" signal.db whole
  rm -f signal.db
done
start signal.db whole
kill -INT "$pid"
kill -INT "$pid" 2> /dev/null
ends 130 '' signal.db
recovers "SIGINT twice" signal.db whole

# --- a worker that is stopped; a front that is stopped
start stopped.db whole --timeout 1
kill -STOP "$(pgrep -P "$pid" | head -1)"
ends 0 '4,000 ok' stopped.db
recovers "a stopped worker" stopped.db whole
start asleep.db whole --timeout 1
workers=$(pgrep -P "$pid")
kill -STOP "$pid" $workers
sleep 1.6
kill -CONT "$pid" $workers
ends 0 '4,000 ok' asleep.db
recovers "a stopped front" asleep.db whole
[ "$(sqlite3 asleep.db 'SELECT max(attempts) FROM timing')" = 1 ] || fault "a stopped front takes its workers for silent"

# --- the disk fails: never a success with a run missing, never a file that is not sound
# inject CALL ERROR WHEN: as strace says it; WHEN+ from then on.
injected=0
inject() {
  local status runs
  rm -f broken.db broken.db-wal broken.db-shm broken.db.new
  timeout 30 strace -o trace -P "$scratch/broken.db" -P "$scratch/broken.db-wal" -P "$scratch/broken.db-shm" -P "$scratch/broken.db-journal" \
    -P "$scratch/broken.db.new" -P "$scratch/broken.db.lock" -P "$scratch" -e "trace=$1" -e "inject=$1:error=$2:when=$3" \
    "$DEMARCHE" sweep "${brief[@]}" --out broken.db > broken.log 2>&1
  status=$?
  runs=$(held broken.db)
  injected=$((injected + $(grep -c INJECTED trace)))
  case $status in
  0) [ "$runs" = 600 ] || fault "$*: exit 0 with ${runs:-no} runs" ;;
  5) grep -qE '^demarche: broken.db: (the disk (failed|is full)|cannot be|its |/)' broken.log || fault "$*: $(cat broken.log)" ;;
  *) fault "$*: exit $status: $(head -c 300 broken.log)" ;;
  esac
  recovers "$*" broken.db brief
}
if ! strace -o /dev/null true 2> /dev/null; then
  echo "SKIPPED: failing disks: no strace"
elif [ "${FAULTS:-short}" = long ]; then
  for error in EIO ENOSPC; do
    for when in $(seq 12); do for more in "" +; do inject fdatasync $error "$when$more"; done; done
    for when in $(seq 2 29 750); do for more in "" +; do inject pwrite64 $error "$when$more"; done; done
  done
  for call in fsync ftruncate renameat2 unlink flock newfstatat; do
    for when in $(seq 6); do for more in "" +; do inject $call EIO "$when$more"; done; done
  done
  echo "disk faults injected: $injected; no run missing after a success, no file corrupt, all resumed to equal files"
else
  for when in 1 2+ 5 6+ 8 10+; do inject fdatasync EIO $when; done
  for when in 30 90+ 400 650+; do inject pwrite64 ENOSPC $when; done
  inject newfstatat EIO 2+
fi
finish
