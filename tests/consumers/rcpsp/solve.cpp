// The solver without anything of processes: three jobs of 2, 3 and 4 ticks that each need the one machine.

#include <convene/rcpsp/rcpsp.hpp>

#include <cstdio>

int main() {
    using namespace convene::rcpsp;
    const auto problem = build({.durations = {2, 3, 4},
                                .demands = {{.job = 0, .pool = 0, .amount = 1},
                                            {.job = 1, .pool = 0, .amount = 1},
                                            {.job = 2, .pool = 0, .amount = 1}},
                                .capacities = {{{.from = 0, .capacity = 1}}}});
    if (!problem) return std::puts(to_string(problem.error()).c_str()), 1;
    const auto found = search(*problem, {.schedules = 100});
    const bool proven = found.status == SearchResult::Status::optimal;
    std::printf("makespan %lld, %s\n", static_cast<long long>(found.cost), proven ? "proven" : "not proven");
    return verify(*problem, found.starts).empty() ? 0 : 1;
}
