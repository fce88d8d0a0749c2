#pragma once

#include <convene/core/detail/hash.hpp>
#include <convene/run/event.hpp>
#include <convene/run/impl/periods.hpp>
#include <convene/run/impl/readiness.hpp>

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

namespace convene::detail {

/// What a decision says, as a number; never 0.
inline std::uint64_t digest_of(Outcome outcome, const std::vector<Outcome>& matters) {
    std::uint64_t digest = fnv_offset;
    const auto mix = [&](std::uint64_t value) { digest = fnv_mix(digest, value); };
    mix(static_cast<std::uint64_t>(outcome) + 1);
    const bool all_alike = std::ranges::all_of(matters, [&](Outcome m) { return m == outcome; });
    if (!all_alike)
        for (const auto matter : matters) mix(static_cast<std::uint64_t>(matter) + 1);
    return digest | 1U;
}

/// Folds events into a state. What follows from an event (who is stale, what is adjourned, what has become possible)
/// is settled with it, from what changed outwards and each activity after all that it waits for.
class Fold {
  public:
    Fold(const Process& process, const RunIndex& index, InstanceState& state)
        : state_(state), view_{process, index, state} {
        queue_.reserve(8);
    }

    void operator()(const Event& event) {
        state_.seq = event.seq;
        state_.time = event.at;
        now_ = event.at;
        remember(event.request);
        // Every gap that began before is told; shifts that are over may be forgotten.
        for (auto& covered : state_.covered.vector()) covered = std::max(covered, now_);
        std::visit([&](const auto& fact) { on(fact); }, event.fact);
        std::erase_if(state_.delegations, [&](const Delegation& d) { return d.end <= now_; });
        std::erase_if(state_.shifts, [&](const DutyShift& s) { return s.end <= now_; });
        settle();
    }

  private:
    using Entry = std::pair<std::uint32_t, ActivityId>;

    void remember(std::uint64_t request) {
        auto& list = state_.requests;
        if (request == 0 || (!list.empty() && list.back() == request)) return;
        if (list.size() == InstanceState::memory) list.erase(list.begin());
        list.push_back(request);
    }

    ActivityState& at(ActivityId id) { return state_.activities[id]; }

    void on(const event::Started& e) {
        state_.started = now_;
        state_.round = e.round;
        for (const auto q : state_.quotas.ids())
            state_.quotas[q].begin = period_begin(view_.process.quotas()[q.index()].per, now_);
        for (const auto id : state_.activities.ids()) touch(id);
    }

    void on(const event::Bound& e) {
        auto& people = state_.bound[e.role];
        add_once(people, e.person);
        std::ranges::sort(people);
    }

    void on(const event::Delegated& e) {
        std::erase_if(state_.delegations, [&](const Delegation& d) { return d.from == e.from && d.to == e.to; });
        if (e.begin < e.end) state_.delegations.push_back({e.from, e.to, e.begin, e.end});
    }

    void on(const event::Called& e) { at(e.activity).called = e.moment; }

    void on(const event::Recorded& e) {
        const auto slot = quota_slot(view_, view_.process.quotas()[e.quota.index()], e.person);
        if (!slot) return;
        auto& done = state_.quotas[e.quota].done[*slot];
        done += std::min(e.count, 0xFFFFFFFF - done);
    }

    void on(const event::QuotaClosed& e) {
        auto& quota = state_.quotas[e.quota];
        if (quota.begin) quota.begin = period_end(view_.process.quotas()[e.quota.index()].per, *quota.begin);
        quota.before = quota.done;
        std::ranges::fill(quota.done, 0U);
    }

    /// Where a shift ends, or the one that it replaces began, there may be a gap that was told as part of another.
    void on(const event::Staffed& e) {
        auto& covered = state_.covered[e.cover];
        std::erase_if(state_.shifts, [&](const DutyShift& s) {
            const bool same = s.cover == e.cover && s.person == e.person && s.begin == e.begin;
            if (same) covered = std::min(covered, std::max(s.begin, now_));
            return same;
        });
        if (e.begin >= e.end) return;
        state_.shifts.push_back({e.cover, e.person, e.begin, e.end});
        covered = std::min(covered, std::max(e.end, now_));
    }

