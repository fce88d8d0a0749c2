#pragma once

#include <convene/model/detail/fields.hpp>
#include <convene/model/process.hpp>

#include <algorithm>
#include <span>

namespace convene {

namespace detail {

/// Compares what two processes mean: symbols and pooled texts by their strings, calendars by their keys, and nothing by
/// where it was read.
class Equality {
  public:
    Equality(const Process& a, const Process& b) : a_(a), b_(b), x_(a.data()), y_(b.data()) {}

    [[nodiscard]] bool run() const { return head() && calendars() && parts() && activities() && rules() && standing(); }

  private:
    template <class T, class Equal>
    static bool rows(const T& x, const T& y, Equal equal) {
        return std::equal(std::begin(x), std::end(x), std::begin(y), std::end(y), equal);
    }

    template <class T>
    [[nodiscard]] bool same(const T& x, const T& y) const {
        return x == y;
    }
    [[nodiscard]] bool same(Symbol x, Symbol y) const { return x_.keys[x] == y_.keys[y]; }
    [[nodiscard]] bool same(PooledText x, PooledText y) const { return x_.texts[x] == y_.texts[y]; }
    [[nodiscard]] bool same(OptionalId<CalendarId> x, OptionalId<CalendarId> y) const {
        return x.has_value() == y.has_value() && (!x || a_.key(*x) == b_.key(*y));
    }

    [[nodiscard]] bool head() const {
        return x_.key == y_.key && x_.title == y_.title && x_.description == y_.description && x_.zone == y_.zone &&
               x_.currency == y_.currency && x_.extra == y_.extra && x_.imports == y_.imports && x_.start == y_.start &&
               x_.finish == y_.finish && x_.status_date == y_.status_date && x_.target == y_.target &&
               x_.rounds == y_.rounds && a_.key(x_.calendar) == b_.key(y_.calendar);
    }

    /// The process's own and the imported ones, each in order: how they are mixed means nothing.
    [[nodiscard]] bool calendars() const {
        for (const bool imported : {false, true}) {
            const auto of = [&](const ProcessData& data) {
                std::vector<const Calendar*> found;
                for (const auto& entry : data.calendars)
                    if (entry.imported == imported) found.push_back(&entry.calendar);
                return found;
            };
            if (!rows(of(x_), of(y_), [](const Calendar* x, const Calendar* y) { return *x == *y; })) return false;
        }
        return true;
    }

    /// By the fields of the records; see `Fields`.
    template <class Record>
    [[nodiscard]] bool records(std::span<const Record> x, std::span<const Record> y) const {
        return rows(x, y, [this](const Record& one, const Record& other) {
            bool equal = true;
            each_field<Record>([&](auto i) {
                constexpr auto field = record_field<Record, i()>;
                if constexpr (std::is_same_v<Record, typename decltype(field)::Owner>)
                    equal = equal && same(one.*field.member, other.*field.member);
            });
            return equal;
        });
    }
    template <class Id, class Record>
    [[nodiscard]] bool records(const Table<Id, Record>& x, const Table<Id, Record>& y) const {
        return records<Record>(x.values(), y.values());
    }

    [[nodiscard]] bool parts() const {
        return records(x_.tiers, y_.tiers) && records(x_.parameters, y_.parameters) && records(x_.phases, y_.phases) &&
               records(x_.roles, y_.roles) && records(x_.resources, y_.resources) && records(x_.people, y_.people) &&
               records(x_.artifacts, y_.artifacts) && x_.forms == y_.forms;
    }

    [[nodiscard]] bool activities() const {
        return records(x_.activities, y_.activities) && x_.produces == y_.produces && x_.consumes == y_.consumes &&
               x_.follow_ups == y_.follow_ups && x_.dates == y_.dates && x_.deadlines == y_.deadlines &&
               x_.progress == y_.progress && x_.measures == y_.measures && x_.budgets == y_.budgets &&
               x_.reworks == y_.reworks && x_.handovers == y_.handovers && x_.cadences == y_.cadences &&
               x_.service_levels == y_.service_levels && x_.quorums == y_.quorums && x_.extras == y_.extras &&
               x_.duration_parameters == y_.duration_parameters && x_.needs == y_.needs &&
               std::ranges::all_of(x_.activities.ids(), [this](ActivityId id) { return details(id); });
    }

    [[nodiscard]] bool details(ActivityId id) const {
        return rows(x_.steps[id], y_.steps[id],
                    [this](const Step& x, const Step& y) { return same(x.title, y.title); }) &&
               records(x_.matters[id], y_.matters[id]) && records(x_.constraints[id], y_.constraints[id]) &&
               notes(id) && duties(x_.duties[id], y_.duties[id]);
    }

    /// Of each kind the first is the note; see `Process::note`.
    [[nodiscard]] bool notes(ActivityId id) const {
        if (x_.notes[id].empty() && y_.notes[id].empty()) return true;
        for (std::size_t kind = 0; kind < enum_names<NoteKind>.size(); ++kind)
            if (a_.note(id, static_cast<NoteKind>(kind)) != b_.note(id, static_cast<NoteKind>(kind))) return false;
        return true;
    }

    /// Their order matters among those of one kind only.
    [[nodiscard]] static bool duties(std::span<const Duty> x, std::span<const Duty> y) {
        if (std::ranges::equal(x, y)) return true;
        const auto by_kind = [](std::span<const Duty> duties) {
            std::vector<Duty> sorted(duties.begin(), duties.end());
            std::ranges::stable_sort(sorted, {}, &Duty::kind);
            return sorted;
        };
        return by_kind(x) == by_kind(y);
    }

    [[nodiscard]] bool rules() const {
        if (a_.rule_count() != b_.rule_count()) return false;
        for (std::uint32_t i = 0; i < a_.rule_count(); ++i) {
            const auto x = a_.rule(RuleId{i});
            const auto y = b_.rule(RuleId{i});
            if (x.from != y.from || x.to != y.to || x.from_edge != y.from_edge || x.to_edge != y.to_edge ||
                x.min != y.min || x.max != y.max || x.calendar != y.calendar || !same(x.named, y.named) ||
                x.min_parameter != y.min_parameter || x.max_parameter != y.max_parameter || x.soft != y.soft)
                return false;
        }
        return true;
    }

    [[nodiscard]] bool standing() const {
        return records<Authority>(x_.authorities, y_.authorities) && records<Quota>(x_.quotas, y_.quotas) &&
               records<Cover>(x_.covers, y_.covers) && records<Attendance>(x_.attendances, y_.attendances) &&
               records<Separation>(x_.separations, y_.separations);
    }

    const Process& a_;
    const Process& b_;
    const ProcessData& x_;
    const ProcessData& y_;
};

} // namespace detail

CONVENE_DECL bool operator==(const Process& a, const Process& b) {
    return &a.data() == &b.data() || detail::Equality(a, b).run();
}

} // namespace convene
