#pragma once

#include <convene/schedule/options.hpp>

#include <optional>

namespace convene::detail {

/// The options with everything that the process says filled in; nothing if neither says when.
inline std::optional<ScheduleOptions> effective_options(const Process& process, ScheduleOptions options) {
    if (!options.status_date) options.status_date = process.status_date();
    if (!options.target) options.target = process.target();
    if (!options.start && !options.finish) {
        options.start = process.start();
        if (!options.start)
            options.finish = process.finish();
        else if (!options.wanted_by)
            options.wanted_by = process.finish();
    }
    if (options.start) options.finish = std::nullopt;
    if (!options.start && !options.finish) return std::nullopt;
    return options;
}

} // namespace convene::detail
