#include "input.hpp"

#include "terminal.hpp"

#include <convene/io/locate.hpp>
#include <convene/io/write_diagnostics.hpp>

#include <algorithm>
#include <array>
#include <iostream>

namespace convene::program {

namespace {

std::string_view style_of(Severity severity) {
    switch (severity) {
    case Severity::error: return colour::critical;
    case Severity::warning: return colour::warning;
    case Severity::hint: return colour::hint;
    }
    return {};
}

/// Whether nothing could be made of the file at all.
bool is_unreadable(Code code) {
    constexpr std::array unreadable{Code::file_not_found,  Code::file_unreadable,   Code::file_too_large,
                                    Code::empty_file,      Code::json_syntax,       Code::not_utf8,
                                    Code::nested_too_deep, Code::unsupported_format};
    return std::ranges::find(unreadable, code) != unreadable.end();
}

[[noreturn]] void refuse(const Common& common, const Diagnostics& findings) {
    print(common, findings);
    throw Stop{exit_code(findings)};
}

[[noreturn]] void misuse(const std::string& sentence) {
    std::cerr << "convene: " << sentence << "\n";
    throw Stop{unusable};
}

std::optional<Instant> date_option(std::string_view option, const std::string& text) {
    if (text.empty()) return std::nullopt;
    const auto date = parse_instant(text);
    if (!date) misuse(std::string(option) + ": " + message(date.error().front()));
    return *date;
}

} // namespace

void print(const Common& common, const Diagnostics& all) {
    if (common.json) {
        std::cout << io::write_diagnostics(all, common.lang());
        return;
    }
    for (const auto& finding : all)
        std::cout << styled(to_string(finding, common.lang()), style_of(finding.severity())) << "\n";
}

int exit_code(const Diagnostics& all, bool strict) {
    int code = fine;
    for (const auto& finding : all) {
        if (is_unreadable(finding.code)) return unusable;
        if (finding.severity() == Severity::error || (strict && finding.severity() == Severity::warning))
            code = findings;
    }
    return code;
}

Input read_input(const Common& common) {
    io::ReadOptions options;
    for (const auto& parameter : common.parameters) {
        const auto equals = parameter.find('=');
        const auto span = equals == std::string::npos ? std::nullopt : try_parse_span(parameter.substr(equals + 1));
        if (!span) misuse("--set " + parameter + ": write it as --set review-time=3d");
        options.parameters.push_back({parameter.substr(0, equals), *span});
    }
    auto source = io::read_source(common.file);
    if (!source) refuse(common, source.error());
    auto process = io::read_process(*source, options);
    if (!process) refuse(common, process.error());
    return {std::move(*process), std::move(*source)};
}

Schedule make_schedule(const Common& common, const Dates& dates, const Input& input) {
    ScheduleOptions options;
    options.start = date_option("--start", dates.start);
    options.finish = date_option("--finish", dates.finish);
    options.status_date = date_option("--status", dates.status);
    if (!dates.target.empty()) options.target = find<ActivityId>(common, input.process, dates.target);
    if (dates.relax) options.on_conflict = OnConflict::relax;
    auto plan = schedule(input.process, options);
    if (!plan) {
        auto conflicts = plan.error();
        io::locate(conflicts, input.source);
        refuse(common, conflicts);
    }
    return std::move(*plan);
}

} // namespace convene::program
