#include <convene/model/builder.hpp>
#include <convene/resource/level.hpp>
#include <convene/resource/team_bound.hpp>

#include <gtest/gtest.h>

#include <numeric>
#include <string>

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
    const auto g = gap(p, *level(p, {.tries = 100}));
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
    EXPECT_EQ(gap(p, *level(p)).lower, at("2026-03-03T18:00"));
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
    const auto g = gap(p, *level(p));
    EXPECT_EQ(g.lower, at("2026-03-06T18:00"));
    EXPECT_EQ(g.finish, at("2026-03-06T18:00"));
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
    detail::add_burden(burden, p, [](PersonId person) { return person.value; });
    EXPECT_EQ(burden, (std::vector<std::int64_t>{8 * 3600, 4 * 3600}));
}
