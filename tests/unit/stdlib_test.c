/* The standard library of policies: known results, limits, comparative statics. */
#include "unit/library.h"

#include <math.h>
#include <stdlib.h>

struct sample {
  const char *expression;
  double expected, tolerance;
};

/* Closed forms to 1e-6, solved ones to 1e-4. */
static void expect_samples(struct library *library, const struct sample *list, size_t count) {
  int wrong = 0;
  for (size_t i = 0; i < count; i++) {
    char out[SCRIPT_OUT_MAX];
    enum err_code rc = library_run(library, "return ", list[i].expression, out);
    char *end = NULL;
    double found = strtod(out, &end);
    if (rc != ERR_OK || end == out || !(fabs(found - list[i].expected) <= list[i].tolerance)) {
      print_error("%s\n  found %s\n  expected %.9g\n", list[i].expression, out, list[i].expected);
      wrong++;
    }
  }
  assert_int_equal(wrong, 0);
}

static void expect_texts(struct library *library, const char *before, const char *const *list,
                         size_t count, const char *expected) {
  int wrong = 0;
  for (size_t i = 0; i < count; i++) {
    char out[SCRIPT_OUT_MAX];
    (void)library_run(library, before, list[i], out);
    if (strcmp(out, expected) != 0) {
      print_error("%s\n  found %s\n", list[i], out);
      wrong++;
    }
  }
  assert_int_equal(wrong, 0);
}

#define SAMPLES(list) expect_samples(*state, list, sizeof(list) / sizeof(list)[0])
#define LAWS(list)    expect_texts(*state, "", list, sizeof(list) / sizeof(list)[0], "holds")

static const double EXACT = 1e-6;
static const double SOLVED = 1e-4;

#define ATTRITION(a1, a2) "crisis.attrition{a1=" a1 ",a2=" a2 ",w_min=-2,w_max=0}"
#define ONE_SHOT          "crisis.one_shot{audience_cost=.5,w_min=-2,w_max=0,w_defender=-1}"
#define SIGNORINO \
  "choice.agent_qre{lambda=1,sq={0,1},concede={1,0},back_down={-.5,1},war={-.3,-.6}}"
#define THREE                                                                    \
  "{{position=0,capability=1,salience=1},{position=1,capability=.5,salience=1}," \
  "{position=.3,capability=.5,salience=.5}}"

/* clang-format off: one row a line */
static void crises_have_their_known_results(void **state) {
  const struct sample list[] = {
      {ATTRITION(".2", ".2") ".horizon", 5, EXACT},
      {ATTRITION(".2", ".2") ".p_war", .25, EXACT},
      {ATTRITION(".2", ".2") ".p_back_down[1]", .375, EXACT},
      {ATTRITION(".2", ".2") ".p_back_down[2]", .375, EXACT},
      {ATTRITION(".2", ".2") ".p_concede_now[1]", 0, EXACT},
      {ATTRITION(".4", ".2") ".horizon", 3.090170, EXACT},
      {ATTRITION(".4", ".2") ".p_concede_now[1]", 0, EXACT},
      {ATTRITION(".4", ".2") ".p_concede_now[2]", .309017, EXACT},
      {ATTRITION(".4", ".2") ".p_back_down[1]", .183144, SOLVED},
      {ATTRITION(".4", ".2") ".p_back_down[2]", .625873, SOLVED},
      {ATTRITION(".4", ".2") ".p_war", .190983, EXACT},
      {ONE_SHOT ".p_threat", .5, EXACT},
      {ONE_SHOT ".p_concede", 1.0 / 3, EXACT},
      {ONE_SHOT ".p_resist", 2.0 / 3, EXACT},
      {ONE_SHOT ".p_war_given_threat", 1.0 / 3, EXACT},
      {ONE_SHOT ".p_war", 1.0 / 6, EXACT},
      {"bargain.range(.6, .1, .1)", .5, EXACT},
      {"select(2, bargain.range(.6, .1, .1))", .7, EXACT},
      {"bargain.ultimatum(.4, .1, .5)", .6, EXACT},
      {"select(2, bargain.ultimatum(.4, .1, .5))", .4, EXACT},
      {"brink.critical_risk(1, 0, -9)", .1, EXACT},
      {"brink.cumulative(.05, 10)", .401263, EXACT},
      {"audience.disapproval{threatened=true} - audience.disapproval{threatened=false}", .16,
       EXACT},
  };
  SAMPLES(list);
}

