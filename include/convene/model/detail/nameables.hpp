#pragma once

#include <convene/model/lookup.hpp>

#include <optional>
#include <string_view>
#include <vector>

namespace convene::detail {

/// Things in a table or a list whose records have a key and a title.
template <class IdType, class All>
std::vector<Nameable> nameables(const All& all) {
    std::vector<Nameable> out;
    for (const auto& thing : all) out.push_back({thing.key, thing.title, {}});
    return out;
}

/// The kinds whose names are found in a list: `Things` says where it is and what the kind is called.
template <class IdType, class Things>
struct ListedNameables {
    static std::size_t size(const Process& process) { return Things::of(process).size(); }
    static std::vector<Nameable> all(const Process& process) { return nameables<IdType>(Things::of(process)); }
    static std::optional<IdType> by_key(const Process& process, std::string_view key) {
        std::uint32_t number = 0;
        for (const auto& thing : Things::of(process)) {
            if (thing.key == key) return IdType{number};
            ++number;
        }
        return std::nullopt;
    }
    static Text kind() { return {{"en", Things::en}, {"zh", Things::zh}}; }
};

#define CONVENE_LISTED(IdType, list, english, chinese)                                                                 \
    struct IdType##Things {                                                                                            \
        static constexpr std::string_view en = english;                                                                \
        static constexpr std::string_view zh = chinese;                                                                \
        static const auto& of(const Process& process) { return process.data().list; }                                  \
    };                                                                                                                 \
    template <>                                                                                                        \
    struct NameablesOf<IdType> : ListedNameables<IdType, IdType##Things> {};

CONVENE_LISTED(CoverId, covers, "cover", "值班")
CONVENE_LISTED(TierId, tiers, "level", "层级")
CONVENE_LISTED(ParameterId, parameters, "parameter", "参数")
CONVENE_LISTED(PersonId, people, "person", "人员")
CONVENE_LISTED(PhaseId, phases, "phase", "阶段")
CONVENE_LISTED(QuotaId, quotas, "quota", "定额")
CONVENE_LISTED(ResourceId, resources, "resource", "资源")
CONVENE_LISTED(RoleId, roles, "role", "角色")
CONVENE_LISTED(SeparationId, separations, "separation", "职责分离")
#undef CONVENE_LISTED

template <>
struct NameablesOf<ActivityId> {
    static std::size_t size(const Process& process) { return process.activities().size(); }
    static std::vector<Nameable> all(const Process& process) {
        std::vector<Nameable> out;
        for (const auto id : process.activities().ids())
            out.push_back({process.key(id), process.title(id), process.note(id, NoteKind::number)});
        return out;
    }
    static std::optional<ActivityId> by_key(const Process& process, std::string_view key) {
        return process.find_activity(key);
    }
    static Text kind() { return {{"en", "activity"}, {"zh", "活动"}}; }
};

template <>
struct NameablesOf<ArtifactId> {
    static std::size_t size(const Process& process) { return process.artifacts().size(); }
    static std::vector<Nameable> all(const Process& process) {
        std::vector<Nameable> out;
        for (const auto id : process.artifacts().ids()) out.push_back({process.key(id), process.title(id), {}});
        return out;
    }
    static std::optional<ArtifactId> by_key(const Process& process, std::string_view key) {
        return process.find_artifact(key);
    }
    static Text kind() { return {{"en", "artifact"}, {"zh", "文件"}}; }
};

template <>
struct NameablesOf<CalendarId> {
    static std::size_t size(const Process& process) { return process.calendars().size(); }
    static std::vector<Nameable> all(const Process& process) {
        std::vector<Nameable> out;
        for (const auto& entry : process.calendars()) out.push_back({entry.calendar.key(), entry.calendar.title(), {}});
        return out;
    }
    static std::optional<CalendarId> by_key(const Process& process, std::string_view key) {
        return process.find_calendar(key);
    }
    static Text kind() { return {{"en", "calendar"}, {"zh", "日历"}}; }
};

} // namespace convene::detail
