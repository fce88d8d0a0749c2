#include <convene/io/time_zone.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace convene::io {

namespace {

/// When a rule of the footer applies: the `week`-th (5: last) `weekday` of `month`, so many seconds after midnight.
struct YearlyChange {
    unsigned month = 0;
    unsigned week = 0;
    unsigned weekday = 0;
    std::int64_t time = 7200;
};

/// What holds after the last change of the table (POSIX TZ): `CET-1CEST,M3.5.0,M10.5.0/3`.
struct Footer {
    std::int64_t standard = 0;
    std::optional<std::int64_t> summer;
    YearlyChange to_summer;
    YearlyChange to_standard;
};

class FooterReader {
  public:
    explicit FooterReader(std::string_view text) : text_(text) {}

    std::optional<Footer> operator()() {
        Footer footer;
        if (!name() || !seconds(footer.standard)) return std::nullopt;
        footer.standard = -footer.standard;
        if (text_.empty()) return footer;
        if (!name()) return std::nullopt;
        footer.summer = footer.standard + 3600;
        if (!text_.empty() && text_.front() != ',') {
            if (!seconds(*footer.summer)) return std::nullopt;
            footer.summer = -*footer.summer;
        }
        if (!change(footer.to_summer) || !change(footer.to_standard)) return std::nullopt;
        return footer;
    }

  private:
    bool take(char c) {
        if (text_.empty() || text_.front() != c) return false;
        text_.remove_prefix(1);
        return true;
    }
    bool name() {
        const auto end = take('<') ? text_.find('>') + 1 : text_.find_first_of("+-0123456789,");
        if (end == 0) return false;
        text_.remove_prefix(std::min(end, text_.size()));
        return true;
    }
    bool number(std::int64_t& out) {
        const auto digits = std::min(text_.find_first_not_of("0123456789"), text_.size());
        if (digits == 0 || digits > 6) return false;
        out = std::stoll(std::string(text_.substr(0, digits)));
        text_.remove_prefix(digits);
        return true;
    }
    /// `[+-]hh[:mm[:ss]]`.
    bool seconds(std::int64_t& out) {
        const bool negative = take('-');
        if (!negative) (void)take('+');
        std::int64_t part = 0;
        if (!number(part)) return false;
        out = part * 3600;
        for (const std::int64_t size : {60, 1})
            if (take(':')) {
                if (!number(part)) return false;
                out += part * size;
            }
        if (negative) out = -out;
        return true;
    }
    bool change(YearlyChange& out) {
        std::array<std::int64_t, 3> parts{};
        if (!take(',') || !take('M')) return false;
        for (std::size_t i = 0; i < parts.size(); ++i)
            if ((i > 0 && !take('.')) || !number(parts[i])) return false;
        if (parts[0] < 1 || parts[0] > 12 || parts[1] < 1 || parts[1] > 5 || parts[2] > 6) return false;
        out = {static_cast<unsigned>(parts[0]), static_cast<unsigned>(parts[1]), static_cast<unsigned>(parts[2]), 7200};
        return !take('/') || seconds(out.time);
    }

    std::string_view text_;
};

/// Seconds since 1970, local, at which the rule applies in that year.
std::int64_t local_change(int year, const YearlyChange& change) {
    using namespace std::chrono;
    const auto month = std::chrono::year{year} / std::chrono::month{change.month};
    const auto day = change.week == 5 ? local_days{month / weekday{change.weekday}[last]}
                                      : local_days{month / weekday{change.weekday}[change.week]};
    return duration_cast<std::chrono::seconds>(day.time_since_epoch()).count() + change.time;
}

std::int64_t offset_by(const Footer& footer, std::int64_t utc) {
    if (!footer.summer) return footer.standard;
    using namespace std::chrono;
    const year_month_day date{floor<days>(local_seconds{std::chrono::seconds{utc + footer.standard}})};
    const int year{date.year()};
    const auto begin = local_change(year, footer.to_summer) - footer.standard;
    const auto end = local_change(year, footer.to_standard) - *footer.summer;
    const bool summer = begin < end ? begin <= utc && utc < end : utc >= begin || utc < end;
    return summer ? *footer.summer : footer.standard;
}

std::optional<std::string> read_zone_file(std::string_view name) {
    const bool is_name =
        !name.empty() && name.front() != '/' && name.find("..") == name.npos && std::ranges::all_of(name, [](char c) {
            return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
                   c == '+' || c == '/';
        });
    if (!is_name) return std::nullopt;
    for (const auto* folder : {"/usr/share/zoneinfo/", "/usr/lib/zoneinfo/", "/usr/share/lib/zoneinfo/"}) {
        std::ifstream file(folder + std::string(name), std::ios::binary);
        std::string text((std::istreambuf_iterator<char>(file)), {});
        if (file && text.starts_with("TZif")) return text;
    }
    return std::nullopt;
}

std::int64_t big_endian(std::string_view bytes) {
    std::uint64_t value = (static_cast<unsigned char>(bytes.front()) & 0x80U) != 0 ? ~std::uint64_t{0} : 0;
    for (const char c : bytes) value = value << 8U | static_cast<unsigned char>(c);
    return static_cast<std::int64_t>(value);
}

} // namespace

