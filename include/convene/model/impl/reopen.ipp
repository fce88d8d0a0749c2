#pragma once

#include <convene/model/detail/draft.hpp>

#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace convene::detail {

/// Says again all that the tables of a process hold, so that `build` makes and checks the same process anew, with
/// whatever is added in between.
class Reopen {
  public:
    explicit Reopen(ProcessData data) : from_(std::move(data)) {}

    std::unique_ptr<ProcessDraft> operator()() {
        auto draft = std::make_unique<ProcessDraft>();
        auto& d = *draft;
        d.data = from_;
        d.none = d.data.keys.intern("");
        d.data.lags.clear();
        d.data.rules.clear();
        for (const auto id : d.data.artifacts.ids()) d.data.artifacts[id].producer = {};
        d.calendar = Key(from_.calendars[from_.calendar].calendar.key());
        if (from_.target) d.target = Key(from_.keys[from_.activities[*from_.target].key]);
        d.data.target.reset();
        say_definitions(d);
        say_rows(d);
        say_rules(d);
        return draft;
    }

  private:
    template <class T>
    using Owned = ProcessDraft::Owned<T>;
    template <class T>
    using Entries = std::vector<Owned<T>>;

    void say_definitions(ProcessDraft& d) {
        name(d, d.data.phases.vector());
        name(d, d.data.roles.vector());
        name(d, d.data.resources.vector());
        name(d, d.data.people.vector());
        name(d, d.data.authorities);
        name(d, d.data.quotas);
        name(d, d.data.covers);
        name(d, d.data.attendances);
        name(d, d.data.separations);
        for (const auto id : from_.artifacts.ids())
            for (const auto& form : from_.forms[id]) d.forms.emplace_back(id, form);
    }

    /// The symbol of the key of a thing.
    template <class IdType>
    [[nodiscard]] Symbol symbol(ProcessDraft& d, IdType id) const {
        if constexpr (std::is_same_v<IdType, ActivityId>)
            return from_.activities[id].key;
        else if constexpr (std::is_same_v<IdType, ArtifactId>)
            return from_.artifacts[id].key;
        else if constexpr (std::is_same_v<IdType, CalendarId>)
            return d.symbol(from_.calendars[id].calendar.key());
        else if constexpr (std::is_same_v<IdType, TierId>)
            return d.symbol(from_.tiers[id].key);
        else if constexpr (std::is_same_v<IdType, ParameterId>)
            return d.symbol(from_.parameters[id].key);
        else if constexpr (std::is_same_v<IdType, PersonId>)
            return d.symbol(from_.people[id].key);
        else if constexpr (std::is_same_v<IdType, PhaseId>)
            return d.symbol(from_.phases[id].key);
        else if constexpr (std::is_same_v<IdType, ResourceId>)
            return d.symbol(from_.resources[id].key);
        else
            return d.symbol(from_.roles[id].key);
    }

    /// Names again what the records refer to.
    template <class Record>
    void name(ProcessDraft& d, std::vector<Record>& records) {
        auto unresolve = unresolver<Record>(d, [&](auto id) { return symbol(d, id); });
        for (auto& record : records) unresolve(record);
    }

    void say_rows(ProcessDraft& d) {
        say(from_.steps, d.steps);
        say(from_.constraints, d.constraints);
        say(from_.dates, d.dates);
        say(from_.deadlines, d.deadlines);
        say(from_.progress, d.progress);
        say(from_.notes, d.notes);
        say(from_.measures, d.measures);
        say(from_.budgets, d.budgets);
        say(from_.cadences, d.cadences);
        say(from_.quorums, d.quorums);
        say(from_.extras, d.extras);
        say_refs(from_.produces, d, d.produces);
        say_refs(from_.consumes, d, d.consumes);
        say_refs(from_.follow_ups, d, d.follow_ups);
        say_refs(from_.duration_parameters, d, d.duration_parameters);
        say_records(from_.duties, d, d.duties);
        say_records(from_.needs, d, d.needs);
        say_records(from_.matters, d, d.matters);
        say_records(from_.reworks, d, d.reworks);
        say_records(from_.handovers, d, d.handovers);
        say_records(from_.service_levels, d, d.service_levels);
    }

    void say_rules(ProcessDraft& d) {
        for (const auto& lag : from_.lags) {
            const auto to = [&](auto id) { return ProcessDraft::LagRef::To{id ? symbol(d, *id) : d.none, 0}; };
            d.lags.push_back({lag.min, lag.max, lag.calendar, to(lag.named), to(lag.min_parameter),
                              to(lag.max_parameter), lag.soft});
        }
        for (const auto& rule : from_.rules)
            d.rules.push_back({rule.from.value, rule.to.value, rule.lag & 0x0FFFFFFFU, 1U, 1U, rule.from_edge,
                               rule.to_edge, rule.origin});
    }

    template <class T>
    void say(const Rows<ActivityId, T>& rows, Entries<T>& entries) {
        if (rows.empty()) return;
        entries.reserve(rows.values().size());
        for (const auto id : from_.activities.ids())
            for (const auto& value : rows[id]) entries.push_back({id, value});
    }
    template <class T>
    void say_records(const Rows<ActivityId, T>& rows, ProcessDraft& d, Entries<T>& entries) {
        say(rows, entries);
        auto unresolve = unresolver<T>(d, [&](auto id) { return symbol(d, id); });
        for (auto& entry : entries) unresolve(entry.value);
    }
    template <class IdType>
    void say_refs(const Rows<ActivityId, IdType>& rows, ProcessDraft& d, std::vector<ProcessDraft::Ref>& refs) {
        if (rows.empty()) return;
        refs.reserve(rows.values().size());
        for (const auto id : from_.activities.ids())
            for (const auto value : rows[id]) refs.push_back({id, symbol(d, value), 0});
    }

    ProcessData from_;
};

} // namespace convene::detail
