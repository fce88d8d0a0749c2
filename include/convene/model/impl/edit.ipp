#pragma once

#include <convene/model/builder.hpp>
#include <convene/model/edit.hpp>
#include <convene/model/impl/build.ipp>
#include <convene/model/impl/editing.ipp>
#include <convene/model/impl/reopen.ipp>

#include <algorithm>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace convene {

CONVENE_DECL ProcessEditor::ProcessEditor(const Process& process) : e_(std::make_unique<detail::Editing>(process)) {}
CONVENE_DECL ProcessEditor::ProcessEditor(const ProcessEditor& other)
    : e_(std::make_unique<detail::Editing>(*other.e_)) {}
CONVENE_DECL ProcessEditor::ProcessEditor(ProcessEditor&& other) noexcept = default;
CONVENE_DECL ProcessEditor& ProcessEditor::operator=(const ProcessEditor& other) {
    if (this != &other) e_ = detail::Box(std::make_unique<detail::Editing>(*other.e_));
    return *this;
}
CONVENE_DECL ProcessEditor& ProcessEditor::operator=(ProcessEditor&& other) noexcept = default;
CONVENE_DECL ProcessEditor::~ProcessEditor() = default;

CONVENE_DECL ProcessEditor& ProcessEditor::key(std::string_view key) {
    e_->data.key = key;
    e_->rebuild = true;
    return *this;
}

CONVENE_DECL ProcessEditor& ProcessEditor::start(std::optional<Instant> at) {
    e_->data.start = at;
    return *this;
}

CONVENE_DECL ProcessEditor& ProcessEditor::finish(std::optional<Instant> at) {
    e_->data.finish = at;
    return *this;
}

CONVENE_DECL ProcessEditor& ProcessEditor::status_date(std::optional<Instant> at) {
    e_->data.status_date = at;
    return *this;
}

CONVENE_DECL ProcessEditor& ProcessEditor::target(std::optional<ActivityId> id) {
    if (!id) e_->data.target.reset();
    if (id)
        if (const auto now = e_->now(*id)) e_->data.target = now;
    return *this;
}

CONVENE_DECL ProcessEditor& ProcessEditor::rounds(std::optional<Rounds> rounds) {
    e_->data.rounds = rounds;
    return *this;
}

CONVENE_DECL ProcessEditor& ProcessEditor::calendar(CalendarId id) {
    if (e_->is_in(id, e_->data.calendars.size())) e_->data.calendar = id;
    return *this;
}

CONVENE_DECL ProcessEditor& ProcessEditor::inline_imports() {
    if (e_->data.imports.empty()) return *this;
    e_->data.imports.clear();
    for (auto& entry : e_->data.calendars.vector()) entry.imported = false;
    return *this;
}

CONVENE_DECL ProcessEditor& ProcessEditor::shift(int weeks) {
    auto& d = e_->data;
    if (weeks < -most_weeks_shifted || weeks > most_weeks_shifted) {
        e_->fault({Code::bad_number, {}, {"weeks", std::to_string(weeks)}, {}, {}});
        return *this;
    }
    e_->settle();
    detail::DateShift move(weeks);
    const auto n = d.activities.size();
    for (auto* date : {&d.start, &d.finish, &d.status_date}) move(*date);
    move(d.dates, n);
    move(d.deadlines, n);
    move(d.constraints, n);
    move(d.progress, n);
    move(d.cadences, n);
    for (auto& person : d.people.vector())
        for (auto& absence : person.absences) move(absence.from), move(absence.to);
    for (auto& resource : d.resources.vector())
        for (auto& change : resource.changes) move(change.from);
    if (move.worst) e_->fault({Code::out_of_range_date, {}, {to_string(*move.worst)}, {}, {}});
    return *this;
}

CONVENE_DECL ProcessEditor& ProcessEditor::duration(ActivityId id, Span duration) {
    const auto now = e_->now(id);
    if (!now) return *this;
    e_->data.activities[*now].duration = duration;
    if (!e_->data.duration_parameters[*now].empty()) e_->own_durations.push_back(*now);
    return *this;
}

CONVENE_DECL ProcessEditor& ProcessEditor::calendar(ActivityId id, std::optional<CalendarId> calendar) {
    if (calendar && !e_->is_in(*calendar, e_->data.calendars.size())) return *this;
    if (const auto now = e_->now(id))
        e_->data.activities[*now].calendar = calendar ? OptionalId<CalendarId>(*calendar) : OptionalId<CalendarId>();
    return *this;
}

