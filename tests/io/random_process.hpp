#pragma once

#include <convene/core/random.hpp>
#include <convene/io/read_process.hpp>
#include <convene/model/builder.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace convene::test {

/// Makes valid processes that use everything, by chance.
class RandomProcess {
  public:
    explicit RandomProcess(std::uint64_t seed) : random_(seed) {}

    /// The calendar file that `imports` names, if the process imports one.
    [[nodiscard]] const std::vector<Calendar>& imported() const { return imported_; }

    [[nodiscard]] Process make() {
        ProcessBuilder b("p" + text(3));
        head(b);
        calendars(b);
        parts(b);
        activities(b);
        standing(b);
        auto process = b.build();
        if (!process) return fault_ += to_string(process.error()), Process{};
        return *process;
    }
    /// Why there is no process, which is a fault of this class.
    [[nodiscard]] const std::string& fault() const { return fault_; }

  private:
    bool maybe(double chance = 0.4) { return random_.chance(chance); }
    std::uint32_t below(std::uint32_t n) { return random_.below(n); }
    template <class E>
    E any() {
        return static_cast<E>(below(static_cast<std::uint32_t>(enum_names<E>.size())));
    }

    /// Some characters that are hard on readers and writers, but no control characters.
    std::string text(std::uint32_t size) {
        static constexpr std::array<std::string_view, 16> pieces{
            "a", "b", "Z", "0", "-", "会", "é", "😀", "\"", "\\", "/", "'", "<&>", "~", "{", "\xE2\x80\xA8"};
        std::string out;
        for (std::uint32_t i = 0; i < size; ++i) out += pieces[below(pieces.size())];
        return out;
    }

    Text wording() {
        switch (below(5)) {
        case 0: return {};
        case 1: return text(1 + below(12)) + " \n\t" + text(below(60));
        case 2: return {{"zh", text(1 + below(9))}, {"en", text(below(9))}};
        case 3: return {{"", text(1 + below(5))}, {"zh-Hant", "标题"}};
        case 4: break;
        }
        return {{"en", text(below(70))}};
    }

