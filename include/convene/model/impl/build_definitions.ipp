#pragma once

#include <convene/model/impl/build_base.ipp>
#include <convene/time/calendar.hpp>

#include <algorithm>
#include <span>

namespace convene::detail {

/// Checks the definitions (names, duplicates) and resolves what the small tables refer to.
class BuildDefinitions : BuildBase {
  public:
    using BuildBase::BuildBase;

    void define() {
        define_calendars();
        define_small();
        index_activities_and_artifacts();
        index(p_.tiers);
        index(p_.parameters);
        index(p_.people);
        index(p_.phases);
        index(p_.resources);
        index(p_.roles);
    }

    void resolve() { resolve_small(); }

  private:
    void define_calendars() {
        index(p_.calendars);
        if (!d_.calendar.empty()) {
            p_.calendar = find<CalendarId>(d_.calendar, {}).value_or(CalendarId{0});
        } else if (p_.calendars.size() == 1 && !p_.calendars[CalendarId{0}].imported) {
            p_.calendar = CalendarId{0};
        } else {
            p_.calendar = standard_calendar();
            index(p_.calendars);
        }
        for (const auto a : p_.calendars.ids())
            for (std::uint32_t b = 0; b < a.value; ++b)
                if (p_.calendars[CalendarId{b}].calendar.key() == p_.calendars[a].calendar.key())
                    add({Code::duplicate_id,
                         named(word_of<CalendarId>, p_.calendars[a].calendar.key()),
                         {word_of<CalendarId>.text()},
                         location_of(p_.calendars[a].origin),
                         {}});
    }

    /// The calendar that is defined as the standard one, else the library's.
    CalendarId standard_calendar() {
        for (const auto id : p_.calendars.ids())
            if (p_.calendars[id].calendar.key() == "standard") return id;
        return p_.calendars.push_back({Calendar::standard(), true, 0});
    }

    template <class T>
    void define(const T& table) {
        constexpr Phrase kind = Fields<std::remove_cvref_t<decltype(*std::data(table))>>::word;
        std::vector<std::pair<std::string_view, std::size_t>> sorted;
        for (std::size_t i = 0; i < table.size(); ++i) sorted.emplace_back(std::data(table)[i].key, i);
        std::ranges::sort(sorted);
        std::vector<std::size_t> repeated;
        for (std::size_t i = 0; i < sorted.size(); ++i)
            if (i > 0 && sorted[i].first == sorted[i - 1].first && !sorted[i].first.empty())
                repeated.push_back(sorted[i].second);
        std::ranges::sort(repeated);
        for (const auto& x : table) check_key(kind, x.key, x.origin);
        for (const auto i : repeated) {
            const auto& x = std::data(table)[i];
            add({Code::duplicate_id, named(kind, x.key), {kind.text()}, location_of(x.origin), {}});
        }
    }

    void define_small() {
        define(p_.tiers.values());
        define(p_.parameters.values());
        define(p_.phases.values());
        define(p_.roles.values());
        define(p_.people.values());
        define(p_.resources.values());
        define(std::span(p_.quotas));
        define(std::span(p_.covers));
        define(std::span(p_.separations));
        if (p_.key.empty())
            add({Code::missing_key, {}, {Text{{"en", "process"}, {"zh", "流程"}}}, {}, {}});
        else if (!is_key(p_.key))
            add({Code::bad_key, {}, {p_.key}, {}, {}});
        for (auto& [key, value] : d_.parameter_values) {
            const auto found = std::ranges::find(p_.parameters.vector(), key, &Parameter::key);
            if (found == p_.parameters.vector().end())
                unknown({}, word_of<ParameterId>, key, 0, suggest(key, p_.parameters));
            else
                found->value = value;
        }
    }

