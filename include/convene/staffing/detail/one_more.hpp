#pragma once
/// \file
/// A process with one more person or unit, to see what that would bring.

#include <convene/model/builder.hpp>
#include <convene/model/edit.hpp>

#include <string>

namespace convene::detail {

/// The process with one more person in the role.
inline Process with_one_more(const Process& process, RoleId role) {
    std::string key = "one-more";
    while (process.find_person(key)) key += '-';
    return *edit(process)
                .add([&](ProcessBuilder& b) { b.person({.key = key, .roles = {std::string(process.key(role))}}); })
                .build();
}

/// The process with one more unit of the resource.
inline Process with_one_more(const Process& process, ResourceId resource) {
    return *edit(process).capacity(resource, 1).build();
}

} // namespace convene::detail
