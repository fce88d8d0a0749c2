#include "reader.hpp"

#include "json_events.hpp"
#include "json_fault.hpp"
#include "shapes.hpp"

#include <convene/core/detail/text_format.hpp>
#include <convene/core/utf8.hpp>

#include <algorithm>

namespace convene::io::detail {

namespace {

constexpr std::size_t max_findings = 10'000;
// A suggestion looks at every candidate, so only the first faults get one.
constexpr std::size_t max_suggestions = 200;

constexpr Phrase found_string{"a string", "字符串"};
constexpr Phrase found_number{"a number", "数字"};
constexpr Phrase found_boolean{"true or false", "true 或 false"};
constexpr Phrase found_null{"null", "null"};
constexpr Phrase found_list{"a list", "列表"};
constexpr Phrase found_object{"an object", "对象"};

const Phrase& found(Scalar::Kind kind) {
    switch (kind) {
    case Scalar::Kind::string: return found_string;
    case Scalar::Kind::number: return found_number;
    case Scalar::Kind::boolean: return found_boolean;
    case Scalar::Kind::null: return found_null;
    }
    return found_null;
}

/// "a list of texts", or "a text".
Text describe(const Shape& shape) {
    if (shape.element == nullptr) return shape.one.text();
    return {{"en", "a list of " + std::string(shape.element->many.en)},
            {"zh", std::string(shape.element->many.zh) + "列表"}};
}

/// Control characters come into a string only by escapes, the parser refuses the rest.
bool has_control(std::string_view text) {
    return std::ranges::any_of(text,
                               [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t'); });
}

/// Cuts what would fill the screen.
void shorten(Text& argument) {
    constexpr std::size_t most = 200;
    if (argument.packed().size() <= 2 * most || argument.packed().front() == convene::detail::text_tag) return;
    auto end = most;
    while (end > 0 && (static_cast<unsigned char>(argument.packed()[end]) & 0xC0U) == 0x80U) --end;
    argument = argument.packed().substr(0, end) + "...";
}

} // namespace

Text name_of(const Phrase& word, std::string_view key) { return convene::detail::named(word.en, word.zh, {}, key); }

std::optional<std::size_t> guess_word(Reader& r, const Scalar& s, std::span<const EnumName> names) {
    std::vector<std::string_view> words;
    std::string all;
    for (const auto& name : names) {
        words.push_back(name.name);
        all += (all.empty() ? "\"" : ", \"") + std::string(name.name) + "\"";
    }
    const auto guess = closest(s.text, words);
    r.fault(Code::unknown_word, s.at, {std::string(s.text), all}, guess);
    const auto found = std::ranges::find(words, guess);
    if (guess.empty() || found == words.end()) return std::nullopt;
    return static_cast<std::size_t>(found - words.begin());
}

Took number_fault(Reader& r, const Scalar& s, NumberFault fault, std::size_t decimals) {
    std::string key(r.current_key());
    std::string written(s.text.substr(0, 60));
    if (fault == NumberFault::range) {
        r.fault(Code::bad_number, s.at, {std::move(key), std::move(written)});
    } else if (decimals == 0) {
        r.fault(Code::not_whole, s.at, {std::move(key), std::move(written)});
    } else {
        r.fault(Code::too_many_decimals, s.at, {std::move(key), std::move(written), std::to_string(decimals)});
    }
    return Took::faulty;
}

void Reader::fault(Code code, Origin at, std::vector<Text> arguments, std::string suggestion) {
    for (auto& argument : arguments) shorten(argument);
    if (faults_.size() < max_findings) {
        faults_.push_back({code, {}, std::move(arguments), location_of(at), std::move(suggestion)});
    } else {
        ++dropped_;
    }
}

void Reader::faults(Diagnostics found, Origin at) {
    for (auto& f : found) {
        fault(f.code, at, std::move(f.arguments), std::move(f.suggestion));
        if (dropped_ == 0) faults_.back().object = std::move(f.object);
    }
}

Diagnostics Reader::take_faults() {
    if (dropped_ > 0) faults_.push_back({Code::too_many_findings, {}, {std::to_string(dropped_)}, {}, {}});
    dropped_ = 0;
    return std::move(faults_);
}

void Reader::add_findings(Diagnostics found) {
    for (auto& finding : found)
        if (finding.code != Code::missing_key && finding.code != Code::bad_key) faults_.push_back(std::move(finding));
}

void Reader::stop_at_format(Origin at, std::string_view found) {
    // What was found before may well be right in that format.
    faults_.clear();
    dropped_ = 0;
    fault(Code::unsupported_format, at, {std::string(found), "1"});
    other_format_ = true;
}

void Reader::count_activity(Origin at) {
    if (activities_++ == 0) first_activity_ = at;
    if (activities_ != 4096 && activities_ != 65'536) return;
    const auto each = std::max<std::size_t>(1, (at - first_activity_) / activities_);
    process().expect_activities(activities_ + (text_size_ - at) / each);
}

std::string_view Reader::current_key() const {
    for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame)
        if (frame->type != nullptr && frame->field != nullptr)
            return frame->field == frame->type->others ? std::string_view(free_key_) : frame->field->key;
    return {};
}

bool Reader::has(std::string_view key) const {
    const auto& frame = frames_.back();
    return (frame.seen & frame.type->bit(frame.type->find(key))) != 0;
}

const Shape* Reader::expected() const {
    if (frames_.empty()) return &root_;
    const auto& frame = frames_.back();
    if (frame.type == nullptr) return frame.shape->element;
    return frame.field == nullptr ? nullptr : &frame.field->shape;
}

void Reader::mark_good() {
    if (frames_.empty()) return;
    auto& frame = frames_.back();
    if (frame.type != nullptr && frame.field != frame.type->others) frame.good |= frame.type->bit(frame.field);
}

void Reader::wrong_type(const Shape& shape, Origin at, Phrase found) {
    fault(Code::wrong_type, at, {describe(shape), found.text()});
}

bool Reader::scalar(const Scalar& value) {
    const auto* shape = skipping_ > 0 ? nullptr : expected();
    if (shape == nullptr) return true;
    const auto took = shape->scalar == nullptr ? Took::other_type : shape->scalar(*this, value);
    if (took == Took::good) mark_good();
    if (took == Took::other_type) wrong_type(*shape, value.at, found(value.kind));
    return !other_format_;
}

void Reader::opened(const Shape& shape, const ObjectType* type, Origin at) {
    frames_.push_back({&shape, type, nullptr, 0, 0, at, static_cast<std::uint32_t>(faults_.size())});
    if (type != nullptr && type->begin != nullptr) type->begin(*this, at);
}

bool Reader::begin_object(std::uint32_t offset) {
    if (extra_) return ++skipping_, extra_->begin('{', offset + 1), true;
    const auto* shape = skipping_ > 0 ? nullptr : expected();
    if (shape != nullptr && shape->free != nullptr) return begin_free(*shape, offset + 1);
    if (shape != nullptr && shape->object != nullptr) {
        mark_good();
        opened(*shape, shape->object, offset + 1);
    } else {
        if (shape != nullptr) wrong_type(*shape, offset + 1, found_object);
        ++skipping_;
    }
    return true;
}

bool Reader::begin_list(std::uint32_t offset) {
    if (extra_) return ++skipping_, extra_->begin('[', offset + 1), true;
    const auto* shape = skipping_ > 0 ? nullptr : expected();
    if (shape != nullptr && shape->element != nullptr) {
        mark_good();
        opened(*shape, nullptr, offset + 1);
        if (shape->begin != nullptr) shape->begin(*this);
    } else {
        if (shape != nullptr) wrong_type(*shape, offset + 1, found_list);
        ++skipping_;
    }
    return true;
}

bool Reader::end_list(std::uint32_t offset) {
    if (skipping_ > 0) {
        --skipping_;
        if (extra_) extra_->end(']', offset + 1);
        return true;
    }
    const auto* shape = frames_.back().shape;
    frames_.pop_back();
    if (shape->close != nullptr) shape->close(*this);
    return true;
}

bool Reader::end_object(std::uint32_t offset) {
    if (skipping_ > 0) {
        --skipping_;
        if (extra_) extra_->end('}', offset + 1);
        if (extra_ && skipping_ == 0) end_free();
        return true;
    }
    const auto frame = frames_.back();
    const auto missing = frame.type->required() & ~frame.good;
    if (missing != 0) check_required(frame);
    const bool complete = missing == 0 || (frame.type->referenced && (frame.good & 1U) != 0);
    if (complete && frame.type->end != nullptr) frame.type->end(*this);
    if (faults_.size() > frame.first_fault && frame.type->name != nullptr) name_faults(frame);
    frames_.pop_back();
    if (complete && frame.shape->close != nullptr) frame.shape->close(*this);
    return true;
}

/// What was seen but could not be read has been told already.
void Reader::check_required(const Frame& frame) {
    for (const auto& field : frame.type->fields) {
        const auto bit = frame.type->bit(&field);
        if (!field.required || (frame.good & bit) != 0) continue;
        if ((frame.seen & bit) != 0) continue;
        if (field.key == "id") {
            fault(Code::missing_key, frame.at, {frame.type->word.text()});
        } else {
            fault(Code::missing_member, frame.at, {std::string(field.key), frame.type->word.text()});
        }
    }
}

void Reader::name_faults(const Frame& frame) {
    const auto name = frame.type->name(*this);
    for (std::size_t i = frame.first_fault; i < faults_.size(); ++i)
        if (faults_[i].object.empty()) faults_[i].object = name;
}

bool Reader::key(std::string_view key, std::uint32_t offset, bool escaped) {
    const Origin at = offset + 1;
    if (extra_) extra_->key(key, at);
    if (skipping_ > 0) return true;
    auto& frame = frames_.back();
    frame.field = frame.type->find(key);
    if (frame.field == nullptr) {
        if (escaped) check_escaped(key, at);
        unknown_key(frame, key, at);
        return true;
    }
    const auto bit = frame.type->bit(frame.field);
    if ((frame.seen & bit) != 0) {
        fault(Code::duplicate_member, at, {std::string(key)});
        frame.field = nullptr;
    }
    frame.seen |= bit;
    return true;
}

void Reader::unknown_key(Frame& frame, std::string_view key, Origin at) {
    const auto& type = *frame.type;
    if (type.others != nullptr && type.is_other(key)) {
        free_key_ = key;
        frame.field = type.others;
        return;
    }
    if (type.fields.empty()) return fault(Code::bad_language, at, {std::string(key)});
    std::string guess;
    if (faults_.size() < max_suggestions) {
        std::vector<std::string_view> keys;
        for (const auto& field : type.fields) keys.push_back(field.key);
        guess = closest(key, keys);
    }
    fault(Code::unknown_member, at, {std::string(key), type.word.text()}, guess);
    if (guess.empty()) return;
    // Read as what was probably meant, the value causes no further faults.
    const auto* field = type.find(guess);
    if ((frame.seen & type.bit(field)) != 0) return;
    frame.field = field;
    frame.seen |= type.bit(field);
}

void Reader::check_escaped(std::string_view& content, Origin at) {
    if (!has_control(content)) return;
    cleaned_ = printable(content);
    content = cleaned_;
    fault(Code::bad_text, at, {cleaned_.substr(0, 60)});
}

bool Reader::string(std::string_view content, std::uint32_t offset, bool escaped) {
    if (extra_) extra_->string(content, offset + 1);
    if (skipping_ > 0) return true;
    if (escaped) check_escaped(content, offset + 1);
    return scalar({.kind = Scalar::Kind::string, .text = content, .at = offset + 1});
}

bool Reader::number(std::string_view digits, std::uint32_t offset) {
    if (extra_) extra_->literal(digits, offset + 1);
    return scalar({.kind = Scalar::Kind::number, .text = digits, .at = offset + 1});
}

bool Reader::boolean(bool value, std::uint32_t offset) {
    if (extra_) extra_->literal(value ? "true" : "false", offset + 1);
    return scalar({.kind = Scalar::Kind::boolean, .truth = value, .at = offset + 1});
}

bool Reader::null(std::uint32_t offset) {
    if (extra_) extra_->literal("null", offset + 1);
    return scalar({.kind = Scalar::Kind::null, .at = offset + 1});
}

bool Reader::begin_free(const Shape& shape, Origin at) {
    mark_good();
    extra_shape_ = &shape;
    extra_.emplace().begin('{', at);
    ++skipping_;
    return true;
}

void Reader::end_free() {
    for (const auto& each : extra_->faults()) fault(each.code, each.at, {each.argument});
    extra_shape_->free(*this, extra_->take());
    extra_.reset();
}

void Reader::run(std::string_view text, std::size_t from) {
    text_size_ = text.size();
    if (from == 0 && text.starts_with("\xEF\xBB\xBF")) from = 3;
    const auto end = parse_json(text, from, options_.limits.depth, *this);
    if (!end) return;
    stopped_ = true;
    if (end->kind == JsonFault::Kind::stopped) return;
    // Objects that are still open name what was found in them.
    for (; !frames_.empty(); frames_.pop_back())
        if (frames_.back().type != nullptr && frames_.back().type->name != nullptr) name_faults(frames_.back());
    faults_.push_back(describe(*end, text, options_.limits.depth));
}

} // namespace convene::io::detail