    /// What carries over has been; what follows from it may be another.
    void on(const event::Migrated&) {
        for (const auto id : state_.activities.ids()) touch(id);
    }

    void on(const event::Uncovered& e) { state_.covered[e.cover] = std::max(e.until, now_); }

    void on(const event::Opened& e) {
        auto& a = at(e.activity);
        a.open = true;
        a.opened = now_;
        a.opener = e.by;
        a.adjourned.reset();
        std::vector<std::pair<std::uint32_t, std::vector<PersonId>>> performers;
        for (const auto& part : view_.index.parts(e.activity))
            if (part.duty != DutyKind::decides)
                performers.emplace_back(part.number, openers(view_, e.activity, part, e.by, e.present, now_));
        for (auto& [part, people] : performers) state_.performers[part] = std::move(people);
        changed(e.activity);
    }

    void on(const event::Closed& e) {
        auto& a = at(e.activity);
        decided(e.activity, e.outcome, e.by);
        a.stands = true;
        a.closed = now_;
        // The next occurrence that waits keeps its clock.
        if (!a.pending.empty()) a.pending.erase(a.pending.begin());
        if (a.pending.empty()) a.available.reset();
        if (set_record(a, digest_of(e.outcome, e.matters))) move_followers(e.activity);
        stand_on_current(e.activity);
        changed(e.activity);
    }

    void on(const event::Returned& e) {
        decided(e.activity, e.outcome, e.by);
        auto& target = at(e.to);
        at(e.activity).stands = false;
        at(e.activity).available.reset();
        target.stands = false;
        target.open = false;
        target.called.reset();
        const auto reworks = view_.process.reworks(e.activity);
        for (std::size_t i = 0; i < reworks.size(); ++i)
            if (reworks[i].to == e.to) {
                ++state_.returns[view_.process.data().reworks.first(e.activity) + i];
                break;
            }
        changed(e.activity);
        changed(e.to);
    }

    void on(const event::Reaffirmed& e) {
        stand_on_current(e.activity);
        changed(e.activity);
    }

    void on(const event::Issued& e) { resolve(e.artifact, Resolution::issued, e.digest); }
    void on(const event::Voided& e) { resolve(e.artifact, Resolution::unavailable, 0); }

    void on(const event::Occurred& e) {
        auto& a = at(e.activity);
        a.stands = true;
        a.opened = e.on;
        a.closed = e.on;
        a.round = 1;
        set_record(a, 1);
        changed(e.activity);
    }

    void on(const event::Waived& e) {
        at(e.activity).excused |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(e.what));
        changed(e.activity);
    }

    void on(const event::HandedOver& e) {
        state_.handed_to[e.from] = e.to;
        state_.handed_to[e.to] = {};
    }

    void on(const event::Recurred& e) {
        auto& a = at(e.activity);
        a.occurrence = now_;
        a.pending.push_back({now_, Told::nothing});
        changed(e.activity);
    }

    void on(const event::Lapsed& e) {
        auto& a = at(e.activity);
        const auto gone = std::erase_if(a.pending, [&](const PendingOccurrence& p) { return p.at == e.occurrence; });
        a.missed += static_cast<std::uint32_t>(gone);
        changed(e.activity);
    }

    void on(const event::WarningDue& e) { told(e.activity, e.occurrence, Told::warning); }
    void on(const event::Breached& e) { told(e.activity, e.occurrence, Told::breach); }

    void on(const event::Adjourned& e) {
        auto& a = at(e.activity);
        a.open = false;
        a.adjourned = now_;
        changed(e.activity);
    }

    void on(const event::Advanced&) {}

    void told(ActivityId id, std::optional<Instant> occurrence, Told what) {
        auto& a = at(id);
        for (auto& p : a.pending)
            if (!occurrence || p.at == *occurrence) {
                p.told = what;
                return;
            }
        a.told = what;
    }

