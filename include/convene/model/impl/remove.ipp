#pragma once

#include <convene/model/process.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace convene::detail {

/// Rows of these entries; the pairs of an owner and a value keep their order within an owner.
template <class IdType, class T>
Rows<IdType, T> rows_of(std::size_t rows, const std::vector<std::pair<IdType, T>>& entries) {
    return Rows<IdType, T>::group(
        rows, entries, [](const auto& e) { return e.first; }, [](const auto& e) { return e.second; });
}

/// Takes activities out of the tables of a process, and with them what makes no sense without them.
class RemoveActivities {
  public:
    /// `gone` by activity.
    RemoveActivities(ProcessData& data, const std::vector<bool>& gone, Diagnostics& consequences)
        : d_(data), before_(std::make_shared<const ProcessData>(data)), p_(before_), consequences_(consequences) {
        activity_.resize(data.activities.size());
        std::uint32_t kept = 0;
        for (const auto id : data.activities.ids())
            if (!gone[id.index()]) activity_[id.index()] = ActivityId{kept++};
        kept_ = kept;
    }

    /// By activity, what it is now; nothing for those that are gone. `records` are what removed quotas and covers
    /// mentioned.
    std::vector<OptionalId<ActivityId>> operator()(const std::vector<ArtifactId>& records) {
        tell();
        remove_artifacts(records);
        remove_activities();
        remove_rules();
        remove_separation_parts();
        if (d_.target && !now(*d_.target)) d_.target.reset();
        if (d_.target) d_.target = *now(*d_.target);
        keep_rows();
        return std::move(activity_);
    }

  private:
    [[nodiscard]] OptionalId<ActivityId> now(ActivityId id) const { return activity_[id.index()]; }

    /// Hints about what is left, in the order of activities.
    void tell() {
        for (const auto id : p_.activities().ids()) {
            if (!now(id)) {
                for (const auto next : p_.follow_ups(id)) removed_with(next, id);
                continue;
            }
            for (const auto next : p_.follow_ups(id)) removed_with(id, next);
            for (const auto& rework : p_.reworks(id)) removed_with(id, rework.to);
        }
        for (std::uint32_t i = 0; i < p_.rule_count(); ++i) {
            const auto rule = p_.rule(RuleId{i});
            removed_with(rule.to, rule.from);
            removed_with(rule.from, rule.to);
        }
        if (p_.target() && !now(*p_.target()))
            consequences_.push_back(
                {Code::removed_with, Text{{"en", "target"}, {"zh", "目标"}}, {name_of(p_, *p_.target())}, {}, {}});
    }

    /// Something of `left` went with `gone`, if that is so.
    void removed_with(ActivityId left, ActivityId gone) {
        if (now(left) && !now(gone))
            consequences_.push_back({Code::removed_with, name_of(p_, left), {name_of(p_, gone)}, {}, {}});
    }

    void remove_activities() {
        d_.activities = {};
        d_.activity_of.assign(d_.keys.size(), {});
        for (const auto id : p_.activities().ids())
            if (now(id)) d_.activity_of[p_[id].key.value] = d_.activities.push_back(p_[id]);
    }

    /// Those that only the removed mention; others that lose their producer are given from now on.
    void remove_artifacts(const std::vector<ArtifactId>& records) {
        enum class Use : std::uint8_t { nobody, removed, kept };
        Table<ArtifactId, Use> used(p_.artifacts().size(), Use::nobody);
        for (const auto id : records) used[id] = Use::removed;
        for (const auto id : p_.activities().ids())
            for (const auto list : {p_.consumes(id), p_.produces(id)})
                for (const auto artifact : list)
                    used[artifact] = std::max(used[artifact], now(id) ? Use::kept : Use::removed);
        for (const auto& quota : p_.quotas())
            if (quota.record) used[*quota.record] = Use::kept;
        for (const auto& cover : p_.covers())
            if (cover.log) used[*cover.log] = Use::kept;
        artifact_.resize(p_.artifacts().size());
        d_.artifacts = {};
        if (!p_.artifacts().empty()) d_.artifact_of.assign(d_.keys.size(), {});
        std::vector<std::pair<ArtifactId, ArtifactForm>> forms;
        for (const auto id : p_.artifacts().ids()) {
            if (used[id] == Use::removed) continue;
            auto artifact = p_[id];
            artifact.producer = producer(id);
            if (p_[id].producer && !artifact.producer && !artifact.given) {
                artifact.given = true;
                consequences_.push_back({Code::now_given, name_of(p_, id), {name_of(p_, *p_[id].producer)}, {}, {}});
            }
            const auto kept = d_.artifacts.push_back(artifact);
            artifact_[id.index()] = kept;
            d_.artifact_of[artifact.key.value] = kept;
            if (const auto form = p_.form(id)) forms.emplace_back(kept, *form);
        }
        d_.forms = rows_of(d_.artifacts.size(), forms);
        for (auto& quota : d_.quotas)
            if (quota.record) quota.record = artifact_[(*quota.record).index()];
        for (auto& cover : d_.covers)
            if (cover.log) cover.log = artifact_[(*cover.log).index()];
    }

