# Shared by the tests of the command line: a scratch folder, and expectations that say what they saw.
set -u
: "${SOURCE:?the source tree}" "${DEMARCHE:?the program}"
scratch=$(mktemp -d) && [ -d "${scratch:?}" ] || exit 1
trap 'rm -rf "${scratch:?}"' EXIT
failures=0

# fault TEXT...: an expectation that failed.
fault() {
  printf 'FAILED: %s\n' "$*"
  failures=$((failures + 1))
}

# enter: into the scratch folder, with a folder for temporary files there; left_nothing: it is empty again.
enter() {
  cd "${scratch:?}" && mkdir tmp && export TMPDIR=$scratch/tmp || exit 1
}
left_nothing() { [ -z "$(ls -A "$scratch/tmp")" ] || fault "left in TMPDIR: $(ls -A "$scratch/tmp")"; }

# expect STATUS PATTERN COMMAND...: the exit status, and a pattern (extended) in what it prints on either stream.
expect() {
  local status=$1 pattern=$2 seen output
  shift 2
  output=$("$@" 2>&1 </dev/null)
  seen=$?
  if [ "$seen" -ne "$status" ] || ! grep -qE -- "$pattern" <<< "$output"; then
    fault "$*"
    printf '  exit %s; expected %s, and /%s/ in:\n%s\n' "$seen" "$status" "$pattern" "$(head -c 600 <<< "$output")"
  fi
}

digest_of() { grep -oE '"digest":"[0-9a-f]{32}"' | cut -d'"' -f4; }

# content FILE: the digest of all that a results file holds but times.
content() { "$DEMARCHE" verify "$1" --sample 0 | sed -n 's/^digest *//p'; }

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
    fault "$2 changed nothing"
  fi
}

finish() {
  [ "$failures" -eq 0 ] || { echo "$failures expectations failed"; exit 1; }
}
