// The forward and backward pass and the compilation of the network, against the same written directly on
// boost::compressed_sparse_row_graph. Every benchmark asserts its answer before it is timed.

#include "support/random_network.hpp"

#include <convene/schedule/passes.hpp>
#include <convene/time/calendar.hpp>

#include <benchmark/benchmark.h>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/topological_sort.hpp>
#include <boost/range/iterator_range.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <map>
#include <memory>
#include <ranges>

namespace {

using namespace convene;

constexpr Instant start{Seconds{1'772'442'000}}; // 2026-03-02 09:00

void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "wrong answer: %s\n", what);
    std::abort();
}

const bench::RandomProject& project(std::int64_t n) {
    static std::map<std::int64_t, std::unique_ptr<bench::RandomProject>> made;
    auto& p = made[n];
    if (!p) p = std::make_unique<bench::RandomProject>(static_cast<std::uint32_t>(n), 42);
    return *p;
}

/// Five office calendars: a plain week, a six-day week, two shifts, night shifts, and one with a holiday every month.
std::vector<Calendar> calendars() {
    using namespace std::chrono;
    std::vector<Calendar> made{Calendar::standard()};
    const auto add = [&](const char* key, int days, std::vector<Shift> shifts, bool holidays) {
        CalendarSpec spec;
        spec.key = key;
        spec.week.emplace();
        for (int d = 0; d < days; ++d) spec.week->days[static_cast<std::size_t>(d)] = shifts;
        if (holidays)
            for (int month = 0; month < 12 * 20; ++month) {
                const auto first = local_days{year{2020} / January / 1} + std::chrono::days{30 * month};
                spec.exceptions.push_back({first, first + std::chrono::days{1}});
            }
        made.push_back(*make_calendar(spec));
    };
    add("six-days", 6, {*parse_shift("08:00-12:00"), *parse_shift("14:00-18:00")}, false);
    add("two-shifts", 5, {*parse_shift("06:00-14:00"), *parse_shift("14:30-22:00")}, false);
    add("nights", 7, {*parse_shift("22:00-06:00")}, false);
    add("holidays", 5, {*parse_shift("09:00-12:00"), *parse_shift("13:00-18:00")}, true);
    return made;
}

// --- the same, directly on Boost.Graph

struct LagProperty {
    std::int64_t lag;
};
using BoostGraph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, LagProperty,
                                                      boost::no_property, std::uint32_t, std::uint32_t>;

BoostGraph boost_graph(const bench::RandomProject& p) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
    std::vector<LagProperty> lags;
    edges.reserve(p.links.size());
    lags.reserve(p.links.size());
    for (const auto& link : p.links) {
        edges.emplace_back(link.from, link.to);
        lags.push_back({link.lag});
    }
    return {boost::edges_are_unsorted_multi_pass, edges.begin(), edges.end(), lags.begin(),
            static_cast<std::uint32_t>(p.durations.size())};
}

std::vector<std::uint32_t> boost_order(const BoostGraph& g) {
    std::vector<std::uint32_t> order;
    order.reserve(num_vertices(g));
    boost::topological_sort(g, std::back_inserter(order));
    std::ranges::reverse(order);
    return order;
}

struct BoostDates {
    std::vector<std::int64_t> early;
    std::vector<std::int64_t> late;
};

void boost_pass(const BoostGraph& g, const std::vector<std::uint32_t>& order,
                const std::vector<std::int64_t>& durations, BoostDates& d) {
    d.early.assign(durations.size(), start.time_since_epoch().count());
    for (const auto v : order) {
        const auto finish = d.early[v] + durations[v];
        for (const auto e : boost::make_iterator_range(out_edges(v, g))) {
            auto& to = d.early[target(e, g)];
            to = std::max(to, finish + g[e].lag);
        }
    }
    std::int64_t end = start.time_since_epoch().count();
    for (std::size_t v = 0; v < durations.size(); ++v) end = std::max(end, d.early[v] + durations[v]);
    d.late.resize(durations.size());
    for (const auto v : order | std::views::reverse) {
        auto finish = end;
        for (const auto e : boost::make_iterator_range(out_edges(v, g)))
            finish = std::min(finish, d.late[target(e, g)] - g[e].lag);
        d.late[v] = finish - durations[v];
    }
}

// --- ours

void our_pass(const Network& g, const Bounds& b, PassDates& early, PassDates& late, std::vector<Instant>& limit) {
    require(!early_pass(g, b, start, early), "feasible");
    Instant end = start;
    if (early.finish.empty())
        for (std::uint32_t v = 0; v < g.size(); ++v) end = std::max(end, early.start[v] + Seconds{b.durations[v]});
    else
        for (const auto finish : early.finish) end = std::max(end, finish);
    limit.assign(g.size(), end);
    late_pass(g, b, limit, late);
}

