#pragma once

#include <convene/run/instance.hpp>

#include <string>

namespace convene::io {

/// The state of an instance as one line of JSON, from which `read_state` makes the same instance of the same process: a
/// format, the digest of the process, and all members as numbers. For snapshots and for transfer; use the journal as
/// the permanent record. O(size of the state, and of the process for the digest).
[[nodiscard]] std::string write_state(const Instance& instance);

} // namespace convene::io
