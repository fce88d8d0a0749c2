#pragma once

#include <convene/core/diagnostic.hpp>

#include <tl/expected.hpp>

#include <cassert>
#include <concepts>
#include <type_traits>
#include <utility>

namespace convene {

/// Either a value or every reason why there is none: `if (result) use(*result); else show(result.error());`
///
/// A `tl::expected<T, Diagnostics>` that cannot be ignored. On a temporary, `make()->part()` doesn't compile if `T`
/// owns memory, because the part would dangle after the statement; `*make()` moves the value out. Accessing a value
/// that is not there is a broken precondition.
template <class T>
class [[nodiscard]] Result : public tl::expected<T, Diagnostics> {
    using Base = tl::expected<T, Diagnostics>;

  public:
    using Base::Base;
    Result() = delete;
    Result(Base other) : Base(std::move(other)) {} // NOLINT(google-explicit-constructor)

    /// *Requires* a value.
    [[nodiscard]] constexpr const T* operator->() const& { return &**this; }
    [[nodiscard]] constexpr T* operator->() & { return &**this; }
    [[nodiscard]] constexpr const T* operator->() const&&
        requires std::is_trivially_copyable_v<T>
    {
        return &**this;
    }
    void operator->() const&&
        requires(!std::is_trivially_copyable_v<T>)
    = delete;
    [[nodiscard]] constexpr const T& operator*() const& {
        assert(this->has_value());
        return Base::operator*();
    }
    [[nodiscard]] constexpr T& operator*() & {
        assert(this->has_value());
        return Base::operator*();
    }
    [[nodiscard]] constexpr T&& operator*() && {
        assert(this->has_value());
        return std::move(Base::operator*());
    }

    /// The reasons. *Requires* that there is no value.
    [[nodiscard]] constexpr const Diagnostics& error() const& {
        assert(!this->has_value());
        return Base::error();
    }
    [[nodiscard]] constexpr Diagnostics& error() & {
        assert(!this->has_value());
        return Base::error();
    }
    [[nodiscard]] constexpr Diagnostics&& error() && {
        assert(!this->has_value());
        return std::move(Base::error());
    }

    template <std::same_as<Result> Same>
    friend constexpr bool operator==(const Result& a, const Same& b) {
        return static_cast<const Base&>(a) == static_cast<const Base&>(b);
    }
    /// Whether there is a value and it equals `b`.
    template <class Value>
        requires(std::same_as<Value, T> || (std::integral<Value> && std::integral<T>))
    friend constexpr bool operator==(const Result& a, const Value& b) {
        return a.has_value() && *a == b;
    }
};

/// The failed result with these reasons. *Requires* at least one.
[[nodiscard]] inline tl::unexpected<Diagnostics> fail(Diagnostics reasons) {
    return tl::unexpected<Diagnostics>(std::move(reasons));
}

/// The failed result with this reason.
[[nodiscard]] inline tl::unexpected<Diagnostics> fail(Diagnostic reason) {
    Diagnostics reasons;
    reasons.push_back(std::move(reason));
    return fail(std::move(reasons));
}

} // namespace convene
