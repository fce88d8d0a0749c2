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
    }

    void resolve() { resolve_small(); }

  private:
    void define_calendars() {
        if (d_.calendar.given()) {
            p_.calendar = calendar_id(d_.calendar.key, {}, d_.calendar.origin).value_or(CalendarId{0});
        } else if (p_.calendars.size() == 1 && !p_.calendars[CalendarId{0}].imported) {
            p_.calendar = CalendarId{0};
        } else {
            p_.calendar = standard_calendar();
        }
        for (const auto a : p_.calendars.ids())
            for (std::uint32_t b = 0; b < a.value; ++b)
                if (p_.calendars[CalendarId{b}].calendar.key() == p_.calendars[a].calendar.key())
                    add({Code::duplicate_id,
                         named(word_calendar(), p_.calendars[a].calendar.key()),
                         {word_calendar()},
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
    void define(const T& table, const Text& kind) {
        std::vector<std::pair<std::string_view, std::size_t>> sorted;
        for (std::size_t i = 0; i < table.size(); ++i) sorted.emplace_back(std::data(table)[i].key, i);
        std::ranges::sort(sorted);
        std::vector<std::size_t> repeated;
        for (std::size_t i = 0; i < sorted.size(); ++i)
            if (i > 0 && sorted[i].first == sorted[i - 1].first && !sorted[i].first.empty())
                repeated.push_back(sorted[i].second);
        std::ranges::sort(repeated);
        for (const auto& x : table) check_key(kind, x.key, origin_of(x));
        for (const auto i : repeated) {
            const auto& x = std::data(table)[i];
            add({Code::duplicate_id, named(kind, x.key), {kind}, location_of(origin_of(x)), {}});
        }
    }

    template <class T>
    static Origin origin_of(const T& x) {
        if constexpr (requires { x.origin; }) return x.origin;
        return 0;
    }

    void define_small() {
        define(p_.levels.values(), word_level());
        define(p_.parameters.values(), word_parameter());
        define(p_.phases.values(), word_phase());
        define(p_.roles.values(), word_role());
        define(p_.people.values(), word_person());
        define(p_.resources.values(), word_resource());
        define(std::span(p_.quotas), word_quota());
        define(std::span(p_.covers), word_cover());
        define(std::span(p_.separations), word_separation());
        if (p_.key.empty())
            add({Code::missing_key, {}, {Text{{"en", "process"}, {"zh", "流程"}}}, {}, {}});
        else if (!is_key(p_.key))
            add({Code::bad_key, {}, {p_.key}, {}, {}});
        for (auto& [key, value] : d_.parameter_values) {
            const auto found = std::ranges::find(p_.parameters.vector(), key, &Parameter::key);
            if (found == p_.parameters.vector().end())
                unknown({}, word_parameter(), key, 0, suggest(key, keys_of(p_.parameters)));
            else
                found->value = value;
        }
    }

    void index_activities_and_artifacts() {
        p_.activity_of.assign(p_.keys.size(), {});
        if (!p_.artifacts.empty()) p_.artifact_of.assign(p_.keys.size(), {});
        for (const auto id : p_.activities.ids()) {
            const auto& a = p_.activities[id];
            check_key(word_activity(), p_.keys[a.key], a.origin);
            auto& slot = p_.activity_of[a.key.value];
            if (!slot)
                slot = id;
            else if (a.key != d_.none)
                add({Code::duplicate_id, activity_name(id), {word_activity()}, location_of(a.origin), {}});
        }
        for (const auto id : p_.artifacts.ids()) {
            const auto& a = p_.artifacts[id];
            check_key(word_artifact(), p_.keys[a.key], a.origin);
            auto& slot = p_.artifact_of[a.key.value];
            if (!slot)
                slot = id;
            else if (a.key != d_.none)
                add({Code::duplicate_id,
                     named(word_artifact(), p_.keys[a.key]),
                     {word_artifact()},
                     location_of(a.origin),
                     {}});
        }
    }

    void resolve_small() {
        for (std::uint32_t i = 0; i < p_.phases.size(); ++i) {
            const auto& parent = d_.phase_parents[i];
            auto& phase = p_.phases.vector()[i];
            if (!parent.given()) continue;
            if (const auto id =
                    small_id(p_.phases, word_phase(), parent.key, named(word_phase(), phase.key), parent.origin))
                phase.parent = *id;
        }
        check_phase_cycles();
        for (std::uint32_t i = 0; i < p_.roles.size(); ++i) {
            const auto& [calendar, level] = d_.role_refs[i];
            auto& role = p_.roles.vector()[i];
            const auto object = named(word_role(), role.key);
            if (calendar.given())
                if (const auto id = calendar_id(calendar.key, object, calendar.origin)) role.calendar = *id;
            if (level.given())
                if (const auto id = small_id(p_.levels, word_level(), level.key, object, level.origin))
                    role.level = *id;
        }
        for (std::uint32_t i = 0; i < p_.resources.size(); ++i)
            resolve_resource(p_.resources.vector()[i], d_.resource_calendars[i]);
        for (std::uint32_t i = 0; i < p_.people.size(); ++i) resolve_person(p_.people.vector()[i], d_.person_refs[i]);
        for (std::size_t i = 0; i < p_.authorities.size(); ++i) {
            auto& authority = p_.authorities[i];
            const auto& [role, level] = d_.authority_refs[i];
            const Text object = named(Text{{"en", "authority of"}, {"zh", "权限"}}, role);
            if (const auto id = role_id(role, object, authority.origin)) authority.role = *id;
            if (!level.empty())
                if (const auto id = small_id(p_.levels, word_level(), level, object, authority.origin))
                    authority.level = *id;
            if (authority.up_to && authority.up_to->hundredths < 0)
                bad_number(object, authority.origin, "up_to", "< 0");
        }
        resolve_standing();
    }

    void resolve_resource(Resource& resource, const ProcessDraft::Named& calendar) {
        const auto object = named(word_resource(), resource.key);
        if (calendar.given())
            if (const auto id = calendar_id(calendar.key, object, calendar.origin)) resource.calendar = *id;
        for (std::size_t i = 1; i < resource.changes.size(); ++i) {
            const auto& [before, after] = std::pair(resource.changes[i - 1].from, resource.changes[i].from);
            if (after <= before)
                add({Code::unordered_changes,
                     object,
                     {to_string(before), to_string(after)},
                     location_of(resource.origin),
                     {}});
        }
    }

    void resolve_person(Person& person, const std::pair<ProcessDraft::Named, std::vector<std::string>>& refs) {
        const auto object = named(word_person(), person.key);
        for (const auto& role : refs.second)
            if (const auto id = role_id(role, object, person.origin)) person.roles.push_back(*id);
        if (refs.first.given())
            if (const auto id = calendar_id(refs.first.key, object, refs.first.origin)) person.calendar = *id;
        for (const auto& absence : person.absences)
            if (absence.to <= absence.from)
                add({Code::reversed_interval,
                     object,
                     {to_string(absence.from), to_string(absence.to)},
                     location_of(person.origin),
                     {}});
    }

    void resolve_standing() {
        for (std::size_t i = 0; i < p_.quotas.size(); ++i) {
            auto& quota = p_.quotas[i];
            const auto object = named(word_quota(), quota.key);
            if (const auto id = role_id(d_.quota_refs[i].first, object, quota.origin)) quota.role = *id;
            quota.record = artifact_ref(d_.quota_refs[i].second, object, quota.origin);
            if (quota.count == 0) bad_number(object, quota.origin, "count", "0");
        }
        for (std::size_t i = 0; i < p_.covers.size(); ++i) {
            auto& cover = p_.covers[i];
            const auto object = named(word_cover(), cover.key);
            if (const auto id = role_id(d_.cover_refs[i].first, object, cover.origin)) cover.role = *id;
            cover.log = artifact_ref(d_.cover_refs[i].second, object, cover.origin);
            if (cover.minimum == 0) bad_number(object, cover.origin, "minimum", "0");
            if (cover.from >= cover.to) bad_number(object, cover.origin, "to", "<= from");
        }
        for (std::size_t i = 0; i < p_.attendances.size(); ++i) {
            auto& attendance = p_.attendances[i];
            const Text object{{"en", "attendance"}, {"zh", "考勤"}};
            if (const auto id = role_id(d_.attendance_refs[i].first, object, attendance.origin)) attendance.role = *id;
            if (!d_.attendance_refs[i].second.empty())
                if (const auto id = role_id(d_.attendance_refs[i].second, object, attendance.origin))
                    attendance.excused_by = *id;
        }
        for (std::size_t i = 0; i < p_.separations.size(); ++i) {
            auto& separation = p_.separations[i];
            const auto object = named(word_separation(), separation.key);
            for (const auto& part : d_.separation_refs[i])
                if (const auto id = activity_ref(part.activity, object, separation.origin))
                    separation.parts.push_back({*id, part.duty});
        }
        if (d_.target.given()) p_.target = activity_ref(d_.target.key, {}, d_.target.origin);
    }

    std::optional<ActivityId> activity_ref(std::string_view key, const Text& object, Origin origin) {
        const auto symbol = p_.keys.find(key);
        if (symbol && *symbol != d_.none && p_.activity_of[symbol->value]) return *p_.activity_of[symbol->value];
        unknown(object, word_activity(), key, origin, suggest(key, keys_by_symbol(p_.activity_of)));
        return std::nullopt;
    }

    OptionalId<ArtifactId> artifact_ref(std::string_view key, const Text& object, Origin origin) {
        if (key.empty()) return {};
        const auto symbol = p_.keys.find(key);
        if (symbol && symbol->value < p_.artifact_of.size() && p_.artifact_of[symbol->value])
            return *p_.artifact_of[symbol->value];
        unknown(object, word_artifact(), key, origin, suggest(key, keys_by_symbol(p_.artifact_of)));
        return {};
    }

    void check_phase_cycles() {
        for (const auto id : p_.phases.ids()) {
            auto up = p_.phases[id].parent;
            std::size_t steps = 0;
            while (up && *up != id && steps++ <= p_.phases.size()) up = p_.phases[*up].parent;
            if (up && *up == id) {
                add({Code::phase_cycle,
                     named(word_phase(), p_.phases[id].key),
                     {p_.phases[id].key},
                     location_of(p_.phases[id].origin),
                     {}});
                p_.phases[id].parent = {};
            }
        }
    }
};

} // namespace convene::detail
