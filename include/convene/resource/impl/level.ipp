#pragma once

#include <convene/resource/impl/level_run.hpp>
#include <convene/resource/level.hpp>

#include <algorithm>
#include <tuple>
#include <utility>

namespace convene {

namespace detail {

inline std::int64_t sum_of_finishes(const Levelled& l) {
    std::int64_t sum = 0;
    for (const auto f : l.finish) sum += (f - l.project_finish).count();
    return sum;
}

inline bool is_better(const Levelled& a, const Levelled& b) {
    if (a.project_finish != b.project_finish) return a.project_finish < b.project_finish;
    return sum_of_finishes(a) < sum_of_finishes(b);
}

} // namespace detail

CONVENE_DECL Result<Levelled> level(const Process& process, const LevelOptions& options) {
    auto early = schedule(process, options.schedule);
    if (!early) return fail(std::move(early.error()));
    auto rules = options.rules;
    if (rules.empty())
        rules = {LevelRule::late_start, LevelRule::late_finish, LevelRule::total_float, LevelRule::early_start};
    const Staffing staffing(process);
    detail::LevelRun run(process, staffing, *early, options);
    std::optional<Levelled> best;
    std::optional<StaffHold> last;
    const auto try_rules = [&] {
        for (const auto rule : rules) {
            if (!run(rule)) {
                if (!last) last = run.last();
                if (run.is_hopeless()) break;
                continue;
            }
            Levelled found{.early = *early, .rule = rule};
            run.fill(found);
            if (!best || detail::is_better(found, *best)) best = std::move(found);
        }
    };
    try_rules();
    if (!best && options.schedule.on_conflict == OnConflict::relax) {
        run.drop_upper_bounds();
        try_rules();
    }
    if (best) {
        std::tie(best->looked_from, best->looked_until) = run.looked();
        return std::move(*best);
    }
    // Without people in the way every rule succeeds, so something was held.
    const auto hold = last.value_or(StaffHold{});
    return fail({Code::people_not_found,
                 name_of(process, hold.activity),
                 {describe(process, hold)},
                 location_of(process[hold.activity].origin),
                 {}});
}

CONVENE_DECL Text name_of(const Process& process, const StaffHold& hold) {
    return hold.resource ? name_of(process, *hold.resource) : hold.person ? name_of(process, *hold.person) : Text{};
}

CONVENE_DECL Text describe(const Process& process, const StaffHold& hold) {
    const auto who = name_of(process, hold);
    const auto until = to_string(hold.until);
    const auto en = std::string(who.in(Language::en));
    const auto zh = std::string(who.in(Language::zh));
    switch (hold.kind) {
    case StaffHold::Kind::busy: {
        if (hold.elsewhere)
            return {{"en", "held by " + en + " elsewhere until " + until}, {"zh", zh + "在别处，直到 " + until}};
        const auto by = hold.by ? name_of(process, *hold.by) : Text{};
        return {{"en", "held by " + en + " in " + std::string(by.in(Language::en)) + " until " + until},
                {"zh", zh + "在" + std::string(by.in(Language::zh)) + "中，直到 " + until}};
    }
    case StaffHold::Kind::absent:
        if (hold.resource)
            return {{"en", en + " has too few units until " + until}, {"zh", zh + "数量不足，直到 " + until}};
        return {{"en", en + " is absent until " + until}, {"zh", zh + "缺席，直到 " + until}};
    case StaffHold::Kind::off_work:
        if (hold.resource) return {{"en", en + " is closed until " + until}, {"zh", zh + "未开放，直到 " + until}};
        return {{"en", en + " is off work until " + until}, {"zh", zh + "不在工作时间，直到 " + until}};
    }
    return {};
}

} // namespace convene
