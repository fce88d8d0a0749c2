#pragma once

#include "binding.hpp"

#include <convene/model/process.hpp>
#include <convene/portfolio/projects.hpp>

#include <string>

namespace convene::python {

/// How Python names one thing of a process: by its id, its key, or its record.
template <class Id>
struct Ref {
    std::optional<Id> id;
    std::string key;
};

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
inline constexpr char id_name<LevelId>[] = "LevelId";
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

/// The class of records that know their id, as signatures say it; nothing where records don't.
template <class Id>
inline constexpr char record_name[] = "";
template <>
inline constexpr char record_name<ActivityId>[] = "convene.Activity | ";
template <>
inline constexpr char record_name<ArtifactId>[] = "convene.Artifact | ";

// The id that is meant, or a fault with what was probably meant.
[[nodiscard]] ActivityId resolve(const Process& process, const Ref<ActivityId>& ref);
[[nodiscard]] ArtifactId resolve(const Process& process, const Ref<ArtifactId>& ref);
[[nodiscard]] CalendarId resolve(const Process& process, const Ref<CalendarId>& ref);
[[nodiscard]] LevelId resolve(const Process& process, const Ref<LevelId>& ref);
[[nodiscard]] ParameterId resolve(const Process& process, const Ref<ParameterId>& ref);
[[nodiscard]] PersonId resolve(const Process& process, const Ref<PersonId>& ref);
[[nodiscard]] PhaseId resolve(const Process& process, const Ref<PhaseId>& ref);
[[nodiscard]] ResourceId resolve(const Process& process, const Ref<ResourceId>& ref);
[[nodiscard]] RoleId resolve(const Process& process, const Ref<RoleId>& ref);
[[nodiscard]] ProjectId resolve(const Portfolio& portfolio, const Ref<ProjectId>& ref);

template <class Id>
[[nodiscard]] std::optional<Id> resolve(const Process& process, const std::optional<Ref<Id>>& ref) {
    return ref ? std::optional<Id>(resolve(process, *ref)) : std::nullopt;
}

} // namespace convene::python

namespace pybind11::detail {

template <class Id>
struct type_caster<convene::python::Ref<Id>> {
    // Taken | given, as `io_name` writes it.
    static constexpr auto taken = const_name("@convene.") + const_name(convene::python::id_name<Id>) +
                                  const_name(" | ") + const_name(convene::python::record_name<Id>) +
                                  const_name("str@convene.") + const_name(convene::python::id_name<Id>) +
                                  const_name(" | str@");
    PYBIND11_TYPE_CASTER(convene::python::Ref<Id>, taken);
    bool load(handle src, bool) {
        if (PyUnicode_Check(src.ptr())) {
            value.key = src.cast<std::string>();
            return true;
        }
        if (isinstance<Id>(src)) {
            value.id = src.cast<Id>();
            return true;
        }
        if (!hasattr(src, "id")) return false;
        const auto id = getattr(src, "id");
        if (!isinstance<Id>(id)) return false;
        value.id = id.cast<Id>();
        return true;
    }
    static handle cast(const convene::python::Ref<Id>& ref, return_value_policy policy, handle parent) {
        return ref.id ? make_caster<Id>::cast(*ref.id, policy, parent)
                      : make_caster<std::string>::cast(ref.key, policy, parent);
    }
};

} // namespace pybind11::detail
