#pragma once
/// \file
/// One run of a schedule generation scheme, serial or parallel.

#include <convene/rcpsp/impl/blocked_jobs.hpp>
#include <convene/rcpsp/impl/job_room.hpp>
#include <convene/rcpsp/impl/rank_set.hpp>
#include <convene/rcpsp/sgs.hpp>

#include <algorithm>
#include <cassert>
#include <optional>
#include <utility>
#include <vector>

namespace convene::rcpsp::detail {

class Sgs {
  public:
    Sgs(const Problem& problem, const SgsOptions& options)
        : p_(problem), o_(options), bounded_(problem.has_windows() || !problem.acyclic()), room_(problem) {}

    Generation run() {
        if (!prepare()) return std::move(out_);
        if (o_.scheme == Scheme::serial)
            serial();
        else
            parallel();
        for (Job j = 0; j < p_.jobs(); ++j)
            if (!placed_[j]) out_.starts[j] = early_[j];
        return std::move(out_);
    }

  private:
    static constexpr std::uint32_t nobody = 0xFFFFFFFFU;
    /// Between the steps by which memory is asked for, in jobs.
    static constexpr std::uint32_t lead = 8;

    struct Entry {
        double key;
        std::int32_t group;
        Job job;

        bool operator<(const Entry& o) const {
            if (group != o.group) return group < o.group;
            return key != o.key ? key < o.key : job < o.job;
        }
    };

    [[nodiscard]] Entry entry(Job j) const {
        return {o_.keys.empty() ? 0.0 : o_.keys[j], o_.classes.empty() ? 0 : o_.classes[j], j};
    }

    bool stuck(Generation::Obstacle obstacle, Job job) {
        out_.obstacle = obstacle;
        out_.job = job;
        return false;
    }

    bool prepare() {
        const auto n = p_.jobs();
        out_.starts.assign(n, 0);
        placed_.assign(n, false);
        release_.resize(n);
        for (Job j = 0; j < n; ++j)
            release_[j] = std::max(p_.window(j).earliest, o_.not_before.empty() ? 0 : o_.not_before[j]);
        early_ = release_;
        open_.assign(n, 0);
        for (Job j = 0; j < n; ++j)
            for (const auto& l : p_.successors(j)) open_[l.job] += p_.orders(j, l) ? 1U : 0U;
        if (!bounded_) return true;
        late_.assign(n, unbounded);
        reason_.assign(n, nobody);
        queued_.assign(n, false);
        if (!p_.acyclic() && !earliest_starts(p_)) return stuck(Generation::Obstacle::arcs, 0);
        if (!retighten()) return stuck(Generation::Obstacle::arcs, failed_);
        for (Job j = 0; j < n; ++j) {
            if (p_.window(j).earliest < p_.window(j).latest) continue;
            if (room_.fit(j, early_[j]) != p_.window(j).earliest) return stuck(Generation::Obstacle::capacity, j);
            place(j, early_[j]);
        }
        return true;
    }

    // ---- latest starts and who is to blame

    /// Everything from the windows, releases and placed jobs anew. False on a contradiction at `failed_`.
    bool retighten() {
        for (Job j = 0; j < p_.jobs(); ++j) {
            early_[j] = placed_[j] ? out_.starts[j] : p_.next_start(j, release_[j]);
            late_[j] = placed_[j] ? out_.starts[j] : p_.window(j).latest;
            reason_[j] = nobody;
        }
        queue_.assign(p_.order().begin(), p_.order().end());
        std::fill(queued_.begin(), queued_.end(), true);
        return propagate();
    }

    void enqueue(Job j) {
        if (queued_[j]) return;
        queued_[j] = true;
        queue_.push_back(j);
    }

