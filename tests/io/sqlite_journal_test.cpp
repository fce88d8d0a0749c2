#include "journal_file.hpp"

#include <convene/core/random.hpp>
#include <convene/io/read_process.hpp>
#include <convene/io/sqlite_journal.hpp>

#include "support/environment.hpp"

#include <gtest/gtest.h>

#include <array>
#include <csignal>
#include <fstream>
#include <functional>
#include <sched.h>
#include <sqlite3.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace convene {
namespace {

TEST_F(SqliteJournalFile, ReplayIsTheInstanceThatWroteIt) {
    ASSERT_TRUE(open().append("a", trial.journal));
    auto journal = open({.read_only = true});
    EXPECT_EQ(journal.read("a"), trial.journal);
    EXPECT_EQ((*journal.read("a", 4)).front().seq, 4U);
    const auto again = replay(journal, "a");
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, trial.instance);
}

TEST_F(SqliteJournalFile, ManyInstancesShareAFile) {
    auto journal = open();
    for (const auto* name : {"b", "a", "c"}) ASSERT_TRUE(journal.append(name, trial.journal));
    EXPECT_EQ(journal.instances(), (std::vector<std::string>{"a", "b", "c"}));
    EXPECT_EQ(journal.read("c"), trial.journal);
    EXPECT_EQ(journal.last("none"), 0U);
}

TEST_F(SqliteJournalFile, WhoComesSecondIsRefused) {
    auto first = open();
    auto second = open();
    ASSERT_TRUE(first.append("a", trial.journal));
    const auto late = second.append("a", trial.journal);
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().front().code, Code::journal_conflict);
    EXPECT_EQ(first.read("a"), trial.journal);
}

TEST_F(SqliteJournalFile, ABatchIsSeenByOthersOnceFlushed) {
    auto writer = open({.durability = io::Durability::batched, .batch = 100});
    auto reader = open({.read_only = true});
    ASSERT_TRUE(writer.append("a", {event(1)}));
    ASSERT_TRUE(writer.append("a", {event(2)}));
    EXPECT_EQ(reader.last("a"), 0U);
    EXPECT_EQ(writer.flush(), 2U);
    EXPECT_EQ(reader.last("a"), 2U);
    auto other = open({.patience = std::chrono::milliseconds(1)});
    ASSERT_TRUE(writer.append("a", {event(3)}));
    EXPECT_EQ(other.append("b", {event(1)}).error().front().code, Code::journal_locked);
}

TEST_F(SqliteJournalFile, FaultsOfTheFileHaveCodes) {
    EXPECT_EQ(fault_of_opening({.read_only = true}), Code::journal_unusable);
    std::ofstream(path()) << std::string(5000, 'x');
    EXPECT_EQ(fault_of_opening(), Code::not_a_journal);
    std::filesystem::remove(path());
    sql("CREATE TABLE other(x)");
    EXPECT_EQ(fault_of_opening(), Code::not_a_journal);
    std::filesystem::remove(path());
    (void)open();
    sql("PRAGMA user_version=2");
    EXPECT_EQ(fault_of_opening(), Code::journal_version);
}

TEST_F(SqliteJournalFile, WithoutRoomNothingOfTheAppendIsKept) {
    auto journal = open({.max_pages = 12});
    std::uint64_t kept = 0;
    for (;;) {
        const auto done = journal.append("a", {event(kept + 1)});
        if (!done) {
            EXPECT_EQ(done.error().front().code, Code::journal_full);
            break;
        }
        kept = *done;
    }
    EXPECT_GT(kept, 10U);
    EXPECT_EQ((*journal.read("a")).size(), kept);
}

TEST_F(SqliteJournalFile, AReadOnlyJournalTakesNothing) {
    ASSERT_TRUE(open().append("a", trial.journal));
    auto journal = open({.read_only = true});
    EXPECT_EQ(journal.append("b", trial.journal).error().front().code, Code::journal_read_only);
}

