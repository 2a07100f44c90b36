# Output: full disks, closed pipes, closed files, colours, formats that parse.
. "${SOURCE:?}/tests/cli/lib.sh" || exit 1
full() { "$DEMARCHE" run border-quiet > /dev/full; }
expect 6 'No space left' full
closed() { { "$DEMARCHE" run csto-2018; echo "status $?" >&3; } 3>&2 | head -n 1; }
expect 0 'status 6|status 0' closed
no_files() { "$DEMARCHE" run border-quiet --format json 0<&- 1>"$scratch/out" 2>&-; }
expect 0 '' no_files
grep -q '"digest"' "$scratch/out" || { echo "no output with files closed"; exit 1; }
none() { "$DEMARCHE" run border-quiet --format json 0<&- 1>&- 2>&-; }
expect 6 '' none
no_output() { "$DEMARCHE" "$@" >&-; }
for words in --version --help 'run --help' 'run --usage' 'list scenarios' 'list actions' 'check border-quiet' 'eval 1' 'events border-quiet' 'run csto-2018'; do
  # shellcheck disable=SC2086 # several words
  expect 6 'cannot be written' no_output $words
done
full_of() { "$DEMARCHE" "$@" > /dev/full; }
for words in --version --help help 'run --help' 'run --usage' 'check --help'; do
  # shellcheck disable=SC2086 # several words
  expect 6 'cannot be written' full_of $words
done

"$DEMARCHE" run csto-2018 --seed 3 --format json > "$scratch/one.json"
lines=$(wc -l < "$scratch/one.json")
[ "$lines" -eq 1 ] || { echo "json: $lines lines; expected one"; exit 1; }
for key in scenario seed digest days events outcomes; do
  grep -q "\"$key\":" "$scratch/one.json" || { echo "json: no $key"; exit 1; }
done
"$DEMARCHE" run csto-2018 --seed 3 --format jsonl > "$scratch/events.jsonl"
bad=$(grep -vcE '^\{"event_id":[0-9]+,.*\}$' "$scratch/events.jsonl")
[ "$bad" -eq 0 ] || { echo "jsonl: $bad bad lines"; exit 1; }
for key in cameo goldstein mid_hostility register explicit_target implied_target cause_id because options; do
  grep -q "\"$key\":" "$scratch/events.jsonl" || { echo "jsonl: no $key"; exit 1; }
done

"$DEMARCHE" run border-quiet --color never | grep -q $'\033' && { echo "colour in spite of never"; exit 1; }
"$DEMARCHE" run border-quiet --color always | grep -q $'\033' || { echo "no colour in spite of always"; exit 1; }
NO_COLOR=1 "$DEMARCHE" run border-quiet | grep -q $'\033' && { echo "colour in spite of NO_COLOR"; exit 1; }
"$DEMARCHE" run border-quiet --quiet | grep -q 'Outcomes' || { echo "quiet: no outcomes"; exit 1; }

# Text of scripts cannot steer a terminal.
cp -r "$SOURCE/scenarios/border-quiet" "$scratch/own"
cat > "$scratch/own/escape.lua" <<'LUA'
return policy { decide = function(view) return act.reassure_public { because = "\27[2Jgone\u{202E}" } end }
LUA
"$DEMARCHE" run "$scratch/own" --set actors.BORDAVIA.policy=escape --set model.initiative=1 > "$scratch/text"
grep -q 'x1b\[2Jgone' "$scratch/text" || { echo "the reason was not shown"; exit 1; }
grep -q $'\033' "$scratch/text" && { echo "an escape reached the terminal"; exit 1; }

# Tables on narrow terminals wrap at words: nothing but a digest is wider than the terminal.
for columns in 40 80; do
  for command in 'list actions' 'list words' 'run csto-2018 --quiet --color never'; do
    wide=$(script -qec "stty cols $columns; $DEMARCHE $command" /dev/null | tr -d '\r' | grep -v digest | awk -v most="$columns" 'length($0) > most')
    [ -z "$wide" ] || { printf 'FAILED: %s at %s columns:\n%s\n' "$command" "$columns" "$(head -n 3 <<< "$wide")"; failures=$((failures + 1)); }
  done
done
finish
