#include "events.hpp"
#include "record.hpp"

namespace convene::python {

namespace {

/// Checks every id in a fact, by the names that members have.
struct Check {
    const Process& process;

    static void within(std::size_t index, std::size_t size, const char* kind) {
        if (index >= size) throw py::index_error("there is no " + std::string(kind) + " " + std::to_string(index));
    }
    void operator()(ActivityId id) const { within(id.index(), process.activities().size(), "activity"); }
    void operator()(ArtifactId id) const { within(id.index(), process.artifacts().size(), "artifact"); }
    void operator()(RoleId id) const { within(id.index(), process.roles().size(), "role"); }
    void operator()(PersonId id) const { within(id.index(), process.people().size(), "person"); }
    void operator()(const Process&) const {}
    template <class Id>
    void operator()(OptionalId<Id> id) const {
        if (id) (*this)(*id);
    }
    template <class Id>
    void operator()(const std::vector<Id>& ids) const {
        for (const auto& id : ids) (*this)(id);
    }
    void operator()(const Shortfall& s) const { (*this)(s.person); }

    template <class Fact>
    void fact(const Fact& f) const {
        const auto& check = *this;
        if constexpr (requires { f.activity; }) check(f.activity);
        if constexpr (requires { f.artifact; }) check(f.artifact);
        if constexpr (requires { f.role; }) check(f.role);
        if constexpr (requires { f.person; }) check(f.person);
        if constexpr (requires { f.from; }) check(f.from);
        if constexpr (requires { f.to; }) check(f.to);
        if constexpr (requires { f.by; }) check(f.by);
        if constexpr (requires { f.present; }) check(f.present);
        if constexpr (requires { f.kept; }) check(f.kept);
        if constexpr (requires { f.again; }) check(f.again);
        if constexpr (requires { f.shortfalls; }) check(f.shortfalls);
        if constexpr (requires { f.quota; }) within(f.quota, process.quotas().size(), "quota");
        if constexpr (requires { f.cover; }) within(f.cover, process.covers().size(), "cover");
    }

