#include <convene/io/locate.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <vector>

namespace convene::io {

namespace {

/// Walks over a JSON text token by token, and knows the pointer of the value at hand. Takes anything.
class Walker {
  public:
    explicit Walker(std::string_view text) : text_(text) {
        end_ = counted_ = line_start_ = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    }

    /// Goes on to the token in which `offset` stands, or which follows it.
    void go_to(std::size_t offset) {
        while (end_ <= offset && end_ < text_.size()) step();
    }

    /// The pointer of the value that the token is or belongs to.
    [[nodiscard]] std::string pointer() const {
        std::string out;
        for (const auto& level : levels_) {
            if (level.list ? level.entries == 0 : level.key_end == 0) break; // still before its first entry
            if (level.closed) break;
            out += '/';
            if (level.list) {
                out += std::to_string(level.entries - 1);
            } else {
                // No key of ours is longer, and a pointer is for people.
                append_key(out, text_.substr(level.key, std::min<std::size_t>(level.key_end - level.key, 1000)));
            }
        }
        return out;
    }

    /// Counts lines up to `offset`. *Requires* ascending offsets.
    void count_lines(std::size_t offset) {
        for (; counted_ < offset && counted_ < text_.size(); ++counted_)
            if (text_[counted_] == '\n') {
                ++line_;
                line_start_ = counted_ + 1;
            }
    }
    [[nodiscard]] std::uint32_t line() const { return line_; }
    [[nodiscard]] std::uint32_t column(std::size_t offset) const {
        return offset < line_start_ ? 1U : static_cast<std::uint32_t>(offset - line_start_ + 1);
    }

  private:
    struct Level {
        bool list;
        bool value = false;        // in an object: after the colon
        bool closed = false;       // its end is the token at hand
        std::uint32_t entries = 0; // of a list, the one at hand included
        std::size_t key = 0;       // of an object: where the content of its key stands
        std::size_t key_end = 0;
    };

    /// Reads the next token, with the blanks before it.
    void step() {
        if (!levels_.empty() && levels_.back().closed) levels_.pop_back();
        auto p = end_;
        while (p < text_.size() && (text_[p] == ' ' || text_[p] == '\t' || text_[p] == '\n' || text_[p] == '\r')) ++p;
        if (p >= text_.size()) {
            end_ = text_.size();
            return;
        }
        const char c = text_[p];
        end_ = p + 1;
        if (c == '"') {
            string(p);
        } else if (c == '{' || c == '[') {
            entry();
            levels_.push_back({.list = c == '['});
        } else if (!ends_word(c)) {
            while (end_ < text_.size() && !ends_word(text_[end_])) ++end_;
            entry();
        } else if (!levels_.empty()) {
            auto& level = levels_.back();
            level.closed = c == '}' || c == ']';
            if (c == ':' || c == ',') level.value = c == ':';
        }
    }

    static bool ends_word(char c) { return std::string_view(" \t\r\n{}[]:,\"").find(c) != std::string_view::npos; }

    void string(std::size_t p) {
        auto e = p + 1;
        while (e < text_.size() && text_[e] != '"' && text_[e] != '\n') e += text_[e] == '\\' ? 2 : 1;
        e = std::min(e, text_.size());
        end_ = std::min(e + 1, text_.size());
        if (!levels_.empty() && !levels_.back().list && !levels_.back().value) {
            levels_.back().key = p + 1;
            levels_.back().key_end = std::max(e, p + 1);
            return;
        }
        entry();
    }

    void entry() {
        if (!levels_.empty() && levels_.back().list) ++levels_.back().entries;
    }

    /// A key without the escapes of JSON, with those of a pointer.
    static void append_key(std::string& out, std::string_view key) {
        for (const char c : unescape(key)) {
            if (c == '~') {
                out += "~0";
            } else if (c == '/') {
                out += "~1";
            } else {
                out += c;
            }
        }
    }

    static std::string unescape(std::string_view key) {
        std::string out;
        std::uint32_t high = 0; // the first half of a surrogate pair
        for (std::size_t i = 0; i < key.size(); ++i) {
            if (key[i] != '\\' || i + 1 == key.size()) {
                out += key[i];
                continue;
            }
            const char c = key[++i];
            constexpr std::string_view letters = "bfnrt";
            constexpr std::string_view meant = "\b\f\n\r\t";
            if (const auto known = letters.find(c); known != letters.npos) {
                out += meant[known];
            } else if (c != 'u') {
                out += c;
            } else {
                std::uint32_t code = 0;
                const auto* digits = key.data() + i + 1;
                const auto* end =
                    std::from_chars(digits, digits + std::min<std::size_t>(4, key.size() - i - 1), code, 16).ptr;
                i += static_cast<std::size_t>(end - digits);
                if (code >= 0xD800 && code < 0xDC00) {
                    high = code;
                } else if (code >= 0xDC00 && code < 0xE000) {
                    append_utf8(out, high == 0 ? 0xFFFD : 0x10000 + ((high - 0xD800) << 10U) + (code - 0xDC00));
                } else {
                    append_utf8(out, code);
                }
            }
        }
        return out;
    }

    static void append_utf8(std::string& out, std::uint32_t code) {
        const auto tail = [&](unsigned shift) { out += static_cast<char>(0x80U | (code >> shift & 0x3FU)); };
        if (code < 0x80) {
            out += static_cast<char>(code);
        } else if (code < 0x800) {
            out += static_cast<char>(0xC0U | code >> 6U);
            tail(0);
        } else if (code < 0x10000) {
            out += static_cast<char>(0xE0U | code >> 12U);
            tail(6);
            tail(0);
        } else {
            out += static_cast<char>(0xF0U | code >> 18U);
            tail(12);
            tail(6);
            tail(0);
        }
    }

    std::string_view text_;
    std::size_t end_ = 0; // of the token at hand
    std::vector<Level> levels_;
    std::size_t counted_ = 0; // lines are counted up to here
    std::size_t line_start_ = 0;
    std::uint32_t line_ = 1;
};

} // namespace

void locate(Diagnostics& findings, std::string_view text, std::string_view file) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        const auto& where = findings[i].where;
        if (where.line == 0 && (where.file.empty() || where.file == file)) {
            findings[i].where.file = file;
            if (where.offset) order.push_back(i);
        }
    }
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return *findings[i].where.offset; });
    Walker walker(text);
    for (const auto i : order) {
        auto& where = findings[i].where;
        const std::size_t offset = *where.offset;
        walker.go_to(offset);
        walker.count_lines(offset);
        where.pointer = walker.pointer();
        where.line = walker.line();
        where.column = walker.column(offset);
    }
}

} // namespace convene::io
