#include "support/worked.hpp"

namespace {

using namespace convene;
using test::at;
using test::on_monday;

TEST(RollUp, SpansThePhaseAndItsSubPhases) {
    ProcessBuilder b("phases");
    on_monday(b);
    b.phase({.key = "all"}).phase({.key = "part", .parent = "all"}).phase({.key = "empty"});
    b.task("a").lasts(1_d).in_phase("part").progress(
        {.actual_start = at("2026-03-02T09:00"), .actual_finish = at("2026-03-02T18:00"), .remaining = {}});
    b.task("b").lasts(2_d).in_phase("all").after("a");
    const auto p = test::planned(b);
    const auto phases = roll_up(p.plan);
    ASSERT_EQ(phases.size(), 3U);
    EXPECT_EQ(to_string(phases[PhaseId{0}].start), "2026-03-02T09:00");
    EXPECT_EQ(to_string(phases[PhaseId{0}].finish), "2026-03-04T18:00");
    EXPECT_EQ(phases[PhaseId{0}].activities, 2U);
    EXPECT_EQ(phases[PhaseId{0}].finished, 1U);
    EXPECT_EQ(to_string(phases[PhaseId{1}].finish), "2026-03-02T18:00");
    EXPECT_EQ(phases[PhaseId{2}].activities, 0U);
    EXPECT_EQ(phases[PhaseId{2}].start, p.plan.project_start());
}

} // namespace
