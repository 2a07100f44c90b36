# stats, find and sensitivity on results files whose statistics are known (tests/cli/synthetic.c).
. "${SOURCE:?}/tests/cli/lib.sh" || exit 1
cd "${scratch:?}" || exit 1
for design in grid saltelli morris failed uneven; do
  "$SYNTHETIC" $design $design.db || { echo "no $design.db"; exit 1; }
done

# Tables for people.
expect 0 '^synthetic, 90 days, design grid: 2,430 of 2,430 runs$' "$DEMARCHE" stats grid.db
expect 0 '^  war +2430 +26\.7 % +22\.1 to 31\.8' "$DEMARCHE" stats grid.db
expect 0 '^  peak_day +1107 of 2430 +45\.6 % .*not reached +from 52' "$DEMARCHE" stats grid.db
expect 0 '^Without effect, every run identical .*: helper \(810 sets\)$' "$DEMARCHE" stats grid.db
expect 0 '^The same in every run: accidents 0, ceasefire yes$' "$DEMARCHE" stats grid.db
expect 0 'share 30 seeds: intervals count seeds' "$DEMARCHE" stats grid.db
expect 0 'share 2 seeds, too few to count' "$DEMARCHE" stats saltelli.db
"$DEMARCHE" sweep csto-2018 --design prior --samples 12 --days 20 --quiet --out prior.db > said || { echo "FAILED: a prior: $(cat said)"; failures=$((failures + 1)); }
expect 0 'and [0-9]+ more *(\(--format json names all\))?$' "$DEMARCHE" stats prior.db
expect 0 'share 20 seeds: intervals count seeds' "$DEMARCHE" stats grid.db --given 'replicate < 20'
expect 0 '^No measure.s mean moves beyond chance with: x3 \(512 sets' "$DEMARCHE" stats saltelli.db
expect 0 '62 of them without result \(62 failed\)' "$DEMARCHE" stats failed.db
expect 0 '^    3 +810 +80\.0 % .*\+80\.0 +64\.8 to 95\.2' "$DEMARCHE" stats grid.db --by x1 --measure war
expect 0 '^by helper; differences are from patron, within seeds$' "$DEMARCHE" stats grid.db --by helper
expect 0 '; given war and helper = hedger: 216$' "$DEMARCHE" stats grid.db --given 'war and helper = hedger'
expect 0 '^no runs$' "$DEMARCHE" stats grid.db --given 'war and x1 < -2'

# Groups by an outcome do not have the same seeds, nor do those of a factor most of whose runs failed at one level: then the
# difference is that of the means that are shown.
expect 0 '^by war; differences are from no, of the means$' "$DEMARCHE" stats grid.db --by war
expect 0 '^by helper; differences are from patron, of the means$' "$DEMARCHE" stats uneven.db --by helper
expect 0 '^Differences of the means, as not the same seeds have a value in each group: reply$' "$DEMARCHE" stats grid.db --by x1
# Runs that failed are counted where they are missing, and what they hide is not called inert.
expect 0 '^729 of 810 runs failed at bystander$' "$DEMARCHE" stats uneven.db --by helper
expect 0 '^243 of 810 runs failed at -3$' "$DEMARCHE" stats uneven.db --by x1
expect 0 '^729 of 2,430 runs failed; they are in no group$' "$DEMARCHE" stats uneven.db --by war
expect 0 '^729 of 810 runs failed$' "$DEMARCHE" stats uneven.db --given 'helper = bystander'
expect 0 '^Runs without result are spread unevenly over: helper$' "$DEMARCHE" stats uneven.db
if "$DEMARCHE" stats uneven.db | grep -qE '(Without effect|beyond chance).*helper'; then echo 'FAILED: a factor that makes runs fail is called inert'; failures=$((failures + 1)); fi
expect 0 'of 2,430 runs \(729 not ok\):$' "$DEMARCHE" find uneven.db
# Under a rule of precision fewer runs than the most there can be are no lack.
expect 0 '^synthetic, 90 days, design grid: 2,430 runs, of at most 4,860, 729 of them without' "$DEMARCHE" stats uneven.db
expect 0 '^runs +2,430, of at most 4,860 planned: 1,701 ok, 729 failed$' "$DEMARCHE" verify uneven.db --sample 0
# Parts are shown when asked for, by --all, by name or by prefix, and not else.
if "$DEMARCHE" stats grid.db | grep -q 'deaths\.river'; then echo 'FAILED: parts shown unasked'; failures=$((failures + 1)); fi
for asked in --all '--measure=deaths' '--measure=deaths.' '--measure=deaths.river'; do
  expect 0 '^  deaths\.river +2430 +49\.3' "$DEMARCHE" stats grid.db "$asked"
