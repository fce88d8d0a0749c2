#pragma once

#include <convene/core/utf8.hpp>
#include <convene/model/impl/draft.ipp>
#include <convene/time/calendar.hpp>

#include <algorithm>
#include <limits>
#include <ranges>
#include <span>
#include <utility>

namespace convene {

namespace detail {

inline constexpr std::uint32_t no_id = std::numeric_limits<std::uint32_t>::max();

// What findings call the kinds of things.
inline const Text& word_activity() {
    static const Text t{{"en", "activity"}, {"zh", "活动"}};
    return t;
}
inline const Text& word_artifact() {
    static const Text t{{"en", "artifact"}, {"zh", "文件"}};
    return t;
}
inline const Text& word_calendar() {
    static const Text t{{"en", "calendar"}, {"zh", "日历"}};
    return t;
}
inline const Text& word_level() {
    static const Text t{{"en", "level"}, {"zh", "层级"}};
    return t;
}
inline const Text& word_parameter() {
    static const Text t{{"en", "parameter"}, {"zh", "参数"}};
    return t;
}
inline const Text& word_person() {
    static const Text t{{"en", "person"}, {"zh", "人员"}};
    return t;
}
inline const Text& word_phase() {
    static const Text t{{"en", "phase"}, {"zh", "阶段"}};
    return t;
}
inline const Text& word_role() {
    static const Text t{{"en", "role"}, {"zh", "角色"}};
    return t;
}
inline const Text& word_quota() {
    static const Text t{{"en", "quota"}, {"zh", "定额"}};
    return t;
}
inline const Text& word_cover() {
    static const Text t{{"en", "cover"}, {"zh", "值班"}};
    return t;
}
inline const Text& word_separation() {
    static const Text t{{"en", "separation"}, {"zh", "职责分离"}};
    return t;
}

inline Text named(const Text& kind, std::string_view key) {
    Text text;
    for (const auto& [language, word] : kind.view().wordings())
        text.add(language, std::string(word) + " " + std::string(key));
    return text;
}

inline Text activity_name(ActivityKind kind, std::string_view key) {
    return {{"en", std::string(name(kind)) + " " + std::string(key)},
            {"zh", std::string(label(kind, Language::zh)) + " " + std::string(key)}};
}

inline bool is_key(std::string_view key) {
    if (key.size() > 200 || invalid_utf8(key)) return false;
    return std::ranges::none_of(key, [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; });
}

/// Resolves a draft's references and checks its values; every fault goes to `faults`.
class Build {
  public:
    explicit Build(detail::ProcessDraft& draft) : d_(draft), p_(draft.data) {}

    void run() {
        d_.intern_waiting();
        define_calendars();
        define_small();
        index_activities_and_artifacts();
        if (p_.keys.full() || p_.texts.full())
            return add(
                {Code::too_large, {}, {Text{{"en", "its texts exceed 4 GiB"}, {"zh", "文本超过 4 GiB"}}}, {}, {}});
        resolve_small();
        resolve_activities();
        resolve_rules();
        check_activities();
        check_texts();
        report_dropped();
    }

  private:
    template <class T>
    using Owned = detail::ProcessDraft::Owned<T>;
    using Ref = detail::ProcessDraft::Ref;

    static constexpr std::size_t max_findings = 10'000;

    void add(Diagnostic fault) {
        if (d_.faults.size() < max_findings) {
            d_.faults.push_back(std::move(fault));
        } else {
            ++dropped_;
        }
    }

    void report_dropped() {
        if (dropped_ > 0) d_.faults.push_back({Code::too_many_findings, {}, {std::to_string(dropped_)}, {}, {}});
    }

    [[nodiscard]] Text activity_name(ActivityId id) const {
        const auto& a = p_.activities[id];
        return detail::activity_name(a.kind, p_.keys[a.key]);
    }

    /// Suggestions cost a walk over all names, so only the first faults get one.
    template <class Keys>
    std::string suggest(std::string_view word, const Keys& keys) {
        if (d_.faults.size() > 20) return {};
        std::vector<std::string_view> candidates;
        for (const auto& k : keys) candidates.push_back(k);
        return closest(word, candidates);
    }

