#include "builder.hpp"

namespace convene::python {

namespace {

using Keys = std::vector<Key>;

/// For each of several keys.
template <class Call>
void def_each(ActivityClass& c, const char* name, const char* keys, Call call) {
    c.def(
        name,
        [call](py::object self, const Keys& all) {
            auto& activity = builder_in<AB>(self);
            for (const auto& key : all) call(activity, key);
            return self;
        },
        py::arg(keys));
}

/// For each of several keys, with the keyword arguments of a `Lag`.
void def_each_with_lag(ActivityClass& c, const char* name, AB& (AB::*method)(KeyView, const Lag&)) {
    c.def(
        name,
        [name, method](py::object self, const Keys& all, const Options<Lag>& more) {
            const auto lag = more.with({}, name);
            for (const auto& key : all) (builder_in<AB>(self).*method)(key, lag);
            return self;
        },
        py::arg("activity"));
}

const auto no_text = [](const char* name) { return py::arg_v(name, Text(), "''"); };

ActivityOf add(const std::shared_ptr<Builder>& b, ActivityKind kind, const std::string& key, const Text& title) {
    return {b, b->get().activity(kind, key, title), b->built};
}

void bind_process_builder(BuilderClass& b) {
    b.def(
        "rule",
        [](py::object self, const std::string& from, const std::string& to, const Options<Lag>& more) {
            builder_in<PB>(self).rule(from, to, more.with({}, "rule"));
            return self;
        },
        py::arg("from_"), py::arg("to"));
    const auto title = no_text("title");
    b.def("activity", &add, py::arg("kind"), py::arg("key"), title);
    const auto short_form = [&](const char* name, ActivityKind kind) {
        b.def(
            name,
            [kind](const std::shared_ptr<Builder>& self, const std::string& key, const Text& t) {
                return add(self, kind, key, t);
            },
            py::arg("key"), title);
    };
    short_form("meeting", ActivityKind::meeting);
    short_form("task", ActivityKind::task);
    short_form("milestone", ActivityKind::milestone);
    short_form("external", ActivityKind::external);
    b.def("build", [](Builder& self) {
        const auto& builder = self.get();
        self.building = true;
        auto result = unlocked([&] { return builder.preview(); });
        self.building = false;
        auto process = unwrap(std::move(result));
        self.builder = std::make_unique<PB>(self.key);
        ++self.built;
        return process;
    });
}

void bind_activity_builder(ActivityClass& a) {
    a.def("id", [](ActivityOf& self) { return self.get().id(); });
    const auto duties = [&a](const char* name, DutyKind kind) {
        def_each(a, name, "roles", [kind](AB& x, const Key& role) { x.duty({.role = role, .kind = kind}); });
    };
    duties("initiated_by", DutyKind::initiates);
    duties("worked_by", DutyKind::works);
    duties("decided_by", DutyKind::decides);
    duties("reported_by", DutyKind::reports);
    duties("attended_by", DutyKind::attends);
    duties("informs", DutyKind::informed);
    a.def(
        "duties",
        [](py::object self, DutyKind kind, const Keys& all) {
            for (const auto& role : all) builder_in<AB>(self).duty({.role = role, .kind = kind});
            return self;
        },
        py::arg("kind"), py::arg("roles"));
    def_each(a, "consumes", "artifacts", [](AB& x, const Key& key) { x.consumes(key); });
    def_each(a, "produces", "artifacts", [](AB& x, const Key& key) { x.produces(key); });
    def_each(a, "starts", "activities", [](AB& x, const Key& key) { x.starts(key); });
    def_each_with_lag(a, "after", &AB::after);
    def_each_with_lag(a, "before", &AB::before);
    a.def(
        "measure",
        [](py::object self, const std::string& key, double target, const Text& title, const Text& unit, Direction d) {
            builder_in<AB>(self).measure({key, title, unit, target, d});
            return self;
        },
        py::arg("key"), py::arg("target"), no_text("title"), no_text("unit"),
        py::arg_v("direction", Direction::at_least, "Direction.at_least"));
    a.def(
        "recurs",
        [](py::object self, const std::variant<Recurrence, std::string>& rule, Missed missed) {
            const auto* text = std::get_if<std::string>(&rule);
            builder_in<AB>(self).recurs(
                {text != nullptr ? unwrap(parse_recurrence(*text)) : std::get<Recurrence>(rule), missed});
            return self;
        },
        py::arg("recurrence"), py::arg_v("missed", Missed::latest, "Missed.latest"));
}

} // namespace

void bind_builder(py::module_& m) {
    ActivityClass activity(m, "ActivityBuilder", CONVENE_DOC(ActivityBuilder));
    BuilderClass builder(m, "ProcessBuilder", CONVENE_DOC(ProcessBuilder));
    builder.def(py::init<std::string_view>(), py::arg("key"));
    bind_process_builder(builder);
    bind_activity_builder(activity);
}

} // namespace convene::python
