# No actor, place or organisation of a scenario is named in engine/ or scripts/: the model does not know its cases.
set -eu
cd "$SOURCE"
# Keys at the depth of ids and display names of the shipped scenarios.
words=$(cat scenarios/*/*.lua |
  grep -oE '^ *([A-Z][A-Z0-9_]{2,})  *= *\{|name *= *"[^"]+"|id *= *"[^"]+"|adjective *= *"[^"]+"' |
  sed -E 's/^ *([A-Z][A-Z0-9_]{2,}) *= *\{/\1/; s/.*"([^"]+)"/\1/' | LC_ALL=C sort -u)
[ "$(printf '%s\n' "$words" | wc -l)" -ge 12 ] || { echo "found too few names: the pattern is broken"; exit 1; }
status=0
while IFS= read -r word; do
  if hits=$(grep -rnwF -- "$word" engine scripts); then
    printf 'a scenario calls something "%s":\n%s\n' "$word" "$hits"; status=1
  fi
done <<< "$words"
exit $status
