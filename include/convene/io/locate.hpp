#pragma once

#include <convene/core/diagnostic.hpp>

#include <string_view>

namespace convene::io {

struct Source;

/// Fills in the file, line, column and JSON pointer of each finding that has an offset and no line yet, from the text
/// that the offsets count in. Findings that name another file are left alone.
///
/// The pointer is that of the value at the offset; at a key, that of the key's value. A text that is not JSON is
/// followed as far as it is valid; in JSON Lines, each line is followed. A byte order mark takes no column. Of each
/// key, the pointer has at most 1,000 bytes, and it has at most 999 levels.
///
/// O(size of the text up to the last offset + findings * log findings).
void locate(Diagnostics& findings, std::string_view text, std::string_view file = {});
void locate(Diagnostics& findings, const Source& source);

} // namespace convene::io
