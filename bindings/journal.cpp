#include "journal.hpp"
#include "record.hpp"

#include <convene/io/sqlite_journal.hpp>

#include <chrono>

namespace convene::python {

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
        "replay", [](Kept<MemoryJournal>& j, const std::string& n) { return replayed(j, n); }, journal, name,
        CONVENE_DOC(replay));
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
    add_enum<io::Durability>(m, CONVENE_DOC(io_Durability), {"full", "normal", "batched"});
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
        py::arg("max_pages") = usual.max_pages, CONVENE_DOC(io_SqliteJournal_open));
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
            py::arg("instance"), py::arg("now"), CONVENE_DOC(io_SqliteJournal_snapshot))
        .def(
            "restore",
            [](K& k, const std::string& name) {
                return Live(k.with([&](SqliteJournal& j) { return j.restore(name); }));
            },
            py::arg("instance"), CONVENE_DOC(io_SqliteJournal_restore))
        .def(
            "flush", [](K& k) { return k.with([](SqliteJournal& j) { return j.flush(); }); },
            CONVENE_DOC(io_SqliteJournal_flush))
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
