#pragma once

#include <convene/model/queries.hpp>
#include <convene/run/impl/carry.hpp>
#include <convene/run/impl/due.hpp>
#include <convene/run/impl/fold.hpp>
#include <convene/run/impl/known.hpp>
#include <convene/run/impl/state_check.hpp>
#include <convene/run/instance.hpp>

#include <cassert>

namespace convene {

CONVENE_DECL Instance::Instance(Process process)
    : process_(std::move(process)), plan_(std::make_shared<RunPlan>(process_)),
      state_(detail::blank_state(process_, *plan_)) {}

CONVENE_DECL std::optional<Instance> Instance::restore(Process process, InstanceState state) {
    Instance instance(std::move(process));
    if (state.started && !instance.plan_->acyclic()) return std::nullopt; // it could not have been started
    if (!detail::is_state_of(instance.process_, instance.state_, state)) return std::nullopt;
    instance.state_ = std::move(state);
    return instance;
}

CONVENE_DECL bool Instance::finished() const {
    for (const auto id : process_.activities().ids()) {
        if (process_.cadence(id) || is_per_case(process_, id)) continue;
        const auto& a = state_.activities[id];
        if (!a.fresh || a.outcome == Outcome::deferred) return false;
    }
    return true;
}

CONVENE_DECL Events Instance::due(Instant at) const {
    Events events;
    auto next = detail::next_fact({process_, *plan_, state_});
    if (!next || next->at > at) return events;
    Instance later = *this;
    while (next && next->at <= at) {
        events.push_back({later.state_.seq + 1, next->at, 0, std::move(next->fact)});
        later.apply(events.back());
        next = detail::next_fact({process_, *plan_, later.state_});
    }
    return events;
}

CONVENE_DECL bool Instance::fits(const Event& event) const {
    if (event.seq != state_.seq + 1 || (state_.time && event.at < *state_.time)) return false;
    if (!state_.started && !std::holds_alternative<event::Started>(event.fact) &&
        !std::holds_alternative<event::Bound>(event.fact) && !std::holds_alternative<event::Delegated>(event.fact) &&
        !std::holds_alternative<event::Staffed>(event.fact))
        return false;
    if (const auto* migrated = std::get_if<event::Migrated>(&event.fact); migrated && !RunPlan(migrated->to).acyclic())
        return false;
    return std::visit([&](const auto& fact) { return detail::Known(process_)(fact); }, event.fact);
}

CONVENE_DECL void Instance::apply(const Event& event) {
    assert(fits(event));
    if (const auto* migrated = std::get_if<event::Migrated>(&event.fact)) {
        auto plan = std::make_shared<const RunPlan>(migrated->to);
        const detail::View from{process_, *plan_, state_};
        state_ = detail::Carry(from, migrated->to, *plan)(migrated->kept, migrated->again, event.at);
        process_ = migrated->to;
        plan_ = std::move(plan);
    }
    detail::Fold(process_, *plan_, state_)(event);
}

CONVENE_DECL void Instance::apply(const Events& events) {
    for (const auto& event : events) apply(event);
}

CONVENE_DECL Decision Instance::execute(const Request& request) {
    auto decision = decide(request);
    if (decision) apply(*decision);
    return decision;
}

CONVENE_DECL bool operator==(const Instance& a, const Instance& b) {
    return a.state_ == b.state_ && a.process_ == b.process_;
}

} // namespace convene
