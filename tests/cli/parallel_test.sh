# Shards by GNU parallel come to the results of one sweep without shards, also where a shard was killed and tried again.
. "${SOURCE:?}/tests/cli/lib.sh" || exit 1
skip() { echo "SKIPPED parallel_test: $*"; exit 77; }
wrong() { echo "FAILED: $*"; failures=$((failures + 1)); }
# Another program of that name, of moreutils, has other options.
parallel --version 2> /dev/null < /dev/null | grep -q '^GNU parallel' || skip "there is no GNU parallel"
export DEMARCHE_HOME=$SOURCE HOME=$scratch FIRST=$scratch/first
mkdir "${scratch:?}/work" "${scratch:?}/bin" && cd "${scratch:?}/work" || exit 1
cat > plan.lua <<'LUA'
return sweep { scenario = "csto-2018", vary = { ["actors.AZE.params.cost"] = { 0.2, 0.4 } }, reps = 100 }
LUA
digest() { "$DEMARCHE" verify "$1" --sample 0 | awk '$1 == "digest" { print $2 }'; }
"$DEMARCHE" sweep plan.lua --out whole.db --quiet > said 2>&1 || wrong "the sweep without shards: exit $?: $(cat said)"
whole=$(digest whole.db)
[[ $whole =~ ^[0-9a-f]{32}$ ]] || wrong "no digest of the sweep without shards: $whole"

# same FILE: whether it is the whole.
same() { [ "$(digest "$1")" = "$whole" ] || wrong "$1: digest $(digest "$1"); without shards $whole"; }

# The recipe, as it would be typed.
ln -s "$DEMARCHE" "$scratch/bin/demarche"
PATH=$scratch/bin:$PATH
recipe() {
  parallel --jobs 2 --retries 3 demarche sweep plan.lua --shard {}/4 --out "$1.shard-{}.db" --resume --jobs 1 ::: 1 2 3 4 &&
    demarche merge "$1" "$1".shard-*.db
}
recipe alone.db > said 2>&1 < /dev/null || wrong "exit $?: $(cat said)"
same alone.db
recipe alone.db > said 2>&1 < /dev/null || wrong "a second time: exit $?: $(cat said)"
same alone.db
[ "$(ls alone.db* | wc -l)" -eq 5 ] || wrong "files: $(ls)"

# Shard 3 is killed at work when it is tried first: when its file is there, before it can be done.
cat > "$scratch/killing" <<'SH'
#!/bin/bash
if [ "$1" = sweep ] && [ "$4" = 3/4 ] && mkdir "${FIRST:?}" 2> /dev/null; then
  "${DEMARCHE:?}" "$@" &
  until [ -s "$6" ] || ! kill -0 $!; do :; done
  kill -STOP $! && "$DEMARCHE" export "$6" --what runs 2> /dev/null | wc -l > "$FIRST/lines"
  kill -KILL $!
  wait $!
  exit
fi
exec "$DEMARCHE" "$@"
SH
chmod +x "$scratch/killing" && ln -sf "$scratch/killing" "$scratch/bin/demarche" || exit 1
recipe killed.db > said 2>&1 < /dev/null || wrong "killed: exit $?: $(cat said)"
[ -s "$FIRST/lines" ] && [ "$(cat "$FIRST/lines")" -lt 51 ] || wrong "shard 3 was not killed at work: $(cat "$FIRST/lines")"
same killed.db
finish
