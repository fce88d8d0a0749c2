#include "support/stop_after.hpp"
#include "support/worked.hpp"

#include <convene/schedule/conflict.hpp>
#include <convene/schedule/prepare.hpp>

namespace {

using namespace convene;
using test::at;

Process pair() {
    ProcessBuilder b("pair");
    test::on_monday(b);
    b.task("a").lasts(1_d);
    b.task("b").lasts(2_d).after("a");
    return *b.build();
}

TEST(Prepare, FillsInWhatTheProcessSays) {
    const auto prepared = *prepare(pair());
    EXPECT_EQ(prepared.options().start, at("2026-03-02T09:00"));
    EXPECT_EQ(prepared.base(), at("2026-03-02T09:00"));
    const auto under_way = *prepare(pair(), {.status_date = at("2026-03-04T09:00")});
    EXPECT_EQ(under_way.base(), at("2026-03-04T09:00"));
}

TEST(Prepare, SharesItsNetworkUnderOtherOptions) {
    const auto one = *prepare(pair());
    const ScheduleOptions later{
        .outside = {{ActivityId{0}, Edge::start, OutsideDate::Kind::not_before, at("2026-03-09T09:00")}}};
    const auto other = *prepare(one, later);
    EXPECT_EQ(&one.network(), &other.network());
    EXPECT_TRUE(one.bounds().floors.empty());
    const auto plan = *schedule(other);
    EXPECT_EQ(plan, *schedule(pair(), later));
    EXPECT_EQ(plan.early_start(ActivityId{0}), at("2026-03-09T09:00"));
}

TEST(Prepare, OwnsItsProcess) {
    auto process = std::make_unique<Process>(pair());
    const auto plan = *schedule(*process);
    process.reset();
    EXPECT_EQ(plan.process().key(ActivityId{1}), "b");
    EXPECT_EQ(to_string(plan.early_finish(ActivityId{1})), "2026-03-04T18:00");
}

TEST(Prepare, RefusesWhatHasNoStartAndWhatWaitsForItself) {
    ProcessBuilder b("none");
    b.task("a").lasts(1_d);
    EXPECT_EQ(prepare(*b.build()).error().front().code, Code::no_start);
    ProcessBuilder c("circle");
    test::on_monday(c);
    c.task("a").lasts(1_d).after("b");
    c.task("b").lasts(1_d).after("a");
    const auto found = prepare(*c.build());
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().front().code, Code::cycle);
}

TEST(Prepare, RefusesWhatHappenedAfterTheDayOfTheStatusDate) {
    ProcessBuilder b("future");
    test::on_monday(b);
    b.task("a").lasts(1_d).progress({.actual_start = at("2026-03-04T15:00"), .actual_finish = {}, .remaining = {}});
    const auto p = *b.build();
    EXPECT_TRUE(prepare(p, {.status_date = at("2026-03-04T09:00")}));
    EXPECT_EQ(prepare(p, {.status_date = at("2026-03-03T18:00")}).error().front().code, Code::bad_progress);
}

TEST(Prepare, WorkResumesWhereTheRestOfItBegins) {
    ProcessBuilder b("rest");
    test::on_monday(b);
    b.task("a").lasts(5_d).progress({.actual_start = at("2026-03-02T09:00"), .actual_finish = {}, .remaining = 1_d});
    b.task("next").lasts(1_d).after("a");
    const auto p = test::planned(b);
    // Four of five days have been worked, up to Thursday.
    EXPECT_EQ(p.finish("a"), "2026-03-06T18:00");
    EXPECT_EQ(p.start("next"), "2026-03-09T09:00");
}

TEST(Prepare, AMilestoneHasFinishedWhenItHasStarted) {
    ProcessBuilder b("moment");
    test::on_monday(b).status_date(at("2026-03-06T09:00"));
    b.milestone("signed").progress({.actual_start = at("2026-03-04T09:00"), .actual_finish = {}, .remaining = {}});
    b.task("work").lasts(1_d).after("signed");
    const auto p = test::planned(b);
    EXPECT_EQ(p.finish("signed"), "2026-03-04T09:00");
    EXPECT_EQ(p.finish("work"), "2026-03-06T18:00");
}

/// Two conflicts: a chain that is too long for its end, and one that is too long for a maximum lag.
Process twice_infeasible() {
    ProcessBuilder b("twice");
    test::on_monday(b);
    b.task("a").lasts(2_d);
    b.task("b").lasts(3_d).after("a").constrain(ConstraintKind::finish_no_later_than, at("2026-03-05T18:00"));
    b.task("c").lasts(1_d);
    b.task("d").lasts(4_d).after("c");
    b.task("e").lasts(1_d).after("d").after("c", {.max = 2_d});
    return *b.build();
}

TEST(Schedule, EndsWithStoppedWheneverItIsStopped) {
    const auto process = twice_infeasible();
    const auto all = schedule(process);
    ASSERT_FALSE(all);
    ASSERT_EQ(all.error().size(), 2U);
    std::vector<std::size_t> found_by_then(3);
    for (int questions = 0;; ++questions) {
        const auto stopped = schedule(process, {.stop = test::StopAfter(questions)});
        ASSERT_FALSE(stopped);
        auto faults = stopped.error();
        if (faults == all.error()) break;
        ASSERT_EQ(faults.back().code, Code::stopped);
        faults.pop_back();
        ASSERT_LE(faults.size(), all.error().size());
        EXPECT_TRUE(std::equal(faults.begin(), faults.end(), all.error().begin())); // whole conflicts alone
        ++found_by_then[faults.size()];
    }
    EXPECT_GT(found_by_then[0], 2U);
    EXPECT_GT(found_by_then[1], 2U);
}

TEST(Schedule, AnsweredOrStoppedWhereBoundsAreGivenUp) {
    const auto process = twice_infeasible();
    const auto whole = schedule(process, {.on_conflict = OnConflict::relax});
    ASSERT_TRUE(whole);
    int questions = 0;
    for (;; ++questions) {
        const auto one = schedule(process, {.on_conflict = OnConflict::relax, .stop = test::StopAfter(questions)});
        if (one) {
            EXPECT_EQ(*one, *whole);
            break;
        }
        ASSERT_EQ(one.error(), Diagnostics{{.code = Code::stopped}});
    }
    EXPECT_GE(questions, 4);
}

TEST(FindConflicts, GivesThoseFoundBeforeItWasStopped) {
    const auto process = twice_infeasible();
    EXPECT_EQ(find_conflicts(process).size(), 2U);
    EXPECT_TRUE(find_conflicts(process, {.stop = test::StopAfter(0)}).empty());
    EXPECT_EQ(find_conflicts(process, {.stop = test::StopAfter(1'000'000)}).size(), 2U);
}

TEST(Prepared, IsAsItWasAfterItWasMovedFrom) {
    auto prepared = *prepare(pair());
    const auto moved = std::move(prepared);
    EXPECT_EQ(&prepared.network(), &moved.network()); // NOLINT(bugprone-use-after-move)
}

TEST(Schedule, HasItsProcessAndNoDatesAfterItWasMovedFrom) {
    auto plan = *schedule(pair());
    const auto moved = std::move(plan);
    EXPECT_EQ(plan.process(), moved.process()); // NOLINT(bugprone-use-after-move)
    EXPECT_EQ(plan.size(), 0U);
    EXPECT_TRUE(plan.starts().empty());
#ifndef NDEBUG
    EXPECT_DEATH((void)plan.start(ActivityId{0}), "column.size");
#endif
}

} // namespace
