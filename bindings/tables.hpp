#pragma once

#include "binding.hpp"
#include "row_records.hpp"

#include <convene/model/process.hpp>

#include <cstdint>

namespace convene::python {

// What `process[id]` is.
inline ActivityRecord record_of(const Process& p, ActivityId id) { return {p, id}; }
inline ArtifactRecord record_of(const Process& p, ArtifactId id) { return {p, id}; }
inline CalendarEntry record_of(const Process& p, CalendarId id) { return p.calendars()[id]; }
template <class Id>
auto record_of(const Process& p, Id id) {
    return p[id];
}

/// All things of one kind in a process: what `process.activities()` gives.
template <class Id>
struct TableView {
    Process process;
    std::uint32_t size;
};

template <class Id>
struct TableIterator {
    TableView<Id> table;
    std::uint32_t next = 0;
};

/// `<kind "key": title>`.
[[nodiscard]] std::string shown(const std::string& kind, std::string_view key, TextView title);

void bind_tables(py::module_& m);

template <class Id, class Table>
TableView<Id> view(const Process& p, const Table& table) {
    return {p, static_cast<std::uint32_t>(table.size())};
}

} // namespace convene::python
