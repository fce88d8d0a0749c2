#pragma once

#include <atomic>

namespace convene::detail {

/// A value that is made when it is first asked for. Several threads may ask at the same time. A copy starts without it.
template <class T>
class Lazy {
  public:
    Lazy() = default;
    Lazy(const Lazy&) {}
    Lazy& operator=(const Lazy&) = delete;
    ~Lazy() { delete made_.load(std::memory_order_acquire); }

    template <class Make>
    [[nodiscard]] const T& get(const Make& make) const {
        if (const T* made = made_.load(std::memory_order_acquire)) return *made;
        const T* own = new T(make());
        const T* other = nullptr;
        if (made_.compare_exchange_strong(other, own, std::memory_order_acq_rel)) return *own;
        delete own;
        return *other;
    }

  private:
    mutable std::atomic<const T*> made_{nullptr};
};

} // namespace convene::detail
