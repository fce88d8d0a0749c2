#include <convene/core/random.hpp>
#include <convene/model/builder.hpp>
#include <convene/staffing/detail/team_bound.hpp>
#include <convene/staffing/level.hpp>

#include "support/environment.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <string>
#include <vector>

using namespace convene;

namespace {

Instant at(std::string_view text) { return *try_parse_instant(text); }

} // namespace

TEST(TeamBound, TheBoundCountsWhatOnlyOneTeamMayDo) {
    ProcessBuilder b("p");
    b.start(at("2026-03-02T09:00")).role({.key = "r"}).role({.key = "s"});
    b.person({.key = "a", .roles = {"r"}})
        .person({.key = "b", .roles = {"r", "s"}})
        .person({.key = "c", .roles = {"s"}});
    for (int i = 0; i < 5; ++i) b.task("r" + std::to_string(i)).lasts(spans::hours(8)).duty({.role = "r"});
    for (int i = 0; i < 4; ++i) b.task("s" + std::to_string(i)).lasts(spans::hours(8)).duty({.role = "s"});
    const auto p = *b.build();
    // Nine days of work for three people.
    const auto g = gap(*level(p, {.tries = 100}));
    EXPECT_EQ(g.lower, at("2026-03-04T18:00"));
    EXPECT_EQ(g.finish, at("2026-03-04T18:00"));
    EXPECT_EQ(g.relative, 0);
}

TEST(TeamBound, TheBoundCountsWhoeverIsAskedForInAnyCase) {
    ProcessBuilder b("p");
    b.start(at("2026-03-02T09:00")).role({.key = "r"}).role({.key = "s"});
    b.person({.key = "a", .roles = {"r", "s"}}).person({.key = "b", .roles = {"r"}});
    b.task("all").lasts(spans::hours(8)).duty({.role = "r", .demand = DutyDemand::all});
    b.task("one").lasts(spans::hours(8)).duty({.role = "s"});
    const auto p = *b.build();
    EXPECT_EQ(gap(*level(p)).lower, at("2026-03-03T18:00"));
}

// Who also stands watch by night has no more days for what is counted in office hours.
TEST(TeamBound, WorkIsDoneInTheHoursOfItsCalendar) {
    ProcessBuilder b("p");
    b.start(at("2026-03-02T09:00")).add_calendar(Calendar::standard()).calendar("standard");
    b.add_calendar(Calendar::continuous());
    b.role({.key = "office"}).role({.key = "watch", .calendar = "continuous"});
    b.person({.key = "a", .roles = {"office", "watch"}});
    for (int i = 0; i < 5; ++i) b.task("o" + std::to_string(i)).lasts(spans::hours(8)).duty({.role = "office"});
    b.task("w").lasts(spans::hours(8)).on_calendar("continuous").duty({.role = "watch"});
    const auto p = *b.build();
    const auto g = gap(*level(p));
    EXPECT_EQ(g.lower, at("2026-03-06T18:00"));
    EXPECT_EQ(g.finish, at("2026-03-06T18:00"));
}

// `gap` never tells more than the plan's own finish, so the bound is looked at before.
TEST(TeamBound, NoPlanFinishesBeforeTheBound) {
    Random random(3);
    int bounding = 0;
    for (int i = 0; i < 200 * test::scale(); ++i) {
        ProcessBuilder b("p");
        b.start(at("2026-03-02T09:00")).add_calendar(Calendar::standard()).calendar("standard");
        b.add_calendar(Calendar::continuous());
        b.add_calendar(*make_calendar({.key = "am", .week = monday_to_friday({*parse_shift("09:00-12:00")})}));
        const char* calendars[] = {"standard", "continuous", "am"};
        const std::vector<std::string> roles{"r", "s", "t"};
        b.role({.key = "r"}).role({.key = "s", .calendar = "continuous"}).role({.key = "t"});
        for (std::uint32_t p = 0; p < 2 + random.below(3); ++p) {
            const auto key = "p" + std::to_string(p);
            PersonSpec person{.key = key};
            for (const auto& role : roles)
                if (random.chance(0.6)) person.roles.push_back(role);
            b.person(person);
        }
        const auto count = 3 + random.below(6);
        for (std::uint32_t a = 0; a < count; ++a) {
            auto task = b.task("t" + std::to_string(a)).lasts(spans::hours(1 + static_cast<int>(random.below(9))));
            const auto role = random.below(3);
            task.on_calendar(calendars[role == 1 ? random.below(3) : 2 * random.below(2)]);
            const DutyDemand demands[] = {DutyDemand::one, DutyDemand::one, DutyDemand::all};
            task.duty({.role = roles[role], .demand = demands[random.below(3)]});
            if (random.chance(0.3)) task.duty({.role = roles[2 * random.below(2)], .share = 500});
            if (a > 0 && random.chance(0.2)) task.after("t" + std::to_string(random.below(a)));
        }
        const auto p = *b.build();
        const auto plan = level(p, {.tries = 20});
        if (!plan) continue;
        detail::TeamDemands demands;
        demands.calendars.resize(p.people().size());
        detail::add_demands(demands, Staffing(p), plan->early(), [](PersonId person) { return person.value; });
        const auto bound = detail::team_bound(demands);
        ASSERT_LE(bound, plan->project_finish()) << "case " << i;
        bounding += bound > plan->early().project_finish() ? 1 : 0;
    }
    EXPECT_GT(bounding, 50 * test::scale());
}

TEST(TeamBound, WorkIsSpreadUntilNobodyCouldGiveAnyAway) {
    const detail::Teams teams{{{{0, 1}, 1}, {10, 10, {}}}, {{{1, 2}, 1}, {20, 20, {}}}, {{{2, 3}, 2}, {5, 5, {}}}};
    const auto load = detail::even_load(teams, 4);
    // Levels are whole numbers, so each team may give one more to each.
    EXPECT_NEAR(static_cast<double>(std::accumulate(load.begin(), load.end(), std::int64_t{0})), 40, 3);
    EXPECT_EQ(load[3], 5);
    EXPECT_EQ(load[0], 10);
    EXPECT_NEAR(static_cast<double>(load[1]), 12.5, 1);
    EXPECT_NEAR(static_cast<double>(load[2]), 12.5, 1);
}

TEST(TeamBound, ABurdenIsAnEqualShareOfWhatOneMayBeAskedFor) {
    ProcessBuilder b("p");
    b.start(at("2026-03-02T09:00")).role({.key = "r"}).role({.key = "s"});
    b.person({.key = "a", .roles = {"r", "s"}}).person({.key = "b", .roles = {"r"}});
    b.task("one").lasts(spans::hours(8)).duty({.role = "r"});
    b.task("half").lasts(spans::hours(8)).duty({.role = "s", .share = 500});
    const auto p = *b.build();
    std::vector<std::int64_t> burden(2);
    detail::add_burden(burden, Staffing(p), [](PersonId person) { return person.value; });
    EXPECT_EQ(burden, (std::vector<std::int64_t>{8 * 3600, 4 * 3600}));
}