TEST_F(SqliteJournalFile, TheFileTellsByWhichProcessAnInstanceRuns) {
    ASSERT_TRUE(open().append("a", trial.journal));
    ProcessBuilder b("other");
    b.task("only");
    const auto other = test::built(b);
    auto journal = SqliteJournal::open(path(), other);
    ASSERT_TRUE(journal);
    EXPECT_EQ(journal->origin("a"), trial.instance.process());
    EXPECT_EQ(journal->origin("b"), other);
    EXPECT_EQ(replay(*journal, "a"), trial.instance);
}

TEST_F(SqliteJournalFile, AMigratedInstanceIsReadByBothProcesses) {
    ProcessBuilder b("launch");
    test::describe_launch(b);
    b.task("print").consumes("launch-plan");
    const auto next = test::built(b);
    auto journal = open();
    ASSERT_TRUE(journal.append("a", trial.journal));
    const auto decision = trial(command::Migrate{.to = next});
    ASSERT_TRUE(decision);
    ASSERT_TRUE(journal.append("a", *decision));
    const auto later = trial.close("strategy", {"boss"}, 5);
    ASSERT_TRUE(later);
    ASSERT_TRUE(journal.append("a", *later));
    EXPECT_EQ(replay(journal, "a"), trial.instance);
    auto again = open();
    EXPECT_EQ(replay(again, "a"), trial.instance);
    EXPECT_EQ((*again.read("a", trial.journal.size())).front(), trial.journal.back());
    const auto origin = again.origin("a");
    ASSERT_TRUE(origin);
    EXPECT_EQ(origin->activities().size() + 1, next.activities().size());
}

TEST_F(SqliteJournalFile, ADamagedRecordIsToldByItsNumber) {
    const std::array changes{"UPDATE record SET event = replace(event, '1', '2') WHERE seq = 3",
                             "UPDATE record SET checksum = 1 WHERE seq = 3", "DELETE FROM record WHERE seq = 3",
                             "DELETE FROM record WHERE seq >= 3", "UPDATE record SET event = x'00' WHERE seq = 3"};
    for (const auto* change : changes) {
        std::filesystem::remove(path());
        ASSERT_TRUE(open().append("a", trial.journal));
        sql(change);
        const auto events = open().read("a");
        ASSERT_FALSE(events) << change;
        EXPECT_EQ(events.error().front().code, Code::journal_record_damaged) << change;
        EXPECT_EQ(events.error().front().arguments[1].in("en"), "3") << change;
    }
}

TEST_F(SqliteJournalFile, FlippedBytesAreNeverTakenForEvents) {
    ASSERT_TRUE(open().append("a", trial.journal));
    const auto whole = test::read_file(path());
    Random random(1);
    for (int i = 0; i < 200 * test::scale(); ++i) {
        auto bad = whole;
        auto& byte = bad[random.below(static_cast<std::uint32_t>(bad.size()))];
        byte = static_cast<char>(byte ^ static_cast<char>(1U << random.below(8)));
        std::ofstream(path(), std::ios::binary | std::ios::trunc) << bad;
        auto journal = SqliteJournal::open(path(), trial.instance.process());
        if (!journal) continue;
        const auto events = journal->read("a");
        if (events) {
            EXPECT_EQ(*events, trial.journal);
        }
    }
}

// Found by a name that is a bit off, it would be a new instance, and its events nobody's.
TEST_F(SqliteJournalFile, ADamagedNameIsTold) {
    ASSERT_TRUE(open().append("tower-seven", trial.journal));
    const auto whole = test::read_file(path());
    int places = 0;
    for (auto place = whole.find("tower-seven"); place != std::string::npos;
         place = whole.find("tower-seven", place + 1)) {
        ++places;
        auto bad = whole;
        bad[place + 6] ^= 1;
        std::ofstream(path(), std::ios::binary | std::ios::trunc) << bad;
        EXPECT_EQ(fault_of_opening(), Code::journal_damaged);
        EXPECT_EQ(fault_of_opening({.read_only = true}), Code::journal_damaged);
    }
    EXPECT_EQ(places, 2); // in the table and in its index
}

