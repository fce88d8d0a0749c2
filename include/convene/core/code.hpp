#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace convene {

/// How serious a finding is. `error`: the thing cannot be used. `warning`: it is probably not what was meant. `hint`:
/// it could be simpler, or is provisional.
enum class Severity : std::uint8_t { error, warning, hint };

/// The kind of fault that a `Diagnostic` reports. Its name in files and on the command line is `code_info(c).name`.
/// Names are stable: none is ever reused or renamed.
enum class Code : std::uint16_t {
#define CONVENE_CODE(identifier, name, severity, en, zh) identifier,
#include <convene/core/codes.inc>
#undef CONVENE_CODE
};

/// A code's name, severity and sentences. In the sentences `{0}`, `{1}`, ... are places for the diagnostic's arguments;
/// `{0?unit:units}` becomes "unit" if argument 0 is "1", else "units".
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
