#include "live.hpp"
#include "plan.hpp"
#include "portfolio.hpp"
#include "record.hpp"

#include <convene/check/check.hpp>
#include <convene/check/dates.hpp>
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
#include <mutex>
namespace convene::python {

// What not every reader takes is no keyword argument of it.
struct ImportOptions : io::ReadOptions {};
struct CalendarOptions : io::ReadOptions {};

namespace {

void bind_check(py::module_& m) {
    const auto process = py::arg("process");
    m.def(
        "check",
        [](const Process& p, const Options<CheckOptions>& more) {
            const auto found = interruptible(p.activities().size() >= interruptible_from,
                                             [p, options = more.of(p, "check")] { return check(p, options); });
            return InPackage<"Findings">{in_package("_notebook", "Findings")(found)};
        },
        process);
    m.def(
        "check_dates",
        [](const Process& p, const std::optional<ScheduleOptions>& options) {
            return check_dates(p, options.value_or(ScheduleOptions{}));
        },
        process, py::arg("options") = py::none(), Unlocked());
}

/// Texts of more than this many bytes are read in a thread of their own, so that Ctrl-C works.
constexpr std::size_t long_text = 2'000'000;

using AnyText = std::variant<py::str, py::bytes>;

std::string_view view_of(const AnyText& text) {
    if (const auto* bytes = std::get_if<py::bytes>(&text)) return *bytes;
    Py_ssize_t size = 0;
    const auto* const data = PyUnicode_AsUTF8AndSize(std::get<py::str>(text).ptr(), &size);
    if (data == nullptr) throw py::error_already_set();
    return {data, static_cast<std::size_t>(size)};
}

template <class T>
T read(const AnyText& text, const io::ReadOptions& options,
       Result<T> (*function)(std::string_view, const io::ReadOptions&)) {
    const auto view = view_of(text);
    // A loader is a Python object: the reading stays in this thread then.
    if (view.size() < long_text || options.load) {
        const py::gil_scoped_release unlocked;
        return unwrap(function(view, options));
    }
    return unwrap(
        interruptible(true, [owned = std::string(view), options, function] { return function(owned, options); }));
}

void describe_reading() {
    using O = io::ReadOptions;
    using Loader = std::function<std::string(const std::string&)>;
    const auto load = given_field<O, Loader>("load", [](O& o, const Loader& given) {
        if (given) // takes the GIL by itself
            o.load = [given](std::string_view path) -> Result<std::string> { return given(std::string(path)); };
    });
    using Parameters = std::map<std::string, Span>;
    const auto parameters = given_field<O, Parameters>("parameters", [](O& o, const Parameters& given) {
        for (const auto& [key, value] : given) o.parameters.push_back({key, value});
    });
    const auto limits = field("limits", &O::limits);
    const auto file = field("file", &O::file);
    describe_record<O>("io.ReadOptions", {load, parameters, limits, file}).making.positional = 0;
    describe_record<ImportOptions>("ImportOptions", {load, parameters, limits}).making.positional = 0;
    describe_record<CalendarOptions>("CalendarOptions", {file, limits}).making.positional = 0;
}

void bind_read(py::module_& m) {
    describe_reading();
    m.def(
        "read_process",
        [](const AnyText& text, const Options<io::ReadOptions>& more) {
            return read<Process>(text, more.with({}, "read_process"), &io::read_process);
        },
        py::arg("text"));
    m.def(
        "read_process_file",
        [](const std::filesystem::path& path, const Options<io::ReadOptions>& more) {
            const auto options = more.with({}, "read_process_file");
            const py::gil_scoped_release unlocked;
            return unwrap(io::read_process_file(path, options));
        },
        py::arg("path"));
    m.def(
        "read_portfolio",
        [](const std::filesystem::path& path, const Options<ImportOptions>& more) {
            const io::ReadOptions options = more.with({}, "read_portfolio");
            return PortfolioOf(
                unwrap(interruptible(!options.load, [path, options] { return io::read_portfolio(path, options); })));
        },
        py::arg("path"));
    m.def(
        "read_calendars",
        [](const AnyText& text, const Options<CalendarOptions>& more) {
            return read<std::vector<Calendar>>(text, more.with({}, "read_calendars"), &io::read_calendars);
        },
        py::arg("text"));
    m.def(
        "read_text_file",
        [](const std::filesystem::path& path, const io::ReadLimits& limits) {
            return py::bytes(unlocked([&] { return unwrap(io::read_text_file(path, limits)); }));
        },
        py::arg("path"), py::arg_v("limits", io::ReadLimits{}, "ReadLimits()"));
    m.def(
        "locate",
        [](Diagnostics findings, const AnyText& text, const std::string& file) {
            io::locate(findings, view_of(text), file);
            return findings;
        },
        py::arg("findings"), py::arg("text"), py::arg_v("file", std::string(), "''"));
}

void bind_write(py::module_& m) {
    const auto process = py::arg("process");
    const auto plan = py::arg("schedule");
    const auto graph = [&](const char* name, std::string (*write)(const Process&, const io::GraphOptions&)) {
        m.def(
            name,
            [name, write](const Process& p, const Options<io::GraphOptions>& more) {
                const auto options = more.with({}, name);
                if (options.schedule != nullptr) check_plan(p, *options.schedule);
                const py::gil_scoped_release unlocked;
                return write(p, options);
            },
            process);
    };
    graph("write_dot", &io::write_dot);
    graph("write_mermaid", &io::write_mermaid);
    m.def(
        "write_gantt",
        [](const Process& p, const Schedule& s, const Options<io::GanttOptions>& more) {
            check_plan(p, s);
            const auto options = more.with({}, "write_gantt");
            const py::gil_scoped_release unlocked;
            return io::write_gantt(p, s, options);
        },
        process, plan);
}

void bind_events_text(py::module_& m) {
    const auto process = py::arg("process");
    const auto text = py::arg("text");
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
    m.def(
        "read_state", [](const Process& p, const std::string& t) { return Live(unwrap(io::read_state(p, t))); },
        process, text, Unlocked());
    m.def(
        "write_state", [](const Live& live) { return live.with([](const Instance& i) { return io::write_state(i); }); },
        py::arg("instance"));
}

io::EventLogOptions options_of(const std::vector<io::EventLogCase>& cases, const Options<io::EventLogOptions>& more,
                               const char* called) {
    for (const auto& one : cases) check_events(one.process, one.events);
    const auto options = more.with({}, called);
    if (options.utc_offset && std::chrono::abs(*options.utc_offset) > std::chrono::hours(14))
        throw py::value_error("the offset from UTC is at most 14 hours");
    return options;
}

void bind_logs(py::module_& m) {
    using Cases = const std::vector<io::EventLogCase>&;
    using More = const Options<io::EventLogOptions>&;
    m.def(
        "write_xes",
        [](Cases cases, More more) {
            const auto options = options_of(cases, more, "write_xes");
            const py::gil_scoped_release unlocked;
            return io::write_xes(cases, options);
        },
        py::arg("cases"));
    m.def(
        "write_ocel",
        [](Cases cases, More more) {
            const auto options = options_of(cases, more, "write_ocel");
            std::vector<std::string_view> names;
            for (const auto& one : cases) names.emplace_back(one.name);
            std::ranges::sort(names);
            if (std::ranges::adjacent_find(names) != names.end()) throw py::value_error("two cases have the same name");
            const py::gil_scoped_release unlocked;
            return io::write_ocel(cases, options);
        },
        py::arg("cases"));
    m.def(
        "read_xes",
        [](const Process& p, const std::string& text) {
            const auto cases = unlocked([&] { return unwrap(io::read_xes(p, text)); });
            std::vector<keyed::LoggedCase> out;
            for (const auto& one : cases) out.push_back(keyed::to_keyed(one));
            return out;
        },
        py::arg("process"), py::arg("text"));
}

/// A journal of the library as Python holds it: threads take turns, and what is appended is checked against the process
/// by which the instance runs, as the library asks of its callers.
template <class J>
class Kept {
  public:
    explicit Kept(J journal) : journal_(std::move(journal)) {}
    Kept(Kept&& other) noexcept : journal_(std::move(other.journal_)) {}
    Kept(const Kept&) = delete;
    Kept& operator=(const Kept&) = delete;
    Kept& operator=(Kept&&) = delete;
    ~Kept() = default;

