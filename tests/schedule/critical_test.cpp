#include "support/random_cases.hpp"
#include "support/worked.hpp"

#include "support/environment.hpp"

#include <algorithm>
#include <array>

namespace {

using namespace convene;
using namespace test;

/// a (1 day) -> b (3 days) -> z; c (2 days) -> z; d alone.
test::Planned diamond() {
    ProcessBuilder b("diamond");
    on_monday(b);
    b.task("a").lasts(1_d);
    b.task("b").lasts(3_d).after("a");
    b.task("c").lasts(2_d).after("a");
    b.task("z").lasts(1_d).after("b").after("c");
    b.task("d").lasts(1_d);
    return test::planned(b);
}

std::string keys(const Process& process, const std::vector<ActivityId>& path) {
    std::string text;
    for (const auto id : path) text += process.key(id);
    return text;
}

TEST(CriticalPath, IsTheDrivingChainToTheLastActivity) {
    const auto p = diamond();
    EXPECT_EQ(keys(p.process, critical_path(p.plan)), "abz");
    EXPECT_EQ(keys(p.process, critical_path(p.plan, p.id("c"))), "ac");
}

TEST(CriticalPath, OfAnEmptyProcessIsEmpty) {
    const Process process;
    EXPECT_TRUE(critical_path(*schedule(process, {.start = test::at("2026-03-02T09:00")})).empty());
}

TEST(CriticalPathDeathTest, EndsTheProgramForATargetOfAnotherProcess) {
    ProcessBuilder b("small");
    test::on_monday(b).task("a").lasts(1_d);
    const auto p = test::planned(b);
    EXPECT_DEATH((void)critical_path(p.plan, ActivityId{1}), "no activity of the schedule's process");
    EXPECT_DEATH((void)on_longest_path(p.plan, ActivityId{}), "no activity of the schedule's process");
    EXPECT_DEATH((void)float_paths(p.plan, ActivityId{7}), "no activity of the schedule's process");
    EXPECT_DEATH((void)explain(p.plan, ActivityId{7}), "no activity of the schedule's process");
}

TEST(OnLongestPath, HoldsEveryTie) {
    ProcessBuilder b("tie");
    on_monday(b);
    b.task("x").lasts(2_d);
    b.task("y").lasts(2_d);
    b.task("z").lasts(1_d).after("x").after("y");
    const auto p = test::planned(b);
    EXPECT_EQ(on_longest_path(p.plan).vector(), (std::vector<bool>{true, true, true}));
}

TEST(ByTotalFloat, TakesAThreshold) {
    const auto p = diamond();
    EXPECT_EQ(by_total_float(p.plan).vector(), (std::vector<bool>{true, true, false, true, false}));
    EXPECT_EQ(by_total_float(p.plan, Seconds{8 * 3600}).vector(), (std::vector<bool>{true, true, true, true, false}));
}

TEST(FloatBands, NumberTheFirstLimitThatHolds) {
    const auto p = diamond();
    const std::array limits{Seconds{0}, Seconds{8 * 3600}};
    EXPECT_EQ(float_bands(p.plan, limits).vector(), (std::vector<std::uint32_t>{0, 0, 1, 0, 2}));
}

/// a, b and x, y end together on Friday; short ends on Monday.
TEST(FloatPaths, LeadToEveryEndByItsFloat) {
    ProcessBuilder b("k1");
    on_monday(b);
    b.task("a").lasts(2_d);
    b.task("b").lasts(3_d).after("a");
    b.task("x").lasts(2_d);
    b.task("y").lasts(3_d).after("x");
    b.task("short").lasts(1_d);
    const auto p = test::planned(b);
    EXPECT_EQ(on_longest_path(p.plan).vector(), (std::vector<bool>{true, true, true, true, false}));
    const auto paths = float_paths(p.plan);
    ASSERT_EQ(paths.size(), 3U);
    EXPECT_EQ(keys(p.process, paths[0].activities), "ab");
    EXPECT_EQ(keys(p.process, paths[1].activities), "xy");
    EXPECT_EQ(paths[1].relative_float, Seconds{0});
    EXPECT_EQ(keys(p.process, paths[2].activities), "short");
    EXPECT_EQ(paths[2].relative_float, Seconds{4 * 8 * 3600});
}

TEST(CriticalPath, LeadsToTheMilestoneAtTheEnd) {
    ProcessBuilder b("k3");
    on_monday(b);
    b.task("p").lasts(1_d);
    b.milestone("q").after("p");
    b.milestone("r").after("q");
    const auto p = test::planned(b);
    EXPECT_EQ(keys(p.process, critical_path(p.plan)), "pqr");
    EXPECT_EQ(on_longest_path(p.plan).vector(), (std::vector<bool>{true, true, true}));
}

/// Back from Friday 13 March; visits are on Wednesdays, so the visit is on the 11th, and the report may wait a day.
TEST(CriticalPath, BackFromAFinishEndsInThePlannedFinish) {
    ProcessBuilder b("bk");
    b.finish(test::at("2026-03-13T18:00"));
    CalendarSpec spec;
    spec.key = "wed";
    spec.week.emplace();
    spec.week->days[2] = {*parse_shift("09:00-12:00"), *parse_shift("13:00-18:00")};
    b.add_calendar(*make_calendar(spec));
    for (std::size_t day = 0; day < 5; ++day) spec.week->days[day] = spec.week->days[2];
    spec.key = "week";
    b.add_calendar(*make_calendar(spec));
    b.calendar("week");
    b.task("v").lasts(1_d).on_calendar("wed");
    b.task("r").lasts(1_d).after("v");
    const auto p = test::planned(b);
    EXPECT_EQ(to_string(p.plan.project_start()), "2026-03-11T09:00");
    EXPECT_EQ(to_string(p.plan.project_finish()), "2026-03-13T18:00");
    EXPECT_EQ(to_string(p.plan.finish(p.id("r"))), "2026-03-13T18:00");
    EXPECT_EQ(keys(p.process, critical_path(p.plan)), "vr");
}

TEST(FloatPaths, DivideWhatLeadsToTheTarget) {
    const auto p = diamond();
    const auto paths = float_paths(p.plan, p.id("z"));
    ASSERT_EQ(paths.size(), 2U);
    EXPECT_EQ(keys(p.process, paths[0].activities), "abz");
    EXPECT_EQ(paths[0].relative_float, Seconds{0});
    EXPECT_EQ(keys(p.process, paths[1].activities), "c");
    EXPECT_EQ(paths[1].relative_float, Seconds{8 * 3600});
}

/// By the brute force: what a chain of requirements without slack leads from to one of those that finish last.
std::vector<bool> leads_to_the_end(const BruteSchedule& brute, const BruteDates& early) {
    const auto last = *std::ranges::max_element(early.finish);
    std::vector<bool> leads;
    for (const auto f : early.finish) leads.push_back(f == last);
    const auto long_ago = brute.calendars().begin;
    // Whether it alone would put an edge of `a` where it is.
    const auto holds = [&](int a, End end, Time at) {
        const auto k = static_cast<std::size_t>(a);
        if (end == End::finish && at == early.finish[k]) return true;
        const auto alone = brute.settle_early(a, end == End::start ? at : long_ago, end == End::start ? long_ago : at);
        return alone.first == early.start[k];
    };
    for (bool moved = true; moved;) {
        moved = false;
        const auto mark = [&](int from, int to) {
            const auto f = static_cast<std::size_t>(from);
            if (!leads[static_cast<std::size_t>(to)] || leads[f]) return;
            leads[f] = moved = true;
        };
        for (const auto& n : brute.needs()) {
            if (!n.is_link()) continue;
            const bool from_fact = brute.is_fact(n.from, n.from_end);
            if (n.kind != Need::Kind::at_most) {
                // What has started can't be delayed any more: the rest of its work is another matter.
                if (from_fact && brute.state(n.from) == BruteSchedule::State::started) continue;
                if (brute.state(n.to) != BruteSchedule::State::finished && holds(n.to, n.to_end, brute.bound(n, early)))
                    mark(n.from, n.to);
                continue;
            }
            const auto at = brute.least_before(n.lag, brute.source(early, n.to, n.to_end));
            if (!from_fact && holds(n.from, n.from_end, at)) mark(n.to, n.from);
        }
    }
    return leads;
}

TEST(OnLongestPath, RandomOnesAreWhatLeadsToTheEndWithoutSlack) {
    int longest = 0;
    for_random_plans(2'000 * scale(), {}, [&](Plan plan, const RandomCalendars& calendars, RandomPlans&) {
        plan.target = -1;
        const auto process = build(plan, calendars.real).value();
        const BruteSchedule brute(plan, calendars.brute);
        const auto result = schedule(process, {.max_conflicts = 1});
        if (!result) return;
        const auto early = brute.early();
        ASSERT_TRUE(early);
        const auto leads = leads_to_the_end(brute, *early);
        const auto critical = on_longest_path(*result);
        for (const auto a : ids(brute.size())) ASSERT_EQ(critical[a], leads[a.index()]) << a.value << show(brute);
        // The one path that is told lies on it, and ends last.
        const auto path = critical_path(*result);
        ASSERT_FALSE(path.empty());
        for (const auto a : path) ASSERT_TRUE(critical[a]) << a.value << show(brute);
        ASSERT_EQ(result->early_finish(path.back()), result->project_finish());
        longest = std::max(longest, static_cast<int>(std::ranges::count(critical, true)));
    });
    EXPECT_GT(longest, 3);
}

} // namespace
