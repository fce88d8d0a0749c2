#pragma once

#include <convene/core/result.hpp>
#include <convene/model/process.hpp>
#include <convene/time/calendar.hpp>
#include <convene/time/span.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace convene::io {

/// The value of a parameter of the definition, instead of the one in the file.
struct ParameterValue {
    std::string key;
    Span value{};
};

/// What a text may be at most, before it is refused. Both guard against hostile files.
struct ReadLimits {
    /// Lists and objects inside each other. Format 1 needs 7.
    std::size_t depth = 64;
    /// Origins are counted in 32 bits, so more than this can't be asked for.
    std::uint64_t bytes = 0xFFFF'FFFE;
};

struct ReadOptions {
    /// What locations call the text, such as "launch.json"; it is not opened.
    std::string file = {};
    /// The text of an imported file. `path` is what stands in `imports`. Without it a process with imports is refused.
    std::function<Result<std::string>(std::string_view path)> load = {};
    std::vector<ParameterValue> parameters = {};
    ReadLimits limits = {};
};

/// The process that `text` describes in format 1 (docs/format.md), or all its faults, in the order in which they stand
/// in the text, each with line, column and JSON pointer. Those of an imported file come first and name that file.
///
/// Faults are: those of the text (`json_syntax` ends the reading, but what was found before is told too), of the format
/// (`unknown_member`, `duplicate_member`, `missing_member`, `wrong_type`, `unknown_word`, ...), of its values
/// (`bad_date`, `bad_span`, ...), and those of `ProcessBuilder::build()`. A byte order mark is skipped.
///
/// O(size of the text), which is read once, and once more if there are faults.
[[nodiscard]] Result<Process> read_process(std::string_view text, const ReadOptions& options = {});

/// The same for a file. Imports are files beside it, unless `options.load` says otherwise; `options.file` is the path
/// unless given. Besides, the faults are `file_not_found` and `file_unreadable`.
[[nodiscard]] Result<Process> read_process_file(const std::filesystem::path& path, ReadOptions options = {});

/// The calendars of a calendar file, `{"convene": 1, "calendars": [...]}`, in the order of definition, or all its
/// faults. A calendar may derive from one that stands after it. `options.load` and `options.parameters` are not used.
[[nodiscard]] Result<std::vector<Calendar>> read_calendars(std::string_view text, const ReadOptions& options = {});

/// The text of a file, or `file_not_found`, `file_unreadable` or `file_too_large`.
[[nodiscard]] Result<std::string> read_text_file(const std::filesystem::path& path, const ReadLimits& limits = {});

} // namespace convene::io
