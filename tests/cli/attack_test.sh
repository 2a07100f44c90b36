# Hostile scripts through the whole program, loops with the full budget: contained within seconds, with a reason; nothing else harmed.
. "${SOURCE:?}/tests/cli/lib.sh" || exit 1
cp -r "$SOURCE/scenarios/border-quiet" "$scratch/own"
good=$("$DEMARCHE" run "$scratch/own" --seed 5 --format json | digest_of)
for script in "$SOURCE"/tests/attack/scripts/loop_*.lua; do
  cp "$script" "$scratch/own/hostile.lua"
  expect 3 'hostile.lua:[0-9]+: (more than|too much|an allocation)' timeout 600 "$DEMARCHE" check "$scratch/own/hostile.lua"
  printf 'return policy { decide = function(view, self) %s\nend }\n' "$(cat "$script")" > "$scratch/own/hostile.lua"
  expect 4 'hostile.lua:[0-9]+: (more than|too much|an allocation)' timeout 600 "$DEMARCHE" run "$scratch/own" --seed 5 --format json \
    --set actors.BORDAVIA.policy=hostile --set model.initiative=1
done
for script in "$SOURCE"/tests/attack/scripts/memory_*.lua; do
  cp "$script" "$scratch/own/hostile.lua"
  expect 3 'hostile.lua:[0-9]+: ' timeout 600 "$DEMARCHE" check "$scratch/own/hostile.lua"
done
# Slow without instructions of its own: each call copies many arguments. Nothing inside stops it within seconds; the front does.
cat > "$scratch/own/hostile.lua" <<'LUA'
local function f(...) while true do (function(...) end)(...) end end
local function g(n, ...)
  if n == 0 then return f(...) end
  return g(n - 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, ...)
end
return policy { decide = function() g(600) end }
LUA
expect 4 'silent for 2 s' timeout 600 "$DEMARCHE" run "$scratch/own" --seed 5 --format json --timeout 2 \
  --set actors.BORDAVIA.policy=hostile --set model.initiative=1
# A module's variables are each actor's own: what one puts into a box, another does not find.
printf 'local kept\nreturn { put = function(x) kept = x end, get = function() return kept end }\n' > "$scratch/own/box.lua"
printf 'local box = require "box"\nreturn { get = function() return box.get() end }\n' > "$scratch/own/twice.lua"
cat > "$scratch/own/hostile.lua" << 'LUA'
local box, twice = require "box", require "twice"
return policy { decide = function(view, self)
  local mine = box.get()
  if mine and mine ~= self.id then error("it read what " .. mine .. " wrote") end
  box.put(self.id)
  if twice.get() ~= self.id then error("two boxes in one policy") end
  if require "box" ~= box then error("loaded twice") end
end }
LUA
expect 0 '"digest"' timeout 600 "$DEMARCHE" run "$scratch/own" --seed 5 --format json --set actors.BORDAVIA.policy=hostile \
  --set actors.RURITANIA.policy=hostile --set model.initiative=1
rm "$scratch/own/hostile.lua" "$scratch/own/box.lua" "$scratch/own/twice.lua"
[ "$("$DEMARCHE" run "$scratch/own" --seed 5 --format json | digest_of)" = "$good" ] || { echo "the good run changed"; exit 1; }
finish
