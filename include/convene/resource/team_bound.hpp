#pragma once
/// \file
/// When people can have done what is asked of them, at the earliest: bounds for plans of processes and portfolios.

#include <convene/resource/staffing.hpp>
#include <convene/schedule/schedule.hpp>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <utility>
#include <vector>

namespace convene::detail {

/// Number of a person in a process or a portfolio.
using Member = std::uint32_t;

/// So many people of a team are asked for together.
struct TeamDemand {
    std::vector<Member> team;
    std::uint32_t count = 1;

    friend auto operator<=>(const TeamDemand&, const TeamDemand&) = default;
};

/// What is asked, in seconds of working time of each of the `count`.
struct TeamWork {
    /// Of an activity's demands on the team, which the same people may fulfil, the largest.
    std::int64_t largest = 0;
    /// Of an activity's demands, those for which different people are needed: teams that share nobody.
    std::int64_t apart = 0;
    /// The first early start.
    Instant from = far_future;
};

/// A team are the people who may fulfil a demand.
struct TeamDemands {
    std::map<TeamDemand, TeamWork> teams;
    /// By member, the distinct calendars that each has in some role.
    std::vector<std::vector<const Calendar*>> calendars;
};

/// Adds what a process asks for, of activities that have not started yet and are counted on a working calendar.
/// `who(person)` is the member. O(activities * log(teams)).
template <class Who>
void add_demands(TeamDemands& out, const Process& process, const Schedule& early, Who who) {
    const auto add_calendar = [&](Member member, const Calendar& calendar) {
        auto& known = out.calendars[member];
        const bool there = std::ranges::any_of(
            known, [&](const Calendar* c) { return &c->table() == &calendar.table() || *c == calendar; });
        if (!there) known.push_back(&calendar);
    };
    const Staffing staffing(process);
    for (const auto id : process.activities().ids()) {
        const auto progress = process.progress(id);
        const auto time = working_seconds(process[id].duration, process.calendar_of(id));
        if (!time || (progress && (progress->actual_start || progress->actual_finish))) continue;
        struct Asked {
            TeamDemand demand;
            std::int64_t seconds;
        };
        std::vector<Asked> asked;
        for (const auto& demand : staffing.demands(id)) {
            auto& each = asked.emplace_back(Asked{{{}, demand.count}, demand.share * time->count() / 1000});
            for (const auto person : demand.candidates) {
                each.demand.team.push_back(who(person));
                add_calendar(each.demand.team.back(), staffing.calendar_of(person, demand.role));
            }
            std::ranges::sort(each.demand.team);
        }
        std::ranges::stable_sort(asked, std::greater<>{}, [](const Asked& a) { return a.demand.count * a.seconds; });
        std::vector<Member> taken;
        for (std::size_t i = 0; i < asked.size(); ++i) {
            const auto& [demand, seconds] = asked[i];
            const bool first = std::none_of(asked.begin(), asked.begin() + static_cast<std::ptrdiff_t>(i),
                                            [&](const Asked& a) { return a.demand.team == demand.team; });
            const bool apart =
                std::ranges::none_of(demand.team, [&](Member c) { return std::ranges::find(taken, c) != taken.end(); });
            auto& sum = out.teams[demand];
            sum.from = std::min(sum.from, early.early_start(id));
            if (first) sum.largest += seconds;
            if (apart) sum.apart += seconds;
            if (apart) taken.insert(taken.end(), demand.team.begin(), demand.team.end());
        }
    }
}

/// Adds to each member's burden what it may be asked for, in seconds, when every demand is shared equally among those
/// who may fulfil it.
template <class Who>
void add_burden(std::vector<std::int64_t>& burden, const Process& process, Who who) {
    const Staffing staffing(process);
    for (const auto id : process.activities().ids()) {
        const auto span = process[id].duration;
        const auto time =
            working_seconds(span, process.calendar_of(id)).value_or(elapsed_seconds(span).value_or(Seconds{0}));
        for (const auto& demand : staffing.demands(id))
            for (const auto person : demand.candidates)
                burden[who(person)] += time.count() * demand.count * demand.share / 1000 /
                                       static_cast<std::int64_t>(demand.candidates.size());
    }
}

/// How much each person has to do when teams share out their work such that the largest load is as small as may be:
/// each team in turn gives its work to whoever has the least, again and again; nobody does the same work twice. In
/// seconds. O(rounds * members of teams * 64).
inline std::vector<std::int64_t> even_load(const TeamDemands& demand) {
    constexpr int rounds = 50;
    std::vector<std::int64_t> load(demand.calendars.size());
    std::vector<std::int64_t> given; // by team, and member of it
    for (const auto& [who, work] : demand.teams) given.resize(given.size() + who.team.size(), 0);
    for (int round = 0; round < rounds; ++round) {
        auto* part = given.data();
        bool moved = false;
        for (const auto& [who, work] : demand.teams) {
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
inline std::vector<ScarceWork> scarce_work(const TeamDemands& demand) {
    constexpr std::size_t sets = 8;
    std::vector<ScarceWork> out;
    for (const auto& [who, work] : demand.teams) out.push_back({who.team, work.largest * who.count, work.from});
    const auto load = even_load(demand);
    std::vector<Member> order;
    for (Member id = 0; id < load.size(); ++id)
        if (!demand.calendars[id].empty()) order.push_back(id);
    std::ranges::sort(order, {}, [&](Member id) { return std::pair(-load[id], id); });
    std::vector<std::uint32_t> rank(load.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) rank[order[i]] = i;
    // What is left to the first i + 1 people.
    std::vector<ScarceWork> first(order.size());
    std::vector<std::uint32_t> ranks;
    for (const auto& [who, work] : demand.teams) {
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

/// When they can have done it at the earliest, if nothing else held them up.
inline Instant done_by(const TeamDemands& demand, const ScarceWork& work) {
    if (work.seconds == 0) return work.from;
    const auto capacity = [&](Instant until) {
        std::int64_t sum = 0;
        for (const auto who : work.who) {
            std::int64_t most = 0;
            for (const auto* c : demand.calendars[who]) most = std::max(most, c->between(work.from, until).count());
            sum += most;
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

/// The latest of what teams need.
inline Instant team_bound(const TeamDemands& demand) {
    auto bound = far_past;
    for (const auto& work : scarce_work(demand)) bound = std::max(bound, done_by(demand, work));
    return bound;
}

} // namespace convene::detail
