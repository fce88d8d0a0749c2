#pragma once

#include <convene/model/vocabulary.hpp>
#include <convene/time/calendar.hpp>
#include <convene/time/months.hpp>

#include <cstdint>

namespace convene {

/// How time passes along an arc: a monotone function f with `to.edge >= f(from.edge)`.
///
/// The maximum of a rule, `to <= from (+) max`, is the arc in the other direction, `from >= f(to)` with the inverse of
/// `(+) max`; for working and clock time that is the same function with the amount negated.
struct LagFunction {
    enum class Kind : std::uint8_t {
        /// f(t) = t.
        none,
        /// f(t) = t + amount seconds on the clock.
        elapsed,
        /// f(t) = the smallest x with W(x) >= W(t) + amount, W counting the working seconds of a calendar.
        working,
        /// f(t) = t moved by amount civil months.
        months,
        /// f(t) = the smallest x that, moved by amount civil months, is not before t.
        inverse_months,
        /// No requirement at all.
        never
    };

    Kind kind = Kind::none;
    Edge from_edge = Edge::finish;
    Edge to_edge = Edge::start;
    std::int64_t amount = 0;
    /// For `working`; lives as long as the process.
    const WorkTable* table = nullptr;

    /// The earliest `to.edge` if `from.edge` is at `t`.
    [[nodiscard]] Instant operator()(Instant t) const {
        switch (kind) {
        case Kind::none: return t;
        case Kind::elapsed: return t + Seconds{amount};
        case Kind::working: return table->earliest(t, Seconds{amount});
        case Kind::months: return add_elapsed_months(t, amount);
        case Kind::inverse_months: return earliest_before_months(t, amount);
        case Kind::never: return far_past;
        }
        return t;
    }

    /// The latest `from.edge` if `to.edge` may not be after `t`.
    [[nodiscard]] Instant latest_from(Instant t) const {
        switch (kind) {
        case Kind::none: return t;
        case Kind::elapsed: return t - Seconds{amount};
        case Kind::working: return table->latest(t, Seconds{-amount});
        case Kind::months: return latest_before_months(t, amount);
        case Kind::inverse_months: return add_elapsed_months(t, amount);
        case Kind::never: return far_future;
        }
        return t;
    }

    friend bool operator==(const LagFunction&, const LagFunction&) = default;
};

} // namespace convene
