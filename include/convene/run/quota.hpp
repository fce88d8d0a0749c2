#pragma once

#include <convene/run/instance.hpp>

#include <cstdint>
#include <vector>

namespace convene {

/// The state of a quota, for one person or a whole role, in the period of a report.
struct QuotaLine {
    QuotaId quota = {};
    /// Absent if the role as a whole owes it.
    OptionalId<PersonId> person = {};
    /// The period: [begin, end).
    Instant begin{};
    Instant end{};
    /// How many are owed: the quota's count, reduced in proportion to the working time for which people are away,
    /// rounded up.
    std::uint32_t target = 0;
    std::uint32_t done = 0;
    /// How many were done in the previous period; 0 in the first.
    std::uint32_t before = 0;

    /// How many are still owed.
    [[nodiscard]] std::uint32_t missing() const { return done < target ? target - done : 0; }
    friend bool operator==(const QuotaLine&, const QuotaLine&) = default;
};

/// Each quota in the period in which `at` lies, for each person of its role in the process, in their order. Periods are
/// days, weeks starting on Monday, and civil months; the first one, in which the instance starts, counts in full. If
/// `at` is before the last event, the time of that event is used. Empty before the start. O(quotas * people), and
/// O(state) if something falls due.
[[nodiscard]] CONVENE_DECL std::vector<QuotaLine> quota_report(const Instance& instance, Instant at);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/run/impl/quota.ipp>
#endif
