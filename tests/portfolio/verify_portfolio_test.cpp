#include <convene/portfolio/verify_portfolio.hpp>

#include "fixture.hpp"

using namespace convene;
using namespace convene::testing_portfolio;

namespace {

struct Planned {
    Portfolio portfolio;
    PortfolioPlan plan;
};

Planned planned() {
    PortfolioBuilder b;
    b.project({.key = "one", .process = chain({8}, {"wang"})});
    b.project({.key = "two", .process = chain({8}, {"wang"})});
    b.link({"one", "a", "two", "a"});
    auto p = built(b);
    auto plan = *level(p);
    return {std::move(p), std::move(plan)};
}

std::vector<std::string> with(Planned planned, ProjectId id, Seconds by) {
    auto changed = planned.plan[id];
    changed.start[0] += by;
    changed.finish[0] += by;
    changed.reserved_from[0] += by;
    planned.plan.projects[id] = std::make_shared<const Levelled>(std::move(changed));
    return verify(planned.portfolio, planned.plan);
}

} // namespace

TEST(VerifyPortfolio, FindsTwoPlacesAndBrokenLinks) {
    EXPECT_TRUE(with(planned(), ProjectId{1}, Seconds{0}).empty());
    const auto faults = with(planned(), ProjectId{1}, std::chrono::days{-1});
    ASSERT_EQ(faults.size(), 2U);
    EXPECT_EQ(faults[0], "wang is in project one and project two at 2026-03-02T09:00");
    EXPECT_EQ(faults[1], "project two starts too early after project one");
    // A week later is fine for everybody.
    EXPECT_TRUE(with(planned(), ProjectId{1}, std::chrono::days{7}).empty());
}

TEST(VerifyPortfolio, FindsFaultsInsideAProject) {
    const auto faults = with(planned(), ProjectId{1}, std::chrono::hours{10});
    ASSERT_FALSE(faults.empty());
    EXPECT_EQ(faults[0], "project two: duration: task a");
}
