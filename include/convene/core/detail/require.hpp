#pragma once

#include <cstdio>
#include <cstdlib>

namespace convene::detail {

/// Ends the program if a host breaks a *Requires*, in release builds too: for calls that are not in anybody's loop, and
/// would otherwise read what is not there. `what` is a sentence for whoever wrote the host.
inline void require(bool holds, const char* what) {
    if (holds) [[likely]]
        return;
    std::fprintf(stderr, "convene: %s\n", what);
    std::abort();
}

} // namespace convene::detail
