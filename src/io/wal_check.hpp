#pragma once
/// \file
/// Whether SQLite's write-ahead log still has what was acknowledged. SQLite itself stops at the first frame that isn't
/// whole, and takes what follows for the remains of a crash: a damaged log would be a shorter journal, without a word.
///
/// The format is that of https://www.sqlite.org/fileformat2.html#walformat and https://www.sqlite.org/walformat.html.

#include <cstdint>
#include <optional>
#include <string>

namespace convene::io {

/// How far the log went by the index beside it, `-shm`, which outlives a killed writer.
struct WalExtent {
    std::uint64_t salt = 0;
    /// Frames up to the last commit.
    std::uint32_t frames = 0;
};

/// None if there is no index, or it does not say. Ask before SQLite opens the file, as the first to open it empties the
/// index. O(1).
[[nodiscard]] std::optional<WalExtent> wal_extent(const std::string& database);

/// Whether the log lost commits: its frames end before `before` says, or more than one commit stands behind the frame
/// at which they end; a crash leaves one at most. A log that goes on being written loses nothing by that. Ask while a
/// transaction is open, so that the log isn't begun anew meanwhile. O(size of the log).
[[nodiscard]] bool wal_lost_commits(const std::string& database, std::optional<WalExtent> before);

/// Whether there is a log with commits but no database, in which case SQLite would delete the log. O(size of the log).
[[nodiscard]] bool wal_without_database(const std::string& database);

} // namespace convene::io
