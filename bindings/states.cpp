#include "events.hpp"
#include "live.hpp"
#include "record.hpp"
#include "references.hpp"

#include <convene/check/authority.hpp>
#include <convene/run/state.hpp>

namespace pybind11::detail {

/// A table is a list with an entry for each id.
template <class Id, class T>
struct type_caster<convene::Table<Id, T>> {
    using Table = convene::Table<Id, T>;
    using List = make_caster<std::vector<T>>;
    PYBIND11_TYPE_CASTER(Table, List::name);
    bool load(handle src, bool convert) {
        List list;
        if (!list.load(src, convert)) return false;
        value = Table(cast_op<std::vector<T>&&>(std::move(list)));
        return true;
    }
    static handle cast(const Table& table, return_value_policy policy, handle parent) {
        return List::cast(std::vector<T>(table.begin(), table.end()), policy, parent);
    }
};

} // namespace pybind11::detail

namespace convene::python {

namespace {

void bind_parts(py::module_& m) {
    add_enum<Resolution>(m, CONVENE_DOC(Resolution), {"none", "issued", "unavailable"});
    add_enum<Told>(m, CONVENE_DOC(Told), {"nothing", "warning", "breach"});
    Record<ArtifactState>(m, "ArtifactState", CONVENE_DOC(ArtifactState))
        .constructible()
        .field("resolution", &ArtifactState::resolution)
        .field("revision", &ArtifactState::revision, CONVENE_DOC(ArtifactState_revision))
        .field("digest", &ArtifactState::digest, CONVENE_DOC(ArtifactState_digest));
    Record<PendingOccurrence>(m, "PendingOccurrence", CONVENE_DOC(PendingOccurrence))
        .constructible()
        .field("at", &PendingOccurrence::at)
        .field("told", &PendingOccurrence::told);
    Record<ActivityState>(m, "ActivityState", CONVENE_DOC(ActivityState))
        .constructible()
        .field("open", &ActivityState::open, CONVENE_DOC(ActivityState_open))
        .field("stands", &ActivityState::stands, CONVENE_DOC(ActivityState_stands))
        .field("fresh", &ActivityState::fresh, CONVENE_DOC(ActivityState_fresh))
        .field("outcome", &ActivityState::outcome, CONVENE_DOC(ActivityState_outcome))
        .field("told", &ActivityState::told)
        .field("excused", &ActivityState::excused, CONVENE_DOC(ActivityState_excused))
        .field("round", &ActivityState::round, CONVENE_DOC(ActivityState_round))
        .field("record", &ActivityState::record, CONVENE_DOC(ActivityState_record))
        .field("record_digest", &ActivityState::record_digest)
        .field("pending", &ActivityState::pending, CONVENE_DOC(ActivityState_pending))
        .field("missed", &ActivityState::missed)
        .field("opener", &ActivityState::opener, CONVENE_DOC(ActivityState_opener))
        .field("adjourned", &ActivityState::adjourned, CONVENE_DOC(ActivityState_adjourned))
        .field("called", &ActivityState::called, CONVENE_DOC(ActivityState_called))
        .field("opened", &ActivityState::opened, CONVENE_DOC(ActivityState_opened))
        .field("closed", &ActivityState::closed)
        .field("available", &ActivityState::available, CONVENE_DOC(ActivityState_available))
        .field("occurrence", &ActivityState::occurrence, CONVENE_DOC(ActivityState_occurrence));
    Record<Delegation>(m, "Delegation", CONVENE_DOC(Delegation))
        .constructible()
        .field("from_", &Delegation::from)
        .field("to", &Delegation::to)
        .field("begin", &Delegation::begin)
        .field("end", &Delegation::end);
    Record<QuotaState>(m, "QuotaState", CONVENE_DOC(QuotaState))
        .constructible()
        .field("begin", &QuotaState::begin, CONVENE_DOC(QuotaState_begin))
        .field("done", &QuotaState::done)
        .field("before", &QuotaState::before, CONVENE_DOC(QuotaState_before));
    Record<DutyShift>(m, "DutyShift", CONVENE_DOC(DutyShift))
        .constructible()
        .field("cover", &DutyShift::cover)
        .field("person", &DutyShift::person)
        .field("begin", &DutyShift::begin)
        .field("end", &DutyShift::end);
}

} // namespace

void bind_states(py::module_& m) {
    bind_parts(m);
    Record<InstanceState> state(m, "InstanceState", CONVENE_DOC(InstanceState));
    state.constructible()
        .field("seq", &InstanceState::seq, CONVENE_DOC(InstanceState_seq))
        .field("time", &InstanceState::time)
        .field("started", &InstanceState::started)
        .field("round", &InstanceState::round, CONVENE_DOC(InstanceState_round))
        .field("artifacts", &InstanceState::artifacts)
        .field("activities", &InstanceState::activities)
        .field("basis", &InstanceState::basis, CONVENE_DOC(InstanceState_basis))
        .field("returns", &InstanceState::returns, CONVENE_DOC(InstanceState_returns))
        .field("bound", &InstanceState::bound, CONVENE_DOC(InstanceState_bound))
        .field("handed_to", &InstanceState::handed_to, CONVENE_DOC(InstanceState_handed_to))
        .field("delegations", &InstanceState::delegations, CONVENE_DOC(InstanceState_delegations))
        .field("quotas", &InstanceState::quotas, CONVENE_DOC(InstanceState_quotas))
        .field("covered", &InstanceState::covered)
        .field("shifts", &InstanceState::shifts, CONVENE_DOC(InstanceState_shifts))
        .field("performers", &InstanceState::performers, CONVENE_DOC(InstanceState_performers))
        .field("requests", &InstanceState::requests, CONVENE_DOC(InstanceState_requests));
    state.attr("memory") = InstanceState::memory;
    state.attr("unseen") = InstanceState::unseen;
}

void bind_refusals(py::module_& m) {
    const auto english = [] { return py::arg_v("language", Language::en, "Language.en"); };
    Record<MatterOf>(m, "MatterOf", CONVENE_DOC(MatterOf))
        .constructible()
        .field("activity", &MatterOf::activity)
        .field("number", &MatterOf::number);
    m.def(
        "authority_covers",
        [](const Process& p, const Authority& authority, const MatterOf& matter) {
            check_blockers(p, {{Code{}, matter}});
            if (authority.level) (void)resolve(p, Ref<LevelId>{*authority.level, {}});
            return authority_covers(p, authority, p.matters(matter.activity)[matter.number]);
        },
        py::arg("process"), py::arg("authority"), py::arg("matter"), CONVENE_DOC(authority_covers));
    Record<Blocker>(m, "Blocker", CONVENE_DOC(Blocker))
        .constructible()
        .field("code", &Blocker::code)
        .field("about", &Blocker::about, CONVENE_DOC(Blocker_about))
        .field("arguments", &Blocker::arguments, CONVENE_DOC(Blocker_arguments))
        .field("roles", &Blocker::roles, CONVENE_DOC(Blocker_roles))
        .field("people", &Blocker::people);
    Record<Refusal> refusal(m, "Refusal", CONVENE_DOC(Refusal));
    refusal.field("blockers", &Refusal::blockers, CONVENE_DOC(Refusal_blockers));
    m.attr("Refused").attr("refusal") = Refusal{};
    refusal.def("code", &Refusal::code, CONVENE_DOC(Refusal_code))
        .def("has", &Refusal::has, py::arg("code"), CONVENE_DOC(Refusal_has));
    m.def(
        "describe",
        [](const Process& p, const std::vector<Blocker>& blockers) {
            check_blockers(p, blockers);
            return describe(p, blockers);
        },
        py::arg("process"), py::arg("blockers"), CONVENE_DOC(describe_in_refusal));
    m.def(
        "to_string",
        [](const Process& p, const Refusal& r, Language language) {
            check_blockers(p, r.blockers);
            return to_string(p, r, language);
        },
        py::arg("process"), py::arg("refusal"), english(), CONVENE_DOC(to_string_in_refusal),
        /* before those that take a sequence, which a process seems to be */ py::prepend());
}

} // namespace convene::python
