# Sweeps: what the pool and the results file leave of the workers' rate, what memory a run costs, how soon a finished sweep is resumed.
set -eu
program=${DEMARCHE:-build/release/demarche}
folder=$(mktemp -d) && [ -d "${folder:?}" ]
trap 'rm -rf "${folder:?}"' EXIT
file=$folder/bench.db
tidy() { rm -f "${folder:?}/bench.db" "$folder/bench.db-wal" "$folder/bench.db-shm" "$folder/bench.db.lock"; }

# rates SCENARIO RUNS JOBS: the sweep's rate, and that inside a worker: runs over the time they took there.
rates() {
  local rate
  tidy
  rate=$("$program" sweep "$1" --reps "$2" --jobs "$3" --quiet --out "$file" | sed -nE '1s/.*\(([0-9]+)\/s\).*/\1/p')
  echo "$rate $(sqlite3 "$file" 'SELECT count(*) / sum(seconds) FROM timing')"
}

# In turns, so that what else the machine does falls on both.
compare() {
  local sums="0 0 0 0" turn
  for turn in 1 2 3; do
    sums=$(echo "$sums $(rates "$1" "$2" 1) $(rates "$1" "$2" 2)" | awk '{ print $1 + $5, $2 + $6, $3 + $7, $4 + $8 }')
  done
  echo "$sums" | awk -v name="$1" '{ printf "%s: %.0f runs/s with one worker, %.2f of the rate inside it; %.0f with two, %.2f of twice that inside one of two, %.2f times one\n",
    name, $1 / 3, $1 / $2, $3 / 3, $3 / (2 * $4), $3 / $1 }'
}
compare csto-2018 1500
compare border-quiet 20000

# Resident memory of the front, when a fifth of the runs is there and at the end.
memory() {
  local runs=100000 pid count=0 first=0 first_at=0 last=0 last_at=0 ticks=0 seen
  tidy
  "$program" sweep border-quiet --reps $runs --quiet --out "$file" > /dev/null &
  pid=$!
  while seen=$(awk '/^VmRSS/ { print $2 }' "/proc/$pid/status" 2> /dev/null) && [ -n "$seen" ]; do
    count=$(sqlite3 -readonly "$file" 'SELECT max(run_id) + 1 FROM runs' 2> /dev/null || echo 0)
    if [ "${count:-0}" -ge $((runs / 5)) ]; then
      [ "$first_at" -gt 0 ] || { first=$seen; first_at=$count; }
      last=$seen
      last_at=$count
      ticks=$(awk '{ print $14 + $15 }' "/proc/$pid/stat" 2> /dev/null || echo "$ticks")
    fi
    sleep 0.1
  done
  wait "$pid"
  awk -v a="$first" -v m="$first_at" -v b="$last" -v n="$last_at" -v seconds="$ticks" -v tick="$(getconf CLK_TCK)" -v inside="$(sqlite3 "$file" 'SELECT avg(seconds) FROM timing')" \
    'BEGIN { printf "time of a processor that the front takes for a run: %.0f us; a run takes %.0f us in its worker\n", seconds / tick / n * 1e6, inside * 1e6; printf "memory of the front: %d KiB after %d runs, %d KiB after %d: %.3f KiB a run\n", a, m, b, n, (n > m ? (b - a) / (n - m) : 0) }'
}
memory

# A million runs that are done, but for their series, which nobody reads on resuming.
finished() {
  local plan=(border-quiet --reps 1000000 --quiet --out "$file") pid begun columns
  tidy
  "$program" sweep "${plan[@]}" > /dev/null 2>&1 &
  pid=$!
  until [ "$(sqlite3 -readonly "$file" 'SELECT count(*) FROM runs' 2> /dev/null || echo 0)" -gt 0 ]; do kill -0 "$pid"; done
  kill -INT "$pid"
  wait "$pid" || true
  columns=$(sqlite3 "$file" "SELECT group_concat('\"' || name || '\"', ', ') FROM pragma_table_info('runs') WHERE name NOT IN ('run_id', 'replicate')")
  sqlite3 "$file" "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF; BEGIN;
    WITH RECURSIVE n(i) AS (SELECT (SELECT max(run_id) + 1 FROM runs) UNION ALL SELECT i + 1 FROM n WHERE i < 999999)
    INSERT OR IGNORE INTO runs (run_id, replicate, $columns) SELECT i, i, $columns FROM n JOIN (SELECT * FROM runs WHERE status = 'ok' LIMIT 1);
    INSERT OR IGNORE INTO timing SELECT run_id, 0.001, 1 FROM runs; COMMIT;" > /dev/null
  "$program" sweep "${plan[@]}" --resume > /dev/null # what was under way when it was stopped
  begun=$EPOCHREALTIME
  "$program" sweep "${plan[@]}" --resume | head -1 | cut -d: -f2-
  awk -v a="$begun" -v b="$EPOCHREALTIME" -v size="$(stat -c %s "$file")" 'BEGIN { printf "a million finished runs (%d MiB) resumed in %.2f s\n", size / 1048576, b - a }'
}
finished
