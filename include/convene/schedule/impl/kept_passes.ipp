#pragma once

#include <convene/schedule/schedule.hpp>

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <utility>
#include <vector>

namespace convene::detail {

/// A date that a pass had and the schedule's column has not: of what has begun, or of a late finish in closed time.
struct PassDifference {
    enum class Of : std::uint8_t { early_start, early_finish, late_start, late_finish };
    std::uint32_t node = 0;
    Of of = Of::early_start;
    Instant date{};
};

/// The dates of the passes of a schedule, by node. Most of them are those of its columns, so only differences are kept
/// until somebody asks: 32 bytes an activity that most plans never need.
class KeptPasses {
  public:
    struct Both {
        PassDates early;
        PassDates late;
    };

    std::vector<PassDifference> differences;

    const Both& of(const Schedule& plan) {
        std::call_once(once_, [&] { both_ = std::make_unique<const Both>(restored(plan)); });
        return *both_;
    }

  private:
    [[nodiscard]] Both restored(const Schedule& plan) const {
        const auto& g = plan.network();
        Both out;
        const auto fill = [&g](std::vector<Instant>& dates, std::span<const Instant> column) {
            dates.resize(g.size());
            for (std::uint32_t v = 0; v < g.size(); ++v) dates[v] = column[g.activity_of[v]];
        };
        fill(out.early.start, plan.early_starts());
        fill(out.early.finish, plan.early_finishes());
        fill(out.late.start, plan.late_starts());
        fill(out.late.finish, plan.late_finishes());
        for (const auto& d : differences) {
            auto& dates = d.of == PassDifference::Of::early_start || d.of == PassDifference::Of::early_finish
                              ? out.early
                              : out.late;
            const bool is_start = d.of == PassDifference::Of::early_start || d.of == PassDifference::Of::late_start;
            (is_start ? dates.start : dates.finish)[d.node] = d.date;
        }
        return out;
    }

    std::once_flag once_;
    std::unique_ptr<const Both> both_;
};

} // namespace convene::detail
