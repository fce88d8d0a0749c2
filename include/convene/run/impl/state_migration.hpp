#pragma once

#include <convene/model/queries.hpp>
#include <convene/run/event.hpp>
#include <convene/run/impl/blank_state.hpp>
#include <convene/run/impl/periods.hpp>
#include <convene/run/impl/readiness.hpp>

#include <algorithm>
#include <functional>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace convene::detail {

/// Whether an activity that has begun means the same in both processes, but for its dates, links and texts.
class SameWork {
  public:
    SameWork(const Process& before, const Process& after) : a_(before), b_(after) {}

    bool operator()(ActivityId x, ActivityId y) const {
        return a_[x].kind == b_[y].kind && a_.quorum(x) == b_.quorum(y) &&
               std::ranges::equal(a_.duties(x), b_.duties(y), std::bind_front(&SameWork::is_duty, this)) &&
               std::ranges::equal(a_.matters(x), b_.matters(y), std::bind_front(&SameWork::is_matter, this)) &&
               std::ranges::equal(a_.produces(x), b_.produces(y),
                                  [&](ArtifactId p, ArtifactId q) { return a_.key(p) == b_.key(q); });
    }

  private:
    [[nodiscard]] bool is_duty(const Duty& x, const Duty& y) const {
        const bool same_person =
            x.person.has_value() == y.person.has_value() && (!x.person || a_.key(*x.person) == b_.key(*y.person));
        return x.kind == y.kind && x.demand == y.demand && x.count == y.count && same_person &&
               a_.key(x.role) == b_.key(y.role);
    }
    [[nodiscard]] bool is_matter(const Matter& x, const Matter& y) const {
        return a_.text(x.key) == b_.text(y.key) && a_.text(x.topic) == b_.text(y.topic) && x.amount == y.amount;
    }

    const Process& a_;
    const Process& b_;
};

/// Takes the state of an instance over to a changed process. Things are the same if they have the same key.
class StateMigration {
  public:
    StateMigration(const View& from, const Process& process, const RunIndex& index)
        : from_(from), process_(process), index_(index), state_(blank_state(process, index)) {
        for (const auto id : process.roles().ids()) role_.emplace(process.key(id), id);
        for (const auto id : process.people().ids()) person_.emplace(process.key(id), id);
    }

    /// What is derived, such as freshness, still is as it was.
    InstanceState operator()(const std::vector<ActivityId>& kept, const std::vector<ActivityId>& again, Instant now) {
        const auto& old = from_.state;
        state_.seq = old.seq;
        state_.time = old.time;
        state_.started = old.started;
        state_.round = old.round;
        state_.requests = old.requests;
        for (const auto id : process_.artifacts().ids())
            if (const auto before = from_.process.find_artifact(process_.key(id)))
                state_.artifacts[id] = old.artifacts[*before];
        for (const auto id : process_.activities().ids())
            if (const auto before = from_.process.find_activity(process_.key(id))) {
                activity(*before, id);
                if (std::ranges::find(again, *before) != again.end()) take_back(id);
                if (std::ranges::find(kept, *before) != kept.end()) keep(id);
            }
        people();
        quotas(now);
        shifts();
        performers();
        return std::move(state_);
    }

  private:
    [[nodiscard]] OptionalId<RoleId> now(RoleId id) const { return found(role_, from_.process.key(id)); }
    [[nodiscard]] OptionalId<PersonId> now(PersonId id) const { return found(person_, from_.process.key(id)); }
    [[nodiscard]] OptionalId<ActivityId> now(ActivityId id) const {
        const auto after = process_.find_activity(from_.process.key(id));
        return after ? OptionalId<ActivityId>(*after) : OptionalId<ActivityId>();
    }
    template <class IdType>
    using Ids = std::unordered_map<std::string_view, IdType>;
    template <class IdType>
    static OptionalId<IdType> found(const Ids<IdType>& ids, std::string_view key) {
        const auto at = ids.find(key);
        return at == ids.end() ? OptionalId<IdType>() : OptionalId<IdType>(at->second);
    }

    void activity(ActivityId before, ActivityId id) {
        auto& a = state_.activities[id];
        a = from_.state.activities[before];
        if (process_[id].kind == ActivityKind::external) {
            a.open = false;
            a.outcome = Outcome::approved; // it has occurred, whatever was once decided
        }
        if (a.opener) a.opener = now(*a.opener);
        if (process_[id].kind != ActivityKind::meeting) a.called.reset();
        if (!process_.service_level(id)) a.told = Told::nothing;
        if (!process_.cadence(id)) {
            a.pending.clear();
            a.missed = 0;
            a.occurrence.reset();
        }
        basis(before, id);
        const auto reworks = process_.reworks(id);
        const auto was = from_.process.reworks(before);
        for (std::size_t i = 0; i < reworks.size(); ++i)
            for (std::size_t j = 0; j < was.size(); ++j)
                if (from_.process.key(was[j].to) == process_.key(reworks[i].to))
                    state_.returns[process_.data().reworks.first(id) + i] =
                        from_.state.returns[from_.process.data().reworks.first(before) + j];
    }

