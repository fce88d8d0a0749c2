#pragma once

#include <convene/core/result.hpp>
#include <convene/run/instance.hpp>

#include <string_view>

namespace convene::io {

/// The instance from the state that `write_state` wrote. Faults, with line, column and JSON pointer: `json_syntax`,
/// `unsupported_format`, `missing_member`, `unknown_member`, `duplicate_member`, `wrong_type` if it is not a state, or
/// its numbers are impossible; `journal_other_process` if it belongs to another process or another version of it.
/// Members that follow from others are not checked against them, so do not use it for texts that others may have
/// changed. O(size of the text and of the process).
[[nodiscard]] Result<Instance> read_state(const Process& process, std::string_view text);

} // namespace convene::io
