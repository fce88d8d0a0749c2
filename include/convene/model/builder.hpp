#pragma once

#include <convene/core/result.hpp>
#include <convene/model/key.hpp>
#include <convene/model/process.hpp>
#include <convene/model/specs.hpp>

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace convene {

class ProcessBuilder;
namespace detail {
struct DraftAccess;
struct ProcessDraft;
} // namespace detail

/// One activity under construction: a handle into its `ProcessBuilder`, valid until that
/// builds. Using it afterwards ends the program with a message, in release builds too.
///
/// Everything is named by key, and may be named before it is defined.
class ActivityBuilder {
  public:
    using Keys = std::initializer_list<KeyView>;

    /// The number under which people know it, such as "3".
    CONVENE_DECL ActivityBuilder& number(Text text);
    CONVENE_DECL ActivityBuilder& purpose(Text text);
    CONVENE_DECL ActivityBuilder& description(Text text);
    CONVENE_DECL ActivityBuilder& location(Text text);
    CONVENE_DECL ActivityBuilder& note(NoteKind kind, TextView text);
    CONVENE_DECL ActivityBuilder& title(TextView text);

    CONVENE_DECL ActivityBuilder& lasts(Span duration);
    /// The duration is the value of the parameter.
    CONVENE_DECL ActivityBuilder& lasts_parameter(KeyView parameter);
    CONVENE_DECL ActivityBuilder& on_calendar(KeyView calendar);
    CONVENE_DECL ActivityBuilder& in_phase(KeyView phase);

    ActivityBuilder& initiated_by(Keys roles) { return duties(DutyKind::initiates, roles); }
    ActivityBuilder& worked_by(Keys roles) { return duties(DutyKind::works, roles); }
    ActivityBuilder& decided_by(Keys roles) { return duties(DutyKind::decides, roles); }
    ActivityBuilder& reported_by(Keys roles) { return duties(DutyKind::reports, roles); }
    ActivityBuilder& attended_by(Keys roles) { return duties(DutyKind::attends, roles); }
    ActivityBuilder& informs(Keys roles) { return duties(DutyKind::informed, roles); }
    CONVENE_DECL ActivityBuilder& duties(DutyKind kind, Keys roles);
    CONVENE_DECL ActivityBuilder& duty(DutySpec duty);
    /// The activity holds `units` of a resource from its start to its finish.
    CONVENE_DECL ActivityBuilder& needs(KeyView resource, std::uint32_t units = 1);
    CONVENE_DECL ActivityBuilder& needs(NeedSpec need);
    /// It may pause while its people or resources are elsewhere.
    ActivityBuilder& splittable() { return set(&Activity::splittable); }
    /// How many of the deciding roles must agree; by default all of them.
    CONVENE_DECL ActivityBuilder& quorum(std::uint16_t roles);

    CONVENE_DECL ActivityBuilder& consumes(Keys artifacts);
    CONVENE_DECL ActivityBuilder& produces(Keys artifacts);
    CONVENE_DECL ActivityBuilder& consumes(KeyView artifact);
    CONVENE_DECL ActivityBuilder& produces(KeyView artifact);
    /// Activities that start once this one has been held.
    CONVENE_DECL ActivityBuilder& starts(Keys activities);
    CONVENE_DECL ActivityBuilder& starts(KeyView activity);
    CONVENE_DECL ActivityBuilder& step(TextView title);
    CONVENE_DECL ActivityBuilder& matter(MatterSpec matter);

    /// This activity comes after `activity`: `this.to_edge` against `activity.from_edge`.
    CONVENE_DECL ActivityBuilder& after(KeyView activity, const Lag& lag = {});
    /// This activity comes before `activity`: `activity.to_edge` against `this.from_edge`.
    CONVENE_DECL ActivityBuilder& before(KeyView activity, const Lag& lag = {});

    /// A date that bounds it; one that bounds from above may be `soft`: wanted rather than required.
    CONVENE_DECL ActivityBuilder& constrain(ConstraintKind kind, Instant date, bool soft = false);
    CONVENE_DECL ActivityBuilder& constrain(const Constraint& constraint);
    CONVENE_DECL ActivityBuilder& deadline(Instant date);
    ActivityBuilder& as_late_as_possible() { return set(&Activity::as_late_as_possible); }
    /// The date of an external milestone.
    CONVENE_DECL ActivityBuilder& date(Instant date);
    CONVENE_DECL ActivityBuilder& progress(const Progress& progress);

    CONVENE_DECL ActivityBuilder& measure(Measure measure);
    CONVENE_DECL ActivityBuilder& budget(Money money);
    CONVENE_DECL ActivityBuilder& returns_to(KeyView activity, std::uint16_t max_rounds);
    CONVENE_DECL ActivityBuilder& returns_to(ReworkSpec rework);
    CONVENE_DECL ActivityBuilder& hands_over(KeyView from_role, KeyView to_role);
    CONVENE_DECL ActivityBuilder& hands_over(HandoverSpec handover);
    CONVENE_DECL ActivityBuilder& recurs(Cadence cadence);
    CONVENE_DECL ActivityBuilder& service_level(ServiceLevelSpec level);
    /// Data of the user's own, kept with the activity.
    CONVENE_DECL ActivityBuilder& extra(Extra extra);

    [[nodiscard]] ActivityId id() const { return id_; }

  private:
    friend class ProcessBuilder;
    friend struct detail::DraftAccess;
    ActivityBuilder(ProcessBuilder& builder, ActivityId id, std::uint64_t built)
        : builder_(&builder), id_(id), built_(built) {}
    [[nodiscard]] CONVENE_DECL detail::ProcessDraft& draft() const;
    CONVENE_DECL ActivityBuilder& set(bool Activity::*flag);

    ProcessBuilder* builder_;
    ActivityId id_;
    std::uint64_t built_; // how often the builder had built
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
    /// Data of the user's own, kept with the process.
    CONVENE_DECL ProcessBuilder& extra(Extra extra);
    CONVENE_DECL ProcessBuilder& start(Instant at);
    CONVENE_DECL ProcessBuilder& finish(Instant at);
    CONVENE_DECL ProcessBuilder& status_date(Instant at);
    /// The activity that critical paths lead to.
    CONVENE_DECL ProcessBuilder& target(KeyView activity);
    CONVENE_DECL ProcessBuilder& rounds(Rounds rounds);
    /// The project's calendar; by default the standard one (Monday to Friday, 09:00-12:00 and 13:00-18:00).
    CONVENE_DECL ProcessBuilder& calendar(KeyView key);
    /// Adds a calendar under its own key. `from_import`: it came with a file that is named by `import`.
    CONVENE_DECL ProcessBuilder& add_calendar(Calendar calendar, bool from_import = false);
    CONVENE_DECL ProcessBuilder& add_calendar(CalendarEntry calendar);
    CONVENE_DECL ProcessBuilder& import(std::string_view file);

    CONVENE_DECL ProcessBuilder& tier(std::string_view key, Text title = {});
    CONVENE_DECL ProcessBuilder& tier(Tier tier);
    CONVENE_DECL ProcessBuilder& parameter(std::string_view key, Span value, Text title = {});
    CONVENE_DECL ProcessBuilder& parameter(Parameter parameter);
    CONVENE_DECL ProcessBuilder& phase(PhaseSpec phase);
    CONVENE_DECL ProcessBuilder& role(RoleSpec role);
    CONVENE_DECL ProcessBuilder& resource(ResourceSpec resource);
    CONVENE_DECL ProcessBuilder& person(PersonSpec person);
    CONVENE_DECL ProcessBuilder& artifact(ArtifactSpec artifact);
    CONVENE_DECL ProcessBuilder& authority(AuthoritySpec authority);
    CONVENE_DECL ProcessBuilder& quota(QuotaSpec quota);
    CONVENE_DECL ProcessBuilder& cover(CoverSpec cover);
    CONVENE_DECL ProcessBuilder& attendance(AttendanceSpec attendance);
    CONVENE_DECL ProcessBuilder& separation(SeparationSpec separation);

    CONVENE_DECL ActivityBuilder activity(ActivityKind kind, KeyView key, TextView title = {});
    /// An existing activity, to add to its definition. *Requires* that it exists.
    [[nodiscard]] CONVENE_DECL ActivityBuilder activity(ActivityId id);
    ActivityBuilder meeting(KeyView key, const Text& title = {}) { return activity(ActivityKind::meeting, key, title); }
    ActivityBuilder task(KeyView key, const Text& title = {}) { return activity(ActivityKind::task, key, title); }
    ActivityBuilder milestone(KeyView key, const Text& title = {}) {
        return activity(ActivityKind::milestone, key, title);
    }
    ActivityBuilder external(KeyView key, const Text& title = {}) {
        return activity(ActivityKind::external, key, title);
    }

    /// A rule between two activities that is defined separately from both.
    CONVENE_DECL ProcessBuilder& rule(KeyView from, KeyView to, const Lag& lag);

    /// Replaces the value of a parameter, whether it is defined before or after this call.
    CONVENE_DECL ProcessBuilder& set_parameter(std::string_view key, Span value);

    /// The process, or every fault that keeps it from being one: duplicate and unknown names, impossible values.
    /// The builder is empty afterwards, and the handles of its activities are invalid.
    /// Expected O(size of the definition).
    [[nodiscard]] CONVENE_DECL Result<Process> build();
    /// What `build` would return. The builder and its handles stay valid, so a mistake can be corrected, or more added.
    /// O(size of the definition).
    [[nodiscard]] CONVENE_DECL Result<Process> preview() const;

  private:
    friend class ActivityBuilder;
    friend class ProcessEditor;
    friend struct detail::DraftAccess;
    std::unique_ptr<detail::ProcessDraft> draft_;
    std::uint64_t built_ = 0;
};

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/model/impl/builder.ipp>
#endif
