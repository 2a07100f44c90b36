# The timeline of the quiet border, seed 3, word for word: a change of the model shows here as text that a person can read. After a
# deliberate change: ./dev golden
. "${SOURCE:?}/tests/cli/lib.sh" || exit 1
golden=$SOURCE/tests/cli/golden/border-quiet.txt
COLUMNS=100 "$DEMARCHE" run border-quiet --seed 3 --days 60 --set model.initiative=0.3 > "$scratch/seen.txt" || exit 1
if [ "${1:-}" = --accept ]; then
  mkdir -p "$(dirname "$golden")"
  cp "$scratch/seen.txt" "$golden"
  exit 0
fi
diff -u "$golden" "$scratch/seen.txt"
