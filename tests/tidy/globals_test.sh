# No writable variable in any layer: two runs in one process can never meet.
set -eu
found=$(nm "$BUILD"/libdemarche_*.a 2>/dev/null | awk '$2 ~ /^[bBdDC]$/ { print $3 }' |
  grep -v -e '^__asan' -e '^__odr_asan' -e '^\.L' || true)
# Constant tables of pointers need relocation in position-independent code and stand in .data.rel.ro.
writable=$(for archive in "$BUILD"/libdemarche_*.a; do objdump -t "$archive" 2>/dev/null |
  awk '$0 ~ / (\.data|\.bss)[ \t]/ && $2 != "d" && $NF !~ /^\./ { print $NF }'; done)
[ -z "$writable" ] || { echo "writable variables: $writable"; exit 1; }
[ -n "$BUILD" ] && ls "$BUILD"/libdemarche_sim.a >/dev/null
# No two layers define the same name: the linker would take either.
twice=$(nm -g --defined-only "$BUILD"/libdemarche_*.a 2>/dev/null | awk '$2 ~ /^[TDRBV]$/ { print $3 }' | sort | uniq -d)
[ -z "$twice" ] || { echo "defined twice: $twice"; exit 1; }
