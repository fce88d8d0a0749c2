#pragma once

#include <convene/core/diagnostic.hpp>
#include <convene/core/text.hpp>

#include <string>

namespace convene::io {

/// The findings as a JSON list, for programs: for each an object with `code`, `severity`, `message` in `language`, and
/// if known `object`, `file`, `line`, `column`, `pointer` and `suggestion`. Ends with a line break.
[[nodiscard]] std::string write_diagnostics(const Diagnostics& findings, Language language = Language::en);

} // namespace convene::io
