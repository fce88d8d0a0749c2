/// \file
/// Times of schedule generation, search and proof on generated problems; every schedule is verified before its time
/// counts.

#include <convene/core/random.hpp>
#include <convene/rcpsp/exact.hpp>
#include <convene/rcpsp/priority.hpp>
#include <convene/rcpsp/search.hpp>
#include <convene/rcpsp/sgs.hpp>
#include <convene/rcpsp/verify.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>

namespace {

using namespace convene;
using namespace convene::rcpsp;

/// Projects of 100 jobs, each job after up to two earlier ones of its project, one or two needs among the pools.
Problem portfolio(std::uint32_t jobs, std::uint32_t pools) {
    Random random(42);
    ProblemData d;
    for (Pool k = 0; k < pools; ++k) d.capacities.push_back({{0, 20}});
    for (Job j = 0; j < jobs; ++j) {
        d.durations.push_back(static_cast<Time>(random.between(1, 10)));
        const auto first = j - j % 100;
        for (int i = 0; i < 2; ++i)
            if (j > first) d.arcs.push_back({.from = first + random.below(j - first), .to = j});
        for (std::uint32_t i = 0; i < 1 + random.below(2); ++i)
            d.demands.push_back({j, random.below(pools), static_cast<Amount>(random.between(1, 5))});
    }
    return *build(std::move(d));
}

void pass(benchmark::State& state, Scheme scheme) {
    const auto p = portfolio(static_cast<std::uint32_t>(state.range(0)), static_cast<std::uint32_t>(state.range(1)));
    const auto keys = priorities(p, Rule::lst);
    const SgsOptions options{.scheme = scheme, .keys = keys};
    if (const auto g = generate(p, options); !g.complete() || !verify(p, g.starts).empty())
        return state.SkipWithError("the schedule is not feasible");
    for (auto _ : state) benchmark::DoNotOptimize(generate(p, options));
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
void serial_pass(benchmark::State& state) { pass(state, Scheme::serial); }
void parallel_pass(benchmark::State& state) { pass(state, Scheme::parallel); }
void pass_sizes(benchmark::internal::Benchmark* b) {
    b->Args({1000, 4})->Args({100'000, 100})->Args({1'000'000, 100})->Unit(benchmark::kMillisecond);
}
BENCHMARK(serial_pass)->Apply(pass_sizes);
BENCHMARK(parallel_pass)->Apply(pass_sizes);

void population(benchmark::State& state) {
    const auto p = portfolio(static_cast<std::uint32_t>(state.range(0)), 4);
    if (const auto r = search(p, {.schedules = 1000}); !verify(p, r.starts).empty())
        return state.SkipWithError("the schedule is not feasible");
    for (auto _ : state) benchmark::DoNotOptimize(search(p, {.schedules = 1000}));
    state.SetItemsProcessed(state.iterations() * 1000);
}
BENCHMARK(population)->Arg(30)->Arg(120)->Arg(1000)->Unit(benchmark::kMillisecond);

void proof(benchmark::State& state) {
    const auto p = portfolio(static_cast<std::uint32_t>(state.range(0)), 2);
    const auto r = solve_exactly(p);
    if (r.status != ExactResult::Status::optimal || !verify(p, r.starts).empty())
        return state.SkipWithError("not proven");
    for (auto _ : state) benchmark::DoNotOptimize(solve_exactly(p));
}
BENCHMARK(proof)->Arg(20)->Arg(30)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
