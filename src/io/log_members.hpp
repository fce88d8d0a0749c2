#pragma once

#include "event_shape.hpp"

#include <convene/core/detail/hash.hpp>
#include <convene/io/time_zone.hpp>
#include <convene/io/write_event_log.hpp>
#include <convene/io/write_process.hpp>

#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace convene::io::detail {

/// A member of a fact as logs have it: the thing that it names, or its text.
struct LogMember {
    enum class Kind : std::uint8_t { activity, artifact, role, person, text, number, time };
    std::string_view key;
    Kind kind = Kind::text;
    std::string value;
    bool in_list = false;
};

/// Writes local times with their offset from UTC: `2026-03-02T09:00:00+08:00`.
class LogClock {
  public:
    explicit LogClock(const EventLogOptions& options) : options_(options) {}

    [[nodiscard]] std::string operator()(const Process& process, Instant t) {
        auto text = to_string(t);
        if (text.size() == 16) text += ":00";
        const auto offset = minutes(process, t);
        const auto two = [](long long n) { return (n < 10 ? "0" : "") + std::to_string(n); };
        const auto size = std::abs(offset);
        return text + (offset < 0 ? "-" : "+") + two(size / 60) + ":" + two(size % 60);
    }

  private:
    long long minutes(const Process& process, Instant t) {
        if (options_.utc_offset) return options_.utc_offset->count();
        if (process.zone().empty()) return 0;
        const auto [known, is_new] = zones_.try_emplace(std::string(process.zone()));
        if (is_new) known->second = TimeZone::find(process.zone());
        return known->second ? known->second->offset_at_local(t).count() / 60 : 0;
    }

    const EventLogOptions& options_;
    std::map<std::string, std::optional<TimeZone>> zones_;
};

/// Collects the members of a fact.
class LogMembers {
  public:
    LogMembers(const Process& process, LogClock& clock) : process_(process), clock_(clock) {}

    std::vector<LogMember> all;

    template <class T>
    void operator()(std::string_view key, const T& value) {
        put(key, value);
    }
    template <class T>
    void optional(std::string_view key, const OptionalId<T>& value) {
        if (value) put(key, *value);
    }
    void optional(std::string_view key, std::optional<Instant> value) {
        if (value) put(key, *value);
    }
    template <class T>
    void optional(std::string_view key, const std::vector<T>& values) {
        for (const auto& value : values) {
            put(key, value);
            all.back().in_list = true;
        }
    }
    void count(std::string_view key, std::uint32_t value) { add(key, LogMember::Kind::number, std::to_string(value)); }
    void quota(std::string_view key, QuotaId id) { add(key, LogMember::Kind::text, process_.quotas()[id.index()].key); }
    void cover(std::string_view key, CoverId id) { add(key, LogMember::Kind::text, process_.covers()[id.index()].key); }
    void shortfalls(const std::vector<Shortfall>& shortfalls) {
        for (const auto& each : shortfalls) {
            if (each.person) put("short", *each.person), all.back().in_list = true;
            count("done", each.done);
            all.back().in_list = true;
        }
    }
    void process(std::string_view key, const Process& to) { put(key, process_digest(to)); }

  private:
    void add(std::string_view key, LogMember::Kind kind, std::string value) {
        all.push_back({key, kind, std::move(value)});
    }
    void put(std::string_view key, ActivityId id) {
        add(key, LogMember::Kind::activity, std::string(process_.key(id)));
    }
    void put(std::string_view key, ArtifactId id) {
        add(key, LogMember::Kind::artifact, std::string(process_.key(id)));
    }
    void put(std::string_view key, RoleId id) { add(key, LogMember::Kind::role, std::string(process_.key(id))); }
    void put(std::string_view key, PersonId id) { add(key, LogMember::Kind::person, std::string(process_.key(id))); }
    void put(std::string_view key, Instant t) { add(key, LogMember::Kind::time, clock_(process_, t)); }
    void put(std::string_view key, std::uint64_t digest) {
        add(key, LogMember::Kind::text, convene::detail::hex(digest));
    }
    template <class T>
        requires std::is_enum_v<T>
    void put(std::string_view key, T value) {
        add(key, LogMember::Kind::text, std::string(words_of(value)[static_cast<std::size_t>(value)]));
    }

    const Process& process_;
    LogClock& clock_;
};

inline std::vector<LogMember> log_members(const Process& process, const Event& event, LogClock& clock) {
    LogMembers members(process, clock);
    std::visit([&](const auto& fact) { EventShape<std::remove_cvref_t<decltype(fact)>>::members(members, fact); },
               event.fact);
    return std::move(members.all);
}

/// `use(process, event)` for each event with the process by which it happened.
template <class Use>
void for_each_event(const EventLogCase& one, const Use& use) {
    const auto* now = &one.process;
    for (const auto& event : one.events) {
        use(*now, event);
        if (const auto* migrated = std::get_if<event::Migrated>(&event.fact)) now = &migrated->to;
    }
}

} // namespace convene::io::detail
