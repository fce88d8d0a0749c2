#pragma once
/// \file
/// What is taken of one person's time, or of one resource, and when.

#include <convene/staffing/detail/occupancy.hpp>

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

/// Entries by ascending start.
struct BookEntries {
    std::vector<BookEntry> by_start = {};
    Seconds longest{0};

    void add(const BookEntry& entry) {
        longest = std::max(longest, entry.finish - entry.start);
        by_start.insert(std::ranges::upper_bound(by_start, entry.start, {}, &BookEntry::start), entry);
    }
    /// No entry before this one lasts until after `t`.
    [[nodiscard]] auto first_after(Instant t) const {
        return std::ranges::lower_bound(by_start, t - longest, {}, &BookEntry::start);
    }
};

/// A person's time in thousandths, or the units of a resource, as it is taken.
class ReservationBook {
  public:
    explicit ReservationBook(std::uint32_t capacity, const Occupancy& occupied = {})
        : capacity_(capacity), occupied_(occupied) {}

    /// What holds for good.
    void lower(const BookEntry& entry) { lowered_.add(entry); }
    void reserve(const BookEntry& entry) { reserved_.add(entry); }
    /// Forgets what was reserved.
    void clear() { reserved_ = {}; }

    /// Whether an activity leaves off at `finish`. O(log entries + entries that begin at most as long before as the
    /// longest lasts).
    [[nodiscard]] bool has(ActivityId activity, Instant finish) const {
        const auto& all = reserved_.by_start;
        for (auto e = reserved_.first_after(finish - Seconds{1}); e != all.end() && e->start < finish; ++e)
            if (e->activity == activity && e->finish == finish) return true;
        return false;
    }

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
        for (const auto* entries : {&lowered_, &reserved_})
            for (auto e = entries->first_after(start); e != entries->by_start.end() && e->start < finish; ++e)
                if (start < e->finish) near_.push_back(*e);
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
        for (const auto* entries : {&lowered_, &reserved_})
            if (const auto* e = last_entry(*entries, start, finish, work))
                if (!found || e->finish > found->by.finish) found = Overload{e->start, *e};
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

    /// Of the entries in [start, finish) the one that leaves off last, or one that follows it so close that the work
    /// doesn't fit in between.
    [[nodiscard]] static const BookEntry* last_entry(const BookEntries& entries, Instant start, Instant finish,
                                                     std::int64_t work) {
        const BookEntry* found = nullptr;
        for (auto e = entries.first_after(start); e != entries.by_start.end(); ++e) {
            const bool follows = found != nullptr && e->start - found->finish < Seconds{work};
            if (e->start >= finish && !follows) break;
            if (e->finish > start && (found == nullptr || e->finish > found->finish)) found = &*e;
        }
        return found;
    }

    std::uint32_t capacity_;
    Occupancy occupied_;
    BookEntries lowered_;
    BookEntries reserved_;
    std::vector<BookEntry> near_;
};

} // namespace convene::detail
