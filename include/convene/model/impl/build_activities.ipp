#pragma once

#include <convene/model/impl/build_base.ipp>

namespace convene::detail {

/// Resolves what activities refer to, and groups what they have into rows.
class BuildActivities : BuildBase {
  public:
    using BuildBase::BuildBase;

    void run() { resolve_activities(); }

  private:
    /// What activities refer to by a key alone.
    template <class IdType>
    Rows<ActivityId, IdType> resolve_refs(std::vector<Ref>& refs) {
        std::size_t kept = 0;
        for (const auto& ref : refs)
            if (const auto id = find<IdType>(ref)) refs[kept++] = {ref.owner, Symbol{id->value}, ref.origin};
        refs.resize(kept);
        auto rows = Rows<ActivityId, IdType>::group(
            p_.activities.size(), refs, [](const Ref& r) { return r.owner; },
            [](const Ref& r) { return IdType{r.to.value}; });
        std::vector<Ref>().swap(refs);
        return rows;
    }

    template <class IdType>
    std::optional<IdType> find(const Ref& ref) {
        return BuildBase::find<IdType>(ref.to, ref.origin, [&] { return activity_name(ref.owner); });
    }

    /// Finds what the records of one kind refer to, checks each (`check(entry, origin, found)`), and drops those that
    /// refer to nothing.
    template <class Record, class Check>
    void resolve(std::vector<Owned<Record>>& entries, Check check) {
        ActivityId owner;
        auto one = resolver<Record>(d_, [&]<class IdType>(IdType, Symbol symbol, Origin origin) {
            return BuildBase::find<IdType>(symbol, origin, [&] { return activity_name(owner); });
        });
        std::erase_if(entries, [&](Owned<Record>& entry) {
            owner = entry.owner;
            const bool found = one(entry.value);
            check(entry, one.where(), found);
            return !found;
        });
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
        for (const auto& ref : d_.phases)
            if (const auto id = find<PhaseId>(ref)) p_.activities[ref.owner].phase = *id;
        for (const auto& ref : d_.calendars)
            if (const auto id = find<CalendarId>(ref)) p_.activities[ref.owner].calendar = *id;
        p_.duration_parameters = resolve_refs<ParameterId>(d_.duration_parameters);
        p_.produces = resolve_refs<ArtifactId>(d_.produces);
        p_.consumes = resolve_refs<ArtifactId>(d_.consumes);
        p_.follow_ups = resolve_refs<ActivityId>(d_.follow_ups);
        set_producers();
        resolve_duties();
        resolve_needs();
        resolve_matters();
        resolve(d_.reworks, [](const Owned<Rework>&, Origin, bool) {});
        p_.reworks = take(d_.reworks);
        resolve(d_.handovers, [](const Owned<Handover>&, Origin, bool) {});
        p_.handovers = take(d_.handovers);
        resolve(d_.service_levels, [&](const Owned<ServiceLevel>& level, Origin at, bool) {
            if (level.value.within.amount <= 0)
                bad_number(activity_name(level.owner), at, "within", to_string(level.value.within));
        });
        p_.service_levels = take_single(d_.service_levels, "service_level");
        p_.steps = take(d_.steps);
        for (const auto& [owner, constraint] : d_.constraints)
            if (constraint.soft && !bounds_from_above(constraint.kind))
                add({Code::soft_without_upper_bound,
                     activity_name(owner),
                     {Text{{"en", std::string(name(constraint.kind))},
                           {"zh", std::string(label(constraint.kind, Language::zh))}}},
                     location_of(constraint.origin),
                     {}});
        p_.constraints = take(d_.constraints);
        p_.dates = take_single(d_.dates, "date");
        p_.deadlines = take_single(d_.deadlines, "deadline");
        p_.progress = take_single(d_.progress, "progress");
        p_.notes = take(d_.notes);
        p_.measures = take(d_.measures);
        p_.budgets = take_single(d_.budgets, "budget");
        p_.cadences = take_single(d_.cadences, "recurrence");
        p_.quorums = take_single(d_.quorums, "quorum");
        p_.extras = take_single(d_.extras, "extra");
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
        resolve(d_.duties, [&](const Owned<Duty>& duty, Origin at, bool) {
            if (duty.value.count == 0) bad_number(activity_name(duty.owner), at, "count", "0");
            if (duty.value.share == 0 || duty.value.share > 1000)
                bad_number(activity_name(duty.owner), at, "share", std::to_string(duty.value.share) + "/1000");
        });
        p_.duties = take(d_.duties);
    }

    void resolve_needs() {
        resolve(d_.needs, [&](const Owned<ResourceNeed>& need, Origin at, bool found) {
            const auto [resource, units] = need.value;
            if (units == 0) return bad_number(activity_name(need.owner), at, "units", "0");
            if (!found) return;
            auto most = p_.resources[resource].capacity;
            for (const auto& change : p_.resources[resource].changes) most = std::max(most, change.units);
            if (units > most)
                add({Code::need_exceeds_capacity,
                     activity_name(need.owner),
                     {std::to_string(units), p_.resources[resource].key, std::to_string(most)},
                     location_of(at),
                     {}});
        });
        p_.needs = take(d_.needs);
        for (const auto id : p_.activities.ids())
            for (std::size_t i = 0; i < p_.needs[id].size(); ++i)
                for (std::size_t j = 0; j < i; ++j)
                    if (p_.needs[id][i].resource == p_.needs[id][j].resource)
                        add({Code::said_twice,
                             activity_name(id),
                             {named(word_of<ResourceId>, p_.resources[p_.needs[id][i].resource].key)},
                             location_of(p_.activities[id].origin),
                             {}});
    }

    void resolve_matters() {
        resolve(d_.matters, [](const Owned<Matter>&, Origin, bool) {});
        p_.matters = take(d_.matters);
        if (p_.matters.empty()) return;
        for (const auto id : p_.activities.ids()) {
            const auto row = p_.matters[id];
            for (std::size_t i = 0; i < row.size(); ++i)
                for (std::size_t j = 0; j < i; ++j)
                    if (row[i].key == row[j].key && row[i].key != d_.none)
                        add({Code::duplicate_id,
                             activity_name(id),
                             {Fields<Matter>::word.text()},
                             location_of(row[i].origin),
                             {}});
        }
    }
};

} // namespace convene::detail
