#pragma once

#include <convene/schedule/impl/infeasibility.ipp>

#include <optional>
#include <utility>
#include <vector>

namespace convene::detail {

/// Drops upper bounds of a network until the rest can be kept: the soft ones, or if it is asked to relax any.
class Relaxing {
  public:
    Relaxing(const Process& process, OnConflict hard, Network& g, Bounds& b, Instant base, const StopToken& stop)
        : process_(process), relaxes_hard_(hard == OnConflict::relax), g_(g), b_(b), base_(base), stop_(stop) {}

    /// What was dropped: soft bounds first; if stopped, some of it. Leaves the early dates in `dates`. *Requires* that
    /// the hard bounds can be kept alone, unless they may be dropped, too.
    std::vector<BrokenBound> operator()(PassDates& dates) {
        while (!stop_.stop_requested()) {
            const auto items = detect(g_, b_, base_, dates);
            if (!items && is_writable(dates)) break;
            std::optional<Requirement> item;
            if (items) item = soft_bound_of(process_, g_, b_, *items);
            if (items && !item && relaxes_hard_) item = upper_bound_of(g_, *items);
            if (item) {
                give_up(*item);
                continue;
            }
            // What a pass met may lack the soft bound that brought it there, or that moved it past all calendars.
            const auto rest = soft_bounds(process_, g_, b_);
            if (rest.empty()) break;
            for (auto one = rest.rbegin(); one != rest.rend(); ++one) give_up(*one);
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
                g_.lag_of.set(one.arc, one.lag);
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

    [[nodiscard]] bool is_writable(const PassDates& dates) const {
        for (std::uint32_t v = 0; v < g_.size(); ++v)
            if (!convene::is_writable(finish_of(b_, dates, v))) return false;
        return true;
    }

    void give_up(Requirement item) {
        if (item.kind == Requirement::Kind::ceiling) {
            const auto c = b_.ceilings.values()[item.index];
            dropped_.push_back({{c.cause, ActivityId{c.activity}, c.edge, c.at, {}, is_soft(process_, c.cause)}, c});
        } else {
            // The arc of a maximum leads back from the activity that is late.
            const ActivityId late{g_.activity_of[g_.sources[item.index]]};
            const auto cause = g_.causes[item.index];
            dropped_.push_back({{cause, late, g_.lag(item.index).from_edge, {}, {}, is_soft(process_, cause)},
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

    const Process& process_;
    bool relaxes_hard_;
    Network& g_;
    Bounds& b_;
    Instant base_;
    const StopToken& stop_;
    std::vector<Dropped> dropped_;
    std::vector<DateBound> ceilings_; // those that are left
};

} // namespace convene::detail
