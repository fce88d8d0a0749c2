#pragma once

#include <convene/model/queries.hpp>
#include <convene/model/vocabulary.hpp>
#include <convene/run/event.hpp>
#include <convene/run/impl/people.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace convene::detail {

/// The begin of the period in which `t` lies: midnight, of Monday for a week, of the 1st for a month.
inline Instant period_begin(Period period, Instant t) {
    using namespace std::chrono;
    const auto day = date_of(t);
    switch (period) {
    case Period::day: return day;
    case Period::week: return day - days{(weekday{day}.iso_encoding() - 1)};
    case Period::month: {
        const year_month_day date{day};
        return Date{local_days{date.year() / date.month() / 1}};
    }
    }
    return day;
}

/// The end of the period that begins at `begin`.
inline Instant period_end(Period period, Instant begin) {
    using namespace std::chrono;
    switch (period) {
    case Period::day: return begin + days{1};
    case Period::week: return begin + days{7};
    case Period::month: return period_begin(period, begin + days{31});
    }
    return begin;
}

/// The place of the person's count, if the quota counts for the person.
inline std::optional<std::size_t> quota_slot(const View& v, const Quota& quota, PersonId person) {
    const auto people = people_of(v.process, quota.role);
    const auto found = std::ranges::lower_bound(people, person);
    if (found == people.end() || *found != person) return std::nullopt;
    return quota.per_person ? static_cast<std::size_t>(found - people.begin()) : 0;
}

/// How much a person could work in [begin, end) on its calendar, and how much of it is left beside its absences.
struct WorkingTime {
    Seconds all{0};
    Seconds there{0};
};

inline WorkingTime working_time(const Process& process, PersonId person, RoleId role, Instant begin, Instant end) {
    const auto& calendar = process[calendar_id_of(process, person, role)];
    WorkingTime out{calendar.between(begin, end), Seconds{0}};
    std::vector<std::pair<Instant, Instant>> away;
    for (const auto& absence : process[person].absences)
        if (absence.from < end && begin < absence.to)
            away.emplace_back(std::max(begin, absence.from), std::min(end, absence.to));
    std::ranges::sort(away);
    out.there = out.all;
    auto counted = begin; // absences may overlap
    for (const auto& [from, to] : away) {
        if (to <= counted) continue;
        out.there -= calendar.between(std::max(from, counted), to);
        counted = to;
    }
    return out;
}

/// What is owed in the period from `begin` on: of one person, or of the role together without one. The quota's count in
/// the proportion of the working time at which people are there, rounded up; nothing where nobody would work.
inline std::uint32_t owed(const Process& process, const Quota& quota, OptionalId<PersonId> person, Instant begin) {
    const auto end = period_end(quota.per, begin);
    WorkingTime sum;
    const auto add = [&](PersonId p) {
        const auto time = working_time(process, p, quota.role, begin, end);
        sum.all += time.all;
        sum.there += time.there;
    };
    if (person)
        add(*person);
    else
        for (const auto each : people_of(process, quota.role)) add(each);
    if (sum.all == sum.there) return sum.all.count() == 0 ? 0 : quota.count;
    const auto all = sum.all.count();
    return static_cast<std::uint32_t>((std::int64_t{quota.count} * sum.there.count() + all - 1) / all);
}

/// Who did less than is owed in the period from `begin` on, by these counts.
inline std::vector<Shortfall> shortfalls(const View& v, const Quota& quota, const QuotaState& state) {
    std::vector<Shortfall> out;
    const auto tell = [&](OptionalId<PersonId> person, std::uint32_t done) {
        if (done < quota.count && done < owed(v.process, quota, person, *state.begin)) out.push_back({person, done});
    };
    if (!quota.per_person) {
        tell({}, state.done.front());
        return out;
    }
    const auto people = people_of(v.process, quota.role);
    for (std::size_t i = 0; i < people.size(); ++i) tell(people[i], state.done[i]);
    return out;
}

} // namespace convene::detail
