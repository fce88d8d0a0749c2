#include "graphs.hpp"

#include <convene/graph/transitive_reduction.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace convene {
namespace {

using test::million;
using test::scaled;

RedundantArcs reduce(const test::Graph& g, ReductionOptions options = {}) {
    const Digraph graph(g.nodes, g.arcs);
    return redundant_arcs(graph, topological_order(graph).value(), options);
}

/// By the definition, from the closure as bits. *Requires* an acyclic graph.
std::vector<std::uint32_t> by_definition(const test::Graph& g) {
    const std::size_t words = (g.nodes + 63) / 64;
    std::vector<std::uint64_t> reach(g.nodes * words, 0);
    const auto has = [&](std::uint32_t u, std::uint32_t v) {
        return (reach[u * words + v / 64] >> (v % 64) & 1U) != 0;
    };
    for (const Arc& a : g.arcs) reach[a.from * words + a.to / 64] |= std::uint64_t{1} << (a.to % 64);
    for (std::uint32_t k = 0; k < g.nodes; ++k) {
        for (std::uint32_t i = 0; i < g.nodes; ++i) {
            if (!has(i, k)) continue;
            for (std::size_t w = 0; w < words; ++w) reach[i * words + w] |= reach[k * words + w];
        }
    }
    std::vector<std::vector<std::uint32_t>> next(g.nodes);
    for (const Arc& a : g.arcs) next[a.from].push_back(a.to);
    std::vector<std::uint32_t> redundant;
    for (std::uint32_t i = 0; i < g.arcs.size(); ++i) {
        const auto [u, v] = g.arcs[i];
        bool implied = std::ranges::any_of(next[u], [&](std::uint32_t w) { return has(w, v); });
        for (std::uint32_t k = 0; k < i && !implied; ++k) implied = g.arcs[k] == g.arcs[i];
        if (implied) redundant.push_back(i);
    }
    return redundant;
}

/// Parallel chains with random arcs among them: levels tell little, and searches have far to go.
test::Graph lanes(std::uint32_t count, std::uint32_t length, std::uint32_t arcs, Random& random) {
    test::Graph g{count * length, {}};
    for (std::uint32_t lane = 0; lane < count; ++lane)
        for (std::uint32_t i = 1; i < length; ++i) g.arcs.push_back({lane * length + i - 1, lane * length + i});
    for (std::uint32_t k = 0; k < arcs; ++k) {
        const std::uint32_t from = random.below(length - 1);
        const std::uint32_t to = from + 1 + random.below(length - 1 - from);
        g.arcs.push_back({random.below(count) * length + from, random.below(count) * length + to});
    }
    return test::renumbered(std::move(g), random);
}

TEST(TransitiveReduction, FindsWhatOtherPathsImply) {
    // 0 -> 1 -> 2 -> 3 with 0 -> 2, 0 -> 3 and 4 -> 3.
    const test::Graph g{5, {{0, 3}, {0, 1}, {1, 2}, {2, 3}, {4, 3}, {0, 2}}};
    EXPECT_EQ(reduce(g), (RedundantArcs{.arcs = {0, 5}}));
}

TEST(TransitiveReduction, KeepsTheFirstOfParallelArcs) {
    const test::Graph g{3, {{0, 1}, {0, 2}, {0, 1}, {1, 2}, {0, 2}, {0, 1}}};
    EXPECT_EQ(reduce(g), (RedundantArcs{.arcs = {1, 2, 4, 5}}));
}

TEST(TransitiveReduction, EmptyAndSingle) {
    EXPECT_EQ(reduce({0, {}}), RedundantArcs());
    EXPECT_EQ(reduce({1, {}}), RedundantArcs());
    EXPECT_EQ(reduce({2, {{1, 0}}}), RedundantArcs());
}

TEST(TransitiveReduction, AgreesWithTheDefinition) {
    Random random(1);
    for (std::uint32_t round = 0; round < scaled(1000); ++round) {
        const auto g = test::random_acyclic_graph(2 + random.below(40), random.below(120), random);
        ASSERT_EQ(reduce(g), (RedundantArcs{.arcs = by_definition(g)})) << round;
    }
}

TEST(TransitiveReduction, AgreesWithTheDefinitionWhereLanesCross) {
    Random random(2);
    for (std::uint32_t round = 0; round < scaled(200); ++round) {
        const auto g = lanes(2 + random.below(6), 4 + random.below(10), random.below(80), random);
        ASSERT_EQ(reduce(g), (RedundantArcs{.arcs = by_definition(g)})) << round;
    }
}

TEST(TransitiveReduction, AgreesWithTheDefinitionOnHardArcs) {
    // More sources than one sweep takes have arcs that the searches give up on.
    Random random(3);
    for (std::uint32_t round = 0; round < scaled(1); ++round) {
        const auto g = lanes(200, 25, 12'000, random);
        ASSERT_EQ(reduce(g), (RedundantArcs{.arcs = by_definition(g)})) << round;
    }
}

TEST(TransitiveReduction, DecidesEveryHardArcOfASource) {
    // u -> 400 a -> b -> 400 c -> w and u -> w; 400 g -> v and u -> v. The arcs to v and w are hard: u has too many
    // arcs to follow forward, v and w have too many to follow back, the latest way into b starts at d, and the earliest
    // way out of each a ends at once.
    test::Graph g{0, {}};
    const auto node = [&] { return g.nodes++; };
    const auto arc = [&](std::uint32_t from, std::uint32_t to) { g.arcs.push_back({from, to}); };
    const std::uint32_t u = node(), b = node(), v = node(), w = node();
    std::uint32_t d = node();
    for (int level = 1; level <= 3; ++level) {
        const std::uint32_t next = node();
        arc(d, next);
        d = next;
    }
    arc(d, b);
    for (int i = 0; i < 400; ++i) {
        const std::uint32_t a = node(), dead_end = node(), c = node(), other = node();
        arc(u, a), arc(a, dead_end), arc(a, b), arc(b, c), arc(c, w), arc(d, other), arc(other, v);
    }
    arc(u, v);
    arc(u, w);
    const auto last = static_cast<std::uint32_t>(g.arcs.size() - 1);
    EXPECT_EQ(reduce(g), (RedundantArcs{.arcs = {last}}));
    EXPECT_EQ(reduce(g, {.budget = 0}), (RedundantArcs{.arcs = {}, .complete = false}));
    EXPECT_EQ(by_definition(g), (std::vector<std::uint32_t>{last}));
}

TEST(TransitiveReduction, OutOfBudgetIsStillRedundant) {
    Random random(4);
    const auto g = lanes(200, 25, 12'000, random);
    const auto all = reduce(g);
    ASSERT_TRUE(all.complete);
    std::size_t found = 0;
    for (const std::uint64_t budget : {0ULL, 10'000ULL, 1'000'000ULL}) {
        const auto some = reduce(g, {.budget = budget});
        EXPECT_FALSE(some.complete);
        EXPECT_TRUE(std::ranges::includes(all.arcs, some.arcs));
        EXPECT_GE(some.arcs.size(), found);
        found = some.arcs.size();
    }
    EXPECT_LT(found, all.arcs.size());
}

TEST(TransitiveReduction, ChainOfAMillionWithShortCuts) {
    Random random(5);
    auto g = test::chain(million);
    for (std::uint32_t v = 0; v + 2 < million; v += 3) g.arcs.push_back({v, v + 2 + random.below(million - v - 2)});
    const auto redundant = reduce(test::renumbered(std::move(g), random));
    EXPECT_TRUE(redundant.complete);
    ASSERT_EQ(redundant.arcs.size(), (million - 2 + 2) / 3);
    EXPECT_EQ(redundant.arcs.front(), million - 1);
}

TEST(TransitiveReduction, StarOfAMillion) {
    auto g = test::star(million);
    EXPECT_EQ(reduce(g), RedundantArcs());
    // A project's start and finish, joined to everything.
    for (std::uint32_t v = 1; v + 1 < million; ++v) g.arcs.push_back({v, million - 1});
    EXPECT_EQ(reduce(g), (RedundantArcs{.arcs = {million - 2}}));
}

} // namespace
} // namespace convene
