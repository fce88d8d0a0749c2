#pragma once
/// \file
/// What a process asks of teams of people, and how much each person may be asked for.

#include <convene/model/queries.hpp>
#include <convene/schedule/schedule.hpp>
#include <convene/staffing/demands.hpp>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
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

/// Calendars, each once.
class DistinctCalendars {
  public:
    [[nodiscard]] std::span<const Calendar* const> all() const { return all_; }

    /// Its place among them. O(calendars), each a comparison of contents unless they share them.
    std::size_t add(const Calendar& calendar) {
        const auto same = [&](const Calendar* c) { return &c->table() == &calendar.table() || *c == calendar; };
        const auto at = std::ranges::find_if(all_, same);
        const auto place = static_cast<std::size_t>(at - all_.begin());
        if (at == all_.end()) all_.push_back(&calendar);
        return place;
    }

  private:
    std::vector<const Calendar*> all_;
};

/// A team are the people who may fulfil a demand.
using Teams = std::map<TeamDemand, TeamWork>;

struct TeamDemands {
    /// By the calendar on which the work is counted.
    std::vector<Teams> teams;
    DistinctCalendars worked;
    /// By member, the calendars that each has in some role.
    std::vector<DistinctCalendars> calendars;
};

/// Adds what a process asks for, of activities that have not started yet and are counted on a working calendar.
/// `who(person)` is the member. O(activities * log(teams)).
template <class Who>
void add_demands(TeamDemands& out, const Staffing& staffing, const Schedule& early, Who who) {
    const auto& process = staffing.process();
    for (const auto id : process.activities().ids()) {
        const auto time = working_seconds(process[id].duration, process.calendar_of(id));
        if (!time || has_started(process, id)) continue;
        struct Asked {
            TeamDemand demand;
            std::int64_t seconds;
        };
        std::vector<Asked> asked;
        for (const auto& demand : staffing.demands(id)) {
            auto& each = asked.emplace_back(Asked{{{}, demand.count}, demand.share * time->count() / 1000});
            for (const auto person : demand.candidates) {
                each.demand.team.push_back(who(person));
                out.calendars[each.demand.team.back()].add(staffing.calendar_of(person, demand.role));
            }
            std::ranges::sort(each.demand.team);
        }
        std::ranges::stable_sort(asked, std::greater<>{}, [](const Asked& a) { return a.demand.count * a.seconds; });
        if (asked.empty()) continue;
        const auto calendar = out.worked.add(process.calendar_of(id));
        if (calendar == out.teams.size()) out.teams.emplace_back();
        std::vector<Member> taken;
        for (std::size_t i = 0; i < asked.size(); ++i) {
            const auto& [demand, seconds] = asked[i];
            const bool first = std::none_of(asked.begin(), asked.begin() + static_cast<std::ptrdiff_t>(i),
                                            [&](const Asked& a) { return a.demand.team == demand.team; });
            const bool apart =
                std::ranges::none_of(demand.team, [&](Member c) { return std::ranges::find(taken, c) != taken.end(); });
            auto& sum = out.teams[calendar][demand];
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
void add_burden(std::vector<std::int64_t>& burden, const Staffing& staffing, Who who) {
    const auto& process = staffing.process();
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

} // namespace convene::detail
