// Peak memory of loading and scheduling, beside the text: the heap's peak while a file is read, validated, compiled and
// scheduled, less the bytes of keys and titles. The file itself is the caller's and is not counted.

#include "support/random_network.hpp"

#include <convene/io/read_process.hpp>
#include <convene/schedule/schedule.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <malloc.h>
#include <new>
#include <string>

namespace {

std::size_t live = 0;
std::size_t peak = 0;

void* counted(std::size_t size) {
    void* const p = std::malloc(size);
    if (p == nullptr) std::abort();
    live += malloc_usable_size(p);
    peak = std::max(peak, live);
    return p;
}

void uncounted(void* p) {
    if (p != nullptr) live -= malloc_usable_size(p);
    std::free(p);
}

} // namespace

void* operator new(std::size_t size) { return counted(size); }
void* operator new[](std::size_t size) { return counted(size); }
void operator delete(void* p) noexcept { uncounted(p); }
void operator delete[](void* p) noexcept { uncounted(p); }
void operator delete(void* p, std::size_t) noexcept { uncounted(p); }
void operator delete[](void* p, std::size_t) noexcept { uncounted(p); }

namespace {

/// The portfolio of the pass benchmark as a file: a title in two languages, a duration, what each comes after.
std::string process_text(std::int64_t n) {
    const convene::bench::RandomProject project(static_cast<std::uint32_t>(n), 42);
    std::string text = R"({"convene": 1, "id": "memory", "start": "2026-03-02T09:00", "activities": [)";
    std::size_t next = 0;
    for (std::uint32_t i = 0; i < n; ++i) {
        const auto number = std::to_string(i);
        text += i == 0 ? "\n" : ",\n";
        text += R"({"id":"a)" + number + R"(","title":{"zh":"活动)" + number + R"(","en":"Activity )" + number +
                R"("},"duration":")" + std::to_string(project.durations[i] / 3600) + R"(h")";
        for (bool first = true; next < project.links.size() && project.links[next].to == i; ++next, first = false)
            text += (first ? R"(,"after":["a)" : R"(","a)") + std::to_string(project.links[next].from);
        if (text.back() != '"') text += "\"]";
        text += "}";
    }
    return text + "\n]}\n";
}

void load_and_schedule(benchmark::State& state) {
    const auto text = process_text(state.range(0));
    const auto n = static_cast<double>(state.range(0));
    for (auto _ : state) {
        const auto before = live;
        peak = live;
        const auto process = convene::io::read_process(text);
        if (!process || process->activities().size() != static_cast<std::size_t>(n))
            return state.SkipWithError("the process isn't what was written");
        const auto loading = peak;
        const auto held = live;
        peak = live;
        const auto plan = convene::schedule(*process);
        if (!plan || plan->project_finish() <= plan->project_start()) return state.SkipWithError("no schedule");
        const auto words = process->data().keys.bytes() + process->data().texts.bytes();
        state.counters["load_peak"] = static_cast<double>(loading - before - words) / n;
        state.counters["process"] = static_cast<double>(held - before - words) / n;
        state.counters["schedule_peak"] = static_cast<double>(peak - before - words) / n;
        state.counters["held"] = static_cast<double>(live - before - words) / n;
        state.counters["text"] = static_cast<double>(words) / n;
    }
}

void sizes(benchmark::internal::Benchmark* b) {
    for (std::int64_t n : {1'000, 10'000, 100'000, 1'000'000})
        if (n <= convene::bench::largest_size(1'000'000)) b->Arg(n);
    b->Unit(benchmark::kMillisecond)->Iterations(1);
}

BENCHMARK(load_and_schedule)->Apply(sizes);

} // namespace
