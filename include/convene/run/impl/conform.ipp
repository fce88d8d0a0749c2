#pragma once

#include <convene/run/conform.hpp>
#include <convene/run/impl/people.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace convene {

namespace detail {

/// Plays a log on an instance, and makes happen what happened, allowed or not.
class LogPlayer {
  public:
    LogPlayer(const Process& process, const LoggedCase& logged) : out_{{}, 0, logged.left_out, Instance(process)} {
        for (const auto& each : logged.unknown) told_.insert(each.number);
        for (std::size_t i = 0; i < logged.requests.size(); ++i)
            if (const auto activity = activity_of(logged.requests[i].request.command)) last_[*activity] = i;
    }

    Conformance operator()(const LoggedCase& logged) {
        out_.deviations = logged.unknown;
        const auto is_start = [](const LoggedRequest& r) {
            return std::holds_alternative<command::Start>(r.request.command);
        };
        if (!logged.requests.empty() && std::ranges::none_of(logged.requests, is_start)) {
            const auto first = logged.requests.front().request.at;
            (void)run().execute(command::Start{}, std::min(first, run().process().start().value_or(first)));
        }
        for (now_ = 0; now_ < logged.requests.size(); ++now_) play(logged.requests[now_]);
        std::ranges::stable_sort(out_.deviations, {}, &Deviation::number);
        return std::move(out_);
    }

  private:
    Instance& run() { return out_.instance; }

    /// The activity that a command opens or closes.
    static std::optional<ActivityId> activity_of(const Command& command) {
        if (const auto* open = std::get_if<command::Open>(&command)) return open->activity;
        if (const auto* close = std::get_if<command::Close>(&command)) return close->activity;
        if (const auto* occur = std::get_if<command::Occur>(&command)) return occur->activity;
        return std::nullopt;
    }

    void play(const LoggedRequest& logged) {
        auto asked = logged.request;
        asked.far_ahead = true;
        tell_backwards(logged);
        if (run().state().time) asked.at = std::max(asked.at, *run().state().time);
        if (auto* close = std::get_if<command::Close>(&asked.command)) complete_outputs(logged.number, *close);
        const bool counts = !std::holds_alternative<command::Advance>(asked.command) && !logged.implied;
        auto refusal = attempt(asked, logged);
        if (refusal)
            std::erase_if(refusal->blockers, [&](const Blocker& b) { return is_untold(b, asked.command, logged); });
        if (refusal && !refusal->blockers.empty()) {
            // An opening that the log implies and the closing are one event, and one slip.
            if (told_.insert(logged.number).second)
                out_.deviations.push_back({logged.number, logged.request, std::move(*refusal)});
        } else if (counts && !told_.contains(logged.number)) {
            ++out_.obeyed;
        }
        if (refusal) force(asked);
    }

    /// Tells a date before that of the one before. The next is compared with this one, so a wrong date is one slip.
    void tell_backwards(const LoggedRequest& logged) {
        const auto before = std::exchange(dated_, logged.request.at);
        if (before && logged.request.at < *before && told_.insert(logged.number).second)
            out_.deviations.push_back({logged.number, logged.request,
                                       Refusal{{{Code::time_backwards, {}, {logged.request.at, *before}, {}, {}}}}});
    }

    /// Executes; where what is in the way can be taken as done, that first. What is left in the way.
    std::optional<Refusal> attempt(const Request& asked, const LoggedRequest& logged) {
        for (;;) {
            auto decision = run().execute(asked);
            if (decision) return std::nullopt;
            if (decision.error().code() == Code::too_much_due) {
                const auto until = std::get<Instant>(decision.error().blockers.front().arguments[1]);
                if (!run().execute(Request{.command = command::Advance{}, .at = until, .far_ahead = true}))
                    return std::move(decision.error());
                continue;
            }
            if (take_missing(decision.error(), logged.number, asked) || send_back(decision.error(), asked)) continue;
            return std::move(decision.error());
        }
    }

