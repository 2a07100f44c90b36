# One digest, whatever the process, the environment, the locale, the addresses, the CPU's features, the path of memory.
. "${SOURCE:?}/tests/cli/lib.sh" || exit 1
run() { "$DEMARCHE" run csto-2018 --seed 7 --format json "$@" | digest_of; }
digest=$(run)
[ ${#digest} -eq 32 ] || { echo "no digest"; exit 1; }
same() {
  local name=$1 seen
  shift
  seen=$("$@")
  [ "$seen" = "$digest" ] || { echo "$name: digest $seen; expected $digest"; failures=$((failures + 1)); }
}
same "second process" run
seen=$(setarch -R "$DEMARCHE" run csto-2018 --seed 7 --format json | digest_of)
[ "$seen" = "$digest" ] || { echo "without ASLR: $seen"; failures=$((failures + 1)); }
seen=$(env -i HOME=/ A="$(head -c 5000 /dev/zero | tr '\0' x)" "$DEMARCHE" run csto-2018 --seed 7 --format json | digest_of)
[ "$seen" = "$digest" ] || { echo "another environment: $seen"; failures=$((failures + 1)); }
seen=$(LC_ALL=de_DE.UTF-8 LANG=tr_TR.UTF-8 TZ=Asia/Tokyo run)
[ "$seen" = "$digest" ] || { echo "another locale: $seen"; failures=$((failures + 1)); }
seen=$(GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4,-AVX512F run)
[ "$seen" = "$digest" ] || { echo "fewer CPU features: $seen"; failures=$((failures + 1)); }
same "loaded afresh from malloc" run --fresh
same "arena filled with A5" run --scribble 165
same "arena filled with 5A" run --scribble 90
same "in another folder" sh -c "cd / && '$DEMARCHE' run '$SOURCE/scenarios/csto-2018' --seed 7 --format json | grep -oE '\"digest\":\"[0-9a-f]{32}\"' | cut -d'\"' -f4"
for other in "$SOURCE"/build/*/demarche; do
  seen=$("$other" run csto-2018 --seed 7 --format json | digest_of)
  [ "$seen" = "$digest" ] || { echo "$other: $seen"; failures=$((failures + 1)); }
done
[ "$("$DEMARCHE" run csto-2018 --seed 8 --format json | digest_of)" != "$digest" ] || { echo "another seed, same digest"; exit 1; }
[ "$("$DEMARCHE" run csto-2018 --seed 7 --format jsonl | tail -n 1 | wc -c)" -gt 10 ] || exit 1
finish
