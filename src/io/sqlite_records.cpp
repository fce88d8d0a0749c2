// Tables, processes and records of a journal.

#include "sqlite_body.hpp"

#include <convene/core/detail/hash.hpp>
#include <convene/io/read_events.hpp>
#include <convene/io/read_process.hpp>
#include <convene/io/write_events.hpp>
#include <convene/io/write_process.hpp>

#include <algorithm>
#include <cerrno>
#include <iterator>

namespace convene::io {

namespace {

using detail::before_all;
using detail::chained;
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

/// What can only be prepared where all other tables are as they should be.
constexpr const char* other_tables =
    "SELECT p.digest, p.text, i.id, i.name, i.process, i.last, i.checksum, v.instance, v.since, v.process, r.instance,"
    " r.seq, r.checksum, r.event FROM process p, instance i, version v, record r";

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

tl::unexpected<Diagnostics> SqliteJournal::Body::fault(int error) const {
    auto code = code_of(error);
    // SQLite has the system's number for some failures only; a failed write leaves it where the system put it.
    auto system = (error & 0xFF) == SQLITE_IOERR ? sqlite3_system_errno(database.get()) : 0;
    if (error == SQLITE_IOERR_WRITE && system == 0) system = errno;
    if (system == ENOSPC || system == EFBIG || system == EDQUOT) code = Code::journal_full;
    const bool said_no = (error & 0xFF) == SQLITE_ERROR || (error & 0xFF) == SQLITE_SCHEMA;
    if (said_no && !has_tables()) code = Code::journal_damaged;
    return fail(Diagnostic{.code = code, .arguments = {path, sqlite3_errstr(error & 0xFF)}});
}

bool SqliteJournal::Body::has_tables() const {
    sqlite3_stmt* statement = nullptr;
    const auto error = sqlite3_prepare_v2(database.get(), other_tables, -1, &statement, nullptr);
    (void)sqlite3_finalize(statement);
    return (error & 0xFF) != SQLITE_ERROR;
}

Result<bool> SqliteJournal::Body::prepare() {
    (void)sqlite3_busy_timeout(database.get(), static_cast<int>(options.patience.count()));
    (void)sqlite3_db_config(database.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    (void)sqlite3_db_config(database.get(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    if (const auto error = execute("PRAGMA cell_size_check=ON; PRAGMA mmap_size=0")) return fault(error);
    auto checked = make_or_check();
    if (!checked) return checked;
    if (const auto error = check_names()) return fault(error);
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

bool SqliteJournal::Body::has_lost_commits(std::optional<WalExtent> before) {
    std::int64_t tables = 0;
    (void)execute("BEGIN");
    (void)pragma("SELECT count(*) FROM sqlite_schema", tables); // now nobody begins the log anew
    const auto lost = wal_lost_commits(path, before);
    (void)execute("COMMIT");
    return lost;
}

int SqliteJournal::Body::check_names() {
    // A name that is not found would be that of a new instance.
    Statement check(database.get(), "PRAGMA integrity_check(instance)");
    const auto step = check.step();
    if (step != SQLITE_ROW) return step == SQLITE_DONE ? SQLITE_OK : step;
    return check.text(0) == "ok" ? SQLITE_OK : SQLITE_CORRUPT;
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
        if (const auto* migrated = std::get_if<event::Migrated>(&event.fact);
            migrated && !migrated->to.imports().empty()) {
            alone = event;
            std::get<event::Migrated>(alone->fact).to = self_contained(migrated->to);
            processes.emplace(process_digest(std::get<event::Migrated>(alone->fact).to), migrated->to);
        }
        const auto& kept = alone ? *alone : event;
        const auto text = write_event(by, kept);
        head->checksum = chained(head->checksum, text);
        head->last = event.seq;
        add->bind(1, head->id).bind(2, static_cast<std::int64_t>(event.seq));
        if (const auto error = run(add->bind(3, static_cast<std::int64_t>(head->checksum)).bind(4, text))) return error;
        if (const auto* migrated = std::get_if<event::Migrated>(&kept.fact)) {
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
    if (by)
        if (auto other = convene::detail::other_process(*by, instance, events)) {
            if (options.durability != Durability::batched) undo();
            return fail(std::move(*other));
        }
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
        if (const auto* migrated = std::get_if<event::Migrated>(&event->fact)) by = migrated->to;
        if (last >= from) events.push_back(std::move(*event));
    }
    if (last < head.last) return damaged(last + 1);
    if (last > head.last || checksum != head.checksum) return damaged(last);
    return events;
}

} // namespace convene::io
