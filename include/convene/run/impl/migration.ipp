#pragma once

#include <convene/run/impl/obstacles.hpp>
#include <convene/run/impl/state_migration.hpp>
#include <convene/run/migration.hpp>

#include <algorithm>

namespace convene {

CONVENE_DECL std::string_view name(Fate fate) {
    switch (fate) {
    case Fate::kept: return "kept";
    case Fate::stale: return "stale";
    case Fate::added: return "added";
    case Fate::orphaned: return "orphaned";
    case Fate::adjourned: return "adjourned";
    case Fate::asked: return "asked";
    }
    return {};
}

CONVENE_DECL std::vector<ActivityFate> plan_migration(const Instance& instance, const Process& next) {
    const auto& now = instance.process();
    const detail::View view{now, instance.index(), instance.state()};
    const auto asked = detail::asked_activities(view, next);
    auto after = instance;
    Event event{.seq = instance.state().seq + 1, .at = instance.state().time.value_or(Instant{})};
    event.fact = event::Migrated{.to = next, .kept = asked};
    if (!after.apply(event)) return {}; // its activities wait for each other in a cycle
    const auto at = *after.state().time;
    const detail::View then{after.process(), after.index(), after.state()};
    std::vector<ActivityFate> fates;
    for (const auto id : next.activities().ids()) {
        const auto before = now.find_activity(next.key(id));
        if (!before) {
            fates.push_back({{}, id, Fate::added, {}});
            detail::find_undecidable(then, id, at, fates.back().undecidable);
            continue;
        }
        const bool lost = instance[*before].fresh && !after[id].fresh;
        const bool adjourned = instance[*before].open && !after[id].open;
        const auto fate = std::ranges::binary_search(asked, *before) ? Fate::asked
                          : lost                                     ? Fate::stale
                          : adjourned                                ? Fate::adjourned
                                                                     : Fate::kept;
        fates.push_back({*before, id, fate, {}});
        if (!after[id].fresh) detail::find_undecidable(then, id, at, fates.back().undecidable);
    }
    for (const auto id : now.activities().ids())
        if (!next.find_activity(now.key(id))) fates.push_back({id, {}, Fate::orphaned, {}});
    return fates;
}

} // namespace convene