static void beliefs_and_alliances_have_their_known_results(void **state) {
  const struct sample list[] = {
      {"trust.threshold(1, .5, 0, -1)", 2.0 / 3, EXACT},
      {"trust.update(.5, .25)", .8, EXACT},
      {"trust.update(.3, 1)", .3, EXACT},
      {"alliance.attack_threshold(.7, .3, .4)", .75, EXACT},
      {"alliance.reliability_given_attack(.7, .3, .4)", .375, EXACT},
      {"alliance.support_share(.6, .4)", .6, EXACT},
      {"alliance.prior('all', 'all')", .5, EXACT},
      {"alliance.prior('all', 'before_1945')", .66, EXACT},
      {"alliance.prior('all', 'since_1945')", .22, EXACT},
      {"alliance.prior('all', '1945-2003')", .22, EXACT},
      {"alliance.prior('all', 1938)", .66, EXACT},
      {"alliance.prior('defence')", .41, EXACT},
      {"alliance.prior('nonaggression')", .37, EXACT},
      {"alliance.prior('offence')", .74, EXACT},
      {"alliance.prior('neutrality')", .78, EXACT},
      {"alliance.rates.leeds_2000", .745, EXACT},
      {"signal.private(.3, 0)", .3, EXACT},
      {"signal.after_bluff({ 5 }, 10, 30)", 1, EXACT},
      {"belief.beta(.41, 10):failure():mean()", .372727, EXACT},
      {"belief.beta(.41, 10):failure(5):mean()", .273333, EXACT},
      {"belief.beta(.41, 10):failure():failure():failure():failure():failure():mean()", .273333,
       EXACT},
      {"belief.beta(.41, 10):failure(.3):mean()", .398058, EXACT},
      {"council.approval({.9, .9, .9, .9, .9}, 'consensus')", .59049, EXACT},
      {"council.approval({.1, .1, .1, .1, .1}, 'silence')", .59049, EXACT},
      {"contest.success(.00059, .001364, 1)", .301945, EXACT},
      {"contest.success(2, 1, 1)", 2.0 / 3, EXACT},
  };
  SAMPLES(list);
}

static void choices_and_games_have_their_known_results(void **state) {
  const struct sample list[] = {
      {"choice.logit({1, 0}, 1)[1]", .731059, EXACT},
      {"choice.qre_hawk_dove(3, 4, 1)", .582820, SOLVED},
      {"choice.qre_hawk_dove(3, 4, 1e6)", .75, SOLVED},
      {SIGNORINO ".p_challenge", .565433, EXACT},
      {SIGNORINO ".p_resist", .530030, EXACT},
      {SIGNORINO ".p_fight", .549834, EXACT},
      {SIGNORINO ".p_war", .164783, EXACT},
      {"choice.prospect({{x=100,p=.5},{x=-100,p=.5}})", -34.574, 5e-4},
      {"choice.prospect({{100,.5},{-100,.5}})", -34.574, 5e-4},
      {"choice.weight(.5, .61)", .42064, 5e-6},
      {"choice.weight(.5)", .42064, 5e-6},
      {"bdm.win_probability(" THREE ", 1, 2)", .6875, EXACT},
      {"bdm.median(" THREE ")", 0, EXACT},
      {"bdm.mean(" THREE ")", .328571, EXACT},
      {"arms.richardson{k=1,l=1,a=2,b=2,g=1,h=1}.x", 1, EXACT},
      {"arms.richardson{k=1,l=1,a=2,b=2,g=1,h=1}.y", 1, EXACT},
      {"arms.richardson{k=1,l=1,a=2,b=2,g=1,h=1}.eigenvalues[1]", -1, EXACT},
      {"arms.richardson{k=1,l=1,a=2,b=2,g=1,h=1}.eigenvalues[2]", -3, EXACT},
      {"arms.richardson{k=3,l=3,a=2,b=2,g=1,h=1}.eigenvalues[1]", 1, EXACT},
      {"arms.richardson{k=3,l=3,a=2,b=2,g=1,h=1}.eigenvalues[2]", -5, EXACT},
      {"ipd.play('TFT', 'ALLD', 200)", 199, EXACT},
      {"select(2, ipd.play('TFT', 'ALLD', 200))", 204, EXACT},
      {"ipd.play('TFT', 'TFT', 200)", 600, EXACT},
      {"select(2, ipd.play('tft', 'tft', 200))", 600, EXACT},
      {"ipd.stable_from()", 2.0 / 3, EXACT},
  };
  SAMPLES(list);
}
/* clang-format on */

