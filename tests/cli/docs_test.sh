# The documents show what the program does, and the files made from the table of bindings are fresh.
. "$SOURCE/tests/cli/lib.sh"
cd "$SOURCE" || exit 1
accept=${1:-}
if [ "$accept" = --accept ]; then
  "$DEMARCHE" list stubs > scripts/types/demarche.lua
  "$DEMARCHE" list bindings > docs/reference-lua.md
fi
lua5.4 tests/cli/docs.lua $accept "$DEMARCHE" README.md docs/*.md scenarios/*/README.md || failures=$((failures + 1))
for pair in stubs:scripts/types/demarche.lua bindings:docs/reference-lua.md; do
  if ! diff -q <("$DEMARCHE" list "${pair%%:*}") "${pair#*:}" > /dev/null; then
    echo "FAILED: ${pair#*:} is stale; expected what \`demarche list ${pair%%:*}\` prints (./dev golden)"
    failures=$((failures + 1))
  fi
done
finish
