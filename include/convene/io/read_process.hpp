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

/// A text, and what locations call it: the path of the file that it was read from.
struct Source {
    std::string text;
    std::string name;
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

/// The same for a source. Imports are files beside its name, unless `options.load` says otherwise; `options.file` is
/// its name unless given.
[[nodiscard]] Result<Process> read_process(const Source& source, ReadOptions options = {});

/// The same for a file, as a source. Besides, the faults are `file_not_found` and `file_unreadable`.
[[nodiscard]] Result<Process> read_process_file(const std::filesystem::path& path, ReadOptions options = {});

/// The calendars of a calendar file, `{"convene": 1, "calendars": [...]}`, in the order of definition, or all its
/// faults. A calendar may derive from one that stands after it. `options.load` and `options.parameters` are not used.
[[nodiscard]] Result<std::vector<Calendar>> read_calendars(std::string_view text, const ReadOptions& options = {});

/// What is to be kept beside a thing, from the text of a JSON object; or its faults: those of JSON, `duplicate_member`,
/// `extra_too_large`, `extra_too_deep`, each with line, column and pointer.
[[nodiscard]] Result<Extra> read_extra(std::string_view json);

/// The text of a file, or `file_not_found`, `file_unreadable` or `file_too_large`.
[[nodiscard]] Result<std::string> read_text_file(const std::filesystem::path& path, const ReadLimits& limits = {});

/// The same with its path, for whoever needs the text again: `read_process` and `locate` take it.
[[nodiscard]] Result<Source> read_source(const std::filesystem::path& path, const ReadLimits& limits = {});

} // namespace convene::io
