#pragma once

#include <convene/core/detail/require.hpp>

#include <memory>
#include <utility>

namespace convene::detail {

/// Sole ownership of something, perhaps of a type that is defined elsewhere. Using a box that was moved from ends the
/// program with a sentence, in release builds too.
template <class T>
class Box {
  public:
    explicit Box(std::unique_ptr<T> content) : content_(std::move(content)) {}

    [[nodiscard]] bool is_empty() const { return content_ == nullptr; }
    [[nodiscard]] T* operator->() const { return &**this; }
    [[nodiscard]] T& operator*() const {
        require(content_ != nullptr, "an object is used that was moved from");
        return *content_;
    }

  private:
    std::unique_ptr<T> content_;
};

} // namespace convene::detail
