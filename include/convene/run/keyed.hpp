#pragma once

#include <convene/core/config.hpp>
#include <convene/core/result.hpp>
#include <convene/run/command.hpp>
#include <convene/run/conform.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

/// Commands as people, files and other languages write them: things are named by id or by text, and looked up when the
/// process is known. Members are those of the commands of the same name in `convene::command`.
namespace convene::keyed {

/// Names a thing: by its id, or by a text that `resolve` looks up.
template <class IdType>
struct Ref {
    Ref() = default;
    Ref(IdType thing) : id(thing) {} // NOLINT(google-explicit-constructor)
    template <class Text>
        requires std::is_constructible_v<std::string, Text>
    Ref(Text&& name) : key(std::forward<Text>(name)) {} // NOLINT(google-explicit-constructor)

    std::optional<IdType> id;
    /// The text to look up, if there is no id.
    std::string key;

    friend bool operator==(const Ref&, const Ref&) = default;
};

using Someone = std::optional<Ref<PersonId>>;

struct Output {
    Ref<ArtifactId> artifact = {};
    std::optional<std::uint64_t> digest = {};
    friend bool operator==(const Output&, const Output&) = default;
};

struct Start {
    std::uint32_t round = 1;
    std::vector<Output> given = {};
    friend bool operator==(const Start&, const Start&) = default;
};

struct Bind {
    Ref<RoleId> role = {};
    Ref<PersonId> person = {};
    friend bool operator==(const Bind&, const Bind&) = default;
};

struct Delegate {
    Ref<PersonId> from = {};
    Ref<PersonId> to = {};
    Instant begin = far_past;
    Instant end = far_past;
    friend bool operator==(const Delegate&, const Delegate&) = default;
};

struct Call {
    Ref<ActivityId> activity = {};
    Instant at = far_past;
    Someone by = {};
    friend bool operator==(const Call&, const Call&) = default;
};

struct Open {
    Ref<ActivityId> activity = {};
    Someone by = {};
    std::vector<Ref<PersonId>> present = {};
    friend bool operator==(const Open&, const Open&) = default;
};

struct Close {
    Ref<ActivityId> activity = {};
    Outcome outcome = Outcome::approved;
    std::vector<Ref<PersonId>> by = {};
    std::vector<Output> outputs = {};
    std::vector<Outcome> matters = {};
    std::optional<Ref<ActivityId>> return_to = {};
    friend bool operator==(const Close&, const Close&) = default;
};

struct Reaffirm {
    Ref<ActivityId> activity = {};
    Someone by = {};
    friend bool operator==(const Reaffirm&, const Reaffirm&) = default;
};

struct Issue {
    Ref<ArtifactId> artifact = {};
    std::uint64_t digest = 0;
    Someone by = {};
    friend bool operator==(const Issue&, const Issue&) = default;
};

struct Void {
    Ref<ArtifactId> artifact = {};
    friend bool operator==(const Void&, const Void&) = default;
};

struct Occur {
    Ref<ActivityId> activity = {};
    Instant at = far_past;
    friend bool operator==(const Occur&, const Occur&) = default;
};

struct Waive {
    Ref<ActivityId> activity = {};
    Excuse what = Excuse::time;
    Someone by = {};
    friend bool operator==(const Waive&, const Waive&) = default;
};

struct Record {
    Ref<QuotaId> quota = {};
    Ref<PersonId> person = {};
    std::uint32_t count = 1;
    friend bool operator==(const Record&, const Record&) = default;
};

struct Staff {
    Ref<CoverId> cover = {};
    Ref<PersonId> person = {};
    Instant begin = far_past;
    Instant end = far_past;
    friend bool operator==(const Staff&, const Staff&) = default;
};

struct Migrate {
    Process to = {};
    std::vector<Ref<ActivityId>> kept = {};
    std::vector<Ref<ActivityId>> again = {};
    friend bool operator==(const Migrate&, const Migrate&) = default;
};

using Advance = command::Advance;

/// A command that names things.
using Command = std::variant<Start, Bind, Delegate, Open, Close, Reaffirm, Issue, Void, Occur, Waive, Advance, Call,
                             Record, Staff, Migrate>;

/// As `convene::Request`.
struct Request {
    Command command = {};
    Instant at = far_past;
    std::uint64_t id = 0;
    std::optional<std::uint64_t> expected_seq = {};
    bool far_ahead = false;
    friend bool operator==(const Request&, const Request&) = default;
};

/// As `convene::LoggedRequest`.
struct LoggedRequest {
    std::uint32_t number = 0;
    Request request = {};
    bool partial = false;
    bool implied = false;
};

/// As `convene::Deviation`.
struct Deviation {
    std::uint32_t number = 0;
    Request request = {};
    Refusal refusal = {};
    friend bool operator==(const Deviation&, const Deviation&) = default;
};

/// As `convene::LoggedCase`.
struct LoggedCase {
    std::string name;
    std::vector<LoggedRequest> requests;
    std::vector<Deviation> unknown = {};
    std::vector<LeftOut> left_out = {};
};

/// The command with the ids of the things it names: by key, else by number, title or anything else that
/// `model/lookup.hpp` finds. Faults: `unknown_reference` for each name that fits nothing or too much, suggesting what
/// was probably meant; `unknown_id` for an id that the process does not have. O(names) times the complexity of a
/// look-up.
[[nodiscard]] CONVENE_DECL Result<convene::Command> resolve(const Process& process, const Command& command);
[[nodiscard]] CONVENE_DECL Result<convene::Request> resolve(const Process& process, const Request& request);
[[nodiscard]] CONVENE_DECL Result<convene::LoggedCase> resolve(const Process& process, const LoggedCase& logged);

/// The named thing, with the same faults.
[[nodiscard]] CONVENE_DECL Result<ActivityId> resolve(const Process& process, const Ref<ActivityId>& ref);
[[nodiscard]] CONVENE_DECL Result<ArtifactId> resolve(const Process& process, const Ref<ArtifactId>& ref);
[[nodiscard]] CONVENE_DECL Result<RoleId> resolve(const Process& process, const Ref<RoleId>& ref);
[[nodiscard]] CONVENE_DECL Result<PersonId> resolve(const Process& process, const Ref<PersonId>& ref);
[[nodiscard]] CONVENE_DECL Result<QuotaId> resolve(const Process& process, const Ref<QuotaId>& ref);
[[nodiscard]] CONVENE_DECL Result<CoverId> resolve(const Process& process, const Ref<CoverId>& ref);

/// The same command, naming things by their ids.
[[nodiscard]] CONVENE_DECL Command to_keyed(const convene::Command& command);
[[nodiscard]] CONVENE_DECL Request to_keyed(const convene::Request& request);
[[nodiscard]] CONVENE_DECL Deviation to_keyed(const convene::Deviation& deviation);
[[nodiscard]] CONVENE_DECL LoggedCase to_keyed(const convene::LoggedCase& logged);

} // namespace convene::keyed

#if defined(CONVENE_HEADER_ONLY)
#include <convene/run/impl/keyed.ipp>
#endif
