# The Sobol sequence is scipy's, bit for bit, in 1,000 dimensions and as a design.
. "$(dirname "$0")/lib.sh" || exit 1
if ! /usr/bin/python3 -c 'import scipy.stats.qmc' 2>/dev/null; then
  echo "SKIPPED sobol_test: no scipy for /usr/bin/python3"
  exit 77
fi
cat > "$scratch/compare.py" << 'END'
import sys
import numpy
from scipy.stats import qmc
mode, dimensions, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
ours = numpy.fromfile(sys.argv[4]).reshape(count, dimensions)
theirs = qmc.Sobol(dimensions, scramble=False).random(count)
if mode == "design":
    i = numpy.arange(dimensions, dtype=float)
    low, high = -i, i / 3 + 1
    theirs = low + theirs * (high - low)
if numpy.array_equal(ours, theirs):
    print("equal")
else:
    point, dimension = numpy.argwhere(ours != theirs)[0]
    print("point", point, "dimension", dimension, "found", ours[point, dimension], "expected", theirs[point, dimension])
END
# 8,200 points use every number of the table, 300,000 those that follow from them.
for kind in "stream 1000 512" "stream 1111 8200" "stream 5 300000" "design 300 257"; do
  read -r mode dimensions count <<< "$kind"
  "$BUILD/tests/sobol_points" "$mode" "$dimensions" "$count" > "$scratch/points"
  expect 0 "^equal$" /usr/bin/python3 -W ignore "$scratch/compare.py" "$mode" "$dimensions" "$count" "$scratch/points"
done
finish
