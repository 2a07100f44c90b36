# cases: the shipped record, its fits and scores, the library's constants that come from it, and what is refused.
. "${SOURCE:?}/tests/cli/lib.sh" || exit 1
cd "${scratch:?}" || exit 1
plain=attacker_kind=state,covered,requested,major,troops_there,contiguous
scored=attacker_kind=state,covered,stake,ties,risk

# Tables for people.
expect 0 '^alliances: 40 cases, mean of honoured 0\.604; .*ridge 1; left out one case at a time$' "$DEMARCHE" cases alliances --on $plain
expect 0 '^  fit, left out +0\.1295 +0\.[0-9]+ to 0\.[0-9]+$' "$DEMARCHE" cases alliances --on $plain
expect 0 '^  base rate +0\.1617 +-0\.0321 +-0\.[0-9]+ to 0\.[0-9]+ +19\.9 ' "$DEMARCHE" cases alliances --on $plain
expect 0 '^  always +0\.3107 ' "$DEMARCHE" cases alliances --on $plain
expect 0 '^  never +0\.5182 ' "$DEMARCHE" cases alliances --on $plain
expect 0 '^  stake +\+1\.113 +0\.430$' "$DEMARCHE" cases "$SOURCE/cases/alliances.csv" --on $scored
expect 0 '^  fit, left out +0\.0380 ' "$DEMARCHE" cases alliances --on $scored
expect 0 'left out one crisis at a time$' "$DEMARCHE" cases alliances --on $scored --by crisis
expect 0 '^  fit, left out +0\.0398 ' "$DEMARCHE" cases alliances --on $scored --by crisis
expect 0 '^  KWT1961 +0\.[0-9]{3} +0\.[0-9]{3} +1\.00$' "$DEMARCHE" cases alliances --on $scored --predictions
expect 0 '^lag_days, 26 cases with honoured from 0\.5: lognormal with median 131\.9 hours .*spread of the logarithm 1\.53;' "$DEMARCHE" cases alliances --on covered --lags lag_days
if "$DEMARCHE" cases alliances --on $scored | grep -q KWT1961; then echo 'FAILED: cases listed unasked'; failures=$((failures + 1)); fi