    /// Calls `work` with the journal, without the GIL.
    template <class Work>
    auto with(Work work) {
        const py::gil_scoped_release unlocked;
        const std::scoped_lock lock(mutex_);
        if (!journal_) throw std::runtime_error("the journal is closed");
        return unwrap(work(*journal_));
    }

    std::uint64_t append(const std::string& instance, const Events& events) {
        return with([&](J& journal) -> Result<std::uint64_t> {
            auto by = running(journal, instance);
            if (!by) return fail(std::move(by.error()));
            check_events(*by, events);
            auto last = journal.append(instance, events);
            if (last) known_.insert_or_assign(instance, Running{*last, process_after(*by, events)});
            return last;
        });
    }

    /// Its file is free for others. Closing twice does nothing.
    void close() {
        const py::gil_scoped_release unlocked;
        const std::scoped_lock lock(mutex_);
        journal_.reset();
    }

  private:
    struct Running {
        std::uint64_t last;
        Process by;
    };

    /// The process by which the instance runs after its last event.
    Result<Process> running(J& journal, const std::string& instance) {
        const auto last = journal.last(instance);
        if (!last) return fail(last.error());
        const auto found = known_.find(instance);
        if (found != known_.end() && found->second.last == *last) return found->second.by;
        auto process = journal.origin(instance);
        if (!process) return process;
        const auto events = journal.read(instance, 1);
        if (!events) return fail(events.error());
        return process_after(std::move(*process), *events);
    }

