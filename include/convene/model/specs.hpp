#pragma once

#include <convene/core/text.hpp>
#include <convene/model/extra.hpp>
#include <convene/model/key.hpp>
#include <convene/model/records.hpp>
#include <convene/model/vocabulary.hpp>
#include <convene/time/span.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace convene {

/// A temporal rule between the activity at hand and another, whichever of them comes first. By default the later one
/// starts when the earlier one has finished; `.min = {}` leaves only the upper bound.
struct Lag {
    std::optional<Span> min = Span{};
    std::optional<Span> max = {};
    Edge from_edge = Edge::finish;
    Edge to_edge = Edge::start;
    LagCalendar calendar = LagCalendar::successor;
    /// The key of the calendar, for `LagCalendar::named`.
    Key named = {};
    /// Keys of the parameters that give `min` and `max`, instead of a span.
    Key min_parameter = {};
    Key max_parameter = {};
    /// The maximum is wanted rather than required: it gives way where it can't be kept, and that is reported.
    bool soft = false;
    Origin origin = 0;
};

// Each spec describes a thing by keys; the record of the same name does so by ids. `origin` is the place where it was
// read, for findings; leave it at 0 if there is no text.

/// A duty with all its properties; `initiated_by` and similar functions are short forms.
struct DutySpec {
    Key role;
    DutyKind kind = DutyKind::works;
    /// By default `one`, or `some` if there is a count.
    std::optional<DutyDemand> demand = {};
    std::uint16_t count = 1;
    /// The share of the person's time, in thousandths.
    std::uint16_t share = 1000;
    Key person = {};
    Origin origin = 0;
};

/// The units of a resource that an activity occupies.
struct NeedSpec {
    Key resource;
    std::uint32_t units = 1;
    Origin origin = 0;
};

/// Where a decision may send work back to, and how often at most.
struct ReworkSpec {
    Key to;
    std::uint16_t max_rounds = 1;
    Origin origin = 0;
};

/// From the decision on, `to` takes over the duties of `from`.
struct HandoverSpec {
    Key from;
    Key to;
    Origin origin = 0;
};

/// A matter to be decided.
struct MatterSpec {
    Text title;
    Key key = {};
    std::string topic = {};
    Key tier = {};
    std::optional<Money> amount = {};
    Origin origin = 0;
};

/// How soon an activity must be closed once it can be done.
struct ServiceLevelSpec {
    Span within{};
    std::optional<Span> warn = {};
    Key escalate_to = {};
    Origin origin = 0;
};

struct PhaseSpec {
    Key key;
    Text title = {};
    Key parent = {};
    PhaseRun run = PhaseRun::once;
    Origin origin = 0;
};

struct RoleSpec {
    Key key;
    Text title = {};
    Key calendar = {};
    Key tier = {};
    Confidentiality clearance = Confidentiality::internal;
    bool external = false;
    Extra extra = {};
    Origin origin = 0;
};

struct ResourceSpec {
    Key key;
    Text title = {};
    std::uint32_t capacity = 1;
    std::vector<CapacityChange> changes = {};
    Key calendar = {};
    Extra extra = {};
    Origin origin = 0;
};

struct PersonSpec {
    Key key;
    Text title = {};
    std::vector<Key> roles = {};
    Key calendar = {};
    std::vector<Absence> absences = {};
    Extra extra = {};
    Origin origin = 0;
};

struct ArtifactSpec {
    Key key;
    Text title = {};
    Confidentiality confidentiality = Confidentiality::internal;
    bool given = false;
    std::string format = {};
    std::string form_template = {};
    Text description = {};
    Extra extra = {};
    Origin origin = 0;
};

struct AuthoritySpec {
    Key role;
    std::string topic = {};
    std::optional<Money> up_to = {};
    Key tier = {};
    Origin origin = 0;
};

struct QuotaSpec {
    Key key;
    Key role;
    std::uint32_t count = 1;
    Period per = Period::week;
    Text title = {};
    bool per_person = true;
    Key record = {};
    Origin origin = 0;
};

struct CoverSpec {
    Key key;
    Key role;
    std::uint16_t from = 0;
    std::uint16_t to = 0;
    Text title = {};
    std::uint8_t weekdays = 0x7F;
    std::uint32_t minimum = 1;
    Key log = {};
    Origin origin = 0;
};

struct AttendanceSpec {
    Key role;
    std::vector<std::pair<std::uint16_t, std::uint16_t>> windows = {};
    Key excused_by = {};
    Origin origin = 0;
};

struct SeparationSpec {
    struct Part {
        Key activity;
        DutyKind duty = DutyKind::works;
    };
    Key key;
    std::vector<Part> parts = {};
    Text title = {};
    Origin origin = 0;
};

} // namespace convene
