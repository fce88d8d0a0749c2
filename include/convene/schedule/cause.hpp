#pragma once

#include <convene/model/process.hpp>

#include <cstdint>

namespace convene {

/// Why one date follows from another, or stands on its own.
enum class CauseKind : std::uint8_t {
    /// Nothing can start before the project does, or before the status date.
    project_start,
    status_date,
    /// The minimum, or the maximum, of a rule.
    rule_min,
    rule_max,
    /// The activity needs an artifact that the other one produces.
    artifact,
    /// The other activity starts this one.
    follow_up,
    /// A date on the activity itself: a constraint, the known date of an external milestone, an actual date.
    constraint,
    date,
    actual,
    /// What late dates are measured from: the end of the project or the chosen target, and deadlines.
    project_finish,
    deadline,
    /// A date from outside the process; its number is a position in `ScheduleOptions::outside`.
    outside
};

/// A kind of cause and which one of its kind, in four bytes.
struct Cause {
    std::uint32_t packed = 0;

    constexpr Cause() = default;
    constexpr Cause(CauseKind kind, std::uint32_t index = 0)
        : packed(static_cast<std::uint32_t>(kind) << 28U | (index & 0x0FFFFFFFU)) {}

    [[nodiscard]] constexpr CauseKind kind() const { return static_cast<CauseKind>(packed >> 28U); }
    /// The rule's, artifact's, constraint's or activity's number; what it counts depends on the kind.
    [[nodiscard]] constexpr std::uint32_t index() const { return packed & 0x0FFFFFFFU; }

    friend constexpr bool operator==(Cause, Cause) = default;
};

} // namespace convene
