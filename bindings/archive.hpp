#pragma once
/// \file
/// Values as bytes, for pickles: numbers as they lie in memory, lists behind their sizes, structs member by member.

#include "casters.hpp"

#include <convene/core/table.hpp>

#include <cstring>
#include <string>
#include <type_traits>
#include <vector>

namespace convene::python {

/// Throws unless what was read is as it should be.
inline void check_pickle(bool as_it_should) {
    if (!as_it_should) throw py::value_error("the pickle is damaged, or that of another process");
}

// A struct has `template <class Archive> void members(Archive& archive, Struct& s)`, which calls `archive` with all.

class Packer {
  public:
    template <class... T>
    void operator()(const T&... values) {
        (pack(values), ...);
    }
    [[nodiscard]] py::bytes bytes() const { return bytes_; }

  private:
    template <class T>
    void pack(const T& value) {
        if constexpr (std::has_unique_object_representations_v<T>)
            bytes_.append(reinterpret_cast<const char*>(&value), sizeof(value));
        else
            members(*this, const_cast<T&>(value));
    }
    void pack(const std::string& text) {
        pack(text.size());
        bytes_ += text;
    }
    template <class T>
    void pack(const std::optional<T>& value) {
        pack(value.has_value());
        if (value) pack(*value);
    }
    template <class T>
    void pack(const std::vector<T>& list) {
        pack(list.size());
        for (const auto& each : list) pack(each);
    }
    template <class Id, class T>
    void pack(const Table<Id, T>& table) {
        pack(table.size());
        for (const auto& each : table.values()) pack(each);
    }

    std::string bytes_;
};

class Unpacker {
  public:
    explicit Unpacker(const py::bytes& bytes) : rest_(bytes) {}

    template <class... T>
    void operator()(T&... values) {
        (unpack(values), ...);
    }
    /// That nothing is left.
    void finish() const { check_pickle(rest_.empty()); }

  private:
    template <class T>
    void unpack(T& value) {
        if constexpr (std::has_unique_object_representations_v<T>) {
            check_pickle(rest_.size() >= sizeof(value));
            std::memcpy(&value, rest_.data(), sizeof(value));
            rest_.remove_prefix(sizeof(value));
        } else {
            members(*this, value);
        }
    }
    std::size_t size() {
        std::size_t size = 0;
        unpack(size);
        check_pickle(size <= rest_.size());
        return size;
    }
    void unpack(std::string& text) {
        const auto count = size();
        text = rest_.substr(0, count);
        rest_.remove_prefix(count);
    }
    template <class T>
    void unpack(std::optional<T>& value) {
        bool there = false;
        unpack(there);
        if (there) unpack(value.emplace());
    }
    template <class T>
    void unpack(std::vector<T>& list) {
        list.resize(size());
        for (auto& each : list) unpack(each);
    }
    template <class Id, class T>
    void unpack(Table<Id, T>& table) {
        unpack(table.vector());
    }

    std::string_view rest_;
};

} // namespace convene::python
