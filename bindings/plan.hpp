#pragma once

#include "columns.hpp"
#include "references.hpp"

#include <convene/schedule/schedule.hpp>

#include <array>
#include <memory>
#include <mutex>

namespace convene::python {

/// The columns of a schedule, in the order in which they are shown.
enum class PlanColumn : std::uint8_t {
    early_start,
    early_finish,
    late_start,
    late_finish,
    start,
    finish,
    total_float,
    free_float
};
inline constexpr std::size_t plan_columns = 8;

/// What a schedule says without its network: this is what travels.
struct PlanValues {
    std::array<std::vector<std::int64_t>, plan_columns> columns;
    std::vector<BrokenBound> broken;
    Instant project_start{};
    Instant project_finish{};
    ScheduleOptions options;
};

/// A schedule with its process, as Python holds it: activities are named by key, and the network's calendars live.
///
/// One that came from elsewhere has its values; its network is made again from the process when it is asked for.
class Plan {
  public:
    Plan(Process process, Schedule schedule);
    Plan(Process process, PlanValues values);
    /// Shares a schedule that others keep, such as one of a batch.
    Plan(Process process, std::shared_ptr<const Schedule> schedule);

    [[nodiscard]] const Process& process() const { return state_->process; }
    [[nodiscard]] std::size_t size() const { return process().activities().size(); }
    /// The whole schedule. May compute, so without the GIL.
    [[nodiscard]] const Schedule& full() const { return *shared(); }
    [[nodiscard]] const std::shared_ptr<const Schedule>& shared() const;

    /// `size()` values, which live as long as any copy of this plan.
    [[nodiscard]] const void* data(PlanColumn column) const;
    [[nodiscard]] std::int64_t value(PlanColumn column, ActivityId activity) const;
    [[nodiscard]] Column column(PlanColumn column) const;
    [[nodiscard]] Columns columns() const;
    [[nodiscard]] PlanValues values() const;
    [[nodiscard]] const ScheduleOptions& options() const;
    [[nodiscard]] std::vector<BrokenBound> broken() const;
    [[nodiscard]] Instant project_start() const;
    [[nodiscard]] Instant project_finish() const;

    friend bool operator==(const Plan& a, const Plan& b);

  private:
    struct State {
        Process process;
        std::shared_ptr<const Schedule> schedule;
        std::optional<PlanValues> values;
        std::mutex mutex;
        std::shared_ptr<const TextBuffer> keys;
    };
    std::shared_ptr<State> state_;
};

/// Throws unless the schedule is one of this process.
void check_plan(const Process& process, const Plan& plan);

/// All but the process, for pickles; and made again from it.
[[nodiscard]] py::tuple state_of(const Plan& plan);
[[nodiscard]] Plan restored_plan(const Process& process, const py::tuple& state);

} // namespace convene::python
