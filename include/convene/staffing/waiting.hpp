#pragma once
/// \file
/// What workload and bottlenecks of one process and of a portfolio have in common.

#include <convene/model/detail/derive.hpp>
#include <convene/staffing/level.hpp>

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace convene::detail {

inline Instant monday_of(Instant t) {
    const auto day = date_of(t);
    return day - std::chrono::days{std::chrono::weekday{day}.iso_encoding() - 1};
}

/// The role in which a person takes part in an activity: that of the first duty that it may fulfil.
inline std::optional<RoleId> role_in(const Staffing& staffing, ActivityId activity, PersonId person) {
    for (const auto& demand : staffing.demands(activity))
        if (std::ranges::binary_search(demand.candidates, person)) return demand.role;
    return std::nullopt;
}

/// Working time, on the activity's calendar, from the start that was wanted to the end of the hold.
inline Seconds waited(const Process& process, const Levelled& plan, const StaffHold& hold) {
    const auto wanted = plan.early.early_start(hold.activity);
    return std::max(Seconds{0}, process.calendar_of(hold.activity).between(wanted, hold.until));
}

/// The process with one more person in the role.
inline Process with_one_more(const Process& process, RoleId role) {
    auto data = std::make_shared<ProcessData>(process.data());
    std::string key = "one-more";
    while (process.find_person(key)) key += '-';
    Person person;
    person.key = std::move(key);
    person.roles = {role};
    data->people.push_back(std::move(person));
    derive(*data);
    return Process(std::move(data));
}

/// The process with one more unit of the resource.
inline Process with_one_more(const Process& process, ResourceId resource) {
    auto data = std::make_shared<ProcessData>(process.data());
    ++data->resources[resource].capacity;
    for (auto& change : data->resources[resource].changes) ++change.units;
    return Process(std::move(data));
}

/// The part of an activity that lies in [from, to), counted on its calendar.
inline Seconds worked_between(const Process& process, const Levelled& plan, ActivityId a, Instant from, Instant to) {
    const auto& calendar = process.calendar_of(a);
    const auto part = [&](Instant start, Instant finish) {
        const auto begin = std::max(from, start);
        const auto end = std::min(to, finish);
        return begin < end ? calendar.between(begin, end) : Seconds{0};
    };
    if (plan.pieces[a.index()].empty()) return part(plan.held_from[a.index()], plan.finish[a.index()]);
    Seconds sum{0};
    for (const auto& piece : plan.pieces[a.index()]) sum += part(piece.start, piece.finish);
    return sum;
}

} // namespace convene::detail
