#pragma once

#include <convene/core/rows.hpp>
#include <convene/core/table.hpp>
#include <convene/model/records.hpp>

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace convene {

namespace detail {

/// The tables of a process. Only `ProcessBuilder::build()` fills them.
struct ProcessData {
    std::string key;
    Text title;
    Text description;
    std::string zone;
    std::string currency;
    Extra extra;
    std::vector<std::string> imports;
    std::optional<Instant> start;
    std::optional<Instant> finish;
    std::optional<Instant> status_date;
    std::optional<ActivityId> target;
    std::optional<Rounds> rounds;
    CalendarId calendar;

    Interner keys;
    StringPool texts;
    // By symbol; shorter than the symbols where the rest names nothing.
    std::vector<OptionalId<ActivityId>> activity_of;
    std::vector<OptionalId<ArtifactId>> artifact_of;

    Table<ActivityId, Activity> activities;
    Table<ArtifactId, Artifact> artifacts;
    Table<CalendarId, CalendarEntry> calendars;
    Table<TierId, Tier> tiers;
    Table<ParameterId, Parameter> parameters;
    Table<PersonId, Person> people;
    Table<PhaseId, Phase> phases;
    Table<ResourceId, Resource> resources;
    Table<RoleId, Role> roles;
    std::vector<Authority> authorities;
    std::vector<Quota> quotas;
    std::vector<Cover> covers;
    std::vector<Attendance> attendances;
    std::vector<Separation> separations;

    // Rules are sorted by `to`, and in each activity those with a minimum come first.
    struct PackedRule {
        ActivityId from;
        ActivityId to;
        std::uint32_t lag : 30;
        std::uint32_t from_edge : 1;
        std::uint32_t to_edge : 1;
        Origin origin;
    };
    struct LagTerms {
        std::optional<Span> min;
        std::optional<Span> max;
        LagCalendar calendar = LagCalendar::successor;
        OptionalId<CalendarId> named;
        OptionalId<ParameterId> min_parameter;
        OptionalId<ParameterId> max_parameter;
        bool soft = false;

        friend bool operator==(const LagTerms&, const LagTerms&) = default;
    };
    std::vector<LagTerms> lags; // distinct
    std::vector<PackedRule> rules;

    Rows<ActivityId, ArtifactId> produces;
    Rows<ActivityId, ArtifactId> consumes;
    Rows<ActivityId, ActivityId> follow_ups;
    Rows<ActivityId, Duty> duties;
    Rows<ActivityId, ResourceNeed> needs;
    Rows<ActivityId, Step> steps;
    Rows<ActivityId, Matter> matters;
    Rows<ActivityId, Constraint> constraints;
    Rows<ActivityId, Instant> dates;
    Rows<ActivityId, Instant> deadlines;
    Rows<ActivityId, Progress> progress;
    Rows<ActivityId, Note> notes;
    Rows<ActivityId, Measure> measures;
    Rows<ActivityId, Money> budgets;
    Rows<ActivityId, Rework> reworks;
    Rows<ActivityId, Handover> handovers;
    Rows<ActivityId, Cadence> cadences;
    Rows<ActivityId, ServiceLevel> service_levels;
    Rows<ActivityId, std::uint16_t> quorums;
    Rows<ActivityId, Extra> extras;
    Rows<ActivityId, ParameterId> duration_parameters;
    Rows<ArtifactId, ArtifactForm> forms;

    // What follows from the rest: see `people_of` and `is_per_case`.
    Rows<RoleId, PersonId> people_of;
    Table<PhaseId, std::uint8_t> per_case; // empty if no phase runs per case
};

} // namespace detail

/// The definition of a process: activities, roles, people, artifacts, rules and calendars, all checked for integrity.
///
/// An immutable value. Copies share their tables, so a copy costs two words; any number of threads may read one.
/// Made by `ProcessBuilder::build()` or read from a file. Ids count from 0 in the order of definition.
class Process {
  public:
    /// An empty process: no activity, the standard calendar.
    CONVENE_DECL Process();
    // Moving copies, so a moved-from process keeps its value.
    Process(const Process&) = default;
    Process& operator=(const Process&) = default;
    ~Process() = default;
    explicit Process(std::shared_ptr<const detail::ProcessData> data) : data_(std::move(data)) {}

    [[nodiscard]] std::string_view key() const& { return data_->key; }
    [[nodiscard]] TextView title() const& { return data_->title; }
    [[nodiscard]] TextView description() const& { return data_->description; }
    /// The IANA zone in which all times are meant; for export only.
    [[nodiscard]] std::string_view zone() const& { return data_->zone; }
    [[nodiscard]] std::string_view currency() const& { return data_->currency; }
    /// Data of the user's own, kept with the process; that of roles, people and resources is in their records.
    [[nodiscard]] const Extra& extra() const& { return data_->extra; }
    /// When the process starts, unless the options of `schedule` say otherwise.
    [[nodiscard]] std::optional<Instant> start() const { return data_->start; }
    /// The required finish, for scheduling backwards.
    [[nodiscard]] std::optional<Instant> finish() const { return data_->finish; }
    /// The date up to which progress is known.
    [[nodiscard]] std::optional<Instant> status_date() const { return data_->status_date; }
    /// The activity that critical paths lead to, if one is named.
    [[nodiscard]] std::optional<ActivityId> target() const { return data_->target; }
    [[nodiscard]] const std::optional<Rounds>& rounds() const& { return data_->rounds; }
    /// The project's calendar.
    [[nodiscard]] CalendarId calendar() const { return data_->calendar; }
    /// The files whose calendars this process uses.
    [[nodiscard]] std::span<const std::string> imports() const& { return data_->imports; }

    [[nodiscard]] const Table<ActivityId, Activity>& activities() const& { return data_->activities; }
    [[nodiscard]] const Table<ArtifactId, Artifact>& artifacts() const& { return data_->artifacts; }
    [[nodiscard]] const Table<CalendarId, CalendarEntry>& calendars() const& { return data_->calendars; }
    [[nodiscard]] const Table<TierId, Tier>& tiers() const& { return data_->tiers; }
    [[nodiscard]] const Table<ParameterId, Parameter>& parameters() const& { return data_->parameters; }
    [[nodiscard]] const Table<PersonId, Person>& people() const& { return data_->people; }
    [[nodiscard]] const Table<PhaseId, Phase>& phases() const& { return data_->phases; }
    [[nodiscard]] const Table<ResourceId, Resource>& resources() const& { return data_->resources; }
    [[nodiscard]] const Table<RoleId, Role>& roles() const& { return data_->roles; }
    [[nodiscard]] std::span<const Authority> authorities() const& { return data_->authorities; }
    [[nodiscard]] std::span<const Quota> quotas() const& { return data_->quotas; }
    [[nodiscard]] std::span<const Cover> covers() const& { return data_->covers; }
    [[nodiscard]] std::span<const Attendance> attendances() const& { return data_->attendances; }
    [[nodiscard]] std::span<const Separation> separations() const& { return data_->separations; }

    [[nodiscard]] const Activity& operator[](ActivityId id) const& { return data_->activities[id]; }
    [[nodiscard]] const Artifact& operator[](ArtifactId id) const& { return data_->artifacts[id]; }
    [[nodiscard]] const Phase& operator[](PhaseId id) const& { return data_->phases[id]; }
    [[nodiscard]] const Resource& operator[](ResourceId id) const& { return data_->resources[id]; }
    [[nodiscard]] const Role& operator[](RoleId id) const& { return data_->roles[id]; }
    [[nodiscard]] const Person& operator[](PersonId id) const& { return data_->people[id]; }
    [[nodiscard]] const Tier& operator[](TierId id) const& { return data_->tiers[id]; }
    [[nodiscard]] const Parameter& operator[](ParameterId id) const& { return data_->parameters[id]; }
    [[nodiscard]] const Calendar& operator[](CalendarId id) const& { return data_->calendars[id].calendar; }

    /// The key by which files and people name a thing.
    [[nodiscard]] std::string_view key(ActivityId id) const& { return data_->keys[data_->activities[id].key]; }
    [[nodiscard]] std::string_view key(ArtifactId id) const& { return data_->keys[data_->artifacts[id].key]; }
    [[nodiscard]] std::string_view key(PhaseId id) const& { return data_->phases[id].key; }
    [[nodiscard]] std::string_view key(ResourceId id) const& { return data_->resources[id].key; }
    [[nodiscard]] std::string_view key(RoleId id) const& { return data_->roles[id].key; }
    [[nodiscard]] std::string_view key(PersonId id) const& { return data_->people[id].key; }
    [[nodiscard]] std::string_view key(TierId id) const& { return data_->tiers[id].key; }
    [[nodiscard]] std::string_view key(ParameterId id) const& { return data_->parameters[id].key; }
    [[nodiscard]] CONVENE_DECL std::string_view key(CalendarId id) const&;

    [[nodiscard]] TextView title(ActivityId id) const& { return text(data_->activities[id].title); }
    [[nodiscard]] TextView title(ArtifactId id) const& { return text(data_->artifacts[id].title); }
    [[nodiscard]] TextView title(PhaseId id) const& { return data_->phases[id].title; }
    [[nodiscard]] TextView title(ResourceId id) const& { return data_->resources[id].title; }
    [[nodiscard]] TextView title(RoleId id) const& { return data_->roles[id].title; }
    [[nodiscard]] TextView title(PersonId id) const& { return data_->people[id].title; }
    [[nodiscard]] TextView title(TierId id) const& { return data_->tiers[id].title; }

    /// The thing that has this key; expected O(1) for activities and artifacts, O(number) for the rest.
    [[nodiscard]] CONVENE_DECL std::optional<ActivityId> find_activity(std::string_view key) const;
    [[nodiscard]] CONVENE_DECL std::optional<ArtifactId> find_artifact(std::string_view key) const;
    [[nodiscard]] CONVENE_DECL std::optional<RoleId> find_role(std::string_view key) const;
    [[nodiscard]] CONVENE_DECL std::optional<ResourceId> find_resource(std::string_view key) const;
    [[nodiscard]] CONVENE_DECL std::optional<PersonId> find_person(std::string_view key) const;
    [[nodiscard]] CONVENE_DECL std::optional<PhaseId> find_phase(std::string_view key) const;
    [[nodiscard]] CONVENE_DECL std::optional<CalendarId> find_calendar(std::string_view key) const;

    /// The calendar on which an activity is worked: its own, else the project's; for an elapsed duration the one that
    /// is always open.
    [[nodiscard]] CONVENE_DECL const Calendar& calendar_of(ActivityId id) const&;

    // The properties of an activity, in order of definition; empty if it has none.
    [[nodiscard]] std::span<const ArtifactId> produces(ActivityId id) const& { return data_->produces[id]; }
    [[nodiscard]] std::span<const ArtifactId> consumes(ActivityId id) const& { return data_->consumes[id]; }
    /// Activities that start once this one has been held.
    [[nodiscard]] std::span<const ActivityId> follow_ups(ActivityId id) const& { return data_->follow_ups[id]; }
    [[nodiscard]] std::span<const Duty> duties(ActivityId id) const& { return data_->duties[id]; }
    [[nodiscard]] std::span<const ResourceNeed> needs(ActivityId id) const& { return data_->needs[id]; }
    [[nodiscard]] std::span<const Step> steps(ActivityId id) const& { return data_->steps[id]; }
    [[nodiscard]] std::span<const Matter> matters(ActivityId id) const& { return data_->matters[id]; }
    [[nodiscard]] std::span<const Constraint> constraints(ActivityId id) const& { return data_->constraints[id]; }
    [[nodiscard]] std::span<const Measure> measures(ActivityId id) const& { return data_->measures[id]; }
    [[nodiscard]] std::span<const Rework> reworks(ActivityId id) const& { return data_->reworks[id]; }
    [[nodiscard]] std::span<const Handover> handovers(ActivityId id) const& { return data_->handovers[id]; }
    [[nodiscard]] std::span<const Note> notes(ActivityId id) const& { return data_->notes[id]; }

    /// The date of an external milestone, if it is known.
    [[nodiscard]] std::optional<Instant> date(ActivityId id) const { return only(data_->dates[id]); }
    [[nodiscard]] std::optional<Instant> deadline(ActivityId id) const { return only(data_->deadlines[id]); }
    [[nodiscard]] std::optional<Progress> progress(ActivityId id) const { return only(data_->progress[id]); }
    [[nodiscard]] std::optional<Money> budget(ActivityId id) const { return only(data_->budgets[id]); }
    [[nodiscard]] std::optional<Cadence> cadence(ActivityId id) const { return only(data_->cadences[id]); }
    [[nodiscard]] std::optional<ServiceLevel> service_level(ActivityId id) const {
        return only(data_->service_levels[id]);
    }
    /// How many of the deciding roles must agree; all if absent.
    [[nodiscard]] std::optional<std::uint16_t> quorum(ActivityId id) const { return only(data_->quorums[id]); }
    [[nodiscard]] std::optional<ParameterId> duration_parameter(ActivityId id) const {
        return only(data_->duration_parameters[id]);
    }
    [[nodiscard]] Extra extra(ActivityId id) const { return only(data_->extras[id]).value_or(Extra()); }
    [[nodiscard]] Extra extra(ArtifactId id) const { return form(id).value_or(ArtifactForm()).extra; }
    [[nodiscard]] std::optional<ArtifactForm> form(ArtifactId id) const { return only(data_->forms[id]); }
    /// The note of this kind, such as the purpose of a meeting; empty if there is none.
    [[nodiscard]] CONVENE_DECL TextView note(ActivityId id, NoteKind kind) const&;

    /// The rules by number. Those that lead to one activity are neighbours.
    [[nodiscard]] std::size_t rule_count() const { return data_->rules.size(); }
    [[nodiscard]] CONVENE_DECL Rule rule(RuleId id) const;

    [[nodiscard]] TextView text(PooledText t) const& { return TextView{data_->texts[t]}; }
    [[nodiscard]] std::string_view text(Symbol s) const& { return data_->keys[s]; }

    /// The tables, for code in hot loops. Not part of the stable interface.
    [[nodiscard]] const detail::ProcessData& data() const& { return *data_; }

    /// If the process is a temporary, a copy.
    template <class I>
    [[nodiscard]] auto operator[](I id) const&& {
        return (*this)[id];
    }
    // Other views of a temporary would dangle.
    void key() const&& = delete;
    template <class I>
    void key(I) const&& = delete;
    void title() const&& = delete;
    template <class I>
    void title(I) const&& = delete;
    void description() const&& = delete;
    void zone() const&& = delete;
    void currency() const&& = delete;
    void extra() const&& = delete;
    void rounds() const&& = delete;
    void imports() const&& = delete;
    void activities() const&& = delete;
    void artifacts() const&& = delete;
    void calendars() const&& = delete;
    void tiers() const&& = delete;
    void parameters() const&& = delete;
    void people() const&& = delete;
    void phases() const&& = delete;
    void resources() const&& = delete;
    void roles() const&& = delete;
    void authorities() const&& = delete;
    void quotas() const&& = delete;
    void covers() const&& = delete;
    void attendances() const&& = delete;
    void separations() const&& = delete;
    void calendar_of(ActivityId) const&& = delete;
    void produces(ActivityId) const&& = delete;
    void consumes(ActivityId) const&& = delete;
    void follow_ups(ActivityId) const&& = delete;
    void duties(ActivityId) const&& = delete;
    void needs(ActivityId) const&& = delete;
    void steps(ActivityId) const&& = delete;
    void matters(ActivityId) const&& = delete;
    void constraints(ActivityId) const&& = delete;
    void measures(ActivityId) const&& = delete;
    void reworks(ActivityId) const&& = delete;
    void handovers(ActivityId) const&& = delete;
    void notes(ActivityId) const&& = delete;
    void note(ActivityId, NoteKind) const&& = delete;
    template <class I>
    void text(I) const&& = delete;
    void data() const&& = delete;

    /// Whether both have the same definition, wherever they were read from. O(size).
    friend CONVENE_DECL bool operator==(const Process& a, const Process& b);

  private:
    template <class T>
    static std::optional<T> only(std::span<const T> row) {
        return row.empty() ? std::nullopt : std::optional<T>(row.front());
    }

    std::shared_ptr<const detail::ProcessData> data_;
};

/// What findings call a thing, in both languages: `meeting "Launch strategy decision"`, `会议“开盘策略决策会”`; without
/// a title, by its key.
[[nodiscard]] CONVENE_DECL Text name_of(const Process& process, ActivityId id);
[[nodiscard]] CONVENE_DECL Text name_of(const Process& process, ArtifactId id);
[[nodiscard]] CONVENE_DECL Text name_of(const Process& process, RoleId id);
[[nodiscard]] CONVENE_DECL Text name_of(const Process& process, PersonId id);
[[nodiscard]] CONVENE_DECL Text name_of(const Process& process, ResourceId id);
[[nodiscard]] CONVENE_DECL Text name_of(const Process& process, PhaseId id);
[[nodiscard]] CONVENE_DECL Text name_of(const Process& process, CalendarId id);
/// `rule "Strategy outline" finish -> "Launch" start, at least 2 months, at most 3 weeks`.
[[nodiscard]] CONVENE_DECL Text name_of(const Process& process, RuleId id);

/// The location of an origin.
[[nodiscard]] inline Location location_of(Origin origin) {
    Location where;
    if (origin != 0) where.offset = origin - 1;
    return where;
}

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/model/impl/equal.ipp>
#include <convene/model/impl/process.ipp>
#endif
