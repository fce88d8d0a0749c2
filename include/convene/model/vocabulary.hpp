#pragma once

#include <convene/core/text.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace convene {

/// What an activity is. A `milestone` takes no time; an `external` is a milestone whose date is decided outside.
enum class ActivityKind : std::uint8_t { meeting, task, milestone, external };

/// How a role takes part in an activity. `initiates`: calls the meeting, its people may open it; `works`: does the work
/// and takes the time; `decides`: no closing without its decision; `reports`: presents the materials; `attends`: must
/// be there, so its time is taken; `informed`: is told of the outcome.
enum class DutyKind : std::uint8_t { initiates, works, decides, reports, attends, informed };

/// How many of a role's people a duty asks for: `all`, `some` (a number of them), or `one`.
enum class DutyDemand : std::uint8_t { one, some, all };

/// One of the two ends of an activity.
enum class Edge : std::uint8_t { start, finish };

/// A fixed date on one edge of an activity.
enum class ConstraintKind : std::uint8_t {
    start_no_earlier_than,
    start_no_later_than,
    finish_no_earlier_than,
    finish_no_later_than,
    must_start_on,
    must_finish_on
};

/// The calendar on which a rule's working lag is counted. `named` is any calendar of the process; an elapsed lag is
/// always counted on the clock.
enum class LagCalendar : std::uint8_t { successor, predecessor, project, continuous, named };

/// Who may see an artifact, and what a role may see, from the least to the most guarded.
enum class Confidentiality : std::uint8_t { open, internal, confidential, secret };

/// Texts that describe an activity beside its title.
enum class NoteKind : std::uint8_t { number, purpose, description, follow_up, location };

/// Whether a phase's activities run once with the process, or anew for each case that arrives (a request, an
/// after-sales case) beside the main line.
enum class PhaseRun : std::uint8_t { once, per_case };

/// The period in which a quota is counted.
enum class Period : std::uint8_t { day, week, month };

/// Which readings of a measure are good.
enum class Direction : std::uint8_t { at_least, at_most };

/// What happens to occurrences of a recurring activity that were not held in time.
enum class Missed : std::uint8_t { all, latest, skip };

/// The word for an enumerator in files, and its Chinese label for people.
struct EnumName {
    std::string_view name;
    std::string_view zh;
};

/// The names of an enumeration, in the order of its enumerators.
template <class E>
inline constexpr std::array<EnumName, 0> enum_names{};
template <>
inline constexpr std::array<EnumName, 4> enum_names<ActivityKind>{
    {{"meeting", "会议"}, {"task", "任务"}, {"milestone", "里程碑"}, {"external", "外部里程碑"}}};
template <>
inline constexpr std::array<EnumName, 6> enum_names<DutyKind>{{{"initiates", "发起"},
                                                               {"works", "参与/操作"},
                                                               {"decides", "决策"},
                                                               {"reports", "汇报"},
                                                               {"attends", "与会"},
                                                               {"informed", "知会"}}};
template <>
inline constexpr std::array<EnumName, 3> enum_names<DutyDemand>{{{"one", "一人"}, {"some", "若干人"}, {"all", "全体"}}};
template <>
inline constexpr std::array<EnumName, 2> enum_names<Edge>{{{"start", "开始"}, {"finish", "完成"}}};
template <>
inline constexpr std::array<EnumName, 6> enum_names<ConstraintKind>{{{"start-no-earlier-than", "不得早于…开始"},
                                                                     {"start-no-later-than", "不得晚于…开始"},
                                                                     {"finish-no-earlier-than", "不得早于…完成"},
                                                                     {"finish-no-later-than", "不得晚于…完成"},
                                                                     {"must-start-on", "必须开始于"},
                                                                     {"must-finish-on", "必须完成于"}}};
template <>
inline constexpr std::array<EnumName, 5> enum_names<LagCalendar>{{{"successor", "后续活动日历"},
                                                                  {"predecessor", "前置活动日历"},
                                                                  {"project", "项目日历"},
                                                                  {"continuous", "24小时日历"},
                                                                  {"named", "指定日历"}}};
template <>
inline constexpr std::array<EnumName, 4> enum_names<Confidentiality>{
    {{"open", "公开"}, {"internal", "内部"}, {"confidential", "机密"}, {"secret", "绝密"}}};
template <>
inline constexpr std::array<EnumName, 5> enum_names<NoteKind>{{{"number", "编号"},
                                                               {"purpose", "主旨"},
                                                               {"description", "说明"},
                                                               {"follow_up", "后续工作"},
                                                               {"location", "地点"}}};
template <>
inline constexpr std::array<EnumName, 2> enum_names<PhaseRun>{{{"once", "一次"}, {"per-case", "逐案"}}};
template <>
inline constexpr std::array<EnumName, 3> enum_names<Period>{{{"day", "日"}, {"week", "周"}, {"month", "月"}}};
template <>
inline constexpr std::array<EnumName, 2> enum_names<Direction>{{{"at-least", "不低于"}, {"at-most", "不高于"}}};
template <>
inline constexpr std::array<EnumName, 3> enum_names<Missed>{
    {{"all", "全部补办"}, {"latest", "补办最近一次"}, {"skip", "不补办"}}};

/// The word for `value` in files, such as "meeting".
template <class E>
    requires(!enum_names<E>.empty())
[[nodiscard]] constexpr std::string_view name(E value) {
    return enum_names<E>[static_cast<std::size_t>(value)].name;
}

/// The word for `value` for people, in `language`.
template <class E>
    requires(!enum_names<E>.empty())
[[nodiscard]] constexpr std::string_view label(E value, Language language) {
    const auto& names = enum_names<E>[static_cast<std::size_t>(value)];
    return language == Language::zh ? names.zh : names.name;
}

/// Whether a constraint of this kind has an upper bound: only such a one can be soft.
[[nodiscard]] constexpr bool bounds_from_above(ConstraintKind kind) {
    switch (kind) {
    case ConstraintKind::start_no_earlier_than:
    case ConstraintKind::finish_no_earlier_than: return false;
    case ConstraintKind::start_no_later_than:
    case ConstraintKind::finish_no_later_than:
    case ConstraintKind::must_start_on:
    case ConstraintKind::must_finish_on: return true;
    }
    return false;
}

/// The enumerator that has this name; nothing if there is none. O(number of enumerators).
template <class E>
    requires(!enum_names<E>.empty())
[[nodiscard]] constexpr std::optional<E> from_name(std::string_view word) {
    for (std::size_t i = 0; i < enum_names<E>.size(); ++i)
        if (enum_names<E>[i].name == word) return static_cast<E>(i);
    return std::nullopt;
}

} // namespace convene
