#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace convene {

/// The ids 0 .. size - 1 in order, as a range.
template <class IdType>
class IdRange {
  public:
    class Iterator {
      public:
        using value_type = IdType;
        using difference_type = std::ptrdiff_t;

        constexpr Iterator() = default;
        constexpr explicit Iterator(std::uint32_t at) : at_(at) {}

        constexpr IdType operator*() const { return IdType{at_}; }
        constexpr Iterator& operator++() { return ++at_, *this; }
        constexpr Iterator operator++(int) { return Iterator{at_++}; }
        friend constexpr bool operator==(Iterator, Iterator) = default;

      private:
        std::uint32_t at_ = 0;
    };

    constexpr explicit IdRange(std::size_t size) : size_(static_cast<std::uint32_t>(size)) {}

    [[nodiscard]] constexpr Iterator begin() const { return Iterator{0}; }
    [[nodiscard]] constexpr Iterator end() const { return Iterator{size_}; }
    [[nodiscard]] constexpr std::size_t size() const { return size_; }

  private:
    std::uint32_t size_;
};

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
    [[nodiscard]] typename std::vector<T>::const_reference operator[](IdType id) const& {
        assert(id.index() < values_.size());
        return values_[id.index()];
    }
    [[nodiscard]] typename std::vector<T>::reference operator[](IdType id) & {
        assert(id.index() < values_.size());
        return values_[id.index()];
    }

    IdType push_back(T value) {
        values_.push_back(std::move(value));
        return IdType{static_cast<std::uint32_t>(values_.size() - 1)};
    }

    /// All ids in order.
    [[nodiscard]] IdRange<IdType> ids() const { return IdRange<IdType>(values_.size()); }

    [[nodiscard]] std::span<const T> values() const& { return values_; }
    [[nodiscard]] std::vector<T>& vector() & { return values_; }
    [[nodiscard]] std::vector<T> vector() && { return std::move(values_); }
    [[nodiscard]] auto begin() const& { return values_.begin(); }
    [[nodiscard]] auto end() const& { return values_.end(); }

    /// A copy, if the table is a temporary.
    [[nodiscard]] T operator[](IdType id) const&& {
        assert(id.index() < values_.size());
        return values_[id.index()];
    }
    void values() const&& = delete; // a view of a temporary would dangle

    friend bool operator==(const Table&, const Table&) = default;

  private:
    std::vector<T> values_;
};

} // namespace convene
