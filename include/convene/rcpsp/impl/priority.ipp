#pragma once

#include <convene/rcpsp/priority.hpp>

#include <algorithm>
#include <array>
#include <bit>

namespace convene::rcpsp {

namespace detail {

/// For each job, the sum of `weight` over all its successors in `order()`'s direction, 64 targets a pass.
inline std::vector<double> over_all_successors(const Problem& p, std::span<const Time> weight) {
    std::vector<double> sum(p.jobs(), 0.0);
    std::vector<std::uint64_t> reach(p.jobs());
    const auto order = p.order();
    for (std::uint32_t base = 0; base < p.jobs(); base += 64) {
        std::fill(reach.begin(), reach.end(), 0);
        // Only jobs at or before the last target in the order can reach one.
        for (std::uint32_t i = std::min(p.jobs(), base + 64); i-- > 0;) {
            const Job j = order[i];
            for (const auto& l : p.successors(j)) {
                if (!p.orders(j, l)) continue;
                const auto at = p.position(l.job);
                reach[j] |= reach[l.job];
                if (at >= base && at < base + 64) reach[j] |= std::uint64_t{1} << (at - base);
            }
            for (auto bits = reach[j]; bits != 0; bits &= bits - 1)
                sum[j] +=
                    weight.empty() ? 1.0 : weight[order[base + static_cast<std::uint32_t>(std::countr_zero(bits))]];
        }
    }
    return sum;
}

inline double share(const Problem& p, Job j) {
    double sum = 0;
    for (const auto& n : p.needs(j)) {
        Amount most = 1;
        for (const auto& s : p.capacity(n.pool)) most = std::max(most, s.capacity);
        sum += static_cast<double>(n.amount) / most;
    }
    return sum;
}

} // namespace detail

CONVENE_DECL std::vector<double> priorities(const Problem& p, Rule rule) {
    std::vector<double> key(p.jobs(), 0.0);
    const auto each = [&](auto value) {
        for (Job j = 0; j < p.jobs(); ++j) key[j] = static_cast<double>(value(j));
        return key;
    };
    const auto early = [&] { return earliest_starts(p).value_or(Starts(p.jobs(), 0)); };
    const auto late = [&] {
        const auto e = early();
        return latest_starts(p, makespan(p, e));
    };
    switch (rule) {
    case Rule::lft: return each([&, l = late()](Job j) { return l[j] + p.duration(j); });
    case Rule::lst: return each([l = late()](Job j) { return l[j]; });
    case Rule::est: return each([e = early()](Job j) { return e[j]; });
    case Rule::eft: return each([&, e = early()](Job j) { return e[j] + p.duration(j); });
    case Rule::minslk: return each([e = early(), l = late()](Job j) { return l[j] - e[j]; });
    case Rule::mts: return each([s = detail::over_all_successors(p, {})](Job j) { return -s[j]; });
    case Rule::mis: return each([&](Job j) { return -static_cast<double>(p.successors(j).size()); });
    case Rule::grpw:
        return each([&](Job j) {
            double sum = p.duration(j);
            for (const auto& l : p.successors(j)) sum += p.duration(l.job);
            return -sum;
        });
    case Rule::grpw_all:
        return each([&, s = detail::over_all_successors(p, p.durations())](Job j) { return -(p.duration(j) + s[j]); });
    case Rule::spt: return each([&](Job j) { return p.duration(j); });
    case Rule::lpt: return each([&](Job j) { return -p.duration(j); });
    case Rule::grd: return each([&](Job j) { return -p.duration(j) * detail::share(p, j); });
    case Rule::gcrwc: {
        const auto order = p.order();
        for (auto i = order.rbegin(); i != order.rend(); ++i) {
            double tail = 0;
            for (const auto& l : p.successors(*i))
                if (p.orders(*i, l)) tail = std::max(tail, -key[l.job]);
            key[*i] = -(tail + p.duration(*i) * (1.0 + detail::share(p, *i)));
        }
        return key;
    }
    case Rule::fcfs: return each([](Job j) { return j; });
    }
    return key;
}

CONVENE_DECL std::span<const Rule> all_rules() {
    static constexpr std::array rules{Rule::lft, Rule::lst, Rule::est,   Rule::eft,      Rule::minslk,
                                      Rule::mts, Rule::mis, Rule::grpw,  Rule::grpw_all, Rule::spt,
                                      Rule::lpt, Rule::grd, Rule::gcrwc, Rule::fcfs};
    return rules;
}

CONVENE_DECL std::string_view name(Rule rule) {
    switch (rule) {
    case Rule::lft: return "LFT";
    case Rule::lst: return "LST";
    case Rule::est: return "EST";
    case Rule::eft: return "EFT";
    case Rule::minslk: return "MINSLK";
    case Rule::mts: return "MTS";
    case Rule::mis: return "MIS";
    case Rule::grpw: return "GRPW";
    case Rule::grpw_all: return "GRPW*";
    case Rule::spt: return "SPT";
    case Rule::lpt: return "LPT";
    case Rule::grd: return "GRD";
    case Rule::gcrwc: return "GCRWC";
    case Rule::fcfs: return "FCFS";
    }
    return {};
}

} // namespace convene::rcpsp
