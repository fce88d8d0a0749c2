// Levelled portfolios as bytes and back, and those of one portfolio as those of another.

#include <convene/portfolio/saved_portfolio_plan.hpp>

#include "fixture.hpp"

#include <gtest/gtest.h>

#include <algorithm>

using namespace convene;
using namespace convene::testing_portfolio;

namespace {

Portfolio six() {
    return *synthetic_portfolio(examples(), {.activities = 200, .seed = 4, .people = 12, .weeks = 20, .linked = 300});
}

/// Three projects of wang, li and zhao, of which the first had nobody of them before: so wang, who is in no other one,
/// comes after the others.
Portfolio three(bool edited) {
    const auto first = chain({8, 4}, {"wang", "li"});
    PortfolioBuilder b;
    b.project({.key = "one", .process = edited ? chain({8}, {"stranger"}) : first});
    b.project({.key = "two", .process = chain({8, 8}, {"li"})});
    b.project({.key = "three", .process = chain({4}, {"zhao", "li"})});
    const auto p = built(b);
    return edited ? p.with_process(ProjectId{0}, first).value() : p;
}

void expect_same(const Portfolio& p, const PortfolioPlan& a, const PortfolioPlan& b) {
    EXPECT_EQ(a.rule, b.rule);
    EXPECT_EQ(a.order, b.order);
    EXPECT_EQ(a.burden, b.burden);
    EXPECT_EQ(a.colleague_reservations, b.colleague_reservations);
    for (const auto id : p.projects().ids()) {
        EXPECT_EQ(a[id], b[id]);
        EXPECT_EQ(a.early[id], b.early[id]);
        EXPECT_EQ(*a.reservations[id], *b.reservations[id]);
    }
}

} // namespace

TEST(SavedPortfolioPlan, IsTheSameWhenItComesBack) {
    const auto p = six();
    const auto plan = *level(p);
    const auto back = portfolio_plan_from_bytes(p, to_bytes(p, plan));
    ASSERT_TRUE(back) << to_string(back.error());
    expect_same(p, plan, *back);
}

TEST(SavedPortfolioPlan, ColleaguesAreFoundByTheirKeys) {
    const auto p = three(false);
    const auto other = three(true);
    const auto plan = *level(p);
    const auto there = portfolio_plan_from_bytes(other, to_bytes(p, plan));
    ASSERT_TRUE(there) << to_string(there.error());
    EXPECT_TRUE(verify(other, *there).empty());
    // By name everybody is booked for the same, and nobody else for anything.
    std::size_t booked = 0;
    bool moved = false;
    for (const auto id : p.colleagues().ids()) {
        const auto& key = p.colleagues()[id].key;
        const auto own = p.colleagues()[id].uses.empty() ? other.find_colleague(key) : other.find_resource(key);
        ASSERT_TRUE(own) << key;
        EXPECT_EQ(there->colleague_reservations[*own], plan.colleague_reservations[id]) << key;
        EXPECT_EQ(there->burden[own->index()], plan.burden[id.index()]) << key;
        booked += plan.colleague_reservations[id].size();
        moved = moved || *own != id;
    }
    EXPECT_TRUE(moved);
    std::size_t booked_there = 0;
    for (const auto& row : there->colleague_reservations) booked_there += row.size();
    EXPECT_EQ(booked_there, booked);
    // And back again.
    const auto back = fitted(p, other, *there);
    ASSERT_TRUE(back);
    expect_same(p, plan, *back);
}

TEST(SavedPortfolioPlan, WhoIsBookedMustBeThere) {
    PortfolioBuilder one;
    one.project({.key = "one", .process = chain({8}, {"wang"})});
    PortfolioBuilder other;
    other.project({.key = "one", .process = chain({8}, {"li"})});
    const auto p = built(one);
    const auto q = built(other);
    const auto plan = *level(p);
    EXPECT_FALSE(fitted(q, p, plan));
    const auto found = portfolio_plan_from_bytes(q, to_bytes(p, plan));
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().front().code, Code::saved_plan_unusable);
}

TEST(SavedPortfolioPlan, EveryCutIsDamage) {
    PortfolioBuilder b;
    b.project({.key = "one", .process = chain({8, 4}, {"wang"})});
    b.project({.key = "two", .process = chain({8}, {"wang"})});
    const auto p = built(b);
    const auto bytes = to_bytes(p, *level(p));
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const auto found = portfolio_plan_from_bytes(p, std::string_view(bytes).substr(0, size));
        ASSERT_FALSE(found) << size;
        ASSERT_EQ(found.error().front().code, Code::saved_plan_unusable) << size;
    }
    EXPECT_TRUE(portfolio_plan_from_bytes(p, bytes));
}
