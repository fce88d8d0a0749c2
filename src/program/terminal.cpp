#include "terminal.hpp"

#include <cstdlib>
#include <unistd.h>

namespace convene::program {

bool colours_wanted() {
    static const bool wanted = isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
    return wanted;
}

std::string styled(std::string_view text, std::string_view style) {
    if (style.empty() || !colours_wanted()) return std::string(text);
    return std::string(style) + std::string(text) + "\x1b[0m";
}

} // namespace convene::program
