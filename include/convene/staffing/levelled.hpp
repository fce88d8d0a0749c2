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

/// Which activity goes first if two need the same people. Ties: the smaller early start, then the smaller id. After
/// Kolisch (1996, doi:10.1016/0377-2217(95)00357-6).
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

/// A time for which a person or a resource is taken elsewhere, such as in another project: half open.
struct Reservation {
    Instant start{};
    Instant finish{};
    /// The caller's number for that place; `StaffWait::elsewhere` returns it.
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
    /// The person waited for; absent for a resource.
    OptionalId<PersonId> person;
    /// With `busy`: the activity the person is in. It finishes, or pauses, at `until`.
    OptionalId<ActivityId> by;
    Instant until{};
    /// With `busy`, instead of `by`: the `Reservation::by` of the reservation in the way.
    std::optional<std::uint64_t> elsewhere = {};
    /// Instead of `person`.
    OptionalId<ResourceId> resource = {};

    friend bool operator==(const StaffWait&, const StaffWait&) = default;
};

/// A stretch of an activity in which it is worked on: half open. Closed time of its calendar may lie inside.
struct WorkPiece {
    Instant start{};
    Instant finish{};

    friend bool operator==(const WorkPiece&, const WorkPiece&) = default;
};

/// The data of a levelled plan besides the early dates; for making a plan by hand, for example to verify it.
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

/// Dates without double bookings. A value that owns its process and its early dates.
class Levelled {
  public:
    Levelled(Schedule early, LevelledData data) : early_(std::move(early)), data_(std::move(data)) {}

    [[nodiscard]] const Process& process() const& { return early_.process(); }
    /// The schedule without regard to people.
    [[nodiscard]] const Schedule& early() const& { return early_; }
    [[nodiscard]] std::size_t size() const { return data_.start.size(); }

    [[nodiscard]] Instant start(ActivityId a) const { return data_.start[a]; }
    [[nodiscard]] Instant finish(ActivityId a) const { return data_.finish[a]; }
    /// When the reservation of its people begins: at its start, or if it has already started, at the start of its
    /// remainder.
    [[nodiscard]] Instant reserved_from(ActivityId a) const { return data_.reserved_from[a]; }
    /// Who takes part in it, ascending; empty for a finished activity.
    [[nodiscard]] std::span<const PersonId> people(ActivityId a) const& { return data_.people[a]; }
    /// In the order of `people`: how much of each one's time is reserved, in thousandths.
    [[nodiscard]] std::span<const std::uint16_t> shares(ActivityId a) const& { return data_.shares[a]; }
    /// The pieces of a split activity by ascending time: the first begins at `reserved_from`, the last ends at the
    /// finish, and people and resources are reserved only in them. Empty if it is worked on in one piece.
    [[nodiscard]] std::span<const WorkPiece> pieces(ActivityId a) const& { return data_.pieces[a]; }

    [[nodiscard]] std::span<const Instant> starts() const& { return data_.start.values(); }
    [[nodiscard]] std::span<const Instant> finishes() const& { return data_.finish.values(); }
    [[nodiscard]] std::span<const Instant> reserved_froms() const& { return data_.reserved_from.values(); }
    /// In the order of activities, at most one for each: only activities that wait for people or resources rather than
    /// for a rule.
    [[nodiscard]] std::span<const StaffWait> waits() const& { return data_.waits; }
    /// The soft upper bounds (with `OnConflict::relax`, all) that are exceeded because of people, and by how much.
    /// Those that cannot be kept even without regard to people are in `early().broken()`.
    [[nodiscard]] std::span<const BrokenBound> broken() const& { return data_.broken; }
    [[nodiscard]] LevelRule rule() const { return data_.rule; }

    [[nodiscard]] Instant project_start() const { return early_.project_start(); }
    [[nodiscard]] Instant project_finish() const { return data_.project_finish; }
    /// The range in which people were sought; reservations outside of it made no difference.
    [[nodiscard]] Instant looked_from() const { return data_.looked_from; }
    [[nodiscard]] Instant looked_until() const { return data_.looked_until; }

    /// All of the above.
    [[nodiscard]] const LevelledData& data() const& { return data_; }

    // Views of a temporary would dangle.
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

/// The dates that a plan misses, as findings in the order of activities: `plan_misses_deadline`, `bound_broken` (an
/// upper bound that gave way, because of people or not), and last `plan_misses_finish`. Empty if it misses none.
/// O(activities + broken bounds).
[[nodiscard]] CONVENE_DECL Diagnostics findings(const Levelled& plan);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/staffing/impl/levelled.ipp>
#endif
