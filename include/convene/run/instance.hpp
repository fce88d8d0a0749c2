#pragma once

#include <convene/core/config.hpp>
#include <convene/run/event.hpp>
#include <convene/run/refusal.hpp>
#include <convene/run/run_index.hpp>
#include <convene/run/state.hpp>

#include <tl/expected.hpp>

#include <memory>
#include <optional>
#include <span>

namespace convene {

struct Due;

/// What a command makes happen, or why nothing.
using Decision = tl::expected<Events, Refusal>;

/// A process made live. A value: a copy is a what-if, and costs O(state); nothing happens by itself.
///
/// `decide` says what a command would make happen and changes nothing; `apply` makes it so. Whoever keeps the events
/// and applies them to a new instance of the same process has the same instance at every step.
///
/// - An activity may be opened once all that it consumes is resolved and comes from fresh activities, all that it
///   follows is fresh, lags and dates let it, and it is not fresh itself.
/// - It is *fresh* if its decision stands, on the current revisions of all that it stands on, and the makers of that
///   are fresh themselves. A decision that says what it said before, and a document with the digest that it had, make
///   no new revision, so what stands on them stays fresh.
/// - `Close::return_to` takes back the decision of an ancestor and this one; both are held again. What lies between is
///   stale as long as the ancestor is not held, and then exactly where a revision has moved.
/// - An open activity under which something moves is adjourned: it waits to be opened again.
/// - A decision that rejects or defers holds up what comes after it until that is excused (`Waive`) or, after a
///   deferral, until it is held again.
/// - Maximum lags and deadlines stop nobody; `forecast` tells what they are worth.
/// - A decision needs people: a deciding role that nobody fills refuses it until somebody is bound, each person has one
///   vote, for itself or for one whom it stands in for, and nobody who is away decides.
/// - Any other role that nobody is known to fill is not asked for.
///
/// An instance that was moved from may be assigned to and destroyed; whoever asks it for a decision ends the program.
class Instance {
  public:
    /// Nothing has happened yet. O(size of the process).
    CONVENE_DECL explicit Instance(Process process);

    /// Restores an instance from a saved state; nothing if sizes, ids or times don't fit this process. Members that
    /// follow from others are taken as they are. O(size of the process).
    [[nodiscard]] CONVENE_DECL static std::optional<Instance> restore(Process process, InstanceState state);

    [[nodiscard]] const Process& process() const& { return process_; }
    [[nodiscard]] const RunIndex& index() const& { return *index_; }
    [[nodiscard]] const InstanceState& state() const& { return state_; }
    [[nodiscard]] const ArtifactState& operator[](ArtifactId id) const& { return state_.artifacts[id]; }
    [[nodiscard]] const ActivityState& operator[](ActivityId id) const& { return state_.activities[id]; }

    /// Whether everything is fresh and nothing deferred; recurring activities and those per case aside. O(activities).
    [[nodiscard]] CONVENE_DECL bool finished() const;

    /// What the request makes happen at `request.at`, beginning with what fell due by then, or everything that stands
    /// in its way. No events: a repeated number, or it is so already. O(links of the activity), and O(state) if
    /// something fell due.
    [[nodiscard]] CONVENE_DECL Decision decide(const Request& request) const;
    [[nodiscard]] Decision decide(const Command& command, Instant at) const {
        return decide(Request{.command = command, .at = at});
    }

    /// What falls due by itself up to `at`, and when: occurrences, warnings, breaches; and the instance that this leads
    /// to. `due(a)`, applied, and then `due(b)` are together `due(b)`. O(state + events * timed activities).
    [[nodiscard]] CONVENE_DECL Due due(Instant at) const;

    /// Whether the event can come next here: its number, its time, and all ids that it names.
    [[nodiscard]] CONVENE_DECL bool fits(const Event& event) const;
    /// Makes it so, and says whether: an event that can't come next changes nothing. O(links of what changes * log).
    [[nodiscard]] CONVENE_DECL bool apply(const Event& event);
    /// The same for events one after the other. Without the right numbers and times, such as events that were decided
    /// in a state that has passed, none is applied; else all up to the first that names what this process doesn't have.
    [[nodiscard]] CONVENE_DECL bool apply(const Events& events);

    /// Decides and applies. A refused request leaves the instance as it was.
    [[nodiscard]] CONVENE_DECL Decision execute(const Request& request);
    [[nodiscard]] Decision execute(const Command& command, Instant at) {
        return execute(Request{.command = command, .at = at});
    }

    /// Of one without a name, as a function returns it, a copy.
    template <class I>
    [[nodiscard]] auto operator[](I id) const&& {
        return (*this)[id];
    }
    // What else it shows would be gone with it.
    void process() const&& = delete;
    void index() const&& = delete;
    void state() const&& = delete;

    /// Whether both are in the same state of the same process.
    friend CONVENE_DECL bool operator==(const Instance& a, const Instance& b);

  private:
    [[nodiscard]] Due due(Instant at, std::size_t limit) const;
    [[nodiscard]] bool fits(const Event& event, std::shared_ptr<const RunIndex>& index) const;
    [[nodiscard]] Decision decide(const Request& request, Due& due) const;
    void add_adjourned(Events& events, std::size_t from) const;
    void make(const Event& event, std::shared_ptr<const RunIndex> index);
    [[nodiscard]] bool make(std::span<const Event> events);

    void require_state() const;

    Process process_;
    std::shared_ptr<const RunIndex> index_;
    InstanceState state_;
};

/// What falls due by itself, and what it leads to.
struct Due {
    Events events = {};
    /// The instance after the events; nothing if there are none, as it stays as it is.
    std::optional<Instance> later = {};
};

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/run/impl/decide.ipp>
#include <convene/run/impl/instance.ipp>
#endif
