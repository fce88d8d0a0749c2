#pragma once

#include <convene/model/builder.hpp>
#include <convene/model/detail/derive.hpp>
#include <convene/model/detail/draft.hpp>
#include <convene/model/impl/build_activities.ipp>
#include <convene/model/impl/build_definitions.ipp>
#include <convene/model/impl/build_rules.ipp>
#include <convene/model/impl/build_values.ipp>

#include <utility>

namespace convene {

namespace detail {

/// Makes the draft's tables those of a process, in the order in which each part needs the one before.
inline void build(ProcessDraft& draft) {
    draft.intern_waiting();
    BuildDefinitions definitions(draft);
    definitions.define();
    if (draft.data.keys.full() || draft.data.texts.full()) {
        draft.faults.push_back(
            {Code::too_large, {}, {Text{{"en", "its texts exceed 4 GiB"}, {"zh", "文本超过 4 GiB"}}}, {}, {}});
        return;
    }
    definitions.resolve();
    BuildActivities(draft).run();
    BuildRules(draft).run();
    BuildValues(draft).run();
    if (draft.dropped > 0)
        draft.faults.push_back({Code::too_many_findings, {}, {std::to_string(draft.dropped)}, {}, {}});
}

inline Result<Process> built(ProcessDraft draft) {
    build(draft);
    if (has_errors(draft.faults)) return fail(std::move(draft.faults));
    derive(draft.data);
    draft.data.keys.shrink_to_fit();
    draft.data.texts.shrink_to_fit();
    return Process(std::make_shared<const ProcessData>(std::move(draft.data)));
}

} // namespace detail

CONVENE_DECL Result<Process> ProcessBuilder::build() {
    ++built_;
    return detail::built(std::move(*std::exchange(draft_, std::make_unique<detail::ProcessDraft>())));
}

CONVENE_DECL Result<Process> ProcessBuilder::preview() const { return detail::built(*draft_); }

} // namespace convene
