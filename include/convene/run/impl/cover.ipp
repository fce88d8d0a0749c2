#pragma once

#include <convene/run/cover.hpp>
#include <convene/run/impl/shifts.hpp>

#include <algorithm>

namespace convene {

CONVENE_DECL std::vector<CoverGap> cover_gaps(const Instance& instance, Instant begin, Instant end) {
    const detail::View view{instance.process(), instance.index(), instance.state()};
    begin = std::max(begin, instance.state().time.value_or(begin));
    std::vector<CoverGap> out;
    for (const auto c : instance.state().covered.ids()) {
        const auto gaps = detail::gaps_of(view, c, begin, end, false);
        out.insert(out.end(), gaps.begin(), gaps.end());
    }
    return out;
}

} // namespace convene