/* F1, F2. */
static void audience_costs_work_as_fearon_and_schultz_say(void **state) {
  static const char *const list[] = {
      /* the equations of the horizon and the survivors hold at odd points; all ends add up to 1 */
      "for _, c in ipairs {{.3,.1,-1,.5},{.1,.3,-3,-.5},{1,1.01,-.2,.9},{5,.01,-9,0},{.2,.19,-2,1}}"
      " do local g = crisis.attrition{a1=c[1],a2=c[2],w_min=c[3],w_max=c[4]} "
      "local function f(w) return math.max(0, math.min(1, (w - c[3]) / (c[4] - c[3]))) end "
      "local t, most = g.horizon, 0 "
      "for j = 1, 2 do local k = 1 - g.p_concede_now[j] most = math.max(most, k) "
      "if not near(1 - f(-c[j] * t), k / (1 + c[3 - j] * t)) then return 'horizon' end end "
      "if not near(most, 1) then return 'max k' end "
      "if not near(g.p_war, (1 - f(-c[1] * t)) * (1 - f(-c[2] * t))) then return 'war' end "
      "if not near(g.p_war + g.p_back_down[1] + g.p_back_down[2], 1) then return 'sum' end "
      /* backing down by direct integration of hazards */
      "local n, sum = 20000, g.p_concede_now[1] local k1, k2 = 1 - g.p_concede_now[1], 1 - "
      "g.p_concede_now[2] "
      "for i = 1, n do local s = (i - .5) * t / n "
      "sum = sum + t / n * k1 * c[2] / (1 + c[2] * s) ^ 2 * k2 / (1 + c[1] * s) end "
      "if math.abs(sum - g.p_back_down[1]) > 1e-4 then return 'back down ' .. sum end end "
      "return 'holds'",
      /* the side with the higher rate backs down less; sides are named, not ordered */
      "for _, c in ipairs {{.4,.2},{.21,.2},{3,.1}} do "
      "local g = crisis.attrition{a1=c[1],a2=c[2],w_min=-2,w_max=0} "
      "local h = crisis.attrition{a1=c[2],a2=c[1],w_min=-2,w_max=0} "
      "if not (g.p_back_down[1] < g.p_back_down[2]) then return 'order' end "
      "if not near(g.p_back_down[1], h.p_back_down[2]) or not near(g.p_war, h.p_war) then return "
      "'mirror' end end return 'holds'",
      /* only the ratio of rates counts, but for the unit of time */
      "local g = crisis.attrition{a1=.4,a2=.2,w_min=-2,w_max=0} "
      "local h = crisis.attrition{a1=4,a2=2,w_min=-2,w_max=0} "
      "return near(g.p_war, h.p_war) and near(g.horizon, 10 * h.horizon) and 'holds' or 'scale'",
      "return crisis.attrition{a1=1,a2=2,w_min=0,w_max=.5}.p_war == 1 and 'holds' or 'all fight'",
      /* one shot: war rises in the audience cost, war given a threat falls, then threats separate
       */
      "return monotone({0, .1, .3, .6, .9}, 1, function(a) return "
      "crisis.one_shot{audience_cost=a,w_min=-2,w_max=0,w_defender=-1}.p_war end)",
      "return monotone({0, .1, .3, .6, .9}, -1, function(a) return "
      "crisis.one_shot{audience_cost=a,w_min=-2,w_max=0,w_defender=-1}.p_war_given_threat end)",
      "local g = crisis.one_shot{audience_cost=1,w_min=-2,w_max=0,w_defender=-1} "
      "return g.p_threat == 1 and g.p_concede == 1 and g.p_war == 0 and 'holds' or 'separation'",
      "for a = 0, .9, .1 do local g = crisis.one_shot{audience_cost=a,w_min=-2,w_max=0,"
      "w_defender=-1} if not near(g.p_war, g.p_threat * g.p_war_given_threat) or "
      "not near(g.p_concede + g.p_resist, 1) then return 'product' end end return 'holds'",
      "return crisis.one_shot{audience_cost=0,w_min=-2,w_max=-1,w_defender=-1}.p_threat == 0 and "
      "'holds' or 'nobody would fight'",
  };
  LAWS(list);
}