    template <class T>
    static auto keys_of(const T& table) {
        return table.values() | std::views::transform([](const auto& x) { return std::string_view(x.key); });
    }

    void check_key(const Text& kind, std::string_view key, Origin origin) {
        if (key.empty()) return add({Code::missing_key, {}, {kind}, location_of(origin), {}});
        if (!is_key(key)) add({Code::bad_key, {}, {std::string(key)}, location_of(origin), {}});
    }

    // --- definitions

    void define_calendars() {
        if (d_.calendar.given()) {
            p_.calendar = calendar_id(d_.calendar.key, {}, d_.calendar.origin).value_or(CalendarId{});
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

    // --- references

    void unknown(const Text& object, const Text& kind, std::string_view key, Origin origin, std::string suggestion) {
        add({Code::unknown_reference, object, {kind, std::string(key)}, location_of(origin), std::move(suggestion)});
    }

    template <class IdType, class T>
    std::optional<IdType> small_id(const Table<IdType, T>& table, const Text& kind, std::string_view key,
                                   const Text& object, Origin origin) {
        for (const auto id : table.ids())
            if (table[id].key == key) return id;
        unknown(object, kind, key, origin, suggest(key, keys_of(table)));
        return std::nullopt;
    }

    std::optional<CalendarId> calendar_id(std::string_view key, const Text& object, Origin origin) {
        std::vector<std::string_view> keys;
        for (const auto id : p_.calendars.ids()) {
            if (p_.calendars[id].calendar.key() == key) return id;
            keys.push_back(p_.calendars[id].calendar.key());
        }
        unknown(object, word_calendar(), key, origin, suggest(key, keys));
        return std::nullopt;
    }

    std::optional<RoleId> role_id(std::string_view key, const Text& object, Origin origin) {
        return small_id(p_.roles, word_role(), key, object, origin);
    }

    /// Ids of a small table by symbol, so that a million references cost a million array look-ups.
    template <class IdType, class T>
    std::vector<OptionalId<IdType>> symbol_index(const Table<IdType, T>& table) const {
        std::vector<OptionalId<IdType>> index(p_.keys.size());
        for (const auto id : table.ids())
            if (const auto s = p_.keys.find(key_of(table[id])); s && !index[s->value]) index[s->value] = id;
        return index;
    }

    static std::string_view key_of(const CalendarEntry& entry) { return entry.calendar.key(); }
    static std::string_view key_of(const auto& named) { return named.key; }

    template <class IdType>
    std::vector<std::string_view> keys_by_symbol(const std::vector<OptionalId<IdType>>& index) const {
        std::vector<std::string_view> keys;
        for (std::uint32_t s = 0; s < index.size() && keys.size() < 100'000; ++s)
            if (index[s]) keys.push_back(p_.keys[Symbol{s}]);
        return keys;
    }

    template <class IdType>
    std::optional<IdType> look_up(const std::vector<OptionalId<IdType>>& index, Symbol symbol, const Text& kind,
                                  ActivityId owner, Origin origin) {
        if (symbol.value < index.size() && index[symbol.value] && symbol != d_.none) return *index[symbol.value];
        const auto key = p_.keys[symbol];
        const auto suggestion = d_.faults.size() > 20 ? std::string{} : closest(key, keys_by_symbol(index));
        unknown(activity_name(owner), kind, key, origin, suggestion);
        return std::nullopt;
    }

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

    void resolve_person(Person& person, const std::pair<detail::ProcessDraft::Named, std::vector<std::string>>& refs) {
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

    void bad_number(const Text& object, Origin origin, std::string what, std::string value) {
        add({Code::bad_number, object, {std::move(what), std::move(value)}, location_of(origin), {}});
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
        std::vector<Owned<detail::ProcessDraft::DutyRef>>().swap(d_.duties);
        p_.duties = take(duties);
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

    // --- rules

    void resolve_rules() {
        for (const auto& ref : d_.lags) resolve_lag(ref);
        auto& rules = d_.rules;
        std::size_t kept = 0;
        for (const auto& ref : rules) {
            const auto from = end(ref.from, ref.from_by_id, ref.to_by_id ? ref.to : no_id, ref.origin);
            const auto to = end(ref.to, ref.to_by_id, ref.from_by_id ? ref.from : no_id, ref.origin);
            if (!from || !to || !check_rule(*from, *to, p_.lags[ref.lag], ref.origin)) continue;
            auto resolved = ref;
            resolved.from = from->value;
            resolved.to = to->value;
            rules[kept++] = resolved;
        }
        rules.resize(kept);
        sort_rules();
    }

    void resolve_lag(const detail::ProcessDraft::LagRef& ref) {
        detail::ProcessData::LagTerms terms;
        terms.min = ref.min;
        terms.max = ref.max;
        terms.calendar = ref.calendar;
        if (ref.named != d_.none) {
            if (const auto id = calendar_id(p_.keys[ref.named], {}, ref.origin)) terms.named = *id;
            terms.calendar = LagCalendar::named;
        }
        const auto parameter = [&](Symbol s, std::optional<Span>& bound, OptionalId<ParameterId>& id) {
            if (s == d_.none) return;
            const auto found = small_id(p_.parameters, word_parameter(), p_.keys[s], {}, ref.origin);
            if (!found) return;
            id = *found;
            bound = p_.parameters[*found].value;
        };
        parameter(ref.min_parameter, terms.min, terms.min_parameter);
        parameter(ref.max_parameter, terms.max, terms.max_parameter);
        p_.lags.push_back(terms);
    }

    std::optional<ActivityId> end(std::uint32_t value, bool by_id, std::uint32_t other, Origin origin) {
        if (by_id) return ActivityId{value};
        if (p_.activity_of[value] && Symbol{value} != d_.none) return *p_.activity_of[value];
        const auto key = p_.keys[Symbol{value}];
        const Text object = other == no_id ? Text{{"en", "rule"}, {"zh", "规则"}} : activity_name(ActivityId{other});
        unknown(object, word_activity(), key, origin,
                d_.faults.size() > 20 ? std::string{} : closest(key, keys_by_symbol(p_.activity_of)));
        return std::nullopt;
    }

    bool check_rule(ActivityId from, ActivityId to, const detail::ProcessData::LagTerms& lag, Origin origin) {
        if (from == to) return add({Code::rule_to_itself, activity_name(to), {}, location_of(origin), {}}), false;
        if (!lag.min && !lag.max)
            return add({Code::rule_without_bound, activity_name(to), {activity_name(from)}, location_of(origin), {}}),
                   false;
        // Of different units only a schedule can tell.
        const bool comparable =
            lag.min && lag.max && (lag.min->unit == lag.max->unit || lag.min->amount == 0 || lag.max->amount == 0);
        if (comparable && lag.min->amount > lag.max->amount)
            return add({Code::empty_lag_window,
                        activity_name(to),
                        {activity_name(from), to_string(*lag.min), to_string(*lag.max)},
                        location_of(origin),
                        {}}),
                   false;
        return true;
    }

    /// Sorted by `to`, those with a minimum first: the order in which they are written back, so that reading again
    /// gives the same ids.
    void sort_rules() {
        auto& rules = d_.rules;
        const auto n = p_.activities.size();
        std::vector<std::uint32_t> first(2 * n + 1, 0);
        const auto bucket = [&](const auto& r) { return 2 * std::size_t{r.to} + (p_.lags[r.lag].min ? 0 : 1); };
        for (const auto& r : rules) ++first[bucket(r) + 1];
        for (std::size_t i = 0; i < 2 * n; ++i) first[i + 1] += first[i];
        p_.rules.resize(rules.size());
        for (const auto& r : rules)
            p_.rules[first[bucket(r)]++] = {ActivityId{r.from}, ActivityId{r.to}, r.lag,
                                            r.from_edge,        r.to_edge,        r.origin};
        std::vector<detail::ProcessDraft::RuleRef>().swap(rules);
    }

    // --- values

    void check_activities() {
        for (const auto id : p_.activities.ids()) {
            auto& a = p_.activities[id];
            if (const auto parameters = p_.duration_parameters[id]; !parameters.empty())
                a.duration = p_.parameters[parameters.front()].value;
            if (a.duration.amount < 0)
                add({Code::negative_duration, activity_name(id), {to_string(a.duration)}, location_of(a.origin), {}});
            const bool timeless = a.kind == ActivityKind::milestone || a.kind == ActivityKind::external;
            if (timeless && a.duration.amount > 0)
                add({Code::milestone_with_duration,
                     activity_name(id),
                     {to_string(a.duration)},
                     location_of(a.origin),
                     {}});
            if (!p_.dates[id].empty() && a.kind != ActivityKind::external)
                add({Code::misplaced_date, activity_name(id), {}, location_of(a.origin), {}});
            if (!p_.progress[id].empty()) check_progress(id, p_.progress[id].front());
        }
    }

    void check_progress(ActivityId id, const Progress& p) {
        const auto fault = [&](Text why) {
            add({Code::bad_progress, activity_name(id), {std::move(why)}, location_of(p_.activities[id].origin), {}});
        };
        if (!p.actual_start && p_.activities[id].kind != ActivityKind::external && (p.actual_finish || p.remaining))
            fault({{"en", "it has no actual start"}, {"zh", "缺少实际开始"}});
        if (p.actual_start && p.actual_finish && *p.actual_finish < *p.actual_start)
            fault({{"en", "it finished before it started"}, {"zh", "实际完成早于实际开始"}});
        if (p.actual_finish && p.remaining && p.remaining->amount > 0)
            fault({{"en", "it has finished, so nothing remains"}, {"zh", "已完成，不应有剩余工期"}});
        if (p.remaining && p.remaining->amount < 0)
            fault({{"en", "the remaining duration is negative"}, {"zh", "剩余工期为负"}});
        const auto future = [&](const std::optional<Instant>& t) {
            return t && p_.status_date && *t > *p_.status_date;
        };
        if (future(p.actual_start) || future(p.actual_finish))
            fault({{"en", "an actual date is after the status date"}, {"zh", "实际日期晚于状态日期"}});
    }

    void check_texts() {
        const auto check = [&](const Text& object, std::string_view packed, Origin origin) {
            const bool control = std::ranges::any_of(packed, [](char c) {
                return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != text_tag &&
                       c != text_wording;
            });
            if (control || invalid_utf8(packed))
                add({Code::bad_text, object, {printable(packed.substr(0, 60))}, location_of(origin), {}});
        };
        check({}, p_.title.packed(), 0);
        check({}, p_.description.packed(), 0);
        for (const auto& r : p_.roles) check(named(word_role(), r.key), r.title.packed(), r.origin);
        for (const auto& r : p_.people) check(named(word_person(), r.key), r.title.packed(), r.origin);
        for (const auto& r : p_.phases) check(named(word_phase(), r.key), r.title.packed(), r.origin);
        for (const auto id : p_.artifacts.ids())
            check(named(word_artifact(), p_.keys[p_.artifacts[id].key]), p_.texts[p_.artifacts[id].title],
                  p_.artifacts[id].origin);
        for (const auto id : p_.activities.ids()) {
            const auto& a = p_.activities[id];
            const auto check_own = [&](PooledText t) {
                if (!is_plain(p_.texts[t])) check(activity_name(id), p_.texts[t], a.origin);
            };
            check_own(a.title);
            for (const auto& note : p_.notes[id]) check_own(note.text);
            for (const auto& step : p_.steps[id]) check_own(step.title);
            for (const auto& matter : p_.matters[id]) check_own(matter.title);
        }
    }

    static bool is_plain(std::string_view text) {
        return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
    }

    detail::ProcessDraft& d_;
    ProcessData& p_;
    std::size_t dropped_ = 0;
};

} // namespace detail

CONVENE_DECL Result<Process> ProcessBuilder::build() {
    const auto draft = std::exchange(draft_, std::make_unique<detail::ProcessDraft>());
    detail::Build(*draft).run();
    if (has_errors(draft->faults)) return fail(std::move(draft->faults));
    draft->data.keys.shrink_to_fit();
    draft->data.texts.shrink_to_fit();
    return Process(std::make_shared<const detail::ProcessData>(std::move(draft->data)));
}

} // namespace convene
