#include <convene/io/read_process.hpp>

#include "read_calendar.hpp"
#include "read_parts.hpp"
#include "reader.hpp"
#include "record_shapes.hpp"

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

constexpr Shape one_import = plain<[](Reader& r, Token t) { r.imports().emplace_back(t.text, t.at); }>;
constexpr Shape one_activity = object(activity_type);
constexpr Shape one_rule = object(rule_type);
constexpr Shape one_calendar = object(calendar_type);
constexpr Shape rounds = record<Rounds, [](Reader& r, Rounds&& n) { r.builder().rounds(n); }>;

constexpr Field process_fields[] = {
    required("id", own_id<[](Reader& r, Token t) { r.builder().key(t.text); }>),
    required("convene", format),
    field("title", text<[](Reader& r, TextView t) { r.builder().title(Text(t)); }>),
    field("description", text<[](Reader& r, TextView t) { r.builder().description(Text(t)); }>),
    field("start", date<[](Reader& r, Instant t) { r.builder().start(t); }>),
    field("finish", date<[](Reader& r, Instant t) { r.builder().finish(t); }>),
    field("status_date", date<[](Reader& r, Instant t) { r.builder().status_date(t); }>),
    field("target", id<[](Reader& r, Token t) {
              r.builder().target({t.text, t.at});
          }>),
    field("zone", plain<[](Reader& r, Token t) { r.builder().zone(t.text); }>),
    field("currency", plain<[](Reader& r, Token t) { r.builder().currency(t.text); }>),
    field("rounds", rounds),
    field("imports", list(one_import)),
    field("calendar", id<[](Reader& r, Token t) {
              r.builder().calendar({t.text, t.at});
          }>),
    field("calendars", list(one_calendar)),
    field("levels", list(parts::tier)),
    field("parameters", list(parts::parameter)),
    field("roles", list(parts::role)),
    field("people", list(parts::person)),
    field("resources", list(parts::resource)),
    field("phases", list(parts::phase)),
    field("artifacts", list(parts::artifact)),
    field("activities", list(one_activity)),
    field("rules", list(one_rule)),
    field("authorities", list(parts::authority)),
    field("quotas", list(parts::quota)),
    field("covers", list(parts::cover)),
    field("attendances", list(parts::attendance)),
    field("separations", list(parts::separation)),
    field("extra", free_object<[](Reader& r, const Extra& e) { r.builder().extra(e); }>),
};
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
        r.builder().import(import.text);
        if (!options.load) {
            r.fault(Code::no_loader, import.origin, {import.text});
            continue;
        }
        auto text = options.load(import.text);
        if (!text) {
            r.faults(std::move(text.error()), import.origin);
            continue;
        }
        auto calendars = read_calendars(*text, {.file = import.text, .limits = options.limits});
        if (!calendars) {
            std::ranges::move(calendars.error(), std::back_inserter(faults));
            continue;
        }
        for (const auto& calendar : *calendars) {
            r.builder().add_calendar({calendar, true, import.origin});
            all.push_back(calendar);
        }
    }
    return all;
}

} // namespace

std::optional<Process> Reader::finish_process(Diagnostics& elsewhere) {
    const auto imported = load_imports(*this, elsewhere);
    const auto made = make_calendars(*this, calendars_, imported);
    for (std::size_t i = 0; i < made.size(); ++i) builder_.add_calendar({made[i], false, calendars_[i].origin});
    for (const auto& [key, value] : options_.parameters) builder_.set_parameter(key, value);
    auto process = builder_.build();
    if (!process) add_findings(std::move(process.error()));
    if (!process || !faults_.empty() || !elsewhere.empty()) return std::nullopt;
    return std::move(*process);
}

constinit const ObjectType process_type =
    ObjectType{.word = {"process", "流程"}, .fields = process_fields}.with_index();
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
    if (auto process = r.finish_process(elsewhere)) return std::move(*process);
    auto faults = r.take_faults();
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
