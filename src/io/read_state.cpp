#include "json_events.hpp"
#include "json_fault.hpp"
#include "state_shape.hpp"

#include <convene/io/locate.hpp>
#include <convene/io/read_state.hpp>
#include <convene/io/write_process.hpp>

#include <charconv>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace convene::io {

namespace {

/// Takes in `{"format":1,"process":"...","state":[numbers]}` and nothing else.
class StateText {
  public:
    std::optional<std::uint64_t> process;
    std::vector<std::int64_t> numbers;
    std::vector<std::uint32_t> offsets;
    /// Where something else stands.
    std::optional<std::uint32_t> wrong;

    bool begin_object(std::uint32_t at) { return depth_++ == 0 || refuse(at); }
    bool end_object(std::uint32_t) { return true; }
    bool begin_list(std::uint32_t at) { return (depth_++ == 1 && key_ == "state") || refuse(at); }
    bool end_list(std::uint32_t) { return depth_--, true; }
    bool key(std::string_view key, std::uint32_t at, bool) {
        key_ = key;
        return key == "format" || key == "process" || key == "state" || refuse(at);
    }
    bool string(std::string_view text, std::uint32_t at, bool) {
        std::uint64_t digest = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), digest, 16);
        if (key_ != "process" || error != std::errc() || end != text.data() + text.size()) return refuse(at);
        process = digest;
        return true;
    }
    bool number(std::string_view text, std::uint32_t at) {
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size()) return refuse(at);
        if (key_ == "format") return (depth_ == 1 && value == 1) || refuse(at);
        if (depth_ != 2) return refuse(at);
        numbers.push_back(value);
        offsets.push_back(at);
        return true;
    }
    bool boolean(bool, std::uint32_t at) { return refuse(at); }
    bool null(std::uint32_t at) { return refuse(at); }

  private:
    bool refuse(std::uint32_t at) {
        wrong = at;
        return false;
    }
    int depth_ = 0;
    std::string key_;
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

Diagnostic not_a_state(std::uint32_t at) {
    return {.code = Code::wrong_type,
            .arguments = {Text{{"en", "the state of an instance, format 1"}, {"zh", "实例状态（格式 1）"}},
                          Text{{"en", "something else"}, {"zh", "其他内容"}}},
            .where = {.offset = at}};
}

Diagnostic other_process(std::uint64_t found, std::uint64_t expected) {
    return {.code = Code::journal_other_process,
            .arguments = {std::string("state"), std::to_string(found), std::to_string(expected)}};
}

Result<Instance> read(const Process& process, std::string_view text) {
    constexpr std::size_t depth = 4;
    StateText parsed;
    const auto fault = detail::parse_json(text, 0, depth, parsed);
    if (parsed.wrong) return fail(not_a_state(*parsed.wrong));
    if (fault) return fail(detail::describe(*fault, text, depth));
    if (!parsed.process) return fail(not_a_state(0));
    if (const auto digest = process_digest(process); *parsed.process != digest)
        return fail(other_process(*parsed.process, digest));
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
