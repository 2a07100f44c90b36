# Every declared limit: a scenario at the limit loads in the locked worker, one beyond it is told so.
. "${SOURCE:?}/tests/cli/lib.sh" || exit 1

# scenario NAME ACTORS VERBS THEATRES TREATIES VOICES INJECTS PRECEDENTS: the first two states carry the voices.
scenario() {
  mkdir -p "$scratch/$1"
  lua5.4 - "$@" > "$scratch/$1/scenario.lua" << 'LUA'
local name = arg[1]
local n = {}
for i = 2, #arg do n[i - 1] = math.tointeger(arg[i]) end
local actors, verbs, theatres, treaties, voices, injects, precedents = table.unpack(n)
print(('return scenario { name = "%s", title = "Limits", epoch = "2020-01-01", days = 3, actors = {'):format(name))
for i = actors, 1, -1 do
  print(('A%03d = { kind = "state", name = "State %d", voices = {'):format(i, i))
  for v = i <= 2 and voices or 0, 1, -1 do print(('v%03d = { title = "voice %d", authority = 0.5 },'):format(v, v)) end
  print("} },")
end
print("}, verbs = {")
for i = verbs, 1, -1 do print(('own_verb_%03d = { like = "shell" },'):format(i)) end
print("}, theatres = {")
for i = theatres, 1, -1 do print(('t%03d = { name = "t", holder = "A001", claimant = "A002" },'):format(i)) end
print("}, treaties = {")
for i = treaties, 1, -1 do print(('p%03d = { name = "p", members = { "A001" } },'):format(i)) end
print("}, precedents = {")
for i = precedents, 1, -1 do print(('e%04d = { at = "2010-01-01", beneficiary = "A001", adversary = "A002" },'):format(i)) end
print("}, injects = {")
for _ = 1, injects do print('{ at = "2020-01-02", event = "weather", theatre = "t001" },') end
print("} }")
LUA
}
check() { scenario "$@"; expect 0 '^ok' timeout 60 "$DEMARCHE" check "$scratch/$1"; }
refuse() { local pattern=$1; shift; scenario "$@"; expect 3 "$pattern" timeout 60 "$DEMARCHE" check "$scratch/$1"; }

shipped=$("$DEMARCHE" list actions | tail -n +2 | wc -l)
own=$((96 - shipped))
check actors 64 0 1 0 1 0 0
check verbs 2 $own 1 0 1 0 0
check theatres 2 0 16 0 1 0 0
check treaties 2 0 1 16 1 0 0
check voices 2 0 1 0 32 0 0
check injects 2 0 1 0 1 1024 0
check precedents 2 0 1 0 1 0 1024
check all 64 $own 16 16 32 1024 1024
refuse 'more than 64 actors' actors 65 0 1 0 1 0 0
refuse 'more than 96 verbs' verbs 2 $((own + 1)) 1 0 1 0 0
refuse 'theatres: found 17; expected at most 16' theatres 2 0 17 0 1 0 0
refuse 'treaties: found 17; expected at most 16' treaties 2 0 1 17 1 0 0
refuse 'actors.A001.voices: found 33 entries; expected at most 32' voices 2 0 1 0 33 0 0
refuse 'injects: found 1025 entries; expected at most 1024' injects 2 0 1 0 1 1025 0
refuse 'more than 1024 entries' precedents 2 0 1 0 1 0 1025
scenario half 40 0 4 0 1 0 0
expect 0 '"digest"' timeout 60 "$DEMARCHE" run "$scratch/half" --format json

# A thousand keys of a table, and a value of eval with as many: both are sorted.
expect 0 '^\{ k1 = 1, k10 = 10, .*k155 = 155, ... and 936 more \}$' "$DEMARCHE" eval 'local t = {} for i = 1, 1000 do t["k" .. i] = i end return t'
finish