    bool propagate() {
        bool good = true;
        for (std::size_t head = 0; head < queue_.size(); ++head) {
            const Job j = queue_[head];
            queued_[j] = false;
            if (!good) continue;
            for (const auto& l : p_.successors(j)) {
                const Time t = p_.pushed(j, l, early_[j]);
                if (t <= early_[l.job]) continue;
                early_[l.job] = t;
                if (t > late_[l.job] || t > unbounded / 2) good = false, failed_ = l.job;
                enqueue(l.job);
            }
            for (const auto& l : p_.predecessors(j)) {
                if (l.to_edge == Edge::finish || late_[j] >= unbounded) continue;
                const Time t = late_[j] - (l.lag + (l.from_edge == Edge::finish ? p_.duration(l.job) : 0));
                if (t >= late_[l.job]) continue;
                late_[l.job] = t;
                reason_[l.job] = j;
                if (t < early_[l.job]) good = false, failed_ = l.job;
                enqueue(l.job);
            }
            if (head > 8 * std::size_t{p_.jobs()} + 1024) {
                queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(head) + 1);
                head = static_cast<std::size_t>(-1);
            }
        }
        queue_.clear();
        return good;
    }

    /// With breaks the latest starts are a relaxation, so arcs to placed jobs are looked at once more.
    [[nodiscard]] Job broken_by(Job j, Time start) const {
        if (!p_.has_calendars()) return nobody;
        for (const auto& l : p_.successors(j))
            if (placed_[l.job] && p_.pushed(j, l, start) > out_.starts[l.job]) return l.job;
        return nobody;
    }

    /// Takes out the placed job that keeps `j` from `start`, and all that start no earlier. False if there is none.
    bool unschedule(Job j, Time shortfall, Job culprit) {
        while (culprit != nobody && !placed_[culprit]) culprit = reason_[culprit];
        if (culprit == nobody) return stuck(Generation::Obstacle::window, j);
        const auto fixed = [&](Job k) { return p_.window(k).earliest == p_.window(k).latest; };
        if (fixed(culprit) || ++out_.unscheduled > o_.unschedule_limit) return stuck(Generation::Obstacle::lag, j);
        const Time since = out_.starts[culprit];
        release_[culprit] = since + std::max(1, shortfall);
        for (Job k = 0; k < p_.jobs(); ++k) {
            if (!placed_[k] || fixed(k) || (out_.starts[k] < since && k != culprit)) continue;
            room_.take(k, out_.starts[k], -1);
            placed_[k] = false;
            for (const auto& l : p_.successors(k)) open_[l.job] += p_.orders(k, l) ? 1U : 0U;
            --count_;
        }
        if (!retighten()) return stuck(Generation::Obstacle::lag, failed_);
        return true;
    }

    bool place(Job j, Time start) {
        out_.starts[j] = start;
        placed_[j] = true;
        ++count_;
        room_.take(j, start, 1);
        for (const auto& l : p_.successors(j)) {
            open_[l.job] -= p_.orders(j, l) ? 1U : 0U;
            if (!bounded_) early_[l.job] = std::max(early_[l.job], p_.pushed(j, l, start));
        }
        if (!bounded_) return true;
        early_[j] = late_[j] = start;
        enqueue(j);
        return propagate();
    }

    /// Places `j` at `start` or takes out what forbids it. Tells whether `j` stands.
    enum class Outcome { placed, unscheduled, stuck };
    Outcome settle(Job j, Time start) {
        if (start >= unbounded) return stuck(Generation::Obstacle::capacity, j), Outcome::stuck;
        if (!bounded_) return place(j, start), Outcome::placed;
        if (start > late_[j]) {
            const Time late = late_[j];
            return unschedule(j, start - late, reason_[j]) ? Outcome::unscheduled : Outcome::stuck;
        }
        if (const Job k = broken_by(j, start); k != nobody)
            return unschedule(j, 1, k) ? Outcome::unscheduled : Outcome::stuck;
        if (place(j, start)) return Outcome::placed;
        // An unplaced job has lost its last start: whoever bounds it from above must move, or else `j` itself.
        const Job victim = failed_;
        const Job culprit = late_[victim] < p_.window(victim).latest ? reason_[victim] : j;
        const Time shortfall = early_[victim] - late_[victim];
        return unschedule(victim, shortfall, culprit == nobody ? j : culprit) ? Outcome::unscheduled : Outcome::stuck;
    }

    // ---- serial

