#pragma once

#include "schedule/support/plan.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace convene::test {

/// Working time by its definition: which five minutes of some weeks are worked, marked one by one.
///
/// Outside those weeks there is no answer; what lies beyond is told as the first or the last of them.
class BruteCalendar {
  public:
    /// The clock: every second counts.
    BruteCalendar() = default;

    /// *Requires* shifts on whole five minutes, and a midnight `begin`.
    BruteCalendar(const PlanCalendar& plan, Time begin, int days)
        : clock_(false), begin_(begin), sizes_{plan.day_size, plan.week_size, plan.month_size} {
        std::vector<bool> worked(static_cast<std::size_t>(days) * cells_a_day, false);
        for (std::int64_t d = -1; d < days; ++d)
            for (const auto& shift : shifts_on(plan, begin / day + d))
                for (auto cell = d * cells_a_day + shift.from / 5; cell < d * cells_a_day + shift.to / 5; ++cell)
                    if (cell >= 0 && cell < static_cast<std::int64_t>(worked.size()))
                        worked[static_cast<std::size_t>(cell)] = true;
        before_.reserve(worked.size() + 1);
        for (std::size_t i = 0; i < worked.size(); ++i) {
            before_.push_back(static_cast<std::int32_t>(cells_.size()));
            if (worked[i]) cells_.push_back(static_cast<std::int32_t>(i));
        }
        before_.push_back(static_cast<std::int32_t>(cells_.size()));
        change_.assign(worked.size(), static_cast<std::int32_t>(worked.size()));
        for (std::size_t i = worked.size(); i-- > 1;)
            change_[i - 1] = worked[i - 1] == worked[i] ? change_[i] : static_cast<std::int32_t>(i);
    }

    [[nodiscard]] Time day_size() const { return sizes_[0]; }
    [[nodiscard]] Time week_size() const { return sizes_[1]; }
    [[nodiscard]] Time month_size() const { return sizes_[2]; }

    /// Working seconds before `t`.
    [[nodiscard]] Time work(Time t) const {
        if (clock_) return t;
        const auto since = std::clamp<Time>(t - begin_, 0, end_offset());
        const auto cell = static_cast<std::size_t>(since / cell_seconds);
        Time sum = Time{before_[cell]} * cell_seconds;
        if (cell + 1 < before_.size() && before_[cell + 1] > before_[cell]) sum += since % cell_seconds;
        return sum;
    }

    /// The smallest instant with at least `w` working seconds before it.
    [[nodiscard]] Time reach(Time w) const {
        if (clock_) return w;
        if (w <= 0) return begin_;
        const auto cell = static_cast<std::size_t>((w - 1) / cell_seconds);
        if (cell >= cells_.size()) return begin_ + end_offset();
        return begin_ + Time{cells_[cell]} * cell_seconds + (w - 1) % cell_seconds + 1;
    }

    /// The largest instant with at most `w` working seconds before it.
    [[nodiscard]] Time stay(Time w) const {
        if (clock_) return w;
        if (w < 0) return begin_;
        const auto cell = static_cast<std::size_t>(w / cell_seconds);
        if (cell >= cells_.size()) return begin_ + end_offset();
        return begin_ + Time{cells_[cell]} * cell_seconds + w % cell_seconds;
    }

    /// How many seconds after `t` work starts or stops; none if it does at `t`.
    [[nodiscard]] Time quiet(Time t) const {
        if (clock_) return INT64_MAX;
        const auto since = t - begin_;
        if (since <= 0 || since >= end_offset()) return 0;
        const auto cell = static_cast<std::size_t>(since / cell_seconds);
        if (since % cell_seconds == 0 && change_[cell - 1] == static_cast<std::int32_t>(cell)) return 0;
        return Time{change_[cell]} * cell_seconds - since;
    }
    /// The first working moment at or after `t`.
    [[nodiscard]] Time opening(Time t) const { return stay(work(t)); }
    /// The end of the last work at or before `t`.
    [[nodiscard]] Time closing(Time t) const { return reach(work(t)); }

  private:
    static constexpr Time cell_seconds = 300;
    static constexpr std::int64_t cells_a_day = day / cell_seconds;

    static const std::vector<PlanShift>& shifts_on(const PlanCalendar& plan, std::int64_t date) {
        for (const auto& e : plan.exceptions)
            if (e.first <= date && date <= e.last) return e.shifts;
        // 1970-01-01 was a Thursday.
        return plan.week[static_cast<std::size_t>(((date + 3) % 7 + 7) % 7)];
    }

    [[nodiscard]] Time end_offset() const { return static_cast<Time>(before_.size() - 1) * cell_seconds; }

    bool clock_ = true;
    Time begin_ = 0;
    std::array<Time, 3> sizes_{day, 7 * day, 30 * day};
    std::vector<std::int32_t> before_; // working cells before each cell
    std::vector<std::int32_t> cells_;  // the working ones
    std::vector<std::int32_t> change_; // the next cell that is worked otherwise
};

/// `t` moved by civil months, the day of the month clipped.
inline Time months_later(Time t, std::int64_t months) {
    namespace c = std::chrono;
    const auto date = c::floor<c::days>(c::local_seconds{c::seconds{t}});
    const c::year_month_day from{date};
    auto to = c::year_month_day{from.year() / from.month() / 1} + c::months{months};
    const auto last = c::year_month_day_last{to.year(), c::month_day_last{to.month()}}.day();
    to = to.year() / to.month() / std::min(from.day(), last);
    return c::local_seconds{c::local_days{to}}.time_since_epoch().count() + (t - date.time_since_epoch().count() * day);
}

/// The largest instant that, moved by `months`, is at most `limit`: each day near it is tried.
inline Time latest_months_before(Time limit, std::int64_t months) {
    Time best = INT64_MIN;
    const auto guess = months_later(limit, -months) / day;
    for (auto d = guess - 5; d <= guess + 5; ++d) {
        const auto room = limit - months_later(d * day, months);
        if (room >= 0) best = std::max(best, d * day + std::min(room, day - 1));
    }
    return best;
}

/// The smallest instant that, moved by `months`, is at least `limit`.
inline Time earliest_months_before(Time limit, std::int64_t months) {
    Time best = INT64_MAX;
    const auto guess = months_later(limit, -months) / day;
    for (auto d = guess - 5; d <= guess + 5; ++d) {
        const auto missing = limit - months_later(d * day, months);
        if (missing < day) best = std::min(best, d * day + std::max<Time>(missing, 0));
    }
    return best;
}

} // namespace convene::test
