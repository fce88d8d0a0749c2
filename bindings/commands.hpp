#pragma once

#include "references.hpp"

#include <convene/run/conform.hpp>

#include <string>
#include <variant>
#include <vector>

namespace convene::python {

/// A quota or a cover: its place in the process, or its key.
using Place = std::variant<std::uint32_t, std::string>;

/// Commands as Python writes them, each a value of its own: things are named by id or by key, and are looked up when
/// the command is given to an instance. Members are those of the commands of the same name.
namespace said {

using Who = Ref<PersonId>;
using What = Ref<ActivityId>;
using Whoever = std::optional<Who>;

struct Output {
    Ref<ArtifactId> artifact;
    std::optional<std::uint64_t> digest;
};
struct Start {
    std::uint32_t round = 1;
    std::vector<Output> given;
};
struct Bind {
    Ref<RoleId> role;
    Who person;
};
struct Delegate {
    Who from, to;
    Instant begin{}, end{};
};
struct Call {
    What activity;
    Instant at{};
    Whoever by;
};
struct Open {
    What activity;
    Whoever by;
    std::vector<Who> present;
};
struct Close {
    What activity;
    Outcome outcome = Outcome::approved;
    std::vector<Who> by;
    std::vector<Output> outputs;
    std::vector<Outcome> matters;
    std::optional<What> return_to;
};
struct Reaffirm {
    What activity;
    Whoever by;
};
struct Issue {
    Ref<ArtifactId> artifact;
    std::uint64_t digest = 0;
    Whoever by;
};
struct Void {
    Ref<ArtifactId> artifact;
};
struct Occur {
    What activity;
    Instant at{};
};
struct Waive {
    What activity;
    Excuse what = Excuse::time;
    Whoever by;
};
struct Record {
    Place quota;
    Who person;
    std::uint32_t count = 1;
};
struct Staff {
    Place cover;
    Who person;
    Instant begin{}, end{};
};
struct Migrate {
    Process to;
    std::vector<What> kept, again;
};
struct Advance {};

using Command = std::variant<Start, Bind, Delegate, Open, Close, Reaffirm, Issue, Void, Occur, Waive, Advance, Call,
                             Record, Staff, Migrate>;

struct Request {
    Command command;
    Instant at{};
    std::uint64_t id = 0;
    std::optional<std::uint64_t> expected_seq;
};

struct LoggedRequest {
    std::uint32_t number = 0;
    Request request;
    bool partial = false;
    bool implied = false;
};

struct LoggedCase {
    std::string name;
    std::vector<LoggedRequest> requests;
    std::vector<Deviation> unknown;
    std::vector<LeftOut> left_out;
};

} // namespace said

// With the ids that are meant in this process, or a fault with what was probably meant.
[[nodiscard]] Request resolve(const Process& process, const said::Request& request);
[[nodiscard]] LoggedCase resolve(const Process& process, const said::LoggedCase& logged);

// What the library gives, as Python has it.
[[nodiscard]] said::Command to_said(const Command& command);
[[nodiscard]] said::Request to_said(const Request& request);
[[nodiscard]] said::LoggedCase to_said(const LoggedCase& logged);

} // namespace convene::python