# Forms for programs, and what the library and the model have from them.
"$DEMARCHE" cases alliances --on $plain --format json > plain.json
"$DEMARCHE" cases alliances --on $scored --lags lag_days --format json > scored.json
"$DEMARCHE" eval 'local out = {} for name, value in pairs(alliance.help_fit) do out[#out + 1] = name .. "=" .. value end
  for name, value in pairs(alliance.help_thresholds) do out[#out + 1] = "above_" .. name .. "=" .. value end return table.concat(out, " ")' > library
"$DEMARCHE" list constants > constants
python3 - "$SOURCE/cases/alliances.csv" << 'PY' || failures=$((failures + 1))
import csv, json, math, re, sys
plain, scored = json.load(open("plain.json")), json.load(open("scored.json"))
rows = list(csv.DictReader(open(sys.argv[1])))
assert len(rows) == plain["cases"] == len(plain["predictions"]) == 40 and abs(plain["base_rate"] - 0.60375) < 1e-12
assert [c["term"] for c in plain["coefficients"]][:2] == ["constant", "attacker_kind=state"]
rules = {r["rule"]: r for r in plain["brier"]["rules"]}
assert abs(plain["brier"]["left_out"] - 0.1295208366591853) < 1e-9 and abs(plain["brier"]["in_sample"] - 0.09364532428089958) < 1e-9
for rule, brier in (("base rate", 0.161655161078238), ("always", 0.3106875), ("never", 0.5181875)):
    assert abs(rules[rule]["brier"] - brier) < 1e-9 and plain["brier"]["left_out"] < brier, rule
assert abs(scored["brier"]["left_out"] - 0.038035724443057875) < 1e-9
# Scores follow from predictions.
for file in plain, scored:
    cases = file["predictions"]
    assert abs(sum((c["left_out"] - c["outcome"]) ** 2 for c in cases) / 40 - file["brier"]["left_out"]) < 1e-12
    assert sum(t["cases"] for t in file["calibration"]) == 40
    assert [c["case"] for c in cases] == [r["id"] for r in rows]
# The library carries the fit, to the digits that it gives.
found = dict((k, float(v)) for k, v in (pair.split("=") for pair in re.findall(r"\w+=[-\d.]+", open("library").read())))
fitted = {c["term"].replace("attacker_kind=", ""): c["value"] for c in scored["coefficients"]}
for name, value in fitted.items():
    assert abs(found[name] - value) <= 0.0005 + 1e-9, f"alliance.help_fit.{name}: found {found[name]}; expected {value:.3f}"
# Its thresholds give the forms of help in the proportions of the cases in which it came.
forms = {"arms": 0, "mission": 0, "troops": 0}
for row in rows:
    if float(row["honoured"]) >= 0.5:
        forms[{"war": "troops"}.get(row["response"], row["response"])] += 1
assert sum(forms.values()) == scored["lags"]["cases"] == 26
reached = [sum(1 / (1 + math.exp(found["above_" + form] - math.log(c["fitted"] / (1 - c["fitted"])))) for c in scored["predictions"])
           for form in ("arms", "mission", "troops")] + [0]
for i, form in enumerate(forms):
    share = (reached[i] - reached[i + 1]) / reached[0]
    assert abs(share - forms[form] / 26) < 0.002, f"alliance.help_thresholds: {form}: found {share:.4f}; expected {forms[form] / 26:.4f}"
# So do the constants of the model carry the lags.
constants = dict(re.findall(r"^\| `(assistance_\w+)` \| ([\d.]+) ", open("constants").read(), re.M))
assert int(constants["assistance_hours"]) == round(scored["lags"]["median_hours"]), constants
assert float(constants["assistance_spread"]) == round(scored["lags"]["spread"], 2), constants
PY

# A record of one's own: another outcome, spaces, quotes, a bare name for a file that is there.
printf 'case, threat ,complied\n"a,b",1,0\nc,2,1\n\nd,3,0.5\ne,4,1\n' > alliances
expect 0 '^alliances: 4 cases, mean of complied 0\.625; .*ridge 0\.500;' "$DEMARCHE" cases alliances --outcome complied --on threat --ridge 0.5
expect 0 '^  line 3 +0\.[0-9]' "$DEMARCHE" cases alliances --outcome complied --on threat --predictions
"$DEMARCHE" cases alliances --outcome complied --on threat > once
"$DEMARCHE" cases alliances --outcome complied --on threat | cmp - once || failures=$((failures + 1))

# What is refused.
expect 2 'found no record of cases' "$DEMARCHE" cases
expect 2 'found a second record' "$DEMARCHE" cases a b --on x
expect 2 'found no --on' "$DEMARCHE" cases alliances
expect 2 '--ridge: found "-1"; expected a number from 0' "$DEMARCHE" cases alliances --on threat --ridge=-1
expect 2 'expected text or json' "$DEMARCHE" cases alliances --on threat --format csv
expect 2 'found "treat"; expected a column of alliances; did you mean "threat"' "$DEMARCHE" cases alliances --outcome complied --on treat
expect 2 '--outcome: found "honoured"; expected a column' "$DEMARCHE" cases alliances --on threat
expect 2 '--by: found "cas"; .*did you mean "case"' "$DEMARCHE" cases alliances --outcome complied --on threat --by cas
expect 2 '--lags: found "lags"' "$DEMARCHE" cases alliances --outcome complied --on threat --lags lags
expect 2 'found the outcome' "$DEMARCHE" cases alliances --outcome complied --on complied
expect 2 'found "threat" twice' "$DEMARCHE" cases alliances --outcome complied --on threat,threat
expect 2 'no term at the end' "$DEMARCHE" cases alliances --outcome complied --on threat,
expect 2 'found "f"; expected a value of the column' "$DEMARCHE" cases alliances --outcome complied --on case=f
expect 3 '^demarche: alliances:2: case: found "a,b"; expected a number' "$DEMARCHE" cases alliances --outcome complied --on case
expect 3 '^demarche: alliances:3: threat: found "2"; expected a number from 0 to 1$' "$DEMARCHE" cases alliances --outcome threat --on case=c
expect 3 'alliances: .*expected a greater ridge' "$DEMARCHE" cases alliances --outcome complied --on threat,case=c,case=d,case=e --ridge 0
expect 3 'name of a shipped one: alliances$' "$DEMARCHE" cases nothing.csv --on x
expect 3 'cannot be read; expected a CSV file' "$DEMARCHE" cases . --on x
printf 'a,honoured\n1,1\n2,0\n' > two.csv
expect 3 'two.csv: rows: found 2; expected at least 3' "$DEMARCHE" cases two.csv --on a
printf 'a,honoured\n1,0\n1,0.5\n1,1\n' > same.csv
expect 3 'same.csv: a: found the same in all rows' "$DEMARCHE" cases same.csv --on a
printf 'a,honoured\n1,0\n2,0\n3,1\n' > lone.csv
expect 3 'lone.csv: outcome: found 0 in all rows but those left out' "$DEMARCHE" cases lone.csv --on a
printf 'a,honoured,lag\n1,0.1,1\n2,0.2,2\n3,0.3,1\n' > low.csv
expect 3 'low.csv: lag: found no case with outcome from 0\.5' "$DEMARCHE" cases low.csv --on a --lags lag
printf 'a,id,honoured\n1,\xff\x1b[31m,0\n2,b,0.5\n3,c,1\n' > odd.csv
expect 0 'xff.x1b' "$DEMARCHE" cases odd.csv --on a --predictions
"$DEMARCHE" cases odd.csv --on a --format json | python3 -c 'import json, sys; json.load(sys.stdin)' || failures=$((failures + 1))
if "$DEMARCHE" cases odd.csv --on a --predictions > /dev/full 2> said; then echo 'FAILED: /dev/full took the output'; failures=$((failures + 1)); fi
finish
