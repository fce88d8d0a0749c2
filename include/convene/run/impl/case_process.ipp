#pragma once

#include <convene/model/detail/derive.hpp>
#include <convene/run/case_process.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace convene {

namespace detail {

/// Takes a part of a process out of it.
class Extract {
  public:
    Extract(const Process& process, PhaseId phase)
        : p_(process), phase_(phase), d_(std::make_shared<ProcessData>(process.data())) {
        activity_.resize(p_.activities().size());
        artifact_.resize(p_.artifacts().size());
        for (const auto id : p_.activities().ids())
            for (auto up = p_[id].phase; up && !activity_[id.index()]; up = p_[*up].parent)
                if (*up == phase) {
                    activity_[id.index()] = ActivityId{static_cast<std::uint32_t>(activities_.size())};
                    activities_.push_back(id);
                }
    }

    Result<Process> operator()() {
        for (OptionalId<PhaseId> up = phase_; up; up = p_[*up].parent) d_->phases[*up].run = PhaseRun::once;
        derive(*d_);
        drop_the_main_line();
        keep_activities();
        keep_artifacts();
        keep_rules();
        keep_rows();
        if (!faults_.empty()) return fail(std::move(faults_));
        return Process(std::move(d_));
    }

  private:
    [[nodiscard]] OptionalId<ActivityId> now(ActivityId id) const { return activity_[id.index()]; }

    void drop_the_main_line() {
        d_->start.reset();
        d_->finish.reset();
        d_->status_date.reset();
        d_->target.reset();
        d_->rounds.reset();
        d_->quotas.clear();
        d_->covers.clear();
        d_->attendances.clear();
    }

    void keep_activities() {
        d_->activities = {};
        d_->activity_of.assign(d_->keys.size(), {});
        for (const auto id : activities_) d_->activity_of[p_[id].key.value] = d_->activities.push_back(p_[id]);
    }

    void keep_artifacts() {
        std::vector<ArtifactId> used;
        for (const auto id : activities_)
            for (const auto list : {p_.consumes(id), p_.produces(id)})
                used.insert(used.end(), list.begin(), list.end());
        std::ranges::sort(used);
        used.erase(std::unique(used.begin(), used.end()), used.end());
        d_->artifacts = {};
        d_->artifact_of.assign(d_->keys.size(), {});
        for (const auto id : used) {
            auto artifact = p_[id];
            artifact.producer = artifact.producer ? now(*artifact.producer) : OptionalId<ActivityId>();
            artifact.given = !artifact.producer;
            artifact_[id.index()] = d_->artifacts.push_back(artifact);
            d_->artifact_of[artifact.key.value] = artifact_[id.index()];
        }
        std::vector<std::pair<ArtifactId, ArtifactForm>> forms;
        for (const auto id : used)
            if (const auto form = p_.form(id)) forms.emplace_back(*artifact_[id.index()], *form);
        d_->forms = group<ArtifactId, ArtifactForm>(used.size(), forms);
    }

    void keep_rules() {
        std::erase_if(d_->rules, [&](ProcessData::PackedRule& rule) {
            if (!now(rule.to)) return true;
            if (!now(rule.from)) {
                needs_outside(rule.to, rule.from);
                return true;
            }
            return false;
        });
        for (auto& rule : d_->rules) {
            rule.from = *now(rule.from);
            rule.to = *now(rule.to);
        }
        for (auto& separation : d_->separations) {
            std::erase_if(separation.parts, [&](const Separation::Part& part) { return !now(part.activity); });
            for (auto& part : separation.parts) part.activity = *now(part.activity);
        }
        std::erase_if(d_->separations, [](const Separation& s) { return s.parts.size() < 2; });
    }

    void keep_rows() {
        const auto& from = p_.data();
        keep(from.duties, d_->duties);
        keep(from.needs, d_->needs);
        keep(from.steps, d_->steps);
        keep(from.matters, d_->matters);
        keep(from.constraints, d_->constraints);
        keep(from.dates, d_->dates);
        keep(from.deadlines, d_->deadlines);
        keep(from.progress, d_->progress);
        keep(from.notes, d_->notes);
        keep(from.measures, d_->measures);
        keep(from.budgets, d_->budgets);
        keep(from.handovers, d_->handovers);
        keep(from.cadences, d_->cadences);
        keep(from.service_levels, d_->service_levels);
        keep(from.quorums, d_->quorums);
        keep(from.duration_parameters, d_->duration_parameters);
        const auto document = [&](ArtifactId id, ActivityId) { return std::optional(*artifact_[id.index()]); };
        keep(from.produces, d_->produces, document);
        keep(from.consumes, d_->consumes, document);
        keep(from.follow_ups, d_->follow_ups,
             [&](ActivityId next, ActivityId) { return now(next) ? std::optional(*now(next)) : std::nullopt; });
        for (const auto id : p_.activities().ids())
            for (const auto next : p_.follow_ups(id))
                if (!now(id) && now(next)) needs_outside(next, id);
        keep(from.reworks, d_->reworks, [&](Rework rework, ActivityId id) -> std::optional<Rework> {
            if (!now(rework.to)) return needs_outside(id, rework.to), std::nullopt;
            rework.to = *now(rework.to);
            return rework;
        });
    }

    template <class T>
    void keep(const Rows<ActivityId, T>& from, Rows<ActivityId, T>& to) {
        keep(from, to, [](const T& value, ActivityId) { return std::optional<T>(value); });
    }

    template <class T, class Change>
    void keep(const Rows<ActivityId, T>& from, Rows<ActivityId, T>& to, const Change& change) {
        std::vector<std::pair<ActivityId, T>> entries;
        for (const auto id : activities_)
            for (const auto& value : from[id])
                if (auto changed = change(value, id)) entries.emplace_back(*now(id), std::move(*changed));
        to = group<ActivityId, T>(activities_.size(), entries);
    }

    template <class IdType, class T>
    static Rows<IdType, T> group(std::size_t rows, const std::vector<std::pair<IdType, T>>& entries) {
        return Rows<IdType, T>::group(
            rows, entries, [](const auto& e) { return e.first; }, [](const auto& e) { return e.second; });
    }

    void needs_outside(ActivityId id, ActivityId outside) {
        faults_.push_back(
            {Code::case_needs_outside, name_of(p_, id), {name_of(p_, outside)}, location_of(p_[id].origin), {}});
    }

    const Process& p_;
    PhaseId phase_;
    std::shared_ptr<ProcessData> d_;
    std::vector<ActivityId> activities_;
    std::vector<OptionalId<ActivityId>> activity_;
    std::vector<OptionalId<ArtifactId>> artifact_;
    Diagnostics faults_;
};

} // namespace detail

CONVENE_DECL Result<Process> case_process(const Process& process, PhaseId phase) {
    if (process[phase].run != PhaseRun::per_case)
        return fail(
            Diagnostics{{Code::not_per_case, name_of(process, phase), {}, location_of(process[phase].origin), {}}});
    return detail::Extract(process, phase)();
}

} // namespace convene
