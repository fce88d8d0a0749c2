#pragma once

#include "binding.hpp"

#include <convene/run/event.hpp>
#include <convene/run/refusal.hpp>

#include <vector>

namespace convene::python {

/// Throws an IndexError unless all ids are those of things of the process. The library only asserts that.
void check_events(const Process& process, const Events& events);

/// The process by which an instance runs that began by `process`, after the events.
[[nodiscard]] Process process_after(Process process, const Events& events);

} // namespace convene::python
