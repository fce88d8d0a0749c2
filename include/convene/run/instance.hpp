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

/// The events that a command causes, or why it is refused.
using Decision = tl::expected<Events, Refusal>;

/// A running process. A value: copying it costs O(state) and gives an independent what-if. Nothing happens by itself.
///
/// `decide` returns the events that a command would cause and changes nothing; `apply` folds events into the state. If
/// you keep the events and apply them to a new instance of the same process, you get the same instance at every step.
///
/// - An activity can be opened when its inputs are resolved and come from fresh activities, its predecessors are fresh,
///   lags and dates permit, and it is not fresh itself.
/// - An activity is *fresh*, or up to date, if its decision is based on the current revisions of everything it depends
///   on, and the activities that produce these are fresh themselves. A decision with the same result as before, or a
///   document with the same digest, makes no new revision, so what is based on it stays fresh.
/// - `Close::return_to` withdraws the decision of an earlier activity and this one; both are held again. Activities in
///   between are stale until the earlier one is held again, and afterwards only if a revision they are based on has
///   changed.
/// - If something an open activity is based on changes, the activity is adjourned: it waits to be opened again.
/// - A rejection or deferral holds up the successors until it is waived (`Waive`) or, after a deferral, until the
///   activity is held again.
/// - Maximum lags and deadlines stop nothing; `forecast` shows which are missed.
/// - A decision needs people: it is refused while a deciding role is unfilled, each person has one vote, as itself or
///   as a delegate, and people who are away cannot decide.
/// - Other roles are not required as long as nobody is known to fill them.
///
/// A moved-from instance may only be assigned to or destroyed; asking it for a decision ends the program.
class Instance {
  public:
    /// Nothing has happened yet. O(size of the process).
    CONVENE_DECL explicit Instance(Process process);

    /// Restores an instance from a saved state; nothing if sizes, ids or times don't fit this process. Members that
    /// follow from others are not checked against them. O(size of the process).
    [[nodiscard]] CONVENE_DECL static std::optional<Instance> restore(Process process, InstanceState state);

    [[nodiscard]] const Process& process() const& { return process_; }
    [[nodiscard]] const RunIndex& index() const& { return *index_; }
    [[nodiscard]] const InstanceState& state() const& { return state_; }
    [[nodiscard]] const ArtifactState& operator[](ArtifactId id) const& { return state_.artifacts[id]; }
    [[nodiscard]] const ActivityState& operator[](ActivityId id) const& { return state_.activities[id]; }

    /// Whether everything is fresh and nothing deferred, apart from recurring and per-case activities. O(activities).
    [[nodiscard]] CONVENE_DECL bool finished() const;

    /// The events that the request causes at `request.at`, beginning with those that fell due by then, or everything
    /// that stands in its way. No events: the number is repeated, or there is nothing to change. O(links of the
    /// activity), and O(state) if something fell due.
    [[nodiscard]] CONVENE_DECL Decision decide(const Request& request) const;
    [[nodiscard]] Decision decide(const Command& command, Instant at) const {
        return decide(Request{.command = command, .at = at});
    }

    /// What falls due by itself up to `at`, and when: occurrences, warnings, breaches; and the resulting instance.
    /// Applying `due(a)` and then `due(b)` gives the same as `due(b)`. O(state + events * timed activities).
    [[nodiscard]] CONVENE_DECL Due due(Instant at) const;

    /// Whether the event can come next here, by its number, its time, and all ids in it.
    [[nodiscard]] CONVENE_DECL bool fits(const Event& event) const;
    /// Applies the event; false, without any change, if it can't come next. O(links of what changes * log).
    [[nodiscard]] CONVENE_DECL bool apply(const Event& event);
    /// The same for events one after the other. With wrong numbers or times, such as those of events decided in an
    /// earlier state, none is applied; otherwise all up to the first that names something this process doesn't have.
    [[nodiscard]] CONVENE_DECL bool apply(const Events& events);

    /// Decides and applies. A refused request leaves the instance as it was.
    [[nodiscard]] CONVENE_DECL Decision execute(const Request& request);
    [[nodiscard]] Decision execute(const Command& command, Instant at) {
        return execute(Request{.command = command, .at = at});
    }

    /// If the instance is a temporary, a copy.
    template <class I>
    [[nodiscard]] auto operator[](I id) const&& {
        return (*this)[id];
    }
    // Other views of a temporary would dangle.
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

/// What falls due by itself, and the result.
struct Due {
    Events events = {};
    /// The instance after the events; absent if there are none.
    std::optional<Instance> later = {};
};

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/run/impl/decide.ipp>
#include <convene/run/impl/instance.ipp>
#endif
