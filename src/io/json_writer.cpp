#include "json_writer.hpp"

#include <convene/core/utf8.hpp>

#include <algorithm>
#include <cassert>
#include <utility>

namespace convene::io::detail {

namespace {

void append_escape(std::string& out, char c) {
    constexpr std::string_view digits = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
        out += '\\';
        out += c;
    } else if (c == '\n') {
        out += "\\n";
    } else if (c == '\t') {
        out += "\\t";
    } else if (c == '\r') {
        out += "\\r";
    } else {
        out += "\\u00";
        out += digits[byte >> 4U];
        out += digits[byte & 15U];
    }
}

void append_escaped(std::string& out, std::string_view text) {
    std::size_t written = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\') continue;
        out += text.substr(written, i - written);
        append_escape(out, c);
        written = i + 1;
    }
    out += text.substr(written);
}

} // namespace

void append_quoted(std::string& out, std::string_view text) {
    out += '"';
    for (auto bad = invalid_utf8(text); bad; bad = invalid_utf8(text)) {
        append_escaped(out, text.substr(0, *bad));
        out += "\xEF\xBF\xBD";
        text.remove_prefix(*bad + 1);
    }
    append_escaped(out, text);
    out += '"';
}

void JsonWriter::append(std::string_view written) {
    out_ += written;
    width_ += display_width(written);
}

void JsonWriter::begin_entry() {
    if (std::exchange(after_key_, false) || levels_.empty()) return;
    auto& level = levels_.back();
    const bool first = level.count++ == 0;
    if (level.broken) {
        if (!first) out_ += ',';
        out_ += '\n';
        out_.append(2 * levels_.size(), ' ');
        width_ = 2 * levels_.size();
    } else {
        if (!first) append(", ");
        entries_.push_back(out_.size());
    }
}

void JsonWriter::key(std::string_view key) {
    assert(!levels_.empty() && levels_.back().open == '{' && !after_key_);
    begin_entry();
    std::string quoted;
    append_quoted(quoted, key);
    append(quoted += ": ");
    after_key_ = true;
}

void JsonWriter::begin(char open) {
    begin_entry();
    append({&open, 1});
    levels_.push_back({.open = open, .broken = levels_.empty(), .first_entry = entries_.size()});
    if (levels_.back().broken) broken_ = levels_.size();
    keep_to_columns();
}

void JsonWriter::end() {
    assert(!levels_.empty() && !after_key_);
    const auto level = levels_.back();
    levels_.pop_back();
    broken_ = std::min(broken_, levels_.size());
    entries_.resize(level.first_entry);
    if (level.broken && level.count > 0) {
        out_ += '\n';
        out_.append(2 * levels_.size(), ' ');
        width_ = 2 * levels_.size();
    }
    append(level.open == '{' ? "}" : "]");
    keep_to_columns();
}

/// Breaks levels, from the outermost one, until the line fits, with the brackets and the comma that have to follow.
void JsonWriter::keep_to_columns() {
    while (broken_ < levels_.size() && width_ + (levels_.size() - broken_) + 1 > columns) break_outermost();
}

/// Gives each entry of the outermost level that stands on one line a line of its own. What is inside them stays as it
/// is.
void JsonWriter::break_outermost() {
    auto& level = levels_[broken_];
    // Its own entries; those of the levels inside come after them.
    const auto own = broken_ + 1 < levels_.size() ? levels_[broken_ + 1].first_entry : entries_.size();
    level.broken = true;
    ++broken_;
    if (level.first_entry == own) return;
    const std::string margin = "\n" + std::string(2 * broken_, ' ');
    const auto start = entries_[level.first_entry];
    const std::string flat = out_.substr(start);
    out_.resize(start);
    for (std::size_t i = level.first_entry; i < own; ++i) {
        const auto from = entries_[i] - start;
        const bool last = i + 1 == own;
        out_ += margin;
        // The comma and the blank before the next entry become a comma and a line break.
        out_.append(flat, from, last ? flat.npos : entries_[i + 1] - start - from - 1);
    }
    const auto shift = out_.size() - start - flat.size();
    entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(level.first_entry),
                   entries_.begin() + static_cast<std::ptrdiff_t>(own));
    for (std::size_t i = level.first_entry; i < entries_.size(); ++i) entries_[i] += shift;
    for (std::size_t i = broken_; i < levels_.size(); ++i) levels_[i].first_entry -= own - level.first_entry;
    width_ = display_width(std::string_view(out_).substr(out_.rfind('\n') + 1));
}

void JsonWriter::string(std::string_view value) {
    std::string quoted;
    append_quoted(quoted, value);
    raw(quoted);
}

void JsonWriter::raw(std::string_view value) {
    begin_entry();
    append(value);
    keep_to_columns();
}

void JsonWriter::text(TextView value) {
    const bool neutral = value.empty() || value.packed().front() != convene::detail::text_tag;
    if (neutral) return string(value.packed());
    begin_object();
    for (const auto& [language, wording] : value.wordings()) string(language, wording);
    end();
}

std::string JsonWriter::take() {
    assert(levels_.empty());
    out_ += '\n';
    return std::exchange(out_, {});
}

} // namespace convene::io::detail
