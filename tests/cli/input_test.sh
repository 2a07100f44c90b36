# Bad scenarios and policies: file:line: field: found; expected, the nearest word, exit 3.
. "${SOURCE:?}/tests/cli/lib.sh" || exit 1
check() { expect "$1" "$2" "$DEMARCHE" check "$scratch/$3"; }

expect 3 'did you mean "csto-2018"' "$DEMARCHE" check csto-2081
expect 3 'no scenario.lua' "$DEMARCHE" check "$SOURCE/docs"
expect 3 'found a file; expected the folder' "$DEMARCHE" run "$SOURCE/LICENSE"
expect 3 'cannot be opened' "$DEMARCHE" check "$scratch/missing.lua"

spoil key 's/policy = "status_quo_defender"/polciy = "status_quo_defender"/'
check 3 'scenario.lua:9: actors.RURITANIA.polciy: found an unknown key; .*did you mean "policy"' key
spoil policy 's/"status_quo_defender"/"status_quo_defendre"/'
check 3 'scenario.lua:9: actors.RURITANIA.policy: found no policy .*did you mean "status_quo_defender"' policy
spoil actor 's/holder = "RURITANIA"/holder = "RURITANAI"/'
check 3 'scenario.lua:[0-9]+: theatres.river.holder: found "RURITANAI".*did you mean "RURITANIA"' actor
spoil range 's/claim = 0.3/claim = 1.3/'
check 3 'scenario.lua:[0-9]+: theatres.river.claim: found 1.3; expected 0 to 1 share' range
spoil branching 's/incident_branching = 0.2/incident_branching = 1/'
check 3 'incident_branching: found 1; expected 0 to 0.99' branching
spoil type 's/claim = 0.3/claim = "much"/'
check 3 'theatres.river.claim: found a string; expected a number' type
spoil missing 's/holder = "RURITANIA", //'
check 3 'theatres.river.holder: missing; expected' missing
spoil date 's/2020-03-01/2020-02-30/'
check 3 'scenario.lua:6: epoch: found "2020-02-30"; expected a date' date
spoil nan 's/claim = 0.3/claim = 0\/0/'
check 3 'theatres.river.claim: found nan' nan
spoil param 's/policy = "mediator"/policy = "mediator", params = { ripness = 0.5 }/'
check 3 'actors.SYLDAVIA.params.ripness: found a parameter.*did you mean "ripeness"' param
spoil word 's/obligation = "assist"/obligation = "asist"/'
check 3 'obligation: found "asist"; expected one of.*did you mean "assist"' word
spoil inject 's/^  actors = \{/  injects = { { at = "2020-03-05", act = "accuse_aggression", actor = "RURITANIA" } },\n  actors = {/'
check 3 'injects.1.act: found accuse_aggression; expected a show of force' inject
spoil verb 's/^  actors = \{/  verbs = { snap = { like = "shel" } },\n  actors = {/'
check 3 'verbs.snap.like: found no verb "shel"; did you mean "shell"' verb
spoil side 's/claimant = "BORDAVIA"/claimant = "RURITANIA"/'
check 3 'theatres.river.claimant: found the holder again' side
spoil two 's/policy = "mediator"/polcy = "mediator", claim = 3/'
check 3 'actors.SYLDAVIA.polcy' two
check 3 'actors.SYLDAVIA.claim' two
spoil syntax 's/^return scenario \{/return scenario {{/'
check 3 'scenario.lua:[0-9]+: ' syntax

