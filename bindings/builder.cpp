#include "binding.hpp"

#include <convene/model/builder.hpp>

#include <functional>
#include <memory>

namespace convene::python {

namespace {

/// Keys as Python gives them: one string, or several.
struct Keys {
    std::vector<std::string> all;
};

} // namespace

} // namespace convene::python

namespace pybind11::detail {

template <>
struct type_caster<convene::python::Keys> {
    PYBIND11_TYPE_CASTER(convene::python::Keys, const_name("str | collections.abc.Iterable[str]"));
    bool load(handle src, bool) {
        if (PyUnicode_Check(src.ptr())) {
            value.all = {src.cast<std::string>()};
            return true;
        }
        if (!isinstance<iterable>(src)) return false;
        for (const auto& key : reinterpret_borrow<iterable>(src)) {
            if (!PyUnicode_Check(key.ptr())) return false;
            value.all.push_back(key.cast<std::string>());
        }
        return true;
    }
    static handle cast(const convene::python::Keys& keys, return_value_policy, handle) {
        return pybind11::cast(keys.all).release();
    }
};

} // namespace pybind11::detail

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
using Str = const std::string&;

// Each calls a method of the builder and gives the Python object back, so that calls chain.
template <class... Args>
auto on_process(void (*call)(PB&, Args...)) {
    return [call](py::object self, Args... args) {
        self.cast<Builder&>().say([call, ... kept = std::decay_t<Args>(args)](Builder& b) { call(b.get(), kept...); });
        return self;
    };
}

template <class... Args>
auto on_activity(void (*call)(AB&, Args...)) {
    return [call](py::object self, Args... args) {
        const auto& activity = self.cast<const Activity&>();
        activity.of().say([call, number = activity.number, ... kept = std::decay_t<Args>(args)](Builder& b) {
            call(b.activities[number], kept...);
        });
        return self;
    };
}

const auto no_text = [](const char* name) { return py::arg_v(name, Text(), "''"); };
const auto no_key = [](const char* name) { return py::arg_v(name, std::string(), "''"); };
const auto no_extra = [] { return py::arg_v("extra", Extra(), "''"); };

/// `def` with the keyword arguments of a `Lag` behind the others.
template <class Class, class Function, class... Extra>
void def_with_lag(Class& c, const char* name, Function function, const Extra&... extra) {
    c.def(name, function, extra..., py::kw_only(), py::arg_v("min", std::optional<Span>(Span{}), "'0d'"),
          py::arg("max") = py::none(), py::arg_v("from_edge", Edge::finish, "Edge.finish"),
          py::arg_v("to_edge", Edge::start, "Edge.start"),
          py::arg_v("calendar", LagCalendar::successor, "LagCalendar.successor"), no_key("named"),
          no_key("min_parameter"), no_key("max_parameter"));
}

void bind_process_head(BuilderClass& b) {
    b.def("key", on_process(+[](PB& p, Str key) { p.key(key); }), py::arg("key"));
    b.def("title", on_process(+[](PB& p, const Text& t) { p.title(t); }), py::arg("title"));
    b.def("description", on_process(+[](PB& p, const Text& t) { p.description(t); }), py::arg("text"));
    b.def("zone", on_process(+[](PB& p, Str name) { p.zone(name); }), py::arg("iana_name"));
    b.def("currency", on_process(+[](PB& p, Str code) { p.currency(code); }), py::arg("code"));
    b.def("start", on_process(+[](PB& p, Instant at) { p.start(at); }), py::arg("at"));
    b.def("finish", on_process(+[](PB& p, Instant at) { p.finish(at); }), py::arg("at"));
    b.def("status_date", on_process(+[](PB& p, Instant at) { p.status_date(at); }), py::arg("at"));
    b.def("target", on_process(+[](PB& p, Str activity) { p.target(activity); }), py::arg("activity"));
    b.def("rounds", on_process(+[](PB& p, std::uint32_t max, std::optional<Span> every) {
              p.rounds({max, every});
          }),
          py::arg("max") = 1, py::arg("every") = py::none());
    b.def("calendar", on_process(+[](PB& p, Str key) { p.calendar(key); }), py::arg("key"));
    b.def("add_calendar", on_process(+[](PB& p, const Calendar& c, bool i) { p.add_calendar(c, i); }),
          py::arg("calendar"), py::arg("from_import") = false);
    b.def("import_", on_process(+[](PB& p, Str file) { p.import(file); }), py::arg("file"));
    b.def("level", on_process(+[](PB& p, Str key, const Text& title) { p.level(key, title); }), py::arg("key"),
          no_text("title"));
    b.def("parameter",
          on_process(+[](PB& p, Str key, Span value, const Text& title) { p.parameter(key, value, title); }),
          py::arg("key"), py::arg("value"), no_text("title"));
    b.def("set_parameter", on_process(+[](PB& p, Str key, Span value) { p.set_parameter(key, value); }), py::arg("key"),
          py::arg("value"));
    b.def("extra", on_process(+[](PB& p, const Extra& e) { p.extra(e); }), py::arg("extra"));
}