    void thing(const Thing& about) const {
        std::visit(
            [this]<class T>(const T& t) {
                if constexpr (std::is_same_v<T, MatterOf>) {
                    (*this)(t.activity);
                    within(t.number, process.matters(t.activity).size(), "matter");
                } else if constexpr (requires { (*this)(t); }) {
                    (*this)(t);
                }
            },
            about);
    }
};

/// The fields that many facts have.
template <class T>
class FactRecord : public Record<T> {
  public:
    FactRecord(py::handle scope, const char* name, const char* doc) : Record<T>(scope, name, doc) {
        this->constructible();
        if constexpr (requires(T t) { t.activity; }) this->field("activity", &T::activity);
    }
};

void bind_facts_of_people(py::module_& m) {
    FactRecord<Bound>(m, "Bound", CONVENE_DOC(Bound)).field("role", &Bound::role).field("person", &Bound::person);
    FactRecord<Delegated>(m, "Delegated", CONVENE_DOC(Delegated))
        .field("from_", &Delegated::from)
        .field("to", &Delegated::to)
        .field("begin", &Delegated::begin)
        .field("end", &Delegated::end);
    FactRecord<HandedOver>(m, "HandedOver", CONVENE_DOC(HandedOver))
        .field("from_", &HandedOver::from)
        .field("to", &HandedOver::to);
    FactRecord<Recorded>(m, "Recorded", CONVENE_DOC(Recorded))
        .field("quota", &Recorded::quota)
        .field("person", &Recorded::person)
        .field("count", &Recorded::count);
    FactRecord<Shortfall>(m, "Shortfall", CONVENE_DOC(Shortfall))
        .field("person", &Shortfall::person, CONVENE_DOC(Shortfall_person))
        .field("done", &Shortfall::done);
    FactRecord<QuotaClosed>(m, "QuotaClosed", CONVENE_DOC(QuotaClosed))
        .field("quota", &QuotaClosed::quota)
        .field("shortfalls", &QuotaClosed::shortfalls, CONVENE_DOC(QuotaClosed_shortfalls));
    FactRecord<Staffed>(m, "Staffed", CONVENE_DOC(Staffed))
        .field("cover", &Staffed::cover)
        .field("person", &Staffed::person)
        .field("begin", &Staffed::begin)
        .field("end", &Staffed::end);
    FactRecord<Uncovered>(m, "Uncovered", CONVENE_DOC(Uncovered))
        .field("cover", &Uncovered::cover)
        .field("until", &Uncovered::until);
}

void bind_facts_of_work(py::module_& m) {
    FactRecord<Started>(m, "Started", CONVENE_DOC(Started)).field("round", &Started::round);
    FactRecord<Called>(m, "Called", CONVENE_DOC(Called))
        .field("moment", &Called::moment, CONVENE_DOC(Called_moment))
        .field("by", &Called::by);
    FactRecord<Opened>(m, "Opened", CONVENE_DOC(Opened)).field("by", &Opened::by).field("present", &Opened::present);
    FactRecord<Closed>(m, "Closed", CONVENE_DOC(Closed))
        .field("outcome", &Closed::outcome)
        .field("by", &Closed::by)
        .field("matters", &Closed::matters, CONVENE_DOC(Closed_matters));
    FactRecord<Returned>(m, "Returned", CONVENE_DOC(Returned))
        .field("to", &Returned::to)
        .field("outcome", &Returned::outcome)
        .field("by", &Returned::by)
        .field("matters", &Returned::matters);
    FactRecord<Reaffirmed>(m, "Reaffirmed", CONVENE_DOC(Reaffirmed)).field("by", &Reaffirmed::by);
    FactRecord<Issued>(m, "Issued", CONVENE_DOC(Issued))
        .field("artifact", &Issued::artifact)
        .field("digest", &Issued::digest);
    FactRecord<Voided>(m, "Voided", CONVENE_DOC(Voided)).field("artifact", &Voided::artifact);
    FactRecord<Occurred>(m, "Occurred", CONVENE_DOC(Occurred)).field("on", &Occurred::on);
    FactRecord<Waived>(m, "Waived", CONVENE_DOC(Waived)).field("what", &Waived::what).field("by", &Waived::by);
    FactRecord<Recurred>(m, "Recurred", CONVENE_DOC(Recurred));
    FactRecord<WarningDue>(m, "WarningDue", CONVENE_DOC(WarningDue));
    FactRecord<Breached>(m, "Breached", CONVENE_DOC(Breached));
    FactRecord<Migrated>(m, "Migrated", CONVENE_DOC(Migrated))
        .field("to", &Migrated::to)
        .field("kept", &Migrated::kept, CONVENE_DOC(Migrated_kept))
        .field("again", &Migrated::again);
}

} // namespace

void check_events(const Process& process, const Events& events) {
    const auto* now = &process;
    for (const auto& event : events) {
        std::visit([now](const auto& fact) { Check{*now}.fact(fact); }, event.fact);
        if (const auto* migrated = std::get_if<Migrated>(&event.fact)) now = &migrated->to;
    }
}

void check_blockers(const Process& process, const std::vector<Blocker>& blockers) {
    const Check check{process};
    for (const auto& blocker : blockers) {
        check.thing(blocker.about);
        for (const auto& argument : blocker.arguments) check.thing(argument);
        check(blocker.roles);
        check(blocker.people);
    }
}

Process process_after(Process process, const Events& events) {
    for (const auto& event : events)
        if (const auto* migrated = std::get_if<Migrated>(&event.fact)) process = migrated->to;
    return process;
}

void bind_events(py::module_& m) {
    bind_facts_of_work(m);
    bind_facts_of_people(m);
    Record<Event>(m, "Event", CONVENE_DOC(Event))
        .constructible()
        .field("seq", &Event::seq, CONVENE_DOC(Event_seq))
        .field("at", &Event::at, CONVENE_DOC(Event_at))
        .field("request", &Event::request, CONVENE_DOC(Event_request))
        .field("fact", &Event::fact);
}

} // namespace convene::python
