#pragma once

#include <boost/json/basic_parser_impl.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace convene::io::detail {

/// What ended the parsing of a text, and where.
struct JsonFault {
    enum class Kind : std::uint8_t { stopped, syntax, incomplete, too_deep, trailing };
    Kind kind;
    std::uint32_t offset;
};

/// Hands the events of Boost.JSON's parser to a sink, each with the offset at which it stands in the text:
/// `begin_object begin_list end_object end_list key string number boolean null`. Each returns whether to go on.
///
/// *Requires* that the parser gets the whole text in one piece: offsets of what comes without a view of the text
/// (braces, literals, strings with escapes) are found by walking on from the event before.
template <class Sink>
class JsonEvents {
  public:
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);

    using Error = boost::json::error_code;
    using View = boost::json::string_view;

    JsonEvents(std::string_view text, std::size_t from, Sink& sink) : text_(text), cursor_(from), sink_(sink) {}

    [[nodiscard]] bool stopped() const { return stopped_; }

    bool on_document_begin(Error&) { return true; }
    bool on_document_end(Error&) { return true; }
    bool on_object_begin(Error& error) { return proceed(sink_.begin_object(mark()), error); }
    bool on_object_end(std::size_t, Error& error) { return proceed(sink_.end_object(mark()), error); }
    bool on_array_begin(Error& error) { return proceed(sink_.begin_list(mark()), error); }
    bool on_array_end(std::size_t, Error& error) { return proceed(sink_.end_list(mark()), error); }

    bool on_key_part(View part, std::size_t, Error&) { return keep(part); }
    bool on_key(View rest, std::size_t size, Error& error) {
        std::string_view content;
        const auto offset = finish_string(rest, size, content);
        return proceed(sink_.key(content, offset, escaped_), error);
    }
    bool on_string_part(View part, std::size_t, Error&) { return keep(part); }
    bool on_string(View rest, std::size_t size, Error& error) {
        std::string_view content;
        const auto offset = finish_string(rest, size, content);
        return proceed(sink_.string(content, offset, escaped_), error);
    }

    bool on_number_part(View, Error&) { return true; }
    bool on_int64(std::int64_t, View digits, Error& error) { return number(digits, error); }
    bool on_uint64(std::uint64_t, View digits, Error& error) { return number(digits, error); }
    bool on_double(double, View digits, Error& error) { return number(digits, error); }
    bool on_bool(bool value, Error& error) {
        const auto offset = mark();
        cursor_ += value ? 3 : 4;
        return proceed(sink_.boolean(value, offset), error);
    }
    bool on_null(Error& error) {
        const auto offset = mark();
        cursor_ += 3;
        return proceed(sink_.null(offset), error);
    }
    bool on_comment_part(View, Error&) { return true; }
    bool on_comment(View, Error&) { return true; }

  private:
    bool proceed(bool go_on, Error& error) {
        if (!go_on) {
            stopped_ = true;
            error = boost::json::error::exception;
        }
        return go_on;
    }

    /// The offset of the token that comes next, which is one byte long or at least begins there.
    std::uint32_t mark() {
        while (cursor_ < text_.size() && is_between(text_[cursor_])) ++cursor_;
        return static_cast<std::uint32_t>(cursor_++);
    }

    static bool is_between(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == ',' || c == ':'; }

    bool keep(View part) {
        parts_.append(part.data(), part.size());
        return true;
    }

    /// An unescaped string is a view of the text, so its place is known from it.
    std::uint32_t finish_string(View rest, std::size_t size, std::string_view& content) {
        const auto first = reinterpret_cast<std::uintptr_t>(text_.data());
        const auto here = reinterpret_cast<std::uintptr_t>(rest.data());
        escaped_ = rest.size() != size || here <= first || here > first + text_.size();
        if (!escaped_) {
            content = {rest.data(), rest.size()};
            cursor_ = here - first + rest.size() + 1;
            return static_cast<std::uint32_t>(here - first - 1);
        }
        parts_.append(rest.data(), rest.size());
        unescaped_.swap(parts_);
        parts_.clear();
        content = unescaped_;
        const auto offset = mark();
        while (cursor_ < text_.size() && text_[cursor_] != '"') cursor_ += text_[cursor_] == '\\' ? 2 : 1;
        ++cursor_;
        return offset;
    }

    bool number(View digits, Error& error) {
        const auto offset = static_cast<std::size_t>(digits.data() - text_.data());
        cursor_ = offset + digits.size();
        return proceed(sink_.number({digits.data(), digits.size()}, static_cast<std::uint32_t>(offset)), error);
    }

    std::string_view text_;
    std::size_t cursor_;
    Sink& sink_;
    std::string parts_;
    std::string unescaped_;
    bool escaped_ = false;
    bool stopped_ = false;
};

/// Parses `text` from the byte `from` on and returns what ended it early, if anything did.
template <class Sink>
[[nodiscard]] std::optional<JsonFault> parse_json(std::string_view text, std::size_t from, std::size_t depth,
                                                  Sink& sink) {
    boost::json::parse_options options;
    options.max_depth = depth;
    boost::json::basic_parser<JsonEvents<Sink>> parser(options, text, from, sink);
    boost::json::error_code error;
    const auto read = parser.write_some(false, text.data() + from, text.size() - from, error);
    const auto offset = static_cast<std::uint32_t>(from + read);
    using Kind = JsonFault::Kind;
    if (parser.handler().stopped()) return JsonFault{Kind::stopped, offset};
    if (error == boost::json::error::incomplete) return JsonFault{Kind::incomplete, offset};
    if (error == boost::json::error::too_deep) return JsonFault{Kind::too_deep, offset};
    if (error) return JsonFault{Kind::syntax, offset};
    if (offset < text.size()) return JsonFault{Kind::trailing, offset};
    return std::nullopt;
}

} // namespace convene::io::detail
