#pragma once
/// \file
/// The inside of a journal: the open file, and what is asked of it.

#include "sqlite_statement.hpp"
#include "wal_check.hpp"

#include <convene/core/detail/hash.hpp>
#include <convene/io/sqlite_journal.hpp>

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace convene::io {

namespace detail {

/// Comes before the number of any record.
constexpr auto before_all = std::numeric_limits<std::int64_t>::min();

/// The checksum of a record after one with the checksum `before`: FNV-1a over its bytes (Fowler, Noll and Vo, 1991),
/// then the finaliser of SplitMix64 (Steele, Lea and Flood, 2014, doi:10.1145/2714064.2660195).
inline std::uint64_t chained(std::uint64_t before, std::string_view event) {
    auto hash = convene::detail::fnv(event, before ^ convene::detail::fnv_offset);
    hash = (hash ^ (hash >> 30U)) * 0xBF58476D1CE4E5B9U;
    hash = (hash ^ (hash >> 27U)) * 0x94D049BB133111EBU;
    return hash ^ (hash >> 31U);
}

} // namespace detail

struct SqliteJournal::Body {
    std::string path;
    Process process; // self-contained
    std::uint64_t digest = 0;
    SqliteJournalOptions options;
    detail::Database database;
    std::optional<detail::Statement> begin, commit, rollback, find, names, make, move, add, records, learn, lookup,
        turn, versions, version_at, checksum_at, shoot, shot;
    std::map<std::uint64_t, Process> processes; // those of the file that were asked for
    bool in_batch = false;
    std::size_t pending = 0;

    /// *Requires* that nothing was done with the database since the error.
    [[nodiscard]] tl::unexpected<Diagnostics> fault(int error) const;
    [[nodiscard]] tl::unexpected<Diagnostics> fault(Code code) const {
        return fail(Diagnostic{.code = code, .arguments = {path}});
    }

    [[nodiscard]] tl::unexpected<Diagnostics> log_damaged() const {
        return fail(Diagnostic{.code = Code::journal_damaged, .arguments = {path + "-wal"}});
    }

    int execute(const std::string& sql) { return sqlite3_exec(database.get(), sql.c_str(), nullptr, nullptr, nullptr); }
    int run(detail::Statement& statement) {
        const detail::Using use(statement);
        const auto done = statement.step();
        return done == SQLITE_DONE || done == SQLITE_ROW ? SQLITE_OK : done;
    }
    int pragma(const char* sql, std::int64_t& value) {
        detail::Statement statement(database.get(), sql);
        const auto step = statement.step();
        if (step == SQLITE_ROW) value = statement.integer(0);
        return step == SQLITE_ROW || step == SQLITE_DONE ? SQLITE_OK : step;
    }
    [[nodiscard]] bool has_tables() const;

    Result<bool> prepare();
    Result<bool> make_or_check();
    [[nodiscard]] bool has_lost_commits(std::optional<WalExtent> before);
    /// Whether each name leads to its instance. O(instances).
    [[nodiscard]] int check_names();

    struct Head {
        std::int64_t id = 0;
        std::uint64_t process = 0;
        std::uint64_t last = 0;
        std::uint64_t checksum = 0;
    };
    Result<Process> process_of(std::uint64_t digest);
    Result<std::vector<Process>> processes_of(std::int64_t instance, std::int64_t after = detail::before_all);
    int go_over(std::int64_t instance, std::uint64_t since, const Process& process, std::uint64_t digest);
    Result<std::optional<Head>> head(std::string_view instance);
    int keep(std::string_view instance, const Events& events, std::optional<Head> head, Process by);
    Result<std::uint64_t> append(std::string_view instance, const Events& events);
    Result<Events> read(std::string_view instance, std::uint64_t from);
    /// Where the reading of an instance stands: the last record, its checksum, and the process from there on.
    struct Mark {
        std::uint64_t last = 0;
        std::uint64_t checksum = 0;
        Process by;
    };
    Result<Events> read_on(std::string_view instance, const Head& head, Mark mark, std::uint64_t from,
                           const std::vector<Process>& ran_by);
    std::optional<std::uint64_t> number_at(detail::Statement& of, std::int64_t instance, std::uint64_t seq);
    Result<Head> place_of(std::string_view instance, const Process& by, std::uint64_t seq);
    int keep(const Head& place, const Instance& now);
    Result<std::uint64_t> snapshot(std::string_view instance, const Instance& now);
    bool has_snapshots();
    std::optional<std::pair<Instance, Mark>> latest_snapshot(const Head& head);
    std::optional<Instance> from_snapshot(std::string_view instance, const Head& head);
    Result<Instance> restore(std::string_view instance);
    /// Runs a question with one view of the file, even if another program writes meanwhile.
    template <class Ask>
    auto ask(const Ask& question) -> decltype(question()) {
        const bool alone = sqlite3_get_autocommit(database.get()) != 0;
        if (alone)
            if (const auto error = execute("BEGIN")) return fault(error);
        auto answer = question();
        if (alone) (void)execute("COMMIT");
        return answer;
    }
    int end(detail::Statement& how) {
        in_batch = false;
        pending = 0;
        return run(how);
    }
    void undo() {
        if (sqlite3_get_autocommit(database.get()) == 0)
            (void)end(*rollback);
        else
            in_batch = false, pending = 0;
    }
};

} // namespace convene::io