    void index_activities_and_artifacts() {
        p_.activity_of.assign(p_.keys.size(), {});
        if (!p_.artifacts.empty()) p_.artifact_of.assign(p_.keys.size(), {});
        for (const auto id : p_.activities.ids()) {
            const auto& a = p_.activities[id];
            check_key(word_of<ActivityId>, p_.keys[a.key], a.origin);
            auto& slot = p_.activity_of[a.key.value];
            if (!slot)
                slot = id;
            else if (a.key != d_.none)
                add({Code::duplicate_id, activity_name(id), {word_of<ActivityId>.text()}, location_of(a.origin), {}});
        }
        for (const auto id : p_.artifacts.ids()) {
            const auto& a = p_.artifacts[id];
            check_key(word_of<ArtifactId>, p_.keys[a.key], a.origin);
            auto& slot = p_.artifact_of[a.key.value];
            if (!slot)
                slot = id;
            else if (a.key != d_.none)
                add({Code::duplicate_id,
                     named(word_of<ArtifactId>, p_.keys[a.key]),
                     {word_of<ArtifactId>.text()},
                     location_of(a.origin),
                     {}});
        }
    }

    void resolve_small() {
        resolve_all<Phase>(p_.phases.vector(), [](const Phase&, Origin) {});
        check_phase_cycles();
        resolve_all<Role>(p_.roles.vector(), [](const Role&, Origin) {});
        resolve_all<Resource>(p_.resources.vector(), [&](const Resource& r, Origin) { check_changes(r); });
        resolve_all<Person>(p_.people.vector(), [&](const Person& person, Origin) { check_absences(person); });
        resolve_all<Authority>(p_.authorities, [&](const Authority& authority, Origin at) {
            if (authority.up_to && authority.up_to->hundredths < 0) bad_number(object_, at, "up_to", "< 0");
        });
        resolve_all<Quota>(p_.quotas, [&](const Quota& quota, Origin at) {
            if (quota.count == 0) bad_number(object_, at, "count", "0");
        });
        resolve_all<Cover>(p_.covers, [&](const Cover& cover, Origin at) {
            if (cover.minimum == 0) bad_number(object_, at, "minimum", "0");
            if (cover.from >= cover.to) bad_number(object_, at, "to", "<= from");
        });
        resolve_all<Attendance>(p_.attendances, [](const Attendance&, Origin) {});
        resolve_all<Separation>(p_.separations, [](const Separation&, Origin) {});
        if (!d_.target.empty()) p_.target = find<ActivityId>(d_.target, {});
    }

    /// Finds what the records of one kind refer to, and then checks each.
    template <class Record, class Check>
    void resolve_all(std::vector<Record>& records, Check check) {
        auto resolve = resolver<Record>(d_, [&]<class IdType>(IdType, Symbol symbol, Origin origin) {
            return find<IdType>(symbol, origin, [&] { return object_; });
        });
        for (auto& record : records) {
            if constexpr (Fields<Record>::named)
                object_ = named(Fields<Record>::word, record.key);
            else if constexpr (std::is_same_v<Record, Authority>)
                object_ = named({"authority of", "权限"}, p_.keys[Symbol{record.role.value}]);
            else
                object_ = Fields<Record>::word.text();
            resolve(record);
            check(record, resolve.where());
        }
    }

    void check_changes(const Resource& resource) {
        for (std::size_t i = 1; i < resource.changes.size(); ++i) {
            const auto& [before, after] = std::pair(resource.changes[i - 1].from, resource.changes[i].from);
            if (after <= before)
                add({Code::unordered_changes,
                     object_,
                     {to_string(before), to_string(after)},
                     location_of(resource.origin),
                     {}});
        }
    }

    void check_absences(const Person& person) {
        for (const auto& absence : person.absences)
            if (absence.to <= absence.from)
                add({Code::reversed_interval,
                     object_,
                     {to_string(absence.from), to_string(absence.to)},
                     location_of(person.origin),
                     {}});
    }

    void check_phase_cycles() {
        for (const auto id : p_.phases.ids()) {
            auto up = p_.phases[id].parent;
            std::size_t steps = 0;
            while (up && *up != id && steps++ <= p_.phases.size()) up = p_.phases[*up].parent;
            if (up && *up == id) {
                add({Code::phase_cycle,
                     named(word_of<PhaseId>, p_.phases[id].key),
                     {p_.phases[id].key},
                     location_of(p_.phases[id].origin),
                     {}});
                p_.phases[id].parent = {};
            }
        }
    }

    Text object_; // the record at hand
};

} // namespace convene::detail
