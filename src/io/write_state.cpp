#include "state_shape.hpp"

#include <convene/core/detail/hash.hpp>
#include <convene/io/write_process.hpp>
#include <convene/io/write_state.hpp>

#include <string_view>
#include <type_traits>

namespace convene::io {

namespace {

/// Writes members as numbers, lists after their sizes.
class StateWriter {
  public:
    explicit StateWriter(std::string& out) : out_(out) {}

    template <class... Members>
    void operator()(const Members&... members) {
        (put(members), ...);
    }

  private:
    void number(std::int64_t value) {
        if (out_.back() != '[') out_ += ',';
        out_ += std::to_string(value);
    }
    template <class T>
        requires std::is_integral_v<T> || std::is_enum_v<T>
    void put(T value) {
        number(static_cast<std::int64_t>(value));
    }
    void put(Instant t) { number(t.time_since_epoch().count()); }
    template <class Tag>
    void put(Id<Tag> id) {
        number(id.value);
    }
    template <class IdType>
    void put(OptionalId<IdType> id) {
        number(id ? std::int64_t{(*id).value} : -1);
    }
    template <class T>
    void put(const std::optional<T>& value) {
        number(value ? 1 : 0);
        if (value) put(*value);
    }
    template <class T>
    void put(const std::vector<T>& values) {
        number(static_cast<std::int64_t>(values.size()));
        for (const auto& value : values) put(value);
    }
    template <class IdType, class T>
    void put(const Table<IdType, T>& values) {
        number(static_cast<std::int64_t>(values.size()));
        for (const auto& value : values) put(value);
    }
    template <class T>
        requires std::is_class_v<T>
    void put(const T& part) {
        detail::state_members(*this, part);
    }

    std::string& out_;
};

} // namespace

std::string write_state(const Instance& instance) {
    auto out =
        R"({"format":1,"process":")" + convene::detail::hex(process_digest(instance.process())) + R"(","state":[)";
    StateWriter write(out);
    detail::state_members(write, instance.state());
    return out + "]}";
}

} // namespace convene::io
