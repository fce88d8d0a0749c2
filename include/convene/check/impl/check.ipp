#pragma once

#include <convene/check/artifacts.hpp>
#include <convene/check/authority.hpp>
#include <convene/check/cadence.hpp>
#include <convene/check/check.hpp>
#include <convene/check/confidentiality.hpp>
#include <convene/check/cycles.hpp>
#include <convene/check/duties.hpp>
#include <convene/check/impl/cycles.ipp>
#include <convene/check/impl/dates.ipp>
#include <convene/check/links.hpp>
#include <convene/check/meetings.hpp>
#include <convene/check/people.hpp>
#include <convene/check/rework.hpp>
#include <convene/check/rules.hpp>
#include <convene/check/separations.hpp>
#include <convene/check/texts.hpp>
#include <convene/check/unused.hpp>

#include <algorithm>
#include <iterator>
#include <limits>

namespace convene {

CONVENE_DECL Diagnostics check(const Process& process, const CheckOptions& options) {
    auto dates = options.schedule;
    dates.stop = options.stop;
    const auto prepared = detail::prepare_anyhow(process, dates);
    auto found = prepared ? Diagnostics{} : detail::tell(process, prepared.error());
    const auto add = [&](const auto& family) {
        if (!options.stop.stop_requested()) std::ranges::move(family(process), std::back_inserter(found));
    };
    add(check_links);
    add([&](const Process& p) { return check_rules(p, options.redundancy_budget); });
    add([&](const Process& p) { return detail::DateCheck(p)(prepared ? &*prepared : nullptr); });
    add(check_artifacts);
    add(check_meetings);
    add(check_duties);
    add(check_people);
    add(check_separations);
    add(check_authority);
    add(check_confidentiality);
    add(check_rework);
    add(check_cadence);
    add(check_unused);
    add(check_texts);
    if (options.stop.stop_requested() && std::ranges::find(found, Code::stopped, &Diagnostic::code) == found.end())
        found.push_back({.code = Code::stopped});
    std::ranges::stable_sort(found, {}, [](const Diagnostic& d) {
        return d.where.offset ? std::uint64_t{*d.where.offset} : std::numeric_limits<std::uint64_t>::max();
    });
    return found;
}

} // namespace convene
