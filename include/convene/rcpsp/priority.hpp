#pragma once

#include <convene/rcpsp/problem.hpp>

#include <string_view>

namespace convene::rcpsp {

/// Static priority rules. p = duration, r = needs, S = direct successors, S* = all successors, ES..LF = times without
/// pools under the critical path's length. Collected in Kolisch (1996, doi:10.1016/0272-6963(95)00032-1) unless another
/// source is named.
enum class Rule : std::uint8_t {
    lft,      ///< latest finish: LF (Davis & Patterson 1975, doi:10.1287/mnsc.21.8.944)
    lst,      ///< latest start: LS = LF - p (Alvarez-Valdes & Tamarit 1989)
    est,      ///< earliest start: ES
    eft,      ///< earliest finish: EF = ES + p
    minslk,   ///< minimum slack: LS - ES (Davis & Patterson 1975)
    mts,      ///< most total successors: |S*| (Alvarez-Valdes & Tamarit 1989)
    mis,      ///< most immediate successors: |S|
    grpw,     ///< greatest rank positional weight: p + sum of p over S (Alvarez-Valdes & Tamarit 1989)
    grpw_all, ///< greatest rank positional weight*: p + sum of p over S* (Helgeson & Birnie 1961)
    spt,      ///< shortest processing time: p
    lpt,      ///< longest processing time: p
    grd,      ///< greatest resource demand: p * sum over pools of r / capacity (Davis & Patterson 1975)
    gcrwc,    ///< longest path to the end, weighted by the share of capacity on it (Ulusoy & Ozdamar 1989 in spirit)
    fcfs,     ///< first come: the order of definition
};

/// One key per job; smaller is more urgent ("greatest" rules are negated). The caller breaks ties by index. O(jobs +
/// arcs); `mts` and `grpw_all` O(jobs * arcs / 64).
[[nodiscard]] CONVENE_DECL std::vector<double> priorities(const Problem& problem, Rule rule);

/// All rules, in the order above, and their names as in the literature ("LFT").
[[nodiscard]] CONVENE_DECL std::span<const Rule> all_rules();
[[nodiscard]] CONVENE_DECL std::string_view name(Rule rule);

} // namespace convene::rcpsp

#if defined(CONVENE_HEADER_ONLY)
#include <convene/rcpsp/impl/priority.ipp>
#endif
