#pragma once

#include <convene/core/diagnostic.hpp>
#include <convene/core/text.hpp>

#include <string>

namespace convene::io {

/// The findings as a JSON list, for programs: of each an object with `code`, `severity`, `message` in `language`, and
/// where they are known `object`, `file`, `line`, `column`, `pointer` and `suggestion`. A line break at the end.
[[nodiscard]] std::string write_diagnostics(const Diagnostics& findings, Language language = Language::en);

} // namespace convene::io
