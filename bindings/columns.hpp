#pragma once

#include "binding.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace convene::python {

/// What the values of a column are: instants and durations in seconds, texts, numbers of 32 bits, or with a fraction.
enum class ColumnType : std::uint8_t { instant, seconds, text, number, real };

/// Texts one after the other, as Arrow keeps them.
struct TextBuffer {
    std::vector<std::int64_t> offsets = {0};
    std::string bytes;

    void add(std::string_view text) {
        bytes += text;
        offsets.push_back(static_cast<std::int64_t>(bytes.size()));
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

/// Columns of one length: what results are made of. Arrow's consumers take them without a copy, and so does NumPy.
struct Columns {
    std::vector<Column> columns;
    std::size_t size = 0;
};

/// A read-only NumPy array of the values in place; of texts, an array of their Python strings.
[[nodiscard]] py::array to_numpy(const Column& column);

// The Arrow PyCapsule interface: a stream of one batch, and its schema.
[[nodiscard]] py::capsule arrow_stream(const Columns& columns);
[[nodiscard]] py::capsule arrow_schema(const Columns& columns);

/// A dict of name -> array.
[[nodiscard]] py::dict to_dict(const Columns& columns);

/// Values of somebody else, where they lie.
template <class T>
Column column(std::string name, std::span<const T> values, std::shared_ptr<const void> owner) {
    constexpr auto type = std::is_same_v<T, Instant>   ? ColumnType::instant
                          : std::is_same_v<T, Seconds> ? ColumnType::seconds
                          : std::is_same_v<T, double>  ? ColumnType::real
                                                       : ColumnType::number;
    return {std::move(name), type, std::move(owner), values.data(), values.size()};
}
template <class T>
Column column(std::string name, std::vector<T> values) {
    auto owner = std::make_shared<const std::vector<T>>(std::move(values));
    return column<T>(std::move(name), *owner, owner);
}
[[nodiscard]] inline Column column(std::string name, TextBuffer texts) {
    auto owner = std::make_shared<const TextBuffer>(std::move(texts));
    return {std::move(name), ColumnType::text, owner, owner.get(), owner->offsets.size() - 1};
}

/// The rows of all parts, which have the same columns, one part below the other.
[[nodiscard]] Columns joined(const std::vector<Columns>& parts);

/// Gives a class the interfaces of a table: `columns` says what an object of it holds.
void def_columns(py::handle type, const std::function<Columns(const py::object&)>& columns);

} // namespace convene::python
