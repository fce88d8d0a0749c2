#pragma once

#include "reader.hpp"
#include "write_parts.hpp"

namespace convene::io::detail {

/// An entry of the list `after` of an activity, or of `before`.
extern const Shape rule_after;
extern const Shape rule_before;

/// The entry of `after` that is this rule. *Requires* a minimum.
void write_after(JsonWriter& out, const Process& process, const Rule& rule);

} // namespace convene::io::detail
