#pragma once

#include <convene/schedule/impl/infeasibility.ipp>

#include <optional>
#include <utility>
#include <vector>

namespace convene::detail {

/// Drops upper bounds of a network until the rest can be kept.
class Relaxing {
  public:
    Relaxing(Network& g, Bounds& b, Instant base, const StopToken& stop) : g_(g), b_(b), base_(base), stop_(stop) {}

    /// What was dropped; if stopped, some of it. Leaves the early dates in `dates`.
    std::vector<BrokenBound> operator()(PassDates& dates) {
        while (const auto items = detect(g_, b_, base_, dates)) {
            const auto item = upper_bound_of(g_, *items);
            if (!item || stop_.stop_requested()) break;
            give_up(*item);
        }
        // What others had to give up for may have made room for what was dropped first.
        std::vector<BrokenBound> kept;
        bool restored = false;
        for (auto& one : dropped_) {
            measure(one, dates);
            if (one.bound.actual > one.bound.limit) {
                kept.push_back(one.bound);
                continue;
            }
            restored = true;
            if (one.ceiling)
                ceilings_.push_back(*one.ceiling);
            else
                g_.lag_of[one.arc] = one.lag;
        }
        if (restored) {
            b_.ceilings = by_node(g_, ceilings_);
            (void)early_pass(g_, b_, base_, dates);
        }
        return kept;
    }

  private:
    struct Dropped {
        BrokenBound bound;
        std::optional<DateBound> ceiling = {};
        std::uint32_t arc = 0;
        std::uint32_t lag = 0; // what the arc had
    };

    void give_up(Requirement item) {
        if (item.kind == Requirement::Kind::ceiling) {
            const auto c = b_.ceilings.values()[item.index];
            dropped_.push_back({{c.cause, ActivityId{c.activity}, c.edge, c.at, {}}, c});
        } else {
            // The arc of a maximum leads back from the activity that is late.
            const ActivityId late{g_.activity_of[g_.sources[item.index]]};
            dropped_.push_back({{g_.causes[item.index], late, g_.lag(item.index).from_edge, {}, {}},
                                std::nullopt,
                                item.index,
                                g_.lag_of[item.index]});
        }
        drop(g_, b_, item);
        ceilings_.assign(b_.ceilings.values().begin(), b_.ceilings.values().end());
    }

    void measure(Dropped& one, const PassDates& dates) const {
        auto& broken = one.bound;
        broken.actual = date_of(b_, dates, g_.node_of[broken.activity.index()], broken.edge);
        if (one.ceiling) return;
        const auto& lag = g_.lags[one.lag];
        broken.limit = lag.latest_from(date_of(b_, dates, g_.target(one.arc), lag.to_edge));
    }

    Network& g_;
    Bounds& b_;
    Instant base_;
    const StopToken& stop_;
    std::vector<Dropped> dropped_;
    std::vector<DateBound> ceilings_; // those that are left
};

} // namespace convene::detail
