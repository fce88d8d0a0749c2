#pragma once

#include <convene/model/impl/remove.ipp>

#include <algorithm>
#include <utility>
#include <vector>

namespace convene::detail {

/// What an editor holds: the tables as they are now, and changes of rows that wait until they are needed.
struct Editing {
    /// New entries of rows, the last of an owner counts; nothing takes the entry away.
    template <class T>
    using Waiting = std::vector<std::pair<ActivityId, T>>;
    struct Constrained {
        ConstraintKind kind;
        std::optional<Instant> date;
        bool soft = false;
    };

    explicit Editing(const Process& process) : source(process), data(process.data()) {}

    [[nodiscard]] std::optional<ActivityId> now(ActivityId id) {
        return now(id, activities, source.activities().size());
    }
    [[nodiscard]] std::optional<PersonId> now(PersonId id) { return now(id, people, source.people().size()); }
    template <class IdType>
    [[nodiscard]] bool is_in(IdType id, std::size_t size) {
        if (id.index() < size) return true;
        fault({Code::unknown_id, {}, {}, {}, {}});
        return false;
    }

    void fault(Diagnostic fault) { faults.push_back(std::move(fault)); }

    /// Puts waiting changes into the rows.
    void settle() {
        put(data.dates, dates);
        put(data.deadlines, deadlines);
        put(data.progress, progress);
        put_durations();
        put_constraints();
        put_duties();
    }

    /// Removes activities, by what they are now, and those of `records` that nobody else mentions.
    void remove(const std::vector<bool>& gone, const std::vector<ArtifactId>& records = {}) {
        const auto now = RemoveActivities(data, gone, consequences)(records);
        if (activities.empty())
            for (const auto id : source.activities().ids()) activities.emplace_back(id);
        for (auto& activity : activities)
            if (activity) activity = now[(*activity).index()];
        rebuild = true;
    }

    void remove_people(const std::vector<bool>& gone) {
        const auto now = detail::remove_people(data, gone, consequences);
        if (people.empty())
            for (const auto id : source.people().ids()) people.emplace_back(id);
        for (auto& person : people)
            if (person) person = now[(*person).index()];
        rebuild = true;
    }

    Process source;
    ProcessData data;
    // By what it was in the source, what it is now; empty: as it was.
    std::vector<OptionalId<ActivityId>> activities;
    std::vector<OptionalId<PersonId>> people;
    Waiting<std::optional<Instant>> dates;
    Waiting<std::optional<Instant>> deadlines;
    Waiting<std::optional<Progress>> progress;
    Waiting<Constrained> constraints;
    Waiting<std::vector<Duty>> duties;
    std::vector<ActivityId> own_durations;
    Diagnostics faults;
    Diagnostics consequences;
    /// Whether anything changed beyond values that `BuildValues` checks by itself.
    bool rebuild = false;

  private:
    template <class IdType>
    std::optional<IdType> now(IdType id, const std::vector<OptionalId<IdType>>& map, std::size_t size) {
        if (!is_in(id, size)) return std::nullopt;
        if (map.empty()) return id;
        if (map[id.index()]) return *map[id.index()];
        fault({Code::unknown_id, name_of(source, id), {}, {}, {}});
        return std::nullopt;
    }

    /// The last change of each owner, by owner.
    template <class T>
    static void keep_last(Waiting<T>& changes) {
        const auto owner = [](const auto& c) { return c.first; };
        if (!std::ranges::is_sorted(changes, {}, owner)) std::ranges::stable_sort(changes, {}, owner);
        std::size_t kept = 0;
        for (std::size_t i = 0; i < changes.size(); ++i)
            if (i + 1 == changes.size() || changes[i + 1].first != changes[i].first) {
                if (kept != i) changes[kept] = std::move(changes[i]);
                ++kept;
            }
        changes.erase(changes.begin() + static_cast<std::ptrdiff_t>(kept), changes.end());
    }

