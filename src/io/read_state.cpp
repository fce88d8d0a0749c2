#include "json_events.hpp"
#include "json_fault.hpp"
#include "state_shape.hpp"

#include <convene/core/detail/hash.hpp>
#include <convene/io/locate.hpp>
#include <convene/io/read_state.hpp>
#include <convene/io/write_process.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace convene::io {

namespace {

Diagnostic not_a_state(std::uint32_t at) {
    return {.code = Code::wrong_type,
            .arguments = {Text{{"en", "the state of an instance, format 1"}, {"zh", "实例状态（格式 1）"}},
                          Text{{"en", "something else"}, {"zh", "其他内容"}}},
            .where = {.offset = at}};
}

/// Takes in `{"format":1,"process":"...","state":[numbers]}` and nothing else.
class StateText {
  public:
    std::uint64_t process = 0;
    std::vector<std::int64_t> numbers;
    std::vector<std::uint32_t> offsets;
    /// Why it is none.
    std::optional<Diagnostic> fault;

    bool begin_object(std::uint32_t at) { return depth_++ == 0 || refuse(not_a_state(at)); }
    bool end_object(std::uint32_t) {
        for (std::size_t i = 0; i < keys.size(); ++i)
            if (!seen_[i])
                return refuse({.code = Code::missing_member,
                               .arguments = {std::string(keys[i]), word()},
                               .where = {.offset = 0}});
        return true;
    }
    bool begin_list(std::uint32_t at) { return (depth_++ == 1 && key_ == keys[2]) || refuse(not_a_state(at)); }
    bool end_list(std::uint32_t) { return depth_--, true; }
    bool key(std::string_view key, std::uint32_t at, bool) {
        const auto found = std::ranges::find(keys, key);
        if (found == keys.end())
            return refuse(
                {.code = Code::unknown_member, .arguments = {std::string(key), word()}, .where = {.offset = at}});
        if (std::exchange(seen_[static_cast<std::size_t>(found - keys.begin())], true))
            return refuse({.code = Code::duplicate_member, .arguments = {std::string(key)}, .where = {.offset = at}});
        key_ = *found;
        return true;
    }
    bool string(std::string_view text, std::uint32_t at, bool) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), process, 16);
        const bool is_digest = text.size() == 16 && error == std::errc() && end == text.data() + text.size();
        return (depth_ == 1 && key_ == keys[1] && is_digest) || refuse(not_a_state(at));
    }
    bool number(std::string_view text, std::uint32_t at) {
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size()) return refuse(not_a_state(at));
        if (key_ == keys[0] && depth_ == 1)
            return value == 1 || refuse({.code = Code::unsupported_format,
                                         .arguments = {std::string(text), std::string("1")},
                                         .where = {.offset = at}});
        if (depth_ != 2) return refuse(not_a_state(at));
        numbers.push_back(value);
        offsets.push_back(at);
        return true;
    }
    bool boolean(bool, std::uint32_t at) { return refuse(not_a_state(at)); }
    bool null(std::uint32_t at) { return refuse(not_a_state(at)); }

  private:
    static constexpr std::array<std::string_view, 3> keys{"format", "process", "state"};

    static Text word() { return {{"en", "state"}, {"zh", "状态"}}; }
    bool refuse(Diagnostic why) {
        fault = std::move(why);
        return false;
    }
    int depth_ = 0;
    std::string_view key_;
    std::array<bool, keys.size()> seen_{};
};

/// Reads members from numbers; after the first that can't be, everything is as it was.
class StateReader {
  public:
    explicit StateReader(const std::vector<std::int64_t>& numbers) : numbers_(numbers) {}

    template <class... Members>
    void operator()(Members&... members) {
        (get(members), ...);
    }

    /// The place of the number that can't be; one after the last if some are missing. None: all were taken.
    [[nodiscard]] std::optional<std::size_t> wrong() const {
        if (failed_) return at_;
        if (at_ < numbers_.size()) return at_;
        return std::nullopt;
    }

  private:
    std::int64_t next(std::int64_t least, std::int64_t most) {
        if (failed_) return least;
        failed_ = at_ == numbers_.size() || numbers_[at_] < least || numbers_[at_] > most;
        return failed_ ? least : numbers_[at_++];
    }
    template <class T>
        requires std::is_integral_v<T>
    void get(T& out) {
        if constexpr (sizeof(T) == 8)
            out = static_cast<T>(next(INT64_MIN, INT64_MAX));
        else
            out = static_cast<T>(next(0, std::numeric_limits<T>::max()));
    }
    template <class T>
        requires std::is_enum_v<T>
    void get(T& out) {
        out = static_cast<T>(next(0, static_cast<std::int64_t>(detail::last_of(T{}))));
    }
    void get(Instant& out) {
        out = Instant{Seconds{next(min_instant.time_since_epoch().count(), max_instant.time_since_epoch().count())}};
    }
    template <class Tag>
    void get(Id<Tag>& out) {
        out = Id<Tag>{static_cast<std::uint32_t>(next(0, 0xFFFFFFFE))};
    }
    template <class IdType>
    void get(OptionalId<IdType>& out) {
        const auto value = next(-1, 0xFFFFFFFE);
        out = value < 0 ? OptionalId<IdType>() : OptionalId<IdType>(IdType{static_cast<std::uint32_t>(value)});
    }
    template <class T>
    void get(std::optional<T>& out) {
        out.reset();
        if (next(0, 1) == 1) get(out.emplace());
    }
    /// Every element takes a number at least, so a size never asks for more memory than the text has.
    std::size_t size() { return static_cast<std::size_t>(next(0, static_cast<std::int64_t>(numbers_.size() - at_))); }
    template <class T>
    void get(std::vector<T>& out) {
        out.resize(size());
        for (auto& value : out) get(value);
    }
    template <class IdType, class T>
    void get(Table<IdType, T>& out) {
        out = Table<IdType, T>(size());
        for (const auto id : out.ids()) get(out[id]);
    }
    template <class T>
        requires std::is_class_v<T>
    void get(T& part) {
        detail::state_members(*this, part);
    }

    const std::vector<std::int64_t>& numbers_;
    std::size_t at_ = 0;
    bool failed_ = false;
};

Diagnostic other_process(std::uint64_t found, std::uint64_t expected) {
    return {.code = Code::journal_other_process,
            .arguments = {std::string("state"), convene::detail::hex(found), convene::detail::hex(expected)}};
}

Result<Instance> read(const Process& process, std::string_view text) {
    constexpr std::size_t depth = 4;
    StateText parsed;
    const auto fault = detail::parse_json(text, 0, depth, parsed);
    if (parsed.fault) return fail(std::move(*parsed.fault));
    if (fault) return fail(detail::describe(*fault, text, depth));
    if (const auto digest = process_digest(process); parsed.process != digest)
        return fail(other_process(parsed.process, digest));
    InstanceState state;
    StateReader reader(parsed.numbers);
    detail::state_members(reader, state);
    if (const auto wrong = reader.wrong())
        return fail(not_a_state(*wrong < parsed.offsets.size() ? parsed.offsets[*wrong] : 0));
    auto instance = Instance::restore(process, std::move(state));
    if (!instance) return fail(not_a_state(0));
    return std::move(*instance);
}

} // namespace

Result<Instance> read_state(const Process& process, std::string_view text) {
    auto instance = read(process, text);
    if (!instance) locate(instance.error(), text);
    return instance;
}

} // namespace convene::io
