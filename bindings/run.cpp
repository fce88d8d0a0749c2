#include "commands.hpp"
#include "events.hpp"
#include "html.hpp"
#include "live.hpp"
#include "plan.hpp"
#include "record.hpp"

#include <convene/io/read_state.hpp>
#include <convene/io/write_state.hpp>
#include <convene/run/agenda.hpp>
#include <convene/run/case_process.hpp>
#include <convene/run/conform.hpp>
#include <convene/run/cover.hpp>
#include <convene/run/forecast.hpp>
#include <convene/run/journal.hpp>
#include <convene/run/migration.hpp>
#include <convene/run/next_round.hpp>
#include <convene/run/quota.hpp>
#include <convene/run/why.hpp>

namespace convene::python {

namespace {

/// What is given to an instance: a whole request, or a command with what the host says about it.
using Given = std::variant<said::Request, said::Command>;

Request request_of(const Process& process, const Given& given, std::optional<Instant> at, std::uint64_t id,
                   std::optional<std::uint64_t> expected_seq) {
    if (const auto* request = std::get_if<said::Request>(&given)) {
        if (at || id != 0 || expected_seq)
            throw py::type_error("a request says by itself when it is given, and by whom");
        return resolve(process, *request);
    }
    if (!at) throw py::type_error("a command needs the time at which it is given: at=...");
    return resolve(process, said::Request{std::get<said::Command>(given), *at, id, expected_seq});
}

// Names are looked up in the process by which the instance runs at that moment: it may go over to another in between.
Events decide(const Live& live, const Given& given, std::optional<Instant> at, std::uint64_t id,
              std::optional<std::uint64_t> expected_seq) {
    return live.with([&](const Instance& i) {
        return unwrap(i.process(), i.decide(request_of(i.process(), given, at, id, expected_seq)));
    });
}

Events execute(Live& live, const Given& given, std::optional<Instant> at, std::uint64_t id,
               std::optional<std::uint64_t> expected_seq) {
    return live.with([&](Instance& i) {
        const auto process = i.process();
        return unwrap(process, i.execute(request_of(process, given, at, id, expected_seq)));
    });
}

void apply(Live& live, const Events& events) {
    const auto misfit = live.with([&](Instance& i) -> std::optional<std::uint64_t> {
        for (const auto& event : events) {
            if (!i.apply(event)) return event.seq;
        }
        return std::nullopt;
    });
    if (misfit) throw Fault{{convene::detail::journal_fault(Code::journal_misfit, live.process().key(), {*misfit})}};
}

using LiveClass = py::class_<Live>;

template <class Id, class State>
void bind_states(LiveClass& c) {
    c.def(
        "__getitem__",
        [](const Live& live, Id id) {
            return live.with([&](const Instance& i) -> State { return i[resolve(i.process(), Ref<Id>{id, {}})]; });
        },
        py::arg("id"));
}

void bind_deciding(LiveClass& c) {
    const auto request = py::arg("command");
    const auto at = [] { return py::arg("at") = py::none(); };
    const auto id = [] { return py::arg("id") = 0; };
    const auto seen = [] { return py::arg("expected_seq") = py::none(); };
    c.def("decide", &decide, request, at(), py::kw_only(), id(), seen(), CONVENE_DOC(Instance_decide))
        .def("execute", &execute, request, at(), py::kw_only(), id(), seen(), CONVENE_DOC(Instance_execute))
        .def(
            "due",
            [](const Live& live, Instant t) { return live.with([t](const Instance& i) { return i.due(t).events; }); },
            py::arg("at"), CONVENE_DOC(Instance_due))
        .def(
            "fits",
            [](const Live& live, const Event& event) {
                return live.with([&](const Instance& i) { return i.fits(event); });
            },
            py::arg("event"), CONVENE_DOC(Instance_fits))
        .def(
            "apply", [](Live& live, const Event& event) { apply(live, {event}); }, py::arg("event"),
            "Makes the event happen; an `Error` (`journal-misfit`) if it can't come next.")
        .def("apply", &apply, py::arg("events"),
             "Makes the events happen; an `Error` (`journal-misfit`) at the first that can't come next.");
}

/// How activities stand, as a table for people.
std::string html(const Instance& now) {
    HtmlTable table({}, {"activity", "standing", "round", "decision"});
    const auto at = now.state().time.value_or(min_instant);
    for (const auto id : now.process().activities().ids()) {
        const auto& s = now[id];
        table.row({now.process().key(id), name(why(now, id, at).standing), std::to_string(s.round),
                   s.round > 0 ? name(s.outcome) : std::string_view()});
    }
    return table.text(now.process().activities().size(), "activities");
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
            py::arg("process"), py::arg("state"), CONVENE_DOC(Instance_restore))
        .def("process", &Live::process, "The process by which the instance runs.")
        .def(
            "state", [](const Live& live) { return live.with([](const Instance& i) { return i.state(); }); },
            CONVENE_DOC(InstanceState))
        .def(
            "finished", [](const Live& live) { return live.with([](const Instance& i) { return i.finished(); }); },
            CONVENE_DOC(Instance_finished));
    bind_states<ActivityId, ActivityState>(c);
    bind_states<ArtifactId, ArtifactState>(c);
    c.def(
        "__getitem__",
        [](const Live& live, const Ref<ActivityId>& activity) {
            return live.with([&](const Instance& i) -> ActivityState { return i[resolve(i.process(), activity)]; });
        },
        py::arg("activity"));
    bind_deciding(c);
    c.def("_repr_html_", [](const Live& live) { return html(live.copy()); })
        .def("__copy__", [](const Live& live) { return Live(live); })
        .def(
            "__deepcopy__", [](const Live& live, const py::dict&) { return Live(live); }, py::arg("memo"))
        .def(
            "__eq__", [](const Live& a, const Live& b) { return a.copy() == b.copy(); }, py::is_operator())
        .def("__repr__",
             [](const Live& live) {
                 const auto now = live.copy();
                 const auto& s = now.state();
                 return "<convene.Instance of \"" + std::string(now.process().key()) + "\": " + std::to_string(s.seq) +
                        " events" + (s.time ? ", at " + to_string(*s.time) : "") +
                        (now.finished() ? ", finished>" : ">");
             })
        .def(py::pickle(
            [](const Live& live) {
                const auto now = live.copy();
                return py::make_tuple(now.process(), py::bytes(io::write_state(now)));
            },
            [](const py::tuple& state) {
                const auto text = state[1].cast<std::string>();
                return Live(unwrap(io::read_state(state[0].cast<Process>(), text)));
            }));
}

void bind_agenda(py::module_& m) {
    const auto instance = py::arg("instance");
    const auto at = py::arg("at");
    add_enum<Todo>(m, CONVENE_DOC(Todo),
                   {"start", "open", "close", "reaffirm", "supply", "occur", "waive", "attend", "escalation"});
    Record<AgendaEntry>(m, "AgendaEntry", CONVENE_DOC(AgendaEntry))
        .field("todo", &AgendaEntry::todo)
        .field("activity", &AgendaEntry::activity)
        .field("artifact", &AgendaEntry::artifact, CONVENE_DOC(AgendaEntry_artifact))
        .field("roles", &AgendaEntry::roles, CONVENE_DOC(AgendaEntry_roles))
        .field("people", &AgendaEntry::people)
        .field("away", &AgendaEntry::away, CONVENE_DOC(AgendaEntry_away))
        .field("since", &AgendaEntry::since, CONVENE_DOC(AgendaEntry_since))
        .field("due", &AgendaEntry::due, CONVENE_DOC(AgendaEntry_due))
        .field("called", &AgendaEntry::called, CONVENE_DOC(AgendaEntry_called));
    m.def(
        "agenda",
        [](const Live& live, Instant t, const std::optional<Ref<PersonId>>& person,
           const std::optional<Ref<RoleId>>& role) {
            return live.with([&](const Instance& i) {
                return agenda(i, t, {resolve(i.process(), person), resolve(i.process(), role)});
            });
        },
        instance, at, py::kw_only(), py::arg("person") = py::none(), py::arg("role") = py::none(), CONVENE_DOC(agenda));
    m.def(
        "next_due",
        [](const Live& live, Instant t) { return live.with([t](const Instance& i) { return next_due(i, t); }); },
        instance, at, CONVENE_DOC(next_due));
    add_enum<Standing>(m, CONVENE_DOC(Standing), {"waiting", "early", "ready", "open", "fresh", "stale"});
    m.def(
        "label", [](Standing s, Language language) { return label(s, language); }, py::arg("value"),
        py::arg("language"));
    Record<Why>(m, "Why", CONVENE_DOC(Why))
        .field("activity", &Why::activity)
        .field("standing", &Why::standing)
        .field("blockers", &Why::blockers, CONVENE_DOC(Why_blockers));
    m.def(
        "why",
        [](const Live& live, const Ref<ActivityId>& activity, Instant t) {
            return live.with([&](const Instance& i) { return why(i, resolve(i.process(), activity), t); });
        },
        instance, py::arg("activity"), at, CONVENE_DOC(why));
    m.def(
        "to_string",
        [](const Process& p, const Why& w, Language language) {
            (void)resolve(p, Ref<ActivityId>{w.activity, {}});
            check_blockers(p, w.blockers);
            return to_string(p, w, language);
        },
        py::arg("process"), py::arg("why"), py::arg_v("language", Language::en, "Language.en"),
        CONVENE_DOC(to_string_in_why),
        /* before those that take a sequence, which a process seems to be */ py::prepend());
}

/// The process with progress, and its schedule.
struct ForecastRecord {
    Process process;
    Plan schedule;
};

void bind_forecast(py::module_& m) {
    py::class_<ForecastRecord>(m, "Forecast", CONVENE_DOC(Forecast))
        .def_property_readonly(
            "process", [](const ForecastRecord& f) { return f.process; }, CONVENE_DOC(Forecast_process))
        .def_property_readonly("schedule", [](const ForecastRecord& f) { return f.schedule; })
        .def("__repr__", [](const py::object& self) {
            return "<convene.Forecast " + py::repr(self.attr("schedule")).cast<std::string>() + ">";
        });
    m.def(
        "with_progress",
        [](const Live& live, Instant t) {
            return live.with([t](const Instance& i) { return unwrap(with_progress(i, t)); });
        },
        py::arg("instance"), py::arg("at"), CONVENE_DOC(with_progress));
    m.def(
        "forecast",
        [](const Live& live, Instant t) {
            auto now = live.copy();
            const bool many = now.process().activities().size() >= interruptible_from;
            auto found = unwrap(interruptible(many, [now = std::move(now), t] { return forecast(now, t); }));
            return ForecastRecord{found.process, Plan(found.process, std::move(found.schedule))};
        },
        py::arg("instance"), py::arg("at"), CONVENE_DOC(forecast));
}

void bind_reports(py::module_& m) {
    Record<QuotaLine> line(m, "QuotaLine", CONVENE_DOC(QuotaLine));
    line.field("quota", &QuotaLine::quota, CONVENE_DOC(QuotaLine_quota))
        .field("person", &QuotaLine::person, CONVENE_DOC(QuotaLine_person))
        .field("begin", &QuotaLine::begin, CONVENE_DOC(QuotaLine_begin))
        .field("end", &QuotaLine::end)
        .field("target", &QuotaLine::target)
        .field("done", &QuotaLine::done)
        .field("before", &QuotaLine::before, CONVENE_DOC(QuotaLine_before));
    line.def("missing", &QuotaLine::missing, CONVENE_DOC(QuotaLine_missing));
    m.def(
        "quota_report",
        [](const Live& live, Instant t) { return live.with([t](const Instance& i) { return quota_report(i, t); }); },
        py::arg("instance"), py::arg("at"), CONVENE_DOC(quota_report));
    Record<CoverGap>(m, "CoverGap", CONVENE_DOC(CoverGap))
        .field("cover", &CoverGap::cover, CONVENE_DOC(CoverGap_cover))
        .field("begin", &CoverGap::begin)
        .field("end", &CoverGap::end)
        .field("staffed", &CoverGap::staffed, CONVENE_DOC(CoverGap_staffed));
    m.def(
        "cover_gaps",
        [](const Live& live, Instant begin, Instant end) {
            return live.with([&](const Instance& i) { return cover_gaps(i, begin, end); });
        },
        py::arg("instance"), py::arg("begin"), py::arg("end"), CONVENE_DOC(cover_gaps));
}

void bind_changes(py::module_& m) {
    m.def(
        "case_process",
        [](const Process& p, const Ref<PhaseId>& phase) {
            const auto id = resolve(p, phase);
            const py::gil_scoped_release unlocked;
            return unwrap(case_process(p, id));
        },
        py::arg("process"), py::arg("phase"), CONVENE_DOC(case_process));
    m.def(
        "next_round",
        [](const Live& live, Instant t) {
            auto [process, start] =
                live.with([t](const Instance& i) { return std::pair(i.process(), next_round(i, t)); });
            return std::get<said::Start>(to_said(Command(unwrap(process, std::move(start)))));
        },
        py::arg("instance"), py::arg("at"), CONVENE_DOC(next_round));
    add_enum<Fate>(m, CONVENE_DOC(Fate), {"kept", "stale", "added", "orphaned", "asked"});
    Record<ActivityFate>(m, "ActivityFate", CONVENE_DOC(ActivityFate))
        .field("before", &ActivityFate::before, CONVENE_DOC(ActivityFate_before))
        .field("after", &ActivityFate::after, CONVENE_DOC(ActivityFate_after))
        .field("fate", &ActivityFate::fate);
    m.def(
        "plan_migration",
        [](const Live& live, const Process& next) {
            return live.with([&](const Instance& i) { return plan_migration(i, next); });
        },
        py::arg("instance"), py::arg("next"), CONVENE_DOC(plan_migration));
}

struct DeviationRecord {
    std::uint32_t number = 0;
    said::Request request;
    Refusal refusal;
};

struct ConformanceRecord {
    std::vector<DeviationRecord> deviations;
    std::size_t obeyed;
    double fitness;
    Live instance;
};

void bind_conform(py::module_& m) {
    Record<DeviationRecord>(m, "Deviation", CONVENE_DOC(Deviation))
        .field("number", &DeviationRecord::number)
        .field("request", &DeviationRecord::request)
        .field("refusal", &DeviationRecord::refusal);
    py::class_<ConformanceRecord>(m, "Conformance", CONVENE_DOC(Conformance))
        .def_readonly("deviations", &ConformanceRecord::deviations)
        .def_readonly("obeyed", &ConformanceRecord::obeyed, CONVENE_DOC(Conformance_obeyed))
        .def_readonly("instance", &ConformanceRecord::instance, CONVENE_DOC(Conformance_instance))
        .def(
            "fitness", [](const ConformanceRecord& c) { return c.fitness; }, CONVENE_DOC(Conformance_fitness))
        .def("__repr__", [](const ConformanceRecord& c) {
            return "<convene.Conformance: " + std::to_string(c.obeyed) + " obeyed, " +
                   std::to_string(c.deviations.size()) + " refused>";
        });
    m.def(
        "conform",
        [](const Process& process, const said::LoggedCase& said) {
            auto found = [&, logged = resolve(process, said)] {
                const py::gil_scoped_release unlocked;
                return conform(process, logged);
            }();
            ConformanceRecord out{{}, found.obeyed, found.fitness(), Live(std::move(found.instance))};
            for (auto& d : found.deviations)
                out.deviations.push_back({d.number, to_said(d.request), std::move(d.refusal)});
            return out;
        },
        py::arg("process"), py::arg("logged"), CONVENE_DOC(conform));
}

} // namespace

void bind_run(py::module_& m) {
    bind_commands(m);
    bind_refusals(m);
    bind_events(m);
    bind_states(m);
    bind_instance(m);
    bind_agenda(m);
    bind_forecast(m);
    bind_reports(m);
    bind_changes(m);
    bind_conform(m);
    bind_journals(m);
}

} // namespace convene::python
