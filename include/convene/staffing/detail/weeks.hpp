#pragma once
/// \file
/// How the work of an activity lies in calendar weeks.

#include <convene/staffing/levelled.hpp>

#include <algorithm>
#include <chrono>

namespace convene::detail {

/// Midnight of the Monday of its week.
inline Instant monday_of(Instant t) {
    const auto day = date_of(t);
    return day - std::chrono::days{std::chrono::weekday{day}.iso_encoding() - 1};
}

/// The part of an activity that lies in [from, to), counted on its calendar.
inline Seconds worked_between(const Levelled& plan, ActivityId a, Instant from, Instant to) {
    const auto& calendar = plan.process().calendar_of(a);
    const auto part = [&](Instant start, Instant finish) {
        const auto begin = std::max(from, start);
        const auto end = std::min(to, finish);
        return begin < end ? calendar.between(begin, end) : Seconds{0};
    };
    if (plan.pieces(a).empty()) return part(plan.reserved_from(a), plan.finish(a));
    Seconds sum{0};
    for (const auto& piece : plan.pieces(a)) sum += part(piece.start, piece.finish);
    return sum;
}

} // namespace convene::detail
