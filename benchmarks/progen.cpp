/// \file
/// Instances drawn as those of PSPLIB were (Kolisch, Sprecher & Drexl 1995, doi:10.1287/mnsc.41.10.1693), to estimate
/// what a search would reach on parameter sets that are not at hand.
///
///     progen --out DIR [--jobs N] [--sets all|odd|even] [--strength S]... [--each K] [--seed S] [--schedules N]
///            [--proof CONFLICTS]
///
/// Writes DIR/psplib/jN/jNset_number.sm for 60 jobs by default, 10 a set, and an `optimum.csv` with the bounds that
/// `search` finds with so many schedules, 20,000 by default, and a proof of at most 100,000 conflicts: what `psplib
/// --data DIR` reads. Sets are numbered as PSPLIB's: network complexity 1.5, 1.8, 2.1; resource factor 0.25, 0.5, 0.75,
/// 1; resource strength 0.2, 0.5, 0.7, 1, or 0.1 to 0.5 from 120 jobs; the last changes fastest. With --strength only
/// sets of these.

#include <convene/core/random.hpp>
#include <convene/rcpsp/benchmark_formats.hpp>
#include <convene/rcpsp/search.hpp>
#include <convene/rcpsp/verify.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

namespace {

using namespace convene;
using namespace convene::rcpsp;

constexpr std::size_t pools = 4;
constexpr std::uint32_t ends = 3;       ///< jobs without predecessors, and without successors
constexpr std::size_t most_arcs = 3;    ///< into and out of a job
constexpr std::uint32_t most_need = 10; ///< and duration

struct Parameters {
    double complexity = 0; ///< arcs over nodes, source and sink included
    double factor = 0;     ///< share of job and pool pairs with a need
    double strength = 0;   ///< 0: capacity of the largest need; 1: of the peak of the earliest starts
};

/// Jobs 1 to n between a source 0 and a sink n + 1, in topological order, without redundant arcs.
class Network {
  public:
    explicit Network(std::uint32_t jobs) : successors(jobs + 2), predecessors_(jobs + 2), reaches_(jobs + 2) {
        for (auto& r : reaches_) r.assign(jobs + 2, false);
        for (std::uint32_t j = 0; j < jobs + 2; ++j) reaches_[j][j] = true;
    }

    void add(std::uint32_t from, std::uint32_t to) {
        successors[from].push_back(to);
        ++predecessors_[to];
        ++arcs;
        for (std::uint32_t a = 0; a <= from; ++a)
            if (reaches_[a][from])
                for (std::uint32_t b = to; b < successors.size(); ++b)
                    if (reaches_[to][b]) reaches_[a][b] = true;
    }

    /// Whether an arc would neither exceed a degree nor be redundant nor make another redundant.
    [[nodiscard]] bool allows(std::uint32_t from, std::uint32_t to) const {
        if (successors[from].size() >= most_arcs || predecessors_[to] >= most_arcs || reaches_[from][to]) return false;
        for (std::uint32_t a = 0; a <= from; ++a) {
            if (!reaches_[a][from]) continue;
            for (const auto b : successors[a])
                if (reaches_[to][b]) return false;
        }
        return true;
    }

    std::vector<std::vector<std::uint32_t>> successors;
    std::size_t arcs = 0;

