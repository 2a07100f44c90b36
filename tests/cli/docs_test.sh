# The documents show what the program does, and the files that it makes from its own tables and from the policies are fresh.
. "${SOURCE:?}/tests/cli/lib.sh" || exit 1
cd "$SOURCE" || exit 1
accept=${1:-}
# FILE and what `demarche list` makes it from.
made=(
  'scripts/types/demarche.lua stubs'
  'docs/reference-lua.md bindings'
  'docs/parameters.md constants'
  'docs/measures.md measures'
  'docs/series.md series'
  'docs/archetypes.md policies --format md'
)
if [ "$accept" = --accept ]; then
  for row in "${made[@]}"; do "$DEMARCHE" list ${row#* } > "${row%% *}"; done
fi
lua5.4 tests/cli/docs.lua $accept "$DEMARCHE" README.md docs/*.md scenarios/*/README.md cases/README.md || failures=$((failures + 1))
for row in "${made[@]}"; do
  if ! diff -q <("$DEMARCHE" list ${row#* }) "${row%% *}" > /dev/null; then
    echo "FAILED: ${row%% *} is stale; expected what \`demarche list ${row#* }\` prints (./dev golden)"
    failures=$((failures + 1))
  fi
done
# A change of a policy or of a number shows: each page has a row for every name.
for name in $("$DEMARCHE" list policies); do
  grep -q "^## $name\$" docs/archetypes.md || { echo "FAILED: docs/archetypes.md: no $name"; failures=$((failures + 1)); }
done
finish