    /// Replaces the rows of the owners that changed; `fill(entries, change)` adds what is there instead.
    template <class T, class Change, class Fill>
    void replace(Rows<ActivityId, T>& rows, Waiting<Change>& changes, const Fill& fill) {
        if (changes.empty()) return;
        keep_last(changes);
        std::vector<std::pair<ActivityId, T>> entries;
        auto change = changes.begin();
        for (const auto id : data.activities.ids()) {
            if (change != changes.end() && change->first == id) {
                fill(entries, *change++);
                continue;
            }
            for (const auto& value : rows[id]) entries.emplace_back(id, value);
        }
        rows = rows_of(data.activities.size(), entries);
        changes.clear();
    }

    template <class T>
    void put(Rows<ActivityId, T>& rows, Waiting<std::optional<T>>& changes) {
        replace(rows, changes, [](auto& entries, const auto& change) {
            if (change.second) entries.emplace_back(change.first, *change.second);
        });
    }

    void put_duties() {
        replace(data.duties, duties, [](auto& entries, const auto& change) {
            for (const auto& duty : change.second) entries.emplace_back(change.first, duty);
        });
    }

    void put_durations() {
        if (own_durations.empty()) return;
        Waiting<std::optional<ParameterId>> none;
        for (const auto id : own_durations) none.emplace_back(id, std::nullopt);
        own_durations.clear();
        put(data.duration_parameters, none);
    }

    /// An owner may have a change of each kind.
    void put_constraints() {
        if (constraints.empty()) return;
        std::vector<std::pair<ActivityId, Constraint>> entries;
        for (const auto id : data.activities.ids())
            for (const auto& c : data.constraints[id]) entries.emplace_back(id, c);
        std::ranges::stable_sort(constraints, {}, [](const auto& c) { return std::pair(c.first, c.second.kind); });
        const auto same = [](const auto& a, const auto& b) {
            return a.first == b.first && a.second.kind == b.second.kind;
        };
        const auto changed = [&](const std::pair<ActivityId, Constraint>& e) {
            const auto key = std::pair(e.first, e.second.kind);
            const auto at = std::ranges::lower_bound(constraints, key, {},
                                                     [](const auto& c) { return std::pair(c.first, c.second.kind); });
            return at != constraints.end() && at->first == e.first && at->second.kind == e.second.kind;
        };
        std::erase_if(entries, changed);
        for (std::size_t i = 0; i < constraints.size(); ++i) {
            if (i + 1 < constraints.size() && same(constraints[i], constraints[i + 1])) continue;
            const auto& [id, change] = constraints[i];
            if (change.date) entries.push_back({id, {change.kind, *change.date, change.soft}});
        }
        data.constraints = rows_of(data.activities.size(), entries);
        constraints.clear();
    }
};

/// Moves dates, and remembers whether one of them left the calendar.
class DateShift {
  public:
    explicit DateShift(int weeks) : by_(std::chrono::days{7} * weeks) {}

    void operator()(Instant& t) {
        t += by_;
        if (!worst && !is_writable(t)) worst = t;
    }
    void operator()(std::optional<Instant>& t) {
        if (t) (*this)(*t);
    }
    void operator()(Constraint& c) { (*this)(c.date); }
    void operator()(Progress& p) { (*this)(p.actual_start), (*this)(p.actual_finish); }
    void operator()(Cadence& c) { (*this)(c.recurrence.until); }

    template <class T>
    void operator()(Rows<ActivityId, T>& rows, std::size_t count) {
        if (rows.empty()) return;
        std::vector<std::pair<ActivityId, T>> entries;
        for (const auto id : IdRange<ActivityId>(count))
            for (auto value : rows[id]) {
                (*this)(value);
                entries.emplace_back(id, std::move(value));
            }
        rows = rows_of(count, entries);
    }

    /// The first date out of range.
    std::optional<Instant> worst;

  private:
    std::chrono::days by_;
};

} // namespace convene::detail
