#pragma once
/// \file
/// When people can have done what is asked of them, at the earliest: bounds for plans of processes and portfolios.

#include <convene/staffing/detail/team_demands.hpp>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace convene::detail {

/// How much each person has to do when teams share out their work such that the largest load is as small as may be:
/// each team in turn gives its work to whoever has the least, again and again; nobody does the same work twice. In
/// seconds. O(rounds * members of teams * 64).
inline std::vector<std::int64_t> even_load(const Teams& teams, std::size_t members) {
    constexpr int rounds = 50;
    std::vector<std::int64_t> load(members);
    std::vector<std::int64_t> given; // by team, and member of it
    for (const auto& [who, work] : teams) given.resize(given.size() + who.team.size(), 0);
    for (int round = 0; round < rounds; ++round) {
        auto* part = given.data();
        bool moved = false;
        for (const auto& [who, work] : teams) {
            const auto& team = who.team;
            for (std::size_t i = 0; i < team.size(); ++i) load[team[i]] -= part[i];
            // The least loaded are filled up to one level.
            const auto part_of = [&](std::size_t i, std::int64_t level) {
                return std::clamp<std::int64_t>(level - load[team[i]], 0, work.apart);
            };
            std::int64_t low = load[team.front()];
            for (const auto id : team) low = std::min(low, load[id]);
            std::int64_t high = low;
            for (const auto id : team) high = std::max(high, load[id] + work.apart);
            while (low < high) {
                const auto level = low + (high - low) / 2;
                std::int64_t sum = 0;
                for (std::size_t i = 0; i < team.size(); ++i) sum += part_of(i, level);
                if (sum < work.apart * who.count)
                    low = level + 1;
                else
                    high = level;
            }
            for (std::size_t i = 0; i < team.size(); ++i) {
                const auto now = part_of(i, low);
                moved = moved || now != part[i];
                part[i] = now;
                load[team[i]] += now;
            }
            part += team.size();
        }
        if (!moved) break;
    }
    return load;
}

/// Work that only some people may do.
struct ScarceWork {
    std::vector<Member> who;
    std::int64_t seconds = 0;
    Instant from = far_future;
};

/// Sets of people with the work that nobody else may do: each team by itself, and those who are loaded most when
/// work is spread as evenly as teams allow. Of what is asked of so many of a team, a set has to do what is left when
/// all others of the team take part.
inline std::vector<ScarceWork> scarce_work(const Teams& teams, std::size_t members) {
    constexpr std::size_t sets = 8;
    std::vector<ScarceWork> out;
    std::vector<bool> is_asked(members);
    for (const auto& [who, work] : teams) {
        out.push_back({who.team, work.largest * who.count, work.from});
        for (const auto id : who.team) is_asked[id] = true;
    }
    const auto load = even_load(teams, members);
    std::vector<Member> order;
    for (Member id = 0; id < members; ++id)
        if (is_asked[id]) order.push_back(id);
    std::ranges::sort(order, {}, [&](Member id) { return std::pair(-load[id], id); });
    std::vector<std::uint32_t> rank(load.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) rank[order[i]] = i;
    // What is left to the first i + 1 people.
    std::vector<ScarceWork> first(order.size());
    std::vector<std::uint32_t> ranks;
    for (const auto& [who, work] : teams) {
        if (work.apart == 0) continue;
        ranks.clear();
        for (const auto id : who.team) ranks.push_back(rank[id]);
        std::ranges::sort(ranks);
        for (auto i = ranks.size() - who.count; i < ranks.size(); ++i) {
            auto& set = first[ranks[i]];
            set.seconds += work.apart;
            set.from = std::min(set.from, work.from);
        }
    }
    std::vector<std::pair<double, std::uint32_t>> best;
    for (std::uint32_t i = 0; i < first.size(); ++i) {
        if (i > 0) {
            first[i].seconds += first[i - 1].seconds;
            first[i].from = std::min(first[i].from, first[i - 1].from);
        }
        best.emplace_back(-static_cast<double>(first[i].seconds) / (i + 1), i);
    }
    std::ranges::sort(best);
    for (std::size_t k = 0; k < std::min(sets, best.size()); ++k) {
        const auto size = best[k].second + 1;
        auto& set = out.emplace_back(std::move(first[best[k].second]));
        set.who.assign(order.begin(), order.begin() + size);
    }
    return out;
}

/// When they can have done it at the earliest, if nothing else held them up. What is counted on `worked` is done in its
/// working time only; null if several are.
inline Instant done_by(const TeamDemands& demand, const ScarceWork& work, const Calendar* worked) {
    if (work.seconds == 0) return far_past;
    const auto capacity = [&](Instant until) {
        const auto limit = worked != nullptr ? worked->between(work.from, until) : until - work.from;
        std::int64_t sum = 0;
        for (const auto who : work.who) {
            std::int64_t most = 0;
            for (const auto* c : demand.calendars[who].all())
                most = std::max(most, c->between(work.from, until).count());
            sum += std::min(most, limit.count());
        }
        return sum;
    };
    std::int64_t low = 0;
    std::int64_t high = work.seconds + 1;
    // Beyond any date a calendar may have no work left; then this part of the bound is given up.
    while (capacity(work.from + Seconds{high}) < work.seconds) {
        high *= 2;
        if (!is_writable(work.from + Seconds{high})) return work.from;
    }
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        if (capacity(work.from + Seconds{middle}) >= work.seconds)
            high = middle;
        else
            low = middle + 1;
    }
    return work.from + Seconds{low};
}

/// The latest of what teams need: for all work, and for what is counted on each calendar.
inline Instant team_bound(const TeamDemands& demand) {
    auto bound = far_past;
    const auto look_at = [&](const Teams& teams, const Calendar* worked) {
        for (const auto& work : scarce_work(teams, demand.calendars.size()))
            bound = std::max(bound, done_by(demand, work, worked));
    };
    Teams all;
    for (std::size_t i = 0; i < demand.teams.size(); ++i) {
        look_at(demand.teams[i], demand.worked.all()[i]);
        for (const auto& [who, work] : demand.teams[i]) {
            auto& sum = all[who];
            sum.largest += work.largest;
            sum.apart += work.apart;
            sum.from = std::min(sum.from, work.from);
        }
    }
    if (demand.teams.size() > 1) look_at(all, nullptr);
    return bound;
}

} // namespace convene::detail
