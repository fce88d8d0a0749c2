#pragma once

#include <convene/core/config.hpp>
#include <convene/core/diagnostic.hpp>
#include <convene/model/detail/fields.hpp>
#include <convene/model/process.hpp>
#include <convene/model/specs.hpp>

#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace convene {

class ActivityBuilder;
class ProcessBuilder;

} // namespace convene

namespace convene::detail {

/// What has been said so far. Until `build()` knows every definition, a reference is the symbol of its key: an id in a
/// record holds the symbol's number.
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
        KeyView key = {};
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
        struct To {
            Symbol symbol;
            Origin origin; // of the first rule that has it
        };
        std::optional<Span> min;
        std::optional<Span> max;
        LagCalendar calendar;
        To named;
        To min_parameter;
        To max_parameter;
        bool soft = false;

        friend bool operator==(const LagRef& a, const LagRef& b) {
            return a.min == b.min && a.max == b.max && a.calendar == b.calendar && a.named.symbol == b.named.symbol &&
                   a.min_parameter.symbol == b.min_parameter.symbol &&
                   a.max_parameter.symbol == b.max_parameter.symbol && a.soft == b.soft;
        }
    };

    ProcessData data;
    Diagnostics faults;
    /// Faults beyond the number that is told.
    std::size_t dropped = 0;

    Symbol none; // the symbol of ""
    Key calendar;
    Key target;

    std::vector<Ref> calendars; // of activities, sparse: most have none
    std::vector<Ref> phases;
    std::vector<Ref> duration_parameters;
    std::vector<Ref> produces;
    std::vector<Ref> consumes;
    std::vector<Ref> follow_ups;
    std::vector<RuleRef> rules;
    // Where a rule that has a place of its own names its ends: (rule, from, to), by ascending rule.
    struct Ends {
        std::uint32_t rule;
        Origin from;
        Origin to;
    };
    std::vector<Ends> ends;
    std::vector<Waiting> waiting;
    std::string waiting_text;
    std::vector<LagRef> lags;
    std::vector<Owned<Duty>> duties;
    std::vector<Owned<ResourceNeed>> needs;
    std::vector<Owned<Step>> steps;
    std::vector<Owned<Matter>> matters;
    std::vector<Owned<Constraint>> constraints;
    std::vector<Owned<Instant>> dates;
    std::vector<Owned<Instant>> deadlines;
    std::vector<Owned<Progress>> progress;
    std::vector<Owned<Note>> notes;
    std::vector<Owned<Measure>> measures;
    std::vector<Owned<Money>> budgets;
    std::vector<Owned<Rework>> reworks;
    std::vector<Owned<Handover>> handovers;
    std::vector<Owned<Cadence>> cadences;
    std::vector<Owned<ServiceLevel>> service_levels;
    std::vector<Owned<std::uint16_t>> quorums;
    std::vector<Owned<Extra>> extras;
    std::vector<std::pair<ArtifactId, ArtifactForm>> forms;
    std::vector<std::pair<std::string, Span>> parameter_values;

    /// Where each record of one kind stands, and then its references, in order; see `Adopt`.
    template <class Record>
    struct Origins {
        std::vector<Origin> at;
    };
    std::tuple<Origins<Phase>, Origins<Role>, Origins<Resource>, Origins<Person>, Origins<Authority>, Origins<Quota>,
               Origins<Artifact>, Origins<Cover>, Origins<Attendance>, Origins<Separation>, Origins<Duty>,
               Origins<ResourceNeed>, Origins<Matter>, Origins<Rework>, Origins<Handover>, Origins<ServiceLevel>>
        origins;

    /// The things of one kind by the symbols of their keys.
    template <class IdType>
    struct Index {
        std::vector<OptionalId<IdType>> by_symbol;
    };
    std::tuple<Index<CalendarId>, Index<TierId>, Index<ParameterId>, Index<PersonId>, Index<PhaseId>, Index<ResourceId>,
               Index<RoleId>>
        indices;

    CONVENE_DECL ProcessDraft();

    [[nodiscard]] PooledText pool(TextView text) { return data.texts.add(text.packed()); }
    [[nodiscard]] Symbol symbol(std::string_view key) { return key.empty() ? none : data.keys.intern(key); }
    [[nodiscard]] Ref ref(ActivityId owner, KeyView to) { return {owner, symbol(to.text), to.origin}; }
    [[nodiscard]] CONVENE_DECL ActivityId activity(ActivityKind kind, KeyView key, TextView title);
    /// Gives the activity another key.
    CONVENE_DECL void rename(ActivityId id, std::string_view key);
    /// Makes room for so many activities, with as many rules and texts each as those that are there have. Changes
    /// nothing else.
    CONVENE_DECL void expect_activities(std::size_t count);
    CONVENE_DECL void rule(const End& from, const End& to, const Lag& lag);
    CONVENE_DECL std::uint32_t lag(const LagRef& lag);
    CONVENE_DECL void wait(Waiting::For what, std::size_t number, std::string_view key);
    CONVENE_DECL void intern_waiting();
};

