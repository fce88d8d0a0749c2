#pragma once

#include <convene/io/detail/arrow.hpp>
#include <convene/portfolio/portfolio_level.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace convene::io {

/// The type of a column's values: instants and durations in seconds, texts, 32-bit numbers, or numbers with a fraction.
enum class ColumnType : std::uint8_t { instant, seconds, text, number, real };

/// Texts one after the other, as Arrow keeps them: text `i` begins at `offsets[i]`.
struct TextBuffer {
    std::vector<std::int64_t> offsets = {0};
    std::string bytes;

    void add(std::string_view text) {
        bytes += text;
        offsets.push_back(static_cast<std::int64_t>(bytes.size()));
    }
    [[nodiscard]] std::string_view operator[](std::size_t i) const {
        return std::string_view(bytes).substr(static_cast<std::size_t>(offsets[i]),
                                              static_cast<std::size_t>(offsets[i + 1] - offsets[i]));
    }
};

/// One column of a result, in place: nothing is copied, and `owner` keeps the values alive.
struct Column {
    std::string name;
    ColumnType type = ColumnType::instant;
    std::shared_ptr<const void> owner;
    /// Points to `size` values; for texts to a `TextBuffer`.
    const void* data = nullptr;
    std::size_t size = 0;
};

/// Columns of one length: a table.
struct Columns {
    std::vector<Column> columns;
    std::size_t size = 0;
};

/// A column of values that `owner` owns, in place.
template <class T>
[[nodiscard]] Column column(std::string name, std::span<const T> values, std::shared_ptr<const void> owner) {
    constexpr auto type = std::is_same_v<T, Instant>   ? ColumnType::instant
                          : std::is_same_v<T, Seconds> ? ColumnType::seconds
                          : std::is_same_v<T, double>  ? ColumnType::real
                                                       : ColumnType::number;
    static_assert(type != ColumnType::number || std::is_same_v<T, std::uint32_t>);
    return {std::move(name), type, std::move(owner), values.data(), values.size()};
}
/// A column that owns its values.
template <class T>
[[nodiscard]] Column column(std::string name, std::vector<T> values) {
    auto owner = std::make_shared<const std::vector<T>>(std::move(values));
    return column<T>(std::move(name), *owner, owner);
}
[[nodiscard]] Column column(std::string name, TextBuffer texts);

/// One row per activity with its key, its dates, and its floats in seconds of working time and in days of its calendar.
/// The dates are not copied from the plan. O(activities).
[[nodiscard]] Columns columns_of(const std::shared_ptr<const Schedule>& plan);
/// The dates of a levelled plan, and when its people's reservations begin.
[[nodiscard]] Columns columns_of(const std::shared_ptr<const Levelled>& plan);
/// The tables of all projects, one below the other, with the project's key in front.
[[nodiscard]] Columns columns_of(const Portfolio& portfolio, const PortfolioSchedule& plan);
[[nodiscard]] Columns columns_of(const Portfolio& portfolio, const PortfolioPlan& plan);

/// Fills a stream of Arrow's C interface that gives the table as one batch, without copying it; DuckDB, Polars, pandas
/// and Arrow itself accept one. The receiver of the stream calls its `release`; batches taken from it stay valid.
void write_arrow(const Columns& columns, ArrowArrayStream& out);
/// Only the names and types of the columns.
void write_arrow_schema(const Columns& columns, ArrowSchema& out);

} // namespace convene::io
