#pragma once

#include <convene/model/impl/build_base.ipp>

namespace convene::detail {

/// Resolves what activities refer to, and groups what they have into rows.
class BuildActivities : BuildBase {
  public:
    using BuildBase::BuildBase;

    void run() { resolve_activities(); }

  private:
    template <class IdType>
    Rows<ActivityId, IdType> resolve(std::vector<Ref>& refs, const std::vector<OptionalId<IdType>>& index,
                                     const Text& kind) {
        std::size_t kept = 0;
        for (const auto& ref : refs)
            if (const auto id = look_up(index, ref.to, kind, ref.owner, ref.origin))
                refs[kept++] = {ref.owner, Symbol{id->value}, ref.origin};
        refs.resize(kept);
        auto rows = Rows<ActivityId, IdType>::group(
            p_.activities.size(), refs, [](const Ref& r) { return r.owner; },
            [](const Ref& r) { return IdType{r.to.value}; });
        std::vector<Ref>().swap(refs);
        return rows;
    }

    template <class T>
    Rows<ActivityId, T> take(std::vector<Owned<T>>& entries) {
        auto rows = Rows<ActivityId, T>::group(
            p_.activities.size(), entries, [](const auto& e) { return e.owner; },
            [](const auto& e) { return e.value; });
        std::vector<Owned<T>>().swap(entries);
        return rows;
    }

    /// For what an activity has at most once.
    template <class T>
    Rows<ActivityId, T> take_single(std::vector<Owned<T>>& entries, const Text& what) {
        auto rows = take(entries);
        if (rows.values().size() < 2) return rows;
        for (const auto id : p_.activities.ids())
            if (rows[id].size() > 1)
                add({Code::said_twice, activity_name(id), {what}, location_of(p_.activities[id].origin), {}});
        return rows;
    }

    void resolve_activities() {
        const auto phases = symbol_index(p_.phases);
        for (const auto& ref : d_.phases)
            if (const auto id = look_up(phases, ref.to, word_phase(), ref.owner, ref.origin))
                p_.activities[ref.owner].phase = *id;
        const auto calendars = symbol_index(p_.calendars);
        for (const auto& ref : d_.calendars)
            if (const auto id = look_up(calendars, ref.to, word_calendar(), ref.owner, ref.origin))
                p_.activities[ref.owner].calendar = *id;
        const auto parameters = symbol_index(p_.parameters);
        p_.duration_parameters = resolve<ParameterId>(d_.duration_parameters, parameters, word_parameter());
        p_.produces = resolve<ArtifactId>(d_.produces, p_.artifact_of, word_artifact());
        p_.consumes = resolve<ArtifactId>(d_.consumes, p_.artifact_of, word_artifact());
        p_.follow_ups = resolve<ActivityId>(d_.follow_ups, p_.activity_of, word_activity());
        set_producers();
        resolve_duties();
        resolve_needs();
        resolve_matters();
        std::vector<Owned<Rework>> reworks;
        for (const auto& [owner, ref] : d_.reworks)
            if (const auto id = look_up(p_.activity_of, ref.to, word_activity(), owner, ref.origin))
                reworks.push_back({owner, {*id, ref.max_rounds}});
        p_.reworks = take(reworks);
        resolve_role_refs();
        p_.steps = take(d_.steps);
        p_.constraints = take(d_.constraints);
        p_.dates = take_single(d_.dates, "date");
        p_.deadlines = take_single(d_.deadlines, "deadline");
        p_.progress = take_single(d_.progress, "progress");
        p_.notes = take(d_.notes);
        p_.measures = take(d_.measures);
        p_.budgets = take_single(d_.budgets, "budget");
        p_.cadences = take_single(d_.cadences, "recurrence");
        p_.quorums = take_single(d_.quorums, "quorum");
        if (!d_.forms.empty())
            p_.forms = Rows<ArtifactId, ArtifactForm>::group(
                p_.artifacts.size(), d_.forms, [](const auto& e) { return e.first; },
                [](const auto& e) { return e.second; });
    }

    void set_producers() {
        for (const auto id : p_.activities.ids())
            for (const auto artifact : p_.produces[id])
                if (auto& producer = p_.artifacts[artifact].producer; !producer) producer = id;
    }

