#include <convene/core/random.hpp>
#include <convene/rcpsp/profile.hpp>

#include "random_problem.hpp"

#include <gtest/gtest.h>

using namespace convene;
using namespace convene::rcpsp;

namespace {

const std::vector<Step> two{{0, 2}};

} // namespace

TEST(Profile, EarliestFitSkipsWhatIsTaken) {
    Profile p(two);
    p.take(2, 5, 2);
    EXPECT_EQ(p.earliest_fit(0, 2, 1), 0);
    EXPECT_EQ(p.earliest_fit(0, 3, 1), 5);
    EXPECT_EQ(p.earliest_fit(3, 1, 2), 5);
    EXPECT_EQ(p.earliest_fit(0, 1, 3), unbounded);
    EXPECT_EQ(p.earliest_fit(3, 0, 2), 3);
}

TEST(Profile, FirstShortFindsTheFirstLack) {
    Profile p(two);
    p.take(2, 5, 1);
    EXPECT_EQ(p.first_short(0, 9, 2), 2);
    EXPECT_EQ(p.first_short(3, 9, 2), 3);
    EXPECT_EQ(p.first_short(0, 9, 1), 9);
    EXPECT_EQ(p.first_short(0, 2, 2), 2);
}

TEST(Profile, GivingBackMergesTheSteps) {
    Profile p(two);
    p.take(2, 5, 1);
    p.take(5, 7, 1);
    EXPECT_EQ(p.steps(), (std::vector<Step>{{0, 2}, {2, 1}, {7, 2}}));
    p.take(2, 7, -1);
    EXPECT_EQ(p.steps(), two);
}

TEST(Profile, AgreesWithAnArray) {
    Random random(1);
    for (int run = 0; run < 20 * rcpsp::test::scale(); ++run) {
        constexpr Time length = 600;
        std::vector<Step> steps{{0, 9}};
        for (Time t = 0; t < 300;) {
            t += static_cast<Time>(random.between(1, run % 2 == 0 ? 3 : 100));
            steps.push_back({t, static_cast<Amount>(random.between(0, 9))});
        }
        Profile p(steps);
        std::vector<Amount> free(length);
        for (Time t = 0; t < length; ++t)
            for (const auto& s : steps)
                if (s.from <= t) free[static_cast<std::size_t>(t)] = s.capacity;
        for (int i = 0; i < 800; ++i) {
            const auto from = static_cast<Time>(random.between(0, length - 60));
            const auto to = from + static_cast<Time>(random.between(0, 50));
            const auto amount = static_cast<Amount>(random.between(-2, 3));
            p.take(from, to, amount);
            for (Time t = from; t < to; ++t) free[static_cast<std::size_t>(t)] -= amount;

            const auto at = static_cast<Time>(random.between(0, length - 1));
            const auto duration = static_cast<Time>(random.between(1, run % 3 == 0 ? 250 : 40));
            const auto need = static_cast<Amount>(random.between(0, 9));
            ASSERT_EQ(p.free_at(at), free[static_cast<std::size_t>(at)]);
            Time run_length = 0;
            Time expected = unbounded;
            for (Time t = at; t < length; ++t) {
                run_length = free[static_cast<std::size_t>(t)] >= need ? run_length + 1 : 0;
                if (run_length == duration) {
                    expected = t - duration + 1;
                    break;
                }
            }
            if (expected == unbounded && free.back() >= need) expected = length - run_length;
            ASSERT_EQ(p.earliest_fit(at, duration, need), expected);
            ASSERT_EQ(p.next_fit(at, duration % 3 + 1, need % 3), p.earliest_fit(at, duration % 3 + 1, need % 3));
            Time lack = at;
            const Time end = std::min(length, at + duration);
            while (lack < end && free[static_cast<std::size_t>(lack)] >= need) ++lack;
            ASSERT_EQ(p.first_short(at, end, need), lack);
        }
    }
}

TEST(Profile, NeighboursOfEqualValueAreOneStep) {
    Random random(2);
    Profile p(two);
    for (int i = 0; i < 2000; ++i) {
        const auto from = static_cast<Time>(random.between(0, 5000));
        p.take(from, from + static_cast<Time>(random.between(1, 20)), static_cast<Amount>(random.between(-1, 1)));
    }
    const auto steps = p.steps();
    for (std::size_t i = 1; i < steps.size(); ++i) {
        EXPECT_LT(steps[i - 1].from, steps[i].from);
        EXPECT_NE(steps[i - 1].capacity, steps[i].capacity);
    }
}
