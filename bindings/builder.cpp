#include "builder.hpp"

namespace convene::python {

namespace {

/// For each of several keys.
template <class Call>
void def_each(ActivityClass& c, const char* name, const char* keys, Call call) {
    c.def(
        name,
        [call](py::object self, const std::vector<Key>& all) {
            say(self, std::function<void(AB&)>([call, all](AB& a) {
                    for (const auto& key : all) call(a, key);
                }));
            return self;
        },
        py::arg(keys));
}

/// For each of several keys, with the keyword arguments of a `Lag`.
void def_each_with_lag(ActivityClass& c, const char* name, AB& (AB::*method)(KeyView, const Lag&)) {
    c.def(
        name,
        [name, method](py::object self, const std::vector<Key>& all, const Options<Lag>& more) {
            const auto lag = more.with({}, name);
            say(self, std::function<void(AB&)>([method, all, lag](AB& a) {
                    for (const auto& key : all) (a.*method)(key, lag);
                }));
            return self;
        },
        py::arg("activity"));
}

const auto no_text = [](const char* name) { return py::arg_v(name, Text(), "''"); };

void bind_rule(BuilderClass& b) {
    b.def(
        "rule",
        [](py::object self, const std::string& from, const std::string& to, const Options<Lag>& more) {
            const auto lag = more.with({}, "rule");
            say(self, std::function<void(PB&)>([from, to, lag](PB& p) { p.rule(from, to, lag); }));
            return self;
        },
        py::arg("from_"), py::arg("to"));
}

ActivityOf add(const std::shared_ptr<Builder>& b, ActivityKind kind, const std::string& key, const Text& title) {
    b->say([kind, key, title](Builder& x) { x.activities.push_back(x.get().activity(kind, key, title)); });
    return {b, b->activities.size() - 1, b->built};
}

void bind_process_activities(BuilderClass& b) {
    const auto title = no_text("title");
    b.def("activity", &add, py::arg("kind"), py::arg("key"), title);
    const auto short_form = [&](const char* name, ActivityKind kind, const char* doc = "") {
        b.def(
            name,
            [kind](const std::shared_ptr<Builder>& self, const std::string& key, const Text& t) {
                return add(self, kind, key, t);
            },
            py::arg("key"), title, doc);
    };
    short_form("meeting", ActivityKind::meeting);
    short_form("task", ActivityKind::task);
    short_form("milestone", ActivityKind::milestone);
    short_form("external", ActivityKind::external);
    b.def("build", [](const std::shared_ptr<Builder>& self) {
        auto& builder = self->get();
        self->building = true;
        auto result = [&] {
            const py::gil_scoped_release unlocked;
            return builder.build();
        }();
        self->building = false;
        self->begin_anew(!result);
        return unwrap(std::move(result));
    });
}

void bind_activity_duties(ActivityClass& a) {
    a.def("id", [](const ActivityOf& self) { return self.of().activities[self.number].id(); });
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
        [](py::object self, DutyKind kind, const std::vector<Key>& all) {
            say(self, std::function<void(AB&)>([kind, all](AB& x) {
                    for (const auto& role : all) x.duty({.role = role, .kind = kind});
                }));
            return self;
        },
        py::arg("kind"), py::arg("roles"));
}

void bind_activity_links(ActivityClass& a) {
    def_each(a, "consumes", "artifacts", [](AB& x, const Key& key) { x.consumes(key); });
    def_each(a, "produces", "artifacts", [](AB& x, const Key& key) { x.produces(key); });
    def_each(a, "starts", "activities", [](AB& x, const Key& key) { x.starts(key); });
    def_each_with_lag(a, "after", &AB::after);
    def_each_with_lag(a, "before", &AB::before);
}

void bind_activity_dates(ActivityClass& a) {
    a.def(
        "measure",
        [](py::object self, const std::string& key, double target, const Text& title, const Text& unit, Direction d) {
            const Measure measure{key, title, unit, target, d};
            say(self, std::function<void(AB&)>([measure](AB& x) { x.measure(measure); }));
            return self;
        },
        py::arg("key"), py::arg("target"), no_text("title"), no_text("unit"),
        py::arg_v("direction", Direction::at_least, "Direction.at_least"));
    a.def(
        "recurs",
        [](py::object self, const std::variant<Recurrence, std::string>& rule, Missed missed) {
            const auto* text = std::get_if<std::string>(&rule);
            const Cadence cadence{text != nullptr ? unwrap(parse_recurrence(*text)) : std::get<Recurrence>(rule),
                                  missed};
            say(self, std::function<void(AB&)>([cadence](AB& x) { x.recurs(cadence); }));
            return self;
        },
        py::arg("recurrence"), py::arg_v("missed", Missed::latest, "Missed.latest"));
}

} // namespace

void bind_builder(py::module_& m) {
    ActivityClass activity(m, "ActivityBuilder", CONVENE_DOC(ActivityBuilder));
    BuilderClass builder(m, "ProcessBuilder", CONVENE_DOC(ProcessBuilder));
    builder.attr("rows") = in_package("_rows", "rows");
    builder.def(py::init<std::string_view>(), py::arg("key"));
    bind_rule(builder);
    bind_process_activities(builder);
    bind_activity_duties(activity);
    bind_activity_links(activity);
    bind_activity_dates(activity);
}

} // namespace convene::python
