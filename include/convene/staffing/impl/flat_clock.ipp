#pragma once

#include <convene/staffing/flat_clock.hpp>

namespace convene {

CONVENE_DECL std::int64_t FlatClock::seconds_to(Instant t) const {
    if (t <= origin) return 0;
    return (time == FlatTime::working ? calendar.between(origin, t) : t - origin).count();
}

CONVENE_DECL Instant FlatClock::start_at(rcpsp::Time at) const {
    const auto seconds = tick * at;
    return time == FlatTime::working ? calendar.next_working(calendar.table().work_from(origin, seconds).finish)
                                     : origin + seconds;
}

} // namespace convene
