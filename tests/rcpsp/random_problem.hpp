#pragma once
/// Small random problems, and answers that share no code with the library.

#include "support/environment.hpp"

#include <convene/core/random.hpp>
#include <convene/rcpsp/problem.hpp>
#include <convene/rcpsp/verify.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

namespace convene::rcpsp::test {

using convene::test::read_file;
using convene::test::scale;
using convene::test::shared_data;

struct Kind {
    std::uint32_t jobs = 5;
    std::uint32_t pools = 2;
    Time longest = 3;
    bool steps = false;
    bool calendars = false;
    bool windows = false;
    bool max_lags = false;
    bool odd_edges = false;
};

inline ProblemData random_data(Random& random, const Kind& kind) {
    ProblemData d;
    for (Job j = 0; j < kind.jobs; ++j) d.durations.push_back(static_cast<Time>(random.between(0, kind.longest)));
    for (Pool k = 0; k < kind.pools; ++k) {
        d.capacities.push_back({{0, static_cast<Amount>(random.between(3, 5))}});
        if (!kind.steps) continue;
        for (Time t = 0; t < 12;) {
            t += static_cast<Time>(random.between(1, 6));
            d.capacities.back().push_back({t, static_cast<Amount>(random.between(0, 4))});
        }
        d.capacities.back().push_back({30, 5});
    }
    for (Job j = 0; j < kind.jobs; ++j)
        for (Pool k = 0; k < kind.pools; ++k)
            if (random.chance(0.7)) d.demands.push_back({j, k, static_cast<Amount>(random.between(1, 3))});
    for (Job i = 0; i < kind.jobs; ++i)
        for (Job j = i + 1; j < kind.jobs; ++j) {
            if (!random.chance(0.3)) continue;
            Arc a{.from = i, .to = j, .lag = static_cast<Time>(random.chance(0.7) ? 0 : random.between(0, 2))};
            if (kind.odd_edges && random.chance(0.5)) {
                a.from_edge = random.chance(0.5) ? Edge::start : Edge::finish;
                a.to_edge = random.chance(0.5) ? Edge::start : Edge::finish;
                a.lag = static_cast<Time>(random.between(-2, 3));
            }
            d.arcs.push_back(a);
            if (kind.max_lags && random.chance(0.4))
                d.arcs.push_back({.from = j,
                                  .to = i,
                                  .lag = static_cast<Time>(-random.between(2, 7)),
                                  .from_edge = Edge::start,
                                  .to_edge = Edge::start});
        }
    if (kind.calendars) {
        d.calendars = {{{2, 3}, {6, 8}, {11, 12}}, {{0, 1}, {4, 7}}};
        for (Job j = 0; j < kind.jobs; ++j) d.calendar_of.push_back(random.below(3));
    }
    if (kind.windows) {
        d.windows.resize(kind.jobs);
        for (auto& w : d.windows) {
            if (random.chance(0.3)) w.earliest = static_cast<Time>(random.between(0, 4));
            if (random.chance(0.3)) w.latest = w.earliest + static_cast<Time>(random.between(0, 8));
        }
    }
    return d;
}

/// The least cost by trying all starts up to `horizon`, if there is a schedule; `cost(starts)` must not fall when a
/// start grows beyond the horizon.
template <class Cost>
std::optional<std::int64_t> brute_force(const Problem& p, Time horizon, Cost cost) {
    std::optional<std::int64_t> best;
    Starts starts(p.jobs(), 0);
    while (true) {
        if (verify(p, starts).empty()) {
            const std::int64_t c = cost(starts);
            if (!best || c < *best) best = c;
        }
        std::size_t i = 0;
        while (i < starts.size() && ++starts[i] > horizon) starts[i++] = 0;
        if (i == starts.size()) return best;
    }
}

struct Answer {
    std::string file;
    std::string lower; ///< empty if unknown
    std::string upper; ///< or "unsat"
};

/// The rows of an `optimum.csv`.
inline std::vector<Answer> read_answers(const std::filesystem::path& path) {
    std::vector<Answer> out;
    std::ifstream in(path);
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        while (!line.empty() && line.back() <= ' ') line.pop_back();
        const auto comma = line.find(',');
        if (comma == std::string::npos) continue;
        const auto answer = line.substr(comma + 1);
        const auto dots = answer.find("..");
        out.push_back({line.substr(0, comma), answer.substr(0, dots),
                       dots == std::string::npos ? answer : answer.substr(dots + 2)});
    }
    return out;
}

} // namespace convene::rcpsp::test
