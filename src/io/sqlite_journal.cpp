#include "hex.hpp"
#include "sqlite_statement.hpp"

#include <convene/io/read_events.hpp>
#include <convene/io/read_process.hpp>
#include <convene/io/read_state.hpp>
#include <convene/io/sqlite_journal.hpp>
#include <convene/io/write_events.hpp>
#include <convene/io/write_process.hpp>
#include <convene/io/write_state.hpp>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <utility>

namespace convene::io {

namespace {

using detail::Statement;
using detail::Using;

constexpr std::int64_t schema_version = 1;
constexpr std::int64_t application = 0x636F6E76; // "conv"

constexpr const char* schema =
    "CREATE TABLE process(digest INTEGER PRIMARY KEY, text TEXT NOT NULL);"
    "CREATE TABLE instance(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, process INTEGER NOT NULL,"
    " last INTEGER NOT NULL, checksum INTEGER NOT NULL);"
    "CREATE TABLE version(instance INTEGER NOT NULL, since INTEGER NOT NULL, process INTEGER NOT NULL,"
    " PRIMARY KEY(instance, since)) WITHOUT ROWID;"
    "CREATE TABLE record(instance INTEGER NOT NULL, seq INTEGER NOT NULL, checksum INTEGER NOT NULL,"
    " event TEXT NOT NULL, PRIMARY KEY(instance, seq)) WITHOUT ROWID;"
    "PRAGMA application_id=1668247158; PRAGMA user_version=1;";
static_assert(application == 1668247158);

/// It comes to be with the first snapshot, so files of before there were any take them, too. `chain` is the checksum of
/// the record `seq`, `checksum` that of the state after it.
constexpr const char* snapshot_schema =
    "CREATE TABLE IF NOT EXISTS snapshot(instance INTEGER PRIMARY KEY, seq INTEGER NOT NULL, chain INTEGER NOT NULL,"
    " checksum INTEGER NOT NULL, state TEXT NOT NULL)";

/// What can only be prepared where all other tables are as they should be.
constexpr const char* other_tables =
    "SELECT p.digest, p.text, i.id, i.name, i.process, i.last, i.checksum, v.instance, v.since, v.process, r.instance,"
    " r.seq, r.checksum, r.event FROM process p, instance i, version v, record r";

constexpr auto before_all = std::numeric_limits<std::int64_t>::min();

/// The checksum of a record after one with the checksum `before`: FNV-1a over its bytes (Fowler, Noll and Vo, 1991),
/// then the finaliser of SplitMix64 (Steele, Lea and Flood, 2014, doi:10.1145/2714064.2660195).
std::uint64_t chained(std::uint64_t before, std::string_view event) {
    auto hash = before ^ 0xCBF29CE484222325U;
    for (const char c : event) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    hash = (hash ^ (hash >> 30U)) * 0xBF58476D1CE4E5B9U;
    hash = (hash ^ (hash >> 27U)) * 0x94D049BB133111EBU;
    return hash ^ (hash >> 31U);
}

Code code_of(int error) {
    constexpr std::pair<int, Code> codes[] = {
        {SQLITE_FULL, Code::journal_full},    {SQLITE_READONLY, Code::journal_read_only},
        {SQLITE_BUSY, Code::journal_locked},  {SQLITE_LOCKED, Code::journal_locked},
        {SQLITE_NOTADB, Code::not_a_journal}, {SQLITE_CORRUPT, Code::journal_damaged},
    };
    const auto* const found = std::ranges::find(codes, error & 0xFF, &std::pair<int, Code>::first);
    return found != std::end(codes) ? found->second : Code::journal_unusable;
}

} // namespace

struct SqliteJournal::Body {
    std::string path;
    Process process; // self-contained
    std::uint64_t digest = 0;
    SqliteJournalOptions options;
    detail::Database database;
    std::optional<Statement> begin, commit, rollback, find, names, make, move, add, records, learn, lookup, turn,
        versions, version_at, checksum_at, shoot, shot;
    std::map<std::uint64_t, Process> processes; // those of the file that were asked for
    bool in_batch = false;
    std::size_t pending = 0;

