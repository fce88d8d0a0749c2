// A journal's write-ahead log, which has what no checkpoint has moved yet, when it is damaged or lost.

#include "journal_file.hpp"

#include <convene/core/random.hpp>

#include "support/environment.hpp"

#include <fstream>
#include <optional>
#include <string>

namespace convene {
namespace {

constexpr std::uint64_t all = 30;

/// A journal of 30 events, each an append of its own, as a killed writer leaves it: with its log, and its index.
class SqliteLog : public SqliteJournalFile {
  protected:
    SqliteLog() {
        auto journal = open();
        for (std::uint64_t seq = 1; seq <= all; ++seq) EXPECT_TRUE(journal.append("a", {event(seq)}));
        for (const auto* end : {"", "-wal", "-shm"})
            std::filesystem::copy_file(path().string() + end, kept().string() + end);
    }

    [[nodiscard]] std::filesystem::path kept() const { return folder_ / "kept"; }
    [[nodiscard]] std::filesystem::path tried() const { return folder_ / "tried"; }
    /// The journal as it was left, to be damaged.
    void lay_out(bool with_index) const {
        for (const auto* end : {"", "-wal", "-shm"}) {
            std::filesystem::remove(tried().string() + end);
            if (with_index || std::string(end) != "-shm")
                std::filesystem::copy_file(kept().string() + end, tried().string() + end);
        }
    }
    void write_log(const std::string& bytes) const {
        std::ofstream(tried().string() + "-wal", std::ios::binary | std::ios::trunc) << bytes;
    }
    /// How many events there are, or none if the journal is told to be damaged.
    [[nodiscard]] std::optional<std::uint64_t> events() const {
        auto journal = SqliteJournal::open(tried(), trial.instance.process());
        const auto found = journal ? journal->read("a") : Result<Events>(fail(journal.error()));
        if (found) return found->size();
        EXPECT_EQ(found.error().front().code, Code::journal_damaged);
        return std::nullopt;
    }
    std::string log() const { return test::read_file(kept().string() + "-wal"); }
};

TEST_F(SqliteLog, IsReadWhole) {
    for (const bool with_index : {true, false}) {
        lay_out(with_index);
        EXPECT_EQ(events(), all);
    }
}

// Without the index a damaged last commit can't be told from one that a crash cut off.
TEST_F(SqliteLog, AFlippedBitLosesNothingInSilence) {
    Random random(5);
    for (int i = 0; i < 100 * test::scale(); ++i) {
        auto bytes = log();
        auto& byte = bytes[random.below(static_cast<std::uint32_t>(bytes.size()))];
        byte = static_cast<char>(byte ^ static_cast<char>(1U << random.below(8)));
        lay_out(true);
        write_log(bytes);
        EXPECT_EQ(events().value_or(all), all);
        lay_out(false);
        write_log(bytes);
        EXPECT_GE(events().value_or(all), all - 1);
    }
}

TEST_F(SqliteLog, AMissingOrShorterLogIsTold) {
    lay_out(true);
    std::filesystem::remove(tried().string() + "-wal");
    EXPECT_EQ(events(), std::nullopt);
    const auto bytes = log();
    for (const auto size : {std::size_t{0}, std::size_t{20}, bytes.size() / 2, bytes.size() - 1}) {
        lay_out(true);
        write_log(bytes.substr(0, size));
        EXPECT_EQ(events(), std::nullopt) << size;
    }
}

TEST_F(SqliteLog, ALogWithoutItsDatabaseIsToldAndKept) {
    lay_out(false);
    std::filesystem::remove(tried());
    EXPECT_EQ(events(), std::nullopt);
    EXPECT_EQ(test::read_file(tried().string() + "-wal"), log());
}

// As after a crash while it was written.
TEST_F(SqliteLog, ACommitThatWasCutOffIsAsIfItNeverWas) {
    lay_out(false);
    const auto bytes = log();
    write_log(bytes.substr(0, bytes.size() - 100));
    EXPECT_EQ(events(), all - 1);
}

TEST_F(SqliteLog, AnotherWriterDisturbsNothing) {
    auto writer = open();
    for (std::uint64_t seq = all + 1; seq < all + 2000; ++seq) {
        ASSERT_TRUE(writer.append("a", {event(seq)}));
        if (seq % 50 == 0) {
            ASSERT_EQ(open().last("a"), seq);
        }
    }
}

TEST(SqliteJournalNames, WhatNamesNoFileIsRefused) {
    const auto trial = test::Trial::launch();
    for (const auto* path : {"", ":memory:", "file:x?mode=memory", "file:x"}) {
        const auto journal = SqliteJournal::open(path, trial.instance.process());
        ASSERT_FALSE(journal) << path;
        EXPECT_EQ(journal.error().front().code, Code::journal_unusable);
    }
}

} // namespace
} // namespace convene
