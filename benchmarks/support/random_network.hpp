#pragma once

#include <convene/core/random.hpp>
#include <convene/schedule/network.hpp>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

namespace convene::bench {

/// The largest size to run: CONVENE_BENCH_MAX, else all of them.
inline std::int64_t largest_size(std::int64_t otherwise) {
    const char* text = std::getenv("CONVENE_BENCH_MAX");
    return text == nullptr ? otherwise : std::min(otherwise, static_cast<std::int64_t>(std::stoll(text)));
}

/// A link of a project: `to` starts at least `lag` seconds after `from` finishes.
struct Link {
    std::uint32_t from;
    std::uint32_t to;
    std::int64_t lag;
};

/// A portfolio of projects of 1,000 activities: 2 links an activity on average, each to one of the 50 activities before
/// it in the project, one in ten with a lag; durations of 1 to 40 hours. Activities are numbered at random over the
/// whole portfolio, as in files that grew over years.
struct RandomProject {
    std::vector<std::int64_t> durations; // seconds
    std::vector<Link> links;             // by `to`

    RandomProject(std::uint32_t n, std::uint64_t seed) : durations(n) {
        Random random(seed);
        std::vector<std::uint32_t> number(n);
        for (std::uint32_t i = 0; i < n; ++i) number[i] = i;
        for (std::uint32_t i = n; i > 1; --i) std::swap(number[i - 1], number[random.below(i)]);
        for (auto& d : durations) d = random.between(1, 40) * 3600;
        std::vector<std::vector<Link>> into(n);
        for (std::uint32_t i = 1; i < n; ++i) {
            if (i % 1000 == 0) continue;
            for (std::uint32_t k = random.below(4) + (i % 2); k-- > 0;) {
                const auto back = 1 + random.below(std::min<std::uint32_t>(i % 1000, 50));
                into[number[i]].push_back(
                    {number[i - back], number[i], random.chance(0.1) ? random.between(-2, 8) * 3600 : 0});
            }
        }
        for (const auto& row : into) links.insert(links.end(), row.begin(), row.end());
    }
};

/// The project as a temporal system; `tables`: the calendars on which its activities are worked in turn, none for the
/// clock. Lags are counted on the calendar of the successor.
inline TemporalSystem system_of(const RandomProject& project, const std::vector<const WorkTable*>& tables = {}) {
    static const Calendar round_the_clock = Calendar::continuous();
    TemporalSystem s;
    s.durations = project.durations;
    s.calendars.assign(project.durations.size(), 0);
    s.tables.push_back(&round_the_clock.table());
    s.tables.insert(s.tables.end(), tables.begin(), tables.end());
    if (!tables.empty())
        for (std::size_t i = 0; i < s.calendars.size(); ++i)
            s.calendars[i] = static_cast<std::uint16_t>(1 + i % tables.size());
    std::vector<std::uint32_t> index(s.tables.size() * 16, 0xFFFFFFFFU);
    for (const auto& link : project.links) {
        const auto calendar = s.calendars[link.to];
        auto& lag = index[calendar * 16U + static_cast<std::size_t>(link.lag / 3600 + 2)];
        if (lag == 0xFFFFFFFFU) {
            lag = static_cast<std::uint32_t>(s.lags.size());
            const auto kind = link.lag == 0   ? LagFunction::Kind::none
                              : calendar == 0 ? LagFunction::Kind::elapsed
                                              : LagFunction::Kind::working;
            s.lags.push_back({kind, Edge::finish, Edge::start, link.lag, link.lag == 0 ? nullptr : s.tables[calendar]});
        }
        s.arcs.push_back({link.from, link.to, lag, Cause{CauseKind::rule_min}});
    }
    return s;
}

} // namespace convene::bench
