#pragma once

#include <convene/core/detail/require.hpp>
#include <convene/run/impl/obstacles.hpp>
#include <convene/run/why.hpp>

#include <algorithm>

namespace convene {

namespace detail {

/// Each revision on which the decision of a stale activity stands and which has moved.
inline void find_moved_basis(const View& v, ActivityId id, std::vector<Blocker>& out) {
    for_each_basis(v, id, [&](std::uint32_t at, std::uint32_t revision, const Thing& thing) {
        const auto stood_on = v.state.basis[at] == InstanceState::unseen ? 0 : v.state.basis[at];
        if (stood_on != revision)
            out.push_back({Code::basis_moved,
                           id,
                           {thing, std::uint64_t{revision}, std::uint64_t{stood_on}},
                           responsible(v, id),
                           {}});
    });
}

inline Why why_now(const View& v, ActivityId id, Instant at) {
    const auto& a = v.state.activities[id];
    Why out{id, Standing::waiting, {}};
    if (a.open) {
        out.standing = Standing::open;
        find_not_finishable(v, id, at, out.blockers);
        find_undecidable(v, id, at, out.blockers);
    } else if (a.fresh && !is_to_do(v, id)) {
        out.standing = Standing::fresh;
    } else if (v.process[id].kind == ActivityKind::external) {
        out.standing = v.state.started ? Standing::ready : Standing::waiting;
    } else {
        if (a.stands && !a.fresh) find_moved_basis(v, id, out.blockers);
        const auto moved = out.blockers.size();
        find_not_openable(v, id, at, out.blockers);
        if (v.process[id].kind == ActivityKind::milestone) find_not_finishable(v, id, at, out.blockers);
        const auto stands_in_the_way = out.blockers.size();
        if (a.adjourned) out.blockers.push_back({Code::was_adjourned, id, {*a.adjourned}, {}, {}});
        find_undecidable(v, id, at, out.blockers);
        const bool early = std::all_of(out.blockers.begin() + static_cast<std::ptrdiff_t>(moved),
                                       out.blockers.begin() + static_cast<std::ptrdiff_t>(stands_in_the_way),
                                       [](const Blocker& b) { return b.code == Code::too_early; });
        if (a.stands && !a.fresh)
            out.standing = Standing::stale;
        else if (early)
            out.standing = stands_in_the_way == moved ? Standing::ready : Standing::early;
    }
    return out;
}

} // namespace detail

CONVENE_DECL std::string_view name(Standing standing) {
    switch (standing) {
    case Standing::waiting: return "waiting";
    case Standing::early: return "early";
    case Standing::ready: return "ready";
    case Standing::open: return "open";
    case Standing::fresh: return "fresh";
    case Standing::stale: return "stale";
    }
    return {};
}

CONVENE_DECL std::string_view label(Standing standing, Language language) {
    const bool zh = language == Language::zh;
    switch (standing) {
    case Standing::waiting: return zh ? "等待" : "waiting";
    case Standing::early: return zh ? "未到时间" : "not due yet";
    case Standing::ready: return zh ? "可以开始" : "ready to open";
    case Standing::open: return zh ? "进行中" : "in progress";
    case Standing::fresh: return zh ? "已完成，有效" : "done, up to date";
    case Standing::stale: return zh ? "已完成，但已过时" : "done, but out of date";
    }
    return {};
}

CONVENE_DECL Why why(const Instance& instance, ActivityId activity, Instant at) {
    detail::require(activity.index() < instance.process().activities().size(),
                    "why: this is no activity of the process");
    const detail::Later later(instance, at);
    return detail::why_now(later.view(), activity, later.at());
}

CONVENE_DECL std::string to_string(const Process& process, const Why& why, Language language) {
    auto out = std::string(name_of(process, why.activity).in(language)) + (language == Language::zh ? "：" : ": ") +
               std::string(label(why.standing, language)) + "\n";
    for (const auto& d : describe(process, why.blockers)) out += "  " + message(d, language) + "\n";
    return out;
}

} // namespace convene
