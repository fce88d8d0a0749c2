#pragma once

#include <convene/graph/cycle.hpp>
#include <convene/schedule/impl/wording.ipp>
#include <convene/schedule/link_cycle.hpp>
#include <convene/schedule/network.hpp>

#include <array>
#include <utility>

namespace convene {

namespace detail {

CONVENE_DECL std::vector<LinkCycle> link_cycles(const TemporalSystem& system, std::span<const Cycle> cycles) {
    std::vector<LinkCycle> found;
    for (const auto& cycle : cycles) {
        auto& links = found.emplace_back().links;
        for (const auto a : cycle.arcs) {
            const auto& arc = system.arcs[a];
            links.push_back({arc.cause, ActivityId{arc.from}, ActivityId{arc.to}});
        }
    }
    return found;
}

} // namespace detail

CONVENE_DECL std::vector<LinkCycle> find_cycles(const Process& process) {
    const auto system = temporal_system(process);
    const auto compiled = compile(system);
    return compiled ? std::vector<LinkCycle>{} : detail::link_cycles(system, compiled.error());
}

CONVENE_DECL std::string describe(const Process& process, const ActivityLink& link, Language language) {
    return detail::link_text(process, link.cause, link.from, link.to, language);
}

CONVENE_DECL Diagnostic to_diagnostic(const Process& process, const LinkCycle& cycle) {
    const auto first = cycle.links.front().from;
    Diagnostic fault{Code::cycle, name_of(process, first), {}, {}, {}};
    std::array<std::string, 2> wording;
    for (const auto& link : cycle.links) {
        for (const auto language : {Language::en, Language::zh}) {
            auto& words = wording[static_cast<std::size_t>(language)];
            if (!words.empty()) words += language == Language::zh ? "；" : "; ";
            words += describe(process, link, language);
        }
        if (link.cause.kind() == CauseKind::rule_min && !fault.where.offset)
            fault.where = location_of(process.rule(RuleId{link.cause.index()}).origin);
    }
    if (!fault.where.offset) fault.where = location_of(process[first].origin);
    fault.arguments = {Text{{"en", wording[0]}, {"zh", wording[1]}}};
    return fault;
}

} // namespace convene
