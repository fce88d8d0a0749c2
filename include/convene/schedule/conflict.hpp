#pragma once

#include <convene/core/result.hpp>
#include <convene/schedule/cause.hpp>
#include <convene/schedule/prepare.hpp>

#include <optional>
#include <string>
#include <vector>

namespace convene {

/// One requirement of a conflict: a bound of a rule, an artifact's flow, a date.
struct ConflictPart {
    Cause cause;
    /// For a link, where it comes from; nothing for a date.
    std::optional<ActivityId> from;
    ActivityId activity;
    Edge from_edge = Edge::finish;
    Edge edge = Edge::start;
    /// For a date, which one; and whether the edge may not be after it, rather than not before it.
    std::optional<Instant> date;
    bool upper = false;
    /// The smallest change of this part alone that resolves the conflict, if there is one: how much shorter a minimum
    /// lag, how much longer a maximum lag, how much later an upper date, how much earlier a lower one. In seconds, for
    /// a working lag in the working time of its calendar; civil months are in `relax_months`.
    std::optional<Seconds> relax_by;
    std::optional<std::int64_t> relax_months;
    /// For a date: the nearest one that resolves the conflict.
    std::optional<Instant> relaxed_date;
};

/// An activity inside a conflict, and the smallest cut of its duration that resolves it, in working seconds.
struct ShorterDuration {
    ActivityId activity;
    Seconds by;
};

/// Requirements that can't all be kept, although any of them could be if one of the others were dropped.
struct Conflict {
    /// In the order in which they lead from one to the next.
    std::vector<ConflictPart> parts;
    std::vector<ShorterDuration> durations;
};

/// The conflicts among the hard requirements of a process. Each is minimal; to find the next one, one upper bound of
/// the last one is dropped. None iff it has a schedule. At most `options().max_conflicts`, and only those that are
/// found before `options().stop` stops the search.
///
/// Complexity: for each conflict one pass over the network. If its k parts form a chain or one loop, as nearly always,
/// O(k log k) more; for a loop over several calendars that much for each opening or closing it meets until their last
/// exception. Otherwise O(k * 40) passes over its activities alone.
[[nodiscard]] CONVENE_DECL std::vector<Conflict> find_conflicts(const Prepared& prepared);

/// The same after `prepare`; empty if that fails (`schedule` and `check` report why).
[[nodiscard]] CONVENE_DECL std::vector<Conflict> find_conflicts(const Process& process,
                                                                const ScheduleOptions& options = {});

namespace detail {

/// How the smallest changes are looked for: along the line that the requirements are, if they are one, or by trying
/// them on a system of their own, which takes longer (and is what the first way is tested against).
enum class Probing : std::uint8_t { along_lines, always };

/// The same if nothing starts before `base`, whatever the options say.
[[nodiscard]] CONVENE_DECL std::vector<Conflict> conflicts_from(const Prepared& prepared, Instant base,
                                                                Probing probing = Probing::along_lines);

/// Those that there are whenever the project starts.
[[nodiscard]] CONVENE_DECL std::vector<Conflict> conflicts_at_any_start(const Prepared& prepared);

} // namespace detail

/// The sentence of one requirement, such as `"Launch strategy decision" must start at most 2 weeks after "Piling
/// starts"`.
[[nodiscard]] CONVENE_DECL std::string describe(const Process& process, const ConflictPart& part, Language language);

/// The conflict as a finding (`infeasible`): the requirements that conflict, and the changes any one of which resolves
/// it.
[[nodiscard]] CONVENE_DECL Diagnostic to_diagnostic(const Process& process, const Conflict& conflict);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/schedule/impl/conflict.ipp>
#include <convene/schedule/impl/describe_conflict.ipp>
#endif
