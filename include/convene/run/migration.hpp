#pragma once

#include <convene/run/instance.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

namespace convene {

/// What becomes of an activity when a running instance goes over to a changed process.
enum class Fate : std::uint8_t {
    /// It is in both, and how it stands carries over.
    kept,
    /// Its decision was fresh and no longer is: what it stands on by the new process has moved.
    stale,
    /// It is new.
    added,
    /// It is gone, and how it stood with it; the journal still tells what happened there.
    orphaned,
    /// It is open and no longer would be: what it stands on by the new process is not there, or has moved.
    adjourned,
    /// It is open or its decision stands, but its kind, duties, quorum, matters or outputs are others: somebody has to
    /// say whether that stands (`Migrate::kept`) or it is to be held again (`Migrate::again`).
    asked
};

/// The fate's word: "kept".
[[nodiscard]] CONVENE_DECL std::string_view name(Fate fate);

struct ActivityFate {
    /// In the process that the instance runs by; none if it is added.
    OptionalId<ActivityId> before = {};
    /// In the new one; none if it is orphaned.
    OptionalId<ActivityId> after = {};
    Fate fate = Fate::kept;
    /// Why it could not be decided then, unless it is decided already: deciding roles that nobody fills, or too few
    /// people for its quorum.
    std::vector<Blocker> undecidable = {};
    friend bool operator==(const ActivityFate&, const ActivityFate&) = default;
};

/// What going over to `next` would do to each activity: those of `next` in its order, then those that are gone. Things
/// are the same in both if they have the same key. The command that does it is `Migrate`.
///
/// Documents keep their revisions. What is new, or consumed anew, has to be there before a decision that stands on it
/// is fresh. People, bindings, delegations, counts and shifts of what is still there carry over.
/// O(size of both processes).
[[nodiscard]] CONVENE_DECL std::vector<ActivityFate> plan_migration(const Instance& instance, const Process& next);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/run/impl/migration.ipp>
#endif
