#include "live.hpp"
#include "plan.hpp"

#include <convene/check/authority.hpp>
#include <convene/io/write_run.hpp>
#include <convene/io/write_state.hpp>
#include <convene/run/agenda.hpp>
#include <convene/run/case_process.hpp>
#include <convene/run/conform.hpp>
#include <convene/run/cover.hpp>
#include <convene/run/forecast.hpp>
#include <convene/run/journal.hpp>
#include <convene/run/keyed.hpp>
#include <convene/run/migration.hpp>
#include <convene/run/next_round.hpp>
#include <convene/run/quota.hpp>
#include <convene/run/state.hpp>
#include <convene/run/why.hpp>

namespace convene::python {

void check_events(const Process& process, const Events& events) {
    const auto* now = &process;
    for (const auto& event : events) {
        check_ids(*now, event);
        if (const auto* migrated = std::get_if<event::Migrated>(&event.fact)) now = &migrated->to;
    }
}

Process process_after(Process process, const Events& events) {
    for (const auto& event : events)
        if (const auto* migrated = std::get_if<event::Migrated>(&event.fact)) process = migrated->to;
    return process;
}

void bind_refusals(py::module_& m) {
    const auto english = [] { return py::arg_v("language", Language::en, "Language.en"); };
    m.def(
        "authority_covers",
        [](const Process& p, const Authority& authority, const MatterOf& matter) {
            check_ids(p, matter);
            check_ids(p, authority);
            return authority_covers(p, authority, p.matters(matter.activity)[matter.number]);
        },
        py::arg("process"), py::arg("authority"), py::arg("matter"));
    m.attr("Refused").attr("refusal") = Refusal{};
    using Describe = Diagnostics (*)(const Process&, const std::vector<Blocker>&);
    m.def("describe", bound(static_cast<Describe>(&describe)), py::arg("process"), py::arg("blockers"),
          CONVENE_DOC(describe_in_refusal));
    using OfRefusal = std::string (*)(const Process&, const Refusal&, Language);
    using OfWhy = std::string (*)(const Process&, const Why&, Language);
    // Before those that take a sequence, which a process seems to be.
    m.def("to_string", bound(static_cast<OfRefusal>(&to_string)), py::arg("process"), py::arg("refusal"), english(),
          CONVENE_DOC(to_string_in_refusal), py::prepend());
    m.def("to_string", bound(static_cast<OfWhy>(&to_string)), py::arg("process"), py::arg("why"), english(),
          CONVENE_DOC(to_string_in_why), py::prepend());
}

namespace {

/// What is given to an instance: a whole request, or a command with what the host says about it.
using Asked = std::variant<keyed::Request, keyed::Command>;

Request request_of(const Process& process, const Asked& given, std::optional<Instant> at, std::uint64_t id,
                   std::optional<std::uint64_t> expected_seq) {
    if (const auto* request = std::get_if<keyed::Request>(&given)) {
        if (at || id != 0 || expected_seq)
            throw py::type_error("a request says by itself when it is given, and by whom");
        return unwrap(keyed::resolve(process, *request));
    }
    if (!at) throw py::type_error("a command needs the time at which it is given: at=...");
    return unwrap(keyed::resolve(process, keyed::Request{std::get<keyed::Command>(given), *at, id, expected_seq}));
}

// Names are looked up in the process by which the instance runs at that moment: it may go over to another in between.
Known<Events> decide(const Live& live, const Asked& given, std::optional<Instant> at, std::uint64_t id,
                     std::optional<std::uint64_t> expected_seq) {
    return live.with([&](const Instance& i) {
        return Known{unwrap(i.process(), i.decide(request_of(i.process(), given, at, id, expected_seq))), i.process()};
    });
}

Known<Events> execute(Live& live, const Asked& given, std::optional<Instant> at, std::uint64_t id,
                      std::optional<std::uint64_t> expected_seq) {
    return live.with([&](Instance& i) {
        const auto process = i.process();
        return Known{unwrap(process, i.execute(request_of(process, given, at, id, expected_seq))), process};
    });
}

void apply(Live& live, const Events& events) {
    const auto misfit = live.with([&](Instance& i) -> std::optional<std::uint64_t> {
        for (const auto& event : events) {
            if (!i.apply(event)) return event.seq;
        }
        return std::nullopt;
    });
    if (!misfit) return;
    const auto process = live.process();
    throw Fault{{convene::detail::journal_fault(Code::journal_misfit, process.key(), {*misfit})}};
}

using LiveClass = py::class_<Live>;

template <class Id, class State>
void bind_states(LiveClass& c) {
    c.def(
        "__getitem__",
        [](const Live& live, Id id) {
            return live.with([&](const Instance& i) -> State { return i[id_of(i.process(), Ref<Id>(id))]; });
        },
        py::arg("id"));
}

void bind_deciding(LiveClass& c) {
    const auto request = py::arg("command");
    const auto at = [] { return py::arg("at") = py::none(); };
    const auto id = [] { return py::arg("id") = 0; };
    const auto seen = [] { return py::arg("expected_seq") = py::none(); };
    c.def("decide", &decide, request, at(), py::kw_only(), id(), seen())
        .def("execute", &execute, request, at(), py::kw_only(), id(), seen())
        .def(
            "due",
            [](const Live& live, Instant t) { return live.with([t](const Instance& i) { return i.due(t).events; }); },
            py::arg("at"))
        .def(
            "fits",
            [](const Live& live, const Event& event) {
                return live.with([&](const Instance& i) { return i.fits(event); });
            },
            py::arg("event"))
        .def(
            "apply", [](Live& live, const Event& event) { apply(live, {event}); }, py::arg("event"),
            "Makes the event happen; an `Error` (`journal-misfit`) if it can't come next.")
        .def("apply", &apply, py::arg("events"),
             "Makes the events happen; an `Error` (`journal-misfit`) at the first that can't come next.");
}

void bind_instance(py::module_& m) {
    LiveClass c(m, "Instance", CONVENE_DOC(Instance));
    c.def(py::init([](const Process& process) { return Live(Instance(process)); }), py::arg("process"), Unlocked())
        .def_static(
            "restore",
            [](const Process& process, const InstanceState& state) -> std::optional<Live> {
                auto found = Instance::restore(process, state);
                if (!found) return std::nullopt;
                return Live(std::move(*found));
            },
            py::arg("process"), py::arg("state"))
        .def("process", &Live::process, "The process by which the instance runs.")
        .def(
            "state", [](const Live& live) { return live.with([](const Instance& i) { return i.state(); }); },
            CONVENE_DOC(InstanceState))
        .def("finished", [](const Live& live) { return live.with([](const Instance& i) { return i.finished(); }); });
    bind_states<ActivityId, ActivityState>(c);
    bind_states<ArtifactId, ArtifactState>(c);
    c.def(
        "__getitem__",
        [](const Live& live, const Ref<ActivityId>& activity) {
            return live.with([&](const Instance& i) -> ActivityState { return i[id_of(i.process(), activity)]; });
        },
        py::arg("activity"));
    bind_deciding(c);
    def_copies<Live>(c);
    c.def(
        "__eq__", [](const Live& a, const Live& b) { return a.copy() == b.copy(); }, py::is_operator());
}

void bind_agenda(py::module_& m) {
    const auto instance = py::arg("instance");
    const auto at = py::arg("at");
    m.def(
        "agenda",
        [](const Live& live, Instant t, const std::optional<Ref<PersonId>>& person,
           const std::optional<Ref<RoleId>>& role) {
            return live.with([&](const Instance& i) {
                return Known{agenda(i, t, {id_of(i.process(), person), id_of(i.process(), role)}), i.process()};
            });
        },
        instance, at, py::kw_only(), py::arg("person") = py::none(), py::arg("role") = py::none());
    m.def(
        "label", [](Standing s, Language language) { return label(s, language); }, py::arg("value"),
        py::arg("language"));
}

/// A forecast, whose schedule Python shares.
struct ForecastOf {
    Process process;
    std::shared_ptr<Schedule> schedule;
};

void bind_forecast(py::module_& m) {
    py::class_<ForecastOf>(m, "Forecast", CONVENE_DOC(Forecast))
        .def_readonly("process", &ForecastOf::process, CONVENE_DOC(Forecast_process))
        .def_readonly("schedule", &ForecastOf::schedule);
    m.def(
        "forecast",
        [](const Live& live, Instant t) {
            auto now = live.copy();
            const bool many = now.process().activities().size() >= interruptible_from;
            auto found = unwrap(interruptible(many, [now = std::move(now), t] { return forecast(now, t); }));
            return ForecastOf{std::move(found.process), std::make_shared<Schedule>(std::move(found.schedule))};
        },
        py::arg("instance"), py::arg("at"));
}

void bind_changes(py::module_& m) {
    m.def(
        "next_round",
        [](const Live& live, Instant t) {
            auto [process, start] =
                live.with([t](const Instance& i) { return std::pair(i.process(), next_round(i, t)); });
            return std::get<keyed::Start>(keyed::to_keyed(Command(unwrap(process, std::move(start)))));
        },
        py::arg("instance"), py::arg("at"));
}

/// What `conform` found, with its instance as Python holds instances.
struct ConformanceOf {
    Conformance found;
    Live instance;
};

/// A member of it, or what a method gives.
template <class Member>
auto of_conformance(Member member) {
    return [member](const ConformanceOf& c) { return plain(std::invoke(member, c.found)); };
}

void bind_conform(py::module_& m) {
    py::class_<ConformanceOf>(m, "Conformance", CONVENE_DOC(Conformance))
        .def_property_readonly(
            "deviations",
            [](const ConformanceOf& c) {
                std::vector<keyed::Deviation> out;
                for (const auto& deviation : c.found.deviations) out.push_back(keyed::to_keyed(deviation));
                return out;
            },
            CONVENE_DOC(Conformance_deviations))
        .def_property_readonly("obeyed", of_conformance(&Conformance::obeyed), CONVENE_DOC(Conformance_obeyed))
        .def_property_readonly("left_out", of_conformance(&Conformance::left_out), CONVENE_DOC(Conformance_left_out))
        .def_readonly("instance", &ConformanceOf::instance, CONVENE_DOC(Conformance_instance))
        .def("compared", of_conformance(&Conformance::compared))
        .def("has_unclear", of_conformance(&Conformance::has_unclear))
        .def("fitness", of_conformance(&Conformance::fitness));
    m.def(
        "conform",
        [](const Process& process, const keyed::LoggedCase& said) {
            auto found =
                unlocked([&, logged = unwrap(keyed::resolve(process, said))] { return conform(process, logged); });
            Live instance(found.instance);
            return ConformanceOf{std::move(found), std::move(instance)};
        },
        py::arg("process"), py::arg("logged"));
}

} // namespace

void bind_run(py::module_& m) {
    bind_refusals(m);
    const auto state = class_of<InstanceState>();
    state.attr("memory") = InstanceState::memory;
    state.attr("unseen") = InstanceState::unseen;
    bind_instance(m);
    bind_agenda(m);
    bind_forecast(m);
    bind_changes(m);
    bind_conform(m);
}

} // namespace convene::python
