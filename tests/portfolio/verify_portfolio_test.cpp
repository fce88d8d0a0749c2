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

std::vector<PortfolioViolation> with(Planned planned, ProjectId id, Seconds by) {
    const ActivityId a{0};
    auto changed = planned.plan[id].data();
    changed.start[a] += by;
    changed.finish[a] += by;
    changed.reserved_from[a] += by;
    planned.plan.projects[id] = std::make_shared<const Levelled>(planned.plan[id].early(), std::move(changed));
    return verify(planned.portfolio, planned.plan);
}

} // namespace

TEST(VerifyPortfolio, FindsTwoPlacesAndBrokenLinks) {
    EXPECT_TRUE(with(planned(), ProjectId{1}, Seconds{0}).empty());
    const auto faults = with(planned(), ProjectId{1}, std::chrono::days{-1});
    ASSERT_EQ(faults.size(), 2U);
    using Kind = PortfolioViolation::Kind;
    const ProjectId one{0};
    const ProjectId two{1};
    EXPECT_EQ(faults[0],
              (PortfolioViolation{Kind::two_projects, one, two, ColleagueId{0}, at("2026-03-02T09:00"), {}}));
    EXPECT_EQ(faults[1], (PortfolioViolation{.kind = Kind::link, .project = two, .other = one}));
    const auto told = to_diagnostic(planned().portfolio, faults[0]);
    EXPECT_EQ(told.code, Code::plan_in_two_projects);
    EXPECT_EQ(told.arguments[0], Text("wang"));
    EXPECT_EQ(to_diagnostic(planned().portfolio, faults[1]).code, Code::plan_link_broken);
    // A week later is fine for everybody.
    EXPECT_TRUE(with(planned(), ProjectId{1}, std::chrono::days{7}).empty());
}

TEST(VerifyPortfolio, FindsFaultsInsideAProject) {
    const auto faults = with(planned(), ProjectId{1}, std::chrono::hours{10});
    ASSERT_FALSE(faults.empty());
    EXPECT_EQ(faults[0].project, ProjectId{1});
    ASSERT_TRUE(faults[0].in_project);
    EXPECT_EQ(faults[0].in_project->kind, PlanViolation::Kind::duration);
    const auto told = to_diagnostic(planned().portfolio, faults[0]);
    EXPECT_EQ(told.code, Code::plan_duration);
    EXPECT_EQ(std::string(told.object.in(Language::en)), "project two, task a");
}

TEST(VerifyPortfolio, TellsAProjectThatHasChangedSince) {
    auto [portfolio, plan] = planned();
    const ProjectId two{1};
    // Longer and shorter: neither may pass for the plan that is there.
    for (const auto& hours : {std::vector{9}, std::vector{8, 8}, std::vector{4}}) {
        const auto changed = *portfolio.with_process(two, chain(hours, {"wang"}));
        const auto faults = verify(changed, plan);
        ASSERT_EQ(faults.size(), 1U);
        EXPECT_EQ(faults[0], (PortfolioViolation{.kind = PortfolioViolation::Kind::changed, .project = two}));
        EXPECT_EQ(to_diagnostic(changed, faults[0]).code, Code::plan_project_changed);
    }
}
