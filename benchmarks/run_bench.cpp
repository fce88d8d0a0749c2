// Running: commands decided and applied in memory, agenda and forecast of a big instance after one event, replay, and
// the bytes of an instance. The instance is a chain: each activity consumes what the one before has produced.

#include "support/random_network.hpp"

#include <convene/model/builder.hpp>
#include <convene/run/agenda.hpp>
#include <convene/run/forecast.hpp>

#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>

namespace {

using namespace convene;

const Instant begin = *try_parse_instant("2026-03-02T09:00");

Process chain(std::int64_t n) {
    ProcessBuilder b("chain");
    b.start(begin);
    for (std::int64_t i = 0; i < n; ++i) {
        const auto number = std::to_string(i);
        b.artifact({.key = "d" + number});
        auto a = b.task("a" + number);
        a.lasts(spans::hours(1)).produces("d" + number);
        if (i > 0) a.consumes("d" + std::to_string(i - 1));
        if (i + 1 == n) a.returns_to("a0", 65'535);
    }
    return *b.build();
}

/// Opens and closes each activity once; the last sends all back if wanted. The number of commands obeyed.
std::int64_t play(Instance& run, std::uint64_t digest, bool again, Events* journal) {
    std::int64_t obeyed = 0;
    const auto send = [&](const Command& command) {
        const auto events = run.execute(command, begin);
        obeyed += events.has_value() ? 1 : 0;
        if (events && journal != nullptr) journal->insert(journal->end(), events->begin(), events->end());
    };
    const auto n = static_cast<std::uint32_t>(run.process().activities().size());
    for (std::uint32_t i = 0; i < n; ++i) {
        send(command::Open{.activity = ActivityId{i}});
        command::Close close{.activity = ActivityId{i}, .outputs = {{ArtifactId{i}, digest}}};
        if (again && i + 1 == n) close.return_to = ActivityId{0};
        send(close);
    }
    return obeyed;
}

void decide_and_apply(benchmark::State& state) {
    Instance blank(chain(10));
    (void)blank.execute(command::Start{}, begin);
    for (auto _ : state) {
        auto run = blank;
        if (play(run, 1, false, nullptr) != 20 || !run.finished()) state.SkipWithError("a command was refused");
    }
    state.SetItemsProcessed(state.iterations() * 20);
}
BENCHMARK(decide_and_apply);

void replay(benchmark::State& state) {
    const auto events = static_cast<std::size_t>(bench::largest_size(1'000'000));
    Instance run(chain(10));
    Events journal = *run.execute(command::Start{}, begin);
    for (std::uint64_t round = 1; journal.size() < events; ++round) play(run, round, true, &journal);
    const Instance blank(run.process());
    for (auto _ : state) {
        auto again = blank;
        if (!again.apply(journal)) return state.SkipWithError("not applied");
        if (again != run) state.SkipWithError("the replay differs");
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(journal.size()));
}
BENCHMARK(replay)->Unit(benchmark::kMillisecond);

Instance begun(std::int64_t n) {
    Instance run(chain(n));
    (void)run.execute(command::Start{}, begin);
    (void)run.execute(command::Open{.activity = ActivityId{0}}, begin);
    return run;
}

void agenda_after_an_event(benchmark::State& state) {
    const auto run = begun(bench::largest_size(10'000));
    for (auto _ : state) {
        const auto list = agenda(run, begin);
        if (list.size() != 1 || list.front().todo != Todo::close) state.SkipWithError("another agenda");
    }
}
BENCHMARK(agenda_after_an_event)->Unit(benchmark::kMicrosecond);

void forecast_after_an_event(benchmark::State& state) {
    const auto run = begun(bench::largest_size(10'000));
    for (auto _ : state) {
        const auto found = forecast(run, begin);
        if (!found || !found->schedule.broken().empty()) state.SkipWithError("no forecast");
    }
}
BENCHMARK(forecast_after_an_event)->Unit(benchmark::kMillisecond);

void copy_of_an_instance(benchmark::State& state) {
    const auto run = begun(10);
    for (auto _ : state) {
        auto copy = run;
        benchmark::DoNotOptimize(copy);
        if (copy[ActivityId{0}].open != run[ActivityId{0}].open) state.SkipWithError("another state");
    }
    const auto& s = run.state();
    state.counters["bytes"] = static_cast<double>(
        sizeof(Instance) + s.activities.size() * sizeof(ActivityState) + s.artifacts.size() * sizeof(ArtifactState) +
        s.basis.size() * sizeof(std::uint32_t) + s.returns.size() * sizeof(std::uint16_t));
}
BENCHMARK(copy_of_an_instance);

} // namespace
