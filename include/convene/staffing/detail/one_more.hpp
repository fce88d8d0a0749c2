#pragma once
/// \file
/// A process with one more person or unit, to see what that would bring.

#include <convene/model/detail/derive.hpp>
#include <convene/model/process.hpp>

#include <memory>
#include <string>
#include <utility>

namespace convene::detail {

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

} // namespace convene::detail
