#pragma once

#include <convene/run/cover_gap.hpp>
#include <convene/run/impl/people.hpp>

#include <algorithm>
#include <chrono>
#include <optional>
#include <vector>

namespace convene::detail {

/// How many different people are on duty at `t`, and not away.
inline std::uint32_t on_duty(const View& v, CoverId cover, Instant t) {
    std::vector<PersonId> people;
    for (const auto& s : v.state.shifts)
        if (s.cover == cover && s.begin <= t && t < s.end && !away_until(v.process, s.person, t))
            add_once(people, s.person);
    return static_cast<std::uint32_t>(people.size());
}

/// Adds the longest parts of [begin, end) in which too few are on duty.
inline void add_gaps(const View& v, CoverId cover, Instant begin, Instant end, std::vector<CoverGap>& out) {
    std::vector<Instant> turns{begin};
    for (const auto& s : v.state.shifts) {
        if (s.cover != cover) continue;
        const auto add = [&](Instant turn) {
            if (begin < turn && turn < end) turns.push_back(turn);
        };
        for (const auto turn : {s.begin, s.end}) add(turn);
        for (const auto& absence : v.process[s.person].absences)
            for (const auto turn : {absence.from, absence.to})
                if (s.begin < turn && turn < s.end) add(turn);
    }
    std::ranges::sort(turns);
    turns.erase(std::unique(turns.begin(), turns.end()), turns.end());
    turns.push_back(end);
    const auto minimum = v.process.covers()[cover.index()].minimum;
    for (std::size_t i = 0; i + 1 < turns.size(); ++i) {
        const auto staffed = on_duty(v, cover, turns[i]);
        if (staffed >= minimum) continue;
        if (!out.empty() && out.back().cover == cover && out.back().end == turns[i]) {
            out.back().end = turns[i + 1];
            out.back().staffed = std::min(out.back().staffed, staffed);
        } else {
            out.push_back({cover, turns[i], turns[i + 1], staffed});
        }
    }
}

/// The gaps of one cover that lie in [begin, end), day after day; with `first` no more days once there is one.
inline std::vector<CoverGap> gaps_of(const View& v, CoverId number, Instant begin, Instant end, bool first) {
    using namespace std::chrono;
    const auto& cover = v.process.covers()[number.index()];
    std::vector<CoverGap> out;
    // A window may have begun the day before.
    for (auto day = date_of(begin) - days{1}; day < end && !(first && !out.empty()); day += days{1}) {
        if ((cover.weekdays >> (weekday{day}.iso_encoding() - 1) & 1U) == 0) continue;
        const auto from = std::max(begin, Instant{day + minutes{cover.from}});
        const auto to = std::min(end, Instant{day + minutes{cover.to}});
        if (from < to) add_gaps(v, number, from, to, out);
    }
    return out;
}

/// The first gap of a cover from `begin` on. After the last shift each window is one, so a fortnight more is enough.
inline std::optional<CoverGap> next_gap(const View& v, CoverId number, Instant begin) {
    auto end = begin;
    for (const auto& s : v.state.shifts)
        if (s.cover == number) end = std::max(end, s.end);
    const auto gaps = gaps_of(v, number, begin, std::min(max_instant, end + std::chrono::days{14}), true);
    if (gaps.empty()) return std::nullopt;
    return gaps.front();
}

} // namespace convene::detail
