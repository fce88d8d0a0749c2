#pragma once

#include <convene/model/queries.hpp>
#include <convene/run/impl/obstacles.hpp>
#include <convene/run/impl/periods.hpp>
#include <convene/run/quota.hpp>

namespace convene {

CONVENE_DECL std::vector<QuotaLine> quota_report(const Instance& instance, Instant at) {
    std::vector<QuotaLine> out;
    if (!instance.state().started) return out;
    const detail::Later later(instance, at);
    const auto v = later.view();
    for (const auto q : v.state.quotas.ids()) {
        const auto& quota = v.process.quotas()[q.index()];
        const auto& state = v.state.quotas[q];
        const auto people = people_of(v.process, quota.role);
        for (std::size_t i = 0; i < state.done.size(); ++i) {
            const auto person = quota.per_person ? OptionalId<PersonId>(people[i]) : OptionalId<PersonId>();
            out.push_back({q, person, *state.begin, detail::period_end(quota.per, *state.begin),
                           detail::owed(v.process, quota, person, *state.begin), state.done[i], state.before[i]});
        }
    }
    return out;
}

} // namespace convene
