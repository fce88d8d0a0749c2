#pragma once

#include <convene/core/text.hpp>

#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace convene::detail {

/// A phrase of a sentence, in both languages.
struct Phrase {
    std::string_view en;
    std::string_view zh;

    [[nodiscard]] Text text() const { return {{"en", en}, {"zh", zh}}; }
};

/// How the value of a field is written in files.
namespace written {
struct OwnKey {};      // the id of the thing itself
struct Reference {};   // the id of another thing
struct References {};  // several
struct Wordings {};    // a text, perhaps in several languages
struct Plain {};       // a string that is neither
struct Word {};        // a value of an enumeration
struct Truth {};       // true or false
struct Date {};        // an instant
struct Length {};      // a span
struct Amount {};      // money
struct Thousandths {}; // a fraction in (0, 1]
struct Decimal {};     // any number
struct TimeOfDay {};   // minutes from midnight
struct Weekdays {};    // bits
struct Windows {};     // stretches of a day
struct Repeats {};     // a recurrence rule
struct Parts {};       // a list of records
struct Free {};        // any JSON object
template <auto Min>
struct Whole {}; // a whole number, at least Min
} // namespace written

/// A field of a record: its key in files, the member that holds it, and how it is written. A required one is always
/// there; another is left out where it is what a new record has.
template <class How, class Class, class Value>
struct RecordField {
    using Written = How;
    using Owner = Class;
    using Type = Value;
    std::string_view key;
    Value Class::*member;
    bool required = false;
};

namespace field {

template <class How, class C, class V>
constexpr RecordField<How, C, V> field_of(std::string_view key, V C::*member) {
    return {key, member, false};
}
template <class How, class C, class V>
constexpr RecordField<How, C, V> required(RecordField<How, C, V> field) {
    field.required = true;
    return field;
}

#define CONVENE_FIELD(name, How)                                                                                       \
    template <class C, class V>                                                                                        \
    constexpr auto name(std::string_view key, V C::*member) {                                                          \
        return field_of<written::How>(key, member);                                                                    \
    }
CONVENE_FIELD(own_key, OwnKey)
CONVENE_FIELD(reference, Reference)
CONVENE_FIELD(references, References)
CONVENE_FIELD(wordings, Wordings)
CONVENE_FIELD(plain, Plain)
CONVENE_FIELD(word, Word)
CONVENE_FIELD(truth, Truth)
CONVENE_FIELD(date, Date)
CONVENE_FIELD(length, Length)
CONVENE_FIELD(amount, Amount)
CONVENE_FIELD(thousandths, Thousandths)
CONVENE_FIELD(decimal, Decimal)
CONVENE_FIELD(time_of_day, TimeOfDay)
CONVENE_FIELD(weekdays, Weekdays)
CONVENE_FIELD(windows, Windows)
CONVENE_FIELD(repeats, Repeats)
CONVENE_FIELD(parts, Parts)
CONVENE_FIELD(free, Free)
#undef CONVENE_FIELD
template <auto Min = 1, class C, class V>
constexpr auto whole(std::string_view key, V C::*member) {
    return field_of<written::Whole<Min>>(key, member);
}

} // namespace field

/// The fields of a record: `word`, what findings call one; `Spec`, the struct that says the same by keys (or the record
/// itself, where it refers to nothing); `of<R>`, the fields of either of the two, in the order of files.
template <class Record>
struct Fields;

/// Findings inside call it by its id; others refer to it, so that it is there even where it is faulty.
struct Definition {
    static constexpr bool named = true;
    static constexpr bool referenced = true;
};
/// Findings inside call it by its id.
struct Named {
    static constexpr bool named = true;
    static constexpr bool referenced = false;
};
/// A part of something else.
struct Part {
    static constexpr bool named = false;
    static constexpr bool referenced = false;
};

template <class Record>
using SpecOf = typename Fields<Record>::Spec;

template <class Record>
inline constexpr std::size_t field_count = std::tuple_size_v<decltype(Fields<Record>::template of<SpecOf<Record>>)>;

/// The field with the number I of a record, and of its spec.
template <class Record, std::size_t I>
inline constexpr auto record_field = std::get<I>(Fields<Record>::template of<Record>);
template <class Record, std::size_t I>
inline constexpr auto spec_field = std::get<I>(Fields<Record>::template of<SpecOf<Record>>);

/// `f(number)` for each field in order, where `number()` is a constant.
template <class Record, class F>
constexpr void each_field(F f) {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (f(std::integral_constant<std::size_t, I>()), ...);
    }(std::make_index_sequence<field_count<Record>>());
}

/// The member of whichever of the objects has it.
template <class C, class V, class First, class... Rest>
constexpr decltype(auto) member_of(V C::*member, First& first, Rest&... rest) {
    if constexpr (std::is_same_v<C, std::remove_const_t<First>>)
        return (first.*member);
    else
        return member_of(member, rest...);
}

} // namespace convene::detail
