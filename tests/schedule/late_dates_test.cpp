#include "support/worked.hpp"

#include <convene/schedule/critical.hpp>
#include <convene/schedule/explain.hpp>

// Late dates that can be kept, with their derivations. Calendars are closed at night and on weekends.

namespace {

using namespace convene;
using test::at;
using test::on_monday;

/// Working time, as hours of 3600 seconds and seconds that are missing.
constexpr Seconds hours_less(std::int64_t hours, std::int64_t seconds) { return Seconds{hours * 3600 - seconds}; }

ActivityBuilder pour_and_strip(ProcessBuilder& b) {
    b.task("pour").lasts(1_d);
    auto strip = b.task("strip");
    strip.lasts(2_d).after("pour", {.min = 1_ed, .from_edge = Edge::start, .to_edge = Edge::start});
    return strip;
}

TEST(LateDates, AStartBoundInClosedTimeLeavesTheLastSecondOfWork) {
    ProcessBuilder b("ls3");
    on_monday(b);
    pour_and_strip(b).constrain(ConstraintKind::start_no_earlier_than, at("2026-03-09T09:00"));
    const auto p = test::planned(b);
    // strip must start on Mon 9 Mar 09:00, so pour by Sun 8 Mar 09:00, which is closed since Fri 6 Mar 18:00.
    EXPECT_EQ(p.late_start("pour"), "2026-03-06T17:59:59");
    // One second of Friday, and the rest of 8 h on Monday.
    EXPECT_EQ(p.late_finish("pour"), "2026-03-09T17:59:59");
    // From Mon 2 Mar 09:00: 5 days of 8 h, less a second.
    EXPECT_EQ(p.plan.total_float(p.id("pour")), hours_less(40, 1));
    const auto why = explain(p.plan, p.id("pour"), DateKind::late_start);
    EXPECT_EQ(why.back().kind, ExplanationStep::Kind::closing);
    EXPECT_EQ(to_string(why.back().before), "2026-03-08T09:00");
}

TEST(LateDates, BackFromAFinishTheyAreThePlan) {
    ProcessBuilder b("ls3b");
    b.finish(at("2026-03-10T18:00"));
    pour_and_strip(b);
    const auto p = test::planned(b);
    EXPECT_EQ(to_string(p.plan.start(p.id("pour"))), "2026-03-06T17:59:59");
    EXPECT_EQ(to_string(p.plan.start(p.id("strip"))), "2026-03-09T09:00");
    EXPECT_EQ(to_string(p.plan.project_finish()), "2026-03-10T18:00");
}

TEST(LateDates, AStartDateBeforeTheOpeningMeansTheDayBefore) {
    for (const bool back : {false, true}) {
        ProcessBuilder b("ls4");
        if (back)
            b.finish(at("2026-03-13T18:00"));
        else
            on_monday(b);
        b.task("a").lasts(1_d).constrain(ConstraintKind::start_no_later_than, at("2026-03-06T00:00"));
        if (!back) b.task("long").lasts(10_d);
        const auto p = test::planned(b);
        EXPECT_EQ(p.late_start("a"), "2026-03-05T17:59:59");
        if (back) {
            EXPECT_EQ(to_string(p.plan.start(p.id("a"))), "2026-03-05T17:59:59");
        }
    }
}

TEST(LateDates, FreeFloatEndsAtAMomentAtWhichWorkCanStart) {
    ProcessBuilder b("f2");
    on_monday(b);
    b.task("a").lasts(1_h);
    b.task("b").lasts(4_h).after("a", {.min = 12_eh, .from_edge = Edge::start, .to_edge = Edge::start});
    b.task("d").lasts(3_d);
    const auto p = test::planned(b);
    // b starts on Tue 09:00, so a may start up to Mon 21:00; the last second of Monday is 17:59:59, 8 h less one later.
    EXPECT_EQ(p.plan.free_float(p.id("a")), hours_less(8, 1));
    // b ends with d on Wed 18:00 at the latest: it starts by 14:00, a by Wed 02:00, that is Tue 17:59:59.
    EXPECT_EQ(p.late_start("a"), "2026-03-03T17:59:59");
    EXPECT_EQ(p.plan.total_float(p.id("a")), hours_less(16, 1));
}

TEST(LateDates, OfAMilestoneAreAnInstant) {
    ProcessBuilder b("f4");
    on_monday(b);
    b.milestone("m");
    b.task("night").lasts(21_eh);
    const auto p = test::planned(b);
    EXPECT_EQ(p.late_start("m"), "2026-03-03T06:00");
    EXPECT_EQ(p.late_finish("m"), "2026-03-03T06:00");
}

TEST(LateDates, FreeFloatIsNeitherNegativeNorCapped) {
    ProcessBuilder b("f67");
    on_monday(b);
    b.task("late").lasts(1_d).deadline(at("2026-03-02T12:00"));
    b.task("fixed").lasts(5_d).constrain(ConstraintKind::must_start_on, at("2026-03-02T09:00"));
    b.task("next").lasts(1_d).after("fixed").constrain(ConstraintKind::start_no_earlier_than, at("2026-03-16T09:00"));
    const auto p = test::planned(b);
    EXPECT_EQ(p.plan.total_float(p.id("late")), Seconds{-5 * 3600});
    EXPECT_EQ(p.plan.free_float(p.id("late")), Seconds{10 * 8 * 3600}); // Tue 3 Mar to Mon 16 Mar
    EXPECT_EQ(p.plan.total_float(p.id("fixed")), Seconds{0});
    EXPECT_EQ(p.plan.free_float(p.id("fixed")), Seconds{5 * 8 * 3600}); // Mon 9 to Fri 13 Mar
}

TEST(LateDates, WhatIsGivenUpGivesNegativeFloat) {
    ProcessBuilder b("f9");
    on_monday(b);
    b.task("a").lasts(2_d);
    b.task("b").lasts(1_d).after("a").constrain(ConstraintKind::finish_no_later_than, at("2026-03-03T18:00"));
    const auto p = test::planned(b, {.on_conflict = OnConflict::relax});
    ASSERT_EQ(p.plan.broken().size(), 1U);
    EXPECT_EQ(p.plan.total_float(p.id("b")), Seconds{-8 * 3600});
    EXPECT_EQ(p.plan.total_float(p.id("a")), Seconds{-8 * 3600});
    EXPECT_EQ(p.late_start("a"), "2026-02-27T09:00");
}

TEST(LateDates, WhatCantBeDoneInTimeIsPlannedAsEarlyAsItCanBe) {
    ProcessBuilder b("back");
    b.finish(at("2028-01-03T18:00"));
    b.task("a")
        .lasts(2_d)
        .deadline(at("2026-06-26T18:00"))
        .constrain(ConstraintKind::start_no_earlier_than, at("2026-09-07T09:00"));
    const auto p = test::planned(b);
    EXPECT_EQ(to_string(p.plan.start(p.id("a"))), "2026-09-07T09:00");
    EXPECT_EQ(to_string(p.plan.finish(p.id("a"))), "2026-09-08T18:00");
    EXPECT_EQ(to_string(p.plan.project_start()), "2026-09-07T09:00");
    EXPECT_LT(p.plan.total_float(p.id("a")), Seconds{0});
}

TEST(LateDates, AFinishThatGivesWayToAStartIsWhatIsWanted) {
    ProcessBuilder b("d2");
    on_monday(b).finish(at("2026-03-06T18:00"));
    b.task("a").lasts(5_d);
    b.task("b").lasts(5_d).after("a");
    const auto p = test::planned(b);
    const auto again = *schedule(p.process, {.start = at("2026-03-02T09:00")});
    EXPECT_EQ(p.plan.total_float(p.id("a")), Seconds{-5 * 8 * 3600});
    EXPECT_EQ(again, p.plan);
}

TEST(LateDates, ANegativeMinimumThatLeadsBackIsNoCycle) {
    for (const bool maximum : {false, true}) {
        ProcessBuilder b("x8");
        on_monday(b);
        auto a = b.task("a").lasts(5_d);
        b.task("b").lasts(5_d).after("a");
        auto c = b.task("c").lasts(5_d).after("b");
        // a starts at least -20d after c finishes; c finishes at most 20d after a starts.
        if (maximum)
            c.after("a", {.min = {}, .max = 20_d, .from_edge = Edge::start, .to_edge = Edge::finish});
        else
            a.after("c", {.min = -20_d, .from_edge = Edge::finish, .to_edge = Edge::start});
        const auto p = test::planned(b);
        EXPECT_EQ(p.finish("c"), "2026-03-20T18:00");
        EXPECT_EQ(p.float_hours("a"), 0);
    }
}

// signed happened on Wednesday, and nothing of it is left to slip; work, a day, follows the status date on Friday.
TEST(LateDates, OfAMilestoneThatHasHappenedAreItsDate) {
    ProcessBuilder b("am");
    b.start(at("2026-03-02T09:00")).status_date(at("2026-03-06T09:00"));
    b.milestone("signed").progress({.actual_start = at("2026-03-04T09:00"), .actual_finish = {}, .remaining = {}});
    b.task("work").lasts(1_d).after("signed");
    const auto plan = schedule(*b.build()).value();
    const ActivityId signing{0};
    EXPECT_EQ(plan.late_start(signing), at("2026-03-04T09:00"));
    EXPECT_EQ(plan.late_finish(signing), at("2026-03-04T09:00"));
    EXPECT_EQ(plan.total_float(signing), Seconds{0});
    const auto why = explain(plan, signing, DateKind::late_finish);
    ASSERT_EQ(why.size(), 1U);
    EXPECT_EQ(why.front().cause.kind(), CauseKind::actual);
    EXPECT_EQ(why.front().at, plan.late_finish(signing));
    EXPECT_EQ(plan.finish(ActivityId{1}), at("2026-03-06T18:00"));
}

} // namespace
