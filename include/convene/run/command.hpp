#pragma once

#include <convene/model/process.hpp>
#include <convene/time/instant.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

namespace convene {

/// What was decided. `revised`: approved with changes. `deferred`: to be held again before what follows goes on.
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

/// Whether what follows may go on.
[[nodiscard]] constexpr bool is_positive(Outcome outcome) {
    return outcome == Outcome::approved || outcome == Outcome::revised;
}

/// The id of nothing, for what nobody has named: a command with one is refused (`unknown_id`).
template <class IdType>
inline constexpr IdType no_id{0xFFFFFFFF};

/// A document and what it contains, as a digest of the host's choice; without one the document will not come.
struct Output {
    ArtifactId artifact = no_id<ArtifactId>;
    std::optional<std::uint64_t> digest = {};
    friend bool operator==(const Output&, const Output&) = default;
};

/// What an activity can be excused from, until it is closed.
enum class Excuse : std::uint8_t {
    /// Lags and dates before which it may not begin or end.
    time,
    /// That something it comes after was rejected or deferred.
    rejection,
    /// That what it stands on moves while it is open: it goes on, on the new revisions.
    movement
};

/// What somebody may want: each command is one of these.
namespace command {

/// The instance starts.
struct Start {
    /// Of a process that starts again: 1, 2, ... up to its `Rounds::max`. See `next_round`.
    std::uint32_t round = 1;
    /// Documents from outside that are there from the start.
    std::vector<Output> given = {};
    friend bool operator==(const Start&, const Start&) = default;
};

/// A person fills a role in this instance. Once somebody is bound to a role, only who is bound fills it.
/// A role of the outside, and one that nobody fills by the definition, takes anybody; else the person must be one of
/// the role's.
struct Bind {
    RoleId role = no_id<RoleId>;
    PersonId person = no_id<PersonId>;
    friend bool operator==(const Bind&, const Bind&) = default;
};

/// `to` may act for `from` in [begin, end), once removed: who acts for `to` does not act for `from`. A later one
/// between the same two replaces this; an empty one ends it.
struct Delegate {
    PersonId from = no_id<PersonId>;
    PersonId to = no_id<PersonId>;
    Instant begin = far_past;
    Instant end = far_past;
    friend bool operator==(const Delegate&, const Delegate&) = default;
};

/// A meeting is convened for the moment `at`, by somebody who may open it. It needn't be ready; it can't be opened
/// before. A later call replaces this one; the next decision ends it.
struct Call {
    ActivityId activity = no_id<ActivityId>;
    Instant at = far_past;
    OptionalId<PersonId> by = {};
    friend bool operator==(const Call&, const Call&) = default;
};

/// An activity begins. `by` holds a duty that initiates it (without one, that works in it) and may be absent where
/// nobody is known to; `present` are those who are there beside `by`.
struct Open {
    ActivityId activity = no_id<ActivityId>;
    OptionalId<PersonId> by = {};
    std::vector<PersonId> present = {};
    friend bool operator==(const Open&, const Open&) = default;
};

/// An activity ends with a decision.
///
/// `by` decides where the activity has deciding roles. Else they are people who work in it or, without such a duty,
/// initiate it; without anybody named it is whoever opened it.
///
/// Every document that the activity produces has to be among the outputs; after a rejection or deferral those that are
/// not are void. A milestone may be closed without having been opened.
struct Close {
    ActivityId activity = no_id<ActivityId>;
    Outcome outcome = Outcome::approved;
    /// Who decides, or ends the work.
    std::vector<PersonId> by = {};
    std::vector<Output> outputs = {};
    /// One for each matter, in order; empty: all as `outcome`.
    std::vector<Outcome> matters = {};
    /// Sends the work back: the ancestor is held again, and then this activity. Outputs are then optional.
    OptionalId<ActivityId> return_to = {};
    friend bool operator==(const Close&, const Close&) = default;
};

/// A stale decision stands on the new revisions too, without being held again.
struct Reaffirm {
    ActivityId activity = no_id<ActivityId>;
    OptionalId<PersonId> by = {};
    friend bool operator==(const Reaffirm&, const Reaffirm&) = default;
};

/// A document that nobody here produces (a given one, or one of an outside milestone) is there. The same digest again
/// changes nothing.
struct Issue {
    ArtifactId artifact = no_id<ArtifactId>;
    std::uint64_t digest = 0;
    OptionalId<PersonId> by = {};
    friend bool operator==(const Issue&, const Issue&) = default;
};

/// Such a document will not come.
struct Void {
    ArtifactId artifact = no_id<ArtifactId>;
    friend bool operator==(const Void&, const Void&) = default;
};

/// An outside milestone has happened, `at` or before the command.
struct Occur {
    ActivityId activity = no_id<ActivityId>;
    Instant at = far_past;
    friend bool operator==(const Occur&, const Occur&) = default;
};

/// Somebody who may open or decide the activity excuses it.
struct Waive {
    ActivityId activity = no_id<ActivityId>;
    Excuse what = Excuse::time;
    OptionalId<PersonId> by = {};
    friend bool operator==(const Waive&, const Waive&) = default;
};

/// A person has done some of what a quota counts.
struct Record {
    QuotaId quota = no_id<QuotaId>;
    PersonId person = no_id<PersonId>;
    std::uint32_t count = 1;
    friend bool operator==(const Record&, const Record&) = default;
};

/// A person is on duty for a cover in [begin, end). Another shift of theirs there with the same begin is replaced; an
/// empty one takes it back.
struct Staff {
    CoverId cover = no_id<CoverId>;
    PersonId person = no_id<PersonId>;
    Instant begin = far_past;
    Instant end = far_past;
    friend bool operator==(const Staff&, const Staff&) = default;
};

/// The instance goes over to a changed process; see `plan_migration`. Each activity that this asks about is in one of
/// the lists, by its id in the process that the instance runs by.
struct Migrate {
    Process to = {};
    /// What happened there stands; outputs that are new to a decision will not come.
    std::vector<ActivityId> kept = {};
    /// It is to be held again.
    std::vector<ActivityId> again = {};
    friend bool operator==(const Migrate&, const Migrate&) = default;
};

/// Time passes: what fell due is told, and nothing can happen before that time any more. Every other command does the
/// same first, so this is for when nothing happens.
struct Advance {
    friend bool operator==(const Advance&, const Advance&) = default;
};

} // namespace command

/// What somebody wants to happen.
using Command = std::variant<command::Start, command::Bind, command::Delegate, command::Open, command::Close,
                             command::Reaffirm, command::Issue, command::Void, command::Occur, command::Waive,
                             command::Advance, command::Call, command::Record, command::Staff, command::Migrate>;

/// A command with what the host says about it.
struct Request {
    Command command = {};
    /// When it is given; not before what has happened.
    Instant at = far_past;
    /// The host's number for this command: one of the last 64 again is answered with no events. 0: none.
    std::uint64_t id = 0;
    /// The number of the last event that the sender has seen: if there are more, the command is refused.
    std::optional<std::uint64_t> expected_seq = {};
    /// That `at` is meant although it is more than a year after all that has happened and is dated.
    bool far_ahead = false;
    friend bool operator==(const Request&, const Request&) = default;
};

} // namespace convene
