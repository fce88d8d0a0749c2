#pragma once

#include <convene/core/detail/require.hpp>
#include <convene/model/builder.hpp>
#include <convene/model/detail/draft.hpp>
#include <convene/model/impl/build.ipp>
#include <convene/model/impl/draft.ipp>

#include <utility>

namespace convene {

CONVENE_DECL detail::ProcessDraft& ActivityBuilder::draft() const {
    detail::require(built_ == builder_->built_, "an activity is described after its builder has built");
    return *builder_->draft_;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::number(Text text) { return note(NoteKind::number, text); }
CONVENE_DECL ActivityBuilder& ActivityBuilder::purpose(Text text) { return note(NoteKind::purpose, text); }
CONVENE_DECL ActivityBuilder& ActivityBuilder::description(Text text) { return note(NoteKind::description, text); }
CONVENE_DECL ActivityBuilder& ActivityBuilder::location(Text text) { return note(NoteKind::location, text); }

CONVENE_DECL ActivityBuilder& ActivityBuilder::note(NoteKind kind, TextView text) {
    auto& d = draft();
    d.notes.push_back({id_, {kind, d.pool(text)}});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::title(TextView text) {
    auto& d = draft();
    d.data.activities[id_].title = d.pool(text);
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::lasts(Span duration) {
    draft().data.activities[id_].duration = duration;
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::lasts_parameter(KeyView parameter) {
    auto& d = draft();
    d.duration_parameters.push_back(d.ref(id_, parameter));
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::on_calendar(KeyView calendar) {
    auto& d = draft();
    if (!calendar.empty()) d.calendars.push_back(d.ref(id_, calendar));
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::in_phase(KeyView phase) {
    auto& d = draft();
    if (!phase.empty()) d.phases.push_back(d.ref(id_, phase));
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::duties(DutyKind kind, Keys roles) {
    for (const auto role : roles) duty({.role = Key(role), .kind = kind});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::duty(DutySpec spec) {
    auto& d = draft();
    const auto kind = spec.kind;
    d.duties.push_back({id_, detail::Adopt<Duty>(d)(std::move(spec))});
    d.duties.back().value.kind = kind;
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::needs(KeyView resource, std::uint32_t units) {
    return needs({.resource = resource, .units = units, .origin = resource.origin});
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::needs(NeedSpec need) {
    auto& d = draft();
    d.needs.push_back({id_, detail::Adopt<ResourceNeed>(d)(std::move(need))});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::set(bool Activity::*flag) {
    draft().data.activities[id_].*flag = true;
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::quorum(std::uint16_t roles) {
    draft().quorums.push_back({id_, roles});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::consumes(KeyView artifact) {
    auto& d = draft();
    d.consumes.push_back(d.ref(id_, artifact));
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::produces(KeyView artifact) {
    auto& d = draft();
    d.produces.push_back(d.ref(id_, artifact));
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::starts(KeyView activity) {
    auto& d = draft();
    d.follow_ups.push_back(d.ref(id_, activity));
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
    auto& d = draft();
    d.steps.push_back({id_, {d.pool(title)}});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::matter(MatterSpec matter) {
    auto& d = draft();
    d.matters.push_back({id_, detail::Adopt<Matter>(d)(std::move(matter))});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::after(KeyView activity, const Lag& lag) {
    draft().rule({.key = activity}, {.activity = id_}, lag);
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::before(KeyView activity, const Lag& lag) {
    draft().rule({.activity = id_}, {.key = activity}, lag);
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::constrain(ConstraintKind kind, Instant date, bool soft) {
    return constrain({.kind = kind, .date = date, .soft = soft});
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::constrain(const Constraint& constraint) {
    draft().constraints.push_back({id_, constraint});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::deadline(Instant date) {
    draft().deadlines.push_back({id_, date});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::date(Instant date) {
    draft().dates.push_back({id_, date});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::progress(const Progress& progress) {
    draft().progress.push_back({id_, progress});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::measure(Measure measure) {
    draft().measures.push_back({id_, std::move(measure)});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::budget(Money money) {
    draft().budgets.push_back({id_, money});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::returns_to(KeyView activity, std::uint16_t max_rounds) {
    return returns_to({.to = activity, .max_rounds = max_rounds, .origin = activity.origin});
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::returns_to(ReworkSpec rework) {
    auto& d = draft();
    d.reworks.push_back({id_, detail::Adopt<Rework>(d)(std::move(rework))});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::hands_over(KeyView from_role, KeyView to_role) {
    return hands_over({.from = from_role, .to = to_role});
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::hands_over(HandoverSpec handover) {
    auto& d = draft();
    d.handovers.push_back({id_, detail::Adopt<Handover>(d)(std::move(handover))});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::recurs(Cadence cadence) {
    draft().cadences.push_back({id_, std::move(cadence)});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::service_level(ServiceLevelSpec level) {
    auto& d = draft();
    d.service_levels.push_back({id_, detail::Adopt<ServiceLevel>(d)(std::move(level))});
    return *this;
}

CONVENE_DECL ActivityBuilder& ActivityBuilder::extra(Extra extra) {
    if (!extra.empty()) draft().extras.push_back({id_, std::move(extra)});
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

CONVENE_DECL ProcessBuilder& ProcessBuilder::extra(Extra extra) {
    draft_->data.extra = std::move(extra);
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

CONVENE_DECL ProcessBuilder& ProcessBuilder::target(KeyView activity) {
    draft_->target = activity;
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::rounds(Rounds rounds) {
    draft_->data.rounds = rounds;
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::calendar(KeyView key) {
    draft_->calendar = key;
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::add_calendar(Calendar calendar, bool from_import) {
    return add_calendar({std::move(calendar), from_import, 0});
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::add_calendar(CalendarEntry calendar) {
    draft_->data.calendars.push_back(std::move(calendar));
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::import(std::string_view file) {
    draft_->data.imports.emplace_back(file);
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::tier(std::string_view key, Text title) {
    return tier({std::string(key), std::move(title), 0});
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::tier(Tier tier) {
    draft_->data.tiers.push_back(std::move(tier));
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::parameter(std::string_view key, Span value, Text title) {
    return parameter({std::string(key), std::move(title), value, 0});
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::parameter(Parameter parameter) {
    draft_->data.parameters.push_back(std::move(parameter));
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::phase(PhaseSpec phase) {
    draft_->data.phases.push_back(detail::Adopt<Phase>(*draft_)(std::move(phase)));
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::role(RoleSpec role) {
    draft_->data.roles.push_back(detail::Adopt<Role>(*draft_)(std::move(role)));
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::resource(ResourceSpec resource) {
    draft_->data.resources.push_back(detail::Adopt<Resource>(*draft_)(std::move(resource)));
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::person(PersonSpec person) {
    draft_->data.people.push_back(detail::Adopt<Person>(*draft_)(std::move(person)));
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::artifact(ArtifactSpec spec) {
    auto& d = *draft_;
    Artifact artifact;
    ArtifactForm form;
    detail::Adopt<Artifact> adopt(d);
    adopt(std::move(spec), artifact, form);
    const auto id = d.data.artifacts.push_back(artifact);
    if (form != ArtifactForm()) d.forms.emplace_back(id, std::move(form));
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::authority(AuthoritySpec authority) {
    draft_->data.authorities.push_back(detail::Adopt<Authority>(*draft_)(std::move(authority)));
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::quota(QuotaSpec quota) {
    draft_->data.quotas.push_back(detail::Adopt<Quota>(*draft_)(std::move(quota)));
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::cover(CoverSpec cover) {
    draft_->data.covers.push_back(detail::Adopt<Cover>(*draft_)(std::move(cover)));
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::attendance(AttendanceSpec attendance) {
    draft_->data.attendances.push_back(detail::Adopt<Attendance>(*draft_)(std::move(attendance)));
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::separation(SeparationSpec separation) {
    draft_->data.separations.push_back(detail::Adopt<Separation>(*draft_)(std::move(separation)));
    return *this;
}

CONVENE_DECL ActivityBuilder ProcessBuilder::activity(ActivityKind kind, KeyView key, TextView title) {
    return {*this, draft_->activity(kind, key, title), built_};
}

CONVENE_DECL ActivityBuilder ProcessBuilder::activity(ActivityId id) {
    detail::require(id.index() < draft_->data.activities.size(), "an activity is described that the builder has not");
    return {*this, id, built_};
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::rule(KeyView from, KeyView to, const Lag& lag) {
    draft_->rule({.key = from}, {.key = to}, lag);
    return *this;
}

CONVENE_DECL ProcessBuilder& ProcessBuilder::set_parameter(std::string_view key, Span value) {
    draft_->parameter_values.emplace_back(key, value);
    return *this;
}

} // namespace convene
