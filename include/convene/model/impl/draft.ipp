#pragma once

#include <convene/model/builder.hpp>

#include <string>
#include <utility>
#include <vector>

namespace convene::detail {

/// What has been said so far. References are kept by symbol until `build()` knows every definition.
struct ProcessDraft {
    template <class T>
    struct Owned {
        ActivityId owner;
        T value;
    };
    /// A reference from an activity to something by key.
    struct Ref {
        ActivityId owner;
        Symbol to;
        Origin origin;
    };
    /// A rule's end is named by key, or is the activity at hand, whose key may not be known yet.
    struct End {
        std::string_view key = {};
        std::optional<ActivityId> activity = {};
    };
    /// A key that is interned together with others, and where its symbol goes.
    struct Waiting {
        enum class For : std::uint8_t { activity, rule_from, rule_to };
        For what;
        std::uint32_t number; // the activity's or the rule's
        std::uint32_t offset; // in `waiting_text`
        std::uint32_t size;
    };
    struct RuleRef {
        std::uint32_t from;
        std::uint32_t to;
        std::uint32_t lag : 28;
        std::uint32_t from_by_id : 1;
        std::uint32_t to_by_id : 1;
        std::uint32_t from_edge : 1;
        std::uint32_t to_edge : 1;
        Origin origin;
    };
    struct LagRef {
        std::optional<Span> min;
        std::optional<Span> max;
        LagCalendar calendar;
        Symbol named;
        Symbol min_parameter;
        Symbol max_parameter;
        Origin origin; // of the first rule that has it

        friend bool operator==(const LagRef& a, const LagRef& b) {
            return a.min == b.min && a.max == b.max && a.calendar == b.calendar && a.named == b.named &&
                   a.min_parameter == b.min_parameter && a.max_parameter == b.max_parameter;
        }
    };
    struct DutyRef {
        Duty duty; // role and person are symbols
        Symbol role;
        Symbol person;
        Origin origin;
    };
    struct NeedRef {
        Symbol resource;
        std::uint32_t units;
        Origin origin;
    };
    struct ServiceRef {
        ServiceLevel level;
        Symbol escalate_to;
        Origin origin;
    };
    struct HandoverRef {
        Symbol from;
        Symbol to;
        Origin origin;
    };
    struct ReworkRef {
        Symbol to;
        std::uint16_t max_rounds;
        Origin origin;
    };
    struct Named {
        std::string key;
        Origin origin = 0;
        [[nodiscard]] bool given() const { return !key.empty(); }
    };

    ProcessData data;
    Origin here = 0;
    Diagnostics faults;
    /// Faults beyond the number that is told.
    std::size_t dropped = 0;

    Symbol none; // the symbol of ""
    Named calendar;
    Named target;

    std::vector<Ref> calendars; // of activities, sparse: most have none
    std::vector<Ref> phases;
    std::vector<Ref> duration_parameters;
    std::vector<Ref> produces;
    std::vector<Ref> consumes;
    std::vector<Ref> follow_ups;
    std::vector<RuleRef> rules;
    std::vector<Waiting> waiting;
    std::string waiting_text;
    std::vector<LagRef> lags;
    std::vector<Owned<DutyRef>> duties;
    std::vector<Owned<NeedRef>> needs;
    std::vector<Owned<Step>> steps;
    std::vector<Owned<Matter>> matters;
    std::vector<Ref> matter_levels; // owner = the matter's number
    std::vector<Owned<Constraint>> constraints;
    std::vector<Owned<Instant>> dates;
    std::vector<Owned<Instant>> deadlines;
    std::vector<Owned<Progress>> progress;
    std::vector<Owned<Note>> notes;
    std::vector<Owned<Measure>> measures;
    std::vector<Owned<Money>> budgets;
    std::vector<Owned<ReworkRef>> reworks;
    std::vector<Owned<HandoverRef>> handovers;
    std::vector<Owned<Cadence>> cadences;
    std::vector<Owned<ServiceRef>> service_levels;
    std::vector<Owned<std::uint16_t>> quorums;
    std::vector<std::pair<ArtifactId, ArtifactForm>> forms;

    // References of the small tables, kept as text beside each record.
    std::vector<Named> phase_parents;
    std::vector<std::pair<Named, Named>> role_refs; // calendar, level
    std::vector<Named> resource_calendars;
    std::vector<std::pair<Named, std::vector<std::string>>> person_refs;
    std::vector<AuthoritySpec> authority_specs;
    std::vector<std::pair<std::string, std::string>> authority_refs;
    std::vector<std::pair<std::string, std::string>> quota_refs;
    std::vector<std::pair<std::string, std::string>> cover_refs;
    std::vector<std::pair<std::string, std::string>> attendance_refs;
    std::vector<std::vector<SeparationSpec::Part>> separation_refs;
    std::vector<std::pair<std::string, Span>> parameter_values;

    ProcessDraft() : none(data.keys.intern("")) {}

    PooledText pool(TextView text) { return data.texts.add(text.packed()); }
    Symbol symbol(std::string_view key) { return key.empty() ? none : data.keys.intern(key); }
    std::uint32_t lag(const LagRef& lag);
    void rule(const End& from, const End& to, const Lag& lag);
    void wait(Waiting::For what, std::size_t number, std::string_view key);
    void intern_waiting();
};

} // namespace convene::detail