CONVENE_DECL ProcessEditor& ProcessEditor::set(ActivityId id, bool Activity::*flag, bool value) {
    if (const auto now = e_->now(id)) e_->data.activities[*now].*flag = value;
    return *this;
}

CONVENE_DECL ProcessEditor& ProcessEditor::date(ActivityId id, std::optional<Instant> at) {
    if (const auto now = e_->now(id)) e_->dates.emplace_back(*now, at);
    return *this;
}

CONVENE_DECL ProcessEditor& ProcessEditor::deadline(ActivityId id, std::optional<Instant> at) {
    if (const auto now = e_->now(id)) e_->deadlines.emplace_back(*now, at);
    return *this;
}

CONVENE_DECL ProcessEditor& ProcessEditor::progress(ActivityId id, std::optional<Progress> progress) {
    if (const auto now = e_->now(id)) e_->progress.emplace_back(*now, progress);
    return *this;
}

CONVENE_DECL ProcessEditor& ProcessEditor::constraint(ActivityId id, ConstraintKind kind, std::optional<Instant> date,
                                                      bool soft) {
    if (const auto now = e_->now(id)) e_->constraints.push_back({*now, {kind, date, soft && bounds_from_above(kind)}});
    return *this;
}

CONVENE_DECL ProcessEditor& ProcessEditor::duties(ActivityId id, std::span<const Duty> duties) {
    const auto now = e_->now(id);
    if (!now) return *this;
    std::vector<Duty> own;
    for (auto duty : duties) {
        if (!e_->is_in(duty.role, e_->data.roles.size())) continue;
        if (duty.person) {
            const auto person = e_->now(*duty.person);
            if (!person) continue;
            duty.person = *person;
        }
        own.push_back(duty);
    }
    e_->duties.emplace_back(*now, std::move(own));
    e_->rebuild = true;
    return *this;
}

CONVENE_DECL ProcessEditor& ProcessEditor::rename(PersonId id, std::string_view key) {
    if (const auto now = e_->now(id)) e_->data.people[*now].key = key;
    e_->rebuild = true;
    return *this;
}

CONVENE_DECL ProcessEditor& ProcessEditor::rename(ResourceId id, std::string_view key) {
    if (e_->is_in(id, e_->data.resources.size())) e_->data.resources[id].key = key;
    e_->rebuild = true;
    return *this;
}

CONVENE_DECL ProcessEditor& ProcessEditor::absence(PersonId id, Absence absence) {
    if (const auto now = e_->now(id)) e_->data.people[*now].absences.push_back(std::move(absence));
    e_->rebuild = true;
    return *this;
}

CONVENE_DECL ProcessEditor& ProcessEditor::absences(PersonId id, std::span<const Absence> absences) {
    if (const auto now = e_->now(id)) e_->data.people[*now].absences.assign(absences.begin(), absences.end());
    e_->rebuild = true;
    return *this;
}

CONVENE_DECL ProcessEditor& ProcessEditor::capacity(ResourceId id, std::int32_t more) {
    if (!e_->is_in(id, e_->data.resources.size())) return *this;
    const auto change = [&](std::uint32_t& units) {
        const auto sum = std::int64_t{units} + more;
        units = static_cast<std::uint32_t>(std::clamp<std::int64_t>(sum, 0, std::numeric_limits<std::uint32_t>::max()));
    };
    auto& resource = e_->data.resources[id];
    change(resource.capacity);
    for (auto& later : resource.changes) change(later.units);
    e_->rebuild = true;
    return *this;
}

CONVENE_DECL ProcessEditor& ProcessEditor::parameter(ParameterId id, Span value) {
    if (e_->is_in(id, e_->data.parameters.size())) e_->data.parameters[id].value = value;
    e_->rebuild = true;
    return *this;
}

CONVENE_DECL ProcessEditor& ProcessEditor::run(PhaseId id, PhaseRun run) {
    if (e_->is_in(id, e_->data.phases.size())) e_->data.phases[id].run = run;
    e_->rebuild = true;
    return *this;
}

CONVENE_DECL ProcessEditor& ProcessEditor::add(void* change, void (*call)(void*, ProcessBuilder&)) {
    e_->settle();
    ProcessBuilder builder(e_->data.key);
    builder.draft_ = detail::Reopen(e_->data)();
    call(change, builder);
    detail::build(*builder.draft_);
    if (has_errors(builder.draft_->faults)) {
        for (auto& fault : builder.draft_->faults) e_->fault(std::move(fault));
    } else {
        e_->data = std::move(builder.draft_->data);
    }
    e_->rebuild = true;
    return *this;
}

