#pragma once

#include <convene/core/result.hpp>
#include <convene/model/process.hpp>

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace convene {

/// Which names `look_up` understands. Each kind includes the previous ones.
enum class NamedBy : std::uint8_t {
    /// The id used in files.
    id,
    /// Also the number, the title in any language, and both as tables print them: `3 开盘策略决策会`.
    title,
    /// Also a part of these, in any case of letters, if it fits one thing only.
    part,
};

namespace detail {

/// One thing that can be looked up: its key, its title, and for activities its number.
struct Nameable {
    std::string_view key;
    TextView title;
    TextView number;
};

/// What a look-up needs to know about the things of one kind.
template <class IdType>
struct NameablesOf;

} // namespace detail

/// The ids of things that can be looked up by name: activities, artifacts, calendars, covers, parameters, people,
/// phases, quotas, resources, roles, separations and tiers.
template <class IdType>
concept NamedId = requires(const Process& process) {
    { detail::NameablesOf<IdType>::all(process) } -> std::same_as<std::vector<detail::Nameable>>;
};

/// Options of a look-up.
struct LookUpOptions {
    NamedBy by = NamedBy::part;
    /// The place of the name, for findings.
    Location where = {};
};

namespace detail {

/// The number of the thing that is meant.
[[nodiscard]] CONVENE_DECL Result<std::uint32_t> look_up(const std::vector<Nameable>& things, const Text& kind,
                                                         std::string_view name, const LookUpOptions& options);

} // namespace detail

/// The thing of a process that `name` means: `look_up<ActivityId>(process, "3 开盘策略决策会")`.
///
/// An id comes first, then a number, a title, or a number with its title, then a part of any of these. Blanks at the
/// ends are ignored. Errors: `unknown_reference`, suggesting what was probably meant; `ambiguous_reference`, which
/// lists the things that the name fits equally well. O(1) for the id of an activity or an artifact, else O(size of all
/// names).
template <NamedId IdType>
[[nodiscard]] Result<IdType> look_up(const Process& process, std::string_view name, const LookUpOptions& options = {}) {
    if (const auto id = detail::NameablesOf<IdType>::by_key(process, name)) return *id;
    auto found =
        detail::look_up(detail::NameablesOf<IdType>::all(process), detail::NameablesOf<IdType>::kind(), name, options);
    if (!found) return fail(std::move(found.error()));
    return IdType{*found};
}

/// The title as tables print it: after the number, if there is one; the key if there is no title.
[[nodiscard]] CONVENE_DECL std::string numbered_title(const Process& process, ActivityId id, Language language);

} // namespace convene

#include <convene/model/detail/nameables.hpp>

#if defined(CONVENE_HEADER_ONLY)
#include <convene/model/impl/lookup.ipp>
#endif
