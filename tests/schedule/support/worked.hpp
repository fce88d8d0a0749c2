#pragma once

#include <convene/convene.hpp>

#include <gtest/gtest.h>

#include <string>

namespace convene::test {

inline Instant at(const char* text) { return *try_parse_instant(text); }

/// A process that starts on Monday 2026-03-02 at 09:00 on the standard calendar: Monday to Friday, 09:00-12:00 and
/// 13:00-18:00.
inline ProcessBuilder& on_monday(ProcessBuilder& b) { return b.start(at("2026-03-02T09:00")); }

struct Planned {
    Process process;
    Schedule plan;

    [[nodiscard]] ActivityId id(const char* key) const { return *process.find_activity(key); }
    [[nodiscard]] std::string start(const char* key) const { return to_string(plan.early_start(id(key))); }
    [[nodiscard]] std::string finish(const char* key) const { return to_string(plan.early_finish(id(key))); }
    [[nodiscard]] std::string late_start(const char* key) const { return to_string(plan.late_start(id(key))); }
    [[nodiscard]] std::string late_finish(const char* key) const { return to_string(plan.late_finish(id(key))); }
    [[nodiscard]] double float_hours(const char* key) const {
        return static_cast<double>(plan.total_float(id(key)).count()) / 3600.0;
    }
    [[nodiscard]] double free_hours(const char* key) const {
        return static_cast<double>(plan.free_float(id(key)).count()) / 3600.0;
    }
};

/// The schedule of what the builder holds; a test fails where there is none.
inline Planned planned(ProcessBuilder& b, const ScheduleOptions& options = {}) {
    auto process = b.build();
    if (!process) throw std::runtime_error(to_string(process.error()));
    auto plan = schedule(*process, options);
    if (!plan) throw std::runtime_error(to_string(plan.error()));
    return {std::move(*process), std::move(*plan)};
}

} // namespace convene::test
