#pragma once

#include <convene/core/result.hpp>
#include <convene/model/process.hpp>

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace convene {

class ProcessBuilder;
namespace detail {
struct ProcessDraft;
}

/// A temporal rule between the activity at hand and another, whichever of them comes first. By default the later one
/// starts when the earlier one has finished; `.min = {}` leaves only the upper bound.
struct Lag {
    std::optional<Span> min = Span{};
    std::optional<Span> max = {};
    Edge from_edge = Edge::finish;
    Edge to_edge = Edge::start;
    LagCalendar calendar = LagCalendar::successor;
    /// The key of the calendar, for `LagCalendar::named`.
    std::string_view named = {};
    /// Keys of the parameters that give `min` and `max`, instead of a span.
    std::string_view min_parameter = {};
    std::string_view max_parameter = {};
};

/// A duty with all that can be said of it; `initiated_by` and its like are the short forms.
struct DutySpec {
    std::string_view role;
    DutyKind kind = DutyKind::works;
    DutyDemand demand = DutyDemand::one;
    std::uint16_t count = 1;
    /// In thousandths of the activity's time.
    std::uint16_t share = 1000;
    std::string_view person = {};
};

/// A matter to be decided.
struct MatterSpec {
    Text title;
    std::string_view key = {};
    std::string_view topic = {};
    std::string_view level = {};
    std::optional<Money> amount = {};
};

/// How fast an activity must be closed.
struct ServiceLevelSpec {
    Span within{};
    std::optional<Span> warn = {};
    std::string_view escalate_to = {};
};

struct PhaseSpec {
    std::string_view key;
    Text title = {};
    std::string_view parent = {};
    PhaseRun run = PhaseRun::once;
};

struct RoleSpec {
    std::string_view key;
    Text title = {};
    std::string_view calendar = {};
    std::string_view level = {};
    Confidentiality clearance = Confidentiality::internal;
    bool external = false;
};

struct ResourceSpec {
    std::string_view key;
    Text title = {};
    std::uint32_t capacity = 1;
    std::vector<CapacityChange> changes = {};
    std::string_view calendar = {};
};

struct PersonSpec {
    std::string_view key;
    Text title = {};
    std::vector<std::string> roles = {};
    std::string_view calendar = {};
    std::vector<Absence> absences = {};
};

struct ArtifactSpec {
    std::string_view key;
    Text title = {};
    Confidentiality confidentiality = Confidentiality::internal;
    bool given = false;
    std::string_view format = {};
    std::string_view form_template = {};
    Text description = {};
};

struct AuthoritySpec {
    std::string_view role;
    std::string_view topic = {};
    std::optional<Money> up_to = {};
    std::string_view level = {};
};

struct QuotaSpec {
    std::string_view key;
    std::string_view role;
    std::uint32_t count = 1;
    Period per = Period::week;
    Text title = {};
    bool per_person = true;
    std::string_view record = {};
};

struct CoverSpec {
    std::string_view key;
    std::string_view role;
    std::uint16_t from = 0;
    std::uint16_t to = 0;
    Text title = {};
    std::uint8_t weekdays = 0x7F;
    std::uint32_t minimum = 1;
    std::string_view log = {};
};

struct AttendanceSpec {
    std::string_view role;
    std::vector<std::pair<std::uint16_t, std::uint16_t>> windows = {};
    std::string_view excused_by = {};
};

struct SeparationSpec {
    struct Part {
        std::string activity;
        DutyKind duty = DutyKind::works;
    };
    std::string_view key;
    std::vector<Part> parts = {};
    Text title = {};
};

/// One activity under construction: a handle into its `ProcessBuilder`, valid as long as that lives.
///
/// Everything is named by key, and may be named before it is defined.
class ActivityBuilder {
  public:
    using Keys = std::initializer_list<std::string_view>;

    /// Replaces the key, or the kind: for readers that meet them late.
    CONVENE_DECL ActivityBuilder& key(std::string_view key);
    CONVENE_DECL ActivityBuilder& kind(ActivityKind kind);

    /// The number under which people know it, such as "3".
    CONVENE_DECL ActivityBuilder& number(Text text);
    CONVENE_DECL ActivityBuilder& purpose(Text text);
    CONVENE_DECL ActivityBuilder& description(Text text);
    CONVENE_DECL ActivityBuilder& location(Text text);
    CONVENE_DECL ActivityBuilder& note(NoteKind kind, TextView text);
    CONVENE_DECL ActivityBuilder& title(TextView text);

    CONVENE_DECL ActivityBuilder& lasts(Span duration);
    /// The duration is what the parameter says.
    CONVENE_DECL ActivityBuilder& lasts_parameter(std::string_view parameter);
    CONVENE_DECL ActivityBuilder& on_calendar(std::string_view calendar);
    CONVENE_DECL ActivityBuilder& in_phase(std::string_view phase);

    ActivityBuilder& initiated_by(Keys roles) { return duties(DutyKind::initiates, roles); }
    ActivityBuilder& worked_by(Keys roles) { return duties(DutyKind::works, roles); }
    ActivityBuilder& decided_by(Keys roles) { return duties(DutyKind::decides, roles); }
    ActivityBuilder& reported_by(Keys roles) { return duties(DutyKind::reports, roles); }
    ActivityBuilder& attended_by(Keys roles) { return duties(DutyKind::attends, roles); }
    ActivityBuilder& informs(Keys roles) { return duties(DutyKind::informed, roles); }
    CONVENE_DECL ActivityBuilder& duties(DutyKind kind, Keys roles);
    CONVENE_DECL ActivityBuilder& duty(const DutySpec& duty);
    /// The activity holds `units` of a resource from its start to its finish.
    CONVENE_DECL ActivityBuilder& needs(std::string_view resource, std::uint32_t units = 1);
    /// It may pause while its people or resources are elsewhere.
    CONVENE_DECL ActivityBuilder& splittable();
    /// How many of the deciding roles must agree; all of them unless said.
    CONVENE_DECL ActivityBuilder& quorum(std::uint16_t roles);

    CONVENE_DECL ActivityBuilder& consumes(Keys artifacts);
    CONVENE_DECL ActivityBuilder& produces(Keys artifacts);
    CONVENE_DECL ActivityBuilder& consumes(std::string_view artifact);
    CONVENE_DECL ActivityBuilder& produces(std::string_view artifact);
    /// Activities that start once this one has been held.
    CONVENE_DECL ActivityBuilder& starts(Keys activities);
    CONVENE_DECL ActivityBuilder& starts(std::string_view activity);
    CONVENE_DECL ActivityBuilder& step(TextView title);
    CONVENE_DECL ActivityBuilder& matter(const MatterSpec& matter);

    /// This activity comes after `activity`: `this.to_edge` against `activity.from_edge`.
    CONVENE_DECL ActivityBuilder& after(std::string_view activity, const Lag& lag = {});
    /// This activity comes before `activity`: `activity.to_edge` against `this.from_edge`.
    CONVENE_DECL ActivityBuilder& before(std::string_view activity, const Lag& lag = {});

    CONVENE_DECL ActivityBuilder& constrain(ConstraintKind kind, Instant date);
    CONVENE_DECL ActivityBuilder& deadline(Instant date);
    CONVENE_DECL ActivityBuilder& as_late_as_possible();
    /// The date of an outside milestone.
    CONVENE_DECL ActivityBuilder& date(Instant date);
    CONVENE_DECL ActivityBuilder& progress(const Progress& progress);

    CONVENE_DECL ActivityBuilder& measure(Measure measure);
    CONVENE_DECL ActivityBuilder& budget(Money money);
    CONVENE_DECL ActivityBuilder& returns_to(std::string_view activity, std::uint16_t max_rounds);
    CONVENE_DECL ActivityBuilder& hands_over(std::string_view from_role, std::string_view to_role);
    CONVENE_DECL ActivityBuilder& recurs(Cadence cadence);
    CONVENE_DECL ActivityBuilder& service_level(const ServiceLevelSpec& level);

    [[nodiscard]] ActivityId id() const { return id_; }

  private:
    friend class ProcessBuilder;
    ActivityBuilder(ProcessBuilder& builder, ActivityId id) : builder_(&builder), id_(id) {}

    ProcessBuilder* builder_;
    ActivityId id_;
};

/// Describes a process, in any order, and checks it as a whole.
///
/// ```cpp
/// convene::ProcessBuilder b("launch");
/// b.role({.key = "sales", .title = {{"zh", "销售组"}, {"en", "Sales group"}}});
/// b.meeting("strategy", "Strategy outline").lasts(convene::spans::hours(4)).decided_by({"sales"});
/// b.meeting("launch", "Launch").after("strategy", {.min = convene::spans::elapsed_months(2)});
/// auto process = b.build(); // Result<Process>
/// ```
class ProcessBuilder {
  public:
    CONVENE_DECL explicit ProcessBuilder(std::string_view key);
    CONVENE_DECL ~ProcessBuilder();
    ProcessBuilder(const ProcessBuilder&) = delete;
    ProcessBuilder& operator=(const ProcessBuilder&) = delete;
    ProcessBuilder(ProcessBuilder&&) = delete;
    ProcessBuilder& operator=(ProcessBuilder&&) = delete;

    CONVENE_DECL ProcessBuilder& key(std::string_view key);
    CONVENE_DECL ProcessBuilder& title(Text title);
    CONVENE_DECL ProcessBuilder& description(Text text);
    CONVENE_DECL ProcessBuilder& zone(std::string_view iana_name);
    CONVENE_DECL ProcessBuilder& currency(std::string_view code);
    CONVENE_DECL ProcessBuilder& start(Instant at);
    CONVENE_DECL ProcessBuilder& finish(Instant at);
    CONVENE_DECL ProcessBuilder& status_date(Instant at);
    /// The activity that critical paths lead to.
    CONVENE_DECL ProcessBuilder& target(std::string_view activity);
    CONVENE_DECL ProcessBuilder& rounds(Rounds rounds);
    /// The project's calendar; the standard one (Monday to Friday, 09:00-12:00 and 13:00-18:00) unless said.
    CONVENE_DECL ProcessBuilder& calendar(std::string_view key);
    /// Adds a calendar under its own key. `from_import`: it came with a file that is named by `import`.
    CONVENE_DECL ProcessBuilder& add_calendar(Calendar calendar, bool from_import = false);
    CONVENE_DECL ProcessBuilder& import(std::string_view file);

    CONVENE_DECL ProcessBuilder& level(std::string_view key, Text title = {});
    CONVENE_DECL ProcessBuilder& parameter(std::string_view key, Span value, Text title = {});
    CONVENE_DECL ProcessBuilder& phase(const PhaseSpec& phase);
    CONVENE_DECL ProcessBuilder& role(const RoleSpec& role);
    CONVENE_DECL ProcessBuilder& resource(const ResourceSpec& resource);
    CONVENE_DECL ProcessBuilder& person(const PersonSpec& person);
    CONVENE_DECL ProcessBuilder& artifact(const ArtifactSpec& artifact);
    CONVENE_DECL ProcessBuilder& authority(const AuthoritySpec& authority);
    CONVENE_DECL ProcessBuilder& quota(const QuotaSpec& quota);
    CONVENE_DECL ProcessBuilder& cover(const CoverSpec& cover);
    CONVENE_DECL ProcessBuilder& attendance(const AttendanceSpec& attendance);
    CONVENE_DECL ProcessBuilder& separation(const SeparationSpec& separation);

    CONVENE_DECL ActivityBuilder activity(ActivityKind kind, std::string_view key, TextView title = {});
    /// An activity that is there already, to say more about it. *Requires* that it is.
    [[nodiscard]] ActivityBuilder activity(ActivityId id) { return {*this, id}; }
    /// Makes room for so many activities, with as many rules and texts each as those that are there have: for readers
    /// that can tell. Changes nothing else.
    CONVENE_DECL ProcessBuilder& expect_activities(std::size_t count);
    ActivityBuilder meeting(std::string_view key, const Text& title = {}) {
        return activity(ActivityKind::meeting, key, title);
    }
    ActivityBuilder task(std::string_view key, const Text& title = {}) {
        return activity(ActivityKind::task, key, title);
    }
    ActivityBuilder milestone(std::string_view key, const Text& title = {}) {
        return activity(ActivityKind::milestone, key, title);
    }
    ActivityBuilder external(std::string_view key, const Text& title = {}) {
        return activity(ActivityKind::external, key, title);
    }

    /// A rule between two activities that is written apart from both.
    CONVENE_DECL ProcessBuilder& rule(std::string_view from, std::string_view to, const Lag& lag);

    /// What follows stands here in the source text; findings about it say so.
    CONVENE_DECL ProcessBuilder& at(Origin origin);

    /// Replaces the value of a parameter, whenever it is defined.
    CONVENE_DECL ProcessBuilder& set_parameter(std::string_view key, Span value);

    /// The process, or every fault that keeps it from being one: duplicate and unknown names, impossible values.
    /// The builder is empty afterwards. Expected O(size of all that was said).
    [[nodiscard]] CONVENE_DECL Result<Process> build();

  private:
    friend class ActivityBuilder;
    friend class ProcessEditor;
    std::unique_ptr<detail::ProcessDraft> draft_;
};

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/model/impl/builder.ipp>
#endif
