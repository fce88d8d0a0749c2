#pragma once

#include <convene/model/queries.hpp>
#include <convene/run/agenda.hpp>
#include <convene/run/impl/due.hpp>
#include <convene/run/impl/lags.hpp>
#include <convene/run/impl/obstacles.hpp>

#include <algorithm>

namespace convene {

namespace detail {

/// The latest that the maximum of a rule allows, from what has happened.
inline std::optional<Instant> latest_by(const View& v, const Rule& rule) {
    const auto& from = v.state.activities[rule.from];
    const auto& fact = rule.from_edge == Edge::start ? from.opened : from.closed;
    if (!rule.max || !fact || (rule.from_edge == Edge::finish && !from.fresh)) return std::nullopt;
    return moved(*fact, *rule.max, lag_calendar_of(v.process, rule));
}

class AgendaOf {
  public:
    AgendaOf(const View& view, Instant at, const AgendaOptions& options) : v_(view), at_(at), options_(options) {
        add_latest();
    }

    std::vector<AgendaEntry> operator()() {
        if (!v_.state.started) return {AgendaEntry{}};
        for (const auto id : v_.process.activities().ids()) add(id);
        for (const auto id : v_.process.artifacts().ids()) add(id);
        return std::move(entries_);
    }

  private:
    void add_latest() {
        latest_ = Table<ActivityId, Instant>(v_.process.activities().size(), far_future);
        for (std::uint32_t r = 0; r < v_.process.rule_count(); ++r) {
            const auto rule = v_.process.rule(RuleId{r});
            if (const auto latest = latest_by(v_, rule)) latest_[rule.to] = std::min(latest_[rule.to], *latest);
        }
    }

    void add(ActivityId id) {
        const auto& a = v_.state.activities[id];
        if (v_.process[id].kind == ActivityKind::external) {
            if (!a.stands) put({.todo = Todo::occur, .activity = id, .due = v_.process.date(id)}, {});
        } else if (a.open) {
            add_open(id);
        } else if (is_to_do(v_, id)) {
            add_waiting(id);
        }
        if (a.called && !a.open)
            put(entry(Todo::attend, id, std::nullopt),
                {DutyKind::initiates, DutyKind::works, DutyKind::decides, DutyKind::reports, DutyKind::attends});
        const auto breached = [](const PendingOccurrence& p) { return p.told == Told::breach; };
        if (a.told == Told::breach || std::ranges::any_of(a.pending, breached)) add_escalation(id);
    }

    void add_open(ActivityId id) {
        std::vector<Blocker> blockers;
        find_not_finishable(v_, id, at_, blockers);
        // To send the work back, nothing has to be finished.
        if (blockers.empty() || !v_.process.reworks(id).empty())
            put(entry(Todo::close, id, v_.state.activities[id].opened), deciding(id));
        add_waiver(id, blockers);
    }

    void add_waiting(ActivityId id) {
        // Most wait for a document: then there is nothing to do and nothing to waive, whatever else stands in the way.
        Obstacles missing(nullptr);
        find_missing_inputs(v_, id, missing);
        if (missing.any()) return;
        const auto& a = v_.state.activities[id];
        std::vector<Blocker> blockers;
        find_not_openable(v_, id, at_, blockers);
        const bool milestone = v_.process[id].kind == ActivityKind::milestone;
        if (milestone) find_not_finishable(v_, id, at_, blockers);
        if (blockers.empty()) {
            put(entry(milestone ? Todo::close : Todo::open, id, a.available), milestone ? deciding(id) : opening(id));
        }
        if (a.stands && !a.fresh && is_ready(v_, id)) put(entry(Todo::reaffirm, id, a.available), either(id));
        add_waiver(id, blockers);
    }

    void add_escalation(ActivityId id) {
        const auto level = v_.process.service_level(id);
        if (!level || !level->escalate_to) return;
        auto e = entry(Todo::escalation, id, std::nullopt);
        const auto role = answering(v_, *level->escalate_to);
        e.roles = {role};
        const auto people = holders(v_, role);
        e.people.assign(people.begin(), people.end());
        put(std::move(e), {});
    }

    /// If there is a rejection in the way, and nothing else that time would not remove.
    void add_waiver(ActivityId id, const std::vector<Blocker>& blockers) {
        const auto rejected = [](const Blocker& b) { return b.code == Code::predecessor_rejected; };
        const auto removable = [&](const Blocker& b) { return rejected(b) || b.code == Code::too_early; };
        if (std::ranges::any_of(blockers, rejected) && std::ranges::all_of(blockers, removable))
            put(entry(Todo::waive, id, std::nullopt), either(id));
    }

    /// What comes from outside and is waited for.
    void add(ArtifactId id) {
        const auto producer = v_.process[id].producer;
        if (v_.state.artifacts[id].resolution != Resolution::none) return;
        if (producer && v_.process[*producer].kind != ActivityKind::external) return;
        if (v_.index.consumers(id).empty()) return;
        put({.todo = Todo::supply, .artifact = id}, {});
    }