done
expect 0 '^  ceasefire +2430 +100\.0 %' "$DEMARCHE" stats grid.db --all
# What an expression says of runs is a share; where it cannot be said, the run does not count.
expect 0 '^  war and x1 < 0 +2430 +' "$DEMARCHE" stats grid.db -m 'war and x1 < 0'
expect 0 '^  deaths > 1e9 +2430 +0\.0 %' "$DEMARCHE" stats grid.db -m 'deaths > 1e9'
expect 0 '^  not war +2430 +73\.3 %' "$DEMARCHE" stats grid.db -m 'not war'
expect 0 '^  peak_day >= 0 +1107 of 2430 +100\.0 %' "$DEMARCHE" stats grid.db -m 'peak_day >= 0'
expect 0 '^    3 +810 +20\.0 % .*-80\.0 +-95\.2 to -64\.8' "$DEMARCHE" stats grid.db --by x1 --measure 'not war'
expect 2 'measure: no such field; did you mean "deaths"' "$DEMARCHE" stats grid.db -m 'death > 3'
expect 2 'measure: found "many"; expected a number' "$DEMARCHE" stats grid.db -m 'deaths > many'

# Quantiles need room.
expect 0 '5-95 %' "$DEMARCHE" stats grid.db -m linear --by x1
if "$DEMARCHE" stats grid.db -m linear --by x1 --width 100 | grep -qE '5-95|.{101}'; then echo 'FAILED: --width 100 is not kept'; failures=$((failures + 1)); fi
expect 2 'width: found "12"; expected a whole number from 40 to 1000' "$DEMARCHE" stats grid.db --width 12

# Tables for machines: numbers with 17 digits, no number where there is none.
expect 0 '^war,,share,,2430,2430,30,0,0\.26666666666666' "$DEMARCHE" stats grid.db --format csv
"$DEMARCHE" stats grid.db --format json > stats.json
"$DEMARCHE" stats grid.db --by x1 --format json > by.json
"$DEMARCHE" find grid.db 'reply = none and run_id < 300' --format json --limit 1 > find.json
"$DEMARCHE" sensitivity saltelli.db --format json > sobol.json
python3 - <<'PY' || failures=$((failures + 1))
import json
stats = json.load(open("stats.json"))
rows = {m["measure"]: m for m in stats["measures"]}
assert rows["war"]["groups"][0]["value"] == 648 / 2430
assert rows["peak_day"]["kind"] == "time" and rows["peak_day"]["groups"][0]["median"] is None
assert [f["factor"] for f in stats["factors"] if f["identical"]] == ["helper"]
assert {s["measure"] for s in stats["saturated"]} == {"accidents", "ceasefire"}
by = {m["measure"]: m for m in json.load(open("by.json"))["measures"]}
assert by["linear"]["groups"][2]["difference"] == 6 and by["linear"]["groups"][2]["pairs"] == 30
found = json.load(open("find.json"))
assert found["count"] == 57 and len(found["runs"]) == 1 and found["runs"][0]["values"]["helper"] == "patron"
sobol = {m["measure"]: m for m in json.load(open("sobol.json"))["measures"]}
truth = {"x1": (0.3139, 0.5576), "x2": (0.4424, 0.4424), "x3": (0, 0.2437), "helper": (0, 0)}
for factor in sobol["ishigami"]["factors"]:
    for index, value in zip(("S1", "ST"), truth[factor["factor"]]):
        low, high = factor[index]["interval"]
        assert low <= value <= high, (factor, index)
