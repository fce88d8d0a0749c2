#pragma once

#include <convene/core/utf8.hpp>
#include <convene/model/impl/build_base.ipp>

#include <algorithm>

namespace convene::detail {

/// Checks values: durations, dates, progress, texts.
class BuildValues : BuildBase {
  public:
    using BuildBase::BuildBase;

    void run() {
        check_activities();
        check_texts();
    }

    /// All but texts.
    void check_activities() {
        for (const auto id : p_.activities.ids()) {
            auto& a = p_.activities[id];
            if (const auto parameters = p_.duration_parameters[id]; !parameters.empty())
                a.duration = p_.parameters[parameters.front()].value;
            if (a.duration.amount < 0)
                add({Code::negative_duration, activity_name(id), {to_string(a.duration)}, location_of(a.origin), {}});
            const bool timeless = a.kind == ActivityKind::milestone || a.kind == ActivityKind::external;
            if (timeless && a.duration.amount > 0)
                add({Code::milestone_with_duration,
                     activity_name(id),
                     {to_string(a.duration)},
                     location_of(a.origin),
                     {}});
            if (!p_.dates[id].empty() && a.kind != ActivityKind::external)
                add({Code::misplaced_date, activity_name(id), {}, location_of(a.origin), {}});
            if (!p_.progress[id].empty()) check_progress(id, p_.progress[id].front());
        }
    }

  private:
    void check_progress(ActivityId id, const Progress& p) {
        const auto fault = [&](Text why) {
            add({Code::bad_progress, activity_name(id), {std::move(why)}, location_of(p_.activities[id].origin), {}});
        };
        if (!p.actual_start && p_.activities[id].kind != ActivityKind::external && (p.actual_finish || p.remaining))
            fault({{"en", "it has no actual start"}, {"zh", "缺少实际开始"}});
        if (p.actual_start && p.actual_finish && *p.actual_finish < *p.actual_start)
            fault({{"en", "it finished before it started"}, {"zh", "实际完成早于实际开始"}});
        if (p.actual_finish && p.remaining && p.remaining->amount > 0)
            fault({{"en", "it has finished, so nothing remains"}, {"zh", "已完成，不应有剩余工期"}});
        if (p.remaining && p.remaining->amount < 0)
            fault({{"en", "the remaining duration is negative"}, {"zh", "剩余工期为负"}});
        // What happens on the day of the status date may be known by then.
        const auto future = [&](const std::optional<Instant>& t) {
            return t && p_.status_date && date_of(*t) > date_of(*p_.status_date);
        };
        if (future(p.actual_start) || future(p.actual_finish))
            fault({{"en", "an actual date is after the status date"}, {"zh", "实际日期晚于状态日期"}});
    }

    void check_texts() {
        // Hardly any text needs a look at its characters, and hardly any name is told.
        const auto check = [&](const auto& object, std::string_view packed, Origin origin) {
            if (is_plain(packed)) return;
            const bool control = std::ranges::any_of(packed, [](char c) {
                return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != text_tag &&
                       c != text_wording;
            });
            if (control || invalid_utf8(packed))
                add({Code::bad_text, object(), {printable(packed.substr(0, 60))}, location_of(origin), {}});
        };
        const auto nothing = [] { return Text{}; };
        const auto check_all = [&]<class IdType>(const auto& records, IdType) {
            for (const auto& r : records)
                check([&] { return named(word_of<IdType>, r.key); }, r.title.packed(), r.origin);
        };
        check(nothing, p_.title.packed(), 0);
        check(nothing, p_.description.packed(), 0);
        check_all(p_.roles, RoleId{});
        check_all(p_.people, PersonId{});
        check_all(p_.phases, PhaseId{});
        for (const auto id : p_.artifacts.ids()) {
            const auto& a = p_.artifacts[id];
            check([&] { return named(word_of<ArtifactId>, p_.keys[a.key]); }, p_.texts[a.title], a.origin);
        }
        for (const auto id : p_.activities.ids()) {
            const auto& a = p_.activities[id];
            const auto check_own = [&](PooledText t) {
                check([&] { return activity_name(id); }, p_.texts[t], a.origin);
            };
            check_own(a.title);
            for (const auto& note : p_.notes[id]) check_own(note.text);
            for (const auto& step : p_.steps[id]) check_own(step.title);
            for (const auto& matter : p_.matters[id]) check_own(matter.title);
        }
    }

    static bool is_plain(std::string_view text) {
        return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
    }
};

} // namespace convene::detail
