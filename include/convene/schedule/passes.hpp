#pragma once

#include <convene/core/config.hpp>
#include <convene/schedule/network.hpp>
#include <convene/schedule/pass_dates.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace convene {

/// The early dates: the least solution of the system in which nothing bounded starts before `start` and every early
/// start of an activity with a duration is a working moment. Ceilings are ignored.
///
/// Returns a cycle if maximum lags can't be kept at any date. Dates for which a calendar has no time left are
/// `far_future`. Complexity: O(nodes + arcs) outside loops; a loop is swept until nothing moves, at most as often as
/// dates move.
[[nodiscard]] CONVENE_DECL std::optional<PassCycle> early_pass(const Network& network, const Bounds& bounds,
                                                               Instant start, PassDates& dates);

/// Whether ceilings bound late dates.
enum class Ceilings : std::uint8_t { keep, ignore };

/// The late dates: the greatest solution in which finishes are at most `finish` (by node; `far_future` leaves a node
/// free) and ceilings hold as far as they can: they bound, whether or not early dates keep them. A loop with calendars
/// that finds no dates before its bounds, or only after very many sweeps, has those without its maximum lags.
///
/// A late start of an activity with a duration is a working moment: in closed time nothing starts, so a bound there
/// leaves the last second of the work before it. A late finish is raw: the limit itself, even in closed time.
/// *Requires* that `early_pass` succeeded on the network. Complexity as there.
CONVENE_DECL void late_pass(const Network& network, const Bounds& bounds, const std::vector<Instant>& finish,
                            PassDates& dates, Ceilings ceilings = Ceilings::keep);

/// For each node, how late it may finish (and, in `start`, start) without moving the early date of any other node.
/// Unbounded for nodes without a successor. Complexity: O(nodes + arcs).
CONVENE_DECL void free_pass(const Network& network, const Bounds& bounds, const PassDates& early, PassDates& dates);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/schedule/impl/passes.ipp>
#endif