PY

# Runs.
expect 0 '^war +648 +711 +63 +8 +1008 ' "$DEMARCHE" find grid.db
expect 0 "^all of \"quiet\": demarche find grid\.db 'not war and not deaths'$" "$DEMARCHE" find grid.db
expect 0 '^To look further: demarche replay grid\.db --run 711$' "$DEMARCHE" find grid.db
expect 0 '^1,323 of 2,430 runs; the first 20 are listed' "$DEMARCHE" find grid.db 'not war and not deaths'
expect 0 '^62 of 3,072 runs \(62 not ok\)$' "$DEMARCHE" find failed.db 'status = failed' --limit 0
expect 0 '^82,1,1,1001,ok,,-3,-3,-3,hedger' "$DEMARCHE" find grid.db 'not reply and helper != patron' --format csv
expect 0 '^0 of 2,430 runs$' "$DEMARCHE" find grid.db 'x1 > 99'

# Rows of a table of points are told apart by their number.
printf 'theatres.river.incident_rate,model.initiative\n0.1,0.2\n0.3,0.3\n' > points.csv
"$DEMARCHE" sweep border-quiet --design points.csv --reps 6 --days 5 --quiet --out points.db > said || { echo "FAILED: a table of points: $(cat said)"; failures=$((failures + 1)); }
expect 0 '^by point; differences are from 0, within seeds$' "$DEMARCHE" stats points.db --by point
expect 0 '^    1 +6 ' "$DEMARCHE" stats points.db --by point --all

# Commands that are shown can be typed; numbers agree with their nouns.
cp saltelli.db 'a b.db'
expect 0 "replay 'a b\.db' --run" "$DEMARCHE" find 'a b.db'
expect 0 "find 'a b\.db' 'not war" "$DEMARCHE" find 'a b.db'
expect 0 "demarche sensitivity 'a b\.db'$" "$DEMARCHE" stats 'a b.db'
expect 0 '; the first is listed \(--limit\)$' "$DEMARCHE" find grid.db war --limit 1
if "$DEMARCHE" stats grid.db | grep -q ' $'; then echo 'FAILED: a line ends in a blank'; failures=$((failures + 1)); fi
if COLUMNS=70 "$DEMARCHE" stats saltelli.db --by x1 | grep -q ' $'; then echo 'FAILED: a line ends in a blank'; failures=$((failures + 1)); fi

# Sensitivity.
expect 0 '^  x1 +0\.346 +0\.221 to 0\.478 +0\.583' "$DEMARCHE" sensitivity saltelli.db --measure ishigami
expect 0 '^  x2 +12\.57 +12\.57 to 12\.57 +12\.57 .* 0 +0 to 0$' "$DEMARCHE" sensitivity morris.db --measure linear
expect 0 '^linear,x2,mu_star,12\.56637061435917[0-9],' "$DEMARCHE" sensitivity morris.db --format csv
expect 0 '^31 of 1536 points have failed or missing runs' "$DEMARCHE" sensitivity failed.db
expect 0 '^ishigami: 225 of 256 base samples, mean' "$DEMARCHE" sensitivity failed.db
expect 0 'those at all of whose points it applies' "$DEMARCHE" sensitivity failed.db --measure peak_day
expect 2 'found design "grid"; expected saltelli .* or morris' "$DEMARCHE" sensitivity grid.db
expect 2 'expected a whole number from 100' "$DEMARCHE" sensitivity saltelli.db --resamples 5

