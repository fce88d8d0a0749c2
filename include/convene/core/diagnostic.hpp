#pragma once

#include <convene/core/code.hpp>
#include <convene/core/config.hpp>
#include <convene/core/given.hpp>
#include <convene/core/text.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace convene {

/// A place in a source text. A definition remembers `offset`; line, column and pointer are derived from it by whoever
/// has the text (the readers, or `io::locate` for findings of later checks).
struct Location {
    std::string file = {};
    /// Bytes from the start of the text.
    std::optional<std::uint32_t> offset = {};
    /// Both count from 1; a column counts bytes. 0 = unknown.
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    /// JSON pointer (RFC 6901).
    std::string pointer = {};

    friend bool operator==(const Location&, const Location&) = default;
};

/// One finding: a coded, located sentence about a named thing.
struct Diagnostic {
    Given<Code> code;
    /// What it is about, such as "meeting launch-strategy"; empty if it is about the whole.
    Text object = {};
    /// The arguments of the code's sentence.
    std::vector<Text> arguments = {};
    Location where = {};
    /// What was probably meant, if something is close enough: a name, without decoration.
    std::string suggestion = {};

    [[nodiscard]] Severity severity() const { return code_info(code).severity; }
    friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

/// Findings in the order of the source, else in the order of definition.
using Diagnostics = std::vector<Diagnostic>;

/// The code's sentence with the arguments filled in, e.g. "meeting launch-strategy: nobody decides".
/// The location is not part of it.
[[nodiscard]] CONVENE_DECL std::string message(const Diagnostic& diagnostic, Language language = Language::en);

/// A whole line: `file:line:column: error: message [code]`, as compilers print it.
[[nodiscard]] CONVENE_DECL std::string to_string(const Diagnostic& diagnostic, Language language = Language::en);
[[nodiscard]] CONVENE_DECL std::string to_string(const Diagnostics& diagnostics, Language language = Language::en);

/// Whether any of the findings is an error.
[[nodiscard]] CONVENE_DECL bool has_errors(const Diagnostics& diagnostics);

/// The candidate closest to `word`, if it is close enough for a typing error: at most a third of the word's length in
/// edits, but at least 1 and at most 3. Ties: the first.
[[nodiscard]] CONVENE_DECL std::string closest(std::string_view word, const std::vector<std::string_view>& candidates);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/core/impl/diagnostic.ipp>
#endif
