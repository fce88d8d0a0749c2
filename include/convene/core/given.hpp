#pragma once

#include <type_traits>

namespace convene {

/// An enumerator that has to be given: it converts from and to `E`, but has no default. A struct with such a member
/// can't be made by `{}`, nor by designated initialisers that leave it out.
template <class E>
    requires std::is_enum_v<E>
class Given {
  public:
    constexpr Given(E value) : value_(value) {}     // NOLINT(google-explicit-constructor)
    constexpr operator E() const { return value_; } // NOLINT(google-explicit-constructor)

    friend constexpr bool operator==(Given, Given) = default;
    friend constexpr bool operator==(Given a, E b) { return a.value_ == b; }

  private:
    E value_;
};

} // namespace convene

// For the algorithms of <ranges>, which compare members with values.
template <class E>
struct std::common_type<convene::Given<E>, E> {
    using type = E;
};
template <class E>
struct std::common_type<E, convene::Given<E>> {
    using type = E;
};
