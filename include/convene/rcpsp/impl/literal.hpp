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

} // namespace convene::rcpsp::detail
