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

/// What the values of a column are: instants and durations in seconds, texts, numbers of 32 bits, or with a fraction.
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

/// One column of a result, where it lies: nothing is copied, and `owner` keeps it there.
struct Column {
    std::string name;
    ColumnType type = ColumnType::instant;
    std::shared_ptr<const void> owner;
    /// Of `size` values; for texts a `TextBuffer`.
    const void* data = nullptr;
    std::size_t size = 0;
};

/// Columns of one length: a table.
struct Columns {
    std::vector<Column> columns;
    std::size_t size = 0;
};

/// Values of somebody else, where they lie.
template <class T>
[[nodiscard]] Column column(std::string name, std::span<const T> values, std::shared_ptr<const void> owner) {
    constexpr auto type = std::is_same_v<T, Instant>   ? ColumnType::instant
                          : std::is_same_v<T, Seconds> ? ColumnType::seconds
                          : std::is_same_v<T, double>  ? ColumnType::real
                                                       : ColumnType::number;
    static_assert(type != ColumnType::number || std::is_same_v<T, std::uint32_t>);
    return {std::move(name), type, std::move(owner), values.data(), values.size()};
}
/// Values of its own.
template <class T>
[[nodiscard]] Column column(std::string name, std::vector<T> values) {
    auto owner = std::make_shared<const std::vector<T>>(std::move(values));
    return column<T>(std::move(name), *owner, owner);
}
[[nodiscard]] Column column(std::string name, TextBuffer texts);

/// A row for each activity, which is named by its key: its dates, and its floats in seconds of working time and in days
/// of its calendar. The dates stay where they are in the plan. O(activities).
[[nodiscard]] Columns columns_of(const std::shared_ptr<const Schedule>& plan);
/// Its dates, and from when its people are reserved.
[[nodiscard]] Columns columns_of(const std::shared_ptr<const Levelled>& plan);
/// The tables of all projects, one below the other, behind the key of the project.
[[nodiscard]] Columns columns_of(const Portfolio& portfolio, const PortfolioSchedule& plan);
[[nodiscard]] Columns columns_of(const Portfolio& portfolio, const PortfolioPlan& plan);

/// Fills a stream of Arrow's C interface that gives the table as one batch, without copying it: DuckDB, Polars, pandas
/// and Arrow itself take one. Whoever has the stream calls its `release`; what came out of it lives on.
void write_arrow(const Columns& columns, ArrowArrayStream& out);
/// The names and types of the columns alone.
void write_arrow_schema(const Columns& columns, ArrowSchema& out);

} // namespace convene::io
