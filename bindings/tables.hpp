#pragma once

#include "binding.hpp"
#include "row_records.hpp"

#include <convene/model/lookup.hpp>

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

    explicit TableView(const Process& p)
        : process(p), size(static_cast<std::uint32_t>(convene::detail::NameablesOf<Id>::size(p))) {}
};

template <class Id>
struct TableIterator {
    TableView<Id> table;
    std::uint32_t next = 0;
};

/// `<kind "key": title>`.
[[nodiscard]] std::string shown(const std::string& kind, std::string_view key, TextView title);

void bind_tables(py::module_& m);

} // namespace convene::python
