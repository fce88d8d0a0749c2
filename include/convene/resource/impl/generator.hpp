#pragma once
/// \file
/// The inner loop of the search: schedules from activity lists, in either direction of a packed problem.

#include <convene/resource/impl/packed.hpp>

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
          ready_(packed.jobs), open_(packed.jobs), rank_(packed.jobs) {
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

    /// Parallel generation: at each decision time those eligible jobs that fit, in the order of the list.
    Time parallel(std::uint32_t side, std::span<const Job> list, std::span<Time> starts) {
        switch (q_->words) {
        case 1: return parallel_words<1>(side, list, starts);
        case 2: return parallel_words<2>(side, list, starts);
        default: return parallel_words<4>(side, list, starts);
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
    bool fits(const std::uint64_t* at, const std::uint64_t* need) const {
        for (std::uint32_t w = 0; w < W; ++w)
            if (((at[w] - need[w]) & q_->guard[w]) != q_->guard[w]) return false;
        return true;
    }

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
            if (!fits<W>(free + std::size_t{W} * static_cast<std::size_t>(t), need)) end = t + 1 + d;
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

    template <std::uint32_t W>
    Time parallel_words(std::uint32_t side, std::span<const Job> list, std::span<Time> starts) {
        const auto& s = q_->side[side];
        std::copy(s.in_degree.begin(), s.in_degree.end(), open_.begin());
        std::fill(ready_.begin(), ready_.end(), 0);
        for (std::uint32_t i = 0; i < list.size(); ++i) rank_[list[i]] = i;
        eligible_.clear(); // by rank
        waiting_.clear();  // by ready time: not yet
        running_.clear();
        for (Job j = 0; j < q_->jobs; ++j)
            if (open_[j] == 0) waiting_.push_back({0, j});
        std::uint64_t free[W];
        for (std::uint32_t w = 0; w < W; ++w) free[w] = q_->full[w];
        Time now = 0;
        Time last = 0;
        const auto later = [](const Event& a, const Event& b) {
            return a.time != b.time ? a.time > b.time : a.job > b.job;
        };
        std::make_heap(waiting_.begin(), waiting_.end(), later);
        const auto before = [&](Job a, Job b) { return rank_[a] < rank_[b]; };
        while (true) {
            while (!running_.empty() && running_.front().time <= now) {
                for (std::uint32_t w = 0; w < W; ++w) free[w] += q_->need[std::size_t{running_.front().job} * W + w];
                std::pop_heap(running_.begin(), running_.end(), later);
                running_.pop_back();
            }
            while (!waiting_.empty() && waiting_.front().time <= now) {
                const Job j = waiting_.front().job;
                std::pop_heap(waiting_.begin(), waiting_.end(), later);
                waiting_.pop_back();
                eligible_.insert(std::ranges::upper_bound(eligible_, j, before), j);
            }
            bool again = false;
            std::size_t kept = 0;
            for (std::size_t i = 0; i < eligible_.size(); ++i) {
                const Job j = eligible_[i];
                const auto* need = &q_->need[std::size_t{j} * W];
                if (!fits<W>(free, need)) {
                    eligible_[kept++] = j;
                    continue;
                }
                starts[j] = now;
                const Time end = now + q_->duration[j];
                last = std::max(last, end);
                if (end > now) {
                    for (std::uint32_t w = 0; w < W; ++w) free[w] -= need[w];
                    running_.push_back({end, j});
                    std::push_heap(running_.begin(), running_.end(), later);
                }
                for (const auto& e : s.successors(j)) {
                    ready_[e.job] = std::max(ready_[e.job], now + e.weight);
                    if (--open_[e.job] > 0) continue;
                    waiting_.push_back({ready_[e.job], e.job});
                    std::push_heap(waiting_.begin(), waiting_.end(), later);
                    again = again || ready_[e.job] <= now;
                }
            }
            eligible_.resize(kept);
            if (again) continue;
            Time next = unbounded;
            if (!running_.empty()) next = running_.front().time;
            if (!waiting_.empty()) next = std::min(next, waiting_.front().time);
            if (next == unbounded) return last;
            now = next;
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
};

} // namespace convene::rcpsp::detail
