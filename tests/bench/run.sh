# Timings of the release build: each a ratio inside one run, since machines differ and are shared.
set -eu
build/release/tests/bench_run_cost
# From start to the end of output, against starting the program for nothing.
stopwatch() { local begun=$EPOCHREALTIME; for _ in 1 2 3 4 5 6 7 8 9 10; do "$@" > /dev/null; done; awk -v a="$begun" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.2f", (b - a) * 100 }'; }
nothing=$(stopwatch build/release/demarche --version)
whole=$(stopwatch build/release/demarche run csto-2018 --format json)
echo "start to end of one run: $whole ms; starting the program for nothing: $nothing ms"
bash tests/bench/sweep_rate.sh