void report(benchmark::State& state, std::int64_t activities, std::size_t links) {
    using benchmark::Counter;
    state.SetItemsProcessed(state.iterations() * activities);
    state.counters["activity"] =
        Counter(static_cast<double>(activities), Counter::kIsIterationInvariantRate | Counter::kInvert);
    state.counters["arc"] = Counter(static_cast<double>(links), Counter::kIsIterationInvariantRate | Counter::kInvert);
}

void pass_convene(benchmark::State& state) {
    const auto& p = project(state.range(0));
    const auto [g, bounds] = *compile(bench::system_of(p));
    require(bounds.additive, "additive");
    PassDates early;
    PassDates late;
    std::vector<Instant> limit;
    our_pass(g, bounds, early, late, limit);
    const auto b = boost_graph(p);
    BoostDates expected;
    boost_pass(b, boost_order(b), p.durations, expected);
    for (std::uint32_t v = 0; v < g.size(); ++v) {
        require(early.start[v].time_since_epoch().count() == expected.early[g.activity_of[v]], "early");
        require(late.start[v].time_since_epoch().count() == expected.late[g.activity_of[v]], "late");
    }
    for (auto _ : state) {
        our_pass(g, bounds, early, late, limit);
        benchmark::DoNotOptimize(late.start.data());
    }
    report(state, state.range(0), p.links.size());
}

void pass_boost(benchmark::State& state) {
    const auto& p = project(state.range(0));
    const auto g = boost_graph(p);
    const auto order = boost_order(g);
    BoostDates dates;
    for (auto _ : state) {
        boost_pass(g, order, p.durations, dates);
        benchmark::DoNotOptimize(dates.late.data());
    }
    report(state, state.range(0), p.links.size());
}

/// Whether every link and every duration holds, and each start is worked: told by queries, not by the pass.
void require_feasible(const Network& g, const Bounds& b, const PassDates& d) {
    for (std::uint32_t v = 0; v < g.size(); ++v) {
        const auto& table = g.table(v);
        require(table.between(d.start[v], d.finish[v]).count() == b.durations[v], "duration");
        for (auto a = g.first[v]; a < g.first[v + 1]; ++a) {
            const auto& lag = g.lag(a);
            const auto from = d.finish[g.sources[a]];
            require(lag.amount == 0 ? d.start[v] >= from : lag.table->between(from, d.start[v]).count() >= lag.amount,
                    "link");
        }
    }
}

void pass_calendars(benchmark::State& state) {
    const auto& p = project(state.range(0));
    const auto used = calendars();
    std::vector<const WorkTable*> tables;
    for (const auto& c : used) tables.push_back(&c.table());
    const auto [g, bounds] = *compile(bench::system_of(p, tables));
    PassDates early;
    PassDates late;
    std::vector<Instant> limit;
    our_pass(g, bounds, early, late, limit);
    require_feasible(g, bounds, early);
    require_feasible(g, bounds, late);
    for (auto _ : state) {
        our_pass(g, bounds, early, late, limit);
        benchmark::DoNotOptimize(late.start.data());
    }
    report(state, state.range(0), p.links.size());
}

void compile_convene(benchmark::State& state) {
    const auto& p = project(state.range(0));
    const auto system = bench::system_of(p);
    for (auto _ : state) {
        auto g = compile(system);
        benchmark::DoNotOptimize(g->network.sources.data());
    }
    report(state, state.range(0), p.links.size());
}

void compile_boost(benchmark::State& state) {
    const auto& p = project(state.range(0));
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
    std::vector<LagProperty> lags;
    for (const auto& link : p.links) {
        edges.emplace_back(link.from, link.to);
        lags.push_back({link.lag});
    }
    for (auto _ : state) {
        const BoostGraph g(boost::edges_are_unsorted_multi_pass, edges.begin(), edges.end(), lags.begin(),
                           static_cast<std::uint32_t>(p.durations.size()));
        benchmark::DoNotOptimize(boost_order(g).data());
    }
    report(state, state.range(0), p.links.size());
}

void sizes(benchmark::internal::Benchmark* b) {
    for (std::int64_t n : {1'000, 10'000, 100'000, 1'000'000})
        if (n <= bench::largest_size(1'000'000)) b->Arg(n);
    b->Unit(benchmark::kMillisecond);
}

BENCHMARK(pass_convene)->Apply(sizes);
BENCHMARK(pass_boost)->Apply(sizes);
BENCHMARK(pass_calendars)->Apply(sizes);
BENCHMARK(compile_convene)->Apply(sizes);
BENCHMARK(compile_boost)->Apply(sizes);

} // namespace
