#pragma once

#include <convene/core/config.hpp>

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace convene {

/// The language in which the library itself speaks (findings, explanations, tables).
enum class Language : unsigned char { en, zh };

/// The tag of a language as used in a `Text` and in files: "en" or "zh".
[[nodiscard]] constexpr std::string_view tag(Language language) { return language == Language::zh ? "zh" : "en"; }

namespace detail {
// The stored form of a text; see impl/text.ipp.
inline constexpr char text_tag = '\x01';
inline constexpr char text_wording = '\x02';
} // namespace detail

/// A view of a text in one or several languages. See `Text`.
class TextView {
  public:
    constexpr TextView() = default;
    constexpr explicit TextView(std::string_view packed) : packed_(packed) {}

    /// The wording for `language` ("zh", "en", ...); if there is none the wording without a language, else the English
    /// one, else the first. Empty only if the text is.
    [[nodiscard]] CONVENE_DECL std::string_view in(std::string_view language) const;
    [[nodiscard]] std::string_view in(Language language) const { return in(tag(language)); }

    /// Every wording with its language, in order of definition; a wording without a language has the tag "".
    [[nodiscard]] CONVENE_DECL std::vector<std::pair<std::string_view, std::string_view>> wordings() const;

    [[nodiscard]] constexpr bool empty() const { return packed_.empty(); }
    /// The stored form, for keeping many texts in one buffer.
    [[nodiscard]] constexpr std::string_view packed() const { return packed_; }

    friend constexpr bool operator==(TextView, TextView) = default;

  private:
    std::string_view packed_;
};

/// A text in one or several languages, such as a title: `Text{"Kick-off"}`, or
/// `Text{{"zh", "开盘策略决策会"}, {"en", "Launch strategy decision"}}`.
///
/// A wording is UTF-8; the constructor does not check this, but `build()` and the readers do. It may not contain the
/// control characters U+0001 to U+0003, which the stored form uses.
class Text {
  public:
    Text() = default;
    Text(std::string wording) : packed_(std::move(wording)) {} // NOLINT(google-explicit-constructor)
    Text(const char* wording) : packed_(wording) {}            // NOLINT(google-explicit-constructor)
    CONVENE_DECL Text(std::initializer_list<std::pair<std::string_view, std::string_view>> wordings);
    explicit Text(TextView view) : packed_(view.packed()) {}

    /// Adds a wording after the existing ones. The tag "" means any language.
    CONVENE_DECL void add(std::string_view language, std::string_view wording);

    operator TextView() const { return TextView{packed_}; } // NOLINT(google-explicit-constructor)
    [[nodiscard]] TextView view() const& { return TextView{packed_}; }
    void view() const&& = delete;
    /// As `TextView::in`; if the text is a temporary, a string of its own.
    [[nodiscard]] std::string_view in(std::string_view language) const& { return view().in(language); }
    [[nodiscard]] std::string_view in(Language language) const& { return view().in(language); }
    [[nodiscard]] std::string in(std::string_view language) const&& { return std::string(view().in(language)); }
    [[nodiscard]] std::string in(Language language) const&& { return std::string(view().in(language)); }
    [[nodiscard]] bool empty() const { return packed_.empty(); }
    [[nodiscard]] const std::string& packed() const& { return packed_; }
    [[nodiscard]] std::string packed() && { return std::move(packed_); }

    friend bool operator==(const Text&, const Text&) = default;

  private:
    std::string packed_;
};

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/core/impl/text.ipp>
#endif
