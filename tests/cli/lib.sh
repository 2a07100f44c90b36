# Shared by the tests of the command line: a scratch folder, and expectations that say what they saw.
set -u
: "${SOURCE:?the source tree}" "${DEMARCHE:?the program}"
scratch=$(mktemp -d) && [ -d "${scratch:?}" ] || exit 1
trap 'rm -rf "${scratch:?}"' EXIT
failures=0

# expect STATUS PATTERN COMMAND...: the exit status, and a pattern (extended) in what it prints on either stream.
expect() {
  local status=$1 pattern=$2 seen output
  shift 2
  output=$("$@" 2>&1 </dev/null)
  seen=$?
  if [ "$seen" -ne "$status" ] || ! grep -qE -- "$pattern" <<< "$output"; then
    printf 'FAILED: %s\n  exit %s; expected %s, and /%s/ in:\n%s\n' "$*" "$seen" "$status" "$pattern" "$(head -c 600 <<< "$output")"
    failures=$((failures + 1))
  fi
}

digest_of() { grep -oE '"digest":"[0-9a-f]{32}"' | cut -d'"' -f4; }

# copy NAME: a copy of the quiet scenario to spoil.
copy() {
  rm -rf "${scratch:?}/${1:?}"
  cp -r "$SOURCE/scenarios/border-quiet" "$scratch/$1"
}

# spoil NAME SED-SCRIPT: a copy with its scenario.lua changed.
spoil() {
  copy "$1"
  sed -i -E "$2" "$scratch/$1/scenario.lua"
  if cmp -s "$scratch/$1/scenario.lua" "$SOURCE/scenarios/border-quiet/scenario.lua"; then
    printf 'FAILED: %s changed nothing\n' "$2"
    failures=$((failures + 1))
  fi
}

finish() {
  [ "$failures" -eq 0 ] || { echo "$failures expectations failed"; exit 1; }
}
