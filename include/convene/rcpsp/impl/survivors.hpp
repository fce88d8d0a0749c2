#pragma once
/// \file
/// Which individuals of a population survive when none may be too close to a better one.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace convene::rcpsp::detail {

/// Rows of numbers, such as the keys of schedules, and how far they are from each other: the mean of the absolute
/// differences of their places.
class KeyMatrix {
  public:
    void reset(std::size_t width) {
        width_ = width;
        stride_ = (width + lanes - 1) / lanes * lanes;
        count_ = 0;
        values_.clear();
    }

    /// *Requires* `row.size()` to be the width.
    void add(std::span<const double> row) {
        values_.resize(values_.size() + stride_, 0.0F);
        float* to = values_.data() + count_++ * stride_;
        for (std::size_t i = 0; i < width_; ++i) to[i] = static_cast<float>(row[i]);
    }

    [[nodiscard]] std::size_t size() const { return count_; }

    /// O(width).
    [[nodiscard]] float distance(std::size_t a, std::size_t b) const {
        const float* x = values_.data() + a * stride_;
        const float* y = values_.data() + b * stride_;
        std::array<float, lanes> sums{};
        for (std::size_t i = 0; i < stride_; i += lanes)
            for (std::size_t lane = 0; lane < lanes; ++lane) sums[lane] += std::abs(x[i + lane] - y[i + lane]);
        float sum = 0;
        for (const float s : sums) sum += s;
        return width_ > 0 ? sum / static_cast<float>(width_) : 0.0F;
    }

    /// Of all pairs; 0 of fewer than two rows. O(size^2 width).
    [[nodiscard]] double mean_distance() const {
        double sum = 0;
        for (std::size_t a = 0; a < count_; ++a)
            for (std::size_t b = a + 1; b < count_; ++b) sum += distance(a, b);
        const auto pairs = static_cast<double>(count_) * static_cast<double>(count_ - std::min<std::size_t>(1, count_));
        return pairs > 0 ? 2 * sum / pairs : 0.0;
    }

  private:
    static constexpr std::size_t lanes = 16;
    std::size_t width_ = 0;
    std::size_t stride_ = 0; ///< the width, filled up with zeros to whole lanes
    std::size_t count_ = 0;
    std::vector<float> values_;
};

/// `count` of the rows, which are given best first: again and again the best that is at least `distance` from all that
/// were chosen, or, where there is none, the one that is farthest from its closest chosen one (Segura, Coello Coello,
/// Segredo & Hernandez Aguirre 2016, doi:10.1109/TCYB.2015.2501726, ask for diversity in this way). Ties go to the
/// better. In the order chosen; all if there are no more than `count`. O(count size width).
inline std::vector<std::uint32_t> choose_apart(const KeyMatrix& rows, std::size_t count, double distance) {
    const auto size = static_cast<std::uint32_t>(rows.size());
    std::vector<std::uint32_t> chosen;
    // To the closest chosen row; those of chosen rows are below all others.
    std::vector<float> room(size, std::numeric_limits<float>::infinity());
    std::uint32_t next = 0;
    while (chosen.size() < std::min<std::size_t>(count, size)) {
        // Room only shrinks, so what was passed over stays too close.
        while (next < size && room[next] < distance) ++next;
        const auto pick =
            next < size ? next : static_cast<std::uint32_t>(std::ranges::max_element(room) - room.begin());
        chosen.push_back(pick);
        room[pick] = -1;
        for (std::uint32_t i = 0; i < size; ++i)
            if (room[i] >= 0) room[i] = std::min(room[i], rows.distance(i, pick));
    }
    return chosen;
}

} // namespace convene::rcpsp::detail
