#pragma once

#include <convene/model/impl/draft.ipp>

#include <memory>
#include <string>
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
        d.calendar.key = from_.calendars[from_.calendar].calendar.key();
        if (from_.target) d.target.key = from_.keys[from_.activities[*from_.target].key];
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

    /// What small tables refer to stays in their records; the rest is named again.
    void say_definitions(ProcessDraft& d) {
        d.phase_parents.resize(from_.phases.size());
        d.role_refs.resize(from_.roles.size());
        d.resource_calendars.resize(from_.resources.size());
        d.person_refs.resize(from_.people.size());
        for (const auto& x : from_.authorities)
            d.authority_refs.emplace_back(role(x.role), x.level ? from_.levels[*x.level].key : std::string());
        for (const auto& x : from_.quotas) d.quota_refs.emplace_back(role(x.role), artifact(x.record));
        for (const auto& x : from_.covers) d.cover_refs.emplace_back(role(x.role), artifact(x.log));
        for (const auto& x : from_.attendances)
            d.attendance_refs.emplace_back(role(x.role), x.excused_by ? role(*x.excused_by) : std::string());
        for (auto& x : d.data.separations) {
            auto& parts = d.separation_refs.emplace_back();
            for (const auto& part : x.parts)
                parts.push_back({std::string(from_.keys[from_.activities[part.activity].key]), part.duty});
            x.parts.clear();
        }
        for (const auto id : from_.artifacts.ids())
            for (const auto& form : from_.forms[id]) d.forms.emplace_back(id, form);
    }

    void say_rows(ProcessDraft& d) {
        say(from_.steps, d.steps);
        say(from_.matters, d.matters);
        say(from_.constraints, d.constraints);
        say(from_.dates, d.dates);
        say(from_.deadlines, d.deadlines);
        say(from_.progress, d.progress);
        say(from_.notes, d.notes);
        say(from_.measures, d.measures);
        say(from_.budgets, d.budgets);
        say(from_.cadences, d.cadences);
        say(from_.quorums, d.quorums);
        const auto name = [&](const auto& table, auto id) { return d.symbol(table[id].key); };
        say_refs(from_.produces, d.produces, [&](ArtifactId id) { return from_.artifacts[id].key; });
        say_refs(from_.consumes, d.consumes, [&](ArtifactId id) { return from_.artifacts[id].key; });
        say_refs(from_.follow_ups, d.follow_ups, [&](ActivityId id) { return from_.activities[id].key; });
        say_refs(from_.duration_parameters, d.duration_parameters,
                 [&](ParameterId id) { return name(from_.parameters, id); });
        say(from_.duties, d.duties, [&](const Duty& duty) {
            return ProcessDraft::DutyRef{duty, name(from_.roles, duty.role),
                                         duty.person ? name(from_.people, *duty.person) : d.none, 0};
        });
        say(from_.needs, d.needs, [&](const ResourceNeed& need) {
            return ProcessDraft::NeedRef{name(from_.resources, need.resource), need.units, 0};
        });
        say(from_.reworks, d.reworks, [&](const Rework& rework) {
            return ProcessDraft::ReworkRef{from_.activities[rework.to].key, rework.max_rounds, 0};
        });
        say(from_.handovers, d.handovers, [&](const Handover& handover) {
            return ProcessDraft::HandoverRef{name(from_.roles, handover.from), name(from_.roles, handover.to), 0};
        });
        say(from_.service_levels, d.service_levels, [&](const ServiceLevel& level) {
            return ProcessDraft::ServiceRef{level, d.none, 0};
        });
    }

    void say_rules(ProcessDraft& d) {
        for (const auto& lag : from_.lags) {
            const auto symbol = [&](OptionalId<ParameterId> id) {
                return id ? d.symbol(from_.parameters[*id].key) : d.none;
            };
            d.lags.push_back({lag.min, lag.max, lag.calendar,
                              lag.named ? d.symbol(from_.calendars[*lag.named].calendar.key()) : d.none,
                              symbol(lag.min_parameter), symbol(lag.max_parameter), 0});
        }
        for (const auto& rule : from_.rules)
            d.rules.push_back({rule.from.value, rule.to.value, rule.lag & 0x0FFFFFFFU, 1U, 1U, rule.from_edge,
                               rule.to_edge, rule.origin});
    }

    template <class T>
    void say(const Rows<ActivityId, T>& rows, Entries<T>& entries) {
        say(rows, entries, [](const T& value) { return value; });
    }
    template <class T, class Said, class Say>
    void say(const Rows<ActivityId, T>& rows, Entries<Said>& entries, const Say& how) {
        if (rows.empty()) return;
        entries.reserve(rows.values().size());
        for (const auto id : from_.activities.ids())
            for (const auto& value : rows[id]) entries.push_back({id, how(value)});
    }
    template <class IdType, class Say>
    void say_refs(const Rows<ActivityId, IdType>& rows, std::vector<ProcessDraft::Ref>& refs, const Say& how) {
        if (rows.empty()) return;
        refs.reserve(rows.values().size());
        for (const auto id : from_.activities.ids())
            for (const auto value : rows[id]) refs.push_back({id, how(value), 0});
    }

    [[nodiscard]] std::string role(RoleId id) const { return from_.roles[id].key; }
    [[nodiscard]] std::string artifact(OptionalId<ArtifactId> id) const {
        return id ? std::string(from_.keys[from_.artifacts[*id].key]) : std::string();
    }

    ProcessData from_;
};

} // namespace convene::detail
