#include <convene/check/rework.hpp>

#include <check/fixture.hpp>
#include <support/environment.hpp>

#include <convene/core/random.hpp>

#include <gtest/gtest.h>

namespace convene::test {

std::vector<Fixture> rework_fixtures() {
    const auto returning = [](std::string_view to, std::uint16_t rounds) {
        return [=](ProcessBuilder& b) {
            task(b, "write");
            task(b, "edit").after("write");
            task(b, "print").after("edit");
            task(b, "approve").after("edit").returns_to(to, rounds);
        };
    };
    return {
        {Code::rework_not_ancestor, "task approve", returning("print", 2), returning("write", 2)},
        {Code::zero_rounds, "task approve", returning("write", 0), returning("write", 1)},
        {Code::listed_twice, "task approve",
         [=](ProcessBuilder& b) {
             task(b, "write");
             task(b, "approve").after("write").returns_to("write", 1).returns_to("write", 2);
         },
         returning("edit", 1)},
    };
}

} // namespace convene::test

using namespace convene;
using convene::test::coded;
using convene::test::made;
using convene::test::task;

namespace {

TEST(CheckRework, AnActivityDoesNotComeBeforeItself) {
    const auto found = check_rework(made([](ProcessBuilder& b) { task(b, "a").returns_to("a", 1); }));
    ASSERT_EQ(test::codes(found), std::vector{Code::rework_not_ancestor});
    EXPECT_EQ(coded(found[0]), "rework-not-ancestor | task a | task a");
}

TEST(CheckRework, ArtifactsAndFollowUpsMakeAnAncestorButMaximumLagsDoNot) {
    const auto found = check_rework(made([](ProcessBuilder& b) {
        b.artifact({.key = "draft"});
        task(b, "write").produces("draft");
        task(b, "read").consumes("draft").starts("approve");
        task(b, "approve").returns_to("write", 1).returns_to("late", 1);
        task(b, "late").before("approve", {.min = {}, .max = spans::days(9)});
    }));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].arguments[0].in("en"), "task late");
}

TEST(CheckRework, RoundsOfTheProcessCountToo) {
    const auto found = check_rework(made([](ProcessBuilder& b) { b.rounds({.max = 0, .every = {}}); }));
    ASSERT_EQ(test::codes(found), std::vector{Code::zero_rounds});
    EXPECT_EQ(coded(found[0]), "zero-rounds | process p | the process");
}

TEST(CheckRework, AgreesWithTheClosureOfAllLinks) {
    Random random(11);
    for (int round = 0; round < 100 * test::scale(); ++round) {
        const std::uint32_t n = 2 + random.below(9);
        std::vector<std::vector<bool>> before(n, std::vector<bool>(n, false));
        std::vector<std::pair<std::size_t, std::size_t>> returns;
        const auto p = made([&](ProcessBuilder& b) {
            const auto key = [](std::size_t i) { return "t" + std::to_string(i); };
            for (std::size_t i = 0; i < n; ++i) {
                auto t = task(b, key(i));
                for (std::size_t j = 0; j < i; ++j) {
                    if (random.below(4) != 0) continue;
                    before[j][i] = true;
                    t.after(key(j));
                }
                const std::size_t to = random.below(n);
                t.returns_to(key(to), 1);
                returns.emplace_back(i, to);
            }
        });
        for (std::size_t k = 0; k < n; ++k)
            for (std::size_t i = 0; i < n; ++i)
                for (std::size_t j = 0; j < n; ++j)
                    if (before[i][k] && before[k][j]) before[i][j] = true;
        std::vector<std::string> expected;
        for (const auto& [from, to] : returns)
            if (!before[to][from]) expected.push_back("task t" + std::to_string(from));
        std::vector<std::string> objects;
        for (const auto& finding : check_rework(p)) objects.emplace_back(finding.object.in("en"));
        ASSERT_EQ(objects, expected) << "round " << round;
    }
}

} // namespace
