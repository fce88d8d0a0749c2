#pragma once

#include <convene/core/diagnostic.hpp>

#include <string>
#include <string_view>

namespace convene::test {

/// A finding without its sentence: `code | object | arguments | suggestion?`, without the parts that are empty. Tests
/// compare this, so that a sentence can be reworded without touching them; the transcripts compare sentences.
inline std::string coded(const Diagnostic& d, Language language = Language::en) {
    std::string out(code_info(d.code).name);
    const auto add = [&](std::string_view text) {
        if (!text.empty()) out += " | " + std::string(text);
    };
    add(d.object.in(language));
    std::string arguments;
    for (const auto& argument : d.arguments)
        arguments += (arguments.empty() ? "" : ", ") + std::string(argument.in(language));
    add(arguments);
    if (!d.suggestion.empty()) out += " | " + d.suggestion + "?";
    return out;
}

} // namespace convene::test
