#pragma once

#include <convene/schedule/impl/system_of.ipp>
#include <convene/schedule/temporal_system.hpp>

namespace convene {

CONVENE_DECL TemporalSystem temporal_system(const Process& process, const ScheduleOptions& options) {
    return detail::SystemOf(process, options.status_date, options.outside)();
}

} // namespace convene
