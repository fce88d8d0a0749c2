/// \file
/// What a process has, as tables of rows.

#include "tables.hpp"
#include "bound.hpp"

namespace convene::python {

namespace {

template <class Id>
bool has(const Process& process, const Ref<Id>& ref) {
    try {
        (void)id_of(process, ref);
        return true;
    } catch (const Fault&) {
        return false;
    } catch (const py::index_error&) {
        return false;
    }
}

template <class Id>
void bind_table(py::module_& m, const std::string& name) {
    py::class_<TableIterator<Id>>(m, (name + "Iterator").c_str(), "Goes through the records of a table.")
        .def("__iter__", [](py::object self) { return self; })
        .def("__next__", [](TableIterator<Id>& i) {
            if (i.next >= i.table.size) throw py::stop_iteration();
            return record_of(i.table.process, Id{i.next++});
        });
    py::class_<TableView<Id>>(m, name.c_str(), CONVENE_DOC(Table))
        .def("__len__", [](const TableView<Id>& t) { return t.size; })
        .def(
            "size", [](const TableView<Id>& t) { return t.size; }, "How many rows there are.")
        .def(
            "empty", [](const TableView<Id>& t) { return t.size == 0; }, "Whether there is no row.")
        .def(
            "ids",
            [](const TableView<Id>& t) {
                std::vector<Id> ids;
                for (std::uint32_t i = 0; i < t.size; ++i) ids.emplace_back(i);
                return ids;
            },
            CONVENE_DOC(Table_ids))
        .def(
            "__getitem__",
            [](const TableView<Id>& t, const Ref<Id>& ref) { return record_of(t.process, id_of(t.process, ref)); },
            py::arg("id"))
        .def(
            "__getitem__",
            [](const TableView<Id>& t, std::int64_t place) {
                const auto from_end = place < 0 ? place + t.size : place;
                if (from_end < 0 || from_end >= t.size)
                    throw py::index_error("there is no row " + std::to_string(place) + " among " +
                                          std::to_string(t.size));
                return record_of(t.process, Id{static_cast<std::uint32_t>(from_end)});
            },
            py::arg("place"), "The row at this place; from -1 on they count from the end.")
        .def(
            "__getitem__",
            [](const TableView<Id>& t, const py::slice& places) {
                const auto [start, stop, step] = places_of(places, t.size);
                std::vector<decltype(record_of(t.process, Id{0}))> rows;
                for (auto i = start; step > 0 ? i < stop : i > stop; i += step)
                    rows.push_back(record_of(t.process, Id{static_cast<std::uint32_t>(i)}));
                return rows;
            },
            py::arg("places"), "The rows at these places, as a list.")
        .def(
            "__contains__",
            [](const TableView<Id>& t, const py::object& thing) {
                py::detail::make_caster<Ref<Id>> ref;
                if (!ref.load(thing, false)) return false;
                return has(t.process, py::detail::cast_op<const Ref<Id>&>(ref));
            },
            py::arg("thing"), "Whether there is a row with this id or key.")
        .def(
            "keys",
            [](const TableView<Id>& t) {
                std::vector<std::string> keys;
                for (std::uint32_t i = 0; i < t.size; ++i) keys.emplace_back(t.process.key(Id{i}));
                return keys;
            },
            "The keys of all rows, in id order.")
        .def("__iter__", [](const TableView<Id>& t) { return TableIterator<Id>{t}; })
        .def("__repr__",
             [name](const TableView<Id>& t) { return "<convene." + name + " of " + std::to_string(t.size) + ">"; });
}

/// The class of the rows of a table that keep to their process.
template <class Row>
py::class_<Row> bind_view(py::module_& m, const char* name) {
    py::class_<Row> c(m, name, doc(name));
    c.def_property_readonly("id",
                            [](const Row& row) {
                                return Known{row.id, row.process};
                            })
        .def_property_readonly("key", [](const Row& row) { return row.process.key(row.id); })
        .def_property_readonly("title", [](const Row& row) { return row.process.title(row.id); })
        .def("__repr__", [name](const Row& row) {
            return shown("convene." + std::string(name), row.process.key(row.id), row.process.title(row.id));
        });
    return c;
}

template <class Row, class T, class F>
void def_member(py::class_<Row>& c, const char* name, F T::*member) {
    c.def_property_readonly(
        name, [member](const Row& row) { return given_back(&row.process, F(row.get().*member)); },
        find_doc(doc_key(c) + "_" + name));
}

} // namespace

void bind_tables(py::module_& m) {
    auto activity = bind_view<ActivityRecord>(m, "Activity");
    def_member(activity, "duration", &Activity::duration);
    def_member(activity, "calendar", &Activity::calendar);
    def_member(activity, "phase", &Activity::phase);
    def_member(activity, "kind", &Activity::kind);
    def_member(activity, "as_late_as_possible", &Activity::as_late_as_possible);
    def_member(activity, "splittable", &Activity::splittable);
    auto artifact = bind_view<ArtifactRecord>(m, "Artifact");
    def_member(artifact, "producer", &Artifact::producer);
    def_member(artifact, "confidentiality", &Artifact::confidentiality);
    def_member(artifact, "given", &Artifact::given);
    for_each_table([&m]<class Id> {
        const std::string id(Kind<Id>::id);
        bind_table<Id>(m, id.substr(0, id.size() - 2) + "Table");
    });
}

} // namespace convene::python
