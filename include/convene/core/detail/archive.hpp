#pragma once
/// \file
/// Values as bytes: numbers as they lie in memory, lists behind their sizes, structs member by member. Only the same
/// version of the library on the same kind of machine reads them again.

#include <convene/core/table.hpp>

#include <cstddef>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace convene::detail {

// A struct with gaps or lists has `template <class Archive> void members(Archive& archive, Struct& s)` in its own
// namespace, which calls `archive` with all members.

class BytesWriter {
  public:
    template <class... T>
    void operator()(const T&... values) {
        (write(values), ...);
    }
    [[nodiscard]] std::string take() { return std::move(bytes_); }

  private:
    template <class T>
    void write(const T& value) {
        if constexpr (std::has_unique_object_representations_v<T>)
            bytes_.append(reinterpret_cast<const char*>(&value), sizeof(value));
        else
            members(*this, const_cast<T&>(value));
    }
    void write(const std::string& text) {
        write(text.size());
        bytes_ += text;
    }
    template <class T>
    void write(const std::optional<T>& value) {
        write(value.has_value());
        if (value) write(*value);
    }
    template <class T>
    void write(const std::vector<T>& list) {
        write(list.size());
        for (const auto& each : list) write(each);
    }
    template <class Id, class T>
    void write(const Table<Id, T>& table) {
        write(table.size());
        for (const auto& each : table.values()) write(each);
    }

    std::string bytes_;
};

/// Reads what the writer wrote. Of damaged bytes the values are anything, and `complete` is false.
class BytesReader {
  public:
    explicit BytesReader(std::string_view bytes) : rest_(bytes) {}

    template <class... T>
    void operator()(T&... values) {
        (read(values), ...);
    }
    /// Whether all was there and nothing is left.
    [[nodiscard]] bool complete() const { return sound_ && rest_.empty(); }

  private:
    template <class T>
    void read(T& value) {
        if constexpr (!std::has_unique_object_representations_v<T>) {
            members(*this, value);
        } else if (has(sizeof(value))) {
            std::memcpy(&value, rest_.data(), sizeof(value));
            rest_.remove_prefix(sizeof(value));
        }
    }
    void read(bool& value) {
        unsigned char byte = 0;
        read(byte);
        value = byte != 0;
    }
    /// How many entries a list has, each of which takes a byte at least.
    std::size_t size() {
        std::size_t size = 0;
        read(size);
        return has(size) ? size : 0;
    }
    void read(std::string& text) {
        text = rest_.substr(0, size());
        rest_.remove_prefix(text.size());
    }
    template <class T>
    void read(std::optional<T>& value) {
        bool there = false;
        read(there);
        if (there) read(value.emplace());
    }
    template <class T>
    void read(std::vector<T>& list) {
        list.resize(size());
        for (auto& each : list) read(each);
    }
    template <class Id, class T>
    void read(Table<Id, T>& table) {
        read(table.vector());
    }
    bool has(std::size_t count) {
        sound_ = sound_ && count <= rest_.size();
        return sound_;
    }

    std::string_view rest_;
    bool sound_ = true;
};

} // namespace convene::detail
