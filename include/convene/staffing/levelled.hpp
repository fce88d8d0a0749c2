#pragma once

#include <convene/core/result.hpp>
#include <convene/core/table.hpp>
#include <convene/schedule/schedule.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace convene {

/// Who goes first where two activities want the same people. Ties by the next of early start, then by id. After Kolisch
/// (1996, doi:10.1016/0377-2217(95)00357-6).
enum class LevelRule : std::uint8_t {
    /// The smallest late start.
    late_start,
    /// The smallest late finish.
    late_finish,
    /// The smallest total float.
    total_float,
    /// The smallest early start: first come, first served.
    early_start
};

/// A time in which a person is somewhere else, such as in another project, or a resource is used there: half open.
struct Reservation {
    Instant start{};
    Instant finish{};
    /// What the caller calls that place; `StaffWait::elsewhere` gives it back.
    std::uint64_t by = 0;
    /// Thousandths of the person's time, or units of the resource.
    std::uint32_t amount = 1000;

    friend bool operator==(const Reservation&, const Reservation&) = default;
};

/// Why an activity does not start as early as rules and dates allow.
struct StaffWait {
    enum class Kind : std::uint8_t {
        busy,    ///< in another activity, or elsewhere
        absent,  ///< of a resource: there are too few units
        off_work ///< of a resource: closed
    };
    Kind kind = Kind::busy;
    ActivityId activity;
    /// Who is waited for; absent if that is a resource.
    OptionalId<PersonId> person;
    /// With `busy`: where the person is. It finishes, or pauses, at `until`.
    OptionalId<ActivityId> by;
    Instant until{};
    /// With `busy`, in place of `by`: the `Reservation::by` of the one that is in the way.
    std::optional<std::uint64_t> elsewhere = {};
    /// In place of `person`.
    OptionalId<ResourceId> resource = {};

    friend bool operator==(const StaffWait&, const StaffWait&) = default;
};

/// A stretch of an activity in which it is worked on: half open. Closed time of its calendar may lie inside.
struct WorkPiece {
    Instant start{};
    Instant finish{};

    friend bool operator==(const WorkPiece&, const WorkPiece&) = default;
};

/// What a levelled plan says beside the early dates. For who makes one by hand, such as to have it verified.
struct LevelledData {
    Table<ActivityId, Instant> start = {};
    Table<ActivityId, Instant> finish = {};
    Table<ActivityId, Instant> reserved_from = {};
    Table<ActivityId, std::vector<PersonId>> people = {};
    Table<ActivityId, std::vector<std::uint16_t>> shares = {};
    Table<ActivityId, std::vector<WorkPiece>> pieces = {};
    std::vector<StaffWait> waits = {};
    std::vector<BrokenBound> broken = {};
    LevelRule rule = LevelRule::late_start;
    Instant project_finish{};
    Instant looked_from = far_future;
    Instant looked_until = far_past;

    friend bool operator==(const LevelledData&, const LevelledData&) = default;
};

/// Dates at which nobody is in two places. A value that owns its process and its early dates.
class Levelled {
  public:
    Levelled(Schedule early, LevelledData data) : early_(std::move(early)), data_(std::move(data)) {}

    [[nodiscard]] const Process& process() const& { return early_.process(); }
    /// The schedule without regard to people.
    [[nodiscard]] const Schedule& early() const& { return early_; }
    [[nodiscard]] std::size_t size() const { return data_.start.size(); }

    [[nodiscard]] Instant start(ActivityId a) const { return data_.start[a]; }
    [[nodiscard]] Instant finish(ActivityId a) const { return data_.finish[a]; }
    /// From when on its people are reserved: the start, or for what has started already where the rest of it begins.
    [[nodiscard]] Instant reserved_from(ActivityId a) const { return data_.reserved_from[a]; }
    /// Who is in it, ascending; the people of an activity that has finished are not looked for.
    [[nodiscard]] std::span<const PersonId> people(ActivityId a) const& { return data_.people[a]; }
    /// In the order of `people`: how much of each one's time is reserved, in thousandths.
    [[nodiscard]] std::span<const std::uint16_t> shares(ActivityId a) const& { return data_.shares[a]; }
    /// Of an activity that is split, the pieces by ascending time: the first begins at `reserved_from`, the last ends
    /// at the finish, and people and resources are reserved in them alone. Empty if it is worked on in one piece.
    [[nodiscard]] std::span<const WorkPiece> pieces(ActivityId a) const& { return data_.pieces[a]; }

    [[nodiscard]] std::span<const Instant> starts() const& { return data_.start.values(); }
    [[nodiscard]] std::span<const Instant> finishes() const& { return data_.finish.values(); }
    [[nodiscard]] std::span<const Instant> reserved_froms() const& { return data_.reserved_from.values(); }
    /// In the order of activities, at most one for each: only activities that people, and not a rule, keep where they
    /// are.
    [[nodiscard]] std::span<const StaffWait> waits() const& { return data_.waits; }
    /// With `OnConflict::relax`: the upper bounds that people made impossible, and by how much. Those that were
    /// impossible without regard to people are in `early().broken()`.
    [[nodiscard]] std::span<const BrokenBound> broken() const& { return data_.broken; }
    [[nodiscard]] LevelRule rule() const { return data_.rule; }

    [[nodiscard]] Instant project_start() const { return early_.project_start(); }
    [[nodiscard]] Instant project_finish() const { return data_.project_finish; }
    /// Where people were looked for; what is reserved outside of it made no difference.
    [[nodiscard]] Instant looked_from() const { return data_.looked_from; }
    [[nodiscard]] Instant looked_until() const { return data_.looked_until; }

    /// All of that.
    [[nodiscard]] const LevelledData& data() const& { return data_; }

    // What it shows would be gone with it.
    void process() const&& = delete;
    void early() const&& = delete;
    void people(ActivityId) const&& = delete;
    void shares(ActivityId) const&& = delete;
    void pieces(ActivityId) const&& = delete;
    void starts() const&& = delete;
    void finishes() const&& = delete;
    void reserved_froms() const&& = delete;
    void waits() const&& = delete;
    void broken() const&& = delete;
    void data() const&& = delete;

    friend bool operator==(const Levelled& a, const Levelled& b) { return a.early_ == b.early_ && a.data_ == b.data_; }

  private:
    Schedule early_;
    LevelledData data_;
};

/// What a plan does not keep though it is wanted, as findings in the order of activities: `deadline_missed`,
/// `bound_broken` (an upper bound that was given up under `OnConflict::relax`, because of people or without them), and
/// last `finish_missed`. Empty if it keeps all. O(activities + broken bounds).
[[nodiscard]] CONVENE_DECL Diagnostics findings(const Levelled& plan);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/staffing/impl/levelled.ipp>
#endif
