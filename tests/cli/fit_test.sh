# Fits: a parameter that the targets tell is found, one that does nothing is flat, and nothing depends on the number of workers.
. "${SOURCE:?}/tests/cli/lib.sh" || exit 1
enter

fit() { "$DEMARCHE" fit "$@" --quiet; }

# Bordavia warns once, with the chance `x`, and its `other` does nothing.
cp -r "$SOURCE/scenarios/border-quiet" known
cat > known/known.lua << 'LUA'
return policy {
  about = "Warns once, or not.", source = "a test",
  params = {
    x = { default = 0.1, min = 0, max = 1, unit = "share", about = "how often it warns" },
    other = { default = 0.5, min = 0, max = 1, unit = "", about = "nothing" },
  },
  memory = { done = 0 },
  decide = function(view, self)
    if self.memory.done == 0 then
      self.memory.done = 1
      if chance.uniform() < self.params.x then return act.warn { to = "RURITANIA", because = "a test" } end
    end
  end,
}
LUA
cat > known/targets.lua << 'LUA'
local function warned(run) return run.count { actor = "BORDAVIA", verb = "warn" } > 0 end
return {
  fitted = { kind = "event", about = "Bordavia warns.", observed = true, base = 0.5, from = "2020-03-01", to = "2020-12-20", fit = true,
    source = "a test", measure = warned },
  held = { kind = "non_event", about = "Bordavia warns.", observed = false, base = 0.5, from = "2020-03-01", to = "2020-12-20",
    source = "a test", measure = warned },
}
LUA
sed -i 's/policy = "revisionist_claimant"/policy = "known"/; s/days = 60/days = 300/
  s/^  relations = {/  targets = require "targets",\n&/' known/scenario.lua
p=actors.BORDAVIA.params
echo "return { fit = { [\"$p.x\"] = { 0, 1 }, [\"$p.other\"] = { 0, 1 } } }" > free.lua

# --- what the targets tell, and what they do not; held-out targets have no say
fit known --params free.lua --points 40 --reps 30 --format json > one.json || fault "a fit ends with $?"
lua5.4 - one.json << 'LUA' || fault "the parameters are not told apart: $(cat one.json)"
local text = io.open(arg[1]):read "a"
local function of(path, key) return tonumber(text:match('"' .. path:gsub("%.", "%%.") .. '".-"' .. key .. '": ([-%d.e]+)')) end
local x, other = "actors.BORDAVIA.params.x", "actors.BORDAVIA.params.other"
assert(of(x, "best") > 0.8, "best x " .. of(x, "best"))
assert(of(x, "share_of_range") < 0.4, "x spans " .. of(x, "share_of_range"))
assert(of(x, "default") == 0.1)
assert(of(other, "share_of_range") > 0, "other spans " .. of(other, "share_of_range"))
assert(tonumber(text:match '"defaults": ([%d.e-]+)') > 0.6)
assert(tonumber(text:match '"best": ([%d.e-]+)') < 0.05)
LUA

# --- each scenario left out: the other one wants the opposite
cp -r known second
sed -i 's/name = "border-quiet"/name = "second"/' second/scenario.lua
sed -i 's/fit = true,//; s/to = "2020-12-20",$/to = "2020-12-20", fit = true,/' second/targets.lua
fit known second --params free.lua --points 40 --reps 20 > both.txt || fault "a fit of two ends with $?"
grep -qE '^border-quiet +1 +0\.[0-9]+ +[01]\.[0-9]+ +(0\.[89]|1\.0)' both.txt || fault "left out: $(cat both.txt)"
grep -qE '^second +1 +0\.0[0-9]+ +[01]\.[0-9]+ +(0\.[89]|1\.0)' both.txt || fault "left out: $(cat both.txt)"
awk 'length($0) > 110 { print; bad = 1 } END { exit bad }' both.txt || fault "lines too long"

# --- the same whoever computes it; seeds count; points are kept
for jobs in 1 2 5; do fit known --params free.lua --points 10 --reps 5 --jobs "$jobs" --out "p$jobs.csv" > "j$jobs.txt"; done
cmp j1.txt j2.txt && cmp j1.txt j5.txt && cmp p1.csv p2.csv || fault "the number of workers shows"
[ "$(wc -l < p1.csv)" -eq 11 ] || fault "points kept: $(cat p1.csv)"
grep -q "^point,score,score.border-quiet,$p.other,$p.x" p1.csv || fault "header: $(head -1 p1.csv)"
fit known --params free.lua --points 10 --reps 5 --seed 2 > seed2.txt
! cmp -s j1.txt seed2.txt || fault "the seed does not show"

# --- ranges that constants have
echo 'return { fit = { ["model.silence_share"] = true } }' > constant.lua
expect 0 'model.silence_share +0.400 +0 to 0.950' fit known --params constant.lua --points 5 --reps 5

# --- refused
expect 2 'found no --params' fit known
expect 2 'found no scenario' fit --params free.lua
expect 3 'found none with fit = true' eval "sed -i 's/fit = true,//' second/targets.lua; '$DEMARCHE' fit second --params free.lua --points 3 --reps 5 --quiet"
expect 3 'found true for what is no constant' eval "echo 'return { fit = { [\"$p.x\"] = true } }' > bad.lua; '$DEMARCHE' fit known --params bad.lua --quiet"
expect 3 'bad.lua:1: fit.a.b: found 2 to 1; expected high above low' eval "echo 'return { fit = { [\"a.b\"] = { 2, 1 } } }' > bad.lua; '$DEMARCHE' fit known --params bad.lua --quiet"
expect 3 'found nothing to fit' eval "echo 'return { fit = { } }' > bad.lua; '$DEMARCHE' fit known --params bad.lua --quiet"
expect 3 'found no sweep returned|found a sweep' eval "echo 'return 3' > bad.lua; '$DEMARCHE' fit known --params bad.lua --quiet"
expect 3 'fit.days: found the length of the runs' eval "echo 'return { fit = { days = { 10, 20 } } }' > bad.lua; '$DEMARCHE' fit known --params bad.lua --quiet"
expect 3 'border-quiet: targets: found none' fit border-quiet --params free.lua --points 3 --reps 5
expect 3 'did you mean "x"|found no parameter' eval "echo 'return { fit = { [\"$p.xx\"] = { 0, 1 } } }' > bad.lua; '$DEMARCHE' fit known --params bad.lua --quiet"
expect 6 'exists already' fit known --params free.lua --points 3 --reps 5 --out p1.csv
left_nothing
finish
