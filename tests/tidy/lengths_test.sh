# Files stay under 600 lines and functions under 70 (a function: from its line at the margin to the brace at the margin).
set -eu
cd "$SOURCE"
files=$(find engine tests -name '*.[ch]')
awk '
  FNR == 1 { if (NR > 1 && last > 600) { print file ": " last " lines; expected at most 600"; bad = 1 } file = FILENAME; opened = 0 }
  { last = FNR }
  /^[a-zA-Z].*\(/ && !/;[ \t]*$/ && !/^#/ { start = FNR }
  /^\{/ || /^[a-zA-Z].*\) \{$/ || /^    .*\) \{$/ { if (start && !opened) opened = start }
  /^\}/ { if (opened && FNR - opened + 1 > 70) { print FILENAME ":" opened ": function of " FNR - opened + 1 " lines; expected at most 70"; bad = 1 } opened = 0; start = 0 }
  END { if (last > 600) { print file ": " last " lines"; bad = 1 } exit bad }
' $files