void bind_process_parts(BuilderClass& b) {
    const auto title = no_text("title");
    b.def("phase", on_process(+[](PB& p, Str key, const Text& t, Str parent, PhaseRun run) {
              p.phase({.key = key, .title = t, .parent = parent, .run = run});
          }),
          py::arg("key"), title, py::kw_only(), no_key("parent"), py::arg_v("run", PhaseRun::once, "PhaseRun.once"));
    b.def("role",
          on_process(+[](PB& p, Str key, const Text& t, Str calendar, Str level, Confidentiality clearance, bool ext,
                         const Extra& extra) {
              p.role({.key = key,
                      .title = t,
                      .calendar = calendar,
                      .level = level,
                      .clearance = clearance,
                      .external = ext,
                      .extra = extra});
          }),
          py::arg("key"), title, py::kw_only(), no_key("calendar"), no_key("level"),
          py::arg_v("clearance", Confidentiality::internal, "Confidentiality.internal"), py::arg("external") = false,
          no_extra());
    b.def("person",
          on_process(+[](PB& p, Str key, const Text& t, const Keys& roles, Str calendar,
                         const std::vector<Absence>& absences, const Extra& extra) {
              p.person({.key = key,
                        .title = t,
                        .roles = {roles.all.begin(), roles.all.end()},
                        .calendar = calendar,
                        .absences = absences,
                        .extra = extra});
          }),
          py::arg("key"), title, py::kw_only(), py::arg_v("roles", Keys(), "()"), no_key("calendar"),
          py::arg_v("absences", std::vector<Absence>(), "()"), no_extra());
    b.def("resource",
          on_process(+[](PB& p, Str key, const Text& t, std::uint32_t capacity,
                         const std::vector<CapacityChange>& changes, Str calendar, const Extra& extra) {
              p.resource({.key = key,
                          .title = t,
                          .capacity = capacity,
                          .changes = changes,
                          .calendar = calendar,
                          .extra = extra});
          }),
          py::arg("key"), title, py::kw_only(), py::arg("capacity") = 1,
          py::arg_v("changes", std::vector<CapacityChange>(), "()"), no_key("calendar"), no_extra());
    b.def("artifact",
          on_process(+[](PB& p, Str key, const Text& t, Confidentiality c, bool given, Str format, Str form_template,
                         const Text& description, const Extra& extra) {
              p.artifact({.key = key,
                          .title = t,
                          .confidentiality = c,
                          .given = given,
                          .format = format,
                          .form_template = form_template,
                          .description = description,
                          .extra = extra});
          }),
          py::arg("key"), title, py::kw_only(),
          py::arg_v("confidentiality", Confidentiality::internal, "Confidentiality.internal"), py::arg("given") = false,
          no_key("format"), no_key("form_template"), no_text("description"), no_extra());
    b.def("authority", on_process(+[](PB& p, Str role, Str topic, std::optional<Money> up_to, Str level) {
              p.authority({.role = role, .topic = topic, .up_to = up_to, .level = level});
          }),
          py::arg("role"), py::kw_only(), no_key("topic"), py::arg("up_to") = py::none(), no_key("level"));
    b.def("quota",
          on_process(+[](PB& p, Str key, Str role, std::uint32_t count, Period per, const Text& t, bool per_person,
                         Str record) {
              p.quota({.key = key,
                       .role = role,
                       .count = count,
                       .per = per,
                       .title = t,
                       .per_person = per_person,
                       .record = record});
          }),
          py::arg("key"), py::arg("role"), py::kw_only(), py::arg("count") = 1,
          py::arg_v("per", Period::week, "Period.week"), title, py::arg("per_person") = true, no_key("record"));
    b.def("cover",
          on_process(+[](PB& p, Str key, Str role, std::uint16_t from, std::uint16_t to, const Text& t,
                         std::uint8_t weekdays, std::uint32_t minimum, Str log) {
              p.cover({.key = key,
                       .role = role,
                       .from = from,
                       .to = to,
                       .title = t,
                       .weekdays = weekdays,
                       .minimum = minimum,
                       .log = log});
          }),
          py::arg("key"), py::arg("role"), py::kw_only(), py::arg("from_"), py::arg("to"), title,
          py::arg("weekdays") = 0x7F, py::arg("minimum") = 1, no_key("log"));
    b.def(
        "attendance",
        on_process(+[](PB& p, Str role, const std::vector<std::pair<std::uint16_t, std::uint16_t>>& windows,
                       Str excused_by) { p.attendance({.role = role, .windows = windows, .excused_by = excused_by}); }),
        py::arg("role"), py::kw_only(), py::arg("windows"), no_key("excused_by"));
    b.def("separation",
          on_process(+[](PB& p, Str key, const std::vector<std::pair<std::string, DutyKind>>& parts, const Text& t) {
              SeparationSpec spec{.key = key, .title = t};
              for (const auto& [activity, duty] : parts) spec.parts.push_back({activity, duty});
              p.separation(spec);
          }),
          py::arg("key"), py::kw_only(), py::arg("parts"), title);
    def_with_lag(b, "rule",
                 on_process(+[](PB& p, Str from, Str to, std::optional<Span> min, std::optional<Span> max,
                                Edge from_edge, Edge to_edge, LagCalendar calendar, Str named, Str min_p, Str max_p) {
                     p.rule(from, to, {min, max, from_edge, to_edge, calendar, named, min_p, max_p});
                 }),
                 CONVENE_DOC(ProcessBuilder_rule), py::arg("from_"), py::arg("to"));
}

