#pragma once

#include <convene/model/detail/field.hpp>
#include <convene/model/records.hpp>
#include <convene/model/specs.hpp>

/// \file
/// The fields of each record, once: reading, writing, comparing, building and the schema of files go by these. A new
/// field of a record stands here, in its record, and in its spec.
///
/// Rules and the rows of activities are read and written in `src/io/activity.cpp`.

namespace convene::detail {

template <>
struct Fields<Tier> : Definition {
    using Spec = Tier;
    static constexpr Phrase word{"level", "层级"};
    template <class R>
    static constexpr std::tuple of{field::required(field::own_key("id", &R::key)), field::wordings("title", &R::title)};
};

template <>
struct Fields<Parameter> : Definition {
    using Spec = Parameter;
    static constexpr Phrase word{"parameter", "参数"};
    template <class R>
    static constexpr std::tuple of{field::required(field::own_key("id", &R::key)), field::wordings("title", &R::title),
                                   field::required(field::length("value", &R::value))};
};

template <>
struct Fields<Role> : Definition {
    using Spec = RoleSpec;
    static constexpr Phrase word{"role", "角色"};
    template <class R>
    static constexpr std::tuple of{
        field::required(field::own_key("id", &R::key)),
        field::wordings("title", &R::title),
        field::reference("calendar", &R::calendar),
        field::reference("level", &R::tier),
        field::word("clearance", &R::clearance),
        field::truth("external", &R::external),
        field::free("extra", &R::extra),
    };
};

template <>
struct Fields<Absence> : Part {
    using Spec = Absence;
    static constexpr Phrase word{"absence", "缺席"};
    template <class R>
    static constexpr std::tuple of{field::required(field::date("from", &R::from)),
                                   field::required(field::date("to", &R::to)), field::wordings("title", &R::title)};
};

template <>
struct Fields<Person> : Definition {
    using Spec = PersonSpec;
    static constexpr Phrase word{"person", "人员"};
    template <class R>
    static constexpr std::tuple of{
        field::required(field::own_key("id", &R::key)), field::wordings("title", &R::title),
        field::references("roles", &R::roles),          field::reference("calendar", &R::calendar),
        field::parts("absences", &R::absences),         field::free("extra", &R::extra),
    };
};

template <>
struct Fields<CapacityChange> : Part {
    using Spec = CapacityChange;
    static constexpr Phrase word{"change", "变更"};
    template <class R>
    static constexpr std::tuple of{field::required(field::date("from", &R::from)),
                                   field::required(field::whole<0>("capacity", &R::units))};
};

template <>
struct Fields<Resource> : Definition {
    using Spec = ResourceSpec;
    static constexpr Phrase word{"resource", "资源"};
    template <class R>
    static constexpr std::tuple of{
        field::required(field::own_key("id", &R::key)), field::wordings("title", &R::title),
        field::whole<0>("capacity", &R::capacity),      field::parts("changes", &R::changes),
        field::reference("calendar", &R::calendar),     field::free("extra", &R::extra),
    };
};

template <>
struct Fields<Phase> : Definition {
    using Spec = PhaseSpec;
    static constexpr Phrase word{"phase", "阶段"};
    template <class R>
    static constexpr std::tuple of{field::required(field::own_key("id", &R::key)), field::wordings("title", &R::title),
                                   field::reference("parent", &R::parent), field::word("run", &R::run)};
};

template <>
struct Fields<Artifact> : Definition {
    using Spec = ArtifactSpec;
    static constexpr Phrase word{"artifact", "文件"};
    // A million artifacts hardly have forms, so those stand apart.
    template <class R>
    using Form = std::conditional_t<std::is_same_v<R, Artifact>, ArtifactForm, R>;
    template <class R>
    static constexpr std::tuple of{
        field::required(field::own_key("id", &R::key)),
        field::wordings("title", &R::title),
        field::wordings("description", &Form<R>::description),
        field::plain("format", &Form<R>::format),
        field::plain("template", &Form<R>::form_template),
        field::word("confidentiality", &R::confidentiality),
        field::truth("given", &R::given),
        field::free("extra", &Form<R>::extra),
    };
};

template <>
struct Fields<Authority> : Part {
    using Spec = AuthoritySpec;
    static constexpr Phrase word{"authority", "权限"};
    template <class R>
    static constexpr std::tuple of{field::required(field::reference("role", &R::role)),
                                   field::plain("topic", &R::topic), field::amount("up_to", &R::up_to),
                                   field::reference("level", &R::tier)};
};

template <>
struct Fields<Quota> : Named {
    using Spec = QuotaSpec;
    static constexpr Phrase word{"quota", "定额"};
    template <class R>
    static constexpr std::tuple of{
        field::required(field::own_key("id", &R::key)),
        field::wordings("title", &R::title),
        field::required(field::reference("role", &R::role)),
        field::required(field::whole("count", &R::count)),
        field::required(field::word("per", &R::per)),
        field::truth("per_person", &R::per_person),
        field::reference("record", &R::record),
    };
};

template <>
struct Fields<Cover> : Named {
    using Spec = CoverSpec;
    static constexpr Phrase word{"cover", "值班"};
    template <class R>
    static constexpr std::tuple of{
        field::required(field::own_key("id", &R::key)),
        field::wordings("title", &R::title),
        field::required(field::reference("role", &R::role)),
        field::required(field::time_of_day("from", &R::from)),
        field::required(field::time_of_day("to", &R::to)),
        field::weekdays("weekdays", &R::weekdays),
        field::whole("minimum", &R::minimum),
        field::reference("log", &R::log),
    };
};

template <>
struct Fields<Attendance> : Part {
    using Spec = AttendanceSpec;
    static constexpr Phrase word{"attendance", "考勤"};
    template <class R>
    static constexpr std::tuple of{field::required(field::reference("role", &R::role)),
                                   field::required(field::windows("windows", &R::windows)),
                                   field::reference("excused_by", &R::excused_by)};
};

template <>
struct Fields<Separation::Part> : Part {
    using Spec = SeparationSpec::Part;
    static constexpr Phrase word{"part", "部分"};
    template <class R>
    static constexpr std::tuple of{field::required(field::reference("activity", &R::activity)),
                                   field::required(field::word("duty", &R::duty))};
};

template <>
struct Fields<Separation> : Named {
    using Spec = SeparationSpec;
    static constexpr Phrase word{"separation", "职责分离"};
    template <class R>
    static constexpr std::tuple of{field::required(field::own_key("id", &R::key)), field::wordings("title", &R::title),
                                   field::required(field::parts("parts", &R::parts))};
};

template <>
struct Fields<Rounds> : Part {
    using Spec = Rounds;
    static constexpr Phrase word{"rounds", "轮次"};
    template <class R>
    static constexpr std::tuple of{field::whole("max", &R::max), field::length("every", &R::every)};
};

// --- what activities have

/// The columns of activities; what only some have stands in rows beside them.
template <>
struct Fields<Activity> : Definition {
    using Spec = Activity;
    static constexpr Phrase word{"activity", "活动"};
    template <class R>
    static constexpr std::tuple of{
        field::required(field::own_key("id", &R::key)),
        field::word("kind", &R::kind),
        field::wordings("title", &R::title),
        field::reference("phase", &R::phase),
        field::reference("calendar", &R::calendar),
        field::length("duration", &R::duration),
        field::truth("splittable", &R::splittable),
        field::truth("as_late_as_possible", &R::as_late_as_possible),
    };
};

/// Written by its role alone where nothing else is said.
template <>
struct Fields<Duty> : Part {
    using Spec = DutySpec;
    static constexpr Phrase word{"duty", "职责"};
    template <class R>
    static constexpr std::tuple of{
        field::required(field::reference("role", &R::role)),
        field::word("demand", &R::demand),
        field::whole("count", &R::count),
        field::thousandths("share", &R::share),
        field::reference("person", &R::person),
    };
    /// A count alone means some people.
    static constexpr DutyDemand otherwise(const auto& duty) {
        return duty.count == 1 ? DutyDemand::one : DutyDemand::some;
    }
    static constexpr void complete(auto& duty) {
        if (!duty.demand) duty.demand = otherwise(duty);
    }
};

/// Written by its resource alone where nothing else is said.
template <>
struct Fields<ResourceNeed> : Part {
    using Spec = NeedSpec;
    static constexpr Phrase word{"need", "需求"};
    template <class R>
    static constexpr std::tuple of{field::required(field::reference("resource", &R::resource)),
                                   field::whole("units", &R::units)};
};

/// Written by its title alone where nothing else is said.
template <>
struct Fields<Matter> : Part {
    using Spec = MatterSpec;
    static constexpr Phrase word{"matter", "决定事项"};
    template <class R>
    static constexpr std::tuple of{
        field::own_key("id", &R::key),       field::wordings("title", &R::title), field::plain("topic", &R::topic),
        field::reference("level", &R::tier), field::amount("amount", &R::amount),
    };
};

template <>
struct Fields<Constraint> : Part {
    using Spec = Constraint;
    static constexpr Phrase word{"constraint", "约束"};
    template <class R>
    static constexpr std::tuple of{field::required(field::word("kind", &R::kind)),
                                   field::required(field::date("date", &R::date)), field::truth("soft", &R::soft)};
};

template <>
struct Fields<Progress> : Part {
    using Spec = Progress;
    static constexpr Phrase word{"progress", "进度"};
    template <class R>
    static constexpr std::tuple of{field::date("actual_start", &R::actual_start),
                                   field::date("actual_finish", &R::actual_finish),
                                   field::length("remaining", &R::remaining)};
};

template <>
struct Fields<Measure> : Part {
    using Spec = Measure;
    static constexpr Phrase word{"measure", "指标"};
    template <class R>
    static constexpr std::tuple of{
        field::required(field::own_key("id", &R::key)),
        field::wordings("title", &R::title),
        field::wordings("unit", &R::unit),
        field::required(field::decimal("target", &R::target)),
        field::word("direction", &R::direction),
    };
};

template <>
struct Fields<Rework> : Part {
    using Spec = ReworkSpec;
    static constexpr Phrase word{"return", "退回"};
    template <class R>
    static constexpr std::tuple of{field::required(field::reference("activity", &R::to)),
                                   field::whole("max_rounds", &R::max_rounds)};
};

template <>
struct Fields<Handover> : Part {
    using Spec = HandoverSpec;
    static constexpr Phrase word{"handover", "移交"};
    template <class R>
    static constexpr std::tuple of{field::required(field::reference("from", &R::from)),
                                   field::required(field::reference("to", &R::to))};
};

template <>
struct Fields<Cadence> : Part {
    using Spec = Cadence;
    static constexpr Phrase word{"recurrence", "重复"};
    template <class R>
    static constexpr std::tuple of{field::required(field::repeats("rule", &R::recurrence)),
                                   field::word("missed", &R::missed)};
};

template <>
struct Fields<ServiceLevel> : Part {
    using Spec = ServiceLevelSpec;
    static constexpr Phrase word{"service level", "服务水平"};
    template <class R>
    static constexpr std::tuple of{field::required(field::length("within", &R::within)),
                                   field::length("warn", &R::warn), field::reference("escalate_to", &R::escalate_to)};
};

} // namespace convene::detail
