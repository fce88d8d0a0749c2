#pragma once

#include <convene/model/process.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace convene::detail {

/// By phase, whether it or a phase around it runs per case; empty if none does. *Requires* that phases form no cycle.
inline Table<PhaseId, std::uint8_t> per_case_phases(const Table<PhaseId, Phase>& phases) {
    if (std::ranges::none_of(phases, [](const Phase& p) { return p.run == PhaseRun::per_case; })) return {};
    constexpr std::uint8_t unknown = 2;
    Table<PhaseId, std::uint8_t> per_case(phases.size(), unknown);
    std::vector<PhaseId> path;
    for (const auto id : phases.ids()) {
        OptionalId<PhaseId> up = id;
        for (; up && per_case[*up] == unknown; up = phases[*up].parent) path.push_back(*up);
        std::uint8_t value = up ? per_case[*up] : 0;
        for (; !path.empty(); path.pop_back()) {
            if (phases[path.back()].run == PhaseRun::per_case) value = 1;
            per_case[path.back()] = value;
        }
    }
    return per_case;
}

/// Fills the tables that follow from the others. O(people * their roles + phases).
inline void derive(ProcessData& data) {
    data.per_case = per_case_phases(data.phases);
    std::vector<std::pair<RoleId, PersonId>> entries;
    for (const auto person : data.people.ids())
        for (const auto role : data.people[person].roles) entries.emplace_back(role, person);
    std::ranges::sort(entries);
    entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
    data.people_of = Rows<RoleId, PersonId>::group(
        data.roles.size(), entries, [](const auto& e) { return e.first; }, [](const auto& e) { return e.second; });
}

} // namespace convene::detail
