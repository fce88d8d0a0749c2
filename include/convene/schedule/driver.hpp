#pragma once

#include <convene/schedule/cause.hpp>
#include <convene/time/instant.hpp>

#include <cstdint>

namespace convene {

/// What determines an early start: an arc of the network, a floor, or the start of the project.
class Driver {
  public:
    enum class Kind : std::uint8_t { base, floor, arc };

    constexpr Driver() = default;
    constexpr Driver(Kind kind, std::uint32_t index) : packed_(static_cast<std::uint32_t>(kind) << 30U | index) {}

    [[nodiscard]] constexpr Kind kind() const { return static_cast<Kind>(packed_ >> 30U); }
    /// Into the network's arcs, or the values of its floors.
    [[nodiscard]] constexpr std::uint32_t index() const { return packed_ & 0x3FFFFFFFU; }

    friend constexpr bool operator==(Driver, Driver) = default;

  private:
    std::uint32_t packed_ = 0;
};

/// An upper bound that can't be kept and gave way: a soft one, or with `OnConflict::relax` any.
struct BrokenBound {
    Cause cause;
    /// What is late, and which edge of it.
    ActivityId activity;
    Edge edge = Edge::finish;
    /// The date it would have to keep, and the date it has.
    Instant limit{};
    Instant actual{};
    /// Whether it was only wanted (`Constraint::soft`, `Rule::soft`).
    bool soft = false;

    friend bool operator==(const BrokenBound&, const BrokenBound&) = default;
};

} // namespace convene
