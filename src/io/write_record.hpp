#pragma once

#include "extra_text.hpp"
#include "numbers.hpp"
#include "write_parts.hpp"

#include <convene/model/detail/fields.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace convene::io::detail {

/// Writes the fields of records, in the order and with the keys of `Fields`. What is as in a new spec is left out.
class RecordWriter {
  public:
    RecordWriter(JsonWriter& out, const Process& process) : out_(out), process_(process) {}

    /// `apart` are the parts of the record that stand apart.
    template <class Record, class... Apart>
    void object(const Record& record, const Apart&... apart) {
        out_.begin_object();
        fields(record, apart...);
        out_.end();
    }

    template <class Record, class... Apart>
    void fields(const Record& record, const Apart&... apart) {
        convene::detail::each_field<Record>([&](auto i) { field<Record, i()>(record, apart...); });
    }

  private:
    template <class Record, std::size_t I, class... Apart>
    void field(const Record& record, const Apart&... apart) {
        using namespace convene::detail;
        static const SpecOf<Record> fresh{};
        constexpr auto its = record_field<Record, I>;
        const auto& value = member_of(its.member, record, apart...);
        using How = typename decltype(its)::Written;
        if constexpr (requires { Fields<Record>::otherwise(record); } && std::is_same_v<How, written::Word>)
            plain<How>(its, value, Fields<Record>::otherwise(record));
        else
            plain<How>(its, value, fresh.*spec_field<Record, I>.member);
    }

    /// `otherwise` is what needs no word where the field isn't required.
    template <class How, class Field, class Value, class Otherwise>
    void plain(const Field& field, const Value& value, const Otherwise& otherwise) {
        if constexpr (requires { value == otherwise; }) {
            if (!field.required && value == otherwise) return;
        }
        if constexpr (requires { value.has_value(); }) {
            if (!value.has_value()) return;
            out_.key(field.key);
            write(How(), *value);
        } else {
            if (!field.required && is_empty(value)) return;
            out_.key(field.key);
            write(How(), value);
        }
    }

    template <class T>
    [[nodiscard]] bool is_empty(const T& value) const {
        if constexpr (requires { process_.text(value); })
            return process_.text(value).empty();
        else if constexpr (requires { value.empty(); })
            return value.empty();
        else
            return false;
    }

    using Shown = std::string_view;
    [[nodiscard]] Shown shown(const std::string& text) const { return text; }
    [[nodiscard]] Shown shown(Symbol symbol) const { return process_.text(symbol); }

    void write(convene::detail::written::OwnKey, const auto& key) { out_.string(shown(key)); }
    void write(convene::detail::written::Plain, const auto& text) { out_.string(shown(text)); }
    void write(convene::detail::written::Reference, auto id) { out_.string(process_.key(id)); }
    void write(convene::detail::written::References, const auto& ids) {
        out_.begin_list();
        for (const auto id : ids) out_.string(process_.key(id));
        out_.end();
    }
    void write(convene::detail::written::Wordings, const Text& text) { out_.text(text); }
    void write(convene::detail::written::Wordings, PooledText text) { out_.text(process_.text(text)); }
    void write(convene::detail::written::Word, auto value) { out_.string(name(value)); }
    void write(convene::detail::written::Truth, bool value) { out_.boolean(value); }
    void write(convene::detail::written::Date, Instant date) { out_.string(date_text(date)); }
    void write(convene::detail::written::Length, Span span) { out_.string(to_string(span)); }
    void write(convene::detail::written::Amount, Money money) { out_.raw(decimal_text(money.hundredths, 2)); }
    void write(convene::detail::written::Thousandths, std::uint16_t part) { out_.raw(decimal_text(part, 3)); }
    void write(convene::detail::written::Decimal, double value) { out_.raw(double_text(value)); }
    template <auto Min>
    void write(convene::detail::written::Whole<Min>, std::int64_t value) {
        out_.integer(value);
    }
    void write(convene::detail::written::TimeOfDay, std::uint16_t minutes) {
        out_.string(to_string(Shift{0, minutes}).substr(6));
    }
    void write(convene::detail::written::Weekdays, std::uint8_t days) {
        constexpr std::array<std::string_view, 7> names{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
        if (days == 0) return out_.raw("[]");
        out_.begin_list();
        for (std::size_t day = 0; day < names.size(); ++day)
            if ((days >> day & 1U) != 0) out_.string(names[day]);
        out_.end();
    }
    void write(convene::detail::written::Windows, const auto& windows) {
        out_.begin_list();
        for (const auto& [from, to] : windows) out_.string(to_string(Shift{from, to}));
        out_.end();
    }
    void write(convene::detail::written::Free, const Extra& extra) { write_extra(out_, extra); }
    void write(convene::detail::written::Repeats, const Recurrence& rule) { out_.string(to_string(rule)); }
    void write(convene::detail::written::Parts, const auto& parts) {
        out_.begin_list();
        for (const auto& part : parts) object(part);
        out_.end();
    }

    JsonWriter& out_;
    const Process& process_;
};

} // namespace convene::io::detail