    void decided(ActivityId id, Outcome outcome, const std::vector<PersonId>& by) {
        auto& a = at(id);
        a.open = false;
        a.outcome = outcome;
        a.excused = 0;
        a.called.reset();
        a.told = Told::nothing;
        ++a.round;
        const auto duty = closing_duty(view_, id);
        for (const auto& part : view_.index.parts(id)) {
            auto& people = state_.performers[part.number];
            if (part.duty == DutyKind::decides) {
                people = performers(view_, id, DutyKind::decides, by, now_);
            } else if (part.duty == duty) { // ending the work is doing it, too
                for (const auto person : performers(view_, id, part.duty, by, now_)) add_once(people, person);
                std::ranges::sort(people);
            } else if (part.duty == DutyKind::reports && duty == DutyKind::decides) {
                if (auto left = without(people, by); has_holder(view_, id, part.duty, left)) people = std::move(left);
            }
        }
    }

    /// Whether the record has a new revision.
    static bool set_record(ActivityState& a, std::uint64_t digest) {
        if (a.record != 0 && a.record_digest == digest) return false;
        a.record_digest = digest;
        ++a.record;
        return true;
    }

    /// Those that stand on the record of `id` and may be open, as it was fresh while it was held anew.
    void move_followers(ActivityId id) {
        for (const auto next : view_.index.affected(id))
            for (const auto& gate : view_.index.gates(next))
                if (gate.from == id && gate.is_order()) moved_.push_back(next);
    }

    void stand_on_current(ActivityId id) {
        for_each_basis(view_, id,
                       [&](std::uint32_t at, std::uint32_t revision, const Thing&) { state_.basis[at] = revision; });
    }

    void resolve(ArtifactId id, Resolution resolution, std::uint64_t digest) {
        auto& artifact = state_.artifacts[id];
        if (artifact.resolution == resolution && artifact.digest == digest) return;
        artifact = {resolution, artifact.revision + 1, digest};
        for (const auto consumer : view_.index.consumers(id)) {
            touch(consumer);
            moved_.push_back(consumer);
        }
    }

    void changed(ActivityId id) {
        touch(id);
        for (const auto next : view_.index.affected(id)) touch(next);
    }

    void touch(ActivityId id) {
        queue_.emplace_back(view_.index.rank(id), id);
        std::push_heap(queue_.begin(), queue_.end(), std::greater<>());
    }

    Entry next() {
        std::pop_heap(queue_.begin(), queue_.end(), std::greater<>());
        const auto entry = queue_.back();
        queue_.pop_back();
        return entry;
    }

    void settle() {
        std::ranges::sort(moved_);
        while (!queue_.empty()) {
            const auto entry = next();
            while (!queue_.empty() && queue_.front() == entry) next();
            if (evaluate(entry.second))
                for (const auto other : view_.index.affected(entry.second)) touch(other);
        }
        moved_.clear();
    }

    /// Brings what is derived for the activity up to date; whether anything changed that others look at.
    bool evaluate(ActivityId id) {
        auto& a = at(id);
        const auto begun = has_begun(a);
        const auto fresh = a.fresh;
        const bool external = view_.process[id].kind == ActivityKind::external;
        const bool ready = !external && is_ready(view_, id);
        const bool moved = std::ranges::binary_search(moved_, id);
        if (a.open && (!ready || moved) && !is_excused(a, Excuse::movement)) a.open = false;
        a.fresh = a.stands && (external || is_basis_current(view_, id));
        if (!ready || !is_to_do(view_, id)) {
            a.available.reset();
            a.told = Told::nothing;
        } else if (!a.available) {
            a.available = now_;
        }
        return begun != has_begun(a) || fresh != a.fresh;
    }

    InstanceState& state_;
    View view_;
    Instant now_{};
    std::vector<Entry> queue_;      // a heap, the first in rank in front
    std::vector<ActivityId> moved_; // consumers of what has a new revision
};

} // namespace convene::detail
