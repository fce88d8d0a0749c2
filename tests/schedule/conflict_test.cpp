#include "support/worked.hpp"

namespace {

using namespace convene;
using test::at;
using test::on_monday;

Process late_meeting() {
    ProcessBuilder b("late");
    on_monday(b);
    b.task("draft").lasts(3_d);
    b.meeting("decide")
        .lasts(1_d)
        .after("draft", {.min = 1_d})
        .constrain(ConstraintKind::finish_no_later_than, at("2026-03-05T18:00"));
    return *b.build();
}

// draft until the 4th 18:00, a day's lag until the 5th 18:00, the meeting on the 6th: 8 hours late.
TEST(Conflict, NamesTheChainAndTheSmallestChanges) {
    const auto process = late_meeting();
    const auto conflicts = find_conflicts(process);
    ASSERT_EQ(conflicts.size(), 1U);
    const auto& parts = conflicts.front().parts;
    ASSERT_EQ(parts.size(), 3U);
    EXPECT_EQ(parts[0].cause.kind(), CauseKind::project_start);
    EXPECT_EQ(parts[1].cause.kind(), CauseKind::rule_min);
    EXPECT_EQ(parts[1].relax_by, Seconds{8 * 3600});
    EXPECT_EQ(parts[2].cause.kind(), CauseKind::constraint);
    EXPECT_EQ(parts[2].relaxed_date, at("2026-03-06T18:00"));
    ASSERT_EQ(conflicts.front().durations.size(), 2U);
    EXPECT_EQ(conflicts.front().durations.front().by, Seconds{8 * 3600});
}

TEST(Conflict, IsToldInBothLanguages) {
    const auto process = late_meeting();
    const auto refused = schedule(process);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().front().code, Code::infeasible);
    EXPECT_NE(message(refused.error().front()).find("shorten the lag from draft to decide by 1d"), std::string::npos)
        << message(refused.error().front());
    EXPECT_NE(message(refused.error().front(), Language::zh).find("将draft到decide的最小时距缩短 1d"),
              std::string::npos)
        << message(refused.error().front(), Language::zh);
}

TEST(Conflict, SeveralAreToldAtOnce) {
    ProcessBuilder b("two");
    on_monday(b);
    for (const auto* key : {"x", "y"})
        b.task(key).lasts(3_d).constrain(ConstraintKind::finish_no_later_than, at("2026-03-03T18:00"));
    EXPECT_EQ(find_conflicts(*b.build()).size(), 2U);
}

TEST(Conflict, AWindowThatCannotBeIsACycleOfRules) {
    ProcessBuilder b("window");
    on_monday(b);
    b.task("a").lasts(1_h);
    b.task("b").lasts(2_d).after("a");
    b.task("c").lasts(1_h).after("b").after("a", {.max = 1_d});
    const auto conflicts = find_conflicts(*b.build());
    ASSERT_EQ(conflicts.size(), 1U);
    for (const auto& part : conflicts.front().parts) EXPECT_NE(part.cause.kind(), CauseKind::project_start);
}

TEST(Conflict, AFeasibleProcessHasNone) {
    ProcessBuilder b("fine");
    on_monday(b);
    b.task("a").lasts(1_d);
    EXPECT_TRUE(find_conflicts(*b.build()).empty());
}

TEST(Conflict, RelaxedItIsScheduledAndListed) {
    const auto process = late_meeting();
    const auto plan = schedule(process, {.on_conflict = OnConflict::relax});
    ASSERT_TRUE(plan);
    ASSERT_EQ(plan->broken().size(), 1U);
    EXPECT_EQ(plan->broken().front().limit, at("2026-03-05T18:00"));
    EXPECT_EQ(plan->broken().front().actual, at("2026-03-06T18:00"));
}

TEST(Conflict, ACycleIsNamedLinkByLink) {
    ProcessBuilder b("circle");
    on_monday(b);
    b.artifact({.key = "report"});
    b.task("a").lasts(1_d).after("b").produces({"report"});
    b.task("b").lasts(1_d).consumes({"report"});
    const auto process = *b.build();
    const auto cycles = find_cycles(process);
    ASSERT_EQ(cycles.size(), 1U);
    EXPECT_EQ(cycles.front().code, Code::cycle);
    EXPECT_NE(message(cycles.front()).find("b needs \"report\", which a produces"), std::string::npos)
        << message(cycles.front());
    EXPECT_EQ(schedule(process).error().front().code, Code::cycle);
}

} // namespace
