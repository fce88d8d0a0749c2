#pragma once

#include <convene/core/text.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace convene::io::detail {

/// `text` in double quotes, with escapes only where JSON asks for them. What isn't UTF-8 becomes U+FFFD.
void append_quoted(std::string& out, std::string_view text);

/// Writes JSON in the canonical layout: a list or object stands on one line where that has at most 100 columns, else it
/// has an entry a line, two blanks further in. The outermost one always has an entry a line.
///
/// A value is one of `string text raw boolean integer`, or `begin_*`, its entries and `end`. In an object each value
/// comes after its `key`. Nothing is kept but the line that is being written, so texts may be of any size.
class JsonWriter {
  public:
    static constexpr std::size_t columns = 100;

    void begin_object() { begin('{'); }
    void begin_list() { begin('['); }
    void end();

    void key(std::string_view key);

    void string(std::string_view value);
    /// A string if it has a single wording without a language, else an object of wordings.
    void text(TextView value);
    /// A value that is already written, such as a number. It may not contain line breaks.
    void raw(std::string_view value);
    void boolean(bool value) { raw(value ? "true" : "false"); }
    void integer(std::int64_t value) { raw(std::to_string(value)); }

    // The same with the key, where the key says all.
    void string(std::string_view key, std::string_view value) {
        this->key(key);
        string(value);
    }
    void text(std::string_view key, TextView value) {
        this->key(key);
        text(value);
    }
    void raw(std::string_view key, std::string_view value) {
        this->key(key);
        raw(value);
    }
    void boolean(std::string_view key, bool value) {
        this->key(key);
        boolean(value);
    }
    void integer(std::string_view key, std::int64_t value) {
        this->key(key);
        integer(value);
    }
    void begin_object(std::string_view key) {
        this->key(key);
        begin_object();
    }
    void begin_list(std::string_view key) {
        this->key(key);
        begin_list();
    }

    /// What was written, with a line break at the end. *Requires* that everything has ended.
    [[nodiscard]] std::string take();

  private:
    struct Level {
        char open;
        bool broken;             // an entry a line
        std::size_t count = 0;   // of entries
        std::size_t first_entry; // in entries_
    };

    void begin(char open);
    void begin_entry();
    void append(std::string_view written);
    void keep_to_columns();
    void break_outermost();

    std::string out_;
    std::vector<Level> levels_; // the broken ones, then those on one line
    std::size_t broken_ = 0;
    // Where the entries of levels that are not broken begin.
    std::vector<std::size_t> entries_;
    std::size_t width_ = 0; // columns of the line that is being written
    bool after_key_ = false;
};

} // namespace convene::io::detail
