#pragma once

#include <convene/run/instance.hpp>

#include <tl/expected.hpp>

namespace convene {

/// The command that starts the next round of a repeated process, to be given at `at` to a new instance of the same
/// process. It has the next number, and documents from outside keep their current digests; whatever the previous round
/// produced must be produced again.
///
/// Refusals: `round_not_over` until the instance is finished, unless rounds start at fixed intervals; `too_early`
/// before `Rounds::every` has passed since the start (a day, week or month of work is that of the project's calendar);
/// `round_out_of_range` after the last round; `not_started`. O(activities + artifacts).
[[nodiscard]] CONVENE_DECL tl::expected<command::Start, Refusal> next_round(const Instance& instance, Instant at);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/run/impl/next_round.ipp>
#endif
