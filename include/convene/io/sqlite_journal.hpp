#pragma once

#include <convene/core/detail/box.hpp>
#include <convene/model/process.hpp>
#include <convene/run/journal.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace convene::io {

/// What an acknowledged append outlives.
enum class Durability : std::uint8_t {
    /// The end of the program and the loss of power: each append waits for the disk.
    full,
    /// The end of the program. With the loss of power the last appends may be missing, but never in part or in the
    /// middle.
    normal,
    /// As `full`, but only what `flush` or `Options::batch` events have made so; until then an append is promised
    /// nothing, and other writers wait.
    batched
};

struct SqliteJournalOptions {
    Durability durability = Durability::full;
    /// Appended events after which `batched` flushes by itself.
    std::size_t batch = 1000;
    /// Reads only: the file must be there, and appends are refused with `journal_read_only`.
    bool read_only = false;
    /// How long to wait for another writer before `journal_locked`.
    std::chrono::milliseconds patience{2000};
    /// Pages (of 4 KiB) that the file may have at most before `journal_full`; 0: as many as the disk has.
    std::uint32_t max_pages = 0;
};

/// A journal in one SQLite file, for any number of instances of any processes: one writer at a time, many readers,
/// across threads with an object each and across programs.
///
/// The file has the processes, too, those that running instances went over to among them, so that nothing else is
/// needed to read it.
///
/// A record has its event as JSON and a checksum that is chained to the record before it. Reading checks the chain to
/// its end, the numbers, and each event against the process: `journal_record_damaged` tells the first that is wrong.
/// The checksum finds accidents, not forgeries.
///
/// Opening checks the write-ahead log and the names of the instances, too: a commit or an instance that damage hides is
/// told with `journal_damaged`.
///
/// Faults of the file: `journal_unusable` (can't be opened, or the system says no), `not_a_journal`, `journal_version`,
/// `journal_damaged`, `journal_read_only`, `journal_locked`, `journal_full`; of its contents: `journal_conflict`,
/// `journal_record_damaged`. After a fault nothing of that append is kept; with `batched`,
/// nothing since the last flush.
/// A journal that was moved from may only be assigned to; any other use ends the program.
class SqliteJournal {
  public:
    /// Opens the file, or makes it unless `read_only`. New instances begin by `process`; it needs no imports then. What
    /// SQLite takes for no file, such as "" or ":memory:", is `journal_unusable`. O(instances + size of the log).
    [[nodiscard]] static Result<SqliteJournal> open(const std::filesystem::path& path, const Process& process,
                                                    const SqliteJournalOptions& options = {});
    SqliteJournal(SqliteJournal&&) noexcept;
    SqliteJournal& operator=(SqliteJournal&&) noexcept;
    /// Flushes; a fault is lost, so with `batched` call `flush` before.
    ~SqliteJournal();

    /// See `Journal`. *Requires* that the events are those of the instance. O(size of the events * log records).
    [[nodiscard]] Result<std::uint64_t> append(std::string_view instance, const Events& events);
    /// O(records of the instance up to the end): those before `from` are checked, too.
    [[nodiscard]] Result<Events> read(std::string_view instance, std::uint64_t from = 1);
    [[nodiscard]] Result<std::uint64_t> last(std::string_view instance);
    [[nodiscard]] Result<std::vector<std::string>> instances();
    [[nodiscard]] Result<Process> origin(std::string_view instance);

    /// Keeps the state beside the events, so that `restore` need not begin at the first, in place of an earlier one;
    /// returns the number of its event. The events stay; before the first event nothing is kept. In a batch that has
    /// begun it is part of it. *Requires* that the instance was so after that event. Faults: `journal_conflict` if the
    /// event is not there, `journal_other_process` if the instance ran by another process then.
    /// O(size of the state and of the process).
    [[nodiscard]] Result<std::uint64_t> snapshot(std::string_view instance, const Instance& now);
    /// The same as `replay`, from the snapshot on. Records before it are not read; a snapshot that is damaged is passed
    /// over.
    [[nodiscard]] Result<Instance> restore(std::string_view instance);

    /// Makes all appends so far durable and lets other writers in. Returns how many events that were.
    [[nodiscard]] Result<std::size_t> flush();

  private:
    struct Body;
    explicit SqliteJournal(std::unique_ptr<Body> body);
    convene::detail::Box<Body> body_;
};

static_assert(Journal<SqliteJournal>);

} // namespace convene::io
