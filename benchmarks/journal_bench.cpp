// The journal in SQLite: commands decided and kept one by one, each durable; the same in batches; and reading back.

#include <convene/io/sqlite_journal.hpp>
#include <convene/model/builder.hpp>

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

namespace {

using namespace convene;

const Instant begin = *try_parse_instant("2026-03-02T09:00");

/// A document from outside, issued anew with each command.
Process letters() {
    ProcessBuilder b("letters");
    b.start(begin);
    b.artifact({.key = "letter", .given = true});
    b.task("answer").lasts(spans::hours(1)).consumes("letter");
    return *b.build();
}

/// A folder of its own in the working directory, so that it lies on a real disk; gone at the end.
class Folder {
  public:
    Folder()
        : path_(std::filesystem::current_path() /
                ("journal-bench-" + std::to_string(std::chrono::steady_clock::now().time_since_epoch().count()))) {
        std::filesystem::create_directory(path_);
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] std::filesystem::path file() const { return path_ / "runs.journal"; }

  private:
    std::filesystem::path path_;
};

void keep(benchmark::State& state, io::Durability durability) {
    const Folder folder;
    auto journal = io::SqliteJournal::open(folder.file(), letters(), {.durability = durability});
    Instance run(letters());
    const auto obey = [&](const Command& command) {
        const auto events = run.execute(command, begin);
        return events && journal->append("a", *events).has_value();
    };
    if (!journal || !obey(command::Start{})) return state.SkipWithError("no journal");
    std::uint64_t digest = 0;
    for (auto _ : state)
        if (!obey(command::Issue{ArtifactId{0}, ++digest, {}})) return state.SkipWithError("not kept");
    if (!journal->flush() || journal->last("a") != run.state().seq) state.SkipWithError("something is missing");
    state.SetItemsProcessed(state.iterations());
}
void each_durable(benchmark::State& state) { keep(state, io::Durability::full); }
void each_outlives_the_program(benchmark::State& state) { keep(state, io::Durability::normal); }
void in_batches(benchmark::State& state) { keep(state, io::Durability::batched); }
BENCHMARK(each_durable)->UseRealTime()->Unit(benchmark::kMicrosecond);
BENCHMARK(each_outlives_the_program)->UseRealTime()->Unit(benchmark::kMicrosecond);
BENCHMARK(in_batches)->UseRealTime()->Unit(benchmark::kMicrosecond);

void replay_from_file(benchmark::State& state) {
    const Folder folder;
    auto journal = io::SqliteJournal::open(folder.file(), letters(), {.durability = io::Durability::batched});
    Instance run(letters());
    (void)journal->append("a", *run.execute(command::Start{}, begin));
    const auto count = static_cast<std::uint64_t>(state.range(0));
    for (std::uint64_t i = 1; i < count; ++i)
        if (!journal->append("a", *run.execute(command::Issue{ArtifactId{0}, i, {}}, begin)))
            return state.SkipWithError("not kept");
    if (!journal->flush()) return state.SkipWithError("not kept");
    for (auto _ : state)
        if (replay(*journal, "a") != run) return state.SkipWithError("the replay differs");
    state.SetItemsProcessed(state.iterations() * state.range(0));
    state.counters["bytes_per_event"] =
        static_cast<double>(std::filesystem::file_size(folder.file())) / static_cast<double>(count);
}
BENCHMARK(replay_from_file)->Arg(100'000)->Unit(benchmark::kMillisecond);

} // namespace
