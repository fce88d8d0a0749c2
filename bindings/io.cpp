#include "events.hpp"
#include "journal.hpp"
#include "live.hpp"
#include "plan.hpp"
#include "portfolio.hpp"
#include "record.hpp"

#include <convene/check/artifacts.hpp>
#include <convene/check/authority.hpp>
#include <convene/check/cadence.hpp>
#include <convene/check/check.hpp>
#include <convene/check/confidentiality.hpp>
#include <convene/check/cycles.hpp>
#include <convene/check/dates.hpp>
#include <convene/check/duties.hpp>
#include <convene/check/links.hpp>
#include <convene/check/meetings.hpp>
#include <convene/check/people.hpp>
#include <convene/check/rework.hpp>
#include <convene/check/rules.hpp>
#include <convene/check/separations.hpp>
#include <convene/check/texts.hpp>
#include <convene/check/unused.hpp>
#include <convene/io/format.hpp>
#include <convene/io/locate.hpp>
#include <convene/io/read_event_log.hpp>
#include <convene/io/read_events.hpp>
#include <convene/io/read_portfolio.hpp>
#include <convene/io/read_process.hpp>
#include <convene/io/read_state.hpp>
#include <convene/io/sqlite_journal.hpp>
#include <convene/io/write_diagnostics.hpp>
#include <convene/io/write_event_log.hpp>
#include <convene/io/write_events.hpp>
#include <convene/io/write_gantt.hpp>
#include <convene/io/write_graph.hpp>
#include <convene/io/write_process.hpp>
#include <convene/io/write_schedule.hpp>
#include <convene/io/write_state.hpp>
#include <convene/run/keyed.hpp>

#include <chrono>

#include <map>

