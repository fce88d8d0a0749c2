#include "shapes.hpp"

namespace convene::io::detail {

namespace {

// --- duties

template <DutyKind Kind>
void add_role(Reader& r, Token role) {
    (void)r.builder(role.at);
    r.activity().duty({.role = role.text, .kind = Kind});
}

template <DutyKind Kind>
void close_duty(Reader& r) {
    const auto& d = r.draft<DutyDraft>();
    (void)r.builder(d.at);
    // A count means some people unless it is said otherwise.
    const auto demand = d.demand.value_or(d.count == 1 ? DutyDemand::one : DutyDemand::some);
    r.activity().duty(
        {.role = d.role, .kind = Kind, .demand = demand, .count = d.count, .share = d.share, .person = d.person});
}

constexpr Field duty_fields[] = {
    required("role", id<&DutyDraft::role>),
    field("demand", word<DutyDemand, &DutyDraft::demand>),
    field("count", integer<&DutyDraft::count, std::uint16_t>),
    field("share", fraction<&DutyDraft::share>),
    field("person", id<&DutyDraft::person>),
};
constexpr ObjectType duty_type = part<DutyDraft>({"duty", "职责"}, duty_fields);

template <DutyKind Kind>
inline constexpr Shape duty{.one = {"a role", "角色"},
                            .many = {"roles", "角色"},
                            .scalar = &read_id<&add_role<Kind>>,
                            .object = &duty_type,
                            .close = &close_duty<Kind>};

constexpr Field duties_fields[] = {
    field("initiates", list(duty<DutyKind::initiates>)), field("works", list(duty<DutyKind::works>)),
    field("decides", list(duty<DutyKind::decides>)),     field("reports", list(duty<DutyKind::reports>)),
    field("attends", list(duty<DutyKind::attends>)),     field("informed", list(duty<DutyKind::informed>)),
};
constexpr ObjectType duties_type = ObjectType{.word = {"duties", "职责"}, .fields = duties_fields}.with_index();

// --- resources

void add_need(Reader& r, Token resource) {
    (void)r.builder(resource.at);
    r.activity().needs(resource.text);
}
void close_need(Reader& r) {
    const auto& d = r.draft<NeedDraft>();
    (void)r.builder(d.at);
    r.activity().needs(d.resource, d.units);
}
constexpr Field need_fields[] = {
    required("resource", id<&NeedDraft::resource>),
    field("units", integer<&NeedDraft::units, std::uint32_t>),
};
constexpr ObjectType need_type = part<NeedDraft>({"need", "需求"}, need_fields);
constexpr Shape need{.one = {"a resource", "资源"},
                     .many = {"resources", "资源"},
                     .scalar = &read_id<&add_need>,
                     .object = &need_type,
                     .close = &close_need};

// --- rules

/// The lag of a rule; its texts are views of the draft.
Lag lag_of(const RuleDraft& d) {
    Lag lag{.min = d.min, .max = d.max, .from_edge = d.from_edge, .to_edge = d.to_edge};
    lag.min_parameter = d.min_parameter.key;
    lag.max_parameter = d.max_parameter.key;
    if (!d.calendar.given()) return lag;
    const auto calendar = from_name<LagCalendar>(d.calendar.key);
    lag.calendar = calendar.value_or(LagCalendar::named);
    if (lag.calendar == LagCalendar::named) lag.named = d.calendar.key;
    return lag;
}

void remember_parameters(Reader& r, Origin rule) {
    const auto& d = r.draft<RuleDraft>();
    for (const auto& ref : {d.min_parameter.at, d.max_parameter.at, d.calendar.at})
        if (ref != 0) r.remember(rule, ref);
}

/// What an activity comes after is at least over, unless a lag says otherwise.
void begin_relation(Reader& r, Origin at) {
    begin_draft<RuleDraft>(r, at);
    r.draft<RuleDraft>().min = Span{};
}

void add_after(Reader& r, Token activity) {
    (void)r.builder(activity.at);
    r.activity().after(activity.text);
}
void close_after(Reader& r) {
    const auto& d = r.draft<RuleDraft>();
    remember_parameters(r, d.from.at);
    (void)r.builder(d.from.at);
    r.activity().after(d.from.key, lag_of(d));
}
void add_before(Reader& r, Token activity) {
    (void)r.builder(activity.at);
    r.activity().before(activity.text);
}
void close_before(Reader& r) {
    const auto& d = r.draft<RuleDraft>();
    remember_parameters(r, d.from.at);
    (void)r.builder(d.from.at);
    r.activity().before(d.from.key, lag_of(d));
}

constexpr Field relation_fields[] = {
    required("activity", id<&RuleDraft::from>),
    field("lag", span_or_parameter<&RuleDraft::min, &RuleDraft::min_parameter>),
    field("max", span_or_parameter<&RuleDraft::max, &RuleDraft::max_parameter>),
    field("from", word<Edge, &RuleDraft::from_edge>),
    field("to", word<Edge, &RuleDraft::to_edge>),
    field("calendar", id<&RuleDraft::calendar>),
};
constexpr ObjectType relation_type =
    ObjectType{.word = {"rule", "规则"}, .fields = relation_fields, .begin = &begin_relation}.with_index();

constexpr Shape relation(Took (*scalar)(Reader&, const Scalar&), void (*close)(Reader&)) {
    return {.one = {"an activity", "活动"},
            .many = {"activities", "活动"},
            .scalar = scalar,
            .object = &relation_type,
            .close = close};
}
constexpr Shape after = relation(&read_id<&add_after>, &close_after);
constexpr Shape before = relation(&read_id<&add_before>, &close_before);

void end_rule(Reader& r) {
    const auto& d = r.draft<RuleDraft>();
    r.remember(d.at, d.from.at);
    r.remember(d.at, d.to.at);
    remember_parameters(r, d.at);
    r.builder(d.at).rule(d.from.key, d.to.key, lag_of(d));
}

constexpr Field rule_fields[] = {
    required("from", id<&RuleDraft::from>),
    required("to", id<&RuleDraft::to>),
    field("from_edge", word<Edge, &RuleDraft::from_edge>),
    field("to_edge", word<Edge, &RuleDraft::to_edge>),
    field("min", span_or_parameter<&RuleDraft::min, &RuleDraft::min_parameter>),
    field("max", span_or_parameter<&RuleDraft::max, &RuleDraft::max_parameter>),
    field("calendar", id<&RuleDraft::calendar>),
};

// --- what else an activity has

void add_matter(Reader& r, TextView title) { r.activity().matter({.title = Text(title)}); }
void end_matter(Reader& r) {
    auto& d = r.draft<MatterDraft>();
    if (d.title.empty())
        return r.fault(Code::missing_member, d.at, {"title", Text{{"en", "matter"}, {"zh", "决定事项"}}});
    (void)r.builder(d.at);
    r.activity().matter({.title = d.title, .key = d.key, .topic = d.topic, .level = d.level, .amount = d.amount});
}

/// A matter may also be written as the wordings of its title, so a key that looks like a language is one.
bool is_short_language(std::string_view key) {
    const auto dash = key.find('-');
    const auto primary = key.substr(0, dash);
    return (primary.size() == 2 || primary.size() == 3) &&
           primary.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == key.npos;
}
Took read_matter_wording(Reader& r, const Scalar& s) {
    if (s.kind != Scalar::Kind::string) return Took::other_type;
    r.draft<MatterDraft>().title.add(r.free_key(), s.text);
    return Took::good;
}
constexpr Field matter_wording =
    field("", {.one = {"a string", "字符串"}, .many = {"strings", "字符串"}, .scalar = &read_matter_wording});

constexpr Field matter_fields[] = {
    field("id", own_id<&MatterDraft::key>),       field("title", text<&MatterDraft::title>),
    field("topic", plain<&MatterDraft::topic>),   field("level", id<&MatterDraft::level>),
    field("amount", money<&MatterDraft::amount>),
};
constexpr ObjectType matter_type = ObjectType{.word = {"matter", "决定事项"},
                                              .fields = matter_fields,
                                              .begin = &begin_draft<MatterDraft>,
                                              .end = &end_matter,
                                              .others = &matter_wording,
                                              .is_other = &is_short_language}
                                       .with_index();
constexpr Shape matter{.one = {"a matter", "决定事项"},
                       .many = {"matters", "决定事项"},
                       .scalar = &read_text<&add_matter>,
                       .object = &matter_type};

void end_constraint(Reader& r) {
    const auto& d = r.draft<ConstraintDraft>();
    (void)r.builder(d.at);
    r.activity().constrain(d.kind, d.date);
}
constexpr Field constraint_fields[] = {
    required("kind", word<ConstraintKind, &ConstraintDraft::kind>),
    required("date", date<&ConstraintDraft::date>),
};
constexpr ObjectType constraint_type =
    part<ConstraintDraft>({"constraint", "约束"}, constraint_fields, &end_constraint);

constexpr Field progress_fields[] = {
    field("actual_start", date<[](Reader& r, Instant t) { r.draft<ProgressDraft>().value.actual_start = t; }>),
    field("actual_finish", date<[](Reader& r, Instant t) { r.draft<ProgressDraft>().value.actual_finish = t; }>),
    field("remaining", span<[](Reader& r, Span s) { r.draft<ProgressDraft>().value.remaining = s; }>),
};
constexpr ObjectType progress_type = part<ProgressDraft>(
    {"progress", "进度"}, progress_fields, [](Reader& r) { r.activity().progress(r.draft<ProgressDraft>().value); });

void end_measure(Reader& r) {
    auto& d = r.draft<MeasureDraft>();
    r.activity().measure({std::move(d.key), std::move(d.title), std::move(d.unit), d.target, d.direction});
}
constexpr Field measure_fields[] = {
    required("id", own_id<&MeasureDraft::key>),
    field("title", text<&MeasureDraft::title>),
    field("unit", text<&MeasureDraft::unit>),
    required("target", number<&MeasureDraft::target>),
    field("direction", word<Direction, &MeasureDraft::direction>),
};
constexpr ObjectType measure_type = part<MeasureDraft>({"measure", "指标"}, measure_fields, &end_measure);

void end_rework(Reader& r) {
    const auto& d = r.draft<ReworkDraft>();
    (void)r.builder(d.activity.at);
    r.activity().returns_to(d.activity.key, d.max_rounds);
}
constexpr Field rework_fields[] = {
    required("activity", id<&ReworkDraft::activity>),
    field("max_rounds", integer<&ReworkDraft::max_rounds, std::uint16_t>),
};
constexpr ObjectType rework_type = part<ReworkDraft>({"return", "退回"}, rework_fields, &end_rework);

void end_handover(Reader& r) {
    const auto& d = r.draft<HandoverDraft>();
    (void)r.builder(d.at);
    r.activity().hands_over(d.from, d.to);
}
constexpr Field handover_fields[] = {
    required("from", id<&HandoverDraft::from>),
    required("to", id<&HandoverDraft::to>),
};
constexpr ObjectType handover_type = part<HandoverDraft>({"handover", "交接"}, handover_fields, &end_handover);

void end_cadence(Reader& r) {
    auto& d = r.draft<CadenceDraft>();
    r.activity().recurs({std::move(d.rule), d.missed});
}
constexpr Field cadence_fields[] = {
    required("rule", recurrence<&CadenceDraft::rule>),
    field("missed", word<Missed, &CadenceDraft::missed>),
};
constexpr ObjectType cadence_type = part<CadenceDraft>({"recurrence", "重复"}, cadence_fields, &end_cadence);

void end_service_level(Reader& r) {
    const auto& d = r.draft<ServiceLevelDraft>();
    (void)r.builder(d.at);
    r.activity().service_level({.within = d.within, .warn = d.warn, .escalate_to = d.escalate_to});
}
constexpr Field service_level_fields[] = {
    required("within", span<&ServiceLevelDraft::within>),
    field("warn", span<&ServiceLevelDraft::warn>),
    field("escalate_to", id<&ServiceLevelDraft::escalate_to>),
};
constexpr ObjectType service_level_type =
    part<ServiceLevelDraft>({"service level", "服务水平"}, service_level_fields, &end_service_level);

// --- the activity

void begin_activity(Reader& r, Origin at) {
    auto& d = r.draft<ActivityDraft>();
    d.at = at;
    d.key.clear();
    d.kind = ActivityKind::task;
    d.builder = r.builder(at).activity(ActivityKind::task, {});
    r.count_activity(at);
}

Text name_of_activity(Reader& r) {
    const auto& d = r.draft<ActivityDraft>();
    return d.key.empty() ? Text{} : name_of(Phrase{name(d.kind), label(d.kind, Language::zh)}, d.key);
}

void set_key(Reader& r, Token key) {
    r.draft<ActivityDraft>().key = key.text;
    r.activity().key(key.text);
}
void set_kind(Reader& r, ActivityKind kind) {
    r.draft<ActivityDraft>().kind = kind;
    r.activity().kind(kind);
}

template <NoteKind Kind>
inline constexpr Shape note = text<[](Reader& r, TextView t) { r.activity().note(Kind, t); }>;

/// A reference of the activity at hand, by `Add`, a member function of its builder.
template <ActivityBuilder& (ActivityBuilder::*Add)(std::string_view)>
void refer(Reader& r, Token to) {
    (void)r.builder(to.at);
    (r.activity().*Add)(to.text);
}
template <ActivityBuilder& (ActivityBuilder::*Add)(std::string_view)>
inline constexpr Shape reference = id<&refer<Add>>;

constexpr Shape title_of_step = text<[](Reader& r, TextView t) { r.activity().step(t); }>;
constexpr Shape constraint = object(constraint_type);
constexpr Shape measure = object(measure_type);
constexpr Shape rework = object(rework_type);
constexpr Shape handover = object(handover_type);

constexpr Field activity_fields[] = {
    required("id", own_id<&set_key>),
    field("kind", word<ActivityKind, &set_kind>),
    field("number", note<NoteKind::number>),
    field("title", text<[](Reader& r, TextView t) { r.activity().title(t); }>),
    field("purpose", note<NoteKind::purpose>),
    field("description", note<NoteKind::description>),
    field("location", note<NoteKind::location>),
    field("follow_up", note<NoteKind::follow_up>),
    field("phase", reference<&ActivityBuilder::in_phase>),
    field("calendar", reference<&ActivityBuilder::on_calendar>),
    field(
        "duration",
        span_or_parameter<[](Reader& r, Span s) { r.activity().lasts(s); }, &refer<&ActivityBuilder::lasts_parameter>>),
    field("duties", object(duties_type)),
    field("needs", list(need)),
    field("splittable", boolean<[](Reader& r, bool yes) {
              if (yes) r.activity().splittable();
          }>),
    field("quorum", integer<[](Reader& r, std::uint16_t n) { r.activity().quorum(n); }, std::uint16_t>),
    field("steps", list(title_of_step)),
    field("matters", list(matter)),
    field("consumes", list(reference<&ActivityBuilder::consumes>)),
    field("produces", list(reference<&ActivityBuilder::produces>)),
    field("starts", list(reference<&ActivityBuilder::starts>)),
    field("after", list(after)),
    field("before", list(before)),
    field("constraints", list(constraint)),
    field("deadline", date<[](Reader& r, Instant t) { r.activity().deadline(t); }>),
    field("as_late_as_possible", boolean<[](Reader& r, bool yes) {
              if (yes) r.activity().as_late_as_possible();
          }>),
    field("date", date<[](Reader& r, Instant t) { r.activity().date(t); }>),
    field("progress", object(progress_type)),
    field("measures", list(measure)),
    field("budget", money<[](Reader& r, Money m) { r.activity().budget(m); }>),
    field("returns_to", list(rework)),
    field("hands_over", list(handover)),
    field("recurrence", object(cadence_type)),
    field("service_level", object(service_level_type)),
};

} // namespace

constinit const ObjectType activity_type = ObjectType{.word = {"activity", "活动"},
                                                      .fields = activity_fields,
                                                      .begin = &begin_activity,
                                                      .referenced = true,
                                                      .name = &name_of_activity}
                                               .with_index();
constinit const ObjectType rule_type = part<RuleDraft>({"rule", "规则"}, rule_fields, &end_rule);

} // namespace convene::io::detail
