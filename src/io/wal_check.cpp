#include "wal_check.hpp"

#include <array>
#include <bit>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <span>
#include <system_error>
#include <vector>

namespace convene::io {

namespace {

constexpr std::size_t head_size = 32;       // of the log
constexpr std::size_t frame_head_size = 24; // of a frame, before its page
constexpr std::uint32_t magic = 0x377F0682; // the last bit tells the byte order of checksums

std::uint32_t big_endian(const unsigned char* at) {
    return std::uint32_t{at[0]} << 24U | std::uint32_t{at[1]} << 16U | std::uint32_t{at[2]} << 8U | at[3];
}

std::uint64_t salt_at(const unsigned char* at) { return std::uint64_t{big_endian(at)} << 32U | big_endian(at + 4); }

/// The running checksum of a log.
class Checksum {
  public:
    explicit Checksum(bool is_big_endian) : big_(is_big_endian) {}

    void add(std::span<const unsigned char> bytes) {
        for (std::size_t i = 0; i + 8 <= bytes.size(); i += 8) {
            a_ += word(bytes.data() + i) + b_;
            b_ += word(bytes.data() + i + 4) + a_;
        }
    }
    [[nodiscard]] bool is(const unsigned char* at) const { return big_endian(at) == a_ && big_endian(at + 4) == b_; }

  private:
    [[nodiscard]] std::uint32_t word(const unsigned char* at) const {
        const auto value = big_endian(at);
        return big_ ? value : (value >> 24U | (value >> 8U & 0xFF00U) | (value << 8U & 0xFF0000U) | value << 24U);
    }

    bool big_;
    std::uint32_t a_ = 0;
    std::uint32_t b_ = 0;
};

/// What a log holds: the frames that are whole and follow each other from the first on, and the commits behind them.
struct Wal {
    bool has_head = false;
    std::uint64_t salt = 0;
    std::uint32_t whole_frames = 0;
    std::uint32_t commits_in_front = 0;
    std::uint32_t commits_behind = 0;
    /// Frames behind a head that is not whole.
    bool is_headless = false;
};

Wal read_wal(const std::string& path) {
    Wal out;
    std::ifstream in(path, std::ios::binary);
    std::array<unsigned char, head_size> head{};
    const auto take = [&in](unsigned char* to, std::size_t size) {
        in.read(reinterpret_cast<char*>(to), static_cast<std::streamsize>(size)); // NOLINT: bytes are bytes
        return in.gcount() == static_cast<std::streamsize>(size);
    };
    if (!in || !take(head.data(), head.size())) return out;
    Checksum sum((big_endian(head.data()) & 1U) != 0);
    sum.add(std::span(head).first(24));
    out.has_head = (big_endian(head.data()) & ~1U) == magic && sum.is(head.data() + 24);
    out.salt = salt_at(head.data() + 16);
    if (!out.has_head) {
        // An emptied log begins with zeros.
        out.is_headless = head != decltype(head){} && in.peek() != std::ifstream::traits_type::eof();
        return out;
    }
    const std::size_t page = big_endian(head.data() + 8);
    if (page < 512 || page > 65536) return out;
    std::vector<unsigned char> frame(frame_head_size + page);
    for (bool is_whole = true; take(frame.data(), frame.size());) {
        const bool is_ours = salt_at(frame.data() + 8) == out.salt;
        const bool is_commit = big_endian(frame.data() + 4) != 0;
        if (is_whole) {
            sum.add(std::span(frame).first(8));
            sum.add(std::span(frame).subspan(frame_head_size));
            is_whole = is_ours && sum.is(frame.data() + 16);
        }
        if (is_whole) {
            ++out.whole_frames;
            out.commits_in_front += is_commit ? 1 : 0;
        } else {
            out.commits_behind += is_ours && is_commit ? 1 : 0;
        }
    }
    return out;
}

} // namespace

std::optional<WalExtent> wal_extent(const std::string& database) {
    // Two equal copies of 48 bytes in the byte order of the machine: see "walIndexHdr" there.
    std::array<unsigned char, 96> head{};
    std::ifstream in(database + "-shm", std::ios::binary);
    if (!in.read(reinterpret_cast<char*>(head.data()), head.size())) return std::nullopt; // NOLINT: bytes are bytes
    if (std::memcmp(head.data(), head.data() + 48, 48) != 0 || head[12] == 0) return std::nullopt;
    WalExtent out;
    std::memcpy(&out.frames, head.data() + 16, sizeof out.frames);
    out.salt = salt_at(head.data() + 32); // as it is in the log
    if (out.frames == 0) return std::nullopt;
    return out;
}

bool wal_lost_commits(const std::string& database, std::optional<WalExtent> before) {
    const auto wal = read_wal(database + "-wal");
    if (wal.is_headless || wal.commits_behind > 1) return true;
    if (!before) return false;
    // Another salt is that of a log that was begun anew, after all of the one before had gone into the database.
    const bool is_same = wal.has_head && wal.salt == before->salt;
    return is_same ? wal.whole_frames < before->frames : !wal.has_head;
}

bool wal_without_database(const std::string& database) {
    std::error_code none;
    const auto size = std::filesystem::file_size(database, none);
    return (none || size == 0) && read_wal(database + "-wal").commits_in_front > 0;
}

} // namespace convene::io