CONVENE_DECL ProcessEditor& ProcessEditor::add_rule(ActivityId from, ActivityId to, const Lag& lag) {
    const auto now_from = e_->now(from);
    const auto now_to = e_->now(to);
    if (!now_from || !now_to) return *this;
    const auto key = [&](ActivityId id) { return std::string(e_->data.keys[e_->data.activities[id].key]); };
    return add([&](ProcessBuilder& b) { b.rule(key(*now_from), key(*now_to), lag); });
}

CONVENE_DECL ProcessEditor& ProcessEditor::remove(RuleId id) {
    if (!e_->is_in(id, e_->source.rule_count())) return *this;
    const auto& source = e_->source.data();
    const auto& rule = source.rules[id.index()];
    const auto from = e_->now(rule.from);
    const auto to = e_->now(rule.to);
    if (!from || !to) return *this;
    // Ids of rules change with every rule, so it is found by what it says; rules that say the same are one.
    auto& rules = e_->data.rules;
    const auto found = std::ranges::find_if(rules, [&](const detail::ProcessData::PackedRule& r) {
        return r.from == *from && r.to == *to && r.from_edge == rule.from_edge && r.to_edge == rule.to_edge &&
               e_->data.lags[r.lag] == source.lags[rule.lag];
    });
    if (found == rules.end())
        e_->fault({Code::unknown_id, name_of(e_->source, id), {}, {}, {}});
    else
        rules.erase(found);
    return *this;
}

CONVENE_DECL ProcessEditor& ProcessEditor::remove(PersonId id) { return remove(std::span<const PersonId>(&id, 1)); }

CONVENE_DECL ProcessEditor& ProcessEditor::remove(std::span<const PersonId> ids) {
    e_->settle();
    std::vector<bool> gone(e_->data.people.size());
    for (const auto id : ids)
        if (const auto now = e_->now(id)) gone[now->index()] = true;
    e_->remove_people(gone);
    return *this;
}

CONVENE_DECL ProcessEditor& ProcessEditor::remove(ActivityId id) { return remove(std::span<const ActivityId>(&id, 1)); }

CONVENE_DECL ProcessEditor& ProcessEditor::remove(std::span<const ActivityId> ids) {
    e_->settle();
    std::vector<bool> gone(e_->data.activities.size());
    for (const auto id : ids)
        if (const auto now = e_->now(id)) gone[now->index()] = true;
    e_->remove(gone);
    return *this;
}

CONVENE_DECL ProcessEditor& ProcessEditor::keep(PhaseId id) {
    if (!e_->is_in(id, e_->data.phases.size())) return *this;
    e_->settle();
    std::vector<bool> gone;
    for (const auto& activity : e_->data.activities) {
        auto up = activity.phase;
        while (up && *up != id) up = e_->data.phases[*up].parent;
        gone.push_back(!up);
    }
    e_->remove(gone);
    return *this;
}

CONVENE_DECL ProcessEditor& ProcessEditor::remove_standing_duties() {
    e_->settle();
    std::vector<ArtifactId> records;
    for (const auto& quota : e_->data.quotas)
        if (quota.record) records.push_back(*quota.record);
    for (const auto& cover : e_->data.covers)
        if (cover.log) records.push_back(*cover.log);
    e_->data.quotas.clear();
    e_->data.covers.clear();
    e_->data.attendances.clear();
    e_->remove(std::vector<bool>(e_->data.activities.size()), records);
    return *this;
}

CONVENE_DECL const Diagnostics& ProcessEditor::consequences() const& { return e_->consequences; }

CONVENE_DECL Result<Process> ProcessEditor::build() const& { return ProcessEditor(*this).built(); }

CONVENE_DECL Result<Process> ProcessEditor::build() && { return built(); }

CONVENE_DECL Result<Process> ProcessEditor::built() {
    e_->settle();
    auto draft = std::make_unique<detail::ProcessDraft>();
    if (e_->rebuild) {
        draft = detail::Reopen(std::move(e_->data))();
        detail::build(*draft);
    } else {
        draft->data = std::move(e_->data);
        detail::BuildValues(*draft).check_activities(); // texts are those of the source
    }
    auto faults = std::move(e_->faults);
    for (auto& fault : draft->faults)
        if (std::ranges::find(faults, fault) == faults.end()) faults.push_back(std::move(fault));
    if (has_errors(faults)) return fail(std::move(faults));
    detail::derive(draft->data);
    return Process(std::make_shared<const detail::ProcessData>(std::move(draft->data)));
}

} // namespace convene
