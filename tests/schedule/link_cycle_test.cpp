#include "support/worked.hpp"

#include <convene/schedule/link_cycle.hpp>

namespace {

using namespace convene;

TEST(LinkCycle, IsTheShortestOfEachKnotLinkByLink) {
    ProcessBuilder b("circles");
    b.artifact({.key = "report"});
    b.task("a").lasts(1_d).after("c").produces("report");
    b.task("b").lasts(1_d).consumes("report");
    b.task("c").lasts(1_d).after("b");
    b.task("d").lasts(1_d).after("e");
    b.task("e").lasts(1_d).after("d");
    const auto p = *b.build();
    const auto cycles = find_cycles(p);
    ASSERT_EQ(cycles.size(), 2U);
    ASSERT_EQ(cycles[0].links.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(cycles[0].links[i].to, cycles[0].links[(i + 1) % 3].from);
    EXPECT_EQ(cycles[0].links[0], (ActivityLink{{CauseKind::artifact, 0}, ActivityId{0}, ActivityId{1}}));
    EXPECT_EQ(cycles[1].links.size(), 2U);
    EXPECT_EQ(to_diagnostic(p, cycles[1]).code, Code::cycle);
}

TEST(LinkCycle, MaximumLagsMakeNone) {
    ProcessBuilder b("loop");
    b.task("a").lasts(1_d);
    b.task("b").lasts(1_d).after("a", {.max = spans::days(2)});
    EXPECT_TRUE(find_cycles(*b.build()).empty());
}

} // namespace
