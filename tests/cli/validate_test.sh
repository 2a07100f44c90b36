# Validation: scores and verdicts that are known by hand, the same whatever the number of workers, honest about failed runs.
. "${SOURCE:?}/tests/cli/lib.sh" || exit 1
enter

validate() { "$DEMARCHE" validate "$@" --quiet; }

# Bordavia warns once; it deliberates within 300 days. All else that is measured does not depend on the run.
cp -r "$SOURCE/scenarios/border-quiet" known
cat > known/known.lua << 'LUA'
return policy {
  about = "Warns once, or fails.", source = "a test",
  params = {
    fails = { default = 0, min = 0, max = 1, unit = "share", about = "how often its first deliberation fails" },
    silent = { default = 0, min = 0, max = 1, unit = "", about = "1: it warns nobody" },
  },
  memory = { done = 0 },
  decide = function(view, self)
    if self.memory.done == self.params.silent then
      self.memory.done = 1
      if chance.uniform() < self.params.fails then error("trouble") end
      return act.warn { to = "RURITANIA", because = "a test" }
    end
  end,
}
LUA
cat > known/targets.lua << 'LUA'
local function target(kind, observed, base, measure)
  return { kind = kind, about = "About a " .. kind .. ".", observed = observed, base = base, measure = measure,
    from = "2020-03-01", to = "2020-03-10", source = "a test", unit = kind == "quantity" and "km2" or nil }
