#include "read_calendar.hpp"

#include "shapes.hpp"

#include <algorithm>
#include <unordered_map>

namespace convene::io::detail {

namespace {

constexpr Phrase word_calendar{"calendar", "日历"};

// --- week

template <std::size_t Day>
void add_shift(Reader& r, Shift shift) {
    r.draft<CalendarDraft>().week->days[Day].push_back(shift);
}
template <std::size_t Day>
inline constexpr Shape shift_on = shift<&add_shift<Day>>;

constexpr Field week_fields[] = {
    field("mon", list(shift_on<0>)), field("tue", list(shift_on<1>)), field("wed", list(shift_on<2>)),
    field("thu", list(shift_on<3>)), field("fri", list(shift_on<4>)), field("sat", list(shift_on<5>)),
    field("sun", list(shift_on<6>)),
};
constexpr ObjectType week_type = ObjectType{
    .word = {"week", "一周"}, .fields = week_fields, .begin = [](Reader& r, Origin) {
        r.draft<CalendarDraft>().week.emplace();
    }}.with_index();

// --- sizes

/// The size of a unit in terms of the smaller ones; nothing if it isn't counted in them.
std::optional<Seconds> size_in(Span size, std::optional<Seconds> day, std::optional<Seconds> week) {
    switch (size.unit) {
    case SpanUnit::minutes: return std::chrono::minutes{size.amount};
    case SpanUnit::hours: return std::chrono::hours{size.amount};
    case SpanUnit::days: return day ? std::optional(*day * size.amount) : std::nullopt;
    case SpanUnit::weeks: return week ? std::optional(*week * size.amount) : std::nullopt;
    case SpanUnit::months:
    case SpanUnit::elapsed_minutes:
    case SpanUnit::elapsed_hours:
    case SpanUnit::elapsed_days:
    case SpanUnit::elapsed_weeks:
    case SpanUnit::elapsed_months: break;
    }
    return std::nullopt;
}

void end_sizes(Reader& r) {
    const auto& d = r.draft<SizesDraft>();
    const auto size = [&](const std::optional<Span>& given, Seconds otherwise, std::optional<Seconds> day,
                          std::optional<Seconds> week, Phrase unit, const char* example) {
        if (!given) return otherwise;
        const auto seconds = size_in(*given, day, week);
        if (!seconds) r.fault(Code::bad_size_unit, d.origin, {unit.text(), to_string(*given), example});
        return seconds.value_or(otherwise);
    };
    CalendarSizes sizes;
    sizes.day = size(d.day, sizes.day, {}, {}, {"day", "日"}, "8h");
    sizes.week = size(d.week, 5 * sizes.day, sizes.day, {}, {"week", "周"}, "40h");
    sizes.month = size(d.month, 20 * sizes.day, sizes.day, sizes.week, {"month", "月"}, "20d");
    r.draft<CalendarDraft>().sizes = sizes;
}
constexpr Field sizes_fields[] = {
    field("day", span<&SizesDraft::day>),
    field("week", span<&SizesDraft::week>),
    field("month", span<&SizesDraft::month>),
};
constexpr ObjectType sizes_type = part<SizesDraft>({"sizes", "长度"}, sizes_fields, &end_sizes);

// --- coverage and exceptions

void end_coverage(Reader& r) {
    const auto& d = r.draft<CoverageDraft>();
    r.draft<CalendarDraft>().coverage = CalendarCoverage{d.from, d.to};
}
constexpr Field coverage_fields[] = {
    field("from", day<&CoverageDraft::from>),
    field("to", day<&CoverageDraft::to>),
};
constexpr ObjectType coverage_type = part<CoverageDraft>({"coverage", "覆盖范围"}, coverage_fields, &end_coverage);

void end_exception(Reader& r) {
    auto& d = r.draft<ExceptionDraft>();
    r.draft<CalendarDraft>().exceptions.push_back(
        {*d.from, d.to.value_or(*d.from), std::move(d.work), std::move(d.title)});
}
constexpr Shape exception_shift = shift<&ExceptionDraft::work>;
constexpr Field exception_fields[] = {
    required("from", day<&ExceptionDraft::from>),
    field("to", day<&ExceptionDraft::to>),
    field("title", text<&ExceptionDraft::title>),
    field("work", list(exception_shift)),
};
constexpr ObjectType exception_type = part<ExceptionDraft>({"exception", "例外"}, exception_fields, &end_exception);
constexpr Shape exception = object(exception_type);

// --- calendar

void end_calendar(Reader& r) {
    const auto& d = r.draft<CalendarDraft>();
    if (!d.intersection.empty()) {
        const auto conflict = [&](bool given, const char* key) {
            if (given) r.fault(Code::conflicting_members, d.origin, {key, "intersection"});
        };
        conflict(!d.base.empty(), "base");
        conflict(!d.description.empty(), "description");
        conflict(d.week.has_value(), "week");
        conflict(d.sizes.has_value(), "sizes");
        conflict(d.coverage.has_value(), "coverage");
        conflict(!d.exceptions.empty(), "exceptions");
    }
    r.calendars().push_back(d);
}

constexpr Shape part_of_intersection = id<&CalendarDraft::intersection>;
constexpr Field calendar_fields[] = {
    required("id", own_id<&CalendarDraft::key>),
    field("title", text<&CalendarDraft::title>),
    field("description", text<&CalendarDraft::description>),
    field("base", id<&CalendarDraft::base>),
    field("intersection", list(part_of_intersection)),
    field("week", object(week_type)),
    field("sizes", object(sizes_type)),
    field("coverage", object(coverage_type)),
    field("exceptions", list(exception)),
};

// --- from drafts to calendars

/// Makes each calendar after those that it derives from. Without recursion: chains may be long.
class CalendarMaker {
  public:
    CalendarMaker(Reader& r, std::vector<CalendarDraft>& drafts, const std::vector<Calendar>& known)
        : r_(r), drafts_(drafts), made_(drafts.size()), state_(drafts.size(), State::unseen) {
        for (const auto& calendar : known) known_.emplace(calendar.key(), &calendar);
        for (std::size_t i = 0; i < drafts.size(); ++i) own_.emplace(drafts[i].key, i);
    }

