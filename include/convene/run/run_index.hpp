#pragma once

#include <convene/core/config.hpp>
#include <convene/core/rows.hpp>
#include <convene/core/table.hpp>
#include <convene/model/process.hpp>
#include <convene/schedule/lag_function.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace convene {

/// The look-up tables of a process's instances: made once from the process, shared by the copies of an instance.
/// Immutable.
///
/// Making it costs O(activities + rules + artifact links + people * roles).
class RunIndex {
  public:
    /// An edge of `to` waits for an edge of `from`: a minimum lag of a rule, or a follow-up, which has no rule.
    /// Negative minimum lags give no gate, because nobody knows in advance when something will finish.
    struct Gate {
        ActivityId from;
        ActivityId to;
        LagFunction lag;

        /// `from` must be held before `to` begins, so `to` is based on its record.
        [[nodiscard]] bool is_order() const { return lag.from_edge == Edge::finish && lag.to_edge == Edge::start; }
    };
    /// A part of a separation, by its place in `InstanceState::performers`.
    struct Part {
        std::uint32_t number;
        /// The parts of the same separation are those in [first, last).
        std::uint32_t first;
        std::uint32_t last;
        DutyKind duty;
    };

    CONVENE_DECL explicit RunIndex(const Process& process);

    /// Whether no activities wait for each other in a circle, so that all can be held.
    [[nodiscard]] bool acyclic() const { return acyclic_; }
    /// A number that is greater than that of everything it waits for.
    [[nodiscard]] std::uint32_t rank(ActivityId id) const { return rank_[id]; }
    [[nodiscard]] std::span<const Gate> gates(ActivityId to) const { return gates_[to]; }
    /// The activities that may become ready, or cease to be, when this one changes. Ascending, each once.
    [[nodiscard]] std::span<const ActivityId> affected(ActivityId id) const { return affected_[id]; }
    [[nodiscard]] std::span<const ActivityId> consumers(ArtifactId id) const { return consumers_[id]; }
    /// Where the activity's entries begin in `InstanceState::basis`: one for each artifact it consumes and each order
    /// gate.
    [[nodiscard]] std::uint32_t basis_begin(ActivityId id) const { return basis_[id]; }
    [[nodiscard]] std::uint32_t basis_size() const { return basis_size_; }
    [[nodiscard]] std::span<const Part> parts(ActivityId id) const { return parts_[id]; }
    [[nodiscard]] std::uint32_t part_count() const { return part_count_; }
    /// The activities with a cadence or a service level. Ascending.
    [[nodiscard]] std::span<const ActivityId> timed() const { return timed_; }

  private:
    CONVENE_DECL void add_gates(const Process& process);
    CONVENE_DECL void add_order(const Process& process);
    CONVENE_DECL void add_parts(const Process& process);

    bool acyclic_ = true;
    Table<ActivityId, std::uint32_t> rank_;
    Rows<ActivityId, Gate> gates_;
    Rows<ActivityId, ActivityId> affected_;
    Rows<ArtifactId, ActivityId> consumers_;
    Table<ActivityId, std::uint32_t> basis_;
    std::uint32_t basis_size_ = 0;
    Rows<ActivityId, Part> parts_;
    std::uint32_t part_count_ = 0;
    std::vector<ActivityId> timed_;
};

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/run/impl/run_index.ipp>
#endif
