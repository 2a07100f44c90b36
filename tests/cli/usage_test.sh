# The command line: what is asked wrongly is answered with exit 2 and a hint.
. "${SOURCE:?}/tests/cli/lib.sh" || exit 1
expect 2 'Usage: demarche' "$DEMARCHE"
expect 0 'Commands:' "$DEMARCHE" --help
expect 0 '^demarche [0-9]' "$DEMARCHE" --version
expect 2 'did you mean "check"' "$DEMARCHE" chekc border-quiet
expect 2 'no scenario' "$DEMARCHE" run
expect 2 'second scenario' "$DEMARCHE" run border-quiet csto-2018
expect 2 'seed' "$DEMARCHE" run border-quiet --seed=-1
expect 2 'seed' "$DEMARCHE" run border-quiet --seed 1e3
expect 2 'seed' "$DEMARCHE" run border-quiet --seed 18446744073709551616
expect 2 'seed' "$DEMARCHE" run border-quiet --seed ''
expect 2 'days' "$DEMARCHE" run border-quiet --days 0
expect 2 'days' "$DEMARCHE" run border-quiet --days 5000
expect 2 'timeout' "$DEMARCHE" run border-quiet --timeout 0
expect 2 'format' "$DEMARCHE" run border-quiet --format xml
expect 2 'PATH=VALUE' "$DEMARCHE" run border-quiet --set nonsense
expect 2 'color' "$DEMARCHE" run border-quiet --color maybe
expect 2 'scribble.*expected a byte' "$DEMARCHE" run border-quiet --scribble 256
expect 2 'scribble.*expected a byte' "$DEMARCHE" run border-quiet --scribble x
expect 2 'unrecognized|unknown' "$DEMARCHE" run border-quiet --sede 3
expect 2 'requires an argument' "$DEMARCHE" run border-quiet --seed
expect 2 'did you mean "policies"' "$DEMARCHE" list polices
expect 2 'nothing to list' "$DEMARCHE" list
expect 0 'csto-2018' "$DEMARCHE" list scenarios
expect 0 'status_quo_defender' "$DEMARCHE" list policies
expect 0 'delegitimise_messenger' "$DEMARCHE" list actions
expect 0 '^media: .*statement' "$DEMARCHE" list words
expect 0 '^event kinds: .*perception' "$DEMARCHE" list words
expect 2 'found "wran"; expected a word of the field; did you mean "warn"' "$DEMARCHE" events border-quiet --where 'verb = wran'
expect 2 'did you mean "act"' "$DEMARCHE" events border-quiet --where 'kind = atc or mid > 2'
expect 2 'did you mean "BORDAVIA"' "$DEMARCHE" events border-quiet --where 'not actor != BORDAVAI'
expect 0 '' "$DEMARCHE" events border-quiet --where 'verb = warn and theatre = river and result = ""'
expect 2 'found "nan"; expected a number$' "$DEMARCHE" events border-quiet --where 'day > nan'
expect 2 'found "two"; expected a number, yes or no' "$DEMARCHE" events border-quiet --where 'register = two'
expect 2 'no operator; expected = !=' "$DEMARCHE" events border-quiet --where 'day ! 3'
expect 0 '' "$DEMARCHE" events border-quiet --where 'public = no or named = true or day >= 1.5'
expect 0 'Operators: = != < <= > >=' "$DEMARCHE" events --help
expect 0 'reply_lag_hours' "$DEMARCHE" list measures
expect 0 '^\| `hazard_max` \| 2 \| 0\.05 to 24 \| per day ' "$DEMARCHE" list constants
expect 0 '^\| `abandonment` \| 0\.5 \| 0 to 1 \| share ' "$DEMARCHE" list policies --format md
expect 2 'names or md' "$DEMARCHE" list policies --format csv
expect 2 'for policies only' "$DEMARCHE" list measures --format md
expect 2 'no scenario' "$DEMARCHE" describe
expect 2 'second scenario' "$DEMARCHE" describe border-quiet csto-2018
expect 3 'did you mean "csto-2018"' "$DEMARCHE" describe csto-2081
expect 0 '^actors\.ARM\.capability +0\.00059 .*checked +COW' "$DEMARCHE" describe csto-2018
expect 0 '^[0-9]+ numbers: [0-9]+ facts, [0-9]+ assumptions \(.*judgement [0-9]+' "$DEMARCHE" describe csto-2018
expect 0 '^\| the line of contact \| Armenia \| Azerbaijan \| - \|' "$DEMARCHE" describe csto-2018 --odd
for element in '1 Purpose' '2 Entities' '3 Process' '4 Design' '5 Initialisation' '6 Input' '7 Submodels'; do
  expect 0 "^## $element" "$DEMARCHE" describe border-quiet --odd
done
spoil faulty 's/name = "Ruritania"/nmae = "Ruritania"/'
expect 3 'did you mean "name"' "$DEMARCHE" describe "$scratch/faulty"
# Counts agree: rows, and what check says.
"$DEMARCHE" describe csto-2018 > "$scratch/described"
rows=$(grep -cE '^[a-z].* (checked|high|medium|low|judgement|assumption)( |$)' "$scratch/described")
expect 0 "^$rows numbers" cat "$scratch/described"
expect 0 "$(sed -nE 's/.*numbers: ([0-9]+ facts, [0-9]+ assumptions).*/\1/p' "$scratch/described")" "$DEMARCHE" check csto-2018
expect 2 'no such field' "$DEMARCHE" events border-quiet --where 'actr = X'
expect 2 'did you mean "actor"' "$DEMARCHE" events border-quiet --where 'actr = X'
expect 2 'ends where' "$DEMARCHE" events border-quiet --where 'mid >'
expect 2 'not closed' "$DEMARCHE" events border-quiet --where '(mid > 3'
expect 0 '' "$DEMARCHE" events border-quiet --where 'kind = incident or (mid >= 3 and not public)'
expect 0 '^2$' "$DEMARCHE" eval '1 + 1'
expect 0 '^0\.7310585786300049$' "$DEMARCHE" eval 'return choice.logit({1, 0}, 1)[1]'
expect 3 'eval:1' "$DEMARCHE" eval '1 +'
expect 4 'lambda.*expected a number from 0' "$DEMARCHE" eval 'choice.logit({1}, -1)'
finish
