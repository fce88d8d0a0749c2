// Roles, people, artifacts and what stands beside the activities.

#include "shapes.hpp"

namespace convene::io::detail {

namespace {

constexpr Phrase word_level{"level", "层级"};
constexpr Phrase word_parameter{"parameter", "参数"};
constexpr Phrase word_role{"role", "角色"};
constexpr Phrase word_resource{"resource", "资源"};
constexpr Phrase word_person{"person", "人员"};
constexpr Phrase word_phase{"phase", "阶段"};
constexpr Phrase word_artifact{"artifact", "文件"};
constexpr Phrase word_quota{"quota", "定额"};
constexpr Phrase word_cover{"cover", "值班"};
constexpr Phrase word_separation{"separation", "职责分离"};

// --- texts in several languages, and parameters that stand for spans

bool is_language(std::string_view key) {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    return key.size() <= 35 && std::ranges::all_of(key, allowed);
}

Took read_wording(Reader& r, const Scalar& s) {
    if (s.kind != Scalar::Kind::string) return Took::other_type;
    auto& text = r.draft<Wordings>().text;
    for (const auto& [language, wording] : text.view().wordings())
        if (language == r.free_key()) return r.fault(Code::duplicate_member, s.at, {r.free_key()}), Took::faulty;
    text.add(r.free_key(), s.text);
    return Took::good;
}
constexpr Field wording =
    field("", {.one = {"a string", "字符串"}, .many = {"strings", "字符串"}, .scalar = &read_wording});

constexpr Field parameter_ref_fields[] = {required("parameter", id<&ParameterRef::parameter>)};

// --- definitions

void end_level(Reader& r) {
    auto& d = r.draft<LevelDraft>();
    r.builder(d.at).level(d.key, std::move(d.title));
}
constexpr Field level_fields[] = {
    required("id", own_id<&LevelDraft::key>),
    field("title", text<&LevelDraft::title>),
};

void end_parameter(Reader& r) {
    auto& d = r.draft<ParameterDraft>();
    r.builder(d.at).parameter(d.key, d.value, std::move(d.title));
}
constexpr Field parameter_fields[] = {
    required("id", own_id<&ParameterDraft::key>),
    field("title", text<&ParameterDraft::title>),
    required("value", span<&ParameterDraft::value>),
};

void end_role(Reader& r) {
    const auto& d = r.draft<RoleDraft>();
    r.builder(d.at).role({.key = d.key,
                          .title = d.title,
                          .calendar = d.calendar,
                          .level = d.level,
                          .clearance = d.clearance,
                          .external = d.external});
}
constexpr Field role_fields[] = {
    required("id", own_id<&RoleDraft::key>),
    field("title", text<&RoleDraft::title>),
    field("calendar", id<&RoleDraft::calendar>),
    field("level", id<&RoleDraft::level>),
    field("clearance", word<Confidentiality, &RoleDraft::clearance>),
    field("external", boolean<&RoleDraft::external>),
};

void end_absence(Reader& r) { r.draft<PersonDraft>().absences.push_back(r.draft<AbsenceDraft>().value); }
constexpr Field absence_fields[] = {
    required("from", date<[](Reader& r, Instant t) { r.draft<AbsenceDraft>().value.from = t; }>),
    required("to", date<[](Reader& r, Instant t) { r.draft<AbsenceDraft>().value.to = t; }>),
    field("title", text<[](Reader& r, TextView t) { r.draft<AbsenceDraft>().value.title = Text(t); }>),
};
constexpr ObjectType absence_type = part<AbsenceDraft>({"absence", "缺席"}, absence_fields, &end_absence);
constexpr Shape absence = object(absence_type);

void end_change(Reader& r) { r.draft<ResourceDraft>().changes.push_back(r.draft<CapacityChangeDraft>().value); }
constexpr Field change_fields[] = {
    required("from", date<[](Reader& r, Instant t) { r.draft<CapacityChangeDraft>().value.from = t; }>),
    required(
        "capacity",
        integer<[](Reader& r, std::uint32_t n) { r.draft<CapacityChangeDraft>().value.units = n; }, std::uint32_t, 0>),
};
constexpr ObjectType change_type = part<CapacityChangeDraft>({"change", "变更"}, change_fields, &end_change);
constexpr Shape change = object(change_type);

void end_resource(Reader& r) {
    auto& d = r.draft<ResourceDraft>();
    r.builder(d.at).resource({.key = d.key,
                              .title = std::move(d.title),
                              .capacity = d.capacity,
                              .changes = std::move(d.changes),
                              .calendar = d.calendar});
}
constexpr Field resource_fields[] = {
    required("id", own_id<&ResourceDraft::key>),
    field("title", text<&ResourceDraft::title>),
    field("capacity", integer<&ResourceDraft::capacity, std::uint32_t, 0>),
    field("changes", list(change)),
    field("calendar", id<&ResourceDraft::calendar>),
};

void end_person(Reader& r) {
    auto& d = r.draft<PersonDraft>();
    r.builder(d.at).person({.key = d.key,
                            .title = std::move(d.title),
                            .roles = std::move(d.roles),
                            .calendar = d.calendar,
                            .absences = std::move(d.absences)});
}
constexpr Shape role_of_person = id<&PersonDraft::roles>;
constexpr Field person_fields[] = {
    required("id", own_id<&PersonDraft::key>), field("title", text<&PersonDraft::title>),
    field("roles", list(role_of_person)),      field("calendar", id<&PersonDraft::calendar>),
    field("absences", list(absence)),
};

void end_phase(Reader& r) {
    const auto& d = r.draft<PhaseDraft>();
    r.builder(d.at).phase({.key = d.key, .title = d.title, .parent = d.parent, .run = d.run});
}
constexpr Field phase_fields[] = {
    required("id", own_id<&PhaseDraft::key>),
    field("title", text<&PhaseDraft::title>),
    field("parent", id<&PhaseDraft::parent>),
    field("run", word<PhaseRun, &PhaseDraft::run>),
};

void end_artifact(Reader& r) {
    auto& d = r.draft<ArtifactDraft>();
    r.builder(d.at).artifact({.key = d.key,
                              .title = std::move(d.title),
                              .confidentiality = d.confidentiality,
                              .given = d.given,
                              .format = d.format,
                              .form_template = d.form_template,
                              .description = std::move(d.description)});
}
constexpr Field artifact_fields[] = {
    required("id", own_id<&ArtifactDraft::key>),
    field("title", text<&ArtifactDraft::title>),
    field("description", text<&ArtifactDraft::description>),
    field("format", plain<&ArtifactDraft::format>),
    field("template", plain<&ArtifactDraft::form_template>),
    field("confidentiality", word<Confidentiality, &ArtifactDraft::confidentiality>),
    field("given", boolean<&ArtifactDraft::given>),
};

// --- who may decide, what is owed, who is there

void end_authority(Reader& r) {
    const auto& d = r.draft<AuthorityDraft>();
    r.builder(d.at).authority({.role = d.role, .topic = d.topic, .up_to = d.up_to, .level = d.level});
}
constexpr Field authority_fields[] = {
    required("role", id<&AuthorityDraft::role>),
    field("topic", plain<&AuthorityDraft::topic>),
    field("up_to", money<&AuthorityDraft::up_to>),
    field("level", id<&AuthorityDraft::level>),
};

void end_quota(Reader& r) {
    auto& d = r.draft<QuotaDraft>();
    r.builder(d.at).quota({.key = d.key,
                           .role = d.role,
                           .count = d.count,
                           .per = d.per,
                           .title = std::move(d.title),
                           .per_person = d.per_person,
                           .record = d.record});
}
constexpr Field quota_fields[] = {
    required("id", own_id<&QuotaDraft::key>),        field("title", text<&QuotaDraft::title>),
    required("role", id<&QuotaDraft::role>),         required("count", integer<&QuotaDraft::count, std::uint32_t>),
    required("per", word<Period, &QuotaDraft::per>), field("per_person", boolean<&QuotaDraft::per_person>),
    field("record", id<&QuotaDraft::record>),
};

constexpr std::array<EnumName, 7> weekdays{{{"mon", "周一"},
                                            {"tue", "周二"},
                                            {"wed", "周三"},
                                            {"thu", "周四"},
                                            {"fri", "周五"},
                                            {"sat", "周六"},
                                            {"sun", "周日"}}};

Took read_weekday(Reader& r, const Scalar& s) {
    if (s.kind != Scalar::Kind::string) return Took::other_type;
    const auto found = std::ranges::find(weekdays, s.text, &EnumName::name);
    if (found == weekdays.end()) return (void)guess_word(r, s, weekdays), Took::faulty;
    r.draft<CoverDraft>().weekdays |= static_cast<std::uint8_t>(1U << (found - weekdays.begin()));
    return Took::good;
}
constexpr Shape weekday{
    .one = {"a day of the week", "星期"}, .many = {"days of the week", "星期"}, .scalar = &read_weekday};

void end_cover(Reader& r) {
    auto& d = r.draft<CoverDraft>();
    const auto to = d.to > d.from ? d.to : d.to + 1440;
    r.builder(d.at).cover({.key = d.key,
                           .role = d.role,
                           .from = static_cast<std::uint16_t>(d.from),
                           .to = static_cast<std::uint16_t>(to),
                           .title = std::move(d.title),
                           .weekdays = d.weekdays,
                           .minimum = d.minimum,
                           .log = d.log});
}
constexpr Shape weekdays_of_cover = [] {
    auto shape = list(weekday);
    shape.begin = [](Reader& r) { r.draft<CoverDraft>().weekdays = 0; };
    return shape;
}();
constexpr Field cover_fields[] = {
    required("id", own_id<&CoverDraft::key>),
    field("title", text<&CoverDraft::title>),
    required("role", id<&CoverDraft::role>),
    required("from", time_of_day<&CoverDraft::from>),
    required("to", time_of_day<&CoverDraft::to>),
    field("weekdays", weekdays_of_cover),
    field("minimum", integer<&CoverDraft::minimum, std::uint32_t>),
    field("log", id<&CoverDraft::log>),
};

void end_attendance(Reader& r) {
    const auto& d = r.draft<AttendanceDraft>();
    AttendanceSpec spec{.role = d.role, .excused_by = d.excused_by};
    for (const auto& window : d.windows)
        spec.windows.emplace_back(static_cast<std::uint16_t>(window.start), static_cast<std::uint16_t>(window.end));
    r.builder(d.at).attendance(spec);
}
constexpr Shape window = shift<&AttendanceDraft::windows>;
constexpr Field attendance_fields[] = {
    required("role", id<&AttendanceDraft::role>),
    required("windows", list(window)),
    field("excused_by", id<&AttendanceDraft::excused_by>),
};

void end_separation_part(Reader& r) {
    const auto& d = r.draft<SeparationPartDraft>();
    r.draft<SeparationDraft>().parts.push_back({d.activity, d.duty});
}
constexpr Field separation_part_fields[] = {
    required("activity", id<&SeparationPartDraft::activity>),
    required("duty", word<DutyKind, &SeparationPartDraft::duty>),
};
constexpr ObjectType separation_part_type =
    part<SeparationPartDraft>({"part", "部分"}, separation_part_fields, &end_separation_part);
constexpr Shape separation_part = object(separation_part_type);

void end_separation(Reader& r) {
    auto& d = r.draft<SeparationDraft>();
    r.builder(d.at).separation({.key = d.key, .parts = std::move(d.parts), .title = std::move(d.title)});
}
constexpr Field separation_fields[] = {
    required("id", own_id<&SeparationDraft::key>),
    field("title", text<&SeparationDraft::title>),
    required("parts", list(separation_part)),
};

} // namespace

constinit const ObjectType wordings_type = ObjectType{.word = {"text", "文本"},
                                                      .fields = {},
                                                      .begin = &begin_draft<Wordings>,
                                                      .others = &wording,
                                                      .is_other = &is_language}
                                               .with_index();
constinit const ObjectType parameter_ref_type = part<ParameterRef>({"parameter", "参数"}, parameter_ref_fields);
constinit const ObjectType level_type = definition<LevelDraft, word_level>(level_fields, &end_level);
constinit const ObjectType parameter_type =
    definition<ParameterDraft, word_parameter>(parameter_fields, &end_parameter);
constinit const ObjectType role_type = definition<RoleDraft, word_role>(role_fields, &end_role);
constinit const ObjectType resource_type = definition<ResourceDraft, word_resource>(resource_fields, &end_resource);
constinit const ObjectType person_type = definition<PersonDraft, word_person>(person_fields, &end_person);
constinit const ObjectType phase_type = definition<PhaseDraft, word_phase>(phase_fields, &end_phase);
constinit const ObjectType artifact_type = definition<ArtifactDraft, word_artifact>(artifact_fields, &end_artifact);
constinit const ObjectType authority_type =
    part<AuthorityDraft>({"authority", "权限"}, authority_fields, &end_authority);
constinit const ObjectType quota_type = with_name<QuotaDraft, word_quota>(quota_fields, &end_quota);
constinit const ObjectType cover_type = with_name<CoverDraft, word_cover>(cover_fields, &end_cover);
constinit const ObjectType attendance_type =
    part<AttendanceDraft>({"attendance", "考勤"}, attendance_fields, &end_attendance);
constinit const ObjectType separation_type =
    with_name<SeparationDraft, word_separation>(separation_fields, &end_separation);

} // namespace convene::io::detail
