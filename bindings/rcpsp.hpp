#pragma once

#include "record.hpp"

#include <convene/rcpsp/problem.hpp>

#include <memory>
#include <vector>

namespace convene::python {

/// The start of each job: in Python a read-only array of 32-bit integers in place.
struct StartsColumn {
    std::shared_ptr<const rcpsp::Starts> starts = std::make_shared<const rcpsp::Starts>();

    StartsColumn() = default;
    explicit StartsColumn(rcpsp::Starts all) : starts(std::make_shared<const rcpsp::Starts>(std::move(all))) {}
};

/// The values as a read-only array that owns them.
template <class T>
py::array column_of(std::shared_ptr<const std::vector<T>> values) {
    using Owner = std::shared_ptr<const std::vector<T>>;
    auto* owner = new Owner(std::move(values));
    const py::capsule base(owner, [](void* pointer) { delete static_cast<Owner*>(pointer); });
    py::array array(py::dtype::of<T>(), {static_cast<py::ssize_t>((*owner)->size())}, (*owner)->data(), base);
    array.attr("setflags")(py::arg("write") = false);
    return array;
}

using ProblemPointer = std::shared_ptr<rcpsp::Problem>;

// What the library asks of its callers, as exceptions.
[[nodiscard]] rcpsp::Time checked_time(rcpsp::Time time);
[[nodiscard]] rcpsp::Job checked_job(const rcpsp::Problem& problem, rcpsp::Job job);
void check_times(const std::vector<rcpsp::Time>& times);
/// One a job, or none where that is allowed.
void check_size(const rcpsp::Problem& problem, std::size_t size, const char* what, bool may_be_empty);
/// A schedule in which nothing is wrong, or an empty one.
void check_feasible(const rcpsp::Problem& problem, const std::vector<rcpsp::Time>& starts);
void check_objective(const rcpsp::Problem& problem, const rcpsp::Objective& objective);

} // namespace convene::python

namespace pybind11::detail {

template <>
struct type_caster<convene::python::StartsColumn> {
    PYBIND11_TYPE_CASTER(convene::python::StartsColumn,
                         io_name("collections.abc.Sequence[typing.SupportsInt]", "numpy.ndarray"));
    bool load(handle src, bool convert) {
        make_caster<std::vector<convene::rcpsp::Time>> list;
        if (!list.load(isinstance<array>(src) ? object(src.attr("tolist")()) : reinterpret_borrow<object>(src),
                       convert))
            return false;
        value = convene::python::StartsColumn(cast_op<std::vector<convene::rcpsp::Time>&&>(std::move(list)));
        return true;
    }
    static handle cast(const convene::python::StartsColumn& column, return_value_policy, handle) {
        return convene::python::column_of(column.starts).release();
    }
};

} // namespace pybind11::detail