  private:
    std::vector<std::size_t> predecessors_;
    std::vector<std::vector<bool>> reaches_;
};

/// Nothing if the draws lead into a dead end.
std::optional<Network> draw_network(Random& random, std::uint32_t jobs, double complexity) {
    Network net(jobs);
    const auto pick = [&](std::uint32_t low, std::uint32_t high, auto good) -> std::optional<std::uint32_t> {
        std::vector<std::uint32_t> all;
        for (auto j = low; j < high; ++j)
            if (good(j)) all.push_back(j);
        if (all.empty()) return std::nullopt;
        return all[random.below(static_cast<std::uint32_t>(all.size()))];
    };
    const auto last = jobs + 1 - ends; // the first of those without successors
    for (std::uint32_t j = 1; j <= ends; ++j) net.add(0, j);
    for (std::uint32_t j = last; j <= jobs; ++j) net.add(j, jobs + 1);
    for (std::uint32_t j = ends + 1; j <= jobs; ++j) {
        const auto from = pick(1, std::min(j, last), [&](auto i) { return net.successors[i].size() < most_arcs; });
        if (!from) return std::nullopt;
        net.add(*from, j);
    }
    for (std::uint32_t i = 1; i < last; ++i) {
        if (!net.successors[i].empty()) continue;
        const auto to = pick(std::max(i, ends) + 1, jobs + 1, [&](auto j) { return net.allows(i, j); });
        if (!to) return std::nullopt;
        net.add(i, *to);
    }
    const auto wanted = static_cast<std::size_t>(std::lround(complexity * (jobs + 2)));
    for (int tries = 0; net.arcs < wanted && tries < 100'000; ++tries) {
        const auto i = 1 + random.below(last - 1);
        const auto j = 1 + random.below(jobs);
        if (j > std::max(i, ends) && net.allows(i, j)) net.add(i, j);
    }
    if (net.arcs < wanted) return std::nullopt;
    return net;
}

struct Instance {
    Network net;
    std::vector<std::uint32_t> duration;
    std::vector<std::vector<std::uint32_t>> need; ///< job, pool
    std::vector<std::uint32_t> capacity;
};

Instance draw(Random& random, std::uint32_t jobs, const Parameters& of) {
    auto net = draw_network(random, jobs, of.complexity);
    while (!net) net = draw_network(random, jobs, of.complexity);
    Instance r{std::move(*net), {}, {}, {}};
    r.duration.assign(jobs + 2, 0);
    for (std::uint32_t j = 1; j <= jobs; ++j) r.duration[j] = 1 + random.below(most_need);

    // Each job needs one pool at least.
    r.need.assign(jobs + 2, std::vector<std::uint32_t>(pools, 0));
    struct Pair {
        std::uint32_t job;
        std::size_t pool;
    };
    std::vector<Pair> others;
    const auto give = [&](Pair p) { r.need[p.job][p.pool] = 1 + random.below(most_need); };
    for (std::uint32_t j = 1; j <= jobs; ++j) {
        const auto first = random.below(static_cast<std::uint32_t>(pools));
        give({j, first});
        for (std::size_t k = 0; k < pools; ++k)
            if (k != first) others.push_back({j, k});
    }
    auto more = static_cast<std::size_t>(std::lround(of.factor * jobs * pools)) - jobs;
    for (; more > 0; --more) {
        const auto at = random.below(static_cast<std::uint32_t>(others.size()));
        give(others[at]);
        others[at] = others.back();
        others.pop_back();
    }

    std::vector<std::uint32_t> start(jobs + 2, 0);
    for (std::uint32_t i = 0; i < jobs + 2; ++i)
        for (const auto j : r.net.successors[i]) start[j] = std::max(start[j], start[i] + r.duration[i]);
    for (std::size_t k = 0; k < pools; ++k) {
        std::vector<std::uint32_t> use(start[jobs + 1] + 1, 0);
        std::uint32_t low = 0;
        for (std::uint32_t j = 1; j <= jobs; ++j) {
            low = std::max(low, r.need[j][k]);
            for (auto t = start[j]; t < start[j] + r.duration[j]; ++t) use[t] += r.need[j][k];
        }
        const auto high = std::ranges::max(use);
        r.capacity.push_back(low + static_cast<std::uint32_t>(std::lround(of.strength * (high - low))));
    }
    return r;
}

std::string to_psplib(const Instance& i) {
    const std::string line(72, '*');
    const auto nodes = i.duration.size();
    std::string out = line + "\njobs (incl. supersource/sink ):  " + std::to_string(nodes) +
                      "\nRESOURCES\n  - renewable                 :  " + std::to_string(pools) +
                      "   R\n  - nonrenewable              :  0   N\n  - doubly constrained        :  0   D\n" + line +
                      "\nPRECEDENCE RELATIONS:\njobnr.    #modes  #successors   successors\n";
    const auto add = [&](auto number) { out += "  " + std::to_string(number); };
    for (std::size_t j = 0; j < nodes; ++j) {
        add(j + 1), add(1), add(i.net.successors[j].size());
        for (const auto s : i.net.successors[j]) add(s + 1);
        out += '\n';
    }
    out += line + "\nREQUESTS/DURATIONS:\njobnr. mode duration";
    for (std::size_t k = 0; k < pools; ++k) out += "  R " + std::to_string(k + 1);
    out += '\n' + std::string(72, '-') + '\n';
    for (std::size_t j = 0; j < nodes; ++j) {
        add(j + 1), add(1), add(i.duration[j]);
        for (const auto n : i.need[j]) add(n);
        out += '\n';
    }
    out += line + "\nRESOURCEAVAILABILITIES:\n";
    for (std::size_t k = 0; k < pools; ++k) out += "  R " + std::to_string(k + 1);
    out += '\n';
    for (const auto c : i.capacity) add(c);
    return out + '\n' + line + '\n';
}

struct Settings {
    std::filesystem::path out;
    std::uint32_t jobs = 60;
    std::string sets = "all";
    std::vector<double> strengths;
    int each = 10;
    std::uint64_t seed = 1;
    std::uint64_t schedules = 20'000;
    std::uint64_t proof = 100'000;
};

Settings parse(int count, char** words) {
    Settings s;
    for (int i = 1; i + 1 < count; i += 2) {
        const std::string key = words[i];
        const std::string value = words[i + 1];
        if (key == "--out") s.out = value;
        if (key == "--jobs") s.jobs = static_cast<std::uint32_t>(std::clamp(std::atoi(value.c_str()), 10, 1000));
        if (key == "--sets") s.sets = value;
        if (key == "--strength") s.strengths.push_back(std::strtod(value.c_str(), nullptr));
        if (key == "--each") s.each = std::atoi(value.c_str());
        if (key == "--seed") s.seed = std::strtoull(value.c_str(), nullptr, 10);
        if (key == "--proof") s.proof = std::strtoull(value.c_str(), nullptr, 10);
        if (key == "--schedules") s.schedules = std::strtoull(value.c_str(), nullptr, 10);
    }
    return s;
}

} // namespace

