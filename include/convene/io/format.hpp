#pragma once

#include <string>
#include <vector>

namespace convene::io {

/// A key of an object of format 1.
struct FormatKey {
    std::string name;
    bool required = false;
    /// The type of its value, as findings call it: "a date", "list: a role".
    std::string type = {};

    friend bool operator==(const FormatKey&, const FormatKey&) = default;
};

/// An object of format 1, as the readers know it.
struct FormatObject {
    /// The keys that lead to it, with a dot between them: "" is the file itself, "activities.after" an entry of an
    /// activity's `after`.
    std::string path;
    std::vector<FormatKey> keys;

    friend bool operator==(const FormatObject&, const FormatObject&) = default;
};

/// Every object of a process file, the outer ones before the inner ones. Texts in several languages are not included,
/// because their keys are free.
[[nodiscard]] std::vector<FormatObject> process_format();

/// The same for a calendar file.
[[nodiscard]] std::vector<FormatObject> calendar_format();

} // namespace convene::io