TEST_F(SqliteJournalFile, RestoringIsReplaying) {
    Random random(3);
    for (int i = 0; i < 10 * test::scale(); ++i) {
        std::filesystem::remove(path());
        const auto process = test::RandomRuns(static_cast<std::uint64_t>(i)).process();
        test::Player player(process, static_cast<std::uint64_t>(i));
        auto journal = *SqliteJournal::open(path(), process, {.durability = io::Durability::normal});
        std::size_t kept = 0;
        for (int move = 0; move < 40; ++move) {
            player.random_move();
            const auto next = player.journal.begin() + static_cast<std::ptrdiff_t>(kept);
            ASSERT_TRUE(journal.append("a", {next, player.journal.end()}));
            kept = player.journal.size();
            if (kept > 0 && random.chance(0.2)) {
                ASSERT_EQ(journal.snapshot("a", player.instance), kept);
            }
            if (!random.chance(0.2)) continue;
            const auto restored = journal.restore("a");
            ASSERT_TRUE(restored) << to_string(restored.error());
            ASSERT_EQ(*restored, player.instance) << i;
        }
    }
}

TEST_F(SqliteJournalFile, ASnapshotIsAShortCutOnly) {
    ASSERT_TRUE(open().append("a", trial.journal));
    const auto kept = trial.instance;
    ASSERT_TRUE(trial.close("strategy", {"boss"}, 5));
    EXPECT_EQ(open().snapshot("a", trial.instance).error().front().code, Code::journal_conflict);
    ASSERT_TRUE(open().snapshot("a", kept));
    for (const auto* change : {"UPDATE snapshot SET state = replace(state, '1', '2')", "UPDATE snapshot SET chain = 1",
                               "UPDATE snapshot SET seq = 2", "DELETE FROM snapshot"}) {
        sql(change);
        EXPECT_EQ(open().restore("a"), kept) << change;
        ASSERT_TRUE(open().snapshot("a", kept));
    }
    // What is before the snapshot is not read again.
    sql("UPDATE record SET checksum = 1 WHERE seq = 2");
    EXPECT_EQ(open().restore("a"), kept);
    EXPECT_FALSE(open().read("a"));
    EXPECT_EQ(open().restore("new"), Instance(trial.instance.process()));
}

TEST_F(SqliteJournalFile, ASnapshotMayBeOfAnyEventThatIsThere) {
    auto journal = open();
    ASSERT_TRUE(journal.append("a", trial.journal));
    Instance then(trial.instance.process());
    EXPECT_EQ(journal.snapshot("a", then), 0U); // nothing has happened, so nothing is kept
    for (const auto& each : trial.journal) {
        ASSERT_TRUE(then.apply(each));
        ASSERT_EQ(journal.snapshot("a", then), each.seq);
        EXPECT_EQ(journal.restore("a"), trial.instance);
    }
    EXPECT_EQ(journal.snapshot("b", then).error().front().code, Code::journal_conflict);
    auto reader = open({.read_only = true});
    EXPECT_EQ(reader.snapshot("a", then).error().front().code, Code::journal_read_only);
    EXPECT_EQ(reader.restore("a"), trial.instance);
}