    /// The first activity left that says it produces it.
    [[nodiscard]] OptionalId<ActivityId> producer(ArtifactId artifact) const {
        if (!p_[artifact].producer || now(*p_[artifact].producer))
            return p_[artifact].producer ? now(*p_[artifact].producer) : OptionalId<ActivityId>();
        for (const auto id : p_.activities().ids())
            if (now(id) && std::ranges::find(p_.produces(id), artifact) != p_.produces(id).end()) return now(id);
        return {};
    }

    void remove_rules() {
        std::erase_if(d_.rules, [&](const ProcessData::PackedRule& rule) { return !now(rule.from) || !now(rule.to); });
        for (auto& rule : d_.rules) {
            rule.from = *now(rule.from);
            rule.to = *now(rule.to);
        }
    }

    void remove_separation_parts() {
        std::erase_if(d_.separations, [&](Separation& separation) {
            const auto lost = [&](const Separation::Part& part) { return !now(part.activity); };
            const auto first = std::ranges::find_if(separation.parts, lost);
            if (first == separation.parts.end()) return false;
            const auto name = name_of(p_, first->activity);
            std::erase_if(separation.parts, lost);
            if (!separation.parts.empty())
                consequences_.push_back(
                    {Code::removed_with, name_of(p_, separation.parts.front().activity), {name}, {}, {}});
            return separation.parts.size() < 2;
        });
        for (auto& separation : d_.separations)
            for (auto& part : separation.parts) part.activity = *now(part.activity);
    }

    void keep_rows() {
        keep(d_.duties);
        keep(d_.needs);
        keep(d_.steps);
        keep(d_.matters);
        keep(d_.constraints);
        keep(d_.dates);
        keep(d_.deadlines);
        keep(d_.progress);
        keep(d_.notes);
        keep(d_.measures);
        keep(d_.budgets);
        keep(d_.handovers);
        keep(d_.cadences);
        keep(d_.service_levels);
        keep(d_.quorums);
        keep(d_.extras);
        keep(d_.duration_parameters);
        const auto document = [&](ArtifactId id) { return artifact_[id.index()]; };
        keep(d_.produces, document);
        keep(d_.consumes, document);
        keep(d_.follow_ups, [&](ActivityId next) { return now(next); });
        keep(d_.reworks, [&](Rework rework) -> std::optional<Rework> {
            if (!now(rework.to)) return std::nullopt;
            rework.to = *now(rework.to);
            return rework;
        });
    }

    template <class T>
    void keep(Rows<ActivityId, T>& rows) {
        keep(rows, [](const T& value) { return std::optional<T>(value); });
    }

    template <class T, class Change>
    void keep(Rows<ActivityId, T>& rows, const Change& change) {
        std::vector<std::pair<ActivityId, T>> entries;
        for (const auto id : p_.activities().ids()) {
            if (!now(id)) continue;
            for (const auto& value : rows[id])
                if (auto changed = change(value)) entries.emplace_back(*now(id), *std::move(changed));
        }
        rows = rows_of(kept_, entries);
    }

    ProcessData& d_;
    std::shared_ptr<const ProcessData> before_;
    Process p_;
    Diagnostics& consequences_;
    std::vector<OptionalId<ActivityId>> activity_;
    std::vector<OptionalId<ArtifactId>> artifact_;
    std::size_t kept_ = 0;
};

/// Takes people out of the tables. Duties of one of them alone become anybody's in the role. Returns by person who it
/// is now.
inline std::vector<OptionalId<PersonId>> remove_people(ProcessData& data, const std::vector<bool>& gone,
                                                       Diagnostics& consequences) {
    const Process before(std::make_shared<const ProcessData>(data));
    std::vector<OptionalId<PersonId>> now(gone.size());
    data.people = {};
    for (const auto id : before.people().ids())
        if (!gone[id.index()]) now[id.index()] = data.people.push_back(before[id]);
    std::vector<std::pair<ActivityId, Duty>> duties;
    for (const auto id : before.activities().ids())
        for (auto duty : before.duties(id)) {
            if (duty.person) {
                const auto person = *duty.person;
                duty.person = now[person.index()];
                if (!duty.person)
                    consequences.push_back(
                        {Code::removed_with, name_of(before, id), {name_of(before, person)}, {}, {}});
            }
            duties.emplace_back(id, duty);
        }
    data.duties = rows_of(before.activities().size(), duties);
    return now;
}

} // namespace convene::detail
