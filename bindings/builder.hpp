#pragma once

#include "record.hpp"

#include <convene/model/builder.hpp>

#include <functional>
#include <memory>

namespace convene::python {

/// A builder that can begin anew: what is said to it is kept until a build succeeds.
struct Builder {
    using Call = std::function<void(Builder&)>;

    explicit Builder(std::string_view name) : key(name), builder(std::make_unique<ProcessBuilder>(name)) {}

    std::string key;
    std::unique_ptr<ProcessBuilder> builder;
    std::vector<ActivityBuilder> activities;
    std::vector<Call> said;
    /// How often it has built; the activities of an earlier process are no more.
    unsigned built = 0;
    bool building = false;

    [[nodiscard]] ProcessBuilder& get() const {
        if (building) throw std::runtime_error("another thread is building this process");
        return *builder;
    }

    inline void say(Call call) {
        call(*this);
        said.push_back(std::move(call));
    }

    /// After a build that failed, everything is said once more, so that the slip can be mended; else it is empty.
    void begin_anew(bool failed) {
        builder = std::make_unique<ProcessBuilder>(key);
        activities.clear();
        if (failed) {
            for (const auto& call : said) call(*this);
        } else {
            said.clear();
            ++built;
        }
    }
};

/// An activity of a builder.
struct ActivityOf {
    std::shared_ptr<Builder> owner;
    std::size_t number;
    unsigned built;

    [[nodiscard]] Builder& of() const {
        (void)owner->get();
        if (built != owner->built) throw std::runtime_error("the process of this activity is already built");
        return *owner;
    }
};

using BuilderClass = py::class_<Builder, std::shared_ptr<Builder>>;
using ActivityClass = py::class_<ActivityOf>;

using PB = ProcessBuilder;
using AB = ActivityBuilder;

inline void say(const py::object& self, const std::function<void(PB&)>& call) {
    self.cast<Builder&>().say([call](Builder& b) { call(b.get()); });
}

inline void say(const py::object& self, const std::function<void(AB&)>& call) {
    const auto& activity = self.cast<const ActivityOf&>();
    activity.of().say([call, number = activity.number](Builder& b) { call(b.activities[number]); });
}

/// What is kept of an argument until the process is built.
template <class T>
struct KeptOf {
    using Type = T;
};
template <>
struct KeptOf<std::string_view> {
    using Type = std::string;
};
template <>
struct KeptOf<KeyView> {
    using Type = std::string;
};
template <>
struct KeptOf<TextView> {
    using Type = Text;
};
template <class T>
using Kept = typename KeptOf<std::remove_cvref_t<T>>::Type;

// Each calls a method of a builder and gives the Python object back, so that calls chain.

template <class B, class... A>
auto says(B& (B::*method)(A...)) {
    return [method](py::object self, const Kept<A>&... given) {
        say(self, std::function<void(B&)>([method, ... kept = given](B& b) { (b.*method)(kept...); }));
        return self;
    };
}

/// With the keyword arguments that are the fields of what the method takes.
template <class Class, class B, class T>
void def_spec(Class c, const char* name, B& (B::*method)(T)) {
    using Spec = std::remove_cvref_t<T>;
    c.def(name, [name, method](py::object self, const py::args& positional, const Options<Spec>& more) {
        const auto spec = more.with({}, name, positional);
        say(self, std::function<void(B&)>([method, spec](B& b) { (b.*method)(spec); }));
        return self;
    });
}

} // namespace convene::python