/// For readers: what a builder holds, and the handle of an activity of its.
struct DraftAccess {
    template <class Builder>
    static ProcessDraft& draft(Builder& builder) {
        return *builder.draft_;
    }
    template <class Handle = ActivityBuilder, class Builder>
    static Handle activity(Builder& builder, ActivityId id) {
        return {builder, id};
    }
};

/// Makes records of specs: symbols in place of keys, and of each reference remembers where it stands.
template <class Record>
class Adopt {
  public:
    explicit Adopt(ProcessDraft& draft)
        : draft_(draft), at_(std::get<ProcessDraft::Origins<Record>>(draft.origins).at) {}

    /// Fills the record, and what of it stands apart.
    template <class... Apart>
    void operator()(SpecOf<Record>&& spec, Record& record, Apart&... apart) {
        auto origin = spec.origin;
        if constexpr (requires { spec.key.origin; })
            if (origin == 0) origin = spec.key.origin;
        if constexpr (requires { record.origin; }) record.origin = origin;
        at_.push_back(origin);
        fill(std::move(spec), origin, record, apart...);
    }
    [[nodiscard]] Record operator()(SpecOf<Record>&& spec) {
        Record record{};
        (*this)(std::move(spec), record);
        return record;
    }

  private:
    template <class T, class... Apart>
    void fill(SpecOf<T>&& spec, Origin origin, T& record, Apart&... apart) {
        if constexpr (requires { Fields<T>::complete(spec); }) Fields<T>::complete(spec);
        each_field<T>([&](auto i) {
            auto& from = spec.*spec_field<T, i()>.member;
            set(member_of(record_field<T, i()>.member, record, apart...), std::move(from), origin);
        });
    }

    template <class T, class From>
    void set(T& to, From&& from, Origin) {
        to = std::forward<From>(from);
    }
    template <class T>
    void set(T& to, std::optional<T>&& from, Origin) {
        if (from) to = std::move(*from);
    }
    void set(std::string& to, Key&& from, Origin) { to = std::move(from.text); }
    void set(Symbol& to, Key&& from, Origin) { to = draft_.symbol(from.text); }
    void set(Symbol& to, std::string&& from, Origin) { to = draft_.symbol(from); }
    void set(PooledText& to, Text&& from, Origin) { to = draft_.pool(from); }
    template <class Tag>
    void set(Id<Tag>& to, Key&& from, Origin origin) {
        to = Id<Tag>{draft_.symbol(from.text).value};
        at_.push_back(from.origin == 0 ? origin : from.origin);
    }
    template <class IdType>
    void set(OptionalId<IdType>& to, Key&& from, Origin origin) {
        if (from.empty()) return;
        IdType id;
        set(id, std::move(from), origin);
        to = id;
    }
    template <class IdType>
    void set(std::vector<IdType>& to, std::vector<Key>&& from, Origin origin) {
        for (auto& key : from) set(to.emplace_back(), std::move(key), origin);
    }
    void set(std::vector<Separation::Part>& to, std::vector<SeparationSpec::Part>&& from, Origin origin) {
        for (auto& part : from) fill(std::move(part), origin, to.emplace_back());
    }

