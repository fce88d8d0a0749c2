#pragma once

#include <convene/core/detail/text_format.hpp>
#include <convene/core/diagnostic.hpp>
#include <convene/core/utf8.hpp>

#include <algorithm>

namespace convene {

namespace detail {

inline std::string_view severity_word(Severity severity, Language language) {
    switch (severity) {
    case Severity::error: return language == Language::zh ? "错误" : "error";
    case Severity::warning: return language == Language::zh ? "警告" : "warning";
    case Severity::hint: return language == Language::zh ? "提示" : "hint";
    }
    return {};
}

} // namespace detail

CONVENE_DECL std::string message(const Diagnostic& d, Language language) {
    const auto& info = code_info(d.code);
    const bool zh = language == Language::zh;
    std::string out;
    if (!d.object.empty()) out = printable(d.object.in(language)) + (zh ? "：" : ": ");
    std::vector<std::string> words;
    for (const auto& argument : d.arguments) words.push_back(printable(argument.in(language)));
    out += detail::fill(zh ? info.zh : info.en, words);
    if (!d.suggestion.empty())
        out += zh ? "（是否指“" + printable(d.suggestion) + "”？）"
                  : " (did you mean \"" + printable(d.suggestion) + "\"?)";
    return out;
}

CONVENE_DECL std::string to_string(const Diagnostic& d, Language language) {
    std::string out = d.where.file;
    if (d.where.line > 0)
        out += (out.empty() ? "" : ":") + std::to_string(d.where.line) + ":" + std::to_string(d.where.column);
    if (!out.empty()) out += ": ";
    out += detail::severity_word(d.severity(), language);
    out += language == Language::zh ? "：" : ": ";
    return out + message(d, language) + " [" + std::string(code_info(d.code).name) + "]";
}

CONVENE_DECL std::string to_string(const Diagnostics& diagnostics, Language language) {
    std::string out;
    for (const auto& d : diagnostics) out += to_string(d, language) + "\n";
    return out;
}

CONVENE_DECL bool has_errors(const Diagnostics& diagnostics) {
    return std::ranges::any_of(diagnostics, [](const Diagnostic& d) { return d.severity() == Severity::error; });
}

CONVENE_DECL std::string closest(std::string_view word, const std::vector<std::string_view>& candidates) {
    std::size_t best = std::clamp<std::size_t>(word.size() / 3, 1, 3) + 1;
    std::string_view found;
    for (const auto candidate : candidates) {
        const auto longer = std::max(word.size(), candidate.size());
        if (longer - std::min(word.size(), candidate.size()) >= best || longer > 200) continue;
        if (const auto distance = edit_distance(word, candidate); distance < best) {
            best = distance;
            found = candidate;
        }
    }
    return std::string(found);
}

} // namespace convene
