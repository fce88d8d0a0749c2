#pragma once

#include <compare>
#include <cstdint>
#include <string_view> // std::hash

namespace convene {

/// The dense index of one thing of kind `Tag` in its process: 0 is the first in the order of definition.
///
/// Ids of different kinds do not convert into each other. An id that was never given a value names nothing: commands
/// and options with it are refused, and looking it up is a broken precondition. Where a thing may be absent, the type
/// says so: `std::optional<Id>` or `OptionalId`.
template <class Tag>
struct Id {
    using Value = std::uint32_t;

    /// The value of an id that was never given one; no process has so many things.
    static constexpr Value none = 0xFFFFFFFFU;

    Value value = none;

    constexpr Id() = default;
    constexpr explicit Id(Value v) : value(v) {}

    /// The id as an array index.
    [[nodiscard]] constexpr std::size_t index() const { return value; }

    friend constexpr auto operator<=>(Id, Id) = default;
};

/// An id that may be absent, no larger than an id; for records that exist by the million.
template <class IdType>
class OptionalId {
  public:
    constexpr OptionalId() = default;
    constexpr OptionalId(IdType id) : value_(id.value) {} // NOLINT(google-explicit-constructor)

    [[nodiscard]] constexpr bool has_value() const { return value_ != IdType::none; }
    constexpr explicit operator bool() const { return has_value(); }
    /// *Requires* `has_value()`.
    [[nodiscard]] constexpr IdType operator*() const { return IdType{value_}; }

    friend constexpr bool operator==(OptionalId, OptionalId) = default;

  private:
    std::uint32_t value_ = IdType::none;
};

} // namespace convene

template <class Tag>
struct std::hash<convene::Id<Tag>> {
    std::size_t operator()(convene::Id<Tag> id) const noexcept { return std::hash<std::uint32_t>{}(id.value); }
};