int main(int count, char** words) {
    const auto s = parse(count, words);
    if (s.out.empty() || (s.sets != "all" && s.sets != "odd" && s.sets != "even")) {
        std::puts("usage: progen --out DIR [--jobs N] [--sets all|odd|even] [--strength S]... [--each K] [--seed S] "
                  "[--schedules N] [--proof N]");
        return 2;
    }
    const auto name = "j" + std::to_string(s.jobs);
    const auto folder = s.out / "psplib" / name;
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    std::ofstream answers(folder / "optimum.csv");
    if (!answers) return std::printf("%s can't be written\n", (folder / "optimum.csv").c_str()), 1;
    answers << "problem,optimum\n";
    const std::vector<double> strengths =
        s.jobs < 120 ? std::vector{0.2, 0.5, 0.7, 1.0} : std::vector{0.1, 0.2, 0.3, 0.4, 0.5};
    Random random(s.seed);
    int set = 0;
    for (const double complexity : {1.5, 1.8, 2.1})
        for (const double factor : {0.25, 0.5, 0.75, 1.0})
            for (const double strength : strengths) {
                ++set;
                if (s.sets != "all" && (s.sets == "odd") != (set % 2 == 1)) continue;
                if (!s.strengths.empty() && std::ranges::find(s.strengths, strength) == s.strengths.end()) continue;
                for (int i = 1; i <= s.each; ++i) {
                    const auto text = to_psplib(draw(random, s.jobs, {complexity, factor, strength}));
                    const auto file = name + std::to_string(set) + "_" + std::to_string(i) + ".sm";
                    if (!(std::ofstream(folder / file, std::ios::binary) << text).flush())
                        return std::printf("%s can't be written\n", file.c_str()), 1;
                    const auto p = read_psplib(text);
                    if (!p) return std::printf("%s can't be read\n", file.c_str()), 1;
                    const auto r = search(*p, {.schedules = s.schedules, .proof_conflicts = s.proof});
                    if (!verify(*p, r.starts).empty()) return std::printf("WRONG %s\n", file.c_str()), 1;
                    answers << file << ',';
                    if (r.makespan.lower < *r.makespan.upper) answers << r.makespan.lower << "..";
                    answers << *r.makespan.upper << '\n';
                }
            }
    return answers.flush() ? 0 : 1;
}
