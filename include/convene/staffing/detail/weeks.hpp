#pragma once
/// \file
/// How the work of an activity lies in calendar weeks.

#include <convene/staffing/levelled.hpp>

#include <algorithm>
#include <chrono>
#include <map>

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

/// Calls `each(week, booked)` for every week that a plan from `begin` to `end` touches, and for those beside them in
/// which something is booked, in order.
template <class Each>
void for_each_week(const std::map<Instant, Seconds>& booked, Instant begin, Instant end, const Each& each) {
    constexpr std::chrono::days week{7};
    if (begin >= end && booked.empty()) return;
    auto first = booked.empty() ? monday_of(begin) : booked.begin()->first;
    auto last = booked.empty() ? monday_of(begin) : booked.rbegin()->first;
    if (begin < end) {
        first = std::min(first, monday_of(begin));
        last = std::max(last, monday_of(end - Seconds{1}));
    }
    auto next = booked.begin();
    for (auto monday = first; monday <= last; monday += week) {
        const bool is_booked = next != booked.end() && next->first == monday;
        each(monday, is_booked ? (next++)->second : Seconds{0});
    }
}

} // namespace convene::detail
