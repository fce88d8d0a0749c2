#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace convene {

/// Compressed sparse rows: for each id, a contiguous and possibly empty list of `T`.
///
/// If all rows are empty they take no memory, however many there are.
template <class IdType, class T>
class Rows {
  public:
    Rows() = default;

    /// Builds the rows from (owner, value) entries; within a row, entries keep their order.
    ///
    /// *Requires* each owner below `rows`. Complexity: O(rows + entries), one counting sort.
    template <class Entries, class Owner, class Value>
    static Rows group(std::size_t rows, const Entries& entries, Owner owner, Value value) {
        Rows r;
        if (std::size(entries) == 0) return r;
        r.offsets_.assign(rows + 1, 0);
        for (const auto& e : entries) ++r.offsets_[owner(e).index() + 1];
        for (std::size_t i = 0; i < rows; ++i) r.offsets_[i + 1] += r.offsets_[i];
        r.values_.resize(std::size(entries));
        // The offsets serve as write cursors and are shifted back afterwards: no second array.
        for (const auto& e : entries) r.values_[r.offsets_[owner(e).index()]++] = value(e);
        for (std::size_t i = rows; i > 0; --i) r.offsets_[i] = r.offsets_[i - 1];
        r.offsets_[0] = 0;
        return r;
    }

    /// The entries of `id`; empty if there are none.
    [[nodiscard]] std::span<const T> operator[](IdType id) const& {
        if (offsets_.empty()) return {};
        assert(id.index() + 1 < offsets_.size());
        const auto first = offsets_[id.index()];
        return {values_.data() + first, offsets_[id.index() + 1] - first};
    }

    /// The position in `values()` of the first entry of `id`. *Requires* that `id` has an entry.
    [[nodiscard]] std::uint32_t first(IdType id) const { return offsets_[id.index()]; }

    /// All entries, row after row.
    [[nodiscard]] std::span<const T> values() const& { return values_; }
    void operator[](IdType) const&& = delete; // a view of a temporary would dangle
    void values() const&& = delete;
    [[nodiscard]] bool empty() const { return values_.empty(); }

    friend bool operator==(const Rows&, const Rows&) = default;

  private:
    std::vector<std::uint32_t> offsets_;
    std::vector<T> values_;
};

} // namespace convene
