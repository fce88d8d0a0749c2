#pragma once

#include <convene/staffing/detail/saved_options.hpp>
#include <convene/staffing/saved_plan.hpp>

#include <algorithm>
#include <utility>

namespace convene {

template <class Archive>
void members(Archive& archive, WorkPiece& p) {
    archive(p.start, p.finish);
}
template <class Archive>
void members(Archive& archive, StaffWait& w) {
    archive(w.kind, w.activity, w.person, w.by, w.until, w.elsewhere, w.resource);
}
template <class Archive>
void members(Archive& archive, BrokenBound& b) {
    archive(b.cause, b.activity, b.edge, b.limit, b.actual, b.soft);
}
template <class Archive>
void members(Archive& archive, LevelledData& l) {
    archive(l.start, l.finish, l.reserved_from, l.people, l.shares, l.pieces, l.waits, l.broken, l.rule,
            l.project_finish, l.looked_from, l.looked_until);
}

namespace detail {

/// Whether what was read can be of this process: a list for each activity, and nobody who isn't there.
inline bool fits(const Process& process, const LevelledData& l) {
    const auto n = process.activities().size();
    for (const auto size :
         {l.start.size(), l.finish.size(), l.reserved_from.size(), l.people.size(), l.shares.size(), l.pieces.size()})
        if (size != n) return false;
    for (const auto a : l.people.ids()) {
        if (l.shares[a].size() != l.people[a].size()) return false;
        for (const auto person : l.people[a])
            if (person.index() >= process.people().size()) return false;
    }
    const auto is_there = [n](const auto& part) { return part.activity.index() < n; };
    return std::ranges::all_of(l.waits, is_there) && std::ranges::all_of(l.broken, is_there);
}

} // namespace detail

CONVENE_DECL std::string to_bytes(const Levelled& plan) {
    detail::BytesWriter writer;
    writer(plan.early().options(), plan.data());
    return writer.take();
}

CONVENE_DECL Result<Levelled> levelled_from_bytes(const Process& process, std::string_view bytes) {
    detail::BytesReader reader(bytes);
    ScheduleOptions options;
    LevelledData data;
    reader(options, data);
    if (!reader.complete() || !detail::fits(process, options) || !detail::fits(process, data))
        return fail(Diagnostics{{.code = Code::saved_plan_unusable, .object = std::string(process.key())}});
    auto early = schedule(process, options);
    if (!early) return fail(std::move(early.error()));
    return Levelled(std::move(*early), std::move(data));
}

} // namespace convene
