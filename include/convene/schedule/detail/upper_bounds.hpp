#pragma once
/// \file
/// Upper bounds: which are only wanted, and what they are called.

#include <convene/model/process.hpp>
#include <convene/schedule/cause.hpp>
#include <convene/schedule/driver.hpp>

#include <algorithm>
#include <string>
#include <string_view>

namespace convene::detail {

/// Whether the upper bound of this cause is soft.
[[nodiscard]] inline bool is_soft(const Process& process, Cause cause) {
    const auto& data = process.data();
    if (cause.kind() == CauseKind::rule_max) return data.lags[data.rules[cause.index()].lag].soft;
    return cause.kind() == CauseKind::constraint && data.constraints.values()[cause.index()].soft;
}

/// O(different lags + constraints).
[[nodiscard]] inline bool has_soft_bounds(const Process& process) {
    const auto soft = [](const auto& bound) { return bound.soft; };
    return std::ranges::any_of(process.data().lags, soft) ||
           std::ranges::any_of(process.data().constraints.values(), soft);
}

/// What a bound that was given up came from.
inline Text bound_words(const Process& process, const BrokenBound& bound) {
    const auto with = [](std::string_view en, std::string_view zh, const Text& name) {
        return Text{{"en", std::string(en) + std::string(name.in(Language::en))},
                    {"zh", std::string(name.in(Language::zh)) + std::string(zh)}};
    };
    switch (bound.cause.kind()) {
    case CauseKind::rule_min:
    case CauseKind::rule_max: return name_of(process, RuleId{bound.cause.index()});
    case CauseKind::artifact:
        return with("the date by which it has to issue ", "的提交日期",
                    name_of(process, ArtifactId{bound.cause.index()}));
    case CauseKind::date: return with("the date of ", "的日期", name_of(process, ActivityId{bound.cause.index()}));
    case CauseKind::constraint:
        return bound.edge == Edge::start ? Text{{"en", "its latest start"}, {"zh", "最晚开始日期"}}
                                         : Text{{"en", "its latest finish"}, {"zh", "最晚完成日期"}};
    case CauseKind::follow_up:
    case CauseKind::actual:
    case CauseKind::project_start:
    case CauseKind::status_date:
    case CauseKind::project_finish:
    case CauseKind::deadline:
    case CauseKind::outside: break;
    }
    return {{"en", "a limit"}, {"zh", "上限"}};
}

} // namespace convene::detail
