#pragma once

#include <convene/model/impl/build_base.ipp>

#include <limits>

namespace convene::detail {

inline constexpr std::uint32_t no_id = std::numeric_limits<std::uint32_t>::max();

/// Resolves and sorts the rules.
class BuildRules : BuildBase {
  public:
    using BuildBase::BuildBase;

    void run() { resolve_rules(); }

  private:
    void resolve_rules() {
        for (const auto& ref : d_.lags) resolve_lag(ref);
        auto& rules = d_.rules;
        std::size_t kept = 0;
        auto apart = d_.ends.begin();
        for (std::uint32_t i = 0; i < rules.size(); ++i) {
            const auto& ref = rules[i];
            const bool is_apart = apart != d_.ends.end() && apart->rule == i;
            const auto from = end(ref.from, ref.from_by_id, ref.to_by_id ? ref.to : no_id,
                                  is_apart && apart->from != 0 ? apart->from : ref.origin);
            const auto to = end(ref.to, ref.to_by_id, ref.from_by_id ? ref.from : no_id,
                                is_apart && apart->to != 0 ? apart->to : ref.origin);
            if (is_apart) ++apart;
            if (!from || !to || !check_rule(*from, *to, p_.lags[ref.lag], ref.origin)) continue;
            auto resolved = ref;
            resolved.from = from->value;
            resolved.to = to->value;
            rules[kept++] = resolved;
        }
        rules.resize(kept);
        sort_rules();
    }

    void resolve_lag(const ProcessDraft::LagRef& ref) {
        ProcessData::LagTerms terms;
        terms.min = ref.min;
        terms.max = ref.max;
        terms.calendar = ref.calendar;
        const auto no_object = [] { return Text{}; };
        if (ref.named.symbol != d_.none) {
            if (const auto id = find<CalendarId>(ref.named.symbol, ref.named.origin, no_object)) terms.named = *id;
            terms.calendar = LagCalendar::named;
        }
        const auto parameter = [&](const auto& to, std::optional<Span>& bound, OptionalId<ParameterId>& id) {
            if (to.symbol == d_.none) return;
            const auto found = find<ParameterId>(to.symbol, to.origin, no_object);
            if (!found) return;
            id = *found;
            bound = p_.parameters[*found].value;
        };
        parameter(ref.min_parameter, terms.min, terms.min_parameter);
        parameter(ref.max_parameter, terms.max, terms.max_parameter);
        terms.soft = ref.soft;
        p_.lags.push_back(terms);
    }

    std::optional<ActivityId> end(std::uint32_t value, bool by_id, std::uint32_t other, Origin origin) {
        if (by_id) return ActivityId{value};
        if (p_.activity_of[value] && Symbol{value} != d_.none) return *p_.activity_of[value];
        const auto key = p_.keys[Symbol{value}];
        const Text object = other == no_id ? Text{{"en", "rule"}, {"zh", "规则"}} : activity_name(ActivityId{other});
        unknown(object, word_of<ActivityId>, key, origin,
                d_.faults.size() > 20 ? std::string{} : closest(key, keys_by_symbol(p_.activity_of)));
        return std::nullopt;
    }

    bool check_rule(ActivityId from, ActivityId to, const ProcessData::LagTerms& lag, Origin origin) {
        if (from == to) return add({Code::rule_to_itself, activity_name(to), {}, location_of(origin), {}}), false;
        if (!lag.min && !lag.max)
            return add({Code::rule_without_bound, activity_name(to), {activity_name(from)}, location_of(origin), {}}),
                   false;
        if (lag.soft && !lag.max)
            return add({Code::soft_without_upper_bound,
                        activity_name(to),
                        {Text{{"en", "a rule without a maximum"}, {"zh", "没有最大时距的规则"}}},
                        location_of(origin),
                        {}}),
                   false;
        // Of different units only a schedule can tell.
        const bool comparable =
            lag.min && lag.max && (lag.min->unit == lag.max->unit || lag.min->amount == 0 || lag.max->amount == 0);
        if (comparable && lag.min->amount > lag.max->amount)
            return add({Code::empty_lag_window,
                        activity_name(to),
                        {activity_name(from), to_string(*lag.min), to_string(*lag.max)},
                        location_of(origin),
                        {}}),
                   false;
        return true;
    }

    /// Sorted by `to`, those with a minimum first: the order in which they are written back, so that reading again
    /// gives the same ids.
    void sort_rules() {
        auto& rules = d_.rules;
        const auto n = p_.activities.size();
        std::vector<std::uint32_t> first(2 * n + 1, 0);
        const auto bucket = [&](const auto& r) { return 2 * std::size_t{r.to} + (p_.lags[r.lag].min ? 0 : 1); };
        for (const auto& r : rules) ++first[bucket(r) + 1];
        for (std::size_t i = 0; i < 2 * n; ++i) first[i + 1] += first[i];
        p_.rules.resize(rules.size());
        for (const auto& r : rules)
            p_.rules[first[bucket(r)]++] = {ActivityId{r.from}, ActivityId{r.to}, r.lag,
                                            r.from_edge,        r.to_edge,        r.origin};
        std::vector<ProcessDraft::RuleRef>().swap(rules);
    }
};

} // namespace convene::detail
