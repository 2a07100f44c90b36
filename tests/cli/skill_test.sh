# What is claimed of csto-2018 and four-day-war-2016: better than each null model, on the whole and on every positive target; a placebo
# that raises no more alarms than its base rates.
. "${SOURCE:?}/tests/cli/lib.sh" || exit 1
cd "${scratch:?}" || exit 1
"$DEMARCHE" validate csto-2018 four-day-war-2016 --reps 200 --quiet --format json > skill.json || { echo "FAILED: status $?"; exit 1; }
python3 - skill.json << 'PY' || failures=$((failures + 1))
import json, sys
scenarios = {s["scenario"]: s for s in json.load(open(sys.argv[1]))["scenarios"]}
nulls = ("silent", "random", "base")
bad = []
assert set(scenarios) == {"csto-2018", "four-day-war-2016"}
for name, scenario in scenarios.items():
    assert scenario["results"] == scenario["runs"], name
    for null in nulls:
        low = scenario["groups"]["all"]["skill"][null]["interval"][0]
        if not low > 0:
            bad.append(f"{name}: skill against {null}: its interval begins at {low:.3f}; expected above 0")
    positive = [t for t in scenario["targets"] if t["kind"] != "non_event"]
    assert len(positive) == scenario["positive"] >= 7, name
    for target in positive:
        for null in nulls:
            skill = target["skill"][null]
            better = skill["value"] < 0 if skill["form"] == "difference" else skill["value"] > 0
            if not better:
                bad.append(f"{name}, {target['id']}: skill against {null} {skill['value']:.3f}; expected above 0")
alarms = scenarios["csto-2018"]["placebo"]["alarms"]
assert len(alarms) == 2
bad += [f"placebo, {a['id']}: {a['share']:.3f}; expected at or below {a['base']}" for a in alarms if a["verdict"] == "above"]
for line in bad:
    print("FAILED: " + line)
sys.exit(len(bad) > 0)
PY
finish
