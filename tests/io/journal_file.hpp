#pragma once

#include "run/play.hpp"

#include <convene/io/sqlite_journal.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <sqlite3.h>
#include <stdexcept>
#include <unistd.h>

namespace convene {

using io::SqliteJournal;

/// A folder of its own, gone at the end.
class SqliteJournalFile : public testing::Test {
  protected:
    SqliteJournalFile() {
        auto pattern = (std::filesystem::temp_directory_path() / "convene-journal-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
        trial.to_strategy();
    }
    ~SqliteJournalFile() override { std::filesystem::remove_all(folder_); }

    [[nodiscard]] std::filesystem::path path() const { return folder_ / "runs.journal"; }
    [[nodiscard]] SqliteJournal open(const io::SqliteJournalOptions& options = {}) const {
        auto journal = SqliteJournal::open(path(), trial.instance.process(), options);
        if (!journal) throw std::runtime_error(to_string(journal.error()));
        return std::move(*journal);
    }
    [[nodiscard]] Code fault_of_opening(const io::SqliteJournalOptions& options = {}) const {
        auto journal = SqliteJournal::open(path(), trial.instance.process(), options);
        EXPECT_FALSE(journal);
        return journal ? Code::can_remove : Code(journal.error().front().code);
    }
    void sql(const char* statement) const {
        sqlite3* database = nullptr;
        ASSERT_EQ(sqlite3_open(path().c_str(), &database), SQLITE_OK);
        EXPECT_EQ(sqlite3_exec(database, statement, nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(database);
    }
    /// The event with this number; every one is another.
    [[nodiscard]] Event event(std::uint64_t seq) const {
        if (seq == 1) return {.seq = 1, .at = trial.now, .fact = event::Started{}};
        return {.seq = seq, .at = trial.now, .request = seq, .fact = event::Issued{trial.artifact("report"), seq}};
    }

    std::filesystem::path folder_;
    test::Trial trial = test::Trial::launch();
};

} // namespace convene
