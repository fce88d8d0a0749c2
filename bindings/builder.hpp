#pragma once

#include "bound.hpp"

#include <convene/model/builder.hpp>

#include <memory>

namespace convene::python {

using PB = ProcessBuilder;
using AB = ActivityBuilder;

/// A builder, which begins anew once a build has succeeded; before, a slip can be mended.
struct Builder {
    explicit Builder(std::string_view name) : key(name), builder(std::make_unique<PB>(name)) {}

    std::string key;
    std::unique_ptr<PB> builder;
    /// How often it has built; the activities of an earlier process are no more.
    unsigned built = 0;
    bool building = false;

    [[nodiscard]] PB& get() const {
        if (building) throw std::runtime_error("another thread is building this process");
        return *builder;
    }
};

/// An activity of a builder.
struct ActivityOf {
    std::shared_ptr<Builder> owner;
    AB activity;
    unsigned built;

    [[nodiscard]] AB& get() {
        (void)owner->get();
        if (built != owner->built) throw std::runtime_error("the process of this activity is already built");
        return activity;
    }
};

using BuilderClass = py::class_<Builder, std::shared_ptr<Builder>>;
using ActivityClass = py::class_<ActivityOf>;

template <>
struct GivenFor<KeyView> {
    using Type = std::string;
};
template <>
struct GivenFor<TextView> {
    using Type = Text;
};

/// The builder of the library behind an object of Python.
template <class B>
B& builder_in(const py::object& self) {
    return self.cast<std::conditional_t<std::is_same_v<B, PB>, Builder, ActivityOf>&>().get();
}

// Each calls a method of a builder and gives the Python object back, so that calls chain.

template <class B, class... A>
auto says(B& (B::*method)(A...)) {
    return [method](py::object self, const Given<A>&... given) {
        (builder_in<B>(self).*method)(given...);
        return self;
    };
}

/// With the keyword arguments that are the fields of what the method takes.
template <class Class, class B, class T>
void def_spec(Class c, const char* name, B& (B::*method)(T)) {
    using Spec = std::remove_cvref_t<T>;
    c.def(name, [name, method](py::object self, const py::args& positional, const Options<Spec>& more) {
        (builder_in<B>(self).*method)(more.with({}, name, positional));
        return self;
    });
}

} // namespace convene::python