TEST_F(SqliteJournalFile, ASnapshotIsOfTheProcessThatRanThen) {
    ProcessBuilder b("launch");
    test::describe_launch(b);
    b.task("print").consumes("launch-plan");
    const auto next = test::built(b);
    auto journal = open();
    ASSERT_TRUE(journal.append("a", trial.journal));
    const auto before = trial.instance;
    ASSERT_TRUE(trial(command::Migrate{.to = next}));
    const auto after = trial.instance;
    ASSERT_TRUE(trial.close("strategy", {"boss"}, 5));
    ASSERT_TRUE(journal.append(
        "a", {trial.journal.begin() + static_cast<std::ptrdiff_t>(before.state().seq), trial.journal.end()}));
    for (const auto& snapshot : {before, after, trial.instance}) {
        ASSERT_EQ(journal.snapshot("a", snapshot), snapshot.state().seq);
        EXPECT_EQ(journal.restore("a"), trial.instance);
        auto again = open();
        EXPECT_EQ(again.restore("a"), trial.instance);
        EXPECT_EQ(again.restore("a"), replay(again, "a"));
    }
    auto wrong = Instance(next);
    EXPECT_FALSE(wrong.apply(trial.journal.front())); // that is the start of another process
    ASSERT_TRUE(wrong.execute(command::Start{}, trial.journal.front().at));
    ASSERT_EQ(wrong.state().seq, trial.journal.front().seq);
    EXPECT_EQ(journal.snapshot("a", wrong).error().front().code, Code::journal_other_process);
    EXPECT_EQ(journal.restore("a"), trial.instance);
}

/// A process that imports a calendar; the file has it without imports.
Process importing(std::string_view activities) {
    const auto process = io::read_process(
        R"({"convene": 1, "id": "p", "imports": ["days.json"], "activities": [)" + std::string(activities) + "]}",
        {.load = [](std::string_view) -> Result<std::string> {
            return R"({"convene": 1, "calendars": [{"id": "mondays", "week": {"mon": ["09:00-17:00"]}}]})";
        }});
    if (!process) throw std::runtime_error(to_string(process.error()));
    return *process;
}

/// The first record would be told as damaged, so it is not read.
TEST_F(SqliteJournalFile, ASnapshotOfAProcessWithImportsIsMadeUseOf) {
    const auto process = importing(R"({"id": "a"})");
    auto journal = *SqliteJournal::open(path(), process);
    test::Trial run(process);
    ASSERT_TRUE(run(command::Start{}));
    ASSERT_TRUE(run(command::Open{run.activity("a"), {}, {}}));
    ASSERT_TRUE(journal.append("a", run.journal));
    ASSERT_TRUE(journal.snapshot("a", run.instance));
    const auto whole = replay(journal, "a");
    ASSERT_TRUE(whole);
    sql("UPDATE record SET checksum = 1 WHERE seq = 1");
    EXPECT_EQ(journal.restore("a"), whole);
}

TEST_F(SqliteJournalFile, AMigrationToAProcessWithImportsIsReadBack) {
    const auto process = importing(R"({"id": "a"})");
    test::Trial run(process);
    ASSERT_TRUE(run(command::Start{}));
    ASSERT_TRUE(run(command::Migrate{.to = importing(R"({"id": "a"}, {"id": "b"})")}));
    ASSERT_TRUE((*SqliteJournal::open(path(), process)).append("a", run.journal));
    auto journal = open();
    const auto again = replay(journal, "a");
    ASSERT_TRUE(again) << to_string(again.error());
    EXPECT_EQ(again->state(), run.instance.state());
    ASSERT_TRUE(journal.snapshot("a", run.instance));
    EXPECT_EQ(journal.restore("a"), again);
}

TEST_F(SqliteJournalFile, AFileOfBeforeSnapshotsTakesThem) {
    ASSERT_TRUE(open().append("a", trial.journal));
    sql("DROP TABLE IF EXISTS snapshot");
    auto reader = open({.read_only = true});
    EXPECT_EQ(reader.restore("a"), trial.instance);
    auto writer = open();
    ASSERT_TRUE(writer.snapshot("a", trial.instance));
    EXPECT_EQ(writer.restore("a"), trial.instance);
    sql("UPDATE record SET checksum = 1 WHERE seq = 1");
    EXPECT_EQ(reader.restore("a"), trial.instance);
}

