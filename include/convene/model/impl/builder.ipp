#pragma once

#include <convene/model/builder.hpp>
#include <convene/model/impl/build.ipp>
#include <convene/model/impl/draft.ipp>

#include <algorithm>
#include <utility>

namespace convene {

inline std::uint32_t detail::ProcessDraft::lag(const LagRef& lag) {
    // Real processes repeat a few lags; looking at the latest ones keeps the common case quick and the table small.
    const std::size_t window = std::min<std::size_t>(lags.size(), 16);
    const auto recent = lags.end() - static_cast<std::ptrdiff_t>(window);
    const auto found = std::find(recent, lags.end(), lag);
    if (found != lags.end()) return static_cast<std::uint32_t>(found - lags.begin());
    lags.push_back(lag);
    return static_cast<std::uint32_t>(lags.size() - 1);
}

inline void detail::ProcessDraft::rule(const End& from, const End& to, const Lag& spec) {
    const auto terms = lag({spec.min, spec.max, spec.calendar, symbol(spec.named), symbol(spec.min_parameter),
                            symbol(spec.max_parameter), here});
    const auto value = [&](const End& end) { return end.activity ? end.activity->value : none.value; };
    rules.push_back({value(from), value(to), terms & 0x0FFFFFFFU, from.activity ? 1U : 0U, to.activity ? 1U : 0U,
                     spec.from_edge == Edge::finish ? 1U : 0U, spec.to_edge == Edge::finish ? 1U : 0U, here});
    if (!from.activity) wait(Waiting::For::rule_from, rules.size() - 1, from.key);
    if (!to.activity) wait(Waiting::For::rule_to, rules.size() - 1, to.key);
}

inline void detail::ProcessDraft::wait(Waiting::For what, std::size_t number, std::string_view key) {
    constexpr std::size_t group = 64;
    if (key.empty()) return;
    waiting.push_back({what, static_cast<std::uint32_t>(number), static_cast<std::uint32_t>(waiting_text.size()),
                       static_cast<std::uint32_t>(key.size())});
    waiting_text += key;
    if (waiting.size() >= group) intern_waiting();
}

inline void detail::ProcessDraft::intern_waiting() {
    std::vector<std::string_view> keys;
    for (const auto& w : waiting) keys.push_back(std::string_view(waiting_text).substr(w.offset, w.size));
    std::vector<Symbol> symbols(keys.size());
    data.keys.intern(keys, symbols);
    for (std::size_t i = 0; i < waiting.size(); ++i) {
        const auto number = waiting[i].number;
        switch (waiting[i].what) {
        case Waiting::For::activity: data.activities[ActivityId{number}].key = symbols[i]; break;
        case Waiting::For::rule_from: rules[number].from = symbols[i].value; break;
        case Waiting::For::rule_to: rules[number].to = symbols[i].value; break;
        }
    }
    waiting.clear();
    waiting_text.clear();
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::key(std::string_view key) {
    auto& d = *builder_->draft_;
    d.data.activities[id_].key = d.none;
    d.wait(detail::ProcessDraft::Waiting::For::activity, id_.value, key);
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::kind(ActivityKind kind) {
    builder_->draft_->data.activities[id_].kind = kind;
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::number(Text text) { return note(NoteKind::number, text); }
CONVENE_DECL ActivityBuilder& ActivityBuilder::purpose(Text text) { return note(NoteKind::purpose, text); }
CONVENE_DECL ActivityBuilder& ActivityBuilder::description(Text text) { return note(NoteKind::description, text); }
CONVENE_DECL ActivityBuilder& ActivityBuilder::location(Text text) { return note(NoteKind::location, text); }

CONVENE_DECL ActivityBuilder& ActivityBuilder::note(NoteKind kind, TextView text) {
    auto& d = *builder_->draft_;
    d.notes.push_back({id_, {kind, d.pool(text)}});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::title(TextView text) {
    auto& d = *builder_->draft_;
    d.data.activities[id_].title = d.pool(text);
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::lasts(Span duration) {
    builder_->draft_->data.activities[id_].duration = duration;
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::lasts_parameter(std::string_view parameter) {
    auto& d = *builder_->draft_;
    d.duration_parameters.push_back({id_, d.symbol(parameter), d.here});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::on_calendar(std::string_view calendar) {
    auto& d = *builder_->draft_;
    if (!calendar.empty()) d.calendars.push_back({id_, d.symbol(calendar), d.here});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::in_phase(std::string_view phase) {
    auto& d = *builder_->draft_;
    if (!phase.empty()) d.phases.push_back({id_, d.symbol(phase), d.here});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::duties(DutyKind kind, Keys roles) {
    for (const auto role : roles) duty({.role = role, .kind = kind});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::duty(const DutySpec& spec) {
    auto& d = *builder_->draft_;
    Duty duty;
    duty.count = spec.count;
    duty.share = spec.share;
    duty.kind = spec.kind;
    duty.demand = spec.demand;
    d.duties.push_back({id_, {duty, d.symbol(spec.role), d.symbol(spec.person), d.here}});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::needs(std::string_view resource, std::uint32_t units) {
    auto& d = *builder_->draft_;
    d.needs.push_back({id_, {d.symbol(resource), units, d.here}});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::splittable() {
    builder_->draft_->data.activities[id_].splittable = true;
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::quorum(std::uint16_t roles) {
    builder_->draft_->quorums.push_back({id_, roles});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::consumes(std::string_view artifact) {
    auto& d = *builder_->draft_;
    d.consumes.push_back({id_, d.symbol(artifact), d.here});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::produces(std::string_view artifact) {
    auto& d = *builder_->draft_;
    d.produces.push_back({id_, d.symbol(artifact), d.here});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::starts(std::string_view activity) {
    auto& d = *builder_->draft_;
    d.follow_ups.push_back({id_, d.symbol(activity), d.here});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::consumes(Keys artifacts) {
    for (const auto artifact : artifacts) consumes(artifact);
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::produces(Keys artifacts) {
    for (const auto artifact : artifacts) produces(artifact);
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::starts(Keys activities) {
    for (const auto activity : activities) starts(activity);
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::step(TextView title) {
    auto& d = *builder_->draft_;
    d.steps.push_back({id_, {d.pool(title)}});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::matter(const MatterSpec& spec) {
    auto& d = *builder_->draft_;
    Matter matter;
    matter.key = d.symbol(spec.key);
    matter.title = d.pool(spec.title);
    matter.topic = d.symbol(spec.topic);
    matter.amount = spec.amount;
    matter.origin = d.here;
    if (!spec.level.empty())
        d.matter_levels.push_back(
            {ActivityId{static_cast<std::uint32_t>(d.matters.size())}, d.symbol(spec.level), d.here});
    d.matters.push_back({id_, matter});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::after(std::string_view activity, const Lag& lag) {
    auto& d = *builder_->draft_;
    d.rule({.key = activity}, {.activity = id_}, lag);
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::before(std::string_view activity, const Lag& lag) {
    auto& d = *builder_->draft_;
    d.rule({.activity = id_}, {.key = activity}, lag);
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::constrain(ConstraintKind kind, Instant date) {
    auto& d = *builder_->draft_;
    d.constraints.push_back({id_, {kind, date, d.here}});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::deadline(Instant date) {
    builder_->draft_->deadlines.push_back({id_, date});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::as_late_as_possible() {
    builder_->draft_->data.activities[id_].as_late_as_possible = true;
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::date(Instant date) {
    builder_->draft_->dates.push_back({id_, date});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::progress(const Progress& progress) {
    builder_->draft_->progress.push_back({id_, progress});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::measure(Measure measure) {
    builder_->draft_->measures.push_back({id_, std::move(measure)});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::budget(Money money) {
    builder_->draft_->budgets.push_back({id_, money});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::returns_to(std::string_view activity, std::uint16_t max_rounds) {
    auto& d = *builder_->draft_;
    d.reworks.push_back({id_, {d.symbol(activity), max_rounds, d.here}});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::hands_over(std::string_view from_role, std::string_view to_role) {
    auto& d = *builder_->draft_;
    d.handovers.push_back({id_, {d.symbol(from_role), d.symbol(to_role), d.here}});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::recurs(Cadence cadence) {
    builder_->draft_->cadences.push_back({id_, std::move(cadence)});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::service_level(const ServiceLevelSpec& level) {
    auto& d = *builder_->draft_;
    d.service_levels.push_back({id_, {{level.within, level.warn, {}}, d.symbol(level.escalate_to), d.here}});
    return *this;
}

CONVENE_DECL ProcessBuilder::ProcessBuilder(std::string_view key) : draft_(std::make_unique<detail::ProcessDraft>()) {
    draft_->data.key = key;
}
CONVENE_DECL ProcessBuilder::~ProcessBuilder() = default;

CONVENE_DECL ProcessBuilder& ProcessBuilder::key(std::string_view key) {
    draft_->data.key = key;
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::title(Text title) {
    draft_->data.title = std::move(title);
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::description(Text text) {
    draft_->data.description = std::move(text);
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::zone(std::string_view iana_name) {
    draft_->data.zone = iana_name;
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::currency(std::string_view code) {
    draft_->data.currency = code;
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::start(Instant at) {
    draft_->data.start = at;
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::finish(Instant at) {
    draft_->data.finish = at;
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::status_date(Instant at) {
    draft_->data.status_date = at;
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::target(std::string_view activity) {
    draft_->target = {std::string(activity), draft_->here};
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::rounds(Rounds rounds) {
    draft_->data.rounds = rounds;
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::calendar(std::string_view key) {
    draft_->calendar = {std::string(key), draft_->here};
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::add_calendar(Calendar calendar, bool from_import) {
    draft_->data.calendars.push_back({std::move(calendar), from_import, draft_->here});
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::import(std::string_view file) {
    draft_->data.imports.emplace_back(file);
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::level(std::string_view key, Text title) {
    draft_->data.levels.push_back({std::string(key), std::move(title), draft_->here});
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::parameter(std::string_view key, Span value, Text title) {
    draft_->data.parameters.push_back({std::string(key), std::move(title), value, draft_->here});
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::phase(const PhaseSpec& phase) {
    draft_->data.phases.push_back({std::string(phase.key), phase.title, {}, phase.run, draft_->here});
    draft_->phase_parents.push_back({std::string(phase.parent), draft_->here});
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::role(const RoleSpec& role) {
    draft_->data.roles.push_back(
        {std::string(role.key), role.title, {}, {}, role.clearance, role.external, draft_->here});
    draft_->role_refs.push_back({{std::string(role.calendar), draft_->here}, {std::string(role.level), draft_->here}});
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::resource(const ResourceSpec& resource) {
    draft_->data.resources.push_back(
        {std::string(resource.key), resource.title, resource.capacity, resource.changes, {}, draft_->here});
    draft_->resource_calendars.push_back({std::string(resource.calendar), draft_->here});
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::person(const PersonSpec& person) {
    draft_->data.people.push_back({std::string(person.key), person.title, {}, {}, person.absences, draft_->here});
    draft_->person_refs.push_back({{std::string(person.calendar), draft_->here}, person.roles});
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::artifact(const ArtifactSpec& spec) {
    auto& d = *draft_;
    Artifact artifact;
    artifact.key = d.symbol(spec.key);
    artifact.title = d.pool(spec.title);
    artifact.confidentiality = spec.confidentiality;
    artifact.given = spec.given;
    artifact.origin = d.here;
    const auto id = d.data.artifacts.push_back(artifact);
    if (!spec.format.empty() || !spec.form_template.empty() || !spec.description.empty())
        d.forms.emplace_back(id,
                             ArtifactForm{std::string(spec.format), std::string(spec.form_template), spec.description});
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::authority(const AuthoritySpec& spec) {
    draft_->data.authorities.push_back({{}, std::string(spec.topic), spec.up_to, {}, draft_->here});
    draft_->authority_refs.emplace_back(spec.role, spec.level);
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::quota(const QuotaSpec& q) {
    draft_->data.quotas.push_back({std::string(q.key), q.title, {}, q.count, q.per, q.per_person, {}, draft_->here});
    draft_->quota_refs.emplace_back(q.role, q.record);
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::cover(const CoverSpec& c) {
    draft_->data.covers.push_back(
        {std::string(c.key), c.title, {}, c.from, c.to, c.weekdays, c.minimum, {}, draft_->here});
    draft_->cover_refs.emplace_back(c.role, c.log);
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::attendance(const AttendanceSpec& a) {
    draft_->data.attendances.push_back({{}, a.windows, {}, draft_->here});
    draft_->attendance_refs.emplace_back(a.role, a.excused_by);
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::separation(const SeparationSpec& s) {
    draft_->data.separations.push_back({std::string(s.key), s.title, {}, draft_->here});
    draft_->separation_refs.push_back(s.parts);
    return *this;
}

CONVENE_DECL ActivityBuilder ProcessBuilder::activity(ActivityKind kind, std::string_view key, TextView title) {
    auto& d = *draft_;
    Activity activity;
    activity.key = d.none;
    activity.kind = kind;
    activity.title = d.pool(title);
    activity.origin = d.here;
    const auto id = d.data.activities.push_back(activity);
    d.wait(detail::ProcessDraft::Waiting::For::activity, id.value, key);
    return {*this, id};
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::expect_activities(std::size_t count) {
    auto& d = *draft_;
    const auto have = d.data.activities.size();
    if (have == 0 || count <= have) return *this;
    // Names and titles tend to grow with their number.
    const auto scaled = [&](std::size_t size) { return size * count / have + size * count / have / 16; };
    d.data.activities.vector().reserve(count);
    d.data.keys.reserve(scaled(d.data.keys.size()), scaled(d.data.keys.bytes()));
    d.data.texts.reserve(scaled(d.data.texts.bytes()));
    d.rules.reserve(scaled(d.rules.size()));
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::rule(std::string_view from, std::string_view to, const Lag& lag) {
    auto& d = *draft_;
    d.rule({.key = from}, {.key = to}, lag);
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::at(Origin origin) {
    draft_->here = origin;
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::set_parameter(std::string_view key, Span value) {
    draft_->parameter_values.emplace_back(key, value);
    return *this;
}

} // namespace convene
