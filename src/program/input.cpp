#include "input.hpp"

#include "terminal.hpp"
#include "words.hpp"

#include <convene/core/utf8.hpp>
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

std::optional<Instant> date_option(const Common& common, const char* option, const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(parse_date_option(common, option, text));
}

} // namespace

namespace {

/// The items of a list in a sentence, one per line.
std::string item_lines(std::string text, Language l) {
    const std::string_view comma = l == Language::zh ? "；" : "; ";
    const std::string_view alternative = l == Language::zh ? "或" : "or ";
    for (std::size_t at = 0; (at = text.find(comma, at)) != std::string::npos;) {
        text.replace(at, comma.size(), l == Language::zh ? "；\n    " : ";\n    ");
        at = text.find('\n', at) + 5;
        if (std::string_view(text).substr(at).starts_with(alternative)) text.erase(at, alternative.size());
    }
    return "\n    " + text;
}

/// A conflict has many parts: its requirements, and the ways to resolve it, get a line each.
std::string conflict_lines(Diagnostic finding, Language l) {
    std::vector<std::string> lists;
    for (auto& argument : finding.arguments) {
        lists.push_back(item_lines(printable(argument.in(l)), l));
        argument = "{" + std::to_string(lists.size()) + "}";
    }
    auto text = to_string(finding, l);
    for (std::size_t i = 0; i < lists.size(); ++i) {
        auto at = text.find("{" + std::to_string(i + 1) + "}");
        if (at == std::string::npos) continue;
        text.replace(at, 3, lists[i]);
        const auto end = at + lists[i].size();
        for (const std::string_view stop : {". ", "。"})
            if (std::string_view(text).substr(end).starts_with(stop))
                text.replace(end, stop.size(), std::string(stop == ". " ? "." : stop) + "\n  ");
        while (at > 0 && text[at - 1] == ' ') text.erase(--at, 1);
    }
    return text;
}

} // namespace

void print(const Common& common, const Diagnostics& all) {
    if (common.json) {
        std::cout << io::write_diagnostics(all, common.lang());
        return;
    }
    const auto l = common.lang();
    for (const auto& finding : all)
        std::cout << styled(finding.code == Code::infeasible ? conflict_lines(finding, l) : to_string(finding, l),
                            style_of(finding.severity()))
                  << "\n";
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

void misuse(const Common& common, const std::string& option, std::string_view en, std::string_view zh) {
    std::cerr << "convene: " << option << word(common.lang(), ": ", "：") << word(common.lang(), en, zh) << "\n";
    throw Stop{unusable};
}

Instant parse_date_option(const Common& common, const char* option, const std::string& text) {
    const auto date = parse_instant(text);
    if (!date) {
        const auto& fault = date.error().front();
        misuse(common, option, message(fault, Language::en), message(fault, Language::zh));
    }
    return *date;
}

Input read_input(const Common& common) {
    io::ReadOptions options;
    for (const auto& parameter : common.parameters) {
        const auto equals = parameter.find('=');
        const auto span = equals == std::string::npos ? std::nullopt : try_parse_span(parameter.substr(equals + 1));
        if (!span)
            misuse(common, "--set " + parameter, "write it as --set review-time=3d",
                   "请写成 --set review-time=3d 的形式");
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
    options.start = date_option(common, "--start", dates.start);
    options.finish = date_option(common, "--finish", dates.finish);
    options.status_date = date_option(common, "--status", dates.status);
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
