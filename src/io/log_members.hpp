#pragma once

#include "event_shape.hpp"

#include <convene/core/detail/hash.hpp>
#include <convene/io/write_event_log.hpp>
#include <convene/io/write_process.hpp>

#include <cstdlib>
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

/// Collects the members of a fact.
class LogMembers {
  public:
    LogMembers(const Process& process, const EventLogOptions& options) : process_(process), options_(options) {}

    std::vector<LogMember> all;

    template <class T>
    void operator()(std::string_view key, const T& value) {
        put(key, value);
    }
    template <class T>
    void optional(std::string_view key, const OptionalId<T>& value) {
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

    /// `2026-03-02T09:00:00+08:00`.
    [[nodiscard]] std::string time(Instant t) const {
        auto text = to_string(t);
        if (text.size() == 16) text += ":00";
        const auto offset = options_.utc_offset.count();
        const auto two = [](long long n) { return (n < 10 ? "0" : "") + std::to_string(n); };
        const auto size = std::abs(offset);
        return text + (offset < 0 ? "-" : "+") + two(size / 60) + ":" + two(size % 60);
    }

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
    void put(std::string_view key, Instant t) { add(key, LogMember::Kind::time, time(t)); }
    void put(std::string_view key, std::uint64_t digest) {
        add(key, LogMember::Kind::text, convene::detail::hex(digest));
    }
    template <class T>
        requires std::is_enum_v<T>
    void put(std::string_view key, T value) {
        add(key, LogMember::Kind::text, std::string(words_of(value)[static_cast<std::size_t>(value)]));
    }

    const Process& process_;
    const EventLogOptions& options_;
};

inline std::vector<LogMember> log_members(const Process& process, const Event& event, const EventLogOptions& options) {
    LogMembers members(process, options);
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