/* F3, F4, F6, F14, F15. */
static void bargains_and_signals_work_as_their_authors_say(void **state) {
  static const char *const list[] = {
      "for p = 0, 1, .25 do local low, high = bargain.range(p, .1, .2) "
      "if not near(high - low, .3) then return 'width' end end return 'holds'",
      "local low, high = bargain.range(.37, 0, 0) return low == high and 'holds' or 'no cost'",
      "return monotone({0, .1, .3}, -1, function(c) return (select(2, bargain.ultimatum(.4, c, "
      ".5))) "
      "end)",
      /* the demand is the best reply, by search, also at its corners */
      "for _, c in ipairs {{.4,.1,.5},{.9,.1,.9},{.3,.6,.5},{.5,0,.4}} do local p, a, m = c[1], "
      "c[2], c[3] "
      "local function worth(x) local w = math.max(0, math.min(1, (x - p) / m)) return (1 - w) * x "
      "+ "
      "w * (p - a) end local x, w = bargain.ultimatum(p, a, m) "
      "for y = 0, 1, .01 do if worth(y) > worth(x) + 1e-12 then return 'better: ' .. y end end "
      "if not near(w, (x - p) / m) then return 'war' end end return 'holds'",
      "return signal.sunk_cost_separates(1, 1) and not signal.sunk_cost_separates(.99, 1) and "
      "'holds' or 'sunk'",
      "return signal.tied_hands_deters(.5, 1, 1) and not signal.tied_hands_deters(.49, 1, 1) and "
      "signal.tied_hands_deters(.2, 1, 4) and not signal.tied_hands_deters(.99, 1, 0) and 'holds' "
      "or 'tied'",
      "return monotone({0, .2, .5, 1}, 1, function(c) return signal.private(.3, c) end)",
      "return near(signal.private(.3, 1), 1) and near(signal.private(.3, 9), 1) and "
      "signal.private(0, .5) == 0 and signal.private(1, 0) == 1 and 'holds' or 'limits'",
      "return signal.after_bluff({}, 10, 30) > 1 and signal.after_bluff({ 1 }, 31, 30) > 1 and "
      "signal.after_bluff({ 1, 20 }, 31, 30) == 1 and "
      "signal.after_bluff({ { day = 20, caught = false } }, 31, 30, 4) == 4 and "
      "signal.after_bluff({ { day = 20, caught = true } }, 31, 30, 4) == 1 and 'holds' or 'memory'",
      "return monotone({0, .3, .9}, -1, function(s) return brink.critical_risk(1, s, -9) end)",
      "return monotone({-1, -9, -99}, -1, function(d) return brink.critical_risk(1, 0, d) end)",
      "return brink.critical_risk(1, 1, 0) == 0 and brink.critical_risk(1, 0, 0) == 1 and 'holds' "
      "or 'ends'",
      "return monotone({0, 1, 2, 10}, 1, function(n) return brink.cumulative(.05, n) end)",
      "return brink.cumulative(0, 5) == 0 and brink.cumulative(1, 1) == 1 and "
      "near(1 - brink.cumulative(.1, 5), (1 - brink.cumulative(.1, 2)) * (1 - brink.cumulative(.1, "
      "3))) and 'holds' or 'cumulative'",
      "local out = audience.disapproval{} for e = 0, 10 do local d = "
      "audience.disapproval{threatened=true,fought=false,escalation=e} - out "
      "if d < .1 - 1e-9 or d > .22 + 1e-9 then return 'range' end end return 'holds'",
      "return monotone({0, 2, 5, 10}, 1, function(e) return "
      "audience.disapproval{threatened=true,escalation=e} end)",
      "return audience.disapproval{threatened=true,fought=true,escalation=9} == "
      "audience.disapproval{} and 'holds' or 'kept'",
  };
  LAWS(list);
}

