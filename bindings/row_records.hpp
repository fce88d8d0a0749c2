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
    OptionalId<TierId> tier;
    std::optional<Money> amount;
};

struct NoteRecord {
    NoteKind kind = NoteKind::description;
    Text text;
};

} // namespace convene::python
