#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <ranges>
#include <span>
#include <utility>
#include <vector>

namespace convene {

/// A vector that is indexed by ids of one kind: `table[activity]` compiles, `table[role]` does not.
template <class IdType, class T>
class Table {
  public:
    Table() = default;
    explicit Table(std::size_t size, const T& value = T{}) : values_(size, value) {}
    explicit Table(std::vector<T> values) : values_(std::move(values)) {}

    [[nodiscard]] std::size_t size() const { return values_.size(); }
    [[nodiscard]] bool empty() const { return values_.empty(); }

    /// *Requires* `id.index() < size()`.
    [[nodiscard]] const T& operator[](IdType id) const {
        assert(id.index() < values_.size());
        return values_[id.index()];
    }
    [[nodiscard]] T& operator[](IdType id) {
        assert(id.index() < values_.size());
        return values_[id.index()];
    }

    IdType push_back(T value) {
        values_.push_back(std::move(value));
        return IdType{static_cast<std::uint32_t>(values_.size() - 1)};
    }

    /// All ids in order.
    [[nodiscard]] auto ids() const {
        return std::views::iota(std::uint32_t{0}, static_cast<std::uint32_t>(values_.size())) |
               std::views::transform([](std::uint32_t v) { return IdType{v}; });
    }

    [[nodiscard]] std::span<const T> values() const { return values_; }
    [[nodiscard]] std::vector<T>& vector() { return values_; }
    [[nodiscard]] auto begin() const { return values_.begin(); }
    [[nodiscard]] auto end() const { return values_.end(); }

    friend bool operator==(const Table&, const Table&) = default;

  private:
    std::vector<T> values_;
};

} // namespace convene
