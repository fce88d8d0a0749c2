#pragma once

#include <convene/run/instance.hpp>

#include <tl/expected.hpp>

namespace convene {

/// The command that starts the next round of a process that starts again, to be given at `at` to a new instance of the
/// same process. It is the next by number, and the documents from outside are there with the digests that they have
/// now; what was made in the round before has to be made anew.
///
/// Refusals: `round_not_over` until the instance is finished, unless rounds start by the clock; `too_early` before
/// `Rounds::every` has passed since the start (a day, week or month of work is that of the project's calendar);
/// `round_out_of_range` after the last round; `not_started`. O(activities + artifacts).
[[nodiscard]] CONVENE_DECL tl::expected<command::Start, Refusal> next_round(const Instance& instance, Instant at);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/run/impl/next_round.ipp>
#endif
