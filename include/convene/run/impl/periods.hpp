#pragma once

#include <convene/model/queries.hpp>
#include <convene/model/vocabulary.hpp>
#include <convene/run/event.hpp>
#include <convene/run/impl/people.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>

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

/// Who did less than is owed, by these counts.
inline std::vector<Shortfall> shortfalls(const View& v, const Quota& quota, const std::vector<std::uint32_t>& done) {
    std::vector<Shortfall> out;
    if (!quota.per_person) {
        if (done.front() < quota.count) out.push_back({{}, done.front()});
        return out;
    }
    const auto people = people_of(v.process, quota.role);
    for (std::size_t i = 0; i < people.size(); ++i)
        if (done[i] < quota.count) out.push_back({people[i], done[i]});
    return out;
}

} // namespace convene::detail
