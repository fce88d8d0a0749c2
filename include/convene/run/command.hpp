#pragma once

#include <convene/model/process.hpp>
#include <convene/time/instant.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

namespace convene {

/// What was decided. `revised`: approved with changes. `deferred`: to be held again before its successors go on.
enum class Outcome : std::uint8_t { approved, revised, rejected, deferred };

/// The outcome's word: "approved".
[[nodiscard]] constexpr std::string_view name(Outcome outcome) {
    switch (outcome) {
    case Outcome::approved: return "approved";
    case Outcome::revised: return "revised";
    case Outcome::rejected: return "rejected";
    case Outcome::deferred: return "deferred";
    }
    return {};
}

/// Whether successors may go on.
[[nodiscard]] constexpr bool is_positive(Outcome outcome) {
    return outcome == Outcome::approved || outcome == Outcome::revised;
}

/// An id that names nothing; a command with one is refused (`unknown_id`).
template <class IdType>
inline constexpr IdType no_id{0xFFFFFFFF};

/// A document and a digest of its content, chosen by the host; without a digest, the document will not come.
struct Output {
    ArtifactId artifact = no_id<ArtifactId>;
    std::optional<std::uint64_t> digest = {};
    friend bool operator==(const Output&, const Output&) = default;
};

/// What an activity can be exempted from, until it is closed.
enum class Excuse : std::uint8_t {
    /// Lags and dates before which it may not begin or end.
    time,
    /// The rejection or deferral of a predecessor.
    rejection,
    /// Changes, while it is open, of something it is based on: it continues on the new revisions.
    movement
};

/// The commands.
namespace command {

/// Starts the instance.
struct Start {
    /// For a repeated process: 1, 2, ... up to its `Rounds::max`. See `next_round`.
    std::uint32_t round = 1;
    /// Documents from outside that are available from the start.
    std::vector<Output> given = {};
    friend bool operator==(const Start&, const Start&) = default;
};

/// Appoints a person to a role in this instance. Once somebody is appointed to a role, only appointed people fill it.
/// Anybody can be appointed to an external role, or to one that the process leaves empty; otherwise the person must be
/// one of the role's people.
struct Bind {
    RoleId role = no_id<RoleId>;
    PersonId person = no_id<PersonId>;
    friend bool operator==(const Bind&, const Bind&) = default;
};

/// Lets `to` act for `from` in [begin, end). This is not transitive: a delegate of `to` does not act for `from`. A
/// later delegation between the same two people replaces this one; an empty interval ends it.
struct Delegate {
    PersonId from = no_id<PersonId>;
    PersonId to = no_id<PersonId>;
    Instant begin = far_past;
    Instant end = far_past;
    friend bool operator==(const Delegate&, const Delegate&) = default;
};

/// Convenes a meeting for the moment `at`, by somebody who may open it. The meeting needn't be ready; it can't be
/// opened before `at`. A later call replaces this one; the next decision ends it.
struct Call {
    ActivityId activity = no_id<ActivityId>;
    Instant at = far_past;
    OptionalId<PersonId> by = {};
    friend bool operator==(const Call&, const Call&) = default;
};

/// Opens an activity. `by` is somebody who initiates it, or without such a duty, who works on it; may be absent if
/// nobody is known to. `present` are the other people who are there.
struct Open {
    ActivityId activity = no_id<ActivityId>;
    OptionalId<PersonId> by = {};
    std::vector<PersonId> present = {};
    friend bool operator==(const Open&, const Open&) = default;
};

/// Closes an activity with a decision.
///
/// If the activity has deciding roles, `by` are the people who decide. Otherwise they are people who work on it or,
/// without such a duty, initiate it; if nobody is named, whoever opened it.
///
/// Every document that the activity produces must be among the outputs; after a rejection or deferral, missing ones are
/// void. A milestone may be closed without having been opened.
struct Close {
    ActivityId activity = no_id<ActivityId>;
    Outcome outcome = Outcome::approved;
    /// Who decides, or ends the work.
    std::vector<PersonId> by = {};
    std::vector<Output> outputs = {};
    /// One for each matter, in order; if empty, `outcome` applies to all.
    std::vector<Outcome> matters = {};
    /// Sends work back: that activity, then this one, must be held again. Outputs are then optional.
    OptionalId<ActivityId> return_to = {};
    friend bool operator==(const Close&, const Close&) = default;
};

/// Confirms a stale decision on the new revisions, without holding the activity again.
struct Reaffirm {
    ActivityId activity = no_id<ActivityId>;
    OptionalId<PersonId> by = {};
    friend bool operator==(const Reaffirm&, const Reaffirm&) = default;
};

/// Submits a document that no activity here produces (a given one, or one of an external milestone). The same digest
/// again changes nothing.
struct Issue {
    ArtifactId artifact = no_id<ArtifactId>;
    std::uint64_t digest = 0;
    OptionalId<PersonId> by = {};
    friend bool operator==(const Issue&, const Issue&) = default;
};

/// Declares that such a document will not come.
struct Void {
    ArtifactId artifact = no_id<ArtifactId>;
    friend bool operator==(const Void&, const Void&) = default;
};

/// Records that an external milestone happened on `at`, which is not after the command.
struct Occur {
    ActivityId activity = no_id<ActivityId>;
    Instant at = far_past;
    friend bool operator==(const Occur&, const Occur&) = default;
};

/// Exempts an activity; done by somebody who may open or decide it.
struct Waive {
    ActivityId activity = no_id<ActivityId>;
    Excuse what = Excuse::time;
    OptionalId<PersonId> by = {};
    friend bool operator==(const Waive&, const Waive&) = default;
};

/// Records work of a person that counts toward a quota.
struct Record {
    QuotaId quota = no_id<QuotaId>;
    PersonId person = no_id<PersonId>;
    std::uint32_t count = 1;
    friend bool operator==(const Record&, const Record&) = default;
};

/// Records that a person is on duty for a cover in [begin, end). Replaces the person's shift with the same begin there;
/// an empty interval cancels it.
struct Staff {
    CoverId cover = no_id<CoverId>;
    PersonId person = no_id<PersonId>;
    Instant begin = far_past;
    Instant end = far_past;
    friend bool operator==(const Staff&, const Staff&) = default;
};

/// Moves the instance to a changed process; see `plan_migration`. Each activity for which an answer is needed is in one
/// of the lists, by its id in the current process.
struct Migrate {
    Process to = {};
    /// What happened there is kept; new outputs of a decision will not come.
    std::vector<ActivityId> kept = {};
    /// To be held again.
    std::vector<ActivityId> again = {};
    friend bool operator==(const Migrate&, const Migrate&) = default;
};

/// Lets time pass: reports what fell due; after that, no command can be given for an earlier time. Every other command
/// does the same first, so this is only needed if nothing else happens.
struct Advance {
    friend bool operator==(const Advance&, const Advance&) = default;
};

} // namespace command

/// Any of the commands.
using Command = std::variant<command::Start, command::Bind, command::Delegate, command::Open, command::Close,
                             command::Reaffirm, command::Issue, command::Void, command::Occur, command::Waive,
                             command::Advance, command::Call, command::Record, command::Staff, command::Migrate>;

/// A command with information from the host.
struct Request {
    Command command = {};
    /// When it is given; not before the last event.
    Instant at = far_past;
    /// The host's number for this command; if one of the last 64 is repeated, the answer is no events. 0: none.
    std::uint64_t id = 0;
    /// The number of the last event that the sender has seen; if there are later ones, the command is refused.
    std::optional<std::uint64_t> expected_seq = {};
    /// Confirms that `at` is meant, although it is more than a year after everything that has happened or is planned.
    bool far_ahead = false;
    friend bool operator==(const Request&, const Request&) = default;
};

} // namespace convene
