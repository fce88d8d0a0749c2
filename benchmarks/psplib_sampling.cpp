/// \file
/// What plain sampling reaches on a folder of PSPLIB instances: the mean deviation of the best of 1,000 and of 5,000
/// schedules from the critical path. The literature tells the same for the whole sets, so that figures of a part of a
/// set can be set in proportion. Shares no code with the searches; the best schedules are verified.
///
///     psplib_sampling DIR
///
/// DIR holds `*.sm`. Three ways: uniformly among the eligible jobs, serial and parallel; and parallel with chances by
/// the regret of latest finish times (Kolisch 1996, doi:10.1016/0272-6963(95)00032-1).

#include <convene/core/random.hpp>
#include <convene/rcpsp/benchmark_formats.hpp>
#include <convene/rcpsp/bounds.hpp>
#include <convene/rcpsp/verify.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

using namespace convene;
using namespace convene::rcpsp;

enum class Way { random_serial, random_parallel, latest_finish_parallel };

class Sampler {
  public:
    Sampler(const Problem& problem, std::uint64_t seed) : p_(problem), random_(seed), latest_(problem.jobs(), 0) {
        for (auto j = p_.order().rbegin(); j != p_.order().rend(); ++j)
            for (const auto& l : p_.successors(*j))
                latest_[*j] = std::min(latest_[*j], latest_[l.job] - p_.duration(l.job));
    }

    const Starts& sample(Way way) {
        starts_.assign(p_.jobs(), 0);
        ready_.assign(p_.jobs(), 0);
        open_.resize(p_.jobs());
        eligible_.clear();
        used_.clear();
        for (Job j = 0; j < p_.jobs(); ++j) {
            open_[j] = p_.predecessors(j).size();
            if (open_[j] == 0) eligible_.push_back(j);
        }
        if (way == Way::random_serial)
            while (!eligible_.empty()) {
                const Job j = eligible_[random_.below(static_cast<std::uint32_t>(eligible_.size()))];
                Time at = ready_[j];
                while (!fits(j, at)) ++at;
                start(j, at);
            }
        else
            for (Time now = 0; !eligible_.empty(); ++now)
                for (auto set = startable(now); !set.empty(); set = startable(now))
                    start(set[way == Way::random_parallel ? random_.below(static_cast<std::uint32_t>(set.size()))
                                                          : by_regret(set)],
                          now);
        return starts_;
    }

  private:
    [[nodiscard]] std::vector<Job> startable(Time now) {
        std::vector<Job> set;
        for (const Job j : eligible_)
            if (ready_[j] <= now && fits(j, now)) set.push_back(j);
        return set;
    }

    /// The chance of a job grows with how much earlier it has to be done than the least urgent of the set.
    std::size_t by_regret(const std::vector<Job>& set) {
        Time most = latest_[set.front()];
        for (const Job j : set) most = std::max(most, latest_[j]);
        Time sum = 0;
        for (const Job j : set) sum += most - latest_[j] + 1;
        auto left = static_cast<Time>(random_.below(static_cast<std::uint32_t>(sum)));
        std::size_t i = 0;
        while ((left -= most - latest_[set[i]] + 1) >= 0) ++i;
        return i;
    }

    Amount& used(Time tick, Pool k) {
        const auto at = static_cast<std::size_t>(tick) * p_.pools() + k;
        if (at >= used_.size()) used_.resize(2 * at + p_.pools(), 0);
        return used_[at];
    }

    bool fits(Job j, Time at) {
        for (const auto& n : p_.needs(j))
            for (Time t = at; t < at + p_.duration(j); ++t)
                if (used(t, n.pool) + n.amount > p_.capacity(n.pool).front().capacity) return false;
        return true;
    }

    void start(Job j, Time at) {
        starts_[j] = at;
        for (const auto& n : p_.needs(j))
            for (Time t = at; t < at + p_.duration(j); ++t) used(t, n.pool) += n.amount;
        std::erase(eligible_, j);
        for (const auto& l : p_.successors(j)) {
            ready_[l.job] = std::max(ready_[l.job], at + l.lag);
            if (--open_[l.job] == 0) eligible_.push_back(l.job);
        }
    }

    const Problem& p_;
    Random random_;
    std::vector<Time> latest_; ///< finishes, before the end
    Starts starts_;
    std::vector<Time> ready_;
    std::vector<std::size_t> open_;
    std::vector<Job> eligible_;
    std::vector<Amount> used_;
};

} // namespace

int main(int count, char** words) {
    if (count != 2) {
        std::puts("usage: psplib_sampling DIR");
        return 2;
    }
    std::vector<std::filesystem::path> files;
    for (const auto& e : std::filesystem::directory_iterator(words[1]))
        if (e.path().extension() == ".sm") files.push_back(e.path());
    std::ranges::sort(files);
    constexpr const char* names[] = {"random serial", "random parallel", "latest finish parallel"};
    for (const auto way : {Way::random_serial, Way::random_parallel, Way::latest_finish_parallel}) {
        double sum[2] = {0, 0};
        for (std::size_t i = 0; i < files.size(); ++i) {
            std::ifstream in(files[i], std::ios::binary);
            const std::string text{std::istreambuf_iterator<char>(in), {}};
            const auto p = read_psplib(text);
            if (!p) return std::printf("%s can't be read\n", files[i].c_str()), 1;
            const auto path = critical_path_bound(*p);
            Sampler sampler(*p, i + 1);
            Starts best;
            for (int n = 1; n <= 5000; ++n) {
                const auto& s = sampler.sample(way);
                if (best.empty() || makespan(*p, s) < makespan(*p, best)) best = s;
                const double deviation = 100.0 * (makespan(*p, best) - path) / path;
                if (n == 1000) sum[0] += deviation;
                if (n == 5000) sum[1] += deviation;
            }
            if (!verify(*p, best).empty()) return std::printf("WRONG %s\n", files[i].c_str()), 1;
        }
        const auto n = static_cast<double>(std::max<std::size_t>(1, files.size()));
        std::printf("%-24s n %zu  of 1,000: %.2f %%  of 5,000: %.2f %%\n", names[static_cast<int>(way)], files.size(),
                    sum[0] / n, sum[1] / n);
        std::fflush(stdout);
    }
    return 0;
}
