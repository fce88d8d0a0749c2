#pragma once

#include "schedule/support/brute_schedule.hpp"
#include "schedule/support/build_plan.hpp"

#include <convene/schedule/cause.hpp>

#include <optional>

namespace convene::test {

/// The need of the brute force that a cause of the library speaks of; nothing if it is no need but a start or a fact.
/// For links, `from` and `to` are the activities of the rule, and not of the direction in which it is followed.
inline std::optional<std::size_t> find_need(const Process& process, const BruteSchedule& brute, Cause cause, int from,
                                            int to, bool upper) {
    const auto matches = [&](const Need& n) {
        switch (cause.kind()) {
        case CauseKind::rule_min:
        case CauseKind::rule_max: {
            const auto kind = cause.kind() == CauseKind::rule_min ? Need::Kind::at_least : Need::Kind::at_most;
            return n.kind == kind && origin_of_rule(n.origin) == process.rule(RuleId{cause.index()}).origin;
        }
        case CauseKind::artifact:
            return n.kind == Need::Kind::flow && n.to == to && n.from == from &&
                   n.origin == static_cast<int>(cause.index());
        case CauseKind::follow_up: return n.kind == Need::Kind::follow_up && n.to == to && n.from == from;
        case CauseKind::date:
            return !n.is_link() && n.to == to && n.origin < 0 && n.is_upper() == upper && n.kind != Need::Kind::base;
        case CauseKind::constraint: {
            const auto& constraint = process.data().constraints.values()[cause.index()];
            return !n.is_link() && n.to == to && n.origin >= 0 && n.is_upper() == upper &&
                   origin_of_constraint(to, n.origin) == constraint.origin;
        }
        default: return false;
        }
    };
    for (std::size_t i = 0; i < brute.needs().size(); ++i)
        if (matches(brute.needs()[i])) return i;
    return std::nullopt;
}

} // namespace convene::test
