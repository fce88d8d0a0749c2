#include "sqlite_body.hpp"
#include "wal_check.hpp"

#include <convene/io/sqlite_journal.hpp>
#include <convene/io/write_process.hpp>

#include <utility>

namespace convene::io {

SqliteJournal::SqliteJournal(std::unique_ptr<Body> body) : body_(std::move(body)) {}
SqliteJournal::SqliteJournal(SqliteJournal&&) noexcept = default;
SqliteJournal& SqliteJournal::operator=(SqliteJournal&&) noexcept = default;
SqliteJournal::~SqliteJournal() {
    if (!body_.is_empty()) (void)flush();
}

namespace {

/// SQLite would keep these in memory, or nowhere.
bool names_no_file(std::string_view path) { return path.empty() || path == ":memory:" || path.starts_with("file:"); }

} // namespace

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
    body->processes.emplace(body->digest, process); // as it was given, with its imports
    if (names_no_file(body->path))
        return fail(Diagnostic{
            .code = Code::journal_unusable,
            .arguments = {"\"" + body->path + "\"", Text{{"en", "it names no file, so nothing would be kept"},
                                                         {"zh", "这不是文件名，什么也不会保存"}}}});
    if (wal_without_database(body->path)) return body->log_damaged();
    const auto log = wal_extent(body->path);
    sqlite3* opened = nullptr;
    const int flags = options.read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const auto error = sqlite3_open_v2(body->path.c_str(), &opened, flags | SQLITE_OPEN_EXRESCODE, nullptr);
    body->database.reset(opened);
    if (error != SQLITE_OK) return body->fault(error);
    if (!options.read_only && sqlite3_db_readonly(opened, "main") == 1) return body->fault(SQLITE_READONLY);
    if (body->has_lost_commits(log)) return body->log_damaged();
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
    const detail::Using use(*body_->names);
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
    if (!*head) return body_->processes.at(body_->digest);
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
