#pragma once

namespace convene::detail {

/// Asks the processor for the memory at `address`, which will be read soon: a hint without any other effect, so any
/// address is safe.
///
/// For loops that jump through flat arrays in a known order: each asks for the cells of an item some items ahead, so
/// that it does not wait for every one in turn.
inline void prefetch([[maybe_unused]] const void* address) {
#if defined(__GNUC__)
    __builtin_prefetch(address);
#endif
}

} // namespace convene::detail