TEST_F(SqliteJournalFile, AfterASnapshotThatFoundNoRoomTheWriterGoesOn) {
    for (const auto durability : {io::Durability::full, io::Durability::batched}) {
        std::filesystem::remove(path());
        auto journal = open({.durability = durability, .max_pages = 14});
        ASSERT_TRUE(journal.append("a", trial.journal));
        ASSERT_TRUE(journal.flush());
        const auto first = trial.journal.size() + 1;
        auto kept = trial.journal.size();
        auto now = trial.instance;
        int refused = 0;
        while (kept < 300 && refused == 0) {
            const auto done = journal.append("a", {event(kept + 1)});
            if (!done) break;
            ASSERT_TRUE(now.apply(event(++kept)));
            const auto snapshot = journal.snapshot("a", now);
            if (snapshot) continue;
            EXPECT_EQ(snapshot.error().front().code, Code::journal_full);
            ++refused;
        }
        const auto there = journal.last("a");
        ASSERT_TRUE(there);
        const auto flushed = journal.flush();
        ASSERT_TRUE(flushed) << to_string(flushed.error());
        EXPECT_GE(*there + 1, durability == io::Durability::full ? kept : first);
        journal = open({.durability = durability});
        EXPECT_TRUE(journal.append("a", {event(*there + 1)}));
        EXPECT_TRUE(journal.flush());
        EXPECT_EQ(journal.restore("a"), replay(journal, "a"));
    }
}

TEST_F(SqliteJournalFile, OnlyMissingTablesAreToldAsDamage) {
    ASSERT_TRUE(open().append("a", trial.journal));
    const auto next = trial.journal.size() + 1;
    {
        auto journal = open();
        sql("CREATE TRIGGER t BEFORE INSERT ON record BEGIN SELECT abs(-9223372036854775807 - 1); END");
        EXPECT_EQ(journal.append("a", {event(next)}).error().front().code, Code::journal_unusable);
        sql("DROP TRIGGER t");
        EXPECT_TRUE(journal.append("a", {event(next)}));
    }
    auto journal = open();
    sql("DROP TABLE record");
    EXPECT_EQ(journal.append("a", {event(next + 1)}).error().front().code, Code::journal_damaged);
    EXPECT_EQ(open().read("a").error().front().code, Code::journal_damaged);
}