    void resolve_duties() {
        const auto roles = symbol_index(p_.roles);
        const auto people = symbol_index(p_.people);
        std::vector<Owned<Duty>> duties;
        duties.reserve(d_.duties.size());
        for (const auto& [owner, ref] : d_.duties) {
            Duty duty = ref.duty;
            const auto role = look_up(roles, ref.role, word_role(), owner, ref.origin);
            if (role) duty.role = *role;
            if (ref.person != d_.none)
                if (const auto person = look_up(people, ref.person, word_person(), owner, ref.origin))
                    duty.person = *person;
            if (duty.count == 0) bad_number(activity_name(owner), ref.origin, "count", "0");
            if (duty.share == 0 || duty.share > 1000)
                bad_number(activity_name(owner), ref.origin, "share", std::to_string(duty.share) + "/1000");
            if (role) duties.push_back({owner, duty});
        }
        std::vector<Owned<ProcessDraft::DutyRef>>().swap(d_.duties);
        p_.duties = take(duties);
    }

    void resolve_needs() {
        const auto resources = symbol_index(p_.resources);
        std::vector<Owned<ResourceNeed>> needs;
        for (const auto& [owner, ref] : d_.needs) {
            const auto resource = look_up(resources, ref.resource, word_resource(), owner, ref.origin);
            if (ref.units == 0) bad_number(activity_name(owner), ref.origin, "units", "0");
            if (!resource || ref.units == 0) continue;
            auto most = p_.resources[*resource].capacity;
            for (const auto& change : p_.resources[*resource].changes) most = std::max(most, change.units);
            if (ref.units > most)
                add({Code::need_exceeds_capacity,
                     activity_name(owner),
                     {std::to_string(ref.units), p_.resources[*resource].key, std::to_string(most)},
                     location_of(ref.origin),
                     {}});
            needs.push_back({owner, {*resource, ref.units}});
        }
        p_.needs = take(needs);
        for (const auto id : p_.activities.ids())
            for (std::size_t i = 0; i < p_.needs[id].size(); ++i)
                for (std::size_t j = 0; j < i; ++j)
                    if (p_.needs[id][i].resource == p_.needs[id][j].resource)
                        add({Code::said_twice,
                             activity_name(id),
                             {named(word_resource(), p_.resources[p_.needs[id][i].resource].key)},
                             location_of(p_.activities[id].origin),
                             {}});
    }

    void resolve_matters() {
        const auto levels = symbol_index(p_.levels);
        for (const auto& ref : d_.matter_levels) {
            auto& matter = d_.matters[ref.owner.index()];
            if (const auto id = look_up(levels, ref.to, word_level(), matter.owner, ref.origin))
                matter.value.level = *id;
        }
        p_.matters = take(d_.matters);
        if (p_.matters.empty()) return;
        for (const auto id : p_.activities.ids()) {
            const auto row = p_.matters[id];
            for (std::size_t i = 0; i < row.size(); ++i)
                for (std::size_t j = 0; j < i; ++j)
                    if (row[i].key == row[j].key && row[i].key != d_.none)
                        add({Code::duplicate_id,
                             activity_name(id),
                             {Text{{"en", "matter"}, {"zh", "决定事项"}}},
                             location_of(row[i].origin),
                             {}});
        }
    }

    void resolve_role_refs() {
        const auto roles = symbol_index(p_.roles);
        std::vector<Owned<Handover>> handovers;
        for (const auto& [owner, ref] : d_.handovers) {
            const auto from = look_up(roles, ref.from, word_role(), owner, ref.origin);
            const auto to = look_up(roles, ref.to, word_role(), owner, ref.origin);
            if (from && to) handovers.push_back({owner, {*from, *to}});
        }
        p_.handovers = take(handovers);
        std::vector<Owned<ServiceLevel>> levels;
        for (const auto& [owner, ref] : d_.service_levels) {
            ServiceLevel level = ref.level;
            if (ref.escalate_to != d_.none)
                if (const auto id = look_up(roles, ref.escalate_to, word_role(), owner, ref.origin))
                    level.escalate_to = *id;
            if (level.within.amount <= 0)
                bad_number(activity_name(owner), ref.origin, "within", to_string(level.within));
            levels.push_back({owner, level});
        }
        p_.service_levels = take_single(levels, "service_level");
    }
};

} // namespace convene::detail
