# The include rule holds, and the checker notices when it does not.
set -eu
lua5.4 "$SOURCE/tests/tidy/layers.lua" "$SOURCE/engine"
scratch=$(mktemp -d)
trap 'rm -rf "${scratch:?}"' EXIT
mkdir -p "$scratch/engine/base" "$scratch/engine/sim"
for line in '#include "sim/run.h"' '#include <lua.h>' '#include <uv.h>' '#include "plain.h"'; do
  printf '%s\n' "$line" > "$scratch/engine/base/bad.c"
  if lua5.4 "$SOURCE/tests/tidy/layers.lua" "$scratch/engine" >/dev/null; then
    echo "not noticed: $line"; exit 1
  fi
done
printf '#include "base/b.h"\n' > "$scratch/engine/base/a.h"
printf '#include "base/a.h"\n' > "$scratch/engine/base/b.h"
rm "$scratch/engine/base/bad.c"
if lua5.4 "$SOURCE/tests/tidy/layers.lua" "$scratch/engine" >/dev/null; then echo "cycle not noticed"; exit 1; fi
