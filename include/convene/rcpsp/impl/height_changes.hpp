#pragma once
/// \file
/// Where the height of a profile changes, in order of time.

#include <convene/rcpsp/problem.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace convene::rcpsp::detail {

/// Collects blocks and tells the changes at their ends, those at one time together or next to each other.
class HeightChanges {
  public:
    struct Event {
        Time time;
        Amount change;
    };

    void clear() {
        events_.clear();
        first_ = unbounded;
        last_ = 0;
    }

    /// A block of `height` over [from, to). *Requires* from < to.
    void add(Time from, Time to, Amount height) {
        events_.push_back({from, height});
        events_.push_back({to, -height});
        first_ = std::min(first_, from);
        last_ = std::max(last_, to);
    }

    /// All events by time. A change of 0 is one as well: a block begins or ends there.
    const std::vector<Event>& sorted() {
        if (events_.empty()) return events_;
        // A short horizon is passed through tick by tick, which takes less than sorting.
        const auto ticks = static_cast<std::size_t>(static_cast<std::int64_t>(last_) - first_) + 1;
        if (ticks > 4 * events_.size()) {
            std::ranges::sort(events_, {}, &Event::time);
            return events_;
        }
        if (at_.size() < ticks) at_.resize(ticks);
        for (const auto& e : events_) {
            auto& sum = at_[static_cast<std::size_t>(e.time - first_)];
            sum = sum.value_or(0) + e.change;
        }
        events_.clear();
        for (std::size_t i = 0; i < ticks; ++i)
            if (auto& sum = at_[i]; sum) {
                events_.push_back({first_ + static_cast<Time>(i), *sum});
                sum.reset();
            }
        return events_;
    }

  private:
    std::vector<Event> events_;
    std::vector<std::optional<Amount>> at_; ///< empty between calls
    Time first_ = unbounded;
    Time last_ = 0;
};

} // namespace convene::rcpsp::detail
