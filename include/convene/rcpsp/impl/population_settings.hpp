#pragma once
/// \file
/// What a population of schedules can be set to.

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace convene::rcpsp::detail {

/// The settings that were found best on a sample of PSPLIB's J120; see `benchmarks/psplib.cpp`.
struct PopulationSettings {
    std::uint32_t size = 0; ///< 0 = `population_size` of the period
    std::uint32_t tournament = 2;
    double parallel_share = 0.55;      ///< of children that are decoded by the parallel scheme
    double first_parallel_share = 0.5; ///< of the first population
    double urgency = 10;               ///< most that a place at the front of the list adds to a job's worth there
    double worth_scarcity = 4;         ///< most that pools' scarcity is raised to in a job's worth
    double worth_power = 1.5;          ///< of the use of the pools: above 1, big jobs are worth more than several small
    double worth_brevity = 0.5;        ///< most that the duration is raised to, which a job's worth there is divided by
    double block_share = 0.5;          ///< of children made block by block; the rest by the window
    double greedy = 0.8;               ///< how often the denser block is taken, rather than either
    std::uint32_t block_low = 3;       ///< jobs a block
    std::uint32_t block_high = 10;
    double window_low = 0.25; ///< window lengths as shares of the makespan
    double window_high = 0.75;
    double noise = 0.4;         ///< of the first keys, as a share of the critical path
    double mutation = 0.02;     ///< share of keys that are moved
    double mutation_reach = 10; ///< by at most so many ticks
    double centre_weight = 3;   ///< of the centre of the work's mass beside the makespan
    double scarcity_power = 2;
    double block_mutation = 0.3; ///< share of children made block by block whose keys within a window are shuffled
    double shuffle_low = 0.2;    ///< lengths of such windows as shares of all keys' range
    double shuffle_high = 0.8;
    double shuffle_share = 0.7; ///< of the jobs in such a window that are moved
    double apart = 0.4;         ///< least distance of two survivors at first, of the usual one in the first population
    double apart_until = 0.9;   ///< share of the period after which none is asked for
    std::uint64_t planned = 500'000;          ///< a budget of no more schedules is spent as one period
    std::uint64_t first_period = 2'000;       ///< of a larger budget
    std::uint64_t period_growth = 5;          ///< of each period after it, over the one before
    std::uint64_t longest_period = 1'000'000; ///< what was generated in a period is remembered: 100 bytes a schedule
    double graft_share = 0.4;                 ///< of children that keep the head of a schedule made on their own side
    double graft_low = 0.3;                   ///< lengths of heads as shares of the makespan
    double graft_high = 0.7;
};

/// Small problems need more disturbance, and perhaps no optimum of theirs is a non-delay schedule.
inline void adapt(PopulationSettings& s, std::uint32_t jobs) {
    const auto n = static_cast<double>(std::max(1U, jobs));
    s.block_mutation = std::min(0.3, 9.0 / n);
    if (jobs <= 40) s.parallel_share = 0.35;
}

/// The population size for a budget of schedules, about the square root: measured best at 1,000, 5,000 and 50,000.
inline std::uint32_t population_size(std::uint64_t schedules) {
    const auto size = 0.45 * std::sqrt(static_cast<double>(schedules)) - 5.0;
    return static_cast<std::uint32_t>(std::clamp(size, 6.0, 200.0));
}

} // namespace convene::rcpsp::detail