    void rank_jobs() {
        std::vector<Entry> sorted(p_.jobs());
        for (Job j = 0; j < p_.jobs(); ++j) sorted[j] = entry(j);
        std::sort(sorted.begin(), sorted.end());
        rank_.resize(p_.jobs());
        by_rank_.resize(p_.jobs());
        for (std::uint32_t r = 0; r < p_.jobs(); ++r) {
            by_rank_[r] = sorted[r].job;
            rank_[sorted[r].job] = r;
        }
    }

    void serial() {
        rank_jobs();
        RankSet eligible(p_.jobs());
        const auto collect = [&] {
            eligible.clear();
            for (Job j = 0; j < p_.jobs(); ++j)
                if (!placed_[j] && open_[j] == 0) eligible.insert(rank_[j]);
        };
        collect();
        while (count_ < p_.jobs()) {
            assert(!eligible.empty());
            const auto next = eligible.pop();
            const Job j = by_rank_[next];
            // With most keys jobs come nearly by rank, so it is known whose memory will be needed.
            if (next + 3 * lead < p_.jobs()) {
                const Job soon = by_rank_[next + 3 * lead];
                convene::detail::prefetch(&early_[soon]);
                p_.prefetch_job(soon);
                p_.prefetch_rows(by_rank_[next + 2 * lead]);
                for (const auto& l : p_.successors(by_rank_[next + lead])) {
                    convene::detail::prefetch(&early_[l.job]);
                    convene::detail::prefetch(&open_[l.job]);
                    convene::detail::prefetch(&rank_[l.job]);
                }
            }
            switch (settle(j, room_.fit(j, early_[j]))) {
            case Outcome::stuck: return;
            case Outcome::unscheduled: collect(); break;
            case Outcome::placed:
                for (const auto& l : p_.successors(j))
                    if (p_.orders(j, l) && open_[l.job] == 0 && !placed_[l.job]) eligible.insert(rank_[l.job]);
                break;
            }
        }
    }

    // ---- parallel

    /// Something to look at again: a job, by its rank, or a pool that has more.
    struct Event {
        Time time;
        bool is_pool;
        std::uint32_t id;
    };

    void parallel() {
        rank_jobs();
        blocked_.emplace(p_.pools());
        for (Pool k = 0; k < p_.pools(); ++k)
            for (const auto& s : p_.capacity(k)) look_again({s.from, true, k});
        collect_waiting();
        while (count_ < p_.jobs()) {
            if (events_.empty()) {
                const auto waits = [&](Job j) { return !placed_[j] && open_[j] == 0; };
                return void(stuck(Generation::Obstacle::capacity, *std::ranges::find_if(by_rank_, waits)));
            }
            const Time now = events_.front().time;
            while (!events_.empty() && events_.front().time == now) {
                std::ranges::pop_heap(events_, later);
                const auto event = events_.back();
                events_.pop_back();
                if (event.is_pool)
                    blocked_->offer(event.id, room_[event.id].free_at(now));
                else
                    blocked_->wake(event.id);
            }
            if (!(o_.worst_case_slack ? start_by_worst_case(now) : start_by_rank(now))) return;
        }
    }

    static bool later(const Event& a, const Event& b) { return a.time > b.time; }

    void look_again(Event event) {
        events_.push_back(event);
        std::ranges::push_heap(events_, later);
    }

    void collect_waiting() {
        for (Job j = 0; j < p_.jobs(); ++j)
            if (!placed_[j] && open_[j] == 0) look_again({p_.next_start(j, early_[j]), false, rank_[j]});
    }

    /// The next job that may start now and fits, or has missed its latest start.
    std::optional<Job> next_to_start(Time now) {
        while (const auto rank = blocked_->take([&](Pool k) { return room_[k].free_at(now); }))
            if (const Job j = by_rank_[*rank]; can_start(j, now)) return j;
        return std::nullopt;
    }

