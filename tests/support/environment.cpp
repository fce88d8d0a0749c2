#include "support/environment.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace convene::test {

Scale scale() {
    const char* text = std::getenv("CONVENE_TEST_SCALE");
    const double factor = text != nullptr ? std::atof(text) : 1;
    return {factor > 0 ? factor : 1};
}

std::filesystem::path source_dir() { return CONVENE_SOURCE_DIR; }

std::optional<std::filesystem::path> shared_data() {
    const char* text = std::getenv("CONVENE_SHARED_DATA");
    const auto folder = text != nullptr ? std::filesystem::path(text) : source_dir() / ".." / "shared" / "data";
    if (!std::filesystem::is_directory(folder)) return std::nullopt;
    return folder;
}

std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error("can't read " + path.string());
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace convene::test
