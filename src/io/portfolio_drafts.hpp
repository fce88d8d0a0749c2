#pragma once

#include <convene/model/key.hpp>
#include <convene/model/vocabulary.hpp>
#include <convene/time/instant.hpp>
#include <convene/time/span.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace convene::io::detail {

// What has been read of a line of a portfolio.

struct ProjectDraft {
    std::string key = {};
    /// The file of the process, unless the process itself stands there.
    Key file = {};
    std::optional<Instant> start = {};
    std::optional<Instant> due = {};
    std::int32_t priority = 0;
    std::int32_t weight = 1;
    std::int32_t weeks = 0;
    Origin origin = 0;
};

struct LinkDraft {
    std::vector<Key> ends = {};
    Span min{};
    Edge from_edge = Edge::finish;
    Edge to_edge = Edge::start;
    Origin origin = 0;
};

} // namespace convene::io::detail
