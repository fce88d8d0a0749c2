// What a plan keeps, and what it tells that it does not keep.

#include <convene/model/builder.hpp>
#include <convene/staffing/level.hpp>
#include <convene/staffing/verify_plan.hpp>

#include <gtest/gtest.h>

#include <functional>

using namespace convene;

namespace {

Instant at(std::string_view text) { return *try_parse_instant(text); }

/// From Monday, 2 March 2026, on; kim fills the role r and may be away.
Process made(const std::function<void(ProcessBuilder&)>& say, std::vector<Absence> absences = {}) {
    ProcessBuilder b("p");
    b.role({.key = "r"}).person({.key = "kim", .roles = {"r"}, .absences = std::move(absences)});
    say(b);
    auto p = b.build();
    EXPECT_TRUE(p) << (p ? "" : to_string(p.error()));
    return *p;
}

const std::vector<Absence> away{{at("2026-03-04"), at("2026-03-06"), {}}};

Levelled relaxed(const Process& p) {
    auto plan = level(p, {.schedule = {.on_conflict = OnConflict::relax}});
    EXPECT_TRUE(plan) << (plan ? "" : to_string(plan.error()));
    EXPECT_TRUE(verify(*plan).empty());
    return *plan;
}

std::vector<Code> codes(const Levelled& plan) {
    std::vector<Code> out;
    for (const auto& finding : findings(plan)) out.push_back(finding.code);
    return out;
}

} // namespace

TEST(Levelled, HasTheDatesOfEachActivity) {
    const auto p = made([](auto& b) {
        b.start(at("2026-03-02T09:00"));
        b.task("a").lasts(spans::hours(8)).worked_by({"r"});
        b.task("b").lasts(spans::hours(8)).worked_by({"r"});
    });
    const auto plan = *level(p);
    const ActivityId b{1};
    EXPECT_EQ(plan.process(), p);
    ASSERT_EQ(plan.size(), 2U);
    EXPECT_EQ(plan.start(b), at("2026-03-03T09:00"));
    EXPECT_EQ(plan.finish(b), at("2026-03-03T18:00"));
    EXPECT_EQ(plan.reserved_from(b), plan.start(b));
    EXPECT_EQ(plan.starts()[1], plan.start(b));
    EXPECT_EQ(plan.people(b).front(), PersonId{0});
    EXPECT_EQ(plan.shares(b).front(), 1000);
    EXPECT_TRUE(plan.pieces(b).empty());
    EXPECT_EQ(plan.project_finish(), plan.finish(b));
    EXPECT_TRUE(findings(plan).empty());
}

// kim is away on Wednesday and Thursday, so what has to be done on Wednesday ends on Friday.
TEST(Levelled, TellsOfADateThatPeopleBreak) {
    const auto p = made(
        [](auto& b) {
            b.start(at("2026-03-02T09:00"));
            b.task("a")
                .lasts(spans::hours(8))
                .worked_by({"r"})
                .constrain(ConstraintKind::must_finish_on, at("2026-03-04T18:00"));
        },
        away);
    const auto plan = relaxed(p);
    const auto told = findings(plan);
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].code, Code::bound_broken);
    EXPECT_EQ(told[0].object, name_of(p, ActivityId{0}));
    ASSERT_EQ(told[0].arguments.size(), 4U);
    EXPECT_EQ(told[0].arguments[2], Text("2026-03-04 18:00"));
    EXPECT_EQ(told[0].arguments[3], Text("2026-03-06 18:00"));
}

// The same date, only wanted from the start: nothing has to be relaxed.
TEST(Levelled, TellsOfASoftBoundThatPeopleBreak) {
    const auto p = made(
        [](auto& b) {
            b.start(at("2026-03-02T09:00"));
            b.task("a")
                .lasts(spans::hours(8))
                .worked_by({"r"})
                .constrain(ConstraintKind::start_no_earlier_than, at("2026-03-04T09:00"));
            b.task("b")
                .lasts(spans::hours(8))
                .worked_by({"r"})
                .after("a")
                .constrain(ConstraintKind::finish_no_later_than, at("2026-03-05T18:00"), true);
        },
        away);
    const auto plan = *level(p);
    EXPECT_TRUE(verify(plan).empty());
    EXPECT_EQ(plan.finish(ActivityId{1}), at("2026-03-09T18:00"));
    EXPECT_EQ(codes(plan), std::vector{Code::bound_broken});
    ASSERT_EQ(plan.broken().size(), 1U);
    EXPECT_TRUE(plan.broken()[0].soft);
}

