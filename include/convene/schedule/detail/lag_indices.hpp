#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace convene::detail {

/// The lag of each arc of a network, as an index. Few processes have more than 256 different ones, so an index takes
/// one byte until there is one that doesn't fit.
class LagIndices {
  public:
    /// So many arcs, all with lag 0.
    void assign(std::size_t arcs) {
        narrow_.assign(arcs, 0);
        wide_.clear();
    }
    [[nodiscard]] std::size_t size() const { return wide_.empty() ? narrow_.size() : wide_.size(); }

    [[nodiscard]] std::uint32_t operator[](std::size_t arc) const { return wide_.empty() ? narrow_[arc] : wide_[arc]; }
    void set(std::size_t arc, std::uint32_t lag) {
        if (wide_.empty() && lag > 0xFFU) widen();
        if (wide_.empty())
            narrow_[arc] = static_cast<std::uint8_t>(lag);
        else
            wide_[arc] = lag;
    }

  private:
    void widen() {
        wide_.assign(narrow_.begin(), narrow_.end());
        narrow_ = {};
    }

    std::vector<std::uint8_t> narrow_;
    std::vector<std::uint32_t> wide_;
};

} // namespace convene::detail