Activity add(const std::shared_ptr<Builder>& b, ActivityKind kind, Str key, const Text& title) {
    b->say([kind, key, title](Builder& x) { x.activities.push_back(x.get().activity(kind, key, title)); });
    return {b, b->activities.size() - 1, b->built};
}

void bind_process_activities(BuilderClass& b) {
    const auto title = no_text("title");
    b.def("activity", &add, py::arg("kind"), py::arg("key"), title);
    const auto short_form = [&](const char* name, ActivityKind kind, const char* doc = "") {
        b.def(
            name,
            [kind](const std::shared_ptr<Builder>& self, Str key, const Text& t) { return add(self, kind, key, t); },
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

template <DutyKind kind>
void add_duties(AB& a, const Keys& roles) {
    for (const auto& role : roles.all) a.duty({.role = role, .kind = kind});
}

void bind_activity_texts(ActivityClass& a) {
    a.def("id", [](const Activity& self) { return self.of().activities[self.number].id(); });
    const auto text = py::arg("text");
    a.def("number", on_activity(+[](AB& x, const Text& t) { x.number(t); }), text);
    a.def("purpose", on_activity(+[](AB& x, const Text& t) { x.purpose(t); }), text);
    a.def("description", on_activity(+[](AB& x, const Text& t) { x.description(t); }), text);
    a.def("location", on_activity(+[](AB& x, const Text& t) { x.location(t); }), text);
    a.def("note", on_activity(+[](AB& x, NoteKind kind, const Text& t) { x.note(kind, t); }), py::arg("kind"), text);
    a.def("title", on_activity(+[](AB& x, const Text& t) { x.title(t); }), text);
    a.def("step", on_activity(+[](AB& x, const Text& t) { x.step(t); }), py::arg("title"));
    a.def("matter", on_activity(+[](AB& x, const Text& t, Str key, Str topic, Str level, std::optional<Money> amount) {
              x.matter({.title = t, .key = key, .topic = topic, .level = level, .amount = amount});
          }),
          py::arg("title"), py::kw_only(), no_key("key"), no_key("topic"), no_key("level"),
          py::arg("amount") = py::none());
}

void bind_activity_duties(ActivityClass& a) {
    const auto roles = py::arg("roles");
    a.def("initiated_by", on_activity(&add_duties<DutyKind::initiates>), roles);
    a.def("worked_by", on_activity(&add_duties<DutyKind::works>), roles);
    a.def("decided_by", on_activity(&add_duties<DutyKind::decides>), roles);
    a.def("reported_by", on_activity(&add_duties<DutyKind::reports>), roles);
    a.def("attended_by", on_activity(&add_duties<DutyKind::attends>), roles);
    a.def("informs", on_activity(&add_duties<DutyKind::informed>), roles);
    a.def("duties", on_activity(+[](AB& x, DutyKind kind, const Keys& all) {
              for (const auto& role : all.all) x.duty({.role = role, .kind = kind});
          }),
          py::arg("kind"), roles);
    a.def("duty",
          on_activity(+[](AB& x, Str role, DutyKind kind, std::optional<DutyDemand> demand, std::uint16_t count,
                          std::uint16_t share, Str person) {
              x.duty({.role = role, .kind = kind, .demand = demand, .count = count, .share = share, .person = person});
          }),
          py::arg("role"), py::arg_v("kind", DutyKind::works, "DutyKind.works"), py::kw_only(),
          py::arg("demand") = py::none(), py::arg("count") = 1, py::arg("share") = 1000, no_key("person"));
    a.def("needs", on_activity(+[](AB& x, Str resource, std::uint32_t units) { x.needs(resource, units); }),
          py::arg("resource"), py::arg("units") = 1);
    a.def("splittable", on_activity(+[](AB& x) { x.splittable(); }));
    a.def("quorum", on_activity(+[](AB& x, std::uint16_t n) { x.quorum(n); }), roles);
    a.def("hands_over", on_activity(+[](AB& x, Str from, Str to) { x.hands_over(from, to); }), py::arg("from_role"),
          py::arg("to_role"));
}

void bind_activity_links(ActivityClass& a) {
    a.def("consumes", on_activity(+[](AB& x, const Keys& keys) {
              for (const auto& key : keys.all) x.consumes(key);
          }),
          py::arg("artifacts"));
    a.def("produces", on_activity(+[](AB& x, const Keys& keys) {
              for (const auto& key : keys.all) x.produces(key);
          }),
          py::arg("artifacts"));
    a.def("starts", on_activity(+[](AB& x, const Keys& keys) {
              for (const auto& key : keys.all) x.starts(key);
          }),
          py::arg("activities"));
    def_with_lag(a, "after",
                 on_activity(+[](AB& x, const Keys& all, std::optional<Span> min, std::optional<Span> max,
                                 Edge from_edge, Edge to_edge, LagCalendar calendar, Str named, Str min_p, Str max_p) {
                     for (const auto& activity : all.all)
                         x.after(activity, {min, max, from_edge, to_edge, calendar, named, min_p, max_p});
                 }),
                 CONVENE_DOC(ActivityBuilder_after), py::arg("activity"));
    def_with_lag(a, "before",
                 on_activity(+[](AB& x, const Keys& all, std::optional<Span> min, std::optional<Span> max,
                                 Edge from_edge, Edge to_edge, LagCalendar calendar, Str named, Str min_p, Str max_p) {
                     for (const auto& activity : all.all)
                         x.before(activity, {min, max, from_edge, to_edge, calendar, named, min_p, max_p});
                 }),
                 CONVENE_DOC(ActivityBuilder_before), py::arg("activity"));
    a.def("returns_to", on_activity(+[](AB& x, Str to, std::uint16_t rounds) { x.returns_to(to, rounds); }),
          py::arg("activity"), py::arg("max_rounds"));
}

void bind_activity_dates(ActivityClass& a) {
    a.def("lasts", on_activity(+[](AB& x, Span duration) { x.lasts(duration); }), py::arg("duration"));
    a.def("lasts_parameter", on_activity(+[](AB& x, Str parameter) { x.lasts_parameter(parameter); }),
          py::arg("parameter"));
    a.def("on_calendar", on_activity(+[](AB& x, Str calendar) { x.on_calendar(calendar); }), py::arg("calendar"));
    a.def("in_phase", on_activity(+[](AB& x, Str phase) { x.in_phase(phase); }), py::arg("phase"),
          CONVENE_DOC(ActivityBuilder_in_phase));
    a.def("constrain", on_activity(+[](AB& x, ConstraintKind kind, Instant date) { x.constrain(kind, date); }),
          py::arg("kind"), py::arg("date"));
    a.def("deadline", on_activity(+[](AB& x, Instant date) { x.deadline(date); }), py::arg("date"));
    a.def("as_late_as_possible", on_activity(+[](AB& x) { x.as_late_as_possible(); }));
    a.def("date", on_activity(+[](AB& x, Instant date) { x.date(date); }), py::arg("date"));
    a.def("progress",
          on_activity(
              +[](AB& x, std::optional<Instant> start, std::optional<Instant> finish, std::optional<Span> remaining) {
                  x.progress({start, finish, remaining});
              }),
          py::arg("actual_start") = py::none(), py::arg("actual_finish") = py::none(),
          py::arg("remaining") = py::none());
    a.def("measure",
          on_activity(+[](AB& x, Str key, double target, const Text& title, const Text& unit, Direction direction) {
              x.measure({key, title, unit, target, direction});
          }),
          py::arg("key"), py::arg("target"), no_text("title"), no_text("unit"),
          py::arg_v("direction", Direction::at_least, "Direction.at_least"));
    a.def("budget", on_activity(+[](AB& x, Money money) { x.budget(money); }), py::arg("money"));
    a.def("recurs", on_activity(+[](AB& x, const std::variant<Recurrence, std::string>& rule, Missed missed) {
              const auto* text = std::get_if<std::string>(&rule);
              x.recurs({text != nullptr ? unwrap(parse_recurrence(*text)) : std::get<Recurrence>(rule), missed});
          }),
          py::arg("recurrence"), py::arg_v("missed", Missed::latest, "Missed.latest"));
    a.def("extra", on_activity(+[](AB& x, const Extra& e) { x.extra(e); }), py::arg("extra"));
    a.def("service_level", on_activity(+[](AB& x, Span within, std::optional<Span> warn, Str escalate_to) {
              x.service_level({.within = within, .warn = warn, .escalate_to = escalate_to});
          }),
          py::arg("within"), py::kw_only(), py::arg("warn") = py::none(), no_key("escalate_to"));
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
