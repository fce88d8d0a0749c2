#pragma once
/// \file
/// How heavily each job uses the pools.

#include <convene/resource/impl/packed.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace convene::rcpsp::detail {

/// One a job: its use of the pools as shares of their capacity, scarce pools weighted up; and that times its duration.
struct WorkMass {
    std::vector<double> intensity;
    std::vector<double> mass;
    double total = 0;
};

/// A pool's weight is its load over that of the most loaded pool, to the power of `scarcity_power`.
inline WorkMass work_mass(const Packed& q, double scarcity_power) {
    WorkMass w;
    w.intensity.assign(q.jobs, 0.0);
    w.mass.assign(q.jobs, 0.0);
    const auto lanes = 64 / q.lane_bits;
    const auto mask = (std::uint64_t{1} << q.lane_bits) - 1;
    double most = 1e-9;
    for (const double l : q.pool_load) most = std::max(most, l);
    for (std::size_t k = 0; k < q.pool_load.size(); ++k) {
        const auto word = k / lanes;
        const auto shift = k % lanes * q.lane_bits;
        const auto capacity = static_cast<double>(((q.full[word] & ~q.guard[word]) >> shift) & mask);
        const double weight = std::pow(q.pool_load[k] / most, scarcity_power);
        for (Job j = 0; j < q.jobs; ++j) {
            const auto amount = static_cast<double>((q.need[std::size_t{j} * q.words + word] >> shift) & mask);
            if (amount > 0) w.intensity[j] += weight * amount / capacity;
        }
    }
    for (Job j = 0; j < q.jobs; ++j) {
        w.mass[j] = w.intensity[j] * q.duration[j];
        w.total += w.mass[j];
    }
    return w;
}

} // namespace convene::rcpsp::detail