    /// The revisions that the decision stands on, by thing.
    void basis(ActivityId before, ActivityId id) {
        const View to{process_, index_, state_};
        std::unordered_map<std::string_view, std::uint32_t> artifacts;
        std::unordered_map<std::string_view, std::uint32_t> records;
        for_each_basis(from_, before, [&](std::uint32_t at, std::uint32_t, const Thing& thing) {
            if (const auto* artifact = std::get_if<ArtifactId>(&thing))
                artifacts.emplace(from_.process.key(*artifact), from_.state.basis[at]);
            else
                records.emplace(from_.process.key(std::get<ActivityId>(thing)), from_.state.basis[at]);
        });
        for_each_basis(to, id, [&](std::uint32_t at, std::uint32_t, const Thing& thing) {
            const auto* artifact = std::get_if<ArtifactId>(&thing);
            if (artifact != nullptr && is_own(to, *artifact, id)) return;
            const auto& was = artifact != nullptr ? artifacts : records;
            const auto found =
                was.find(artifact != nullptr ? process_.key(*artifact) : process_.key(std::get<ActivityId>(thing)));
            state_.basis[at] = found != was.end()                ? found->second
                               : state_.activities[id].round > 0 ? InstanceState::unseen
                                                                 : 0;
        });
    }

    /// The new outputs of a decision that stands will not come.
    void keep(ActivityId id) {
        if (!state_.activities[id].stands) return;
        for (const auto artifact : process_.produces(id)) {
            auto& a = state_.artifacts[artifact];
            if (process_[artifact].producer == OptionalId<ActivityId>(id) && a.resolution == Resolution::none)
                a = {Resolution::unavailable, a.revision + 1, 0};
        }
    }

    void take_back(ActivityId id) {
        auto& a = state_.activities[id];
        a.open = a.stands = false;
        a.excused = 0;
    }

    void people() {
        const auto& old = from_.state;
        for (const auto before : from_.process.roles().ids()) {
            const auto role = now(before);
            if (!role) continue;
            if (old.handed_to[before]) state_.handed_to[*role] = now(*old.handed_to[before]);
            const auto by_definition = people_of(process_, *role);
            for (const auto bound : old.bound[before]) {
                const auto person = now(bound);
                if (person && (process_[*role].external || std::ranges::binary_search(by_definition, *person)))
                    state_.bound[*role].push_back(*person);
            }
            std::ranges::sort(state_.bound[*role]);
        }
        for (const auto& d : old.delegations)
            if (const auto one = now(d.from), other = now(d.to); one && other)
                state_.delegations.push_back({*one, *other, d.begin, d.end});
    }

    void quotas(Instant at) {
        for (const auto q : state_.quotas.ids()) {
            const auto& quota = process_.quotas()[q.index()];
            auto& to = state_.quotas[q];
            if (state_.started) to.begin = period_begin(quota.per, at);
            const auto before = std::ranges::find(from_.process.quotas(), quota.key, &Quota::key);
            if (before == from_.process.quotas().end() || before->per != quota.per ||
                before->per_person != quota.per_person)
                continue;
            const auto& was =
                from_.state.quotas[QuotaId{static_cast<std::uint32_t>(before - from_.process.quotas().begin())}];
            to.begin = was.begin;
            if (!quota.per_person) {
                to = was;
                continue;
            }
            const auto people = people_of(process_, quota.role);
            const auto old_people = people_of(from_.process, before->role);
            for (std::size_t i = 0; i < old_people.size(); ++i) {
                const auto person = now(old_people[i]);
                const auto slot = person ? std::ranges::lower_bound(people, *person) : people.end();
                if (slot == people.end() || *slot != *person) continue;
                to.done[static_cast<std::size_t>(slot - people.begin())] = was.done[i];
                to.before[static_cast<std::size_t>(slot - people.begin())] = was.before[i];
            }
        }
    }

    void shifts() {
        const auto old = from_.process.covers();
        Table<CoverId, OptionalId<CoverId>> cover(old.size());
        for (const auto c : state_.covered.ids()) {
            const auto before = std::ranges::find(old, process_.covers()[c.index()].key, &Cover::key);
            if (before == old.end()) continue;
            const CoverId was{static_cast<std::uint32_t>(before - old.begin())};
            cover[was] = c;
            state_.covered[c] = from_.state.covered[was];
        }
        for (const auto& shift : from_.state.shifts)
            if (const auto person = now(shift.person); person && cover[shift.cover])
                state_.shifts.push_back({*cover[shift.cover], *person, shift.begin, shift.end});
    }

    void performers() {
        std::size_t at = 0;
        for (const auto& separation : process_.separations())
            for (const auto& part : separation.parts) performers(separation.key, part, state_.performers[at++]);
    }

    void performers(std::string_view separation, const Separation::Part& part, std::vector<PersonId>& out) {
        std::size_t at = 0;
        for (const auto& old : from_.process.separations())
            for (const auto& was : old.parts) {
                const auto& people = from_.state.performers[at++];
                if (old.key != separation || was.duty != part.duty ||
                    from_.process.key(was.activity) != process_.key(part.activity))
                    continue;
                for (const auto id : people)
                    if (const auto person = now(id)) add_once(out, *person);
            }
        std::ranges::sort(out);
    }

    const View& from_;
    const Process& process_;
    const RunIndex& index_;
    InstanceState state_;
    Ids<RoleId> role_;
    Ids<PersonId> person_;
};

/// The activities that a migration asks about, in the process that the instance runs by. Ascending.
inline std::vector<ActivityId> asked_activities(const View& v, const Process& next) {
    std::vector<ActivityId> asked;
    const SameWork same(v.process, next);
    for (const auto id : v.process.activities().ids()) {
        const auto after = next.find_activity(v.process.key(id));
        if (after && has_begun(v.state.activities[id]) && !same(id, *after)) asked.push_back(id);
    }
    return asked;
}

} // namespace convene::detail