    /// What comes before and is nowhere in the log; each is a deviation, and done from here on.
    bool take_missing(const Refusal& refusal, std::uint32_t number, const Request& asked) {
        bool any = false;
        for (const auto& b : refusal.blockers) {
            const auto before = awaited(b);
            if (!before || missing_.contains(*before)) continue;
            const auto& a = run()[*before];
            if (a.stands || a.open || last_.contains(*before)) continue;
            missing_.insert(*before);
            const auto& process = run().process();
            Request held{.command = command::Close{.activity = *before}, .at = asked.at, .far_ahead = true};
            if (process[*before].kind == ActivityKind::external)
                held.command = command::Occur{*before, asked.at};
            else
                complete_outputs(number, std::get<command::Close>(held.command));
            LoggedRequest logged{number, held, true, true};
            if (auto more = run().decide(held); !more) (void)take_missing(more.error(), number, asked);
            out_.deviations.push_back({number, held, Refusal{{{Code::log_activity_missing, *before, {}, {}, {}}}}});
            force(held);
            any = true;
        }
        return any;
    }

    /// The activity that has to be held first.
    [[nodiscard]] std::optional<ActivityId> awaited(const Blocker& b) {
        if (b.arguments.empty()) return std::nullopt;
        if (b.code == Code::predecessor_not_fresh || b.code == Code::predecessor_not_begun) {
            if (const auto* id = std::get_if<ActivityId>(&b.arguments[0])) return *id;
        } else if (b.code == Code::input_missing) {
            if (const auto* id = std::get_if<ArtifactId>(&b.arguments[0]))
                if (const auto producer = run().process()[*id].producer) return *producer;
        }
        return std::nullopt;
    }

    /// Where what is held again is fresh, a decision after it may have sent it back: the last one that may.
    bool send_back(const Refusal& refusal, const Request& asked) {
        const auto id = activity_of(asked.command);
        if (!id || refusal.code() != Code::already_fresh) return false;
        const auto& process = run().process();
        std::optional<ActivityId> sender;
        for (const auto from : process.activities().ids()) {
            const auto& a = run()[from];
            if (!a.stands || !a.closed || *a.closed < run()[*id].closed.value_or(far_past)) continue;
            const auto reworks = process.reworks(from);
            const auto rework = std::ranges::find(reworks, *id, &Rework::to);
            if (rework == reworks.end()) continue;
            const auto first = process.data().reworks.first(from);
            if (run().state().returns[first + static_cast<std::size_t>(rework - reworks.begin())] >= rework->max_rounds)
                continue;
            if (!sender || *run()[*sender].closed <= *a.closed) sender = from;
        }
        return sender && add(asked.at, event::Returned{*sender, *id, Outcome::rejected, {}, {}});
    }

    /// Whether this is in the way only because the log doesn't say more, or because of a slip that is told already.
    bool is_untold(const Blocker& b, const Command& command, const LoggedRequest& logged) {
        const auto waits_for = [&](ActivityId id) { return run()[id].stands || missing_.contains(id); };
        if (b.code == Code::predecessor_not_fresh || b.code == Code::predecessor_not_begun)
            return waits_for(std::get<ActivityId>(b.arguments[0]));
        if (b.code == Code::input_not_fresh) return waits_for(std::get<ActivityId>(b.arguments[1]));
        if (b.code == Code::input_missing && !awaited(b)) return logged.partial; // it comes from outside
        if (b.code == Code::not_open && std::holds_alternative<ActivityId>(b.about))
            return forced_open_.contains(std::get<ActivityId>(b.about));
        if (!logged.partial) return false;
        if (b.code == Code::attendee_missing || b.code == Code::output_unresolved || b.code == Code::matters_mismatch ||
            b.code == Code::authority_missing || b.code == Code::nobody_decides)
            return true;
        const bool nobody_named = !b.arguments.empty() && std::holds_alternative<std::monostate>(b.arguments[0]);
        if (nobody_named) return true;
        if (const auto* open = std::get_if<command::Open>(&command))
            return b.code == Code::not_its_opener && open->by && takes_part(*open->by, open->activity);
        if (const auto* close = std::get_if<command::Close>(&command))
            return b.code == Code::quorum_missing &&
                   std::ranges::all_of(close->by, [&](PersonId p) { return decides(p, close->activity); });
        return false;
    }