    [[nodiscard]] std::vector<DutyKind> opening(ActivityId id) const {
        const auto kind = opening_duty(v_, id);
        return kind ? std::vector{*kind} : std::vector<DutyKind>{};
    }

    [[nodiscard]] std::vector<DutyKind> either(ActivityId id) const {
        auto kinds = opening(id);
        for (const auto kind : deciding(id))
            if (std::ranges::find(kinds, kind) == kinds.end()) kinds.push_back(kind);
        return kinds;
    }

    [[nodiscard]] std::vector<DutyKind> deciding(ActivityId id) const {
        const auto kind = closing_duty(v_, id);
        return kind ? std::vector{*kind} : std::vector<DutyKind>{};
    }

    [[nodiscard]] AgendaEntry entry(Todo todo, ActivityId id, std::optional<Instant> since) const {
        auto due = latest_[id];
        const auto limit = [&](std::optional<Instant> at) {
            if (at) due = std::min(due, *at);
        };
        limit(v_.process.deadline(id));
        limit(service_limit(v_, id));
        for (const auto& c : v_.process.constraints(id))
            if (c.kind != ConstraintKind::start_no_earlier_than && c.kind != ConstraintKind::finish_no_earlier_than)
                limit(c.date);
        AgendaEntry e{.todo = todo, .activity = id, .since = since, .called = v_.state.activities[id].called};
        if (due != far_future) e.due = due;
        return e;
    }

    /// Adds the entry for those with duties of these kinds, if it is of the agenda that is asked for.
    void put(AgendaEntry entry, const std::vector<DutyKind>& kinds) {
        for (const auto kind : kinds)
            for (const auto role : roles_with(v_, *entry.activity, kind))
                if (std::ranges::find(entry.roles, role) == entry.roles.end()) entry.roles.push_back(role);
        std::ranges::sort(entry.roles);
        for (const auto& duty : entry.activity ? v_.process.duties(*entry.activity) : std::span<const Duty>{})
            if (std::ranges::find(kinds, duty.kind) != kinds.end())
                for (const auto holder : holders(v_, duty)) add_once(entry.people, holder);
        const auto own = entry.people;
        for (const auto& d : v_.state.delegations)
            if (d.begin <= at_ && at_ < d.end && std::ranges::find(own, d.from) != own.end())
                add_once(entry.people, d.to);
        std::ranges::sort(entry.people);
        const auto guarded = entry.activity ? most_guarded(v_, *entry.activity) : std::nullopt;
        if (guarded)
            std::erase_if(entry.people,
                          [&](PersonId p) { return clearance(v_, p) < v_.process[*guarded].confidentiality; });
        const auto is_there = [&](PersonId p) { return !away_until(v_.process, p, at_); };
        const auto there = std::ranges::stable_partition(entry.people, is_there);
        entry.away.assign(there.begin(), there.end());
        entry.people.erase(there.begin(), there.end());
        const auto has = [](const auto& list, const auto& wanted) {
            return !wanted || std::ranges::binary_search(list, *wanted);
        };
        if (has(entry.people, options_.person) && has(entry.roles, options_.role)) entries_.push_back(std::move(entry));
    }

    const View& v_;
    Instant at_;
    const AgendaOptions& options_;
    Table<ActivityId, Instant> latest_;
    std::vector<AgendaEntry> entries_;
};

} // namespace detail

CONVENE_DECL std::string_view name(Todo todo) {
    switch (todo) {
    case Todo::start: return "start";
    case Todo::open: return "open";
    case Todo::close: return "close";
    case Todo::reaffirm: return "reaffirm";
    case Todo::supply: return "supply";
    case Todo::occur: return "occur";
    case Todo::waive: return "waive";
    case Todo::attend: return "attend";
    case Todo::escalation: return "escalation";
    }
    return {};
}

CONVENE_DECL std::vector<AgendaEntry> agenda(const Instance& instance, Instant at, const AgendaOptions& options) {
    const detail::Later later(instance, at);
    const auto view = later.view();
    return detail::AgendaOf(view, later.at(), options)();
}

CONVENE_DECL std::optional<Instant> next_due(const Instance& instance, Instant at) {
    if (!instance.state().started) return std::nullopt;
    const detail::Later later(instance, at);
    const auto v = later.view();
    std::optional<Instant> next;
    const auto offer = [&](Instant t) {
        if (t > later.at() && is_writable(t) && (!next || t < *next)) next = t;
    };
    if (const auto fact = detail::next_fact(v)) offer(fact->at);
    for (const auto id : v.process.activities().ids()) {
        const auto& a = v.state.activities[id];
        const bool milestone = v.process[id].kind == ActivityKind::milestone;
        if (a.open || (a.available && milestone)) offer(detail::earliest_edge(v, id, Edge::finish));
        if (!a.open && a.available) offer(detail::earliest_opening(v, id));
    }
    return next;
}

} // namespace convene
