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
    const auto prepared = detail::prepare_anyhow(process, options.schedule);
    auto found = prepared ? Diagnostics{} : detail::tell(process, prepared.error());
    const auto add = [&](Diagnostics more) { std::ranges::move(more, std::back_inserter(found)); };
    add(check_links(process));
    add(check_rules(process, options.redundancy_budget));
    add(detail::DateCheck(process)(prepared ? &*prepared : nullptr));
    add(check_artifacts(process));
    add(check_meetings(process));
    add(check_duties(process));
    add(check_people(process));
    add(check_separations(process));
    add(check_authority(process));
    add(check_confidentiality(process));
    add(check_rework(process));
    add(check_cadence(process));
    add(check_unused(process));
    add(check_texts(process));
    std::ranges::stable_sort(found, {}, [](const Diagnostic& d) {
        return d.where.offset ? std::uint64_t{*d.where.offset} : std::numeric_limits<std::uint64_t>::max();
    });
    return found;
}

} // namespace convene
