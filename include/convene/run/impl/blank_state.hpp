#pragma once

#include <convene/model/queries.hpp>
#include <convene/run/run_index.hpp>
#include <convene/run/state.hpp>

namespace convene::detail {

/// The state in which nothing has happened.
inline InstanceState blank_state(const Process& process, const RunIndex& index) {
    InstanceState state;
    state.artifacts = Table<ArtifactId, ArtifactState>(process.artifacts().size());
    state.activities = Table<ActivityId, ActivityState>(process.activities().size());
    state.basis.assign(index.basis_size(), 0);
    state.returns.assign(process.data().reworks.values().size(), 0);
    state.bound = Table<RoleId, std::vector<PersonId>>(process.roles().size());
    state.handed_to = Table<RoleId, OptionalId<RoleId>>(process.roles().size());
    state.performers.resize(index.part_count());
    for (const auto& quota : process.quotas()) {
        const std::size_t slots = quota.per_person ? people_of(process, quota.role).size() : 1;
        state.quotas.push_back({{}, std::vector<std::uint32_t>(slots), std::vector<std::uint32_t>(slots)});
    }
    state.covered = Table<CoverId, Instant>(process.covers().size(), min_instant);
    return state;
}

} // namespace convene::detail
