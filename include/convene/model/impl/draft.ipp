#pragma once

#include <convene/model/detail/draft.hpp>

#include <algorithm>

namespace convene::detail {

CONVENE_DECL ProcessDraft::ProcessDraft() : none(data.keys.intern("")) {}

CONVENE_DECL ActivityId ProcessDraft::activity(ActivityKind kind, KeyView key, TextView title) {
    Activity activity;
    activity.key = none;
    activity.kind = kind;
    activity.title = pool(title);
    activity.origin = key.origin;
    const auto id = data.activities.push_back(activity);
    wait(Waiting::For::activity, id.value, key.text);
    return id;
}

CONVENE_DECL void ProcessDraft::rename(ActivityId id, std::string_view key) {
    data.activities[id].key = none;
    wait(Waiting::For::activity, id.value, key);
}

CONVENE_DECL void ProcessDraft::expect_activities(std::size_t count) {
    const auto have = data.activities.size();
    if (have == 0 || count <= have) return;
    // Names and titles tend to grow with their number.
    const auto scaled = [&](std::size_t size) { return size * count / have + size * count / have / 16; };
    data.activities.vector().reserve(count);
    data.keys.reserve(scaled(data.keys.size()), scaled(data.keys.bytes()));
    data.texts.reserve(scaled(data.texts.bytes()));
    rules.reserve(scaled(rules.size()));
}

CONVENE_DECL std::uint32_t ProcessDraft::lag(const LagRef& lag) {
    // Real processes repeat a few lags; looking at the latest ones keeps the common case quick and the table small.
    const std::size_t window = std::min<std::size_t>(lags.size(), 16);
    const auto recent = lags.end() - static_cast<std::ptrdiff_t>(window);
    const auto found = std::find(recent, lags.end(), lag);
    if (found != lags.end()) return static_cast<std::uint32_t>(found - lags.begin());
    lags.push_back(lag);
    return static_cast<std::uint32_t>(lags.size() - 1);
}

CONVENE_DECL void ProcessDraft::rule(const End& from, const End& to, const Lag& spec) {
    // The key at the other end says where a rule stands that has no place of its own.
    const auto origin = spec.origin != 0 ? spec.origin : std::max(from.key.origin, to.key.origin);
    const auto reference = [&](const Key& key) {
        return LagRef::To{symbol(key.text), key.origin != 0 ? key.origin : origin};
    };
    const auto terms = lag({spec.min, spec.max, spec.calendar, reference(spec.named), reference(spec.min_parameter),
                            reference(spec.max_parameter), spec.soft});
    const auto value = [&](const End& end) { return end.activity ? end.activity->value : none.value; };
    const auto number = rules.size();
    rules.push_back({value(from), value(to), terms & 0x0FFFFFFFU, from.activity ? 1U : 0U, to.activity ? 1U : 0U,
                     spec.from_edge == Edge::finish ? 1U : 0U, spec.to_edge == Edge::finish ? 1U : 0U, origin});
    if (spec.origin != 0) ends.push_back({static_cast<std::uint32_t>(number), from.key.origin, to.key.origin});
    if (!from.activity) wait(Waiting::For::rule_from, number, from.key.text);
    if (!to.activity) wait(Waiting::For::rule_to, number, to.key.text);
}

CONVENE_DECL void ProcessDraft::wait(Waiting::For what, std::size_t number, std::string_view key) {
    constexpr std::size_t group = 64;
    if (key.empty()) return;
    waiting.push_back({what, static_cast<std::uint32_t>(number), static_cast<std::uint32_t>(waiting_text.size()),
                       static_cast<std::uint32_t>(key.size())});
    waiting_text += key;
    if (waiting.size() >= group) intern_waiting();
}

CONVENE_DECL void ProcessDraft::intern_waiting() {
    std::vector<std::string_view> keys;
    for (const auto& w : waiting) keys.push_back(std::string_view(waiting_text).substr(w.offset, w.size));
    std::vector<Symbol> symbols(keys.size());
    data.keys.intern(keys, symbols);
    for (std::size_t i = 0; i < waiting.size(); ++i) {
        const auto number = waiting[i].number;
        switch (waiting[i].what) {
        case Waiting::For::activity: data.activities[ActivityId{number}].key = symbols[i]; break;
        case Waiting::For::rule_from: rules[number].from = symbols[i].value; break;
        case Waiting::For::rule_to: rules[number].to = symbols[i].value; break;
        }
    }
    waiting.clear();
    waiting_text.clear();
}

} // namespace convene::detail