/// What a child process answers; 77 if it may not try.
int in_child(const std::function<int()>& body) {
    const auto child = fork();
    if (child == 0) _exit(body());
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

TEST_F(SqliteJournalFile, AFullDiskIsToldAndNothingKeptIsLost) {
    const auto result = in_child([&] {
        const auto user = std::to_string(getuid());
        if (unshare(CLONE_NEWNS) != 0) {
            if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return 77;
            std::ofstream("/proc/self/uid_map") << "0 " << user << " 1";
        }
        if (mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return 77;
        if (mount("none", folder_.c_str(), "tmpfs", 0, "size=400k") != 0) return 77;
        std::ofstream(folder_ / "filler") << std::string(100'000, 'x');
        auto journal = SqliteJournal::open(path(), trial.instance.process());
        if (!journal) return 2;
        std::uint64_t kept = 0;
        for (;;) {
            const auto done = journal->append("a", {event(kept + 1), event(kept + 2)});
            if (!done && done.error().front().code != Code::journal_full) return 3;
            if (!done) break;
            kept = *done;
        }
        if (kept < 10 || (*journal->read("a")).size() != kept) return 4;
        std::filesystem::remove(folder_ / "filler");
        if (!journal->append("a", {event(kept + 1)})) return 5;
        return (*journal->read("a")).size() == kept + 1 ? 0 : 6;
    });
    if (result == 77) GTEST_SKIP() << "mounting is not allowed here";
    EXPECT_EQ(result, 0);
}

TEST_F(SqliteJournalFile, AFileThatMayNotGrowIsToldAsFull) {
    const auto result = in_child([&] {
        auto journal = SqliteJournal::open(path(), trial.instance.process());
        if (!journal) return 2;
        rlimit limit{};
        if (getrlimit(RLIMIT_FSIZE, &limit) != 0) return 77;
        const auto before = limit.rlim_cur;
        limit.rlim_cur = 200'000;
        std::signal(SIGXFSZ, SIG_IGN);
        if (setrlimit(RLIMIT_FSIZE, &limit) != 0) return 77;
        for (std::uint64_t kept = 0; kept < 100'000; ++kept) {
            const auto done = journal->append("a", {event(kept + 1)});
            if (done) continue;
            if (done.error().front().code != Code::journal_full) return 3;
            if ((*journal->read("a")).size() != kept) return 4;
            limit.rlim_cur = before;
            if (setrlimit(RLIMIT_FSIZE, &limit) != 0) return 6;
            if (!journal->append("a", {event(kept + 1)})) return 7;
            return (*journal->read("a")).size() == kept + 1 && (*open().read("a")).size() == kept + 1 ? 0 : 8;
        }
        return 5;
    });
    if (result == 77) GTEST_SKIP() << "the limit can't be set here";
    EXPECT_EQ(result, 0);
}

TEST_F(SqliteJournalFile, WithoutTheRightToWriteItIsToldAtOnce) {
    ASSERT_TRUE(open().append("a", trial.journal));
    std::filesystem::permissions(folder_, std::filesystem::perms(0755));
    std::filesystem::permissions(path(), std::filesystem::perms(0444));
    const auto result = in_child([&] {
        if (getuid() == 0 && setuid(65534) != 0) return 77;
        const auto journal = SqliteJournal::open(path(), trial.instance.process());
        return !journal && journal.error().front().code == Code::journal_read_only ? 0 : 1;
    });
    if (result == 77) GTEST_SKIP() << "another user can't be taken on here";
    EXPECT_EQ(result, 0);
}

TEST_F(SqliteJournalFile, ARecordBeforeTheFirstIsDamage) {
    ASSERT_TRUE(open().append("a", trial.journal));
    sql("INSERT INTO record(instance, seq, checksum, event) VALUES(1, 0, 0, '{}')");
    const auto events = open().read("a");
    ASSERT_FALSE(events);
    EXPECT_EQ(events.error().front().code, Code::journal_record_damaged);
}

/// The writer is killed wherever it is; each number that it told is there afterwards, and nothing is in part.
TEST_F(SqliteJournalFile, AKilledWriterLosesNothingThatItAcknowledged) {
    Random random(7);
    std::uint64_t last = 0;
    for (int kill_number = 0; kill_number < 20 * test::scale(); ++kill_number) {
        std::array<int, 2> ends{};
        ASSERT_EQ(pipe(ends.data()), 0);
        const auto child = fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            close(ends[0]);
            auto journal = open();
            for (auto seq = last;;) {
                const auto done = journal.append("a", {event(seq + 1), event(seq + 2), event(seq + 3)});
                if (!done) _exit(1);
                seq = *done;
                if (write(ends[1], &seq, sizeof seq) != sizeof seq) _exit(2);
            }
        }
        close(ends[1]);
        std::uint64_t told = last;
        for (std::uint64_t acknowledged = random.below(40); acknowledged > 0; --acknowledged)
            ASSERT_EQ(read(ends[0], &told, sizeof told), static_cast<ssize_t>(sizeof told));
        usleep(random.below(3000));
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        while (read(ends[0], &told, sizeof told) == static_cast<ssize_t>(sizeof told)) {
        }
        close(ends[0]);
        auto journal = open();
        const auto events = journal.read("a");
        ASSERT_TRUE(events) << to_string(events.error());
        last = events->size();
        ASSERT_GE(last, told);
        ASSERT_LE(last, told + 3);
        ASSERT_EQ(last % 3, 0U);
        for (const auto& each : *events) ASSERT_EQ(each, event(each.seq));
    }
}

TEST_F(SqliteJournalFile, AJournalThatWasMovedFromEndsTheProgram) {
    auto journal = open();
    auto moved = std::move(journal);
    EXPECT_DEATH((void)journal.append("a", {event(1)}), "moved from"); // NOLINT(bugprone-use-after-move)
    EXPECT_DEATH((void)journal.instances(), "moved from");
    journal = std::move(moved);
    EXPECT_EQ(journal.append("a", {event(1)}), 1U);
}

} // namespace
} // namespace convene