    /// *Requires* that nothing was done with the database since the error.
    [[nodiscard]] tl::unexpected<Diagnostics> fault(int error) const {
        auto code = code_of(error);
        // SQLite has the system's number for some failures only; a failed write leaves it where the system put it.
        auto system = (error & 0xFF) == SQLITE_IOERR ? sqlite3_system_errno(database.get()) : 0;
        if (error == SQLITE_IOERR_WRITE && system == 0) system = errno;
        if (system == ENOSPC || system == EFBIG || system == EDQUOT) code = Code::journal_full;
        const bool said_no = (error & 0xFF) == SQLITE_ERROR || (error & 0xFF) == SQLITE_SCHEMA;
        if (said_no && !has_tables()) code = Code::journal_damaged;
        return fail(Diagnostic{.code = code, .arguments = {path, sqlite3_errstr(error & 0xFF)}});
    }
    [[nodiscard]] tl::unexpected<Diagnostics> fault(Code code) const {
        return fail(Diagnostic{.code = code, .arguments = {path}});
    }

    int execute(const std::string& sql) { return sqlite3_exec(database.get(), sql.c_str(), nullptr, nullptr, nullptr); }
    int run(Statement& statement) {
        const Using use(statement);
        const auto done = statement.step();
        return done == SQLITE_DONE || done == SQLITE_ROW ? SQLITE_OK : done;
    }
    int pragma(const char* sql, std::int64_t& value) {
        Statement statement(database.get(), sql);
        const auto step = statement.step();
        if (step == SQLITE_ROW) value = statement.integer(0);
        return step == SQLITE_ROW || step == SQLITE_DONE ? SQLITE_OK : step;
    }
    [[nodiscard]] bool has_tables() const {
        sqlite3_stmt* statement = nullptr;
        const auto error = sqlite3_prepare_v2(database.get(), other_tables, -1, &statement, nullptr);
        (void)sqlite3_finalize(statement);
        return (error & 0xFF) != SQLITE_ERROR;
    }

    Result<bool> prepare();
    Result<bool> make_or_check();

