#pragma once

namespace convene {

/// Asks for the memory at `address`, which will be read soon. Nothing else comes of it, whatever the address.
///
/// For loops that jump through flat arrays in an order known ahead: some items before one is due, its cells are asked
/// for, so that the loop does not wait for each in turn.
inline void prefetch([[maybe_unused]] const void* address) {
#if defined(__GNUC__)
    __builtin_prefetch(address);
#endif
}

} // namespace convene
