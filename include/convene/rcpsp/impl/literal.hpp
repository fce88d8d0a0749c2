#pragma once
/// \file
/// Bounds as literals: a variable x has two halves, 2x for x and 2x+1 for -x; a literal (h, v) says "half h >= v", its
/// negation is (h^1, 1-v).

#include <convene/rcpsp/problem.hpp>

#include <cstdint>

namespace convene::rcpsp::detail {

struct Literal {
    std::uint32_t half = 0;
    Time value = 0;
};

constexpr Literal negated(Literal l) { return {l.half ^ 1U, 1 - l.value}; }
/// x >= v.
constexpr Literal at_least(std::uint32_t x, Time v) { return {2 * x, v}; }
/// x <= v.
constexpr Literal at_most(std::uint32_t x, Time v) { return {2 * x + 1, -v}; }

/// Why a literal holds. `single`: from literal (a, value of the literal - b); `clause`: from the
/// others of clause a; `listed`: from b literals of a list, the first of which is a.
struct Reason {
    enum class Kind : std::uint8_t { decision, single, clause, listed } kind = Kind::decision;
    std::uint32_t a = 0;
    std::int32_t b = 0;
};

} // namespace convene::rcpsp::detail