/* F5, F7, F8, F9, F16, F17. */
static void beliefs_and_councils_follow_their_laws(void **state) {
  static const char *const list[] = {
      "return monotone({-.1, -1, -5}, 1, function(s) return trust.threshold(1, .5, 0, s) end)",
      "return trust.threshold(1, 1, 0, -1) == 1 and trust.threshold(1, .5, 0, 0) == 0 and 'holds' "
      "or 'ends'",
      "return monotone({0, .25, .5, 1}, -1, function(q) return trust.update(.5, q) end)",
      "return trust.update(.2, 0) == 1 and trust.update(0, .5) == 0 and trust.update(1, .5) == 1 "
      "and "
      "near(trust.update(trust.update(.2, .5), .4), trust.update(.2, .2)) and 'holds' or 'bayes'",
      "return monotone({.3, .4, .6}, -1, function(c) return alliance.attack_threshold(.7, .3, c) "
      "end)",
      "return monotone({.1, .5, 1}, -1, function(e) return alliance.support_share(.5, e) end)",
      "return alliance.attack_threshold(.7, .3, .9) == 0 and alliance.attack_threshold(.7, .3, .1) "
      "== 1 and near(alliance.reliability_given_attack(.7, .3, .1), .5) and 'holds' or 'held'",
      "return near(alliance.support_share(.3, .8) + alliance.support_share(.8, .3), 1) and "
      "alliance.support_share(0, 1) == 0 and alliance.support_share(1, 0) == 1 and 'holds' or "
      "'share'",
      "local p = alliance.prior('defence', 'since_1945') return p > .22 and p < .41 and "
      "p < alliance.prior('defence', 'before_1945') and 'holds' or p",
      "local b = belief.beta(.3, 4):success(2):failure() return near(b:size(), 7) and "
      "near(b:mean(), 3.2 / 7) and near(b:forget(1):mean(), .3) and near(b:size(), 4) and 'holds' "
      "or "
      "'beta'",
      "local b = belief.beta(.3, 4):success(3) local m = b:mean() b:forget(0) if b:mean() ~= m "
      "then "
      "return 'forget 0' end b:forget(.5) return b:mean() < m and b:mean() > .3 and 'holds' or "
      "'half'",
      "return near(belief.beta(.3, 1e9):success():mean(), .3) and 'holds' or 'size'",
      "local p, sum = {.2, .5, .9, .4}, 0 for k = 0, 4 do sum = sum + council.approval(p, 'quota', "
      "k) end return near(sum, 1 + .2 + .5 + .9 + .4) and 'holds' or sum", /* tails sum to the mean
                                                                            */
      "local p = {.2, .5, .9} return near(council.approval(p, 'quota', 3), council.approval(p, "
      "'consensus')) and council.approval(p, 'quota', 0) == 1 and council.approval(p, 'quota', 4) "
      "== "
      "0 and council.approval({}, 'consensus') == 1 and 'holds' or 'ends'",
      "return monotone({0, 1, 2, 3}, -1, function(q) return council.approval({.2, .5, .9}, "
      "'quota', "
      "q) end)",
      "return near(council.approval({.2, .5, .9}, 'quota', 2), council.approval({.9, .2, .5}, "
      "'quota', 2)) and 'holds' or 'order'",
      "return council.approval({.3, 1}, 'silence') == 0 and council.approval({0, 0}, 'silence') == "
      "1 "
      "and 'holds' or 'silence'",
  };
  LAWS(list);
}

