// Levelled plans against all orders, on a clock of working hours that has nothing of the library.

#include <convene/core/random.hpp>
#include <convene/model/builder.hpp>
#include <convene/staffing/level.hpp>
#include <convene/staffing/verify_plan.hpp>

#include "support/environment.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

using namespace convene;

namespace {

/// Hours of work since Monday 2 March 2026, 09:00; a day has eight, the lunch after three.
struct Job {
    int hours = 1;
    /// Who has to be there, of two people.
    std::vector<int> people;
    std::vector<int> after;
    std::optional<int> due;
};

/// The clock, in seconds since the start, when that many hours have been worked.
std::int64_t clock_after(int hours) {
    const int days = (hours - 1) / 8;
    const int within = hours - days * 8;
    const int weekend = days / 5 * 2;
    return std::int64_t{3600} * (24 * (days + weekend) + within + (within > 3 ? 1 : 0));
}

std::vector<Job> random_jobs(Random& random) {
    std::vector<Job> jobs(static_cast<std::size_t>(random.chance(0.1) ? 6 : random.between(3, 5)));
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        auto& job = jobs[i];
        job.hours = static_cast<int>(random.between(1, 12));
        const auto who = random.between(0, 4);
        if (who != 1) job.people.push_back(0);
        if (who == 1 || who == 4) job.people.push_back(1);
        if (i > 0 && random.chance(0.4))
            job.after.push_back(static_cast<int>(random.below(static_cast<std::uint32_t>(i))));
        if (random.chance(0.7)) job.due = static_cast<int>(random.between(job.hours, 40));
    }
    return jobs;
}

/// The least seconds of lateness over all orders in which the jobs may take their people.
std::int64_t least_lateness(const std::vector<Job>& jobs) {
    std::vector<std::size_t> order(jobs.size());
    std::iota(order.begin(), order.end(), 0U);
    auto least = std::numeric_limits<std::int64_t>::max();
    do {
        constexpr int horizon = 200;
        std::vector<std::vector<bool>> busy(2, std::vector<bool>(horizon, false));
        std::vector<int> finish(jobs.size(), -1);
        std::int64_t late = 0;
        bool in_order = true;
        for (const auto i : order) {
            const auto& job = jobs[i];
            int start = 0;
            for (const int before : job.after) {
                in_order = in_order && finish[static_cast<std::size_t>(before)] >= 0;
                start = std::max(start, finish[static_cast<std::size_t>(before)]);
            }
            if (!in_order) break;
            const auto free = [&](int from) {
                for (const int who : job.people)
                    for (int h = from; h < from + job.hours; ++h)
                        if (busy[static_cast<std::size_t>(who)][static_cast<std::size_t>(h)]) return false;
                return true;
            };
            while (!free(start)) ++start;
            for (const int who : job.people)
                for (int h = start; h < start + job.hours; ++h)
                    busy[static_cast<std::size_t>(who)][static_cast<std::size_t>(h)] = true;
            finish[i] = start + job.hours;
            if (job.due) late += std::max<std::int64_t>(0, clock_after(finish[i]) - clock_after(*job.due));
        }
        if (in_order) least = std::min(least, late);
    } while (std::ranges::next_permutation(order).found);
    return least;
}

Process process_of(const std::vector<Job>& jobs) {
    const auto monday = *try_parse_instant("2026-03-02T09:00");
    ProcessBuilder b("p");
    b.start(monday).role({.key = "r0"}).role({.key = "r1"});
    b.person({.key = "ann", .roles = {"r0"}}).person({.key = "bob", .roles = {"r1"}});
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        auto task = b.task("t" + std::to_string(i));
        task.lasts(spans::hours(jobs[i].hours));
        for (const int who : jobs[i].people) task.worked_by({"r" + std::to_string(who)});
        for (const int before : jobs[i].after) task.after("t" + std::to_string(before));
        if (jobs[i].due) task.deadline(monday + Seconds{clock_after(*jobs[i].due)});
    }
    return b.build().value();
}

TEST(Level, OfFewRivalsNoOrderIsLessLate) {
    const int cases = 1'000 * test::scale();
    int late_at_best = 0;
    for (int i = 0; i < cases; ++i) {
        Random random(static_cast<std::uint64_t>(i));
        const auto jobs = random_jobs(random);
        const auto process = process_of(jobs);
        const LevelObjective objective{.finish = 0, .late = 1};
        const auto plan = level(process, {.objective = objective});
        ASSERT_TRUE(plan) << to_string(plan.error());
        ASSERT_TRUE(verify(*plan).empty());
        const auto least = least_lateness(jobs);
        ASSERT_EQ(cost(objective, *plan), least) << "case " << i;
        const auto told = findings(*plan);
        int missed = 0;
        for (const auto a : process.activities().ids())
            missed += process.deadline(a) && plan->finish(a) > *process.deadline(a) ? 1 : 0;
        ASSERT_EQ(std::ranges::count(told, Code::plan_misses_deadline, &Diagnostic::code), missed);
        late_at_best += least > 0 ? 1 : 0;
    }
    EXPECT_GT(late_at_best, cases / 10);
    EXPECT_LT(late_at_best, cases * 9 / 10);
}

} // namespace