    ProcessDraft& draft_;
    std::vector<Origin>& at_;
};

/// Puts ids in place of the symbols. `find(IdType(), symbol, origin)` returns the id, or nothing after it told why.
template <class Record, class Find>
class Resolve {
  public:
    Resolve(ProcessDraft& draft, Find find)
        : at_(std::get<ProcessDraft::Origins<Record>>(draft.origins).at), find_(std::move(find)) {}

    /// The next record, in the order in which they were adopted. Returns whether all could be found.
    bool operator()(Record& record) {
        where_ = at_[next_++];
        return fields(record);
    }
    /// Where the record at hand stands.
    [[nodiscard]] Origin where() const { return where_; }

  private:
    template <class T>
    bool fields(T& record) {
        bool all = true;
        each_field<T>([&](auto i) {
            if constexpr (std::is_same_v<T, typename decltype(record_field<T, i()>)::Owner>)
                all = resolve(record.*record_field<T, i()>.member) && all;
        });
        return all;
    }
    template <class T>
    bool resolve(T&) {
        return true;
    }
    template <class Tag>
    bool resolve(Id<Tag>& id) {
        const auto found = find_(Id<Tag>(), Symbol{id.value}, at_[next_++]);
        id = found.value_or(Id<Tag>());
        return found.has_value();
    }
    template <class IdType>
    bool resolve(OptionalId<IdType>& id) {
        if (!id) return true;
        const std::optional<IdType> found = find_(IdType(), Symbol{(*id).value}, at_[next_++]);
        id = found ? OptionalId<IdType>(*found) : OptionalId<IdType>();
        return found.has_value();
    }
    template <class Tag>
    bool resolve(std::vector<Id<Tag>>& ids) {
        std::size_t kept = 0;
        for (auto id : ids)
            if (resolve(id)) ids[kept++] = id;
        const bool all = kept == ids.size();
        ids.resize(kept);
        return all;
    }
    bool resolve(std::vector<Separation::Part>& parts) {
        const auto lost = std::erase_if(parts, [&](Separation::Part& part) { return !fields(part); });
        return lost == 0;
    }

    std::vector<Origin>& at_;
    std::size_t next_ = 0;
    Origin where_ = 0;
    Find find_;
};

/// The inverse of `Resolve`: symbols in place of ids, as if the records had just been adopted. `symbol(id)` returns
/// that of a thing's key.
template <class Record, class Name>
class Unresolve {
  public:
    Unresolve(ProcessDraft& draft, Name symbol)
        : at_(std::get<ProcessDraft::Origins<Record>>(draft.origins).at), symbol_(std::move(symbol)) {}

    void operator()(Record& record) {
        at_.push_back(0);
        fields(record);
    }

  private:
    template <class T>
    void fields(T& record) {
        each_field<T>([&](auto i) {
            if constexpr (std::is_same_v<T, typename decltype(record_field<T, i()>)::Owner>)
                unresolve(record.*record_field<T, i()>.member);
        });
    }
    template <class T>
    void unresolve(T&) {}
    template <class Tag>
    void unresolve(Id<Tag>& id) {
        id = Id<Tag>{symbol_(id).value};
        at_.push_back(0);
    }
    template <class IdType>
    void unresolve(OptionalId<IdType>& id) {
        if (!id) return;
        auto given = *id;
        unresolve(given);
        id = given;
    }
    template <class Tag>
    void unresolve(std::vector<Id<Tag>>& ids) {
        for (auto& id : ids) unresolve(id);
    }
    void unresolve(std::vector<Separation::Part>& parts) {
        for (auto& part : parts) fields(part);
    }

    std::vector<Origin>& at_;
    Name symbol_;
};

template <class Record, class Name>
Unresolve<Record, Name> unresolver(ProcessDraft& draft, Name symbol) {
    return {draft, std::move(symbol)};
}

template <class Record, class Find>
Resolve<Record, Find> resolver(ProcessDraft& draft, Find find) {
    return {draft, std::move(find)};
}

} // namespace convene::detail
