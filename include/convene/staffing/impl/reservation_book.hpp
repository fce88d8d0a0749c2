#pragma once
/// \file
/// What is taken of one person's time, or of one resource, and when.

#include <convene/staffing/level.hpp>

#include <algorithm>
#include <optional>
#include <vector>

namespace convene::detail {

/// That something takes an amount for a time: an activity, a place elsewhere, or, if neither, a lower capacity.
struct BookEntry {
    Instant start;
    Instant finish;
    std::uint32_t amount = 0;
    OptionalId<ActivityId> activity = {};
    std::optional<std::uint64_t> elsewhere = {};
};

/// A time in which too much is taken: from `since` to at least the end of `by`, the first of the takers to leave off.
struct Overload {
    Instant since;
    BookEntry by;
};

/// A person's time in thousandths, or the units of a resource, as it is taken.
class ReservationBook {
  public:
    explicit ReservationBook(std::uint32_t capacity, const Occupancy& occupied = {})
        : capacity_(capacity), occupied_(occupied) {}

    /// What holds for good.
    void lower(const BookEntry& entry) {
        entries_.push_back(entry);
        ++lowered_;
    }
    void reserve(const BookEntry& entry) { entries_.push_back(entry); }
    /// Forgets what was booked.
    void clear() { entries_.resize(lowered_); }

    [[nodiscard]] const std::vector<BookEntry>& entries() const { return entries_; }

    /// The last overload in [start, finish) if `amount` were taken, too. `work` > 0 says that as much time is needed at
    /// a stretch, which passes over reservations that follow too close.
    [[nodiscard]] std::optional<Overload> last(Instant start, Instant finish, std::uint32_t amount,
                                               std::int64_t work = 0) {
        if (amount >= capacity_) return last_of_any(start, finish, work);
        collect(start, finish);
        std::optional<Overload> found;
        for (const auto& h : near_) {
            const auto moment = std::min(h.finish, finish) - Seconds{1};
            if (found && moment <= found->since) continue;
            if (auto over = at(moment, amount)) found = over;
        }
        return found;
    }

    /// The first overload in [start, finish) if `amount` were taken, too.
    [[nodiscard]] std::optional<Overload> first(Instant start, Instant finish, std::uint32_t amount) {
        collect(start, finish);
        std::optional<Overload> found;
        for (const auto& h : near_) {
            const auto moment = std::max(h.start, start);
            if (found && moment >= found->since) continue;
            if (auto over = at(moment, amount)) found = over;
        }
        return found;
    }

  private:
    static BookEntry outside(const Reservation& b) { return {b.start, b.finish, b.amount, {}, b.by}; }

    [[nodiscard]] auto begin_of(Instant start) const {
        // Disjoint reservations finish in the order in which they start.
        if (occupied_.longest.count() > 0)
            return std::ranges::lower_bound(occupied_.reservations, start - occupied_.longest, {}, &Reservation::start);
        return std::ranges::upper_bound(occupied_.reservations, start, {}, &Reservation::finish);
    }

    void collect(Instant start, Instant finish) {
        near_.clear();
        for (const auto& h : entries_)
            if (h.start < finish && start < h.finish) near_.push_back(h);
        for (auto b = begin_of(start); b != occupied_.reservations.end() && b->start < finish; ++b)
            if (start < b->finish) near_.push_back(outside(*b));
    }

    /// Whether too much is taken at `moment`.
    [[nodiscard]] std::optional<Overload> at(Instant moment, std::uint32_t amount) const {
        std::uint64_t sum = amount;
        const BookEntry* by = nullptr;
        for (const auto& h : near_) {
            if (h.start > moment || h.finish <= moment) continue;
            sum += h.amount;
            if (by == nullptr || h.finish < by->finish) by = &h;
        }
        if (sum <= capacity_ || by == nullptr) return std::nullopt;
        return Overload{moment, *by};
    }

    /// Where all is asked for, whatever is there is in the way until its end.
    [[nodiscard]] std::optional<Overload> last_of_any(Instant start, Instant finish, std::int64_t work) const {
        std::optional<Overload> found;
        for (const auto& h : entries_)
            if (h.start < finish && start < h.finish && (!found || h.finish > found->by.finish))
                found = Overload{h.start, h};
        const auto after = std::ranges::lower_bound(occupied_.reservations, finish, {}, &Reservation::start);
        for (auto b = after; b != occupied_.reservations.begin();) {
            --b;
            if (occupied_.longest.count() > 0 ? b->start + occupied_.longest <= start : b->finish <= start) break;
            if (b->finish <= start) continue;
            auto last = b;
            if (occupied_.longest.count() == 0) {
                auto i = static_cast<std::size_t>(b - occupied_.reservations.begin());
                if (!occupied_.room.empty() && work > 0)
                    while (i + 1 < occupied_.reservations.size() && occupied_.room[i] < work) ++i;
                last = occupied_.reservations.begin() + static_cast<std::ptrdiff_t>(i);
            }
            if (!found || last->finish > found->by.finish) found = Overload{last->start, outside(*last)};
            if (occupied_.longest.count() == 0) break;
        }
        return found;
    }

    std::uint32_t capacity_;
    Occupancy occupied_;
    std::vector<BookEntry> entries_;
    std::size_t lowered_ = 0;
    std::vector<BookEntry> near_;
};

} // namespace convene::detail
