#pragma once
/// \file
/// Long lists of numbers, as they travel in pickles: arrays of int64.

#include "binding.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace convene::python {

using Numbers = std::vector<std::int64_t>;

[[nodiscard]] inline py::array packed(const Numbers& numbers) {
    return py::array_t<std::int64_t>(static_cast<py::ssize_t>(numbers.size()), numbers.data());
}

[[nodiscard]] inline Numbers unpacked(py::handle array) {
    const auto numbers = array.cast<py::array_t<std::int64_t, py::array::c_style | py::array::forcecast>>();
    return {numbers.data(), numbers.data() + numbers.size()};
}

[[nodiscard]] inline py::array packed(const std::vector<Instant>& instants) {
    Numbers numbers(instants.size());
    std::ranges::transform(instants, numbers.begin(), [](Instant t) { return t.time_since_epoch().count(); });
    return packed(numbers);
}

[[nodiscard]] inline Instant instant_of(std::int64_t seconds) { return Instant{Seconds{seconds}}; }

[[nodiscard]] inline std::vector<Instant> unpacked_instants(py::handle array) {
    const auto numbers = unpacked(array);
    std::vector<Instant> instants(numbers.size());
    std::ranges::transform(numbers, instants.begin(), &instant_of);
    return instants;
}

/// Throws unless a packed list has as many numbers as it should.
inline void check_packed(bool as_it_should) {
    if (!as_it_should) throw py::value_error("the pickle is damaged, or that of another process");
}

} // namespace convene::python
