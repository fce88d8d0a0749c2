#pragma once

#include <cstddef>
#include <string>
#include <utility>

namespace convene {

namespace detail {
struct ExtraAccess;
}

/// Data of the user's own about a thing of a process, such as a cost centre or the id of another system: a JSON object
/// that the library keeps unchanged and never interprets. `io::read_extra` makes one from a text.
class Extra {
  public:
    /// The limits: bytes of `json()`, and levels of nested lists and objects.
    static constexpr std::size_t max_bytes = 65'536;
    static constexpr std::size_t max_depth = 16;

    /// No data.
    Extra() = default;

    /// The object on one line without blanks, such as `{"cost":{"plan":12.50}}`: its keys in their order, numbers as
    /// they were written, escapes in strings only where JSON requires them. Empty if there is no data.
    [[nodiscard]] const std::string& json() const& { return json_; }
    [[nodiscard]] std::string json() && { return std::move(json_); }
    [[nodiscard]] bool empty() const { return json_.empty(); }

    /// Whether both have the same keys and values in the same order.
    friend bool operator==(const Extra&, const Extra&) = default;

  private:
    friend struct detail::ExtraAccess;
    explicit Extra(std::string json) : json_(std::move(json)) {}

    std::string json_;
};

namespace detail {

/// For readers that know that a text is such an object.
struct ExtraAccess {
    static Extra make(std::string json) { return Extra(std::move(json)); }
};

} // namespace detail

} // namespace convene