/* F10, F18, F19. */
static void choices_follow_their_laws(void **state) {
  static const char *const list[] = {
      "local p, sum = choice.logit({3, -1, 700, 2}, 2), 0 for i = 1, #p do sum = sum + p[i] end "
      "return near(sum, 1) and near(p[3], 1) and 'holds' or 'sum'",
      "local p = choice.logit({3, -1, 7}, 0) return near(p[1], 1 / 3) and near(p[3], 1 / 3) and "
      "'holds' or 'uniform'",
      "local p, q = choice.logit({1, 2}, 3), choice.logit({101, 102}, 3) return near(p[1], q[1]) "
      "and "
      "'holds' or 'shift'",
      "return monotone({0, 1, 5}, 1, function(l) return choice.logit({1, 0}, l)[1] end)",
      "for _, l in ipairs {0, .5, 2, 30} do local p = choice.qre_hawk_dove(3, 7, l) "
      "if not near(p, 1 / (1 + math.exp(-l * (3 / 2 - p * 7 / 2)))) then return 'fixed point' end "
      "end return near(choice.qre_hawk_dove(3, 7, 0), .5) and 'holds' or 'half'",
      "return monotone({1, 2, 4, 9}, -1, function(c) return choice.qre_hawk_dove(3, c, 2) end)",
      "return math.abs(choice.qre_hawk_dove(5, 4, 1e5) - 1) < 1e-3 and 'holds' or 'dominance'",
      "local g = {lambda=0,sq={0,1},concede={1,0},back_down={-.5,1},war={-.3,-.6}} local r = "
      "choice.agent_qre(g) return near(r.p_war, .125) and 'holds' or 'coins'",
      "local function war(l) return "
      "choice.agent_qre{lambda=l,sq={0,1},concede={1,0},back_down={-.5,"
      "1},war={-.3,-.6}}.p_war end return war(1) > war(0) and war(100) < war(1) and 'holds' or "
      "'not monotone'",
      "return monotone({0, .1, .5, .9, 1}, 1, function(p) return choice.weight(p, .61) end)",
      "return choice.weight(.01) > .01 and choice.weight(.99) < .99 and near(choice.weight(.3, 1), "
      ".3) and 'holds' or 'shape'",
      "local o = {alpha=1,beta=1,lambda=1,gamma=1,delta=1} return near(choice.prospect({{x=3,p=.2},"
      "{x=-1,p=.5},{x=7,p=.3}}, o), .6 - .5 + 2.1) and 'holds' or 'expected value'",
      "return choice.prospect({{x=50,p=1}}) > choice.prospect({{x=100,p=.5},{x=0,p=.5}}) and "
      "choice.prospect({{x=-50,p=1}}) < choice.prospect({{x=-100,p=.5},{x=0,p=.5}}) and 'holds' or "
      "'fourfold'",
      "return near(choice.prospect({{x=5,p=1}}, {reference=5}), 0) and "
      "choice.prospect({{x=4,p=1}}, "
      "{reference=5}) < 0 and 'holds' or 'reference'",
      /* an outcome split in two is the same lottery, in whatever order */
      "return near(choice.prospect{{x=4,p=.2},{x=9,p=.1},{x=4,p=.3}}, choice.prospect{{x=9,p=.1},"
      "{x=4,p=.5}}) and 'holds' or 'split'",
      "return monotone({1, 1.5, 2.25, 3}, -1, function(l) return choice.prospect({{x=1,p=.5},{x=-1,"
      "p=.5}}, {lambda=l}) end)",
      "return near(contest.success(3, 5, 1.7) + contest.success(5, 3, 1.7), 1) and "
      "near(contest.success(3, 5, 1.7), contest.success(30, 50, 1.7)) and 'holds' or 'ratio'",
      "return contest.success(3, 3, 9) == .5 and contest.success(0, 1, 1) == 0 and "
      "contest.success(1, 0, 1) == 1 and contest.success(9, 1, 0) == .5 and 'holds' or 'ends'",
      "return monotone({.5, 1, 2, 8}, 1, function(g) return contest.success(2, 1, g) end)",
  };
  LAWS(list);
}

