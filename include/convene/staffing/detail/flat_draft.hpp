#pragma once
/// \file
/// A flat problem in seconds, whose tick is found last.

#include <convene/rcpsp/problem.hpp>
#include <convene/time/instant.hpp>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

namespace convene::detail {

/// From a second on, so much more of a pool.
struct StepChange {
    std::int64_t from;
    std::int64_t more;
};

/// Sorts half-open stretches and joins those that touch; empty ones go.
inline void merge_stretches(std::vector<std::pair<std::int64_t, std::int64_t>>& all) {
    std::erase_if(all, [](const auto& s) { return s.first >= s.second; });
    std::ranges::sort(all);
    std::size_t kept = 0;
    for (const auto& s : all) {
        if (kept > 0 && s.first <= all[kept - 1].second)
            all[kept - 1].second = std::max(all[kept - 1].second, s.second);
        else
            all[kept++] = s;
    }
    all.resize(kept);
}

struct FlatDraft {
    using Stretch = std::pair<std::int64_t, std::int64_t>;
    struct Arc {
        std::uint32_t from;
        std::uint32_t to;
        std::int64_t lag;
        rcpsp::Edge from_edge;
        rcpsp::Edge to_edge;
    };
    struct Window {
        std::int64_t earliest = 0;
        std::optional<std::int64_t> latest = {};
        /// The last start is the tick before.
        bool is_open = false;

        void keep_until(std::int64_t last, bool open) {
            if (latest && (*latest < last || (*latest == last && is_open))) return;
            latest = last;
            is_open = open;
        }
    };
    struct Demand {
        std::uint32_t job;
        std::uint32_t pool;
        std::int64_t amount;
    };
    struct Step {
        std::int64_t from;
        std::int64_t capacity;
    };

    std::vector<std::int64_t> durations = {};
    std::vector<Arc> arcs = {};
    std::vector<Window> windows = {};
    std::vector<Demand> demands = {};
    std::vector<std::vector<Step>> capacities = {};
    std::vector<std::vector<Stretch>> calendars = {};
    std::vector<std::uint32_t> calendar_of = {};

    /// A pool of so much, with changes of it in any order, and nothing while it is `closed` (ascending, disjoint).
    std::uint32_t add_pool(std::int64_t amount, std::vector<StepChange> changes,
                           const std::vector<Stretch>& closed = {}) {
        std::vector<std::int64_t> moments{0};
        for (const auto& change : changes) moments.push_back(change.from);
        for (const auto& [from, to] : closed) moments.insert(moments.end(), {from, to});
        std::ranges::sort(moments);
        moments.erase(std::unique(moments.begin(), moments.end()), moments.end());
        std::ranges::stable_sort(changes, {}, &StepChange::from);
        auto& steps = capacities.emplace_back();
        auto change = changes.begin();
        auto shut = closed.begin();
        for (const auto moment : moments) {
            for (; change != changes.end() && change->from <= moment; ++change) amount += change->more;
            while (shut != closed.end() && shut->second <= moment) ++shut;
            const bool is_shut = shut != closed.end() && shut->first <= moment;
            const auto now = is_shut ? 0 : amount;
            if (steps.empty() || steps.back().capacity != now) steps.push_back({moment, now});
        }
        return static_cast<std::uint32_t>(capacities.size() - 1);
    }

    /// In ticks of the greatest common divisor of all times, or of more if that would be too many; times are then
    /// rounded down, and last starts up.
    [[nodiscard]] Result<rcpsp::Problem> build(Seconds& tick, bool& rounded) const {
        const auto per = tick_of(rounded);
        tick = Seconds{per};
        const auto down = [&](std::int64_t t) {
            return static_cast<rcpsp::Time>(t >= 0 ? t / per : -((-t + per - 1) / per));
        };
        rcpsp::ProblemData out;
        for (const auto d : durations) out.durations.push_back(down(d));
        for (const auto& a : arcs) out.arcs.push_back({a.from, a.to, down(a.lag), a.from_edge, a.to_edge});
        if (std::ranges::any_of(windows, [](const Window& w) { return w.earliest > 0 || w.latest; }))
            for (const auto& w : windows) {
                const auto earliest = down(w.earliest);
                auto latest = rcpsp::unbounded;
                if (w.latest) latest = std::max(earliest, -down(-*w.latest) - (w.is_open ? 1 : 0));
                out.windows.push_back({earliest, latest});
            }
        for (const auto& stretches : calendars) {
            auto& breaks = out.calendars.emplace_back();
            for (const auto& [from, to] : stretches) {
                const auto first = -down(-from);
                if (first >= down(to)) continue;
                if (!breaks.empty() && breaks.back().to >= first)
                    breaks.back().to = down(to);
                else
                    breaks.push_back({first, down(to)});
            }
        }
        if (!calendars.empty()) out.calendar_of = calendar_of;
        add_pools(out, down);
        return rcpsp::build(std::move(out));
    }

  private:
    [[nodiscard]] std::int64_t tick_of(bool& rounded) const {
        constexpr std::int64_t most = std::int64_t{1} << 27;
        std::int64_t common = 0;
        std::int64_t length = 1;
        std::int64_t last = 0;
        const auto look = [&](std::int64_t t) { common = std::gcd(common, t); };
        for (const auto d : durations) look(d), length += d;
        for (const auto& a : arcs) look(a.lag), length += std::max<std::int64_t>(0, a.lag);
        for (const auto& w : windows) {
            look(w.earliest);
            look(w.latest.value_or(0));
            last = std::max({last, w.earliest, w.latest.value_or(0)});
        }
        for (const auto& steps : capacities)
            for (const auto& s : steps) look(s.from), last = std::max(last, s.from);
        for (const auto& stretches : calendars)
            for (const auto& [from, to] : stretches) look(from), look(to), last = std::max(last, to);
        length += last;
        if (common == 0) common = 1;
        rounded = length / common > most;
        return rounded ? (length + most - 1) / most : common;
    }

    /// Each pool in units of what its amounts have in common.
    template <class Down>
    void add_pools(rcpsp::ProblemData& out, Down down) const {
        std::vector<std::int64_t> common(capacities.size(), 0);
        for (const auto& d : demands) common[d.pool] = std::gcd(common[d.pool], d.amount);
        for (std::uint32_t k = 0; k < capacities.size(); ++k) {
            const auto unit = std::max<std::int64_t>(1, common[k]);
            auto& steps = out.capacities.emplace_back();
            for (const auto& s : capacities[k]) {
                const auto from = down(s.from);
                // What is left over can't be used.
                const auto amount = static_cast<rcpsp::Amount>(s.capacity / unit);
                if (!steps.empty() && steps.back().from == from)
                    steps.back().capacity = amount;
                else
                    steps.push_back({from, amount});
            }
        }
        for (const auto& d : demands)
            out.demands.push_back(
                {d.job, d.pool, static_cast<rcpsp::Amount>(d.amount / std::max<std::int64_t>(1, common[d.pool]))});
    }
};

} // namespace convene::detail
