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

/// What an acknowledged append survives.
enum class Durability : std::uint8_t {
    /// A crash of the program and a power failure: each append waits for the disk.
    full,
    /// A crash of the program. After a power failure the last appends may be missing, but never in part or in the
    /// middle.
    normal,
    /// As `full`, but only after `flush`, or after each `Options::batch` events; until then an append has no guarantee,
    /// and other writers wait.
    batched
};

struct SqliteJournalOptions {
    Durability durability = Durability::full;
    /// The number of appended events after which `batched` flushes automatically.
    std::size_t batch = 1000;
    /// Opens for reading only: the file must exist, and appends are refused with `journal_read_only`.
    bool read_only = false;
    /// How long to wait for another writer before `journal_locked`.
    std::chrono::milliseconds patience{2000};
    /// Pages (of 4 KiB) that the file may have at most before `journal_full`; 0: as many as the disk has.
    std::uint32_t max_pages = 0;
};

/// A journal in one SQLite file, for any number of instances of any processes: one writer at a time and many readers,
/// in several programs or in several threads with an object each.
///
/// The file also contains the processes, including those to which instances migrated, so nothing else is needed to read
/// it.
///
/// A record has its event as JSON and a checksum that is chained to the previous record. Reading checks the whole
/// chain, the numbers, and each event against the process; `journal_record_damaged` names the first wrong record. The
/// checksum detects accidents, not forgery.
///
/// Opening also checks the write-ahead log and the names of the instances; a commit or an instance hidden by damage is
/// reported as `journal_damaged`.
///
/// Faults of the file: `journal_unusable` (can't be opened, or a system error), `not_a_journal`, `journal_version`,
/// `journal_damaged`, `journal_read_only`, `journal_locked`, `journal_full`; of its contents: `journal_conflict`,
/// `journal_record_damaged`. A failed append leaves nothing behind; with `batched`,
/// nothing since the last flush is kept. A moved-from journal may only be assigned to; any other use ends the program.
class SqliteJournal {
  public:
    /// Opens the file, or creates it unless `read_only`. New instances begin with `process`, which is stored with its
    /// imported calendars. A path that SQLite does not take for a file, such as "" or ":memory:", is
    /// `journal_unusable`. O(instances + size of the log).
    [[nodiscard]] static Result<SqliteJournal> open(const std::filesystem::path& path, const Process& process,
                                                    const SqliteJournalOptions& options = {});
    SqliteJournal(SqliteJournal&&) noexcept;
    SqliteJournal& operator=(SqliteJournal&&) noexcept;
    /// Flushes, ignoring faults, so with `batched` call `flush` first.
    ~SqliteJournal();

    /// See `Journal`. *Requires* events of the instance. O(size of the events * log records).
    [[nodiscard]] Result<std::uint64_t> append(std::string_view instance, const Events& events);
    /// O(records of the instance up to the end): records before `from` are checked, too.
    [[nodiscard]] Result<Events> read(std::string_view instance, std::uint64_t from = 1);
    [[nodiscard]] Result<std::uint64_t> last(std::string_view instance);
    [[nodiscard]] Result<std::vector<std::string>> instances();
    [[nodiscard]] Result<Process> origin(std::string_view instance);

    /// Stores the state beside the events, so that `restore` need not begin at the first one; replaces an earlier
    /// snapshot. Returns the number of its last event. The events stay. Before the first event nothing is stored. The
    /// snapshot is part of a batch in progress. *Requires* the state of the instance after that event. Faults:
    /// `journal_conflict` if the event is not there, `journal_other_process` if the instance ran another process then.
    /// O(size of the state and of the process).
    [[nodiscard]] Result<std::uint64_t> snapshot(std::string_view instance, const Instance& now);
    /// The same as `replay`, but from the snapshot on. Records before it are not read; a damaged snapshot is ignored.
    [[nodiscard]] Result<Instance> restore(std::string_view instance);

    /// Makes all appends so far durable and lets other writers in. Returns the number of events flushed.
    [[nodiscard]] Result<std::size_t> flush();

  private:
    struct Body;
    explicit SqliteJournal(std::unique_ptr<Body> body);
    convene::detail::Box<Body> body_;
};

static_assert(Journal<SqliteJournal>);

} // namespace convene::io
