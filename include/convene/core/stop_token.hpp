#pragma once

#include <concepts>
#include <memory>
#include <utility>

namespace convene {

/// Something that can be asked whether to stop, such as a `std::stop_token`.
template <class T>
concept StopSource = std::copy_constructible<T> && requires(const T& token) {
    { token.stop_requested() } -> std::convertible_to<bool>;
};

/// Tells long work to stop. Made from a `std::stop_token`, or from anything else whose `stop_requested()` may be called
/// from several threads at once. A default one never stops anything. Copies ask the same source.
class StopToken {
  public:
    StopToken() = default;
    // In this order: whether a StopToken can be copied must not depend on this.
    template <class T>
        requires(!std::same_as<T, StopToken> && StopSource<T>)
    StopToken(T token) // NOLINT(google-explicit-constructor)
        : ask_([](const void* of) { return static_cast<bool>(static_cast<const T*>(of)->stop_requested()); }),
          of_(std::make_shared<const T>(std::move(token))) {}

    [[nodiscard]] bool stop_requested() const { return ask_ != nullptr && ask_(of_.get()); }

  private:
    bool (*ask_)(const void*) = nullptr;
    std::shared_ptr<const void> of_;
};

} // namespace convene
