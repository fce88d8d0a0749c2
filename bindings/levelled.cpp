#include "levelled.hpp"

#include "packed.hpp"

#include <utility>

namespace convene::python {

namespace {

/// For each activity how many, and each of them as `Width` numbers.
template <class T, class Write>
Numbers numbers_of(const std::vector<std::vector<T>>& rows, Write write) {
    Numbers out;
    for (const auto& row : rows) {
        out.push_back(static_cast<std::int64_t>(row.size()));
        for (const auto& each : row) write(each, out);
    }
    return out;
}

/// `read(numbers + i)` is one of `width` numbers.
template <class T, class Read>
std::vector<std::vector<T>> rows_of(const Numbers& numbers, std::size_t width, Read read) {
    std::vector<std::vector<T>> out;
    for (std::size_t i = 0; i < numbers.size();) {
        const auto count = numbers[i++];
        check_packed(count >= 0 && static_cast<std::size_t>(count) <= (numbers.size() - i) / width);
        auto& row = out.emplace_back();
        for (std::int64_t k = 0; k < count; ++k, i += width) row.push_back(read(numbers.data() + i));
    }
    return out;
}

void write_person(PersonId person, Numbers& out) { out.push_back(person.value); }
void write_share(std::uint16_t share, Numbers& out) { out.push_back(share); }
void write_piece(const WorkPiece& piece, Numbers& out) {
    out.push_back(piece.start.time_since_epoch().count());
    out.push_back(piece.finish.time_since_epoch().count());
}

} // namespace

bool operator==(const LevelledPlan& a, const LevelledPlan& b) {
    if (a.levelled == b.levelled) return true;
    const auto& x = *a.levelled;
    const auto& y = *b.levelled;
    return a.early == b.early && x.start == y.start && x.finish == y.finish && x.reserved_from == y.reserved_from &&
           x.people == y.people && x.shares == y.shares && x.pieces == y.pieces && x.waits == y.waits &&
           x.broken == y.broken && x.rule == y.rule;
}

void check_levelled(const Process& process, const LevelledPlan& plan) {
    check_plan(process, plan.early);
    if (process.people().size() != plan.process().people().size() ||
        process.resources().size() != plan.process().resources().size())
        throw py::value_error("the dates are those of another process");
}

py::tuple state_of(const LevelledPlan& plan) {
    const auto& l = *plan.levelled;
    return py::make_tuple(state_of(plan.early), packed(l.start), packed(l.finish), packed(l.reserved_from),
                          packed(numbers_of(l.people, write_person)), packed(numbers_of(l.shares, write_share)),
                          packed(numbers_of(l.pieces, write_piece)), l.waits, l.broken, l.rule,
                          packed(std::vector{l.project_finish, l.looked_from, l.looked_until}));
}

LevelledPlan restored_levelled(const Process& process, const py::tuple& state) {
    const auto early = restored_plan(process, state[0].cast<py::tuple>());
    const auto dates = unpacked_instants(state[10]);
    check_packed(dates.size() == 3);
    Levelled l{.early = {},
               .start = unpacked_instants(state[1]),
               .finish = unpacked_instants(state[2]),
               .reserved_from = unpacked_instants(state[3]),
               .people = rows_of<PersonId>(unpacked(state[4]), 1,
                                           [&](const std::int64_t* n) {
                                               check_packed(*n >= 0 &&
                                                            static_cast<std::size_t>(*n) < process.people().size());
                                               return PersonId{static_cast<std::uint32_t>(*n)};
                                           }),
               .shares = rows_of<std::uint16_t>(unpacked(state[5]), 1,
                                                [](const std::int64_t* n) {
                                                    check_packed(*n >= 0 && *n <= 1000);
                                                    return static_cast<std::uint16_t>(*n);
                                                }),
               .pieces = rows_of<WorkPiece>(unpacked(state[6]), 2,
                                            [](const std::int64_t* n) {
                                                return WorkPiece{instant_of(n[0]), instant_of(n[1])};
                                            }),
               .waits = state[7].cast<std::vector<StaffWait>>(),
               .broken = state[8].cast<std::vector<BrokenBound>>(),
               .rule = state[9].cast<LevelRule>(),
               .project_finish = dates[0],
               .looked_from = dates[1],
               .looked_until = dates[2]};
    const auto n = process.activities().size();
    check_packed(l.start.size() == n && l.finish.size() == n && l.reserved_from.size() == n && l.people.size() == n);
    check_packed(l.shares.size() == n && l.pieces.size() == n);
    for (std::size_t i = 0; i < n; ++i) check_packed(l.shares[i].size() == l.people[i].size());
    const py::gil_scoped_release unlocked;
    l.early = early.full();
    return {process, std::move(l)};
}

void bind_levelled(py::module_& m) {
    py::class_<LevelledPlan> c(m, "Levelled", CONVENE_DOC(Levelled));
    const auto column = [&c](const char* name, const std::vector<Instant> Levelled::*values, const char* doc) {
        c.def_property_readonly(
            name, [name, values](const LevelledPlan& p) { return to_numpy(p.column(name, values)); }, doc);
    };
    c.def_property_readonly(
        "early", [](const LevelledPlan& p) { return p.early; }, CONVENE_DOC(Levelled_early));
    column("start", &Levelled::start, "When each activity starts, in id order.");
    column("finish", &Levelled::finish, "When each activity finishes, in id order.");
    column("reserved_from", &Levelled::reserved_from, CONVENE_DOC(Levelled_reserved_from));
    const auto member = [&c](const char* name, auto value, const char* doc) {
        c.def_property_readonly(
            name, [value](const LevelledPlan& p) { return (*p.levelled).*value; }, doc);
    };
    member("people", &Levelled::people, CONVENE_DOC(Levelled_people));
    member("shares", &Levelled::shares, CONVENE_DOC(Levelled_shares));
    member("pieces", &Levelled::pieces, CONVENE_DOC(Levelled_pieces));
    member("waits", &Levelled::waits, CONVENE_DOC(Levelled_waits));
    member("broken", &Levelled::broken, CONVENE_DOC(Levelled_broken));
    member("rule", &Levelled::rule, "The rule that made it.");
    member("project_finish", &Levelled::project_finish, "When the last activity finishes.");
    member("looked_from", &Levelled::looked_from, CONVENE_DOC(Levelled_looked_from));
    member("looked_until", &Levelled::looked_until, "See `looked_from`.");
    def_columns(c, [](const LevelledPlan& p) { return p.columns(); });
    c.def("__len__", [](const LevelledPlan& p) { return p.levelled->start.size(); })
        .def("__bool__", [](const LevelledPlan&) { return true; })
        .def("__repr__",
             [](const LevelledPlan& p) {
                 return "<convene.Levelled of \"" + std::string(p.process().key()) +
                        "\": " + std::to_string(p.levelled->start.size()) + " activities to " +
                        to_string(p.levelled->project_finish) + ", " + std::to_string(p.levelled->waits.size()) +
                        " held by people>";
             })
        .def(
            "__eq__", [](const LevelledPlan& a, const LevelledPlan& b) { return a == b; }, py::is_operator())
        .def("__hash__",
             [](const LevelledPlan& p) {
                 return py::hash(py::make_tuple(p.levelled->start.size(), p.levelled->project_finish));
             })
        .def("__copy__", [](py::object self) { return self; })
        .def(
            "__deepcopy__", [](py::object self, const py::dict&) { return self; }, py::arg("memo"))
        .def(py::pickle([](const LevelledPlan& p) { return py::make_tuple(p.process(), state_of(p)); },
                        [](const py::tuple& state) {
                            return restored_levelled(state[0].cast<Process>(), state[1].cast<py::tuple>());
                        }));
}

} // namespace convene::python
