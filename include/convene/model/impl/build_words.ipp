#pragma once

#include <convene/core/detail/text_format.hpp>
#include <convene/model/detail/fields.hpp>
#include <convene/model/vocabulary.hpp>

#include <string>
#include <string_view>

namespace convene::detail {

/// What findings call the kind of thing that an id is of.
template <class IdType>
inline constexpr Phrase word_of{};
template <>
inline constexpr Phrase word_of<ActivityId> = Fields<Activity>::word;
template <>
inline constexpr Phrase word_of<ArtifactId> = Fields<Artifact>::word;
template <>
inline constexpr Phrase word_of<CalendarId>{"calendar", "日历"};
template <>
inline constexpr Phrase word_of<TierId> = Fields<Tier>::word;
template <>
inline constexpr Phrase word_of<ParameterId> = Fields<Parameter>::word;
template <>
inline constexpr Phrase word_of<PersonId> = Fields<Person>::word;
template <>
inline constexpr Phrase word_of<PhaseId> = Fields<Phase>::word;
template <>
inline constexpr Phrase word_of<ResourceId> = Fields<Resource>::word;
template <>
inline constexpr Phrase word_of<RoleId> = Fields<Role>::word;

inline Text named(const Phrase& kind, std::string_view key) { return named(kind.en, kind.zh, {}, key); }

inline Text activity_name(ActivityKind kind, std::string_view key) {
    return named(kind == ActivityKind::external ? "external milestone" : name(kind), label(kind, Language::zh), {},
                 key);
}

} // namespace convene::detail
