#include <convene/io/locate.hpp>

#include "json_events.hpp"

#include <convene/io/read_process.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace convene::io {

namespace {

/// Takes the events of the parser, and gives each finding the pointer of the value that stands at its offset.
class Pointers {
  public:
    Pointers(std::string_view text, Diagnostics& findings, const std::vector<std::size_t>& order)
        : text_(text), findings_(findings), order_(order) {}

    bool begin_object(std::uint32_t at) { return open(at, false); }
    bool begin_list(std::uint32_t at) { return open(at, true); }
    bool end_object(std::uint32_t at) { return close(at); }
    bool end_list(std::uint32_t at) { return close(at); }
    bool key(std::string_view key, std::uint32_t at, bool) {
        if (!go_to(at)) return false;
        auto& level = levels_.back();
        level.key = key.substr(0, longest_key);
        level.entries = 1;
        return true;
    }
    bool string(std::string_view, std::uint32_t at, bool) { return value(at); }
    bool number(std::string_view, std::uint32_t at) { return value(at); }
    bool boolean(bool, std::uint32_t at) { return value(at); }
    bool null(std::uint32_t at) { return value(at); }

    /// Gives those before `offset` the value at hand. Returns whether others are left.
    bool go_to(std::size_t offset) {
        for (; next_ < order_.size() && offset_of(next_) < offset; ++next_)
            findings_[order_[next_]].where.pointer = pointer();
        return next_ < order_.size();
    }

    /// The parser stopped at `offset`; what belongs to that place belongs to the value at hand, or at a bracket to what
    /// it closes. Another text may begin on the next line; returns where, or the end.
    std::size_t stop(std::size_t offset) {
        (void)go_to(offset);
        if (offset < text_.size() && (text_[offset] == '}' || text_[offset] == ']') && !levels_.empty())
            levels_.back().entries = 0;
        const auto line = text_.find('\n', std::min(offset, text_.size()));
        const auto end = line == std::string_view::npos ? std::numeric_limits<std::size_t>::max() : line + 1;
        (void)go_to(end);
        levels_.clear();
        return std::min(end, text_.size());
    }
    [[nodiscard]] bool done() const { return next_ == order_.size(); }

  private:
    static constexpr std::size_t longest_key = 1000;

    struct Level {
        bool list;
        std::size_t entries = 0; // of a list, the one at hand included; of an object, whether it is after its first key
        std::string key = {};
    };

    [[nodiscard]] std::size_t offset_of(std::size_t i) const { return *findings_[order_[i]].where.offset; }

    bool value(std::size_t at) {
        if (!go_to(at)) return false;
        if (!levels_.empty() && levels_.back().list) ++levels_.back().entries;
        return true;
    }
    bool open(std::size_t at, bool list) {
        if (!value(at)) return false;
        levels_.push_back({list});
        return true;
    }
    bool close(std::size_t at) {
        if (!go_to(at)) return false;
        levels_.pop_back();
        return true;
    }

    [[nodiscard]] std::string pointer() const {
        std::string out;
        for (const auto& level : levels_) {
            if (level.entries == 0) break;
            out += '/';
            if (level.list) {
                out += std::to_string(level.entries - 1);
                continue;
            }
            for (const char c : level.key) {
                if (c == '~')
                    out += "~0";
                else if (c == '/')
                    out += "~1";
                else
                    out += c;
            }
        }
        return out;
    }

    std::string_view text_;
    Diagnostics& findings_;
    const std::vector<std::size_t>& order_; // by ascending offset
    std::size_t next_ = 0;
    std::vector<Level> levels_;
};

/// Counts lines. *Requires* ascending offsets.
class Lines {
  public:
    Lines(std::string_view text, std::size_t from) : text_(text), at_(from), start_(from) {}

    void place(Location& where) {
        const std::size_t offset = *where.offset;
        for (; at_ < offset && at_ < text_.size(); ++at_)
            if (text_[at_] == '\n') {
                ++line_;
                start_ = at_ + 1;
            }
        where.line = line_;
        where.column = offset < start_ ? 1U : static_cast<std::uint32_t>(offset - start_ + 1);
    }

  private:
    std::string_view text_;
    std::size_t at_;
    std::size_t start_; // of the line
    std::uint32_t line_ = 1;
};

} // namespace

void locate(Diagnostics& findings, std::string_view text, std::string_view file) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        auto& where = findings[i].where;
        if (where.line != 0 || !(where.file.empty() || where.file == file)) continue;
        where.file = file;
        if (where.offset) order.push_back(i);
    }
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return *findings[i].where.offset; });
    const std::size_t begin = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    Lines lines(text, begin);
    for (const auto i : order) lines.place(findings[i].where);

    Pointers pointers(text, findings, order);
    for (auto at = begin; !pointers.done();) {
        constexpr std::size_t depth = 1000; // the parser recurses
        constexpr auto all = std::numeric_limits<std::size_t>::max();
        const auto end = detail::parse_json(text, at, depth, pointers);
        if (!end)
            (void)pointers.go_to(all);
        else if (end->kind == detail::JsonFault::Kind::trailing)
            at = end->offset; // the next of several texts
        else if (end->kind != detail::JsonFault::Kind::stopped)
            at = pointers.stop(end->offset);
        if (at >= text.size()) (void)pointers.go_to(all);
    }
}

void locate(Diagnostics& findings, const Source& source) { locate(findings, source.text, source.name); }

} // namespace convene::io
