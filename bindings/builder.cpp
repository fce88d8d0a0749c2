#include "record.hpp"

#include <convene/model/builder.hpp>

#include <functional>
#include <memory>

namespace convene::python {

namespace {

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

    void say(Call call) {
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

struct Activity {
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
using ActivityClass = py::class_<Activity>;

using PB = ProcessBuilder;
using AB = ActivityBuilder;

void say(const py::object& self, const std::function<void(PB&)>& call) {
    self.cast<Builder&>().say([call](Builder& b) { call(b.get()); });
}

void say(const py::object& self, const std::function<void(AB&)>& call) {
    const auto& activity = self.cast<const Activity&>();
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
void def_spec(Class& c, const char* name, B& (B::*method)(T)) {
    using Spec = std::remove_cvref_t<T>;
    c.def(name, [name, method](py::object self, const py::args& positional, const Options<Spec>& more) {
        const auto spec = more.with({}, name, positional);
        say(self, std::function<void(B&)>([method, spec](B& b) { (b.*method)(spec); }));
        return self;
    });
}

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

void bind_process_head(BuilderClass& b) {
    b.def("key", says(&PB::key), py::arg("key"));
    b.def("title", says(&PB::title), py::arg("title"));
    b.def("description", says(&PB::description), py::arg("text"));
    b.def("zone", says(&PB::zone), py::arg("iana_name"));
    b.def("currency", says(&PB::currency), py::arg("code"));
    b.def("start", says(&PB::start), py::arg("at"));
    b.def("finish", says(&PB::finish), py::arg("at"));
    b.def("status_date", says(&PB::status_date), py::arg("at"));
    b.def("target", says(&PB::target), py::arg("activity"));
    b.def("calendar", says(&PB::calendar), py::arg("key"));
    b.def("add_calendar", says(static_cast<PB& (PB::*)(Calendar, bool)>(&PB::add_calendar)), py::arg("calendar"),
          py::arg("from_import") = false);
    b.def("import_", says(&PB::import), py::arg("file"));
    b.def("level", says(static_cast<PB& (PB::*)(std::string_view, Text)>(&PB::level)), py::arg("key"),
          no_text("title"));
    b.def("parameter", says(static_cast<PB& (PB::*)(std::string_view, Span, Text)>(&PB::parameter)), py::arg("key"),
          py::arg("value"), no_text("title"));
    b.def("set_parameter", says(&PB::set_parameter), py::arg("key"), py::arg("value"));
    b.def("extra", says(&PB::extra), py::arg("extra"));
}

void bind_process_parts(BuilderClass& b) {
    def_spec(b, "rounds", &PB::rounds);
    def_spec(b, "phase", &PB::phase);
    def_spec(b, "role", &PB::role);
    def_spec(b, "person", &PB::person);
    def_spec(b, "resource", &PB::resource);
    def_spec(b, "artifact", &PB::artifact);
    def_spec(b, "authority", &PB::authority);
    def_spec(b, "quota", &PB::quota);
    def_spec(b, "cover", &PB::cover);
    def_spec(b, "attendance", &PB::attendance);
    def_spec(b, "separation", &PB::separation);
    b.def(
        "rule",
        [](py::object self, const std::string& from, const std::string& to, const Options<Lag>& more) {
            const auto lag = more.with({}, "rule");
            say(self, std::function<void(PB&)>([from, to, lag](PB& p) { p.rule(from, to, lag); }));
            return self;
        },
        py::arg("from_"), py::arg("to"));
}

Activity add(const std::shared_ptr<Builder>& b, ActivityKind kind, const std::string& key, const Text& title) {
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

void bind_activity_texts(ActivityClass& a) {
    a.def("id", [](const Activity& self) { return self.of().activities[self.number].id(); });
    const auto text = py::arg("text");
    a.def("number", says(&AB::number), text);
    a.def("purpose", says(&AB::purpose), text);
    a.def("description", says(&AB::description), text);
    a.def("location", says(&AB::location), text);
    a.def("note", says(&AB::note), py::arg("kind"), text);
    a.def("title", says(&AB::title), text);
    a.def("step", says(&AB::step), py::arg("title"));
    a.def("extra", says(&AB::extra), py::arg("extra"));
    def_spec(a, "matter", &AB::matter);
}

void bind_activity_duties(ActivityClass& a) {
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
    def_spec(a, "duty", &AB::duty);
    def_spec(a, "needs", static_cast<AB& (AB::*)(NeedSpec)>(&AB::needs));
    a.def("splittable", says(&AB::splittable));
    a.def("quorum", says(&AB::quorum), py::arg("roles"));
    a.def("hands_over", says(static_cast<AB& (AB::*)(KeyView, KeyView)>(&AB::hands_over)), py::arg("from_role"),
          py::arg("to_role"));
}

void bind_activity_links(ActivityClass& a) {
    def_each(a, "consumes", "artifacts", [](AB& x, const Key& key) { x.consumes(key); });
    def_each(a, "produces", "artifacts", [](AB& x, const Key& key) { x.produces(key); });
    def_each(a, "starts", "activities", [](AB& x, const Key& key) { x.starts(key); });
    def_each_with_lag(a, "after", &AB::after);
    def_each_with_lag(a, "before", &AB::before);
    a.def("returns_to", says(static_cast<AB& (AB::*)(KeyView, std::uint16_t)>(&AB::returns_to)), py::arg("activity"),
          py::arg("max_rounds"));
}

void bind_activity_dates(ActivityClass& a) {
    const auto date = py::arg("date");
    a.def("lasts", says(&AB::lasts), py::arg("duration"));
    a.def("lasts_parameter", says(&AB::lasts_parameter), py::arg("parameter"));
    a.def("on_calendar", says(&AB::on_calendar), py::arg("calendar"));
    a.def("in_phase", says(&AB::in_phase), py::arg("phase"), CONVENE_DOC(ActivityBuilder_in_phase));
    a.def("constrain", says(static_cast<AB& (AB::*)(ConstraintKind, Instant)>(&AB::constrain)), py::arg("kind"), date);
    a.def("deadline", says(&AB::deadline), date);
    a.def("as_late_as_possible", says(&AB::as_late_as_possible));
    a.def("date", says(&AB::date), date);
    a.def("budget", says(&AB::budget), py::arg("money"));
    def_spec(a, "progress", &AB::progress);
    def_spec(a, "service_level", &AB::service_level);
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
    bind_process_head(builder);
    bind_process_parts(builder);
    bind_process_activities(builder);
    bind_activity_texts(activity);
    bind_activity_duties(activity);
    bind_activity_links(activity);
    bind_activity_dates(activity);
}

} // namespace convene::python