namespace convene::python {

void bind_check(py::module_& m) {
    const auto process = py::arg("process");
    m.def(
        "check",
        [](const Process& p, const std::optional<ScheduleOptions>& options, std::uint64_t budget) {
            return Findings{interruptible(p.activities().size() >= interruptible_from, [p, options, budget] {
                return check(p, {.schedule = options.value_or(ScheduleOptions{}), .redundancy_budget = budget});
            })};
        },
        process, py::kw_only(), py::arg("schedule") = py::none(),
        py::arg("redundancy_budget") = CheckOptions{}.redundancy_budget);
    m.def(
        "check_dates",
        [](const Process& p, const std::optional<ScheduleOptions>& options) {
            return check_dates(p, options.value_or(ScheduleOptions{}));
        },
        process, py::arg("options") = py::none(), Unlocked());
    m.def("check_rules", &check_rules, process, py::arg("budget") = CheckOptions{}.redundancy_budget, Unlocked());
    const auto family = [&](const char* name, Diagnostics (*function)(const Process&), const char* doc = "") {
        m.def(name, function, process, doc, Unlocked());
    };
    family("check_artifacts", &check_artifacts);
    family("check_authority", &check_authority);
    family("check_cadence", &check_cadence);
    family("check_confidentiality", &check_confidentiality);
    family("check_cycles", &check_cycles);
    family("check_duties", &check_duties);
    family("check_links", &check_links);
    family("check_meetings", &check_meetings);
    family("check_people", &check_people);
    family("check_rework", &check_rework);
    family("check_separations", &check_separations);
    family("check_texts", &check_texts);
    family("check_unused", &check_unused);
}

namespace {

using Parameters = std::map<std::string, Span>;
using Loader = std::function<std::string(const std::string&)>;

/// Texts of more than this many bytes are read in a thread of their own, so that Ctrl-C works.
constexpr std::size_t long_text = 2'000'000;

io::ReadOptions options_of(const std::string& file, const std::optional<Loader>& load, const Parameters& parameters,
                           const io::ReadLimits& limits) {
    io::ReadOptions options{.file = file, .limits = limits};
    for (const auto& [key, value] : parameters) options.parameters.push_back({key, value});
    if (load)
        options.load = [load = *load](std::string_view path) -> Result<std::string> {
            return load(std::string(path)); // takes the GIL by itself
        };
    return options;
}

std::string_view view_of(const std::variant<py::str, py::bytes>& text, Py_ssize_t& size) {
    const char* data = nullptr;
    if (const auto* words = std::get_if<py::str>(&text)) {
        data = PyUnicode_AsUTF8AndSize(words->ptr(), &size);
        if (data == nullptr) throw py::error_already_set();
    } else {
        char* bytes = nullptr;
        if (PyBytes_AsStringAndSize(std::get<py::bytes>(text).ptr(), &bytes, &size) != 0) throw py::error_already_set();
        data = bytes;
    }
    return {data, static_cast<std::size_t>(size)};
}

using AnyText = std::variant<py::str, py::bytes>;

template <class Read>
auto read(const AnyText& text, const io::ReadOptions& options, Read function) {
    Py_ssize_t size = 0;
    const auto view = view_of(text, size);
    // A loader is a Python object: the reading stays in this thread then.
    if (view.size() < long_text || options.load) {
        const py::gil_scoped_release unlocked;
        return unwrap(function(view, options));
    }
    return unwrap(
        interruptible(true, [owned = std::string(view), options, function] { return function(owned, options); }));
}

void bind_read(py::module_& m) {
    const auto file = [] { return py::arg_v("file", std::string(), "''"); };
    const auto parameters = [] { return py::arg_v("parameters", Parameters(), "{}"); };
    const auto limits = [] { return py::arg_v("limits", io::ReadLimits{}, "ReadLimits()"); };
    m.def(
        "read_process",
        [](const AnyText& text, const std::string& f, const std::optional<Loader>& load, const Parameters& p,
           const io::ReadLimits& l) {
            return read(text, options_of(f, load, p, l),
                        [](std::string_view t, const io::ReadOptions& o) { return io::read_process(t, o); });
        },
        py::arg("text"), py::kw_only(), file(), py::arg("load") = py::none(), parameters(), limits());
    m.def(
        "read_process_file",
        [](const std::filesystem::path& path, const std::string& f, const std::optional<Loader>& load,
           const Parameters& p, const io::ReadLimits& l) {
            const auto options = options_of(f, load, p, l);
            const py::gil_scoped_release unlocked;
            return unwrap(io::read_process_file(path, options));
        },
        py::arg("path"), py::kw_only(), file(), py::arg("load") = py::none(), parameters(), limits());
    m.def(
        "read_portfolio",
        [](const std::filesystem::path& path, const std::optional<Loader>& load, const Parameters& p,
           const io::ReadLimits& l) {
            // A loader is a Python object: the reading stays in this thread then.
            return PortfolioOf(unwrap(interruptible(
                !load, [path, options = options_of({}, load, p, l)] { return io::read_portfolio(path, options); })));
        },
        py::arg("path"), py::kw_only(), py::arg("load") = py::none(), parameters(), limits());
    m.def(
        "read_calendars",
        [](const AnyText& text, const std::string& f, const io::ReadLimits& l) {
            return read(text, options_of(f, {}, {}, l),
                        [](std::string_view t, const io::ReadOptions& o) { return io::read_calendars(t, o); });
        },
        py::arg("text"), py::kw_only(), file(), limits());
    m.def(
        "read_text_file",
        [](const std::filesystem::path& path, const io::ReadLimits& l) {
            auto text = [&] {
                const py::gil_scoped_release unlocked;
                return unwrap(io::read_text_file(path, l));
            }();
            return py::bytes(text);
        },
        py::arg("path"), limits());
    m.def(
        "locate",
        [](Diagnostics findings, const AnyText& text, const std::string& f) {
            Py_ssize_t size = 0;
            io::locate(findings, view_of(text, size), f);
            return findings;
        },
        py::arg("findings"), py::arg("text"), file());
}

std::string graph_of(const Process& process, Language language, bool artifacts, const std::optional<Plan>& plan,
                     std::string (*write)(const Process&, const io::GraphOptions&)) {
    if (plan) check_plan(process, *plan);
    const py::gil_scoped_release unlocked;
    return write(process, {language, artifacts, plan ? &plan->full() : nullptr});
}

void bind_write(py::module_& m) {
    const auto process = py::arg("process");
    const auto plan = py::arg("schedule");
    const auto language = [] { return py::arg_v("language", Language::en, "Language.en"); };
    m.def("self_contained", &io::self_contained, process, Unlocked());
    m.def("process_digest", &io::process_digest, process, Unlocked());
    m.def("write_process", &io::write_process, process, Unlocked());
    m.def(
        "write_calendars", [](const std::vector<Calendar>& calendars) { return io::write_calendars(calendars); },
        py::arg("calendars"), Unlocked());
    m.def("write_diagnostics", &io::write_diagnostics, py::arg("findings"), language(), Unlocked());
    m.def(
        "write_schedule",
        [](const Process& p, const Plan& s) {
            check_plan(p, s);
            return io::write_schedule(p, s.full());
        },
        process, plan, Unlocked());
    m.def("write_explanation", &io::write_explanation, process, py::arg("steps"), language(), Unlocked());
    m.def(
        "write_float_paths",
        [](const Process& p, const Plan& s, const std::vector<FloatPath>& paths) {
            check_plan(p, s);
            return io::write_float_paths(p, s.full(), paths);
        },
        process, plan, py::arg("paths"), Unlocked());
    const auto graph = [&](const char* name, std::string (*write)(const Process&, const io::GraphOptions&),
                           const char* doc = "") {
        m.def(
            name,
            [write](const Process& p, Language l, bool artifacts, const std::optional<Plan>& s) {
                return graph_of(p, l, artifacts, s, write);
            },
            process, py::kw_only(), language(), py::arg("artifacts") = false, py::arg("schedule") = py::none(), doc);
    };
    graph("write_dot", &io::write_dot);
    graph("write_mermaid", &io::write_mermaid);
    m.def(
        "write_gantt",
        [](const Process& p, const Plan& s, Language l, bool floats, bool closed, bool links, std::uint32_t width,
           std::size_t rows) {
            check_plan(p, s);
            const py::gil_scoped_release unlocked;
            return io::write_gantt(p, s.full(), {l, floats, closed, links, width, rows});
        },
        process, plan, py::kw_only(), language(), py::arg("floats") = true, py::arg("closed_time") = true,
        py::arg("links") = true, py::arg("width") = io::GanttOptions{}.width,
        py::arg("max_rows") = io::GanttOptions{}.max_rows);
}

} // namespace

void bind_io(py::module_& root) {
    auto m = py::reinterpret_borrow<py::module_>(root.attr("io"));
    bind_read(m);
    bind_write(m);
    m.def("process_format", &io::process_format);
    m.def("calendar_format", &io::calendar_format);
}

namespace {

void bind_events_text(py::module_& m) {
    const auto process = py::arg("process");
    const auto text = py::arg("text");
    const auto later = [] { return py::arg_v("later", std::vector<Process>(), "[]"); };
    m.def(
        "read_event",
        [](const Process& p, const std::string& t, const std::vector<Process>& l) {
            return unwrap(io::read_event(p, t, l));
        },
        process, text, later(), Unlocked());
    m.def(
        "read_events",
        [](const Process& p, const std::string& t, const std::vector<Process>& l) {
            return unwrap(io::read_events(p, t, l));
        },
        process, text, later(), Unlocked());
    m.def(
        "write_event",
        [](const Process& p, const Event& event) {
            check_events(p, {event});
            return io::write_event(p, event);
        },
        process, py::arg("event"), Unlocked());
    m.def(
        "write_events",
        [](const Process& p, const Events& events) {
            check_events(p, events);
            return io::write_events(p, events);
        },
        process, py::arg("events"), Unlocked());
    m.def("event_name", &io::event_name, py::arg("event"));
    m.def(
        "read_state", [](const Process& p, const std::string& t) { return Live(unwrap(io::read_state(p, t))); },
        process, text, Unlocked());
    m.def(
        "write_state", [](const Live& live) { return live.with([](const Instance& i) { return io::write_state(i); }); },
        py::arg("instance"));
}

/// What the library asks of its callers.
void check_cases(const std::vector<io::EventLogCase>& cases, std::optional<std::chrono::minutes> offset) {
    for (const auto& one : cases) check_events(one.process, one.events);
    if (offset && std::chrono::abs(*offset) > std::chrono::hours(14))
        throw py::value_error("the offset from UTC is at most 14 hours");
}

void bind_logs(py::module_& m) {
    const auto offset = [] { return py::arg("utc_offset") = py::none(); };
    m.def(
        "write_xes",
        [](const std::vector<io::EventLogCase>& cases, std::optional<std::chrono::minutes> utc_offset) {
            check_cases(cases, utc_offset);
            return io::write_xes(cases, {utc_offset});
        },
        py::arg("cases"), py::kw_only(), offset(), Unlocked());
    m.def(
        "write_ocel",
        [](const std::vector<io::EventLogCase>& cases, std::optional<std::chrono::minutes> utc_offset) {
            check_cases(cases, utc_offset);
            std::vector<std::string_view> names;
            for (const auto& one : cases) names.emplace_back(one.name);
            std::ranges::sort(names);
            if (std::ranges::adjacent_find(names) != names.end()) throw py::value_error("two cases have the same name");
            return io::write_ocel(cases, {utc_offset});
        },
        py::arg("cases"), py::kw_only(), offset(), Unlocked());
    m.def(
        "read_xes",
        [](const Process& p, const std::string& text) {
            const auto cases = [&] {
                const py::gil_scoped_release unlocked;
                return unwrap(io::read_xes(p, text));
            }();
            std::vector<keyed::LoggedCase> out;
            for (const auto& one : cases) out.push_back(keyed::to_keyed(one));
            return out;
        },
        py::arg("process"), py::arg("text"));
}

} // namespace

void bind_run_io(py::module_& root) {
    auto m = py::reinterpret_borrow<py::module_>(root.attr("io"));
    bind_events_text(m);
    bind_logs(m);
}

namespace {

using io::SqliteJournal;

Live replayed(const Live& live, const std::string& name, const Events& events) {
    auto start = live.copy();
    const py::gil_scoped_release unlocked;
    return Live(unwrap(replay(std::move(start), name, events)));
}

template <class J>
Live replayed(Kept<J>& journal, const std::string& name) {
    return Live(journal.with([&](J& j) { return replay(j, name); }));
}

/// A journal that Python made.
Live replayed(const py::object& journal, const std::string& name) {
    const auto process = journal.attr("origin")(name).cast<Process>();
    const auto events = journal.attr("read")(name, 1).cast<Events>();
    return replayed(Live(Instance(process)), name, events);
}

void bind_memory(py::module_& m) {
    py::class_<Kept<MemoryJournal>> memory(m, "MemoryJournal", CONVENE_DOC(MemoryJournal));
    memory.def(py::init([](const Process& p) { return Kept(MemoryJournal(p)); }), py::arg("process"));
    def_journal<MemoryJournal>(memory, CONVENE_DOC(Journal), CONVENE_DOC(Journal), CONVENE_DOC(Journal),
                               CONVENE_DOC(Journal), CONVENE_DOC(Journal));
}

void bind_replay(py::module_& m) {
    const auto journal = py::arg("journal");
    const auto name = py::arg("name");
    m.def(
        "replay", [](Kept<MemoryJournal>& j, const std::string& n) { return replayed(j, n); }, journal, name);
    m.def(
        "replay", [](Kept<SqliteJournal>& j, const std::string& n) { return replayed(j, n); }, journal, name);
    m.def(
        "replay",
        [](const Live& live, const std::string& n, const Events& events) { return replayed(live, n, events); },
        py::arg("instance"), name, py::arg("events"));
    m.def(
        "replay", [](const py::object& j, const std::string& n) { return replayed(j, n); }, journal, name);
}

} // namespace

void declare_journals(py::module_& root) {
    auto m = py::reinterpret_borrow<py::module_>(root.attr("io"));
    py::class_<Kept<SqliteJournal>> sqlite(m, "SqliteJournal", CONVENE_DOC(io_SqliteJournal));
    const io::SqliteJournalOptions usual;
    sqlite.def_static(
        "open",
        [](const std::filesystem::path& path, const Process& process, io::Durability durability, std::size_t batch,
           bool read_only, std::chrono::milliseconds patience, std::uint32_t max_pages) {
            const py::gil_scoped_release unlocked;
            return Kept(
                unwrap(SqliteJournal::open(path, process, {durability, batch, read_only, patience, max_pages})));
        },
        py::arg("path"), py::arg("process"), py::kw_only(),
        py::arg_v("durability", usual.durability, "Durability.full"), py::arg("batch") = usual.batch,
        py::arg("read_only") = false, py::arg_v("patience", usual.patience, "datetime.timedelta(seconds=2)"),
        py::arg("max_pages") = usual.max_pages);
    def_journal<SqliteJournal>(sqlite, CONVENE_DOC(io_SqliteJournal_append), CONVENE_DOC(io_SqliteJournal_read),
                               CONVENE_DOC(Journal), CONVENE_DOC(Journal), CONVENE_DOC(Journal));
    using K = Kept<SqliteJournal>;
    sqlite
        .def(
            "snapshot",
            [](K& k, const std::string& name, const Live& live) {
                const auto now = live.copy();
                return k.with([&](SqliteJournal& j) { return j.snapshot(name, now); });
            },
            py::arg("instance"), py::arg("now"))
        .def(
            "restore",
            [](K& k, const std::string& name) {
                return Live(k.with([&](SqliteJournal& j) { return j.restore(name); }));
            },
            py::arg("instance"))
        .def("flush", [](K& k) { return k.with([](SqliteJournal& j) { return j.flush(); }); })
        .def("close", &K::close, "Flushes, and lets go of the file; a fault of that is lost.")
        .def("__enter__", [](py::object self) { return self; })
        .def("__exit__", [](K& k, const py::args&) { k.close(); });
}

void bind_journals(py::module_& m) {
    bind_memory(m);
    declare_journals(m);
    bind_replay(m);
}

} // namespace convene::python