TEST(Levelled, TellsOfALimitOverThreeDaysThatPeopleBreak) {
    const auto p = made(
        [](auto& b) {
            b.start(at("2026-03-02T09:00"));
            b.task("a")
                .lasts(spans::hours(24))
                .worked_by({"r"})
                .constrain(ConstraintKind::finish_no_later_than, at("2026-03-06T18:00"));
        },
        away);
    const auto plan = relaxed(p);
    EXPECT_EQ(plan.finish(ActivityId{0}), at("2026-03-10T18:00"));
    EXPECT_EQ(codes(plan), std::vector{Code::bound_broken});
}

// a, after p's two days, can't be done before x's date on Thursday 09:00.
TEST(Levelled, TellsOfAnOutsideDateThatPeopleBreak) {
    const auto p = made(
        [](auto& b) {
            b.start(at("2026-03-02T09:00"));
            b.task("p").lasts(spans::hours(16));
            b.task("a").lasts(spans::hours(8)).worked_by({"r"}).after("p");
            b.external("x").date(at("2026-03-05T09:00")).after("a");
        },
        away);
    const auto plan = relaxed(p);
    EXPECT_EQ(codes(plan), std::vector{Code::bound_broken});
    EXPECT_EQ(findings(plan)[0].object, name_of(p, ActivityId{1}));
}

// Seven days of work for one person from Monday on end on Tuesday of the next week.
TEST(Levelled, TellsOfDeadlinesAndTheWantedFinish) {
    const auto p = made([](auto& b) {
        b.start(at("2026-03-02T09:00")).finish(at("2026-03-06T18:00"));
        b.task("a").lasts(spans::hours(32)).worked_by({"r"});
        b.task("b").lasts(spans::hours(24)).worked_by({"r"}).deadline(at("2026-03-05T18:00"));
    });
    const auto plan = *level(p, {.rules = {LevelRule::early_start}});
    EXPECT_EQ(plan.project_finish(), at("2026-03-10T18:00"));
    EXPECT_EQ(codes(plan), (std::vector{Code::plan_misses_deadline, Code::plan_misses_finish}));
    // With b first its deadline is kept.
    const auto better = *level(p, {.objective = {.finish = 1, .late = 1}});
    EXPECT_EQ(codes(better), std::vector{Code::plan_misses_finish});
}

// Eighteen days of work for one person before Friday, 3 April 18:00 begin on Wednesday, 11 March 09:00.
TEST(Levelled, BackFromAFinishItStartsEarlyEnough) {
    const auto p = made([](auto& b) {
        b.finish(at("2026-04-03T18:00"));
        b.task("A").lasts(spans::hours(40)).worked_by({"r"});
        b.task("B").lasts(spans::hours(40)).worked_by({"r"}).after("A");
        b.task("X").lasts(spans::hours(64)).worked_by({"r"});
    });
    const auto plan = level(p);
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->project_start(), at("2026-03-11T09:00"));
    EXPECT_EQ(plan->project_finish(), at("2026-04-03T18:00"));
    EXPECT_TRUE(findings(*plan).empty());
    EXPECT_TRUE(verify(*plan).empty());
}

TEST(Levelled, BackFromAFinishItTellsWhenEvenThatIsTooLate) {
    const auto p = made([](auto& b) {
        b.finish(at("2026-03-06T18:00"));
        b.task("A").lasts(spans::hours(40)).worked_by({"r"});
        b.task("B").lasts(spans::hours(40)).worked_by({"r"});
    });
    const auto plan = level(p, {.schedule = {.status_date = at("2026-03-02T09:00")}});
    ASSERT_TRUE(plan);
    EXPECT_EQ(codes(*plan), std::vector{Code::plan_misses_finish});
}
