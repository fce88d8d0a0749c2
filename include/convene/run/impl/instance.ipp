#pragma once

#include <convene/core/detail/require.hpp>
#include <convene/model/queries.hpp>
#include <convene/run/fingerprint.hpp>
#include <convene/run/impl/due.hpp>
#include <convene/run/impl/fold.hpp>
#include <convene/run/impl/ids_exist.hpp>
#include <convene/run/impl/state_check.hpp>
#include <convene/run/impl/state_migration.hpp>
#include <convene/run/instance.hpp>

#include <cassert>
#include <limits>
#include <span>

namespace convene {

CONVENE_DECL Instance::Instance(Process process)
    : process_(std::move(process)), index_(std::make_shared<RunIndex>(process_)),
      state_(detail::blank_state(process_, *index_)) {}

CONVENE_DECL std::optional<Instance> Instance::restore(Process process, InstanceState state) {
    Instance instance(std::move(process));
    if (state.started && !instance.index_->acyclic()) return std::nullopt; // it could not have been started
    if (!detail::is_state_of(instance.process_, instance.state_, state)) return std::nullopt;
    instance.state_ = std::move(state);
    return instance;
}

/// *Requires* that it was not moved from.
CONVENE_DECL void Instance::require_state() const {
    detail::require(index_ != nullptr, "an instance is asked that was moved from");
}

CONVENE_DECL bool Instance::finished() const {
    require_state();
    for (const auto id : process_.activities().ids()) {
        if (process_.cadence(id) || is_per_case(process_, id)) continue;
        const auto& a = state_.activities[id];
        if (!a.fresh || a.outcome == Outcome::deferred) return false;
    }
    return true;
}

CONVENE_DECL Due Instance::due(Instant at) const { return due(at, std::numeric_limits<std::size_t>::max()); }

CONVENE_DECL Due Instance::due(Instant at, std::size_t limit) const {
    require_state();
    Due out;
    auto next = detail::next_fact({process_, *index_, state_});
    if (!next || next->at > at) return out;
    out.later = *this;
    while (next && next->at <= at && out.events.size() < limit) {
        out.events.push_back({out.later->state_.seq + 1, next->at, 0, std::move(next->fact)});
        out.later->make(out.events.back(), nullptr);
        next = detail::next_fact({process_, *index_, out.later->state_});
    }
    return out;
}

CONVENE_DECL bool Instance::fits(const Event& event) const {
    std::shared_ptr<const RunIndex> index;
    return fits(event, index);
}

/// Makes the index of a process that the event goes over to, unless it comes with one.
CONVENE_DECL bool Instance::fits(const Event& event, std::shared_ptr<const RunIndex>& index) const {
    require_state();
    if (event.seq != state_.seq + 1 || (state_.time && event.at < *state_.time)) return false;
    const bool before_start =
        std::holds_alternative<event::Started>(event.fact) || std::holds_alternative<event::Bound>(event.fact) ||
        std::holds_alternative<event::Delegated>(event.fact) || std::holds_alternative<event::Staffed>(event.fact);
    if (!state_.started && !before_start) return false;
    if (!std::visit([&](const auto& fact) { return detail::IdsExist(process_)(fact); }, event.fact)) return false;
    if (const auto* started = std::get_if<event::Started>(&event.fact))
        if (started->process != 0 && started->process != fingerprint(process_)) return false;
    if (const auto* migrated = std::get_if<event::Migrated>(&event.fact)) {
        index = migrated->index ? migrated->index : std::make_shared<const RunIndex>(migrated->to);
        return index->acyclic();
    }
    return true;
}

CONVENE_DECL void Instance::make(const Event& event, std::shared_ptr<const RunIndex> index) {
    if (const auto* migrated = std::get_if<event::Migrated>(&event.fact)) {
        const detail::View from{process_, *index_, state_};
        state_ = detail::StateMigration(from, migrated->to, *index)(migrated->kept, migrated->again, event.at);
        process_ = migrated->to;
        index_ = std::move(index);
    }
    detail::Fold(process_, *index_, state_)(event);
}

/// Makes each so up to the first that can't come next, and says whether there is none.
CONVENE_DECL bool Instance::make(std::span<const Event> events) {
    std::optional<detail::Fold> fold;
    for (const auto& event : events) {
        std::shared_ptr<const RunIndex> index;
        if (!fits(event, index)) return false;
        if (index) {
            fold.reset(); // it goes by the old one
            make(event, std::move(index));
        } else {
            if (!fold) fold.emplace(process_, *index_, state_);
            (*fold)(event);
        }
    }
    return true;
}

CONVENE_DECL bool Instance::apply(const Event& event) {
    std::shared_ptr<const RunIndex> index;
    if (!fits(event, index)) return false;
    make(event, std::move(index));
    return true;
}

CONVENE_DECL bool Instance::apply(const Events& events) {
    auto seq = state_.seq;
    auto time = state_.time.value_or(far_past);
    for (const auto& event : events) {
        if (event.seq != ++seq || event.at < time) return false;
        time = event.at;
    }
    return make(events);
}

CONVENE_DECL Decision Instance::execute(const Request& request) {
    Due due;
    auto decision = decide(request, due);
    if (!decision) return decision;
    if (due.later) *this = std::move(*due.later);
    [[maybe_unused]] const bool applied = make(std::span(*decision).subspan(due.events.size()));
    assert(applied);
    return decision;
}

CONVENE_DECL bool operator==(const Instance& a, const Instance& b) {
    return a.state_ == b.state_ && a.process_ == b.process_;
}

} // namespace convene
