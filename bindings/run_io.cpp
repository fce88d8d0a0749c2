#include "commands.hpp"
#include "events.hpp"
#include "live.hpp"
#include "record.hpp"

#include <convene/io/read_event_log.hpp>
#include <convene/io/read_events.hpp>
#include <convene/io/read_state.hpp>
#include <convene/io/write_event_log.hpp>
#include <convene/io/write_events.hpp>
#include <convene/io/write_state.hpp>

namespace convene::python {

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
        process, text, later(), CONVENE_DOC(io_read_event), Unlocked());
    m.def(
        "read_events",
        [](const Process& p, const std::string& t, const std::vector<Process>& l) {
            return unwrap(io::read_events(p, t, l));
        },
        process, text, later(), CONVENE_DOC(io_read_events), Unlocked());
    m.def(
        "write_event",
        [](const Process& p, const Event& event) {
            check_events(p, {event});
            return io::write_event(p, event);
        },
        process, py::arg("event"), CONVENE_DOC(io_write_event), Unlocked());
    m.def(
        "write_events",
        [](const Process& p, const Events& events) {
            check_events(p, events);
            return io::write_events(p, events);
        },
        process, py::arg("events"), CONVENE_DOC(io_write_events), Unlocked());
    m.def("event_name", &io::event_name, py::arg("event"), CONVENE_DOC(io_event_name));
    m.def(
        "read_state", [](const Process& p, const std::string& t) { return Live(unwrap(io::read_state(p, t))); },
        process, text, CONVENE_DOC(io_read_state), Unlocked());
    m.def(
        "write_state", [](const Live& live) { return live.with([](const Instance& i) { return io::write_state(i); }); },
        py::arg("instance"), CONVENE_DOC(io_write_state));
}

/// What the library asks of its callers.
void check_cases(const std::vector<io::EventLogCase>& cases, std::optional<std::chrono::minutes> offset) {
    for (const auto& one : cases) check_events(one.process, one.events);
    if (offset && std::chrono::abs(*offset) > std::chrono::hours(14))
        throw py::value_error("the offset from UTC is at most 14 hours");
}

void bind_logs(py::module_& m) {
    Record<io::EventLogCase>(m, "EventLogCase", CONVENE_DOC(io_EventLogCase))
        .constructible()
        .field("name", &io::EventLogCase::name)
        .field("process", &io::EventLogCase::process)
        .field("events", &io::EventLogCase::events);
    const auto offset = [] { return py::arg("utc_offset") = py::none(); };
    m.def(
        "write_xes",
        [](const std::vector<io::EventLogCase>& cases, std::optional<std::chrono::minutes> utc_offset) {
            check_cases(cases, utc_offset);
            return io::write_xes(cases, {utc_offset});
        },
        py::arg("cases"), py::kw_only(), offset(), CONVENE_DOC(io_write_xes), Unlocked());
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
        py::arg("cases"), py::kw_only(), offset(), CONVENE_DOC(io_write_ocel), Unlocked());
    m.def(
        "read_xes",
        [](const Process& p, const std::string& text) {
            const auto cases = [&] {
                const py::gil_scoped_release unlocked;
                return unwrap(io::read_xes(p, text));
            }();
            std::vector<said::LoggedCase> out;
            for (const auto& one : cases) out.push_back(to_said(one));
            return out;
        },
        py::arg("process"), py::arg("text"), CONVENE_DOC(io_read_xes));
}

} // namespace

void bind_run_io(py::module_& root) {
    auto m = py::reinterpret_borrow<py::module_>(root.attr("io"));
    bind_events_text(m);
    bind_logs(m);
}

} // namespace convene::python