/* F11, F12, F13. */
static void games_of_many_follow_their_laws(void **state) {
  static const char *const list[] = {
      "local a = " THREE " for i = 1, 3 do for j = 1, 3 do if i ~= j and not "
      "near(bdm.win_probability(a, i, j) + bdm.win_probability(a, j, i), 1) then return 'sum' end "
      "end end return bdm.win_probability(a, 1, 1) == .5 and 'holds' or 'self'",
      "return monotone({.1, 1, 5}, 1, function(c) return bdm.win_probability({{position=0,"
      "capability=c,salience=1},{position=1,capability=1,salience=1}}, 1, 2) end)",
      /* turned round, the median and the mean are turned round */
      "local function set(t) local l = {} for i, x in ipairs {.1, .4, .4, .8} do l[i] = "
      "{position=t "
      "and 1 - x or x,capability=i,salience=.5} end return l end "
      "return near(bdm.median(set()), 1 - bdm.median(set(true))) and near(bdm.mean(set()), 1 - "
      "bdm.mean(set(true))) and 'holds' or 'mirror'",
      "return near(bdm.median{{position=0,capability=1,salience=1},{position=1,capability=1,"
      "salience=1}}, .5) and 'holds' or 'tie'",
      "return near(bdm.median{{position=9,capability=5,salience=0},{position=1,capability=1,"
      "salience=1}}, 1) and 'holds' or 'no salience'",
      "local a = " THREE " return monotone({0, .5, 1}, 1, function(q) a[3].capability = 3 return "
      "bdm.challenge(a, 1, 2, q) end)",
      "for _, c in ipairs {{1,2,3,4,.5,-.2},{.5,.1,1,.3,0,1}} do local k, l, a, b, g, h = "
      "table.unpack(c) local r = arms.richardson{k=k,l=l,a=a,b=b,g=g,h=h} "
      "if not near(k * r.y - a * r.x + g, 0) or not near(l * r.x - b * r.y + h, 0) then return "
      "'rest' end if r.stable ~= (a * b > k * l) or r.stable ~= (r.eigenvalues[1] < 0) then return "
      "'stable' end if not near(r.eigenvalues[1] + r.eigenvalues[2], -a - b) or not "
      "near(r.eigenvalues[1] * r.eigenvalues[2], a * b - k * l) then return 'eigenvalues' end end "
      "return 'holds'",
      "local r = arms.richardson{k=2,l=2,a=2,b=2,g=1,h=1} return r.x == nil and r.y == nil and not "
      "r.stable and r.eigenvalues[1] == 0 and 'holds' or 'singular'",
      "return monotone({0, 1, 1.9}, 1, function(k) return "
      "arms.richardson{k=k,l=1,a=2,b=2,g=1,h=1}.x "
      "end)",
      "return ipd.play('ALLC', 'ALLD', 7) == 0 and select(2, ipd.play('ALLC', 'ALLD', 7)) == 35 "
      "and "
      "ipd.play('ALLD', 'ALLD', 7) == 7 and 'holds' or 'payoffs'",
      "for _, s in ipairs {'TFT', 'GTFT', '2TFT', 'TF2T', 'CONTRITE', 'GRIM', 'PAVLOV', 'ALLC'} do "
      "if ipd.play(s, s, 50) ~= 150 then return s end end return 'holds'",
      "local a, b = ipd.play('TFT', 'RANDOM', 99, .1) local c, d = ipd.play('TFT', 'RANDOM', 99, "
      ".1) "
      "return a == c and b == d and 'holds' or 'draws'",
      "local a, b = ipd.play('GTFT', 'PAVLOV', 60) local c, d = ipd.play('PAVLOV', 'GTFT', 60) "
      "return a == d and b == c and 'holds' or 'mirror'",
      /* errors send two of tit for tat down; generosity and contrition bring them up again */
      "local t = ipd.play('TFT', 'TFT', 500, .02) return ipd.play('GTFT', 'GTFT', 500, .02) > t "
      "and "
      "ipd.play('CONTRITE', 'CONTRITE', 500, .02) > t and 'holds' or 'noise'",
      "local function spy(_, _, n) return n == 3 end local one, two, late = ipd.play('TFT', spy, "
      "6), "
      "ipd.play('2TFT', spy, 6), ipd.play('TF2T', spy, 6) "
      "return one == 17 and two == 19 and late == 15 and 'holds' or one",
      "local list = ipd.tournament({'TFT', 'ALLD', 'ALLC', 'GRIM'}, 200) return list[1].name ~= "
      "'ALLD' and list[1].name ~= 'ALLC' and #list == 4 and list[1].score >= list[4].score and "
      "'holds' or list[1].name",
      "local list = ipd.tournament({mean = function() return true end, TFT = ipd.strategies.TFT}, "
      "10)"
      " return list[1].name == 'TFT' and list[1].score == 39 and 'holds' or list[1].score",
      /* tit for tat cannot be gained on by alternating or by defecting for ever, from w = 2/3 on */
      "for _, w in ipairs {.6, .7} do local tft, alld, alt = 3 / (1 - w), 5 + w / (1 - w), 5 / (1 "
      "- "
      "w * w) if (tft >= alld and tft >= alt) ~= (w >= ipd.stable_from()) then return w end end "
      "return 'holds'",
  };
  LAWS(list);
}

int main(void) {
#define WITH_LIBRARY(test) cmocka_unit_test_setup_teardown(test, open_library, close_library)
  const struct CMUnitTest tests[] = {
      WITH_LIBRARY(crises_have_their_known_results),
      WITH_LIBRARY(beliefs_and_alliances_have_their_known_results),
      WITH_LIBRARY(choices_and_games_have_their_known_results),
      WITH_LIBRARY(audience_costs_work_as_fearon_and_schultz_say),
      WITH_LIBRARY(bargains_and_signals_work_as_their_authors_say),
      WITH_LIBRARY(beliefs_and_councils_follow_their_laws),
      WITH_LIBRARY(choices_follow_their_laws),
      WITH_LIBRARY(games_of_many_follow_their_laws),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