end
local two = { median = 2, spread = 0, none = 0.5 } -- half of it on the second day, half never (the tenth); mean difference 4
local t = {
  event = target("event", true, 0.5, function(run) return run.count { actor = "BORDAVIA", verb = "warn", from_day = 0, to_day = 300 } > 0 end),
  missed = target("event", true, 0.5, function() return false end),
  late = target("lag", 2, two, function() return 2.5 end),
  early = target("lag", 2, two, function() return 0 end),
  never = target("lag", 2, two, function() return nil end),
  within = target("quantity", { 2, 6 }, { median = 4, spread = 1 }, function() return 3 end),
  above = target("quantity", { 2, 6 }, { median = 4, spread = 1 }, function() return 30 end),
  not_so = target("non_event", false, 0.2, function() return true end),
  placebo = {
    about = "A border where nobody does anything.", set = { policies = "none", days = 20 },
    alarms = {
      warned = { about = "Bordavia warns.", base = 0.5, measure = function(run) return run.count { actor = "BORDAVIA", verb = "warn" } > 0 end },
      always = { about = "Always.", base = 0.5, measure = function(run) return run.days == 20 end },
    },
  },
}
t.event.fit, t.late.fit = true, true
return t
LUA
sed -i 's/policy = "revisionist_claimant"/policy = "known"/; s/days = 60/days = 300/
  s/^  relations = {/  targets = require "targets",\n&/' known/scenario.lua
expect 0 'ok: known \(.*8 targets' "$DEMARCHE" check known

# --- by hand
validate known --reps 40 > table.txt || fault "a validation ends with $?"
said() { grep -qE -- "$1" table.txt || fault "no /$1/ in $(cat table.txt)"; }
said '^event +yes +100.0 % \([0-9.]+ to 100.0\) +0.0 % +[0-9.]+ % +50.0 % +hit$'
said '^missed .*missed$'
said '^late +2 +2.50 \(2.50 to 2.50\); 100.0 % .* late$'
said '^early +2 +0 \(0 to 0\); 100.0 % .* early$'
said '^never +2 +never \(never to never\); 0.0 % .* missed$'
said '^within +2 to 6 km2 +3 \(3 to 3\) .* hit$'
said '^above .* high$'
said '^not_so +no .* spurious$'
said '^event +0.000 +\+1.00 \(1.00 to 1.00\).* yes$'
said '^late +0.125 +0 +\+0.00 \(0.00 to 0.00\) +\+0.00 \(0.00 to 0.00\) +\+0.75 \(0.75 to 0.75\) +no$'
said '^early +0.500 .* \+0.00 \(0.00 to 0.00\) +no$'
said '^never +2.000 .* -3.00 \(-3.00 to -3.00\) +no$'
said '^not_so +1.000 .* -24.0 \(-24.0 to -24.0\) +no$'
said '^fitted \(2\) +0.062 '
said '^held out \(6\)'
said '^positive \(7\)'
said 'better than each null model on 1 of 7 positive targets; not on above, early, late, missed, never, within'
said '  always: 100.0 % \([0-9.]+ to 100.0\), ABOVE the base rate of 50.0 %'
said '  warned: 0.0 % \(0.0 to [0-9.]+\), below the base rate of 50.0 %'
said '  at or below the base rate: 1 of 2 alarms '
said 'free parameters .* against 8 targets:$'
said '^2 that may be fitted on, 6 held out'
awk 'length($0) > 110 { print; bad = 1 } END { exit bad }' table.txt || fault "lines too long"

# --- for programs
validate known --reps 40 --format json > all.json
for key in '"verdict": "spurious"' '"beats_nulls": true' '"score_unit": 4' '"form": "skill"' '"central_80"' '"positive_beaten": 1' '"verdict": "above"' \
  '"held_out": 6' '"replicates": 40' '"runs": 160' '"results": 160'; do
  grep -qF -- "$key" all.json || fault "no $key in the JSON"
done

# --- the same whoever computes it; seeds count
for jobs in 1 2 5; do validate csto-2018 --reps 12 --jobs "$jobs" --format json > "jobs$jobs.json" || fault "csto-2018 ends with $?"; done
cmp jobs1.json jobs2.json && cmp jobs1.json jobs5.json || fault "the number of workers shows"
validate csto-2018 --reps 12 --seed 2 --format json > seed2.json
! cmp -s jobs1.json seed2.json || fault "the seed does not show"

# --- several, and settings for all of them
cp -r known other
sed -i 's/name = "border-quiet"/name = "second"/' other/scenario.lua
expect 0 'against 16 targets' validate known other --reps 5
expect 0 '^100 days' validate known --reps 5 --days 100
expect 0 '^event .* 0.0 % +[0-9.]+ % +50.0 % +missed' validate known --reps 5 --set actors.BORDAVIA.policy=none

# --- a parameter is the scenario's own policy's: it changes the scenario, and no null model
validate known --reps 20 --format json > before.json
validate known --reps 20 --format json --set actors.BORDAVIA.params.silent=1 > after.json || fault "a parameter: status $?"
lua5.4 - before.json after.json << 'LUA' || fault "a parameter bears on null models, or not on the scenario"
local function event_of(path)
  local text = io.open(path):read "a"
  return text:match '"id": "event".-"model": (%b{})', text:match '"id": "event".-"silent": (%b{})', text:match '"id": "event".-"random": (%b{})'
end
local own, silent, random = event_of(arg[1])
local changed, still_silent, still_random = event_of(arg[2])
assert(own:find '"probability": 1,' and changed:find '"probability": 0,', own .. changed)
assert(silent == still_silent and random == still_random)
LUA

# --- failed runs are told and left out
sed 's/fails = { default = 0,/fails = { default = 0.5,/' known/known.lua > other/known.lua
expect 1 'runs without a result, left out; the first, run [0-9]+: .*known.lua:.*trouble' validate other --reps 20
expect 1 '^event +yes +100.0 %' validate other --reps 20
for jobs in 1 2 5; do validate other --reps 20 --jobs "$jobs" > "first$jobs.txt"; done
cmp first1.txt first2.txt && cmp first1.txt first5.txt || fault "which run failed first depends on the workers"

# --- one run, or a file of them, can have targets as well
expect 0 'targets: .*event (yes|1)' "$DEMARCHE" run known --set targets=on
"$DEMARCHE" sweep known --reps 5 --set targets=on --vary policies=own,none --quiet --out targets.db || fault "a sweep of null models ends with $?"
expect 0 '100.0' "$DEMARCHE" stats targets.db --by policies -m targets.event
"$DEMARCHE" run known --format json | grep -q 'targets\.' && fault "targets are measured unasked"

# --- interrupted
"$DEMARCHE" validate csto-2018 --reps 4000 > cut.log 2>&1 &
pid=$!
until grep -q '/s' cut.log || ! kill -0 "$pid"; do perl -e 'select undef, undef, undef, 0.05'; done
kill -INT "$pid"
wait "$pid"
[ $? -eq 130 ] || fault "SIGINT gave $?"
grep -q 'stopped by SIGINT' cut.log || fault "an interruption is not told: $(cat cut.log)"
left_nothing

# --- refused
expect 2 'found no scenario' validate
expect 2 'expected table or json' validate known --format csv
expect 2 'expected a whole number' validate known --reps none
expect 3 'border-quiet: targets: found none' validate border-quiet
expect 3 'targets.above: found a window outside the run; expected days from 2020-03-01 to 2020-03-05' validate known --days 5
expect 3 'targets.above: found a window outside the run; expected days from 2020-03-01 to 2020-03-05' validate known --set days=5
expect 3 'actors.BORDAVIA.params.x' validate known --set actors.BORDAVIA.params.x=1
sed 's/days = 20/dayz = 20/' known/targets.lua > other/targets.lua
expect 3 'the placebo cannot be run' validate other --reps 5
sed "s/days = 20 }/days = 'x' }/" known/targets.lua > other/targets.lua
expect 3 'the placebo cannot be run' validate other --reps 5
cat > other/targets.lua << 'LUA'
return {
  T1 = {
    kind = "lag", about = "Slow.", observed = 2, from = "2020-03-01", to = "2020-03-10", source = "a test", measure = function() end,
    base = {
      median = 2,
      spred = 0,
    },
  },
}
LUA
expect 3 'other/targets.lua:6: targets.T1.base.spred: found an unknown key.*did you mean "spread"' validate other --reps 5
finish
