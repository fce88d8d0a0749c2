#include <convene/io/read_process.hpp>

#include "read_calendar.hpp"
#include "reader.hpp"
#include "shapes.hpp"

#include <convene/io/locate.hpp>

#include <algorithm>

namespace convene::io {

namespace detail {

namespace {

// --- the outermost object

Took read_format(Reader& r, const Scalar& s) {
    if (s.kind != Scalar::Kind::number) return Took::other_type;
    NumberFault fault{};
    if (parse_decimal(s.text, 0, fault) != 1) return r.stop_at_format(s.at, s.text.substr(0, 60)), Took::faulty;
    return Took::good;
}
constexpr Shape format{.one = {"the number of a format", "格式号"}, .many = {}, .scalar = &read_format};

constexpr Field rounds_fields[] = {
    field("max", integer<[](Reader& r, std::uint32_t n) { r.draft<RoundsDraft>().value.max = n; }, std::uint32_t>),
    field("every", span<[](Reader& r, Span s) { r.draft<RoundsDraft>().value.every = s; }>),
};
constexpr ObjectType rounds_type = part<RoundsDraft>(
    {"rounds", "轮次"}, rounds_fields, [](Reader& r) { (void)r.builder().rounds(r.draft<RoundsDraft>().value); });

constexpr Shape one_import = plain<[](Reader& r, Token t) { r.imports().push_back({std::string(t.text), t.at}); }>;

constexpr Shape one_level = object(level_type);
constexpr Shape one_parameter = object(parameter_type);
constexpr Shape one_role = object(role_type);
constexpr Shape one_resource = object(resource_type);
constexpr Shape one_person = object(person_type);
constexpr Shape one_phase = object(phase_type);
constexpr Shape one_artifact = object(artifact_type);
constexpr Shape one_activity = object(activity_type);
constexpr Shape one_rule = object(rule_type);
constexpr Shape one_authority = object(authority_type);
constexpr Shape one_quota = object(quota_type);
constexpr Shape one_cover = object(cover_type);
constexpr Shape one_attendance = object(attendance_type);
constexpr Shape one_separation = object(separation_type);
constexpr Shape one_calendar = object(calendar_type);

constexpr Field process_fields[] = {
    required("id", own_id<[](Reader& r, Token t) { r.builder(t.at).key(t.text); }>),
    required("convene", format),
    field("title", text<[](Reader& r, TextView t) { r.builder().title(Text(t)); }>),
    field("description", text<[](Reader& r, TextView t) { r.builder().description(Text(t)); }>),
    field("start", date<[](Reader& r, Instant t) { r.builder().start(t); }>),
    field("finish", date<[](Reader& r, Instant t) { r.builder().finish(t); }>),
    field("status_date", date<[](Reader& r, Instant t) { r.builder().status_date(t); }>),
    field("target", id<[](Reader& r, Token t) { r.builder(t.at).target(t.text); }>),
    field("zone", plain<[](Reader& r, Token t) { r.builder().zone(t.text); }>),
    field("currency", plain<[](Reader& r, Token t) { r.builder().currency(t.text); }>),
    field("rounds", object(rounds_type)),
    field("imports", list(one_import)),
    field("calendar", id<[](Reader& r, Token t) { r.builder(t.at).calendar(t.text); }>),
    field("calendars", list(one_calendar)),
    field("levels", list(one_level)),
    field("parameters", list(one_parameter)),
    field("roles", list(one_role)),
    field("people", list(one_person)),
    field("resources", list(one_resource)),
    field("phases", list(one_phase)),
    field("artifacts", list(one_artifact)),
    field("activities", list(one_activity)),
    field("rules", list(one_rule)),
    field("authorities", list(one_authority)),
    field("quotas", list(one_quota)),
    field("covers", list(one_cover)),
    field("attendances", list(one_attendance)),
    field("separations", list(one_separation)),
};
constinit const ObjectType process_type =
    ObjectType{.word = {"process", "流程"}, .fields = process_fields}.with_index();

constexpr Field calendar_file_fields[] = {
    required("convene", format),
    required("calendars", list(one_calendar)),
};
constinit const ObjectType calendar_file_type =
    ObjectType{.word = {"calendar file", "日历文件"}, .fields = calendar_file_fields}.with_index();

// --- whole texts

/// Sorted by where they stand; what stands nowhere in the text comes first.
void sort_findings(Diagnostics& findings) {
    std::ranges::stable_sort(findings, {}, [](const Diagnostic& d) { return d.where.offset.value_or(0); });
}

Diagnostics located(Diagnostics findings, std::string_view text, const std::string& file) {
    sort_findings(findings);
    locate(findings, text, file);
    return findings;
}

/// Whether the text is short enough for 32-bit offsets, and for the limit.
std::optional<Diagnostic> too_large(std::size_t size, const ReadLimits& limits) {
    const auto limit = std::min<std::uint64_t>(limits.bytes, ReadLimits{}.bytes);
    if (size <= limit) return std::nullopt;
    return Diagnostic{.code = Code::file_too_large, .arguments = {std::to_string(limit)}};
}

/// The calendars of the files that are imported; faults go to `faults`, with their own files' names.
std::vector<Calendar> load_imports(Reader& r, Diagnostics& faults) {
    const auto& options = r.options();
    std::vector<Calendar> all;
    for (const auto& import : r.imports()) {
        (void)r.builder(import.at).import(import.key);
        if (!options.load) {
            r.fault(Code::no_loader, import.at, {import.key});
            continue;
        }
        auto text = options.load(import.key);
        if (!text) {
            r.faults(std::move(text.error()), import.at);
            continue;
        }
        auto calendars = read_calendars(*text, {.file = import.key, .limits = options.limits});
        if (!calendars) {
            std::ranges::move(calendars.error(), std::back_inserter(faults));
            continue;
        }
        for (const auto& calendar : *calendars) {
            (void)r.builder(import.at).add_calendar(calendar, true);
            all.push_back(calendar);
        }
    }
    return all;
}

} // namespace

constinit const Shape process_file = object(process_type);
constinit const Shape calendar_file = object(calendar_file_type);

} // namespace detail

Result<Process> read_process(std::string_view text, const ReadOptions& options) {
    if (auto fault = detail::too_large(text.size(), options.limits)) {
        fault->where.file = options.file;
        return fail(std::move(*fault));
    }
    detail::Reader r(options, detail::process_file);
    r.run(text);
    if (r.stopped()) return fail(detail::located(r.take_faults(), text, options.file));

    Diagnostics elsewhere;
    const auto imported = detail::load_imports(r, elsewhere);
    const auto calendars = detail::make_calendars(r, r.calendars(), imported);
    for (std::size_t i = 0; i < calendars.size(); ++i) (void)r.builder(r.calendars()[i].at).add_calendar(calendars[i]);
    for (const auto& [key, value] : options.parameters) (void)r.builder().set_parameter(key, value);
    auto process = r.builder().build();

    if (!process) r.add_findings(std::move(process.error()), text);
    auto faults = r.take_faults();
    if (faults.empty() && elsewhere.empty()) return process;
    faults = detail::located(std::move(faults), text, options.file);
    elsewhere.insert(elsewhere.end(), std::make_move_iterator(faults.begin()), std::make_move_iterator(faults.end()));
    return fail(std::move(elsewhere));
}

Result<std::vector<Calendar>> read_calendars(std::string_view text, const ReadOptions& options) {
    if (auto fault = detail::too_large(text.size(), options.limits)) {
        fault->where.file = options.file;
        return fail(std::move(*fault));
    }
    detail::Reader r(options, detail::calendar_file);
    r.run(text);
    std::vector<Calendar> calendars;
    if (!r.stopped()) {
        calendars = detail::make_calendars(r, r.calendars(), {});
    }
    auto faults = r.take_faults();
    if (faults.empty()) return calendars;
    return fail(detail::located(std::move(faults), text, options.file));
}

} // namespace convene::io
