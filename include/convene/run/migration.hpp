#pragma once

#include <convene/run/instance.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

namespace convene {

/// What happens to an activity when a running instance moves to a changed process.
enum class Fate : std::uint8_t {
    /// It is in both, and its state carries over.
    kept,
    /// Its decision was fresh and no longer is: what it is based on in the new process has changed.
    stale,
    /// It is new.
    added,
    /// It is gone, with its state; the journal still shows what happened there.
    orphaned,
    /// It is open, and will be adjourned: what it is based on in the new process is missing, or has changed.
    adjourned,
    /// It is open or decided, but its kind, duties, quorum, matters or outputs differ: somebody has to say whether to
    /// keep it (`Migrate::kept`) or to hold it again (`Migrate::again`).
    asked
};

/// The fate's word: "kept".
[[nodiscard]] CONVENE_DECL std::string_view name(Fate fate);

struct ActivityFate {
    /// In the current process; absent if it is added.
    OptionalId<ActivityId> before = {};
    /// In the new process; absent if it is orphaned.
    OptionalId<ActivityId> after = {};
    Fate fate = Fate::kept;
    /// Why it could not be decided then, unless it is already: deciding roles that nobody fills, or too few people for
    /// its quorum.
    std::vector<Blocker> undecidable = {};
    friend bool operator==(const ActivityFate&, const ActivityFate&) = default;
};

/// What moving to `next` would do to each activity: those of `next` in its order, then those that are gone. Things are
/// matched by key. The command is `Migrate`.
///
/// Documents keep their revisions. Documents that are new, or newly consumed, must be available before a decision based
/// on them is fresh. People, appointments, delegations, counts and shifts carry over for everything that still exists.
/// O(size of both processes).
[[nodiscard]] CONVENE_DECL std::vector<ActivityFate> plan_migration(const Instance& instance, const Process& next);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/run/impl/migration.ipp>
#endif
