#pragma once

#include <convene/model/process.hpp>

#include <string>

namespace convene::python {

// What the library keeps in the tables of a process, with its texts in place: these outlive the process.

struct ActivityRecord {
    Process process;
    ActivityId id;

    [[nodiscard]] const Activity& get() const { return process[id]; }
};

struct ArtifactRecord {
    Process process;
    ArtifactId id;

    [[nodiscard]] const Artifact& get() const { return process[id]; }
};

struct StepRecord {
    Text title;
};

struct MatterRecord {
    std::string key;
    Text title;
    std::string topic;
    OptionalId<LevelId> level;
    std::optional<Money> amount;
};

struct NoteRecord {
    NoteKind kind = NoteKind::description;
    Text text;
};

/// All ids of one kind, in order: what `for id in process.activities().ids()` goes through.
template <class Id>
struct IdRange {
    std::uint32_t size = 0;
};

} // namespace convene::python
