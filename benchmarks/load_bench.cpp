// Loading a process from JSON: parse, build and validate, beside a bare parse of the same bytes into Boost.JSON's tree.
//
// Sizes run from 1,000 activities to CONVENE_BENCH_MAX (default 1,000,000). Each activity has a title in two languages,
// a duration, and comes after two earlier ones.

#include <convene/core/random.hpp>
#include <convene/io/read_process.hpp>

#include <benchmark/benchmark.h>
#include <boost/json/parse.hpp>

#include <chrono>
#include <cstdlib>
#include <string>

namespace {

std::string process_text(std::int64_t activities) {
    convene::Random random(7);
    std::string text = R"({"convene": 1, "id": "load", "activities": [)";
    for (std::int64_t i = 0; i < activities; ++i) {
        const auto n = std::to_string(i);
        text += i == 0 ? "\n" : ",\n";
        text += R"({"id":"a)" + n + R"(","title":{"zh":"活动)" + n + R"(","en":"Activity )" + n + R"("},"duration":")";
        text += std::to_string(1 + i % 20) + R"(d")";
        if (i > 1) {
            const auto earlier = [&] {
                return "\"a" + std::to_string(random.below(static_cast<std::uint32_t>(i))) + "\"";
            };
            text += ",\"after\":[" + earlier() + "," + earlier() + "]";
        }
        text += "}";
    }
    return text + "\n]}\n";
}

void report(benchmark::State& state, const std::string& text) {
    const auto rounds = static_cast<double>(state.iterations());
    const auto activities = static_cast<double>(state.range(0));
    state.SetBytesProcessed(static_cast<std::int64_t>(rounds * static_cast<double>(text.size())));
    state.counters["per_activity"] =
        benchmark::Counter(rounds * activities, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

double seconds(const auto& run) {
    const auto start = std::chrono::steady_clock::now();
    run();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void bare_parse(benchmark::State& state) {
    const auto text = process_text(state.range(0));
    for (auto _ : state) benchmark::DoNotOptimize(boost::json::parse(text));
    report(state, text);
}

/// `ratio` is the time of a load over that of a bare parse, measured in turns.
void load(benchmark::State& state) {
    const auto text = process_text(state.range(0));
    const auto check = convene::io::read_process(text);
    if (!check || check->activities().size() != static_cast<std::size_t>(state.range(0)))
        return state.SkipWithError("the process isn't what was written");
    double bare = 0;
    double loads = 0;
    for (auto _ : state) {
        loads += seconds([&] { benchmark::DoNotOptimize(convene::io::read_process(text)); });
        state.PauseTiming();
        bare += seconds([&] { benchmark::DoNotOptimize(boost::json::parse(text)); });
        state.ResumeTiming();
    }
    report(state, text);
    state.counters["ratio"] = loads / bare;
}

void sizes(benchmark::internal::Benchmark* b) {
    const char* limit = std::getenv("CONVENE_BENCH_MAX");
    const auto max = limit != nullptr ? std::atoll(limit) : 1'000'000LL;
    for (std::int64_t n = 1000; n <= max; n *= 10) b->Arg(n);
    b->Unit(benchmark::kMillisecond);
}

} // namespace

BENCHMARK(bare_parse)->Apply(sizes);
BENCHMARK(load)->Apply(sizes);
