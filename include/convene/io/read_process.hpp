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

/// The value of a parameter; overrides the one in the file.
struct ParameterValue {
    std::string key;
    Span value{};
};

/// The limits beyond which a text is refused; both guard against hostile files.
struct ReadLimits {
    /// Levels of nested lists and objects. Format 1 needs 7.
    std::size_t depth = 64;
    /// Origins have 32 bits, so this can't be raised.
    std::uint64_t bytes = 0xFFFF'FFFE;
};

struct ReadOptions {
    /// The file name used in locations, such as "launch.json"; it is not opened.
    std::string file = {};
    /// Returns the text of an imported file; `path` is the entry in `imports`. Without it, a process with imports is
    /// refused.
    std::function<Result<std::string>(std::string_view path)> load = {};
    std::vector<ParameterValue> parameters = {};
    ReadLimits limits = {};
};

/// A text, and the path of the file it was read from, for locations.
struct Source {
    std::string text;
    std::string name;
};

/// The process that `text` describes in format 1 (docs/format.md), or all its faults, in the order of the text, each
/// with line, column and JSON pointer. Faults of an imported file come first and name that file.
///
/// Faults are those of the text (`json_syntax` ends the reading, but earlier faults are reported, too), of the format
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
/// faults. A calendar may derive from a later one. `options.load` and `options.parameters` are not used.
[[nodiscard]] Result<std::vector<Calendar>> read_calendars(std::string_view text, const ReadOptions& options = {});

/// Extra data, from the text of a JSON object; or its faults: those of JSON, `duplicate_member`, `extra_too_large`,
/// `extra_too_deep`, each with line, column and pointer.
[[nodiscard]] Result<Extra> read_extra(std::string_view json);

/// The text of a file, or `file_not_found`, `file_unreadable` or `file_too_large`.
[[nodiscard]] Result<std::string> read_text_file(const std::filesystem::path& path, const ReadLimits& limits = {});

/// The same with its path. `read_process` and `locate` take it, so the file is read only once.
[[nodiscard]] Result<Source> read_source(const std::filesystem::path& path, const ReadLimits& limits = {});

} // namespace convene::io