    struct Head {
        std::int64_t id = 0;
        std::uint64_t process = 0;
        std::uint64_t last = 0;
        std::uint64_t checksum = 0;
    };
    Result<Process> process_of(std::uint64_t digest);
    Result<std::vector<Process>> processes_of(std::int64_t instance, std::int64_t after = before_all);
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
    std::optional<std::uint64_t> number_at(Statement& of, std::int64_t instance, std::uint64_t seq);
    Result<Head> place_of(std::string_view instance, const Process& by, std::uint64_t seq);
    int keep(const Head& place, const Instance& now);
    Result<std::uint64_t> snapshot(std::string_view instance, const Instance& now);
    bool has_snapshots();
    std::optional<std::pair<Instance, Mark>> latest_snapshot(const Head& head);
    std::optional<Instance> from_snapshot(std::string_view instance, const Head& head);
    Result<Instance> restore(std::string_view instance);
    template <class Ask>
    auto ask(const Ask& question) -> decltype(question());
    int end(Statement& how) {
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

Result<bool> SqliteJournal::Body::prepare() {
    (void)sqlite3_busy_timeout(database.get(), static_cast<int>(options.patience.count()));
    (void)sqlite3_db_config(database.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    (void)sqlite3_db_config(database.get(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    if (const auto error = execute("PRAGMA cell_size_check=ON; PRAGMA mmap_size=0")) return fault(error);
    auto checked = make_or_check();
    if (!checked) return checked;
    if (!options.read_only) {
        auto sql = std::string("PRAGMA synchronous=") + (options.durability == Durability::normal ? "NORMAL" : "FULL");
        if (options.max_pages > 0) sql += "; PRAGMA max_page_count=" + std::to_string(options.max_pages);
        if (const auto error = execute(sql)) return fault(error);
    }
    auto* const db = database.get();
    begin.emplace(db, "BEGIN IMMEDIATE");
    commit.emplace(db, "COMMIT");
    rollback.emplace(db, "ROLLBACK");
    find.emplace(db, "SELECT id, process, last, checksum FROM instance WHERE name = ?1");
    names.emplace(db, "SELECT name FROM instance ORDER BY name");
    make.emplace(db, "INSERT INTO instance(name, process, last, checksum) VALUES(?1, ?2, 0, 0)");
    move.emplace(db, "UPDATE instance SET last = ?2, checksum = ?3, process = ?4 WHERE id = ?1");
    add.emplace(db, "INSERT INTO record(instance, seq, checksum, event) VALUES(?1, ?2, ?3, ?4)");
    records.emplace(db, "SELECT seq, checksum, event FROM record WHERE instance = ?1 AND seq > ?2 ORDER BY seq");
    learn.emplace(db, "INSERT OR IGNORE INTO process(digest, text) VALUES(?1, ?2)");
    lookup.emplace(db, "SELECT text FROM process WHERE digest = ?1");
    turn.emplace(db, "INSERT INTO version(instance, since, process) VALUES(?1, ?2, ?3)");
    versions.emplace(db, "SELECT process FROM version WHERE instance = ?1 AND since > ?2 ORDER BY since");
    version_at.emplace(db, "SELECT process FROM version WHERE instance = ?1 AND since <= ?2 "
                           "ORDER BY since DESC LIMIT 1");
    checksum_at.emplace(db, "SELECT checksum FROM record WHERE instance = ?1 AND seq = ?2");
    return true;
}

/// Makes the tables in an empty file; else looks whether they are those of this version.
Result<bool> SqliteJournal::Body::make_or_check() {
    std::int64_t tables = 0;
    if (const auto error = pragma("SELECT count(*) FROM sqlite_schema", tables)) return fault(error);
    if (tables == 0) {
        if (options.read_only) return fault(Code::not_a_journal);
        if (const auto error = execute("PRAGMA journal_mode=WAL")) return fault(error);
        if (const auto error = execute("BEGIN IMMEDIATE")) return fault(error);
        // Another program may have made them meanwhile.
        auto error = pragma("SELECT count(*) FROM sqlite_schema", tables);
        if (error == SQLITE_OK && tables == 0) error = execute(schema);
        if (error == SQLITE_OK) error = execute("COMMIT");
        if (error != SQLITE_OK) {
            auto told = fault(error);
            (void)execute("ROLLBACK");
            return told;
        }
    }
    std::int64_t found = 0;
    std::int64_t version = 0;
    if (const auto error = pragma("PRAGMA application_id", found)) return fault(error);
    if (const auto error = pragma("PRAGMA user_version", version)) return fault(error);
    if (found != application) return fault(Code::not_a_journal);
    if (version != schema_version)
        return fail(Diagnostic{.code = Code::journal_version,
                               .arguments = {path, std::to_string(version), std::to_string(schema_version)}});
    return true;
}

Result<std::optional<SqliteJournal::Body::Head>> SqliteJournal::Body::head(std::string_view instance) {
    const Using use(*find);
    const auto step = find->bind(1, instance).step();
    if (step == SQLITE_DONE) return std::nullopt;
    if (step != SQLITE_ROW) return fault(step);
    for (int column = 0; column < 4; ++column)
        if (!find->is_integer(column)) return fault(Code::journal_damaged);
    const auto number = [&](int column) { return static_cast<std::uint64_t>(find->integer(column)); };
    return Head{find->integer(0), number(1), number(2), number(3)};
}

/// A process that the file has; one that is not what its digest says is damage.
Result<Process> SqliteJournal::Body::process_of(std::uint64_t wanted) {
    if (wanted == digest) return process;
    if (const auto known = processes.find(wanted); known != processes.end()) return known->second;
    const Using use(*lookup);
    const auto step = lookup->bind(1, static_cast<std::int64_t>(wanted)).step();
    if (step != SQLITE_ROW && step != SQLITE_DONE) return fault(step);
    if (step == SQLITE_DONE || !lookup->is_text(0)) return fault(Code::journal_damaged);
    const auto found = read_process(lookup->text(0));
    if (!found || process_digest(*found) != wanted) return fault(Code::journal_damaged);
    return processes.emplace(wanted, *found).first->second;
}

/// Those by which an instance has run, in order, or to which it went over after an event. *Requires* that it is there.
Result<std::vector<Process>> SqliteJournal::Body::processes_of(std::int64_t instance, std::int64_t after) {
    std::vector<std::uint64_t> digests;
    {
        const Using use(*versions);
        versions->bind(1, instance).bind(2, after);
        for (;;) {
            const auto step = versions->step();
            if (step == SQLITE_DONE) break;
            if (step != SQLITE_ROW) return fault(step);
            digests.push_back(static_cast<std::uint64_t>(versions->integer(0)));
        }
    }
    if (digests.empty() && after == before_all) return fault(Code::journal_damaged);
    std::vector<Process> found;
    for (const auto each : digests) {
        auto one = process_of(each);
        if (!one) return fail(std::move(one.error()));
        found.push_back(std::move(*one));
    }
    return found;
}

/// From the event `since` on, the instance runs by this process.
int SqliteJournal::Body::go_over(std::int64_t instance, std::uint64_t since, const Process& to, std::uint64_t its) {
    if (const auto error = run(learn->bind(1, static_cast<std::int64_t>(its)).bind(2, write_process(to)))) return error;
    turn->bind(1, instance).bind(2, static_cast<std::int64_t>(since));
    return run(turn->bind(3, static_cast<std::int64_t>(its)));
}

int SqliteJournal::Body::keep(std::string_view instance, const Events& events, std::optional<Head> head, Process by) {
    if (!head) {
        if (const auto error = run(make->bind(1, instance).bind(2, static_cast<std::int64_t>(digest)))) return error;
        head = Head{.id = sqlite3_last_insert_rowid(database.get()), .process = digest};
        if (const auto error = go_over(head->id, 0, by, digest)) return error;
    }
    for (const auto& event : events) {
        std::optional<Event> alone;
        if (const auto* migrated = std::get_if<Migrated>(&event.fact); migrated && !migrated->to.imports().empty()) {
            alone = event;
            std::get<Migrated>(alone->fact).to = self_contained(migrated->to);
        }
        const auto& kept = alone ? *alone : event;
        const auto text = write_event(by, kept);
        head->checksum = chained(head->checksum, text);
        head->last = event.seq;
        add->bind(1, head->id).bind(2, static_cast<std::int64_t>(event.seq));
        if (const auto error = run(add->bind(3, static_cast<std::int64_t>(head->checksum)).bind(4, text))) return error;
        if (const auto* migrated = std::get_if<Migrated>(&kept.fact)) {
            by = migrated->to;
            head->process = process_digest(by);
            if (const auto error = go_over(head->id, event.seq, by, head->process)) return error;
        }
    }
    move->bind(1, head->id).bind(2, static_cast<std::int64_t>(head->last));
    move->bind(3, static_cast<std::int64_t>(head->checksum));
    return run(move->bind(4, static_cast<std::int64_t>(head->process)));
}

Result<std::uint64_t> SqliteJournal::Body::append(std::string_view instance, const Events& events) {
    if (options.read_only) return fault(SQLITE_READONLY);
    if (!in_batch)
        if (const auto error = run(*begin)) return fault(error);
    in_batch = true;
    const auto found = head(instance);
    const auto last = found && *found ? (*found)->last : 0;
    const bool continues = found && convene::detail::continues(last, events);
    if (!continues) {
        // Nothing was written, so a batch stays as it is.
        if (options.durability != Durability::batched) undo();
        if (!found) return fail(found.error());
        return fail(convene::detail::journal_fault(Code::journal_conflict, instance, {last, events.front().seq}));
    }
    auto by = *found ? process_of((*found)->process) : Result<Process>(process);
    if (!by) {
        undo();
        return fail(std::move(by.error()));
    }
    auto error = keep(instance, events, *found, std::move(*by));
    pending += events.size();
    if (error == SQLITE_OK && (options.durability != Durability::batched || pending >= options.batch))
        error = end(*commit);
    if (error != SQLITE_OK) {
        auto told = fault(error); // before anything else changes the system's error
        undo();
        return told;
    }
    return events.back().seq;
}

Result<Events> SqliteJournal::Body::read(std::string_view instance, std::uint64_t from) {
    const auto found = head(instance);
    if (!found) return fail(found.error());
    if (!*found) return Events{};
    const auto ran_by = processes_of((*found)->id);
    if (!ran_by) return fail(ran_by.error());
    return read_on(instance, **found, {.by = ran_by->front()}, from, *ran_by);
}

/// The events after the mark with the numbers `from` and later; every record after it is checked.
Result<Events> SqliteJournal::Body::read_on(std::string_view instance, const Head& head, Mark mark, std::uint64_t from,
                                            const std::vector<Process>& ran_by) {
    const auto damaged = [&](std::uint64_t seq, Diagnostics because = {}) {
        because.insert(because.begin(), convene::detail::journal_fault(Code::journal_record_damaged, instance, {seq}));
        return fail(std::move(because));
    };
    Events events;
    auto& [last, checksum, by] = mark;
    const Using use(*records);
    records->bind(1, head.id).bind(2, last == 0 ? before_all : static_cast<std::int64_t>(last));
    for (;;) {
        const auto step = records->step();
        if (step == SQLITE_DONE) break;
        if (step != SQLITE_ROW) return fault(step);
        ++last;
        if (!records->is_integer(0) || records->integer(0) != static_cast<std::int64_t>(last) || !records->is_text(2))
            return damaged(last);
        checksum = chained(checksum, records->text(2));
        if (static_cast<std::uint64_t>(records->integer(1)) != checksum) return damaged(last);
        if (last < from && ran_by.size() == 1) continue;
        auto event = read_event(by, records->text(2), ran_by);
        if (!event) return damaged(last, std::move(event.error()));
        if (event->seq != last) return damaged(last);
        if (const auto* migrated = std::get_if<Migrated>(&event->fact)) by = migrated->to;
        if (last >= from) events.push_back(std::move(*event));
    }
    if (last < head.last) return damaged(last + 1);
    if (last > head.last || checksum != head.checksum) return damaged(last);
    return events;
}

std::optional<std::uint64_t> SqliteJournal::Body::number_at(Statement& of, std::int64_t instance, std::uint64_t seq) {
    const Using use(of);
    if (of.bind(1, instance).bind(2, static_cast<std::int64_t>(seq)).step() != SQLITE_ROW) return std::nullopt;
    return static_cast<std::uint64_t>(of.integer(0));
}

/// The head as it was after the event, at which the instance ran by this process.
Result<SqliteJournal::Body::Head> SqliteJournal::Body::place_of(std::string_view instance, const Process& by,
                                                                std::uint64_t seq) {
    const auto found = head(instance);
    if (!found) return fail(found.error());
    const auto last = *found ? (*found)->last : 0;
    if (seq > last) return fail(convene::detail::journal_fault(Code::journal_conflict, instance, {last, seq}));
    const auto id = (*found)->id;
    const auto checksum = number_at(*checksum_at, id, seq);
    if (!checksum) return fail(convene::detail::journal_fault(Code::journal_record_damaged, instance, {seq}));
    const auto ran_by = number_at(*version_at, id, seq);
    if (!ran_by) return fault(Code::journal_damaged);
    const auto its = process_digest(by);
    if (its != *ran_by)
        return fail(Diagnostic{.code = Code::journal_other_process,
                               .arguments = {std::string(instance), detail::hex(*ran_by), detail::hex(its)}});
    return Head{.id = id, .process = its, .last = seq, .checksum = *checksum};
}

int SqliteJournal::Body::keep(const Head& place, const Instance& now) {
    if (const auto error = execute(snapshot_schema)) return error;
    if (!has_snapshots()) return SQLITE_ERROR;
    const auto text = write_state(now);
    shoot->bind(1, place.id).bind(2, static_cast<std::int64_t>(place.last));
    shoot->bind(3, static_cast<std::int64_t>(place.checksum));
    return run(shoot->bind(4, static_cast<std::int64_t>(chained(place.checksum, text))).bind(5, text));
}

Result<std::uint64_t> SqliteJournal::Body::snapshot(std::string_view instance, const Instance& now) {
    if (options.read_only) return fault(SQLITE_READONLY);
    const auto seq = now.state().seq;
    if (seq == 0) return seq;
    // The file knows the process without imports, and by that its digest.
    const auto by = self_contained(now.process());
    const auto kept = by == now.process() ? now : Instance::restore(by, now.state()).value_or(now);
    const bool alone = !in_batch;
    if (alone)
        if (const auto error = run(*begin)) return fault(error);
    const auto place = place_of(instance, by, seq);
    if (!place) {
        if (alone) undo();
        return fail(place.error());
    }
    auto error = keep(*place, kept);
    if (error == SQLITE_OK && alone) error = end(*commit);
    if (error != SQLITE_OK) {
        auto told = fault(error);
        undo();
        return told;
    }
    return seq;
}

/// Prepares for snapshots once their table is there.
bool SqliteJournal::Body::has_snapshots() {
    if (shot) return true;
    std::int64_t tables = 0;
    const auto error = pragma("SELECT count(*) FROM sqlite_schema WHERE name = 'snapshot'", tables);
    if (error != SQLITE_OK || tables == 0) return false;
    auto* const db = database.get();
    shoot.emplace(db, "INSERT OR REPLACE INTO snapshot(instance, seq, chain, checksum, state) "
                      "VALUES(?1, ?2, ?3, ?4, ?5)");
    shot.emplace(db, "SELECT seq, chain, checksum, state FROM snapshot WHERE instance = ?1");
    return true;
}

/// Nothing if there is none that can be used.
std::optional<std::pair<Instance, SqliteJournal::Body::Mark>> SqliteJournal::Body::latest_snapshot(const Head& head) {
    if (!has_snapshots()) return std::nullopt;
    const Using use(*shot);
    if (shot->bind(1, head.id).step() != SQLITE_ROW || !shot->is_text(3)) return std::nullopt;
    const auto number = [&](int column) { return static_cast<std::uint64_t>(shot->integer(column)); };
    const auto seq = number(0);
    if (seq == 0 || seq > head.last || chained(number(1), shot->text(3)) != number(2)) return std::nullopt;
    const auto ran_by = number_at(*version_at, head.id, seq);
    if (!ran_by) return std::nullopt;
    const auto by = process_of(*ran_by);
    if (!by) return std::nullopt;
    auto instance = read_state(*by, shot->text(3));
    if (!instance || instance->state().seq != seq) return std::nullopt;
    return std::pair(std::move(*instance), Mark{seq, number(1), *by});
}

/// By the snapshot and the events after it; nothing if anything about them is wrong.
std::optional<Instance> SqliteJournal::Body::from_snapshot(std::string_view instance, const Head& head) {
    auto from = latest_snapshot(head);
    if (!from) return std::nullopt;
    const auto later = processes_of(head.id, static_cast<std::int64_t>(from->second.last));
    if (!later) return std::nullopt;
    const auto events = read_on(instance, head, from->second, 1, *later);
    if (!events) return std::nullopt;
    auto now = replay(std::move(from->first), instance, *events);
    return now ? std::optional(std::move(*now)) : std::nullopt;
}

Result<Instance> SqliteJournal::Body::restore(std::string_view instance) {
    const auto found = head(instance);
    if (!found) return fail(found.error());
    if (!*found) return Instance(process);
    if (auto quick = from_snapshot(instance, **found)) return std::move(*quick);
    const auto ran_by = processes_of((*found)->id);
    if (!ran_by) return fail(ran_by.error());
    const auto events = read_on(instance, **found, {.by = ran_by->front()}, 1, *ran_by);
    if (!events) return fail(events.error());
    return replay(Instance(ran_by->front()), instance, *events);
}

/// Runs a question with one view of the file, even if another program writes meanwhile.
template <class Ask>
auto SqliteJournal::Body::ask(const Ask& question) -> decltype(question()) {
    const bool alone = sqlite3_get_autocommit(database.get()) != 0;
    if (alone)
        if (const auto error = execute("BEGIN")) return fault(error);
    auto answer = question();
    if (alone) (void)execute("COMMIT");
    return answer;
}

SqliteJournal::SqliteJournal(std::unique_ptr<Body> body) : body_(std::move(body)) {}
SqliteJournal::SqliteJournal(SqliteJournal&&) noexcept = default;
SqliteJournal& SqliteJournal::operator=(SqliteJournal&&) noexcept = default;
SqliteJournal::~SqliteJournal() {
    if (body_) (void)flush();
}

Result<SqliteJournal> SqliteJournal::open(const std::filesystem::path& path, const Process& process,
                                          const SqliteJournalOptions& options) {
    auto body = std::make_unique<Body>(Body{.path = path.string(),
                                            .process = self_contained(process),
                                            .digest = 0,
                                            .options = options,
                                            .database = {},
                                            .begin = {},
                                            .commit = {},
                                            .rollback = {},
                                            .find = {},
                                            .names = {},
                                            .make = {},
                                            .move = {},
                                            .add = {},
                                            .records = {},
                                            .learn = {},
                                            .lookup = {},
                                            .turn = {},
                                            .versions = {},
                                            .version_at = {},
                                            .checksum_at = {},
                                            .shoot = {},
                                            .shot = {},
                                            .processes = {}});
    body->digest = process_digest(body->process);
    sqlite3* opened = nullptr;
    const int flags = options.read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const auto error = sqlite3_open_v2(body->path.c_str(), &opened, flags | SQLITE_OPEN_EXRESCODE, nullptr);
    body->database.reset(opened);
    if (error != SQLITE_OK) return body->fault(error);
    if (!options.read_only && sqlite3_db_readonly(opened, "main") == 1) return body->fault(SQLITE_READONLY);
    const auto ready = body->prepare();
    if (!ready) return fail(ready.error());
    return SqliteJournal(std::move(body));
}

Result<std::uint64_t> SqliteJournal::append(std::string_view instance, const Events& events) {
    if (events.empty()) return last(instance);
    return body_->append(instance, events);
}

Result<Events> SqliteJournal::read(std::string_view instance, std::uint64_t from) {
    return body_->ask([&] { return body_->read(instance, from); });
}

Result<Instance> SqliteJournal::restore(std::string_view instance) {
    return body_->ask([&] { return body_->restore(instance); });
}

Result<std::uint64_t> SqliteJournal::snapshot(std::string_view instance, const Instance& now) {
    return body_->snapshot(instance, now);
}

Result<std::uint64_t> SqliteJournal::last(std::string_view instance) {
    const auto head = body_->head(instance);
    if (!head) return fail(head.error());
    return *head ? (*head)->last : 0;
}

Result<std::vector<std::string>> SqliteJournal::instances() {
    std::vector<std::string> names;
    const Using use(*body_->names);
    for (;;) {
        const auto step = body_->names->step();
        if (step == SQLITE_DONE) return names;
        if (step != SQLITE_ROW) return body_->fault(step);
        names.emplace_back(body_->names->text(0));
    }
}

Result<Process> SqliteJournal::origin(std::string_view instance) {
    const auto head = body_->head(instance);
    if (!head) return fail(head.error());
    if (!*head) return body_->process;
    const auto processes = body_->processes_of((*head)->id);
    if (!processes) return fail(processes.error());
    return processes->front();
}

Result<std::size_t> SqliteJournal::flush() {
    const auto kept = body_->pending;
    if (!body_->in_batch) return std::size_t{0};
    if (const auto error = body_->end(*body_->commit)) {
        auto told = body_->fault(error);
        body_->undo();
        return told;
    }
    return kept;
}

} // namespace convene::io