    [[nodiscard]] View view() { return {run().process(), run().index(), run().state()}; }
    bool takes_part(PersonId person, ActivityId id) {
        const auto at = run().state().time.value_or(far_past);
        for (const auto kind : {DutyKind::initiates, DutyKind::works, DutyKind::decides, DutyKind::reports})
            if (acting(view(), person, id, kind, at)) return true;
        return false;
    }
    bool decides(PersonId person, ActivityId id) {
        return acting(view(), person, id, DutyKind::decides, run().state().time.value_or(far_past)).has_value();
    }

    /// Makes it happen, without asking.
    void force(const Request& asked) {
        const auto add_output = [&](const Output& output) {
            const auto& now = run()[output.artifact];
            if (output.digest && (now.resolution != Resolution::issued || now.digest != *output.digest))
                (void)add(asked.at, event::Issued{output.artifact, *output.digest});
            else if (!output.digest && now.resolution != Resolution::unavailable)
                (void)add(asked.at, event::Voided{output.artifact});
        };
        if (const auto* open = std::get_if<command::Open>(&asked.command)) {
            if (!run()[open->activity].open)
                (void)add(asked.at, event::Opened{open->activity, open->by, open->present});
            forced_open_.insert(open->activity);
        } else if (const auto* close = std::get_if<command::Close>(&asked.command)) {
            for (const auto& output : close->outputs) add_output(output);
            forced_open_.erase(close->activity);
            if (close->return_to)
                (void)add(asked.at, event::Returned{close->activity, *close->return_to, close->outcome, close->by,
                                                    close->matters});
            else
                (void)add(asked.at, event::Closed{close->activity, close->outcome, close->by, close->matters});
        } else if (const auto* occur = std::get_if<command::Occur>(&asked.command)) {
            if (!run()[occur->activity].stands) (void)add(asked.at, event::Occurred{occur->activity, occur->at});
        } else if (const auto* issue = std::get_if<command::Issue>(&asked.command)) {
            add_output({issue->artifact, issue->digest});
        }
    }

    bool add(Instant at, Fact fact) {
        const auto& state = run().state();
        return run().apply(Event{state.seq + 1, std::max(at, state.time.value_or(at)), 0, std::move(fact)});
    }

    /// What the decision says nothing of is as it was.
    void complete_outputs(std::uint32_t number, command::Close& close) {
        const auto& process = run().process();
        if (close.activity.index() >= process.activities().size() || close.return_to) return;
        for (const auto artifact : process.produces(close.activity)) {
            if (process[artifact].producer != OptionalId<ActivityId>(close.activity)) continue;
            if (std::ranges::find(close.outputs, artifact, &Output::artifact) != close.outputs.end()) continue;
            const auto& now = run()[artifact];
            if (now.resolution == Resolution::unavailable)
                close.outputs.push_back({artifact, std::nullopt});
            else
                close.outputs.push_back({artifact, now.resolution == Resolution::issued ? now.digest : number});
        }
    }

    Conformance out_;
    std::size_t now_ = 0;
    std::optional<Instant> dated_;           // the request before
    std::set<std::uint32_t> told_;           // the events that have a deviation
    std::set<ActivityId> forced_open_;       // as far as the log goes
    std::map<ActivityId, std::size_t> last_; // where the log has it last
    std::set<ActivityId> missing_;
};

} // namespace detail

CONVENE_DECL Conformance conform(const Process& process, const LoggedCase& logged) {
    return detail::LogPlayer(process, logged)(logged);
}

} // namespace convene
