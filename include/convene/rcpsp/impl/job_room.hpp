#pragma once
/// \file
/// Where a job fits among those that are placed.

#include <convene/rcpsp/problem.hpp>
#include <convene/rcpsp/profile.hpp>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace convene::rcpsp::detail {

/// What jobs leave of each pool over time.
class JobRoom {
  public:
    explicit JobRoom(const Problem& problem) : p_(problem) {
        profiles_.reserve(p_.pools());
        for (Pool k = 0; k < p_.pools(); ++k) profiles_.emplace_back(p_.capacity(k));
    }

    [[nodiscard]] Profile& operator[](Pool k) { return profiles_[k]; }

    /// Calls `use(from, to)` for each working piece of the job from `start` on, until one returns false.
    template <class Use>
    bool pieces(Job j, Time start, Use use) const {
        const auto closed = p_.breaks(j);
        if (closed.empty()) return use(start, start + p_.duration(j));
        Time left = p_.duration(j);
        Time now = start;
        auto b = std::ranges::upper_bound(closed, start, {}, &Break::to);
        while (left > 0) {
            const Time end = b != closed.end() ? std::min(now + left, std::max(now, b->from)) : now + left;
            if (end > now && !use(now, end)) return false;
            left -= end - now;
            if (left > 0) now = (b++)->to;
        }
        return true;
    }

    /// The first start from `from` on at which all pools have room; `unbounded` if there is none.
    [[nodiscard]] Time fit(Job j, Time from) {
        Time t = p_.next_start(j, from);
        const auto needs = p_.needs(j);
        if (needs.empty() || p_.duration(j) == 0) return t;
        if (!p_.breaks(j).empty()) return fit_around_breaks(j, t);
        // The last pool to have moved the start needs no second look.
        for (std::size_t i = 0, agreed = 0; agreed < needs.size(); i = (i + 1) % needs.size()) {
            const Time u = profiles_[needs[i].pool].next_fit(t, p_.duration(j), needs[i].amount);
            if (u >= unbounded) return unbounded;
            agreed = u == t ? agreed + 1 : 1;
            t = u;
        }
        return t;
    }

    /// Takes what the job needs from `start` on, or with sign -1 gives it back.
    void take(Job j, Time start, int sign) {
        if (p_.duration(j) == 0) return;
        pieces(j, start, [&](Time from, Time to) {
            for (const auto& n : p_.needs(j)) profiles_[n.pool].take(from, to, sign * n.amount);
            return true;
        });
    }

  private:
    [[nodiscard]] Time fit_around_breaks(Job j, Time t) const {
        while (true) {
            Time blocked = -1;
            const bool ok = pieces(j, t, [&](Time from, Time to) {
                for (const auto& n : p_.needs(j)) {
                    const auto& profile = profiles_[n.pool];
                    const Time bad = profile.first_short(from, to, n.amount);
                    if (bad == to) continue;
                    blocked = profile.earliest_fit(bad, 1, n.amount);
                    return false;
                }
                return true;
            });
            if (ok) return t;
            if (blocked >= unbounded) return unbounded;
            t = p_.next_start(j, blocked);
        }
    }

    const Problem& p_;
    std::vector<Profile> profiles_;
};

} // namespace convene::rcpsp::detail
