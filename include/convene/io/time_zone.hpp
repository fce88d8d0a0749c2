#pragma once

#include <convene/core/diagnostic.hpp>
#include <convene/model/process.hpp>
#include <convene/time/instant.hpp>

#include <memory>
#include <optional>
#include <string_view>

namespace convene::io {

/// How far the local time of a place is ahead of UTC, by the system's time zone files (RFC 8536). A value: copies share
/// their tables.
class TimeZone {
  public:
    /// The zone of this IANA name; nothing if the system does not know it. Reads
    /// a file.
    [[nodiscard]] static std::optional<TimeZone> find(std::string_view name);

    /// The offset at a local time. A time that occurs twice means the first one; a skipped time has the offset before
    /// the change.
    [[nodiscard]] Seconds offset_at_local(Instant local) const;
    /// The offset at a moment given in UTC.
    [[nodiscard]] Seconds offset_at_utc(Instant utc) const;

  private:
    struct Tables;
    explicit TimeZone(std::shared_ptr<const Tables> tables) : tables_(std::move(tables)) {}
    std::shared_ptr<const Tables> tables_;
};

/// `unknown_zone` if the process names a zone that the system doesn't know.
[[nodiscard]] Diagnostics check_zone(const Process& process);

} // namespace convene::io
