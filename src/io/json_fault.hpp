#pragma once

#include "json_events.hpp"

#include <convene/core/diagnostic.hpp>

#include <cstddef>
#include <string_view>

namespace convene::io::detail {

/// What a person should be told of what ended the parsing of `text`. *Requires* that the sink didn't.
[[nodiscard]] Diagnostic describe(const JsonFault& fault, std::string_view text, std::size_t depth);

} // namespace convene::io::detail
