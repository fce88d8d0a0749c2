#pragma once

#include <convene/model/builder.hpp>

#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace convene::io::detail {

// What has been read of an object, until it ends and goes to the builder. `at` is where it begins.

/// A reference by id, and where it stands.
struct Ref {
    std::string key = {};
    Origin at = 0;

    [[nodiscard]] bool given() const { return at != 0; }
};

struct Wordings {
    Origin at = 0;
    Text text = {};
};

struct ParameterRef {
    Origin at = 0;
    Ref parameter = {};
};

struct ActivityDraft {
    Origin at = 0;
    std::string key = {};
    ActivityKind kind = ActivityKind::task;
    std::optional<ActivityBuilder> builder = {};
};

struct DutyDraft {
    Origin at = 0;
    std::string role = {};
    std::optional<DutyDemand> demand = {};
    std::uint16_t count = 1;
    std::uint16_t share = 1000;
    std::string person = {};
};

/// A rule, or an entry of `after` or `before`, whose activity is `from`.
struct RuleDraft {
    Origin at = 0;
    Ref from = {};
    Ref to = {};
    std::optional<Span> min = {};
    std::optional<Span> max = {};
    Ref min_parameter = {};
    Ref max_parameter = {};
    Edge from_edge = Edge::finish;
    Edge to_edge = Edge::start;
    Ref calendar = {};
};

struct MatterDraft {
    Origin at = 0;
    std::string key = {};
    Text title = {};
    std::string topic = {};
    std::string level = {};
    std::optional<Money> amount = {};
};

struct ConstraintDraft {
    Origin at = 0;
    ConstraintKind kind = ConstraintKind::start_no_earlier_than;
    Instant date{};
};

struct ProgressDraft {
    Origin at = 0;
    Progress value = {};
};

struct MeasureDraft {
    Origin at = 0;
    std::string key = {};
    Text title = {};
    Text unit = {};
    double target = 0;
    Direction direction = Direction::at_least;
};

struct ReworkDraft {
    Origin at = 0;
    Ref activity = {};
    std::uint16_t max_rounds = 1;
};

struct HandoverDraft {
    Origin at = 0;
    std::string from = {};
    std::string to = {};
};

struct CadenceDraft {
    Origin at = 0;
    Recurrence rule = {};
    Missed missed = Missed::latest;
};

struct ServiceLevelDraft {
    Origin at = 0;
    Span within{};
    std::optional<Span> warn = {};
    std::string escalate_to = {};
};

struct LevelDraft {
    Origin at = 0;
    std::string key = {};
    Text title = {};
};

struct ParameterDraft {
    Origin at = 0;
    std::string key = {};
    Text title = {};
    Span value{};
};

struct RoleDraft {
    Origin at = 0;
    std::string key = {};
    Text title = {};
    std::string calendar = {};
    std::string level = {};
    Confidentiality clearance = Confidentiality::internal;
    bool external = false;
};

struct CapacityChangeDraft {
    Origin at = 0;
    CapacityChange value = {};
};

struct ResourceDraft {
    Origin at = 0;
    std::string key = {};
    Text title = {};
    std::uint32_t capacity = 1;
    std::vector<CapacityChange> changes = {};
    std::string calendar = {};
};

struct NeedDraft {
    Origin at = 0;
    std::string resource = {};
    std::uint32_t units = 1;
};

struct PersonDraft {
    Origin at = 0;
    std::string key = {};
    Text title = {};
    std::vector<std::string> roles = {};
    std::string calendar = {};
    std::vector<Absence> absences = {};
};

struct AbsenceDraft {
    Origin at = 0;
    Absence value = {};
};

struct PhaseDraft {
    Origin at = 0;
    std::string key = {};
    Text title = {};
    std::string parent = {};
    PhaseRun run = PhaseRun::once;
};

struct ArtifactDraft {
    Origin at = 0;
    std::string key = {};
    Text title = {};
    Text description = {};
    std::string format = {};
    std::string form_template = {};
    Confidentiality confidentiality = Confidentiality::internal;
    bool given = false;
};

struct AuthorityDraft {
    Origin at = 0;
    std::string role = {};
    std::string topic = {};
    std::optional<Money> up_to = {};
    std::string level = {};
};

struct QuotaDraft {
    Origin at = 0;
    std::string key = {};
    Text title = {};
    std::string role = {};
    std::uint32_t count = 1;
    Period per = Period::week;
    bool per_person = true;
    std::string record = {};
};

struct CoverDraft {
    Origin at = 0;
    std::string key = {};
    Text title = {};
    std::string role = {};
    std::int32_t from = 0;
    std::int32_t to = 0;
    std::uint8_t weekdays = 0x7F;
    std::uint32_t minimum = 1;
    std::string log = {};
};

struct AttendanceDraft {
    Origin at = 0;
    std::string role = {};
    std::vector<Shift> windows = {};
    std::string excused_by = {};
};

struct SeparationDraft {
    Origin at = 0;
    std::string key = {};
    Text title = {};
    std::vector<SeparationSpec::Part> parts = {};
};

struct SeparationPartDraft {
    Origin at = 0;
    std::string activity = {};
    DutyKind duty = DutyKind::works;
};

struct RoundsDraft {
    Origin at = 0;
    Rounds value = {};
};

struct SizesDraft {
    Origin at = 0;
    std::optional<Span> day = {};
    std::optional<Span> week = {};
    std::optional<Span> month = {};
};

struct CoverageDraft {
    Origin at = 0;
    Date from = min_date;
    Date to = max_date;
};

struct ExceptionDraft {
    Origin at = 0;
    std::optional<Date> from = {};
    std::optional<Date> to = {};
    Text title = {};
    std::vector<Shift> work = {};
};

struct CalendarDraft {
    Origin at = 0;
    std::string key = {};
    Text title = {};
    Text description = {};
    Ref base = {};
    std::vector<Ref> intersection = {};
    std::optional<WeekPattern> week = {};
    std::vector<CalendarException> exceptions = {};
    std::optional<CalendarSizes> sizes = {};
    std::optional<CalendarCoverage> coverage = {};
};

using Drafts =
    std::tuple<Wordings, ParameterRef, ActivityDraft, DutyDraft, RuleDraft, MatterDraft, ConstraintDraft, ProgressDraft,
               MeasureDraft, ReworkDraft, HandoverDraft, CadenceDraft, ServiceLevelDraft, LevelDraft, ParameterDraft,
               RoleDraft, CapacityChangeDraft, ResourceDraft, NeedDraft, PersonDraft, AbsenceDraft, PhaseDraft,
               ArtifactDraft, AuthorityDraft, QuotaDraft, CoverDraft, AttendanceDraft, SeparationDraft,
               SeparationPartDraft, RoundsDraft, SizesDraft, CoverageDraft, ExceptionDraft, CalendarDraft>;

} // namespace convene::io::detail
