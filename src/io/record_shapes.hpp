#pragma once

#include "shapes.hpp"

#include <convene/model/detail/fields.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace convene::io::detail {

using convene::detail::field_count;
using convene::detail::Fields;
using convene::detail::spec_field;
using convene::detail::SpecOf;
namespace written = convene::detail::written;

// The shapes of records, made from their fields.

template <class Record>
constexpr ObjectType type_of_record();
/// The type of the objects that write a record; whoever expects one takes its spec when it closes.
template <class Record>
inline constexpr ObjectType record_type = type_of_record<Record>();

// Lists of what needs a place of its own.
template <auto Set>
inline constexpr Shape each_id = id<Set>;
template <auto Set>
inline constexpr Shape each_shift = shift<Set>;

inline constexpr std::array<EnumName, 7> weekday_names{{{"mon", "周一"},
                                                        {"tue", "周二"},
                                                        {"wed", "周三"},
                                                        {"thu", "周四"},
                                                        {"fri", "周五"},
                                                        {"sat", "周六"},
                                                        {"sun", "周日"}}};

template <auto Set>
Took read_weekday(Reader& r, const Scalar& s) {
    if (s.kind != Scalar::Kind::string) return Took::other_type;
    const auto found = std::ranges::find(weekday_names, s.text, &EnumName::name);
    if (found == weekday_names.end()) return (void)guess_word(r, s, weekday_names), Took::faulty;
    r.draft<typename DraftOf<decltype(Set)>::type>().*Set |=
        static_cast<std::uint8_t>(1U << (found - weekday_names.begin()));
    return Took::good;
}
template <auto Set>
inline constexpr Shape weekday{
    .one = {"a day of the week", "星期"}, .many = {"days of the week", "星期"}, .scalar = &read_weekday<Set>};
template <auto Set>
void no_weekday(Reader& r) {
    r.draft<typename DraftOf<decltype(Set)>::type>().*Set = 0;
}

template <auto Set, class Part>
void close_part(Reader& r) {
    (r.draft<typename DraftOf<decltype(Set)>::type>().*Set).push_back(std::move(r.draft<Part>()));
}
/// The record whose spec is a part of another spec.
template <class Part>
struct RecordOfPart {
    using type = Part;
};
template <>
struct RecordOfPart<SeparationSpec::Part> {
    using type = Separation::Part;
};
template <auto Set, class Part>
inline constexpr Shape each_part = object(record_type<typename RecordOfPart<Part>::type>, &close_part<Set, Part>);

template <class T>
struct Inner {
    using type = T;
};
template <class T>
struct Inner<std::optional<T>> {
    using type = T;
};
template <class T>
struct Inner<std::vector<T>> {
    using type = T;
};

/// How the field with the number I of a record is read, into its spec.
template <class Record, std::size_t I>
constexpr Shape shape_of() {
    constexpr auto field = spec_field<Record, I>;
    constexpr auto set = field.member;
    using How = typename decltype(field)::Written;
    using Value = typename Inner<typename decltype(field)::Type>::type;
    const auto is = []<class Other>(Other) { return std::is_same_v<How, Other>; };
    if constexpr (is(written::OwnKey()))
        return own_id<set>;
    else if constexpr (is(written::Reference()))
        return id<set>;
    else if constexpr (is(written::References()))
        return list(each_id<set>);
    else if constexpr (is(written::Wordings()))
        return text<set>;
    else if constexpr (is(written::Plain()))
        return plain<set>;
    else if constexpr (is(written::Word()))
        return word<Value, set>;
    else if constexpr (is(written::Truth()))
        return boolean<set>;
    else if constexpr (is(written::Date()))
        return date<set>;
    else if constexpr (is(written::Length()))
        return span<set>;
    else if constexpr (is(written::Amount()))
        return money<set>;
    else if constexpr (is(written::Thousandths()))
        return fraction<set>;
    else if constexpr (is(written::Decimal()))
        return number<set>;
    else if constexpr (is(written::TimeOfDay()))
        return time_of_day<set>;
    else if constexpr (is(written::Windows()))
        return list(each_shift<set>);
    else if constexpr (is(written::Repeats()))
        return recurrence<set>;
    else if constexpr (is(written::Free()))
        return free_object<set>;
    else if constexpr (is(written::Parts()))
        return list(each_part<set, Value>);
    else if constexpr (is(written::Whole<0>()))
        return integer<set, Value, Value{0}>;
    else if constexpr (is(written::Whole<1>()))
        return integer<set, Value, Value{1}>;
    else {
        static_assert(is(written::Weekdays()), "a new way to write needs its shape");
        auto shape = list(weekday<set>);
        shape.begin = &no_weekday<set>;
        return shape;
    }
}

template <class Record>
inline constexpr auto fields_of = []<std::size_t... I>(std::index_sequence<I...>) {
    return std::array{Field{spec_field<Record, I>.key, shape_of<Record, I>(), spec_field<Record, I>.required}...};
}(std::make_index_sequence<field_count<Record>>());

template <class Record>
Text name_of_record(Reader& r) {
    const std::string_view key = KeyView(r.draft<SpecOf<Record>>().key).text;
    return key.empty() ? Text{} : name_of(Fields<Record>::word, key);
}

template <class Record>
constexpr ObjectType type_of_record() {
    ObjectType type{.word = Fields<Record>::word,
                    .fields = fields_of<Record>,
                    .begin = &begin_draft<SpecOf<Record>>,
                    .referenced = Fields<Record>::referenced};
    if constexpr (Fields<Record>::named) type.name = &name_of_record<Record>;
    return type.with_index();
}

/// An object that is given to `Take(Reader&, Spec&&)`.
template <class Record, auto Take>
inline constexpr Shape record =
    object(record_type<Record>, [](Reader& r) { Take(r, std::move(r.draft<SpecOf<Record>>())); });

} // namespace convene::io::detail
