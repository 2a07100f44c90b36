# Sweeps in the long form: kills without number, and ten thousand runs by every way there is. One line of figures a part.
# PARTS (default: all) names some of them, KILLS and RUNS change their size.
. "${SOURCE:?}/tests/cli/lib.sh" || exit 1
cd "${scratch:?}" || exit 1
parts=${PARTS:-front workers matrix}
kills=${KILLS:-1000}
runs=${RUNS:-10000}

fault() {
  printf 'FAILED: %s\n' "$*"
  exit 1
}

content() { "$DEMARCHE" verify "$1" --sample 0 | sed -n 's/^digest *//p'; }

same() {
  local a b
  a=$(content "$2")
  b=$(content "$3")
  [ -n "$a" ] && [ "$a" = "$b" ] || fault "$1: $2 holds $a, $3 holds $b"
}

# pause LOW HIGH: milliseconds, drawn anew each time.
pause() { sleep "$(awk -v low="$1" -v high="$2" -v seed="$RANDOM$RANDOM" 'BEGIN { srand(seed); printf "%.4f", (low + rand() * (high - low)) / 1000 }')"; }

# held FILE: the runs that a reader finds in it.
held() {
  [ -s "$1" ] || return 0
  sqlite3 -readonly -cmd '.timeout 4000' "$1" "SELECT run_id || ' ' || coalesce(digest, status) FROM runs" | LC_ALL=C sort
}

# --- the front is killed; whatever a reader had seen must still be there
kill_fronts() {
  local plan=(border-quiet --vary theatres.river.incident_rate=0.1:2:3 --reps 1500 --jobs 2 --quiet) done=0 files=0 seen=0 unread=0 size=0 pid
  "$DEMARCHE" sweep "${plan[@]}" --out unbroken.db > /dev/null || fault "the unbroken sweep ends with $?"
  while [ "$done" -lt "$kills" ]; do
    "$DEMARCHE" sweep "${plan[@]}" --out killed.db --resume > killed.log 2>&1 &
    pid=$!
    pause 0 450
    # A reader's last look, then some more moments; every fourth dies without having been looked at since it began.
    if [ $((RANDOM % 4)) -eq 0 ]; then unread=$((unread + 1)); else held killed.db > before || fault "a reader is refused: $(cat before)"; fi
    pause 0 60
    if ! kill -9 "$pid" 2> /dev/null; then
      wait "$pid" || fault "a sweep ends by itself with $?: $(cat killed.log)"
    else
      done=$((done + 1))
      wait "$pid" 2> /dev/null
    fi
    held killed.db > after || fault "after kill $done the file cannot be read"
    [ -z "$(LC_ALL=C comm -23 before after)" ] || fault "kill $done lost $(LC_ALL=C comm -23 before after | head -3)"
    if [ -s killed.db ]; then
      [ "$(sqlite3 killed.db 'PRAGMA integrity_check')" = ok ] || fault "kill $done left $(sqlite3 killed.db 'PRAGMA integrity_check' | head -3)"
    fi
    seen=$((seen + $(wc -l < before)))
    size=$(wc -l < after)
    cp after before
    if [ "$size" -eq 4500 ] && grep -q '4,500 runs' killed.log; then
      same "after kill $done" unbroken.db killed.db
      files=$((files + 1))
      rm -f "${scratch:?}/killed.db"
      : > before
    fi
  done
  "$DEMARCHE" sweep "${plan[@]}" --out killed.db --resume > /dev/null || fault "the last resumption ends with $?"
  same "resumed at last" unbroken.db killed.db
  echo "fronts killed: $done ($unread of them unseen since they began), $seen acknowledged runs looked for, 0 lost, 0 corrupt; $((files + 1)) files finished, all equal to an unbroken sweep's"
}

# --- workers are killed throughout
kill_workers() {
  local plan=(csto-2018 --reps $((runs / 4)) --quiet) killed=0 pid victim
  "$DEMARCHE" sweep "${plan[@]}" --out calm.db > /dev/null || fault "the undisturbed sweep ends with $?"
  "$DEMARCHE" sweep "${plan[@]}" --out harried.db > /dev/null 2> harried.log &
  pid=$!
  while kill -0 "$pid" 2> /dev/null; do
    pause 20 600
    victim=$(pgrep -P "$pid" | shuf -n 1)
    [ -n "$victim" ] && kill -9 "$victim" 2> /dev/null && killed=$((killed + 1))
  done
  wait "$pid" || fault "a sweep whose workers are killed ends with $?: $(cat harried.log)"
  same "workers killed" calm.db harried.db
  echo "workers killed: $killed during $((runs / 4)) runs of csto-2018; the file equals an undisturbed sweep's"
}

# --- the same runs by every way
stand_alike() {
  local plan=(csto-2018 --reps "$runs" --quiet) jobs shard killed=0 began=$SECONDS pid
  for jobs in 1 2 8; do
    "$DEMARCHE" sweep "${plan[@]}" --jobs "$jobs" --out "jobs$jobs.db" > /dev/null || fault "$jobs workers: exit $?"
    same "$jobs workers" jobs1.db "jobs$jobs.db"
    echo "  $jobs workers: $(content "jobs$jobs.db")"
  done
  for shard in 1 2 3 4; do
    "$DEMARCHE" sweep "${plan[@]}" --shard "$shard/4" --out "shard$shard.db" > /dev/null || fault "shard $shard: exit $?"
  done
  "$DEMARCHE" merge merged.db shard4.db shard2.db shard1.db shard3.db > /dev/null || fault "merge: exit $?"
  same "four shards" jobs1.db merged.db
  echo "  four shards merged: $(content merged.db)"
  while [ "$killed" -lt 20 ]; do
    "$DEMARCHE" sweep "${plan[@]}" --out broken.db --resume > /dev/null 2>&1 &
    pid=$!
    pause 200 1500
    if kill -9 "$pid" 2> /dev/null; then
      killed=$((killed + 1))
      wait "$pid" 2> /dev/null
    else # it was done before: once more
      wait "$pid" || fault "resumed after kill $killed: exit $?"
      same "killed and resumed" jobs1.db broken.db
      rm -f "${scratch:?}/broken.db"
    fi
  done
  "$DEMARCHE" sweep "${plan[@]}" --out broken.db --resume > /dev/null || fault "resumed: exit $?"
  same "killed and resumed" jobs1.db broken.db
  echo "  killed $killed times and resumed: $(content broken.db)"
  echo "$runs runs of csto-2018 with 1, 2 and 8 workers, as four shards, and killed $killed times: equal files, $((SECONDS - began)) s"
}

: > before
for part in $parts; do
  case $part in
  front) kill_fronts ;;
  workers) kill_workers ;;
  matrix) stand_alike ;;
  *) fault "no part $part; expected front, workers, matrix" ;;
  esac
done
