#pragma once
/// \file
/// Functions of the library as Python calls them: things of a process are named by id, key or row, spans are lists,
/// faults are raised, results know their process, and the GIL is let go.

#include "record.hpp"

#include <convene/staffing/levelled.hpp>

#include <span>
#include <string_view>

namespace convene::python {

/// What Python gives for a parameter of this type.
template <class T>
struct GivenFor {
    using Type = T;
};
template <class Tag>
    requires(is_id_class<Id<Tag>> || is_place<Id<Tag>>)
struct GivenFor<Id<Tag>> {
    using Type = Ref<Id<Tag>>;
};
template <class Tag>
struct GivenFor<std::optional<Id<Tag>>> {
    using Type = std::optional<Ref<Id<Tag>>>;
};
template <class T>
struct GivenFor<std::span<const T>> {
    using Type = std::vector<T>;
};
template <>
struct GivenFor<std::string_view> {
    using Type = std::string;
};
template <class T>
using Given = typename GivenFor<std::remove_cvref_t<T>>::Type;

// The process in which ids are looked up.
inline const Process* process_in(const Process& p) { return &p; }
inline const Process* process_in(const Schedule& s) { return &s.process(); }
inline const Process* process_in(const Levelled& l) { return &l.process(); }
template <class T>
const Process* process_in(const T& given) {
    if constexpr (requires { given.process(); })
        return &given.process();
    else
        return nullptr;
}
template <class... All>
const Process* process_among(const All&... all) {
    const Process* found = nullptr;
    ((found = found != nullptr ? found : process_in(all)), ...);
    return found;
}

/// What is given, with ids in place of names; may throw, with the GIL.
template <class T>
const T& resolved(const Process* process, const T& given) {
    if constexpr (may_name<T>)
        if (process != nullptr) check_ids(*process, given);
    return given;
}
template <class Id>
Id resolved(const Process* process, const Ref<Id>& given) {
    return id_of(*process, given);
}
template <class Id>
std::optional<Id> resolved(const Process* process, const std::optional<Ref<Id>>& given) {
    return id_of(*process, given);
}

template <class T>
T plain(T&& value) {
    return std::forward<T>(value);
}
template <class T>
T plain(const T& value) {
    return value;
}
template <class T>
std::vector<T> plain(std::span<const T> values) {
    return {values.begin(), values.end()};
}
template <class Id, class T>
std::vector<T> plain(Table<Id, T>&& table) {
    return std::move(table).vector();
}
template <class T>
auto plain(Result<T>&& result) {
    return plain(unwrap(std::move(result)));
}

/// The result as Python gets it.
template <class T>
auto given_back(const Process* process, T value) {
    if constexpr (may_name<T>)
        return Known{std::move(value), process == nullptr ? Process() : *process};
    else
        return value;
}

// Throw unless the plan is one of this process.
void check_plan(const Process& process, const Schedule& plan);
void check_plan(const Process& process, const Levelled& plan);

// A plan that is given with a process has to be one of it.
template <class T>
void check_pair(const Process*, const T&) {}
inline void check_pair(const Process* process, const Schedule& plan) { check_plan(*process, plan); }
inline void check_pair(const Process* process, const Levelled& plan) { check_plan(*process, plan); }

/// A function as it is.
template <class R, class... A>
auto bound(R (*call)(A...)) {
    return [call](const Given<A>&... given) {
        const auto* const process = process_among(given...);
        (check_pair(process, given), ...);
        auto value = [&](const auto&... all) {
            const py::gil_scoped_release unlocked;
            return plain(call(all...));
        }(resolved(process, given)...);
        return given_back(process, std::move(value));
    };
}

/// A method as it is.
template <class T, class... A, class Method>
auto bound_method(Method method) {
    return [method](const T& self, const Given<A>&... given) {
        const auto* const process = process_among(self, given...);
        return given_back(process, plain((self.*method)(resolved(process, given)...)));
    };
}
template <class T, class R, class... A>
auto bound(R (T::*method)(A...) const) {
    return bound_method<T, A...>(method);
}
// The same of a temporary may be deleted, so that such a method has a qualifier.
template <class T, class R, class... A>
auto bound(R (T::*method)(A...) const&) {
    return bound_method<T, A...>(method);
}

/// A function of a plan, which Python gives with its process; Ctrl-C ends it.
template <class R, class Plan, class... A>
auto paired(R (*call)(const Plan&, A...)) {
    return [call](const Process& process, const std::shared_ptr<Plan>& plan, const Given<A>&... given) {
        check_plan(process, *plan);
        // All that the work uses is kept by what is captured.
        auto value = interruptible(
            plan->size() >= interruptible_plan,
            [plan, call, ... all = resolved(&plan->process(), given)] { return plain(call(*plan, all...)); });
        return given_back(&plan->process(), std::move(value));
    };
}

} // namespace convene::python
