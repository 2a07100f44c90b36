# Hostile scripts through the whole program, loops with the full budget: contained within seconds, with a reason; nothing else harmed.
. "$SOURCE/tests/cli/lib.sh"
cp -r "$SOURCE/scenarios/border-quiet" "$scratch/own"
good=$("$DEMARCHE" run "$scratch/own" --seed 5 --format json | digest_of)
for script in "$SOURCE"/tests/attack/scripts/loop_*.lua; do
  cp "$script" "$scratch/own/hostile.lua"
  expect 3 'hostile.lua: (more than|too much|an allocation)' timeout 60 "$DEMARCHE" check "$scratch/own/hostile.lua"
  printf 'return policy { decide = function(view, self) %s\nend }\n' "$(cat "$script")" > "$scratch/own/hostile.lua"
  expect 4 'hostile.lua: (more than|too much|an allocation)' timeout 60 "$DEMARCHE" run "$scratch/own" --seed 5 --format json \
    --set actors.BORDAVIA.policy=hostile --set model.initiative=1
done
for script in "$SOURCE"/tests/attack/scripts/memory_*.lua; do
  cp "$script" "$scratch/own/hostile.lua"
  expect 3 'hostile.lua' timeout 60 "$DEMARCHE" check "$scratch/own/hostile.lua"
done
rm "$scratch/own/hostile.lua"
[ "$("$DEMARCHE" run "$scratch/own" --seed 5 --format json | digest_of)" = "$good" ] || { echo "the good run changed"; exit 1; }
finish
