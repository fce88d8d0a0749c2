// Snapshots of instances in a journal, and instances made again from them.

#include "sqlite_body.hpp"

#include <convene/core/detail/hash.hpp>
#include <convene/io/read_state.hpp>
#include <convene/io/write_process.hpp>
#include <convene/io/write_state.hpp>

namespace convene::io {

namespace {

using detail::chained;
using detail::Statement;
using detail::Using;

/// It comes to be with the first snapshot, so files of before there were any take them, too. `chain` is the checksum of
/// the record `seq`, `checksum` that of the state after it.
constexpr const char* snapshot_schema =
    "CREATE TABLE IF NOT EXISTS snapshot(instance INTEGER PRIMARY KEY, seq INTEGER NOT NULL, chain INTEGER NOT NULL,"
    " checksum INTEGER NOT NULL, state TEXT NOT NULL)";

} // namespace

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
        return fail(
            Diagnostic{.code = Code::journal_other_process,
                       .arguments = {std::string(instance), convene::detail::hex(*ran_by), convene::detail::hex(its)}});
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

} // namespace convene::io
