# The table `runs` is read in one line by pandas and by R. Each is skipped by name where it is not installed.
. "${SOURCE:?}/tests/cli/lib.sh" || exit 1
export DEMARCHE_HOME=$SOURCE
cd "$scratch" || exit 1
"$BUILD/tests/fill_results" few.db border-quiet 0 || { echo "no results file to test with"; exit 1; }
expected=$("$DEMARCHE" export few.db --what runs --where 'status = ok' --format jsonl | grep -oE '"deaths":[0-9]+' | awk -F: '{ sum += $2 } END { print sum }')
columns=$("$DEMARCHE" export few.db --what runs | head -n 1 | tr ',' '\n' | wc -l)

python=/usr/bin/python3
if "$python" -c 'import pandas' 2> /dev/null; then
  cat > read.py <<'PY'
import sqlite3, pandas as pd
runs = pd.read_sql("SELECT * FROM runs", sqlite3.connect("file:few.db?mode=ro", uri=True), index_col="run_id")
print(len(runs), len(runs.columns) + 1, "%.0f" % runs.deaths.sum(), runs.groupby("theatres.river.incident_rate").deaths.mean().gt(0).tolist()[-1])
print(runs.loc[12, "reason"], runs["deaths"].isna().sum())
PY
  expect 0 "^13 $columns $expected True$" "$python" read.py
  expect 0 '^=1\+1, "it" failed 1$' "$python" read.py
  "$DEMARCHE" export few.db --what runs -o runs.csv
  cat > same.py <<'PY'
import sqlite3, pandas as pd
table = pd.read_sql("SELECT * FROM runs", sqlite3.connect("file:few.db?mode=ro", uri=True))
csv = pd.read_csv("runs.csv", float_precision="round_trip", keep_default_na=False, na_values=[""])
csv["reason"] = csv["reason"].fillna("").str.replace("^'", "", regex=True)
assert list(table.columns) == list(csv.columns)
for name in table.columns:
    a, b = table[name], csv[name]
    assert ((a == b) | (a.isna() & b.isna())).all(), name
print("same")
PY
  expect 0 '^same$' "$python" same.py
else
  echo "SKIPPED: pandas: python3-pandas is not installed"
fi

if command -v Rscript > /dev/null && Rscript -e 'library(RSQLite)' > /dev/null 2>&1; then
  cat > read.R <<'R'
runs <- DBI::dbReadTable(DBI::dbConnect(RSQLite::SQLite(), "few.db", flags = RSQLite::SQLITE_RO), "runs", check.names = FALSE)
cat(nrow(runs), ncol(runs), sum(runs$deaths, na.rm = TRUE), sum(is.na(runs$deaths)), "\n")
long <- DBI::dbGetQuery(DBI::dbConnect(RSQLite::SQLite(), "few.db", flags = RSQLite::SQLITE_RO), "SELECT * FROM param")
cat(nrow(long), "rows of factors\n")
R
  expect 0 "^13 $columns $expected 1 $" Rscript read.R
  expect 0 '^26 rows of factors$' Rscript read.R
else
  echo "SKIPPED: R: r-cran-rsqlite is not installed"
fi
finish
