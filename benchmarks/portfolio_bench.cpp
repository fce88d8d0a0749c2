/// \file
/// Times of portfolios made of the nine example processes: scheduling, levelling with shared people, an edit. Each plan
/// is verified before its time counts; the gap is a counter.
///
/// `CONVENE_BENCH_MAX` limits the activities, as in a test.

#include <convene/io/read_process.hpp>
#include <convene/portfolio/portfolio.hpp>
#include <convene/portfolio/tbb.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <vector>

namespace {

using namespace convene;

std::vector<Process> examples() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(CONVENE_EXAMPLES))
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    std::ranges::sort(files);
    std::vector<Process> out;
    for (const auto& file : files) out.push_back(*io::read_process_file(file));
    return out;
}

Portfolio made(std::size_t activities, std::uint32_t people) {
    static const auto templates = examples();
    return *synthetic_portfolio(templates, {.activities = activities, .people = people});
}

/// The sizes that `CONVENE_BENCH_MAX` allows.
void sizes(benchmark::internal::Benchmark* b, std::initializer_list<std::int64_t> all) {
    const char* limit = std::getenv("CONVENE_BENCH_MAX");
    for (const auto n : all)
        if (limit == nullptr || n <= std::atoll(limit)) b->Arg(n);
}
void dates_sizes(benchmark::internal::Benchmark* b) { sizes(b, {1000, 100'000, 1'000'000}); }
void people_sizes(benchmark::internal::Benchmark* b) { sizes(b, {1000, 17'100, 171'000}); }

void report(benchmark::State& state, const Portfolio& portfolio) {
    state.counters["activities"] = static_cast<double>(portfolio.activity_count());
    state.counters["projects"] = static_cast<double>(portfolio.projects().size());
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(portfolio.activity_count()));
}

void schedule_all(benchmark::State& state, bool parallel) {
    const auto portfolio = made(static_cast<std::size_t>(state.range(0)), 200);
    PortfolioOptions options;
    if (parallel) options.executor = tbb_executor();
    const auto plan = schedule(portfolio, options);
    if (!plan) return state.SkipWithError(to_string(plan.error()).c_str());
    // Each project alone has the dates that it has here, unless links lead to it or from it.
    for (const auto id : portfolio.projects().ids()) {
        if (!portfolio.links_to(id).empty() || !portfolio.links_from(id).empty()) continue;
        const auto alone = schedule(portfolio[id].process, {.wanted_by = portfolio[id].due});
        if (!alone || alone->early_finishes().back() != (*plan)[id].early_finishes().back())
            return state.SkipWithError("dates differ");
    }
    for (auto _ : state) benchmark::DoNotOptimize(schedule(portfolio, options));
    report(state, portfolio);
}
BENCHMARK_CAPTURE(schedule_all, one_thread, false)->Apply(dates_sizes)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(schedule_all, tbb, true)->Apply(dates_sizes)->Unit(benchmark::kMillisecond)->UseRealTime();

/// 171,000 activities are 1,000 copies of each of the nine.
void level_all(benchmark::State& state) {
    const auto portfolio = made(static_cast<std::size_t>(state.range(0)), 200);
    const PortfolioLevelOptions options{.rules = {ProjectRule::first_come}};
    const auto plan = level(portfolio, options);
    if (!plan) return state.SkipWithError(to_string(plan.error()).c_str());
    if (const auto faults = verify(portfolio, *plan); !faults.empty())
        return state.SkipWithError(to_string(to_diagnostic(portfolio, faults.front())).c_str());
    for (auto _ : state) benchmark::DoNotOptimize(level(portfolio, options));
    report(state, portfolio);
    const auto g = gap(portfolio, *plan);
    state.counters["gap_percent"] = 100 * g.relative;
    std::size_t held = 0;
    for (const auto& project : plan->projects) held += project->waits().size();
    state.counters["held"] = static_cast<double>(held);
}
BENCHMARK(level_all)->Apply(people_sizes)->Unit(benchmark::kMillisecond);

/// The same project gets another definition, to and fro.
void edit(benchmark::State& state, bool people) {
    auto portfolio = made(static_cast<std::size_t>(state.range(0)), 200);
    const PortfolioLevelOptions options{.rules = {ProjectRule::first_come}};
    const ProjectId id{static_cast<std::uint32_t>(portfolio.projects().size() / 2)};
    const auto one = portfolio[id].process;
    const auto other = *moved(one, 1);
    auto early = *schedule(portfolio, options.schedule);
    auto plan = people ? *level(portfolio, options) : PortfolioPlan{};
    std::size_t touched = 0;
    bool to = true;
    for (auto _ : state) {
        auto changed = std::move(portfolio).with_process(id, to ? other : one);
        if (!changed) return state.SkipWithError("not replaced");
        portfolio = std::move(*changed);
        to = !to;
        touched += people ? *relevel(portfolio, plan, std::span(&id, 1), options)
                          : *reschedule(portfolio, early, std::span(&id, 1), options.schedule);
    }
    if (people && !verify(portfolio, plan).empty()) return state.SkipWithError("the plan is not feasible");
    const auto fresh = *schedule(portfolio, options.schedule);
    for (const auto each : portfolio.projects().ids())
        if (!people && !(fresh[each] == early[each])) return state.SkipWithError("dates differ from a fresh schedule");
    state.counters["touched"] = static_cast<double>(touched) / static_cast<double>(state.iterations());
}
BENCHMARK_CAPTURE(edit, dates, false)->Apply(people_sizes)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(edit, people, true)->Apply(people_sizes)->Unit(benchmark::kMicrosecond);

} // namespace

BENCHMARK_MAIN();
