#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace convene {

/// How bad a finding is. An `error` means that the thing can't be used; a `warning` that it probably isn't what was
/// meant; a `hint` that it could be simpler.
enum class Severity : std::uint8_t { error, warning, hint };

/// What kind of fault a `Diagnostic` tells. The name of each in files and on the command line is `code_info(c).name`;
/// names are stable: none is ever reused or renamed.
enum class Code : std::uint16_t {
#define CONVENE_CODE(identifier, name, severity, en, zh) identifier,
#include <convene/core/codes.inc>
#undef CONVENE_CODE
};

/// What there is to know about a code. In the sentences, `{0}`, `{1}`, ... stand for the diagnostic's arguments.
struct CodeInfo {
    Code code;
    std::string_view name;
    Severity severity;
    std::string_view en;
    std::string_view zh;
};

/// All codes, in the order of `Code`.
inline constexpr std::array all_codes{
#define CONVENE_CODE(identifier, name, severity, en, zh) CodeInfo{Code::identifier, name, Severity::severity, en, zh},
#include <convene/core/codes.inc>
#undef CONVENE_CODE
};

[[nodiscard]] constexpr const CodeInfo& code_info(Code code) { return all_codes[static_cast<std::size_t>(code)]; }

} // namespace convene