copy empty; : > "$scratch/empty/scenario.lua"; check 3 'found an empty file' empty
copy plain; echo 'return { name = "x" }' > "$scratch/plain/scenario.lua"; check 3 'scenario.lua:1: found no scenario returned' plain
copy binary; printf 'return \000scenario {}' > "$scratch/binary/scenario.lua"; check 3 'byte 0x00 at offset 7' binary
copy latin; printf 'return "\351"' > "$scratch/latin/scenario.lua"; check 3 'byte 0xe9' latin
copy surrogate; printf 'return "\355\240\200"' > "$scratch/surrogate/scenario.lua"; check 3 'byte 0xed at offset 8' surrogate
copy overlong; printf 'return "\340\200\200"' > "$scratch/overlong/scenario.lua"; check 3 'byte 0xe0 at offset 8' overlong
copy beyond; printf 'return "\364\220\200\200"' > "$scratch/beyond/scenario.lua"; check 3 'byte 0xf4 at offset 8' beyond
expect 3 'no scenario.lua' timeout 5 "$DEMARCHE" run /
spoil zero 's/^  actors = \{/  actors = { ["AB\\0C"] = { name = "x" },/'
check 3 'not named by an id' zero
spoil zero_key 's/claim = 0.3/["claim\\0x"] = 0.3/'
check 3 'claim: found an unknown key' zero_key
copy many; { sed '$d' "$SOURCE/scenarios/border-quiet/scenario.lua"; printf '})\n'; } > "$scratch/many/scenario.lua"
sed -i 's/^return scenario {/local function many(t) for i = 1, 100000 do t["k" .. i] = 1 end return t end\nreturn scenario(many {/' "$scratch/many/scenario.lua"
expect 3 '\.\.\. and 99950 more' timeout 5 "$DEMARCHE" check "$scratch/many"
spoil long 's/recognised = \{[^}]*\}/recognised = (function() local t = {} t[math.maxinteger] = 1 for i = 62, 0, -1 do t[1 << i] = "RURITANIA" end return t end)()/'
expect 3 'recognised: found 9223372036854775807 entries; expected at most 1024' timeout 5 "$DEMARCHE" check "$scratch/long"
copy bytecode; printf '\033Lua' > "$scratch/bytecode/scenario.lua"; check 3 'scenario.lua' bytecode
copy large; head -c 10000000 /dev/zero | tr '\0' ' ' > "$scratch/large/scenario.lua"; check 3 'over 2 MiB' large
copy folder; rm "$scratch/folder/scenario.lua"; mkdir "$scratch/folder/scenario.lua"; check 3 'no scenario.lua' folder
copy pipe; rm "$scratch/pipe/scenario.lua"; mkfifo "$scratch/pipe/scenario.lua"; check 3 'no regular file' pipe
copy link; ln -s /etc/passwd "$scratch/link/other.lua"; check 3 'found a link' link
copy cut; head -c 700 "$SOURCE/scenarios/border-quiet/scenario.lua" > "$scratch/cut/scenario.lua"; check 3 'scenario.lua:[0-9]+: ' cut
copy mark; { printf '\357\273\277'; cat "$SOURCE/scenarios/border-quiet/scenario.lua"; } > "$scratch/mark/scenario.lua"; check 0 '^ok' mark
copy crlf; sed -i 's/$/\r/' "$scratch/crlf/scenario.lua"; check 0 '^ok' crlf

# Settings: words and numbers, both checked.
run() { expect "$1" "$2" "$DEMARCHE" run border-quiet --format json --set "$3"; }
run 3 'did you mean "BORDAVIA"' actors.BORDAVAI.approval=0.4
run 3 'did you mean "approval"' actors.BORDAVIA.aproval=0.4
run 3 'found 1.4; expected 0 to 1' actors.BORDAVIA.approval=1.4
run 3 'did you mean "cost"' actors.BORDAVIA.params.cots=0.3
run 3 'found 3; expected 0.1 to 0.6' actors.BORDAVIA.params.cost=3
run 3 'did you mean "mediator"' actors.BORDAVIA.policy=mediatro
run 3 'expected a path' actors.NOBODY.policy=mediator
run 3 'found the actor itself; expected another actor' relations.BORDAVIA.BORDAVIA.tension=0.5
expect 3 'injects.1.at: found an entry that is taken out' "$DEMARCHE" run csto-2018 --set injects.1=off --set injects.1.at=2018-09-05
run 3 'a number has no parts' theatres.river.claim.=0.5
run 0 '"digest"' actors.BORDAVIA.policy=random_baseline
run 0 '"digest"' theatres.river.incident_rate=0.2
run 0 '"digest"' model.hazard_max=1

# What can be switched changes the run; injects are numbered as written.
plain=$("$DEMARCHE" run csto-2018 --format json | digest_of)
for path in injects=off injects.3=off injects.1.at=2018-09-09 injects.1.size=3 precedents=off theatres.loc=off \
  organisations.CSTO.members.ARM=off organisations.CSTO.spokesman=off epoch=2018-10-01; do
  expect 0 '"digest"' "$DEMARCHE" run csto-2018 --format json --set $path
  [ "$("$DEMARCHE" run csto-2018 --format json --set $path | digest_of)" != "$plain" ] ||
    { echo "FAILED: --set $path changed nothing"; failures=$((failures + 1)); }
done

run 3 'river.claimant: found "BORDAVIA"; expected one of' actors.BORDAVIA=off

