#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace convene::test {

/// How many times the usual number of cases a random test runs: CONVENE_TEST_SCALE, 1 when unset, at least 1.
int scale();

/// The root of the source tree, where `examples/` is.
std::filesystem::path source_dir();

/// The folder with data that is too big or not ours to ship, if it is there: CONVENE_SHARED_DATA, else
/// `../shared/data` beside the source tree. A test that needs it skips without it and says what it missed.
std::optional<std::filesystem::path> shared_data();

/// The bytes of a file; a file that can't be read ends the test.
std::string read_file(const std::filesystem::path& path);

} // namespace convene::test
