#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>

namespace convene::test {

/// How many times the usual number of cases a random test runs: CONVENE_TEST_SCALE, 1 when unset, at least 1.
inline int scale() {
    const char* text = std::getenv("CONVENE_TEST_SCALE");
    const int value = text != nullptr ? std::atoi(text) : 1;
    return value > 1 ? value : 1;
}

/// The root of the source tree, where `examples/` is.
inline std::filesystem::path source_dir() { return CONVENE_SOURCE_DIR; }

/// The folder with data that is too big or not ours to ship, if it is there: CONVENE_SHARED_DATA, else
/// `../shared/data` beside the source tree. A test that needs it skips without it and says what it missed.
inline std::optional<std::filesystem::path> shared_data() {
    const char* text = std::getenv("CONVENE_SHARED_DATA");
    const auto folder = text != nullptr ? std::filesystem::path(text) : source_dir() / ".." / "shared" / "data";
    if (!std::filesystem::is_directory(folder)) return std::nullopt;
    return folder;
}

/// The bytes of a file; a file that can't be read ends the test.
inline std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error("can't read " + path.string());
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace convene::test