# Policies of one's own.
printf 'return policy { decide = function() return nil end }\n' > "$scratch/elsewhere.lua"
run 0 '"digest"' actors.BORDAVIA.policy="$scratch/elsewhere.lua"
run 3 'missing.lua: cannot be opened' actors.BORDAVIA.policy="$scratch/missing.lua"
printf 'return policy { decide = function() error("on purpose") end }\n' > "$scratch/elsewhere.lua"
expect 4 'elsewhere.lua:1: on purpose' "$DEMARCHE" run border-quiet --set actors.BORDAVIA.policy="$scratch/elsewhere.lua" --set model.initiative=1
printf 'return policy { params = { ["a.b"] = { default = 0 } }, decide = function() end }\n' > "$scratch/elsewhere.lua"
check 3 'params.a.b: found a name of that form; expected letters' elsewhere.lua
printf 'return policy { params = { a = { default = 0, max = 1 / 0 } }, decide = function() end }\n' > "$scratch/elsewhere.lua"
check 3 'params.a.max: found an infinite or undefined one; expected a finite number' elsewhere.lua
printf 'return policy { decide = function() return choose { silence = { abcdefghijklmnopqrstuvwx = 1 } } end }\n' > "$scratch/elsewhere.lua"
expect 4 'expected a name of at most 23 bytes' "$DEMARCHE" run border-quiet --set actors.BORDAVIA.policy="$scratch/elsewhere.lua" --set model.initiative=1
printf 'return policy { decide = function(view)\n  return view.tehatre("x") and act.wran {} or chance.unifrom() end }\n' > "$scratch/typos.lua"
expect 3 'typos.lua:2: act.wran: found no such verb; did you mean "warn"' "$DEMARCHE" check "$scratch/typos.lua"
expect 3 'typos.lua:2: view.tehatre: found no such field; did you mean "theatre"' "$DEMARCHE" check "$scratch/typos.lua"
expect 3 'typos.lua:2: chance.unifrom: found no such function; did you mean "uniform"' "$DEMARCHE" check "$scratch/typos.lua"
expect 3 'typos.lua:2: act.wran: found no such verb' "$DEMARCHE" run border-quiet --set actors.BORDAVIA.policy="$scratch/typos.lua"
policy() { printf '%s\n' "$2" > "$scratch/own/$1.lua"; }
copy own
policy quiet 'return policy { decide = function() return nil end }'
expect 0 '"digest"' "$DEMARCHE" run "$scratch/own" --format json --set actors.BORDAVIA.policy=quiet
expect 0 '^ok' "$DEMARCHE" check "$scratch/own/quiet.lua"
policy noisy 'return policy { decid = function() end }'
expect 3 'noisy.lua:1: decid: found an unknown key; .*did you mean "decide"' "$DEMARCHE" check "$scratch/own/noisy.lua"
policy wrong 'return policy { on = { statment = function() end } }'
expect 3 'wrong.lua:1: on.statment: .*did you mean "statement"' "$DEMARCHE" check "$scratch/own/wrong.lua"
policy ranged 'return policy { params = { x = { default = 3, min = 0, max = 1 } }, decide = function() end }'
expect 3 'ranged.lua:1: params.x: found default 3; expected 0 to 1' "$DEMARCHE" check "$scratch/own/ranged.lua"
policy weighed 'return policy { utility = { on = 5, options = { {}, 5, { verb = "warn", weight = 1 } } } }'
expect 3 'weighed.lua:1: utility.on: found number; expected a kind of event' "$DEMARCHE" check "$scratch/own/weighed.lua"
expect 3 'weighed.lua:1: utility.options.1: found a nil as verb' "$DEMARCHE" check "$scratch/own/weighed.lua"
expect 3 'weighed.lua:1: utility.options.2: found a number; expected' "$DEMARCHE" check "$scratch/own/weighed.lua"
expect 3 'weighed.lua:1: utility.options.3.weight: found an unknown key' "$DEMARCHE" check "$scratch/own/weighed.lua"
policy terms 'local t = {} for i = 1, 9 do t[i] = { feature = "one", weight = 1 } end return policy { utility = { on = "statement", options = { { verb = "warn", terms = t } } } }'
expect 3 'terms.lua:1: utility.options.1: found 9 terms; expected at most 8' "$DEMARCHE" check "$scratch/own/terms.lua"
policy keyed 'return policy { memory = { [print or function() end] = 1 }, decide = function() end }'
expect 3 'keyed.lua:1: memory: found a function as a key' "$DEMARCHE" check "$scratch/own/keyed.lua"
policy broken 'return policy { decide = function( end }'
expect 3 'broken.lua:1: ' "$DEMARCHE" check "$scratch/own/broken.lua"
policy loop 'while true do end'
expect 3 'loop.lua:1: more than 500 million instructions' "$DEMARCHE" check "$scratch/own/loop.lua"
policy spin 'return policy { decide = function() while true do end end }'
expect 4 'spin.lua:1: more than 500 million instructions' "$DEMARCHE" run "$scratch/own" --format json --set actors.BORDAVIA.policy=spin --set model.initiative=1
policy fails 'return policy { decide = function(view)\n  error("on purpose") end }'
printf 'return policy { decide = function(view)\n  error("on purpose") end }\n' > "$scratch/own/fails.lua"
expect 4 'fails.lua:2: on purpose' "$DEMARCHE" run "$scratch/own" --format json --set actors.BORDAVIA.policy=fails --set model.initiative=1
finish
