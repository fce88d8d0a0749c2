#pragma once
/// \file
/// The inner loop of the search: schedules from activity lists, in either direction of a packed problem.

#include <convene/rcpsp/impl/packed.hpp>
#include <convene/rcpsp/impl/start_choice.hpp>

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace convene::rcpsp::detail {

/// Schedule generation on one side, with its working memory. One a thread.
class Generator {
  public:
    explicit Generator(const Packed& packed)
        : q_(&packed), free_(std::size_t{packed.words} * (static_cast<std::size_t>(packed.horizon) + 1)),
          ready_(packed.jobs), open_(packed.jobs), rank_(packed.jobs), choice_(packed) {
        eligible_.reserve(packed.jobs);
        waiting_.reserve(packed.jobs);
        running_.reserve(packed.jobs);
        for (std::size_t i = 0; i < free_.size(); ++i) free_[i] = packed.full[i % packed.words];
    }

    /// The activity list of some keys: repeatedly the eligible job of the smallest (key, id).
    /// O(jobs log jobs + arcs).
    void list(std::uint32_t side, std::span<const double> keys, std::span<Job> out) {
        const auto& s = q_->side[side];
        std::copy(s.in_degree.begin(), s.in_degree.end(), open_.begin());
        heap_.clear();
        for (Job j = 0; j < q_->jobs; ++j)
            if (open_[j] == 0) heap_.push_back({keys[j], j});
        std::make_heap(heap_.begin(), heap_.end());
        for (std::size_t at = 0; !heap_.empty(); ++at) {
            std::pop_heap(heap_.begin(), heap_.end());
            out[at] = heap_.back().job;
            heap_.pop_back();
            for (const auto& e : s.successors(out[at])) {
                if (--open_[e.job] > 0) continue;
                heap_.push_back({keys[e.job], e.job});
                std::push_heap(heap_.begin(), heap_.end());
            }
        }
    }

    /// Serial generation: the jobs of an activity list in turn, each at its earliest fit. Writes the starts in the
    /// side's time and returns the makespan. The first `kept` jobs of the list stay at the starts that they have.
    /// O(jobs + arcs + ticks scanned).
    Time serial(std::uint32_t side, std::span<const Job> list, std::span<Time> starts, std::uint32_t kept = 0) {
        switch (q_->words) {
        case 1: return serial_words<1>(side, list, starts, kept);
        case 2: return serial_words<2>(side, list, starts, kept);
        default: return serial_words<4>(side, list, starts, kept);
        }
    }

    /// Parallel generation: at each decision time those eligible jobs that fit and are worth most together. The first
    /// `kept` jobs of the list stay at the starts that they have, and no other starts before the last of them.
    /// O(jobs + arcs + decision times * eligible jobs).
    Time parallel(std::uint32_t side, std::span<const Job> list, std::span<Time> starts, const StartValue& value,
                  std::uint32_t kept = 0) {
        switch (q_->words) {
        case 1: return parallel_words<1>(side, list, starts, value, kept);
        case 2: return parallel_words<2>(side, list, starts, value, kept);
        default: return parallel_words<4>(side, list, starts, value, kept);
        }
    }

  private:
    struct Entry {
        double key;
        Job job;
        bool operator<(const Entry& o) const { return key != o.key ? key > o.key : job > o.job; } // min-heap
    };
    struct Event {
        Time time;
        Job job;
    };

    template <std::uint32_t W>
    Time place(Job j, Time from) {
        const Time d = q_->duration[j];
        const auto* need = &q_->need[std::size_t{j} * W];
        bool needs = false;
        for (std::uint32_t w = 0; w < W; ++w) needs = needs || need[w] != 0;
        if (d == 0 || !needs) return from;
        auto* free = free_.data();
        Time end = from + d;
        for (Time t = from; t < end; ++t)
            if (!fits<W>(free + std::size_t{W} * static_cast<std::size_t>(t), need, q_->guard.data())) end = t + 1 + d;
        for (Time t = end - d; t < end; ++t)
            for (std::uint32_t w = 0; w < W; ++w) free[std::size_t{W} * static_cast<std::size_t>(t) + w] -= need[w];
        return end - d;
    }

    template <std::uint32_t W>
    void reset(Time until) {
        for (std::size_t i = 0; i < std::size_t{W} * static_cast<std::size_t>(until); ++i) free_[i] = q_->full[i % W];
    }

    template <std::uint32_t W>
    Time serial_words(std::uint32_t side, std::span<const Job> list, std::span<Time> starts, std::uint32_t kept) {
        const auto& s = q_->side[side];
        std::fill(ready_.begin(), ready_.end(), 0);
        Time last = 0;
        for (std::size_t i = 0; i < list.size(); ++i) {
            const Job j = list[i];
            const Time start = place<W>(j, i < kept ? starts[j] : ready_[j]);
            starts[j] = start;
            last = std::max(last, start + q_->duration[j]);
            for (const auto& e : s.successors(j)) ready_[e.job] = std::max(ready_[e.job], start + e.weight);
        }
        reset<W>(last);
        return last;
    }

    static bool later(const Event& a, const Event& b) { return a.time != b.time ? a.time > b.time : a.job > b.job; }

    void wait(Job j, Time until) {
        waiting_.push_back({until, j});
        std::ranges::push_heap(waiting_, later);
    }

    /// A job starts or is kept: it holds its needs until its end, and its successors wait if this was the last.
    template <std::uint32_t W>
    void start(const PackedSide& s, Job j, Time start, Time now, std::uint64_t* free) {
        const Time end = start + q_->duration[j];
        if (end > now) {
            for (std::uint32_t w = 0; w < W; ++w) free[w] -= q_->need[std::size_t{j} * W + w];
            running_.push_back({end, j});
            std::ranges::push_heap(running_, later);
        }
        for (const auto& e : s.successors(j)) {
            ready_[e.job] = std::max(ready_[e.job], start + e.weight);
            if (--open_[e.job] == 0) wait(e.job, ready_[e.job]);
        }
    }

    template <std::uint32_t W>
    Time parallel_words(std::uint32_t side, std::span<const Job> list, std::span<Time> starts, const StartValue& value,
                        std::uint32_t kept) {
        const auto& s = q_->side[side];
        std::copy(s.in_degree.begin(), s.in_degree.end(), open_.begin());
        std::fill(ready_.begin(), ready_.end(), 0);
        for (std::uint32_t i = 0; i < list.size(); ++i) rank_[list[i]] = i;
        eligible_.clear(); // by rank
        waiting_.clear();  // by ready time: not yet
        running_.clear();
        std::uint64_t free[W];
        std::copy_n(q_->full.data(), W, free);
        Time now = 0;
        Time last = 0;
        for (const Job j : list.first(kept)) now = std::max(now, starts[j]);
        for (Job j = 0; j < q_->jobs; ++j)
            if (open_[j] == 0) wait(j, 0);
        for (const Job j : list.first(kept)) {
            last = std::max(last, starts[j] + q_->duration[j]);
            start<W>(s, j, starts[j], now, free);
        }
        const auto before = [&](Job a, Job b) { return rank_[a] < rank_[b]; };
        while (true) {
            while (!running_.empty() && running_.front().time <= now) {
                for (std::uint32_t w = 0; w < W; ++w) free[w] += q_->need[std::size_t{running_.front().job} * W + w];
                std::ranges::pop_heap(running_, later);
                running_.pop_back();
            }
            while (!waiting_.empty() && waiting_.front().time <= now) {
                const Job j = waiting_.front().job;
                std::ranges::pop_heap(waiting_, later);
                waiting_.pop_back();
                if (rank_[j] >= kept) eligible_.insert(std::ranges::upper_bound(eligible_, j, before), j);
            }
            if (!eligible_.empty()) choice_.choose<W>(eligible_, rank_, free, value);
            std::size_t left = 0;
            for (const Job j : eligible_) {
                if (!choice_.picked(j)) {
                    eligible_[left++] = j;
                    continue;
                }
                starts[j] = now;
                last = std::max(last, now + q_->duration[j]);
                start<W>(s, j, now, now, free);
            }
            eligible_.resize(left);
            Time next = unbounded;
            if (!running_.empty()) next = running_.front().time;
            if (!waiting_.empty()) next = std::min(next, waiting_.front().time);
            if (next == unbounded) return last;
            now = std::max(now, next);
        }
    }

    const Packed* q_;
    std::vector<std::uint64_t> free_;
    std::vector<Time> ready_;
    std::vector<std::uint32_t> open_;
    std::vector<std::uint32_t> rank_;
    std::vector<Entry> heap_;
    std::vector<Job> eligible_;
    std::vector<Event> waiting_;
    std::vector<Event> running_;
    StartChoice choice_;
};

} // namespace convene::rcpsp::detail
