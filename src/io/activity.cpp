// Activities, read and written: one table, `rows`, says what each of their keys is.

#include "record_shapes.hpp"
#include "rule.hpp"
#include "write_record.hpp"

#include <algorithm>

namespace convene::io::detail {

namespace {

// --- what may be written by an id alone

template <DutyKind Kind>
void add_role(Reader& r, Token role) {
    r.activity().duties(Kind, {{role.text, role.at}});
}
template <DutyKind Kind>
void close_duty(Reader& r) {
    auto& duty = r.draft<DutySpec>();
    duty.kind = Kind;
    r.activity().duty(std::move(duty));
}
template <DutyKind Kind>
inline constexpr Shape duty{.one = {"a role", "角色"},
                            .many = {"roles", "角色"},
                            .scalar = &read_id<&add_role<Kind>>,
                            .object = &record_type<Duty>,
                            .close = &close_duty<Kind>};
constexpr Field duties_fields[] = {
    field("initiates", list(duty<DutyKind::initiates>)), field("works", list(duty<DutyKind::works>)),
    field("decides", list(duty<DutyKind::decides>)),     field("reports", list(duty<DutyKind::reports>)),
    field("attends", list(duty<DutyKind::attends>)),     field("informed", list(duty<DutyKind::informed>)),
};
constexpr ObjectType duties_type = ObjectType{.word = {"duties", "职责"}, .fields = duties_fields}.with_index();

constexpr Shape need{.one = {"a resource", "资源"},
                     .many = {"resources", "资源"},
                     .scalar = &read_id<[](Reader& r, Token t) { r.activity().needs(KeyView(t.text, t.at)); }>,
                     .object = &record_type<ResourceNeed>,
                     .close = [](Reader& r) { r.activity().needs(std::move(r.draft<NeedSpec>())); }};

// --- parts

/// A matter may also be written as the wordings of its title, so a key that looks like a language is one.
bool is_short_language(std::string_view key) {
    const auto dash = key.find('-');
    const auto primary = key.substr(0, dash);
    return (primary.size() == 2 || primary.size() == 3) &&
           primary.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == key.npos;
}
Took read_matter_wording(Reader& r, const Scalar& s) {
    if (s.kind != Scalar::Kind::string) return Took::other_type;
    auto& wordings = r.draft<MatterWordings>();
    for (const auto& [language, wording] : wordings.text.view().wordings())
        if (language == r.free_key()) return r.fault(Code::duplicate_member, s.at, {r.free_key()}), Took::faulty;
    if (wordings.text.empty()) wordings.origin = s.at;
    wordings.text.add(r.free_key(), s.text);
    return Took::good;
}
constexpr Field matter_wording =
    field("", {.one = {"a string", "字符串"}, .many = {"strings", "字符串"}, .scalar = &read_matter_wording});

void begin_matter(Reader& r, Origin at) {
    begin_draft<MatterSpec>(r, at);
    r.draft<MatterWordings>() = {};
}
void end_matter(Reader& r) {
    auto& matter = r.draft<MatterSpec>();
    auto& wordings = r.draft<MatterWordings>();
    if (wordings.origin != 0 && r.has("title")) {
        const auto language = std::string(wordings.text.view().wordings().front().first);
        return r.fault(Code::conflicting_members, wordings.origin, {language, "title"});
    }
    if (wordings.origin != 0) matter.title = std::move(wordings.text);
    if (matter.title.empty())
        return r.fault(Code::missing_member, matter.origin, {"title", Fields<Matter>::word.text()});
    r.activity().matter(std::move(matter));
}
constexpr ObjectType matter_type = [] {
    auto type = type_of_record<Matter>();
    type.begin = &begin_matter;
    type.end = &end_matter;
    type.others = &matter_wording;
    type.is_other = &is_short_language;
    return type;
}();
constexpr Shape matter{.one = {"a matter", "决定事项"},
                       .many = {"matters", "决定事项"},
                       .scalar = &read_text<[](Reader& r, TextView t) { r.activity().matter({.title = Text(t)}); }>,
                       .object = &matter_type};

constexpr Shape constraint = record<Constraint, [](Reader& r, Constraint&& c) { r.activity().constrain(c); }>;
constexpr Shape progress = record<Progress, [](Reader& r, Progress&& p) { r.activity().progress(p); }>;
constexpr Shape measure = record<Measure, [](Reader& r, Measure&& m) { r.activity().measure(std::move(m)); }>;
constexpr Shape rework = record<Rework, [](Reader& r, ReworkSpec&& s) { r.activity().returns_to(std::move(s)); }>;
constexpr Shape handover = record<Handover, [](Reader& r, HandoverSpec&& s) { r.activity().hands_over(std::move(s)); }>;
constexpr Shape cadence = record<Cadence, [](Reader& r, Cadence&& c) { r.activity().recurs(std::move(c)); }>;
constexpr Shape service_level =
    record<ServiceLevel, [](Reader& r, ServiceLevelSpec&& s) { r.activity().service_level(std::move(s)); }>;

// --- how they are written

struct ActivityWriter {
    JsonWriter& out;
    const Process& p;
    std::span<const Rule> after; // the activity, those with a minimum
    RecordWriter record{out, p};

