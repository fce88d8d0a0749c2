#pragma once

#include <convene/model/queries.hpp>
#include <convene/time/detail/wording.hpp>

#include <algorithm>

namespace convene {

namespace detail {

/// What sentences call a kind of activity.
inline std::string_view kind_word(ActivityKind kind) {
    return kind == ActivityKind::external ? "external milestone" : name(kind);
}

template <class IdType, class T>
std::optional<IdType> find_key(const Table<IdType, T>& table, std::string_view key) {
    for (const auto id : table.ids())
        if (table[id].key == key) return id;
    return std::nullopt;
}

template <class IdType>
std::optional<IdType> find_symbol(const Interner& keys, const std::vector<OptionalId<IdType>>& ids,
                                  std::string_view key) {
    const auto symbol = key.empty() ? std::nullopt : keys.find(key);
    if (!symbol || symbol->value >= ids.size() || !ids[symbol->value]) return std::nullopt;
    return *ids[symbol->value];
}

inline std::shared_ptr<const ProcessData> empty_process() {
    auto data = std::make_shared<ProcessData>();
    data->calendar = data->calendars.push_back({Calendar::standard(), true, 0});
    return data;
}

} // namespace detail

CONVENE_DECL Process::Process() : data_(detail::empty_process()) {}

CONVENE_DECL std::string_view Process::key(CalendarId id) const& { return data_->calendars[id].calendar.key(); }

CONVENE_DECL std::optional<ActivityId> Process::find_activity(std::string_view key) const {
    return detail::find_symbol(data_->keys, data_->activity_of, key);
}
CONVENE_DECL std::optional<ArtifactId> Process::find_artifact(std::string_view key) const {
    return detail::find_symbol(data_->keys, data_->artifact_of, key);
}
CONVENE_DECL std::optional<RoleId> Process::find_role(std::string_view key) const {
    return detail::find_key(data_->roles, key);
}
CONVENE_DECL std::optional<ResourceId> Process::find_resource(std::string_view key) const {
    return detail::find_key(data_->resources, key);
}
CONVENE_DECL std::optional<PersonId> Process::find_person(std::string_view key) const {
    return detail::find_key(data_->people, key);
}
CONVENE_DECL std::optional<PhaseId> Process::find_phase(std::string_view key) const {
    return detail::find_key(data_->phases, key);
}
CONVENE_DECL std::optional<CalendarId> Process::find_calendar(std::string_view key) const {
    for (const auto id : data_->calendars.ids())
        if (this->key(id) == key) return id;
    return std::nullopt;
}

CONVENE_DECL const Calendar& Process::calendar_of(ActivityId id) const& {
    const auto& activity = data_->activities[id];
    if (is_elapsed(activity.duration)) return Calendar::round_the_clock();
    return (*this)[calendar_id_of(*this, id)];
}

CONVENE_DECL TextView Process::note(ActivityId id, NoteKind kind) const& {
    for (const auto& note : data_->notes[id])
        if (note.kind == kind) return text(note.text);
    return {};
}

CONVENE_DECL Rule Process::rule(RuleId id) const {
    const auto& packed = data_->rules[id.index()];
    const auto& lag = data_->lags[packed.lag];
    return {packed.from,
            packed.to,
            static_cast<Edge>(packed.from_edge),
            static_cast<Edge>(packed.to_edge),
            lag.min,
            lag.max,
            lag.calendar,
            lag.named,
            lag.min_parameter,
            lag.max_parameter,
            lag.soft,
            packed.origin};
}

CONVENE_DECL Text name_of(const Process& p, ActivityId id) {
    return detail::named(detail::kind_word(p[id].kind), label(p[id].kind, Language::zh), p.title(id), p.key(id));
}
CONVENE_DECL Text name_of(const Process& p, ArtifactId id) {
    return detail::named("artifact", "文件", p.title(id), p.key(id));
}
CONVENE_DECL Text name_of(const Process& p, RoleId id) { return detail::named("role", "角色", p.title(id), p.key(id)); }
CONVENE_DECL Text name_of(const Process& p, PersonId id) {
    return detail::named("person", "人员", p.title(id), p.key(id));
}
CONVENE_DECL Text name_of(const Process& p, ResourceId id) {
    return detail::named("resource", "资源", p.title(id), p.key(id));
}
CONVENE_DECL Text name_of(const Process& p, PhaseId id) {
    return detail::named("phase", "阶段", p.title(id), p.key(id));
}
CONVENE_DECL Text name_of(const Process& p, CalendarId id) {
    return detail::named("calendar", "日历", p[id].title(), p.key(id));
}

CONVENE_DECL Text name_of(const Process& p, RuleId id) {
    const auto rule = p.rule(id);
    const auto wording = [&](Language l) {
        const auto end = [&](ActivityId activity) {
            const auto called = detail::title_or_key(p.title(activity), p.key(activity), l);
            return p.title(activity).empty() && l == Language::en ? called : detail::quoted(called, l);
        };
        const auto bound = [&](std::string_view en, std::string_view zh, std::optional<Span> span) {
            if (!span) return std::string{};
            const auto sign = span->amount < 0 ? "-" : "";
            return detail::say(l, en, zh, {sign + detail::span_text(*span, l)});
        };
        return detail::say(l, "rule {0} {1} -> {2} {3}", "规则：{0}{1} -> {2}{3}",
                           {end(rule.from), std::string(label(rule.from_edge, l)), end(rule.to),
                            std::string(label(rule.to_edge, l))}) +
               bound(", at least {0}", "，至少 {0}", rule.min) + bound(", at most {0}", "，至多 {0}", rule.max);
    };
    return detail::in_both(wording(Language::en), wording(Language::zh));
}

} // namespace convene