    Instant instant() {
        static constexpr std::array<std::int64_t, 4> steps{86'400, 3'600, 60, 1};
        const auto step = steps[below(4)];
        return Instant{Seconds{1'750'000'000 / step * step + step * random_.between(0, 20'000)}};
    }
    Date date() { return date_of(instant()); }
    Span span(std::int64_t low = 0) {
        return {static_cast<std::int32_t>(random_.between(low, 90)), static_cast<SpanUnit>(below(10))};
    }
    Money money() { return {random_.between(-50, 1'000'000)}; }

    Shift shift(std::int32_t from, std::int32_t to) {
        const auto start = static_cast<std::int32_t>(random_.between(from, to - 2));
        return {start, static_cast<std::int32_t>(random_.between(start + 1, to))};
    }
    std::vector<Shift> day() {
        std::vector<Shift> shifts;
        if (maybe(0.8)) shifts.push_back(shift(0, 700));
        if (maybe()) shifts.push_back(shift(800, 1440));
        return shifts;
    }

    std::string key(std::string kind, std::size_t n) {
        auto k = kind + std::to_string(n);
        // Ids may hold whatever isn't blank.
        if (maybe(0.1)) k += text(4);
        return k;
    }
    std::string pick(const std::vector<std::string>& keys) {
        return keys[below(static_cast<std::uint32_t>(keys.size()))];
    }
    std::string pick_or_none(const std::vector<std::string>& keys) { return maybe() ? pick(keys) : ""; }

    void head(ProcessBuilder& b) {
        b.title(wording()).description(wording());
        if (maybe()) b.start(instant());
        if (maybe()) b.finish(instant());
        if (maybe()) b.zone("Asia/Shanghai");
        if (maybe()) b.currency("CNY");
        if (maybe()) b.rounds({1 + below(9), maybe() ? std::optional(span(1)) : std::nullopt});
    }

    Calendar calendar(const std::string& name, const std::vector<Calendar>& known) {
        if (!known.empty() && maybe(0.2)) {
            const std::vector<Calendar> parts(known.begin(),
                                              known.begin() + 1 + below(static_cast<std::uint32_t>(known.size())));
            return intersection(name, wording(), parts);
        }
        CalendarSpec spec{.key = name, .title = wording(), .description = wording()};
        if (!known.empty() && maybe()) spec.base = known[below(static_cast<std::uint32_t>(known.size()))];
        if (maybe(0.7)) {
            spec.week.emplace();
            for (auto& shifts : spec.week->days) shifts = day();
        }
        auto from = date();
        for (auto n = below(3); n > 0; --n) {
            const auto to = from + std::chrono::days{below(3)};
            spec.exceptions.push_back({from, to, day(), wording()});
            from = to + std::chrono::days{1 + below(30)};
        }
        if (maybe()) spec.sizes = CalendarSizes{minutes(60, 1440), minutes(60, 9'000), minutes(60, 30'000)};
        const auto first = date();
        if (maybe())
            spec.coverage = CalendarCoverage{maybe() ? min_date : first,
                                             maybe() ? max_date : first + std::chrono::days{below(900)}};
        auto made = make_calendar(std::move(spec));
        if (!made) fault_ += to_string(made.error());
        return made ? *made : Calendar::continuous();
    }
    Seconds minutes(std::int64_t low, std::int64_t high) { return std::chrono::minutes{random_.between(low, high)}; }

    void calendars(ProcessBuilder& b) {
        std::vector<Calendar> known;
        for (auto n = below(3); n > 0; --n) imported_.push_back(calendar(key("law", n), imported_));
        if (!imported_.empty()) b.import("law.json");
        for (const auto& c : imported_) {
            b.add_calendar(c, true);
            calendars_.push_back(c.key());
        }
        known = imported_;
        for (auto n = below(4); n > 0; --n) {
            known.push_back(calendar(maybe(0.1) && n == 1 ? "standard" : key("c", n), known));
            calendars_.push_back(known.back().key());
            b.add_calendar(known.back());
        }
        if (!calendars_.empty() && maybe()) b.calendar(pick(calendars_));
    }
    std::string some_calendar() { return calendars_.empty() ? "" : pick_or_none(calendars_); }

    template <class Add>
    void several(std::vector<std::string>& keys, const std::string& kind, std::uint32_t most, Add add) {
        for (std::uint32_t n = 1 + below(most), i = 0; i < n; ++i) {
            keys.push_back(key(kind, i));
            add(keys.back());
        }
    }

    /// None, or an object with lists and objects inside.
    Extra extra() {
        if (maybe(0.7)) return {};
        std::string json = "{\"\": 0";
        for (auto n = below(4); n > 0; --n) {
            json += ", \"k" + std::to_string(n) + "\": ";
            json += maybe() ? "[-1.50, \"\\u5f00\\n\", {}, [true]]" : maybe() ? "{\"a\": null}" : "1e-7";
        }
        return *io::read_extra(json + "}");
    }

    void parts(ProcessBuilder& b) {
        b.extra(extra());
        several(levels_, "l", 3, [&](const std::string& k) { b.tier(k, wording()); });
        several(parameters_, "v", 3, [&](const std::string& k) { b.parameter(k, span(), wording()); });
        several(roles_, "r", 4, [&](const std::string& k) {
            b.role({.key = k,
                    .title = wording(),
                    .calendar = some_calendar(),
                    .tier = pick_or_none(levels_),
                    .clearance = any<Confidentiality>(),
                    .external = maybe(),
                    .extra = extra()});
        });
        several(people_, "h", 3, [&](const std::string& k) {
            std::vector<Absence> absences;
            for (auto n = below(3); n > 0; --n) {
                const auto from = instant();
                absences.push_back({from, from + Seconds{1 + below(900'000)}, wording()});
            }
            std::vector<std::string> roles;
            for (auto n = below(3); n > 0; --n) roles.push_back(pick(roles_));
            std::ranges::sort(roles);
            roles.erase(std::unique(roles.begin(), roles.end()), roles.end());
            b.person({.key = k,
                      .title = wording(),
                      .roles = {roles.begin(), roles.end()},
                      .calendar = some_calendar(),
                      .absences = absences,
                      .extra = extra()});
        });
        several(resources_, "z", 3, [&](const std::string& k) {
            std::vector<CapacityChange> changes;
            auto from = instant();
            for (auto n = below(3); n > 0; --n) changes.push_back({from += Seconds{1 + below(900'000)}, below(4)});
            b.resource({.key = k,
                        .title = wording(),
                        .capacity = 2 + below(3),
                        .changes = changes,
                        .calendar = some_calendar(),
                        .extra = extra()});
        });
        several(phases_, "f", 3, [&](const std::string& k) {
            b.phase({.key = k,
                     .title = wording(),
                     .parent = phases_.size() > 1 && maybe() ? phases_.front() : std::string_view{},
                     .run = any<PhaseRun>()});
        });
        several(artifacts_, "x", 6, [&](const std::string& k) {
            b.artifact({.key = k,
                        .title = wording(),
                        .confidentiality = any<Confidentiality>(),
                        .given = maybe(),
                        .format = maybe() ? text(3) : "",
                        .form_template = maybe() ? text(3) : "",
                        .description = wording(),
                        .extra = extra()});
        });
    }

    Lag lag() {
        Lag lag;
        lag.min = maybe(0.2) ? std::nullopt : maybe() ? std::optional(Span{}) : std::optional(span(-9));
        if (!lag.min || maybe()) lag.max = Span{1'000'000, lag.min ? lag.min->unit : SpanUnit::days};
        lag.from_edge = any<Edge>();
        lag.to_edge = any<Edge>();
        lag.calendar = any<LagCalendar>();
        if (lag.calendar == LagCalendar::named && calendars_.empty()) lag.calendar = LagCalendar::project;
        if (lag.calendar == LagCalendar::named) lag.named = *std::ranges::find(calendars_, pick(calendars_));
        lag.soft = lag.max && maybe();
        if (lag.min && !lag.max && maybe()) lag.min_parameter = *std::ranges::find(parameters_, pick(parameters_));
        return lag;
    }

    void activities(ProcessBuilder& b) {
        const std::uint32_t n = 1 + below(8);
        for (std::uint32_t i = 0; i < n; ++i) activities_.push_back(key("a", i));
        for (std::uint32_t i = 0; i < n; ++i) {
            const auto kind = any<ActivityKind>();
            auto a = b.activity(kind, activities_[i], wording());
            const bool timeless = kind == ActivityKind::milestone || kind == ActivityKind::external;
            if (!timeless && maybe(0.8)) a.lasts(span());
            if (!timeless && maybe(0.2)) a.lasts_parameter(pick(parameters_));
            if (kind == ActivityKind::external && maybe()) a.date(instant());
            describe(a);
            relate(a, i);
            plan(a);
        }
        if (maybe()) b.target(pick(activities_));
        for (auto i = below(3); i > 0 && n > 1; --i) b.rule(activities_[0], activities_[1 + below(n - 1)], lag());
    }

    void describe(ActivityBuilder& a) {
        for (std::size_t kind = 0; kind < enum_names<NoteKind>.size(); ++kind)
            if (maybe(0.3)) a.note(static_cast<NoteKind>(kind), wording());
        if (maybe()) a.in_phase(pick(phases_));
        a.on_calendar(some_calendar());
        for (auto n = below(5); n > 0; --n)
            a.duty({.role = pick(roles_),
                    .kind = any<DutyKind>(),
                    .demand = any<DutyDemand>(),
                    .count = static_cast<std::uint16_t>(1 + below(3)),
                    .share = static_cast<std::uint16_t>(maybe() ? 1000 : 1 + below(1000)),
                    .person = pick_or_none(people_)});
        for (const auto& key : resources_)
            if (maybe(0.2)) a.needs(key, 1 + below(2));
        if (maybe(0.2)) a.splittable();
        a.extra(extra());
        if (maybe()) a.quorum(static_cast<std::uint16_t>(1 + below(3)));
        for (auto n = below(3); n > 0; --n) a.step(Text(text(3)));
        for (auto n = below(3); n > 0; --n) {
            Text title = wording();
            if (title.empty()) title = "x";
            a.matter({.title = title,
                      .key = maybe() ? "m" + std::to_string(n) : "",
                      .topic = maybe() ? text(3) : "",
                      .tier = pick_or_none(levels_),
                      .amount = maybe() ? std::optional(money()) : std::nullopt});
        }
    }

    void relate(ActivityBuilder& a, std::uint32_t i) {
        std::vector<std::string> rest = artifacts_;
        for (auto n = below(3); n > 0; --n) {
            const auto at = below(static_cast<std::uint32_t>(rest.size()));
            maybe() ? a.consumes(rest[at]) : a.produces(rest[at]);
            rest.erase(rest.begin() + at);
            if (rest.empty()) break;
        }
        for (auto n = below(4); n > 0 && i > 0; --n) a.after(activities_[below(i)], lag());
        for (auto n = below(2); n > 0 && i + 1 < activities_.size(); --n) a.before(activities_.back(), lag());
        if (i > 0 && maybe()) a.starts(activities_[below(i)]);
        if (i > 0 && maybe()) a.returns_to(activities_[below(i)], static_cast<std::uint16_t>(1 + below(9)));
        if (maybe()) a.hands_over(roles_.front(), roles_.back());
    }

    void plan(ActivityBuilder& a) {
        for (auto n = below(3); n > 0; --n) {
            const auto kind = any<ConstraintKind>();
            a.constrain(kind, instant(), bounds_from_above(kind) && maybe());
        }
        if (maybe()) a.deadline(instant());
        if (maybe()) a.as_late_as_possible();
        if (maybe()) {
            const auto start = instant();
            Progress progress{.actual_start = start, .actual_finish = {}, .remaining = {}};
            if (maybe()) progress.actual_finish = start + Seconds{below(9'000)};
            if (!progress.actual_finish && maybe()) progress.remaining = span();
            a.progress(progress);
        }
        for (auto n = below(3); n > 0; --n)
            a.measure({"k" + std::to_string(n), wording(), wording(), static_cast<double>(below(1000)) / 7 - 20,
                       any<Direction>()});
        if (maybe()) a.budget(money());
        if (maybe())
            a.recurs({*parse_recurrence(maybe() ? "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR;COUNT=7" : "FREQ=DAILY"),
                      any<Missed>()});
        if (maybe()) {
            const auto escalate = pick_or_none(roles_);
            a.service_level(
                {.within = span(1), .warn = maybe() ? std::optional(span(1)) : std::nullopt, .escalate_to = escalate});
        }
    }

    void standing(ProcessBuilder& b) {
        for (auto n = below(3); n > 0; --n) {
            const auto role = pick(roles_);
            const auto level = pick_or_none(levels_);
            b.authority({.role = role,
                         .topic = maybe() ? "budget" : "",
                         .up_to = maybe() ? std::optional(Money{below(100'000)}) : std::nullopt,
                         .tier = level});
        }
        std::vector<std::string> keys;
        several(keys, "q", 2, [&](const std::string& k) {
            b.quota({.key = k,
                     .role = roles_.front(),
                     .count = 1 + below(9),
                     .per = any<Period>(),
                     .title = wording(),
                     .per_person = maybe(),
                     .record = maybe() ? artifacts_.front() : ""});
        });
        several(keys, "o", 2, [&](const std::string& k) {
            const auto window = shift(0, 1440);
            const bool night = maybe() && window.start > 0;
            b.cover({.key = k,
                     .role = roles_.back(),
                     .from = static_cast<std::uint16_t>(window.start),
                     .to = static_cast<std::uint16_t>(night ? 1440U + below(static_cast<std::uint32_t>(window.start))
                                                            : static_cast<std::uint32_t>(window.end)),
                     .title = wording(),
                     .weekdays = static_cast<std::uint8_t>(below(128)),
                     .minimum = 1 + below(3),
                     .log = maybe() ? artifacts_.back() : ""});
        });
        if (maybe()) {
            AttendanceSpec attendance{.role = roles_.front()};
            for (const auto s : day()) attendance.windows.emplace_back(s.start, s.end);
            attendance.excused_by = roles_.back();
            b.attendance(attendance);
        }
        if (maybe())
            b.separation({.key = "s",
                          .parts = {{pick(activities_), any<DutyKind>()}, {pick(activities_), any<DutyKind>()}},
                          .title = wording()});
    }

    Random random_;
    std::string fault_;
    std::vector<Calendar> imported_;
    std::vector<std::string> calendars_, levels_, parameters_, roles_, people_, resources_, phases_, artifacts_,
        activities_;
};

} // namespace convene::test
