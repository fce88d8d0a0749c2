#pragma once

#include <convene/check/confidentiality.hpp>
#include <convene/check/impl/findings.ipp>

#include <algorithm>
#include <optional>

namespace convene {

namespace detail {

class ConfidentialityCheck {
  public:
    explicit ConfidentialityCheck(const Process& p) : p_(p) {}

    Diagnostics operator()() {
        for (const auto id : p_.activities().ids()) check(id);
        for (const auto& quota : p_.quotas())
            check_record(thing("quota", "定额", quota.key, quota.title), quota.role, quota.record, quota.origin);
        for (const auto& cover : p_.covers())
            check_record(thing("cover", "值班", cover.key, cover.title), cover.role, cover.log, cover.origin);
        return found_.take();
    }

  private:
    /// The first of the most guarded ones.
    [[nodiscard]] std::optional<ArtifactId> most_guarded(std::span<const ArtifactId> artifacts) const {
        const auto found = std::ranges::max_element(artifacts, {}, [&](ArtifactId a) { return p_[a].confidentiality; });
        return found == artifacts.end() ? std::nullopt : std::optional(*found);
    }

    void check(ActivityId id) {
        const auto consumed = most_guarded(p_.consumes(id));
        const auto produced = most_guarded(p_.produces(id));
        if (!consumed && !produced) return;
        roles_.clear();
        for (const auto& duty : p_.duties(id)) roles_.push_back(duty.role);
        std::ranges::sort(roles_);
        roles_.erase(std::ranges::unique(roles_).begin(), roles_.end());
        for (const auto role : roles_) {
            if (consumed && exceeds(*consumed, role))
                tell(Code::clearance_too_low, name_of(p_, id), role, *consumed, p_[id].origin);
            if (produced && exceeds(*produced, role))
                tell(Code::producer_without_clearance, name_of(p_, id), role, *produced, p_[id].origin);
        }
    }

    void check_record(const Text& object, RoleId role, OptionalId<ArtifactId> record, Origin origin) {
        if (record && exceeds(*record, role)) tell(Code::producer_without_clearance, object, role, *record, origin);
    }

    [[nodiscard]] bool exceeds(ArtifactId artifact, RoleId role) const {
        return p_[artifact].confidentiality > p_[role].clearance;
    }

    void tell(Code code, Text object, RoleId role, ArtifactId artifact, Origin origin) {
        if (!found_.wants(code)) return;
        const auto level = p_[artifact].confidentiality;
        const auto what = name_of(p_, artifact);
        found_.add(code, std::move(object),
                   {name_of(p_, role),
                    words(std::string(what.in(Language::en)) + " (" + std::string(label(level, Language::en)) + ")",
                          std::string(what.in(Language::zh)) + "（" + std::string(label(level, Language::zh)) + "）"),
                    label_text(p_[role].clearance)},
                   origin);
    }

    const Process& p_;
    Findings found_;
    std::vector<RoleId> roles_; // of the activity at hand
};

} // namespace detail

CONVENE_DECL Diagnostics check_confidentiality(const Process& process) {
    return detail::ConfidentialityCheck(process)();
}

} // namespace convene
