#pragma once
/// \file
/// How heavily each job uses the pools.

#include <convene/rcpsp/impl/packed.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace convene::rcpsp::detail {

/// How jobs use pools: `share` is the need of job j of pool k over the pool's capacity, at [j * pools + k]; `scarcity`
/// the load of a pool over that of the most loaded one.
struct PoolUse {
    std::size_t jobs = 0;
    std::size_t pools = 0;
    std::vector<double> share;
    std::vector<double> scarcity;

    /// One a job: the sum of its shares, each times the pool's scarcity to the power of `scarcity_power`.
    void intensity(double scarcity_power, std::vector<double>& out) const {
        out.assign(jobs, 0.0);
        for (std::size_t k = 0; k < pools; ++k) {
            const double weight = std::pow(scarcity[k], scarcity_power);
            for (std::size_t j = 0; j < jobs; ++j) out[j] += weight * share[j * pools + k];
        }
    }
};

inline PoolUse pool_use(const Packed& q) {
    PoolUse u;
    u.jobs = q.jobs;
    u.pools = q.pool_load.size();
    u.share.assign(q.jobs * u.pools, 0.0);
    const auto lanes = 64 / q.lane_bits;
    const auto mask = (std::uint64_t{1} << q.lane_bits) - 1;
    double most = 1e-9;
    for (const double l : q.pool_load) most = std::max(most, l);
    for (std::size_t k = 0; k < q.pool_load.size(); ++k) {
        const auto word = k / lanes;
        const auto shift = k % lanes * q.lane_bits;
        const auto capacity = static_cast<double>(((q.full[word] & ~q.guard[word]) >> shift) & mask);
        u.scarcity.push_back(q.pool_load[k] / most);
        for (Job j = 0; j < q.jobs; ++j) {
            const auto amount = static_cast<double>((q.need[std::size_t{j} * q.words + word] >> shift) & mask);
            if (amount > 0) u.share[j * u.pools + k] = amount / capacity;
        }
    }
    return u;
}

/// One a job: how heavily it uses the pools, scarce ones weighted up, at a time and over its duration.
struct WorkMass {
    std::vector<double> intensity;
    std::vector<double> mass;
    double total = 0;
};

inline WorkMass work_mass(const Packed& q, const PoolUse& use, double scarcity_power) {
    WorkMass w;
    w.mass.assign(q.jobs, 0.0);
    use.intensity(scarcity_power, w.intensity);
    for (Job j = 0; j < q.jobs; ++j) {
        w.mass[j] = w.intensity[j] * q.duration[j];
        w.total += w.mass[j];
    }
    return w;
}

} // namespace convene::rcpsp::detail
