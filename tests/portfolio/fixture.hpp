#pragma once

#include <convene/core/random.hpp>
#include <convene/io/read_process.hpp>
#include <convene/model/builder.hpp>
#include <convene/portfolio/portfolio.hpp>

#include "support/environment.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace convene::testing_portfolio {

inline Instant at(std::string_view text) { return *try_parse_instant(text); }

/// A chain of tasks a, b, ... of so many hours, each done by the people given.
inline Process chain(const std::vector<int>& hours, const std::vector<std::string>& people,
                     std::string_view start = "2026-03-02T09:00") {
    ProcessBuilder b("chain");
    b.start(at(start));
    b.role({.key = "team"});
    for (const auto& person : people) b.person({.key = person, .roles = {"team"}});
    for (std::size_t i = 0; i < hours.size(); ++i) {
        const std::string key(1, static_cast<char>('a' + i));
        auto task = b.task(key).lasts(spans::hours(hours[i])).worked_by({"team"});
        if (i > 0) task.after(std::string(1, static_cast<char>('a' + i - 1)));
    }
    return *b.build();
}

inline Portfolio built(PortfolioBuilder& b) {
    auto p = b.build();
    EXPECT_TRUE(p) << (p ? "" : to_string(p.error()));
    return *p;
}

inline std::vector<Process> examples() {
    std::vector<Process> out;
    for (const char* name :
         {"s1-decision-meetings", "s2-five-stage-marketing", "s3-hotel-sop", "s4-four-step-marketing",
          "s5-service-standards", "s6-department-rules", "s7-seven-steps", "s8-six-links", "s9-sales-daily-work"})
        out.push_back(
            *io::read_process_file(test::source_dir() / ("examples/processes/" + std::string(name) + ".json")));
    return out;
}

} // namespace convene::testing_portfolio
