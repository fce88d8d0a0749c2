// Texts in several languages, parameters that stand for spans, and the tables beside the activities.

#include "read_parts.hpp"

#include "record_shapes.hpp"

#include <algorithm>

namespace convene::io::detail {

namespace {

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

/// Times of day go round: what ends no later than it begins ends on the next day.
void take_cover(Reader& r, CoverSpec&& cover) {
    if (cover.to <= cover.from) cover.to = static_cast<std::uint16_t>(cover.to + 1440);
    r.builder().cover(std::move(cover));
}

} // namespace

constinit const ObjectType wordings_type = ObjectType{.word = {"text", "文本"},
                                                      .fields = {},
                                                      .begin = &begin_draft<Wordings>,
                                                      .others = &wording,
                                                      .is_other = &is_language}
                                               .with_index();
constinit const ObjectType parameter_ref_type = part<ParameterRef>({"parameter", "参数"}, parameter_ref_fields);

namespace parts {

constinit const Shape tier = record<Tier, [](Reader& r, Tier&& t) { r.builder().tier(std::move(t)); }>;
constinit const Shape parameter =
    record<Parameter, [](Reader& r, Parameter&& p) { r.builder().parameter(std::move(p)); }>;
constinit const Shape role = record<Role, [](Reader& r, RoleSpec&& s) { r.builder().role(std::move(s)); }>;
constinit const Shape person = record<Person, [](Reader& r, PersonSpec&& s) { r.builder().person(std::move(s)); }>;
constinit const Shape resource =
    record<Resource, [](Reader& r, ResourceSpec&& s) { r.builder().resource(std::move(s)); }>;
constinit const Shape phase = record<Phase, [](Reader& r, PhaseSpec&& s) { r.builder().phase(std::move(s)); }>;
constinit const Shape artifact =
    record<Artifact, [](Reader& r, ArtifactSpec&& s) { r.builder().artifact(std::move(s)); }>;
constinit const Shape authority =
    record<Authority, [](Reader& r, AuthoritySpec&& s) { r.builder().authority(std::move(s)); }>;
constinit const Shape quota = record<Quota, [](Reader& r, QuotaSpec&& s) { r.builder().quota(std::move(s)); }>;
constinit const Shape cover = record<Cover, &take_cover>;
constinit const Shape attendance =
    record<Attendance, [](Reader& r, AttendanceSpec&& s) { r.builder().attendance(std::move(s)); }>;
constinit const Shape separation =
    record<Separation, [](Reader& r, SeparationSpec&& s) { r.builder().separation(std::move(s)); }>;

} // namespace parts

} // namespace convene::io::detail
