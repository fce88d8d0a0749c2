#pragma once

#include <convene/core/result.hpp>
#include <convene/run/instance.hpp>

#include <string_view>

namespace convene::io {

/// The instance whose state `write_state` wrote. Faults, with line, column and JSON pointer: `json_syntax`,
/// `unsupported_format`, `missing_member`, `unknown_member`, `duplicate_member`, `wrong_type` where something else
/// stands there than a state or its numbers can't be one, `journal_other_process` where it is of another process or
/// version of it. Members that follow from others are taken as they are: it is not for what others may have changed.
/// O(size of the text and of the process).
[[nodiscard]] Result<Instance> read_state(const Process& process, std::string_view text);

} // namespace convene::io
