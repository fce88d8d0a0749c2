#include <convene/portfolio/projects.hpp>

#include "fixture.hpp"

#include <support/coded.hpp>

using namespace convene;
using namespace convene::testing_portfolio;

TEST(Projects, TheSameKeyIsTheSamePerson) {
    PortfolioBuilder b;
    b.project({.key = "one", .process = chain({1}, {"wang", "li"})});
    b.project({.key = "two", .process = chain({1}, {"zhao", "wang"})});
    const auto p = built(b);
    ASSERT_EQ(p.colleagues().size(), 3U);
    EXPECT_EQ(p.colleague(ProjectId{0}, PersonId{0}), p.colleague(ProjectId{1}, PersonId{1}));
    EXPECT_EQ(p[*p.find_colleague("wang")].places.size(), 2U);
    EXPECT_FALSE(p.find_colleague("nobody"));
    EXPECT_EQ(p.activity_count(), 2U);
}

TEST(Projects, EveryFaultIsToldAtOnce) {
    PortfolioBuilder b;
    const auto process = chain({1}, {"wang"});
    b.project({.key = "one", .process = process});
    b.project({.key = "one", .process = process});
    b.project({.key = "", .process = process});
    b.project({.key = "a b", .process = process, .weight = 0});
    b.link({"one", "a", "onee", "a"});
    b.link({"one", "x", "one", "a"});
    const auto p = b.build();
    ASSERT_FALSE(p);
    std::vector<Code> codes;
    for (const auto& fault : p.error()) codes.push_back(fault.code);
    EXPECT_EQ(codes, (std::vector{Code::duplicate_id, Code::missing_key, Code::bad_key, Code::bad_number,
                                  Code::unknown_reference, Code::unknown_reference, Code::rule_to_itself}));
    EXPECT_EQ(p.error()[4].suggestion, "one");
    EXPECT_EQ(test::coded(p.error()[5]), "unknown-reference | project one | activity, x | a?");
}

TEST(Projects, ComponentsAreTopological) {
    PortfolioBuilder b;
    for (const char* key : {"a", "b", "c", "d"}) b.project({.key = key, .process = chain({1, 1}, {})});
    b.link({"c", "a", "b", "a"});
    b.link({"b", "a", "a", "a"});
    b.link({"a", "b", "b", "b"}); // a and b wait for each other
    const auto p = built(b);
    EXPECT_EQ(p.component(ProjectId{0}), p.component(ProjectId{1}));
    EXPECT_EQ(p.members(p.component(ProjectId{0})).size(), 2U);
    EXPECT_EQ(p.stage(p.component(ProjectId{2})), 0U);
    EXPECT_EQ(p.stage(p.component(ProjectId{0})), 1U);
    EXPECT_EQ(p.stage(p.component(ProjectId{3})), 0U);
    EXPECT_EQ(p.components(), 3U);
}

TEST(Projects, AnotherProcessKeepsLinksByKeyOrIsRefused) {
    PortfolioBuilder b;
    b.project({.key = "one", .process = chain({1, 2}, {"wang"})});
    b.project({.key = "two", .process = chain({1}, {"wang"})});
    b.link({"one", "b", "two", "a"});
    const auto before = built(b);
    const ProjectId one{0};
    const auto shorter = before.with_process(one, chain({1}, {"li"}));
    ASSERT_FALSE(shorter);
    ASSERT_EQ(shorter.error().size(), 1U);
    EXPECT_EQ(shorter.error()[0].code, Code::unknown_reference);
    const auto p = before.with_process(one, chain({1, 2, 3}, {"li", "wang"})).value();
    EXPECT_EQ(before[one].process.activities().size(), 2U);
    // A project of another portfolio is refused.
    const auto foreign = before.with_process(ProjectId{4}, chain({1}, {"li"}));
    ASSERT_FALSE(foreign);
    EXPECT_EQ(foreign.error()[0].code, Code::unknown_id);
    EXPECT_EQ(p.links()[0].from_activity, ActivityId{1});
    EXPECT_EQ(p[p.colleague(one, PersonId{0})].key, "li");
    // Wang is met in both, and only once in each.
    EXPECT_EQ(p[*p.find_colleague("wang")].places.size(), 2U);
}
