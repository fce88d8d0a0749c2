#pragma once

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>

namespace convene::test {

/// A factor for the number of cases of a random test.
struct Scale {
    double factor = 1;

    /// At least 1 of a positive count.
    friend int operator*(int count, Scale scale) {
        return std::max(std::min(count, 1), static_cast<int>(count * scale.factor));
    }
};

/// CONVENE_TEST_SCALE: 1 when unset; below 1 for a quick run (`scripts/test`), above for a full one.
Scale scale();

/// The root of the source tree, where `examples/` is.
std::filesystem::path source_dir();

/// The folder with data that is too big or not ours to ship, if it is there: CONVENE_SHARED_DATA, else
/// `../shared/data` beside the source tree. A test that needs it skips without it and says what it missed.
std::optional<std::filesystem::path> shared_data();

/// The bytes of a file; a file that can't be read ends the test.
std::string read_file(const std::filesystem::path& path);

} // namespace convene::test