struct TimeZone::Tables {
    /// Seconds of UTC, ascending, and what holds from there on.
    std::vector<std::int64_t> changes;
    std::vector<std::int64_t> offsets;
    std::int64_t first = 0;
    std::optional<Footer> footer;

    [[nodiscard]] std::int64_t offset(std::int64_t utc) const {
        const auto next = std::ranges::upper_bound(changes, utc);
        if (next == changes.end() && footer) return offset_by(*footer, utc);
        if (next == changes.begin()) return first;
        return offsets[static_cast<std::size_t>(next - changes.begin()) - 1];
    }
};

std::optional<TimeZone> TimeZone::find(std::string_view name) {
    const auto file = read_zone_file(name);
    if (!file) return std::nullopt;
    constexpr std::size_t header = 44;
    const std::string_view text = *file;
    std::size_t at = 0;
    std::size_t size = 4;
    std::array<std::size_t, 6> counts{};
    const auto read_counts = [&] {
        if (text.size() < at + header) return false;
        for (std::size_t i = 0; i < counts.size(); ++i)
            counts[i] = static_cast<std::size_t>(big_endian(text.substr(at + 20 + 4 * i, 4)));
        return true;
    };
    const auto length = [&] {
        const auto [utc, standard, leaps, times, types, chars] = counts;
        return times * size + times + types * 6 + chars + leaps * (size + 4) + standard + utc;
    };
    if (!read_counts()) return std::nullopt;
    if (text[4] >= '2') { // the second table has 8 bytes a time
        at += header + length();
        size = 8;
        if (!read_counts()) return std::nullopt;
    }
    if (text.size() < at + header + length()) return std::nullopt;
    auto tables = std::make_shared<Tables>();
    const auto times = counts[3];
    const auto data = text.substr(at + header);
    const auto types = data.substr(times * (size + 1));
    if (counts[4] == 0) return std::nullopt;
    tables->first = big_endian(types.substr(0, 4));
    for (std::size_t i = 0; i < times; ++i) {
        const auto type = static_cast<unsigned char>(data[times * size + i]);
        if (type >= counts[4]) return std::nullopt;
        tables->changes.push_back(big_endian(data.substr(i * size, size)));
        tables->offsets.push_back(big_endian(types.substr(std::size_t{type} * 6, 4)));
    }
    if (size == 8) {
        auto footer = text.substr(at + header + length());
        if (footer.size() > 2) tables->footer = FooterReader(footer.substr(1, footer.find('\n', 1) - 1))();
    }
    return TimeZone(std::move(tables));
}

Seconds TimeZone::offset_at_utc(Instant utc) const { return Seconds{tables_->offset(utc.time_since_epoch().count())}; }

Seconds TimeZone::offset_at_local(Instant local) const {
    const auto t = local.time_since_epoch().count();
    // What holds a day before and after are the only two that can hold then, unless two changes come within two days.
    constexpr std::int64_t day = 86400;
    const auto before = tables_->offset(t - day);
    const auto after = tables_->offset(t + day);
    for (const auto offset : {before, after})
        if (tables_->offset(t - offset) == offset) return Seconds{offset};
    return Seconds{before};
}

Diagnostics check_zone(const Process& process) {
    if (process.zone().empty() || TimeZone::find(process.zone())) return {};
    return {Diagnostic{.code = Code::unknown_zone, .arguments = {std::string(process.zone())}}};
}

} // namespace convene::io