# What is wrong is said.
expect 2 'found "deth"; expected a measure of the file; did you mean "deaths"' "$DEMARCHE" stats grid.db --measure deth
expect 2 'found "x"; expected a factor or a measure' "$DEMARCHE" stats grid.db --by x
expect 2 'by: found it twice; expected it once' "$DEMARCHE" stats grid.db --by x1 --by helper
expect 2 'point: found 81 points; expected at most 62' "$DEMARCHE" stats grid.db --by point
expect 2 'given: no such field; did you mean "war"' "$DEMARCHE" stats grid.db --given wra
expect 2 'EXPR: found "hedge"; expected a word of the field; did you mean "hedger"' "$DEMARCHE" find grid.db 'helper = hedge'
expect 2 'no results file' "$DEMARCHE" stats
expect 2 'expected table, csv or json' "$DEMARCHE" stats grid.db --format xml
expect 2 'third argument' "$DEMARCHE" find grid.db war and
expect 5 'does not exist' "$DEMARCHE" stats none.db
echo nonsense > text.db
for command in stats find sensitivity; do
  expect 5 'is no results file' "$DEMARCHE" $command text.db
done

# Measures that are no finite number: refused where they are made, and no harm in a file that has them.
for value in math.huge -math.huge '2 * 1e308'; do
  spoil "infinite" "s/^  relations = \{/  measures = { first_death = function(run) return $value end },\n&/"
  expect 4 'measures\.first_death: found -?inf; expected a finite number, or nil where it does not apply' "$DEMARCHE" run infinite --days 2
done
spoil none 's/^  relations = \{/  measures = { first_death = function(run) return 0 \/ 0 end },\n&/'
expect 0 '"first_death": ?null' "$DEMARCHE" run none --days 2 --format json
# alter FROM TO SQL: a copy of a results file, changed.
alter() { python3 -c 'import shutil, sqlite3, sys
shutil.copy(sys.argv[1], sys.argv[2])
db = sqlite3.connect(sys.argv[2])
db.executescript(sys.argv[3])
db.commit()' "$@" || { echo "FAILED: $3"; failures=$((failures + 1)); }; }
for value in 9e999 -9e999 1e308 -1e308 1e200; do
  for design in grid saltelli morris; do
    alter $design.db odd.db "UPDATE runs SET deaths = $value WHERE run_id % 7 = 1; UPDATE runs SET peak_day = $value WHERE run_id % 5 = 1;
      UPDATE runs SET accidents = $value, linear = $value WHERE run_id % 3 = 1"
    expect 0 '^  deaths +[0-9]+ ' "$DEMARCHE" stats odd.db
    expect 0 '^ *x1|^by x1' "$DEMARCHE" stats odd.db --by x1
    expect 0 'accidents' "$DEMARCHE" stats odd.db --by accidents
    expect 0 'measures' "$DEMARCHE" stats odd.db --format json
    expect 0 'runs' "$DEMARCHE" find odd.db 'deaths > 5'
    [ $design = grid ] || expect 0 '^deaths: ' "$DEMARCHE" sensitivity odd.db
    [ $design != saltelli ] || expect 0 '^  values too large to tell$' "$DEMARCHE" sensitivity odd.db --measure linear
  done
done

# More points than a file has runs take no memory.
alter grid.db many.db 'UPDATE sweep SET points = 900000000, planned = 900000000'
(ulimit -v 2000000 && exec "$DEMARCHE" stats many.db) > many.txt 2>&1 || { echo "FAILED: many points: $(head -c 300 many.txt)"; failures=$((failures + 1)); }
alter saltelli.db many.db 'UPDATE sweep SET points = points * 500000, planned = points * 500000'
(ulimit -v 2000000 && exec "$DEMARCHE" sensitivity many.db --measure ishigami --resamples 100) > many.txt 2>&1
grep -qE '^ishigami: 256 of 128000000 base samples' many.txt || { echo "FAILED: many samples: $(head -c 300 many.txt)"; failures=$((failures + 1)); }
alter grid.db many.db 'UPDATE sweep SET points = planned + 1'
expect 5 'is damaged: the row of sweep' "$DEMARCHE" stats many.db
alter saltelli.db word.db "UPDATE plan SET value = 'satelli' WHERE key = 'design'"
expect 5 'is damaged: design: found "satelli"' "$DEMARCHE" sensitivity word.db
finish
