#include "plan.hpp"
#include "portfolio.hpp"
#include "record.hpp"

#include <convene/io/format.hpp>
#include <convene/io/locate.hpp>
#include <convene/io/read_portfolio.hpp>
#include <convene/io/read_process.hpp>
#include <convene/io/write_diagnostics.hpp>
#include <convene/io/write_gantt.hpp>
#include <convene/io/write_graph.hpp>
#include <convene/io/write_process.hpp>
#include <convene/io/write_schedule.hpp>

#include <map>

namespace convene::python {

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
    py::class_<io::ReadLimits>(m, "ReadLimits", CONVENE_DOC(io_ReadLimits))
        .def(py::init([](std::size_t depth, std::uint64_t bytes) {
                 return io::ReadLimits{depth, bytes};
             }),
             py::kw_only(), py::arg("depth") = io::ReadLimits{}.depth, py::arg("bytes") = io::ReadLimits{}.bytes)
        .def_readonly("depth", &io::ReadLimits::depth, CONVENE_DOC(io_ReadLimits_depth))
        .def_readonly("bytes", &io::ReadLimits::bytes, CONVENE_DOC(io_ReadLimits_bytes));
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
        py::arg("text"), py::kw_only(), file(), py::arg("load") = py::none(), parameters(), limits(),
        CONVENE_DOC(io_read_process));
    m.def(
        "read_process_file",
        [](const std::filesystem::path& path, const std::string& f, const std::optional<Loader>& load,
           const Parameters& p, const io::ReadLimits& l) {
            const auto options = options_of(f, load, p, l);
            const py::gil_scoped_release unlocked;
            return unwrap(io::read_process_file(path, options));
        },
        py::arg("path"), py::kw_only(), file(), py::arg("load") = py::none(), parameters(), limits(),
        CONVENE_DOC(io_read_process_file));
    m.def(
        "read_portfolio",
        [](const std::filesystem::path& path, const std::optional<Loader>& load, const Parameters& p,
           const io::ReadLimits& l) {
            // A loader is a Python object: the reading stays in this thread then.
            return PortfolioOf(unwrap(interruptible(
                !load, [path, options = options_of({}, load, p, l)] { return io::read_portfolio(path, options); })));
        },
        py::arg("path"), py::kw_only(), py::arg("load") = py::none(), parameters(), limits(),
        CONVENE_DOC(io_read_portfolio));
    m.def(
        "read_calendars",
        [](const AnyText& text, const std::string& f, const io::ReadLimits& l) {
            return read(text, options_of(f, {}, {}, l),
                        [](std::string_view t, const io::ReadOptions& o) { return io::read_calendars(t, o); });
        },
        py::arg("text"), py::kw_only(), file(), limits(), CONVENE_DOC(io_read_calendars));
    m.def(
        "read_text_file",
        [](const std::filesystem::path& path, const io::ReadLimits& l) {
            auto text = [&] {
                const py::gil_scoped_release unlocked;
                return unwrap(io::read_text_file(path, l));
            }();
            return py::bytes(text);
        },
        py::arg("path"), limits(), CONVENE_DOC(io_read_text_file));
    m.def(
        "locate",
        [](Diagnostics findings, const AnyText& text, const std::string& f) {
            Py_ssize_t size = 0;
            io::locate(findings, view_of(text, size), f);
            return findings;
        },
        py::arg("findings"), py::arg("text"), file(), CONVENE_DOC(io_locate));
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
    m.def("self_contained", &io::self_contained, process, CONVENE_DOC(io_self_contained), Unlocked());
    m.def("process_digest", &io::process_digest, process, CONVENE_DOC(io_process_digest), Unlocked());
    m.def("write_process", &io::write_process, process, CONVENE_DOC(io_write_process), Unlocked());
    m.def(
        "write_calendars", [](const std::vector<Calendar>& calendars) { return io::write_calendars(calendars); },
        py::arg("calendars"), CONVENE_DOC(io_write_calendars), Unlocked());
    m.def("write_diagnostics", &io::write_diagnostics, py::arg("findings"), language(),
          CONVENE_DOC(io_write_diagnostics), Unlocked());
    m.def(
        "write_schedule",
        [](const Process& p, const Plan& s) {
            check_plan(p, s);
            return io::write_schedule(p, s.full());
        },
        process, plan, CONVENE_DOC(io_write_schedule), Unlocked());
    m.def("write_explanation", &io::write_explanation, process, py::arg("steps"), language(),
          CONVENE_DOC(io_write_explanation), Unlocked());
    m.def(
        "write_float_paths",
        [](const Process& p, const Plan& s, const std::vector<FloatPath>& paths) {
            check_plan(p, s);
            return io::write_float_paths(p, s.full(), paths);
        },
        process, plan, py::arg("paths"), CONVENE_DOC(io_write_float_paths), Unlocked());
    const auto graph = [&](const char* name, std::string (*write)(const Process&, const io::GraphOptions&),
                           const char* doc) {
        m.def(
            name,
            [write](const Process& p, Language l, bool artifacts, const std::optional<Plan>& s) {
                return graph_of(p, l, artifacts, s, write);
            },
            process, py::kw_only(), language(), py::arg("artifacts") = false, py::arg("schedule") = py::none(), doc);
    };
    graph("write_dot", &io::write_dot, CONVENE_DOC(io_write_dot));
    graph("write_mermaid", &io::write_mermaid, CONVENE_DOC(io_write_mermaid));
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
        py::arg("max_rows") = io::GanttOptions{}.max_rows, CONVENE_DOC(io_write_gantt));
}

} // namespace

void bind_io(py::module_& root) {
    auto m = root.def_submodule("io", "Readers and writers of processes, calendars, schedules and findings.");
    bind_read(m);
    bind_write(m);
    Record<io::FormatKey>(m, "FormatKey", CONVENE_DOC(io_FormatKey))
        .field("name", &io::FormatKey::name)
        .field("required", &io::FormatKey::required);
    Record<io::FormatObject>(m, "FormatObject", CONVENE_DOC(io_FormatObject))
        .field("path", &io::FormatObject::path, CONVENE_DOC(io_FormatObject_path))
        .field("keys", &io::FormatObject::keys);
    m.def("process_format", &io::process_format, CONVENE_DOC(io_process_format));
    m.def("calendar_format", &io::calendar_format, CONVENE_DOC(io_calendar_format));
}

} // namespace convene::python
