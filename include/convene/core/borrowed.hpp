#pragma once

#include <concepts>
#include <span>
#include <type_traits>
#include <utility>

namespace convene {

/// A view of an array that the caller keeps, for use in options; made from a vector, an array or a span. A temporary
/// vector does not compile, because it would be destroyed before the options are used.
template <class T>
class Borrowed : public std::span<const T> {
  public:
    constexpr Borrowed() = default;
    template <class Array>
        requires(!std::same_as<std::remove_cvref_t<Array>, Borrowed>) &&
                (std::is_lvalue_reference_v<Array> || std::ranges::borrowed_range<Array>) &&
                std::convertible_to<Array, std::span<const T>>
    constexpr Borrowed(Array&& array) // NOLINT(google-explicit-constructor)
        : std::span<const T>(std::forward<Array>(array)) {}
};

} // namespace convene