    template <class Records>
    void records(std::string_view key, const Records& all) {
        write_list(out, key, all, [&](const auto& each) { record.object(each); });
    }
    template <class Record>
    void one(std::string_view key, const std::optional<Record>& value) {
        if (!value) return;
        out.key(key);
        record.object(*value);
    }
};

void write_duration(ActivityWriter& w, ActivityId id) {
    const auto duration = w.p[id].duration;
    const auto parameter = w.p.duration_parameter(id);
    if (duration == Span{} && !parameter) return;
    w.out.key("duration");
    write_span(w.out, w.p, duration, parameter ? OptionalId<ParameterId>(*parameter) : OptionalId<ParameterId>{});
}

void write_duty(ActivityWriter& w, const Duty& duty) {
    Duty plain;
    plain.role = duty.role;
    plain.kind = duty.kind;
    if (duty == plain) return w.out.string(w.p.key(duty.role));
    w.record.object(duty);
}

void write_duties(ActivityWriter& w, ActivityId id) {
    const auto duties = w.p.duties(id);
    if (duties.empty()) return;
    w.out.begin_object("duties");
    for (std::size_t kind = 0; kind < enum_names<DutyKind>.size(); ++kind) {
        const auto of_kind = [&](const Duty& duty) { return duty.kind == static_cast<DutyKind>(kind); };
        if (std::ranges::none_of(duties, of_kind)) continue;
        w.out.begin_list(enum_names<DutyKind>[kind].name);
        for (const auto& each : duties)
            if (of_kind(each)) write_duty(w, each);
        w.out.end();
    }
    w.out.end();
}

void write_need(ActivityWriter& w, const ResourceNeed& one) {
    if (one.units == 1) return w.out.string(w.p.key(one.resource));
    w.record.object(one);
}

void write_matter(ActivityWriter& w, const Matter& one) {
    const auto& p = w.p;
    const auto title = p.text(one.title);
    const bool neutral = title.empty() || title.packed().front() != convene::detail::text_tag;
    const bool plain = p.text(one.key).empty() && p.text(one.topic).empty() && !one.tier && !one.amount;
    if (plain && neutral) return w.out.text(title);
    w.record.object(one);
}

// --- the keys of an activity

void begin_activity(Reader& r, Origin at) {
    auto& d = r.draft<ActivityDraft>();
    d.key.clear();
    d.kind = ActivityKind::task;
    d.builder = r.builder().activity(ActivityKind::task, {{}, at});
    r.count_activity(at);
}

Text name_of_activity(Reader& r) {
    const auto& d = r.draft<ActivityDraft>();
    return d.key.empty() ? Text{} : name_of(Phrase{name(d.kind), label(d.kind, Language::zh)}, d.key);
}

void set_key(Reader& r, Token key) {
    r.draft<ActivityDraft>().key = key.text;
    r.process().rename(r.activity().id(), key.text);
}
void set_kind(Reader& r, ActivityKind kind) {
    r.draft<ActivityDraft>().kind = kind;
    r.process().data.activities[r.activity().id()].kind = kind;
}

/// A reference of the activity at hand, by `Add`, a member function of its builder.
template <ActivityBuilder& (ActivityBuilder::*Add)(KeyView)>
void refer(Reader& r, Token to) {
    (r.activity().*Add)({to.text, to.at});
}
template <ActivityBuilder& (ActivityBuilder::*Add)(KeyView)>
inline constexpr Shape reference = id<&refer<Add>>;

/// A key of an activity: how its value is read, and how it is written if there is something to write.
struct Row {
    std::string_view key;
    Shape shape;
    void (*write)(ActivityWriter&, ActivityId);
    bool required = false;
};

template <NoteKind Kind>
constexpr Row note() {
    return {convene::name(Kind), text<[](Reader& r, TextView t) { r.activity().note(Kind, t); }>,
            [](ActivityWriter& w, ActivityId id) {
                if (!w.p.notes(id).empty()) write_text(w.out, convene::name(Kind), w.p.note(id, Kind));
            }};
}

/// The number in `Fields` of the n-th column that is true or false.
constexpr std::size_t number_of_flag(std::size_t n) {
    std::size_t number = 0;
    convene::detail::each_field<Activity>([&](auto i) {
        if (std::is_same_v<typename decltype(spec_field<Activity, i()>)::Written, written::Truth> && n-- == 0)
            number = i();
    });
    return number;
}
template <std::size_t N>
inline constexpr auto flag = spec_field<Activity, number_of_flag(N)>;
template <std::size_t N>
constexpr Row flag_row() {
    return {flag<N>.key,
            boolean<[](Reader& r, bool yes) { r.process().data.activities[r.activity().id()].*flag<N>.member = yes; }>,
            [](ActivityWriter& w, ActivityId id) {
                if (w.p[id].*flag<N>.member) w.out.boolean(flag<N>.key, true);
            }};
}

constexpr Shape title_of_step = text<[](Reader& r, TextView t) { r.activity().step(t); }>;

using W = ActivityWriter;
constexpr Row rows[] = {
    {"id", own_id<&set_key>, [](W& w, ActivityId id) { w.out.string("id", w.p.key(id)); }, true},
    {"kind", word<ActivityKind, &set_kind>,
     [](W& w, ActivityId id) { write_word(w.out, "kind", w.p[id].kind, ActivityKind::task); }},
    note<NoteKind::number>(),
    {"title", text<[](Reader& r, TextView t) { r.activity().title(t); }>,
     [](W& w, ActivityId id) { write_text(w.out, "title", w.p.title(id)); }},
    note<NoteKind::purpose>(),
    note<NoteKind::description>(),
    note<NoteKind::location>(),
    note<NoteKind::follow_up>(),
    {"phase", reference<&ActivityBuilder::in_phase>,
     [](W& w, ActivityId id) { write_reference(w.out, "phase", w.p, w.p[id].phase); }},
    {"calendar", reference<&ActivityBuilder::on_calendar>,
     [](W& w, ActivityId id) { write_reference(w.out, "calendar", w.p, w.p[id].calendar); }},
    {"duration",
     span_or_parameter<[](Reader& r, Span s) { r.activity().lasts(s); }, &refer<&ActivityBuilder::lasts_parameter>>,
     &write_duration},
    {"duties", object(duties_type), &write_duties},
    {"needs", list(need),
     [](W& w, ActivityId id) {
         write_list(w.out, "needs", w.p.needs(id), [&](const ResourceNeed& each) { write_need(w, each); });
     }},
    flag_row<0>(), // whether it may pause
    {"quorum", integer<[](Reader& r, std::uint16_t n) { r.activity().quorum(n); }, std::uint16_t>,
     [](W& w, ActivityId id) {
         if (const auto quorum = w.p.quorum(id)) w.out.integer("quorum", *quorum);
     }},
    {"steps", list(title_of_step),
     [](W& w, ActivityId id) {
         write_list(w.out, "steps", w.p.steps(id), [&](const Step& step) { w.out.text(w.p.text(step.title)); });
     }},
    {"matters", list(matter),
     [](W& w, ActivityId id) {
         write_list(w.out, "matters", w.p.matters(id), [&](const Matter& each) { write_matter(w, each); });
     }},
    {"consumes", list(reference<&ActivityBuilder::consumes>),
     [](W& w, ActivityId id) { write_keys(w.out, "consumes", w.p, w.p.consumes(id)); }},
    {"produces", list(reference<&ActivityBuilder::produces>),
     [](W& w, ActivityId id) { write_keys(w.out, "produces", w.p, w.p.produces(id)); }},
    {"starts", list(reference<&ActivityBuilder::starts>),
     [](W& w, ActivityId id) { write_keys(w.out, "starts", w.p, w.p.follow_ups(id)); }},
    {"after", list(rule_after),
     [](W& w, ActivityId) {
         write_list(w.out, "after", w.after, [&](const Rule& rule) { write_after(w.out, w.p, rule); });
     }},
    // Written with the activity that comes after.
    {"before", list(rule_before), [](W&, ActivityId) {}},
    {"constraints", list(constraint), [](W& w, ActivityId id) { w.records("constraints", w.p.constraints(id)); }},
    {"deadline", date<[](Reader& r, Instant t) { r.activity().deadline(t); }>,
     [](W& w, ActivityId id) {
         if (const auto deadline = w.p.deadline(id)) w.out.string("deadline", date_text(*deadline));
     }},
    flag_row<1>(), // whether it is as late as possible
    {"date", date<[](Reader& r, Instant t) { r.activity().date(t); }>,
     [](W& w, ActivityId id) {
         if (const auto date = w.p.date(id)) w.out.string("date", date_text(*date));
     }},
    {"progress", progress, [](W& w, ActivityId id) { w.one("progress", w.p.progress(id)); }},
    {"measures", list(measure), [](W& w, ActivityId id) { w.records("measures", w.p.measures(id)); }},
    {"budget", money<[](Reader& r, Money m) { r.activity().budget(m); }>,
     [](W& w, ActivityId id) {
         if (const auto budget = w.p.budget(id)) w.out.raw("budget", decimal_text(budget->hundredths, 2));
     }},
    {"returns_to", list(rework), [](W& w, ActivityId id) { w.records("returns_to", w.p.reworks(id)); }},
    {"hands_over", list(handover), [](W& w, ActivityId id) { w.records("hands_over", w.p.handovers(id)); }},
    {"recurrence", cadence, [](W& w, ActivityId id) { w.one("recurrence", w.p.cadence(id)); }},
    {"service_level", service_level, [](W& w, ActivityId id) { w.one("service_level", w.p.service_level(id)); }},
    {"extra", free_object<[](Reader& r, const Extra& e) { r.activity().extra(e); }>,
     [](W& w, ActivityId id) {
         if (const auto extra = w.p.extra(id); !extra.empty()) w.out.key("extra"), write_extra(w.out, extra);
     }},
};

constexpr auto activity_fields = [] {
    std::array<Field, std::size(rows)> fields{};
    for (std::size_t i = 0; i < fields.size(); ++i) fields[i] = {rows[i].key, rows[i].shape, rows[i].required};
    return fields;
}();

} // namespace

constinit const ObjectType activity_type = ObjectType{.word = Fields<Activity>::word,
                                                      .fields = activity_fields,
                                                      .begin = &begin_activity,
                                                      .referenced = true,
                                                      .name = &name_of_activity}
                                               .with_index();
void write_activity(JsonWriter& out, const Process& p, ActivityId id, std::span<const Rule> after) {
    ActivityWriter w{out, p, after};
    out.begin_object();
    for (const auto& row : rows) row.write(w, id);
    out.end();
}

} // namespace convene::io::detail