    std::vector<Calendar> run() {
        for (std::size_t i = 0; i < drafts_.size(); ++i) make_with_bases(i);
        std::vector<Calendar> all;
        for (auto& calendar : made_) all.push_back(std::move(*calendar));
        return all;
    }

  private:
    enum class State : std::uint8_t { unseen, open, made };

    void make_with_bases(std::size_t first) {
        std::vector<std::size_t> stack{first};
        while (!stack.empty()) {
            const auto i = stack.back();
            if (state_[i] == State::made) {
                stack.pop_back();
                continue;
            }
            const bool entered = state_[i] == State::unseen;
            state_[i] = State::open;
            const auto size = stack.size();
            if (entered)
                for (const auto& ref : references(i)) visit(ref, stack);
            if (stack.size() > size) continue;
            make(i);
            state_[i] = State::made;
            stack.pop_back();
        }
    }

    std::vector<Key> references(std::size_t i) const {
        auto refs = drafts_[i].intersection;
        if (!drafts_[i].base.empty()) refs.push_back(drafts_[i].base);
        return refs;
    }

    void visit(const Key& ref, std::vector<std::size_t>& stack) {
        const auto own = own_.find(ref.text);
        if (own == own_.end()) return;
        if (state_[own->second] == State::unseen) stack.push_back(own->second);
    }

    /// The calendar that `ref` names, if it can be used by `user`.
    const Calendar* find(const Key& ref, std::size_t user) {
        if (const auto own = own_.find(ref.text); own != own_.end()) {
            if (made_[own->second]) return &*made_[own->second];
            fault(Code::calendar_cycle, ref.origin, user, {cycle(own->second, user)});
            return nullptr;
        }
        if (const auto known = known_.find(ref.text); known != known_.end()) return known->second;
        std::vector<std::string_view> keys;
        for (const auto& draft : drafts_) keys.push_back(draft.key);
        fault(Code::unknown_reference, ref.origin, user, {word_calendar.text(), ref.text}, closest(ref.text, keys));
        return nullptr;
    }

    /// "a -> b -> a": the way from the calendar `to` back to itself.
    std::string cycle(std::size_t to, std::size_t user) const {
        std::string text = drafts_[user].key + " -> " + drafts_[to].key;
        for (std::size_t at = to, steps = 0; at != user && steps < 20; ++steps) {
            const auto refs = references(at);
            const auto next = std::ranges::find_if(refs, [&](const Key& ref) {
                const auto own = own_.find(ref.text);
                return own != own_.end() && state_[own->second] == State::open && !made_[own->second];
            });
            if (next == refs.end()) break;
            at = own_.at(next->text);
            text += " -> " + drafts_[at].key;
        }
        return text;
    }

    void make(std::size_t i) {
        auto& d = drafts_[i];
        std::vector<Calendar> parts;
        for (const auto& ref : d.intersection)
            if (const auto* calendar = find(ref, i)) parts.push_back(*calendar);
        if (!parts.empty()) {
            made_[i] = intersection(d.key, d.title, parts);
            return;
        }
        CalendarSpec spec{.key = d.key,
                          .title = std::move(d.title),
                          .description = std::move(d.description),
                          .week = std::move(d.week),
                          .exceptions = std::move(d.exceptions),
                          .sizes = d.sizes,
                          .coverage = d.coverage};
        if (!d.base.empty())
            if (const auto* base = find(d.base, i)) spec.base = *base;
        auto calendar = make_calendar(std::move(spec));
        if (!calendar) {
            r_.faults(std::move(calendar.error()), d.origin);
            // Others may refer to it, which is no fault of theirs.
            calendar = make_calendar({.key = d.key});
        }
        made_[i] = std::move(*calendar);
    }

    void fault(Code code, Origin at, std::size_t user, std::vector<Text> arguments, std::string suggestion = {}) {
        r_.faults({{code, name_of(word_calendar, drafts_[user].key), std::move(arguments), {}, std::move(suggestion)}},
                  at);
    }

    Reader& r_;
    std::vector<CalendarDraft>& drafts_;
    std::vector<std::optional<Calendar>> made_;
    std::vector<State> state_;
    std::unordered_map<std::string_view, std::size_t> own_;
    std::unordered_map<std::string_view, const Calendar*> known_;
};

} // namespace

constinit const ObjectType calendar_type = ObjectType{
    .word = word_calendar,
    .fields = calendar_fields,
    .begin = &begin_draft<CalendarDraft>,
    .end = &end_calendar,
    .referenced = true,
    .name = [](Reader& r) {
        const auto& key = r.draft<CalendarDraft>().key;
        return key.empty() ? Text{} : name_of(word_calendar, key);
    }}.with_index();

std::vector<Calendar> make_calendars(Reader& r, std::vector<CalendarDraft>& drafts,
                                     const std::vector<Calendar>& known) {
    return CalendarMaker(r, drafts, known).run();
}

} // namespace convene::io::detail