    /// Else it waits for a pool or a time.
    bool can_start(Job j, Time now) {
        if (placed_[j]) return false; // two arcs between the same jobs make the later one wait twice
        if (bounded_ && now > late_[j]) return true;
        Time next = 0;
        if (early_[j] > now) {
            next = p_.next_start(j, early_[j]);
        } else {
            // A latest start doesn't wait for a pool.
            if (!bounded_ && p_.duration(j) > 0)
                for (const auto& need : p_.needs(j))
                    if (need.amount > room_[need.pool].free_at(now))
                        return blocked_->block(need.pool, need.amount, rank_[j]), false;
            next = room_.fit(j, now);
            if (next == now) return true;
        }
        if (bounded_ && late_[j] < unbounded) next = std::min(next, late_[j] + 1);
        if (next < unbounded) look_again({next, false, rank_[j]});
        return false;
    }

    bool start_by_rank(Time now) {
        while (const auto j = next_to_start(now))
            if (!start(*j, now)) return false;
        return true;
    }

    bool start_by_worst_case(Time now) {
        std::vector<Entry> fitting;
        while (true) {
            while (const auto j = next_to_start(now)) fitting.push_back(entry(*j));
            if (fitting.empty()) return true;
            order_by_worst_case(fitting, now);
            const auto before = out_.unscheduled;
            if (!start(fitting.front().job, now)) return false;
            fitting.erase(fitting.begin());
            if (out_.unscheduled > before) return true;
            std::erase_if(fitting, [&](const Entry& e) { return !can_start(e.job, now); });
        }
    }

    /// False if it is stuck. Else it stands, or has had others taken out, who then wait again.
    bool start(Job j, Time now) {
        switch (settle(j, now)) {
        case Outcome::stuck: return false;
        case Outcome::unscheduled:
            events_.clear();
            blocked_->clear();
            collect_waiting();
            return true;
        case Outcome::placed: break;
        }
        if (!bounded_ && p_.duration(j) > 0)
            room_.pieces(j, now, [&](Time, Time to) {
                for (const auto& need : p_.needs(j)) look_again({to, true, need.pool});
                return true;
            });
        for (const auto& l : p_.successors(j)) {
            if (!p_.orders(j, l) || open_[l.job] > 0 || placed_[l.job]) continue;
            const Time next = std::max(now, p_.next_start(l.job, early_[l.job]));
            if (next > now)
                look_again({next, false, rank_[l.job]});
            else
                blocked_->wake(rank_[l.job]);
        }
        return true;
    }

    void order_by_worst_case(std::vector<Entry>& eligible, Time now) {
        if (latest_.empty()) {
            Starts e = early_;
            Time horizon = 0;
            for (Job j = 0; j < p_.jobs(); ++j) horizon = std::max(horizon, e[j] + p_.duration(j));
            const auto first = earliest_starts(p_);
            latest_ = latest_starts(p_, first ? std::max(horizon, makespan(p_, *first)) : horizon);
        }
        std::vector<Time> worst(eligible.size(), now);
        for (const auto& first : eligible) {
            if (early_[first.job] > now || room_.fit(first.job, now) != now) continue;
            room_.take(first.job, now, 1);
            for (std::size_t i = 0; i < eligible.size(); ++i)
                if (eligible[i].job != first.job)
                    worst[i] = std::max(worst[i], room_.fit(eligible[i].job, std::max(now, early_[eligible[i].job])));
            room_.take(first.job, now, -1);
        }
        for (std::size_t i = 0; i < eligible.size(); ++i) eligible[i].key = latest_[eligible[i].job] - worst[i];
        std::sort(eligible.begin(), eligible.end());
    }

    const Problem& p_;
    const SgsOptions& o_;
    bool bounded_;
    Generation out_;
    JobRoom room_;
    std::vector<bool> placed_;
    std::vector<Time> release_;
    std::vector<Time> early_;
    std::vector<Time> late_;
    std::vector<Job> reason_;
    std::vector<std::uint32_t> open_;
    std::vector<Job> queue_;
    std::vector<bool> queued_;
    std::vector<Time> latest_;
    std::vector<std::uint32_t> rank_;
    std::vector<Job> by_rank_;
    std::vector<Event> events_; ///< a heap
    std::optional<BlockedJobs> blocked_;
    Job failed_ = 0;
    std::uint32_t count_ = 0;
};

} // namespace convene::rcpsp::detail
