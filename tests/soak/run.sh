# Long forms: the whole matrix of compilers and optimisation, threads, and many runs of one worker's parts.
set -eu
reference=$(build/release/demarche run csto-2018 --seed 7 --format json | grep -oE '"digest":"[0-9a-f]{32}"')
for compiler in gcc clang; do
  for level in -O0 -O3; do
    folder=build/soak/$compiler$level
    cmake -S . -B "$folder" -G Ninja -DCMAKE_C_COMPILER=$compiler -DCMAKE_BUILD_TYPE=None -DCMAKE_C_FLAGS=$level -DDEMARCHE_TESTS=OFF > /dev/null
    cmake --build "$folder" > /dev/null
    for path in "" --fresh; do
      seen=$(DEMARCHE_HOME=$PWD "$folder/demarche" run csto-2018 --seed 7 --format json $path | grep -oE '"digest":"[0-9a-f]{32}"')
      [ "$seen" = "$reference" ] || { echo "$compiler $level $path: $seen; expected $reference"; exit 1; }
      echo "$compiler $level ${path:-image}: $seen"
    done
  done
done
# Writers killed at any moment, and every system call of a writer failing in turn.
STORE_KILLS=1000 build/release/tests/store_kill_test
STORE_FAULTS=all DEMARCHE=$PWD/build/release/demarche SOURCE=$PWD BUILD=$PWD/build/release bash tests/cli/store_fault_test.sh
# Sweeps: the front killed a thousand times, workers killed throughout, ten thousand runs by every way, and each failing call of the disk.
export DEMARCHE=$PWD/build/release/demarche SOURCE=$PWD BUILD=$PWD/build/release
bash tests/soak/sweeps.sh
FAULTS=long bash tests/cli/sweep_fault_test.sh
cmake --preset tsan > /dev/null && cmake --build build/tsan > /dev/null
# Errors leave deep recursion by longjmp, which the shadow stack of this sanitizer cannot follow: attack_test is left out.
ctest --test-dir build/tsan --output-on-failure -L unit -E attack_test
