#pragma once

#include "binding.hpp"
#include "row_records.hpp"

#include <convene/model/process.hpp>
#include <convene/portfolio/projects.hpp>
#include <convene/run/keyed.hpp>

#include <string>

namespace convene::python {

/// How Python names one thing of a process: by its id, its key, or its row.
template <class Id>
using Ref = keyed::Ref<Id>;

/// What Python calls an id.
template <class Id>
inline constexpr char id_name[] = "";
template <>
inline constexpr char id_name<ActivityId>[] = "ActivityId";
template <>
inline constexpr char id_name<ArtifactId>[] = "ArtifactId";
template <>
inline constexpr char id_name<CalendarId>[] = "CalendarId";
template <>
inline constexpr char id_name<CoverId>[] = "Cover";
template <>
inline constexpr char id_name<QuotaId>[] = "Quota";
template <>
inline constexpr char id_name<TierId>[] = "TierId";
template <>
inline constexpr char id_name<ParameterId>[] = "ParameterId";
template <>
inline constexpr char id_name<PersonId>[] = "PersonId";
template <>
inline constexpr char id_name<PhaseId>[] = "PhaseId";
template <>
inline constexpr char id_name<ProjectId>[] = "ProjectId";
template <>
inline constexpr char id_name<ResourceId>[] = "ResourceId";
template <>
inline constexpr char id_name<RoleId>[] = "RoleId";

/// Whether things of this kind are called by their place, a number, instead of by an id.
template <class Id>
inline constexpr bool is_place = std::is_same_v<Id, QuotaId> || std::is_same_v<Id, CoverId>;
/// Whether this is an id of something in a process that has a class.
template <class Id>
inline constexpr bool is_id_class = id_name<Id>[0] != '\0' && !is_place<Id> && !std::is_same_v<Id, ProjectId>;

/// The class of the rows of this kind, and what signatures call it. A row is found by its key, so that one of another
/// process is never taken for what has the same number here.
template <class Id>
struct RowOf {
    using Type = void;
    static constexpr char name[] = "";
};
#define CONVENE_ROW(Id, Row, text)                                                                                     \
    template <>                                                                                                        \
    struct RowOf<Id> {                                                                                                 \
        using Type = Row;                                                                                              \
        static constexpr char name[] = text " | ";                                                                     \
    };
CONVENE_ROW(ActivityId, ActivityRecord, "convene.Activity")
CONVENE_ROW(ArtifactId, ArtifactRecord, "convene.Artifact")
CONVENE_ROW(CoverId, Cover, "int")
CONVENE_ROW(TierId, Tier, "convene.Tier")
CONVENE_ROW(ParameterId, Parameter, "convene.Parameter")
CONVENE_ROW(PersonId, Person, "convene.Person")
CONVENE_ROW(PhaseId, Phase, "convene.Phase")
CONVENE_ROW(ProjectId, Project, "convene.Project")
CONVENE_ROW(QuotaId, Quota, "int")
CONVENE_ROW(ResourceId, Resource, "convene.Resource")
CONVENE_ROW(RoleId, Role, "convene.Role")
#undef CONVENE_ROW

[[nodiscard]] inline std::string key_of(const ActivityRecord& row) { return std::string(row.process.key(row.id)); }
[[nodiscard]] inline std::string key_of(const ArtifactRecord& row) { return std::string(row.process.key(row.id)); }
template <class Row>
[[nodiscard]] std::string key_of(const Row& row) {
    return row.key;
}

// The id that is meant, or a fault with what was probably meant.
template <class Id>
[[nodiscard]] Id id_of(const Process& process, const Ref<Id>& ref);
[[nodiscard]] ProjectId id_of(const Portfolio& portfolio, const Ref<ProjectId>& ref);

/// The process in which a thread looks up the names of things, if any; see `Naming`.
[[nodiscard]] inline const Process*& naming() {
    thread_local const Process* process = nullptr;
    return process;
}

template <class Id>
[[nodiscard]] std::optional<Id> id_of(const Process& process, const std::optional<Ref<Id>>& ref) {
    return ref ? std::optional<Id>(id_of(process, *ref)) : std::nullopt;
}

} // namespace convene::python

namespace pybind11::detail {

template <class Id>
struct type_caster<convene::keyed::Ref<Id>> {
    // Taken | given, as `io_name` writes it.
    static constexpr auto taken =
        const_name("@convene.") + const_name(convene::python::id_name<Id>) + const_name(" | ") +
        const_name(convene::python::RowOf<Id>::name) + const_name("str@") +
        const_name<convene::python::is_place<Id>>("int", "convene.") +
        const_name<convene::python::is_place<Id>>(const_name(""), const_name(convene::python::id_name<Id>)) +
        const_name(" | str@");
    PYBIND11_TYPE_CASTER(convene::keyed::Ref<Id>, taken);
    bool load(handle src, bool) {
        if (PyUnicode_Check(src.ptr())) {
            value.key = src.cast<std::string>();
            return true;
        }
        if constexpr (convene::python::is_place<Id>) {
            if (make_caster<std::uint32_t> place; place.load(src, false)) {
                value.id = Id{cast_op<std::uint32_t>(place)};
                return true;
            }
        } else if (isinstance<Id>(src)) {
            value.id = src.cast<Id>();
            return true;
        }
        using Row = typename convene::python::RowOf<Id>::Type;
        if constexpr (!std::is_void_v<Row>) {
            if (isinstance<Row>(src)) {
                value.key = convene::python::key_of(src.cast<const Row&>());
                return true;
            }
        }
        return false;
    }
    static handle cast(const convene::keyed::Ref<Id>& ref, return_value_policy policy, handle parent) {
        return ref.id ? make_caster<Id>::cast(*ref.id, policy, parent)
                      : make_caster<std::string>::cast(ref.key, policy, parent);
    }
};

/// An id of a process is also taken from a key or a row while things are looked up in a process.
template <class Id>
    requires(convene::python::is_id_class<Id>)
struct type_caster<Id> : type_caster_base<Id> {
    bool load(handle src, bool convert) {
        if (type_caster_base<Id>::load(src, convert)) return true;
        make_caster<convene::python::Ref<Id>> ref;
        if (convene::python::naming() == nullptr || !ref.load(src, convert)) return false;
        found = convene::python::id_of(*convene::python::naming(), cast_op<const convene::python::Ref<Id>&>(ref));
        this->value = &found;
        return true;
    }
    Id found;
};

} // namespace pybind11::detail