    std::mutex mutex_;
    std::optional<J> journal_;
    std::map<std::string, Running> known_;
};

/// The methods that every journal has, documented as those of the class `key`, or else as `Journal`.
template <class J, class Class>
void def_journal(Class& c, const std::string& key) {
    using K = Kept<J>;
    const auto instance = py::arg("instance");
    const auto doc_of = [&key](const char* name) {
        const auto* const own = find_doc(key + "_" + name);
        return *own != '\0' ? own : CONVENE_DOC(Journal);
    };
    c.def("append", &K::append, instance, py::arg("events"), doc_of("append"))
        .def(
            "read",
            [](K& k, const std::string& name, std::uint64_t from) {
                return k.with([&](J& j) { return j.read(name, from); });
            },
            instance, py::arg("from_") = 1, doc_of("read"))
        .def(
            "last", [](K& k, const std::string& name) { return k.with([&](J& j) { return j.last(name); }); }, instance,
            doc_of("last"))
        .def(
            "instances", [](K& k) { return k.with([](J& j) { return j.instances(); }); }, doc_of("instances"))
        .def(
            "origin", [](K& k, const std::string& name) { return k.with([&](J& j) { return j.origin(name); }); },
            instance, doc_of("origin"));
}

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
    def_journal<MemoryJournal>(memory, "Journal");
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

void bind_sqlite(py::module_& m) {
    py::class_<Kept<SqliteJournal>> sqlite(m, "SqliteJournal", CONVENE_DOC(io_SqliteJournal));
    sqlite.def_static(
        "open",
        [](const std::filesystem::path& path, const Process& process, const Options<io::SqliteJournalOptions>& more) {
            const auto options = more.with({}, "open");
            const py::gil_scoped_release unlocked;
            return Kept(unwrap(SqliteJournal::open(path, process, options)));
        },
        py::arg("path"), py::arg("process"));
    def_journal<SqliteJournal>(sqlite, "io_SqliteJournal");
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

} // namespace

void bind_io(py::module_& root) {
    auto m = py::reinterpret_borrow<py::module_>(root.attr("io"));
    bind_check(root);
    bind_read(m);
    bind_write(m);
    bind_events_text(m);
    bind_logs(m);
    bind_memory(root);
    bind_sqlite(m);
    bind_replay(root);
}

} // namespace convene::python
