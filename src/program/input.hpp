#pragma once

#include <convene/core/diagnostic.hpp>
#include <convene/io/read_process.hpp>
#include <convene/model/lookup.hpp>
#include <convene/model/process.hpp>
#include <convene/schedule/schedule.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace convene::program {

/// The exit codes of every command.
enum Exit : int { fine = 0, findings = 1, unusable = 2 };

/// What every command takes.
struct Common {
    std::string file;
    std::string language = "en";
    bool json = false;
    std::vector<std::string> parameters;

    [[nodiscard]] Language lang() const { return language == "zh" ? Language::zh : Language::en; }
};

/// What the scheduling commands take beside.
struct Dates {
    std::string start;
    std::string finish;
    std::string status;
    std::string target;
    bool relax = false;
};

/// A process with the source that it was read from, so that findings can be located.
struct Input {
    Process process;
    io::Source source;
};

/// Thrown by the helpers below when a command can't go on: the output is already printed.
struct Stop {
    int code;
};

/// Prints findings, one a line (or as JSON), with colour by severity.
void print(const Common& common, const Diagnostics& findings);

/// The exit code that findings call for: 2 if the file couldn't be read at all, 1 for any error.
[[nodiscard]] int exit_code(const Diagnostics& findings, bool strict = false);

/// Says in the language of the output what is wrong with an option, and stops.
[[noreturn]] void misuse(const Common& common, const std::string& option, std::string_view en, std::string_view zh);

/// The date that an option gives, or prints what is wrong with it and stops.
[[nodiscard]] Instant parse_date_option(const Common& common, const char* option, const std::string& text);

/// Reads the file of a command, or prints why not and stops.
[[nodiscard]] Input read_input(const Common& common);

/// The schedule that the options ask for, or prints why there is none and stops.
[[nodiscard]] Schedule make_schedule(const Common& common, const Dates& dates, const Input& input);

/// The thing that `name` means, or prints what was probably meant and stops.
template <NamedId IdType>
[[nodiscard]] IdType find(const Common& common, const Process& process, const std::string& name) {
    LookUpOptions options;
    options.where.file = common.file;
    const auto id = look_up<IdType>(process, name, options);
    if (id) return *id;
    print(common, id.error());
    throw Stop{unusable};
}

} // namespace convene::program
