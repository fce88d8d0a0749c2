#pragma once

#include <convene/check/artifacts.hpp>
#include <convene/check/impl/findings.ipp>

#include <algorithm>

namespace convene {

namespace detail {

class ArtifactCheck {
  public:
    explicit ArtifactCheck(const Process& p)
        : p_(p), consumer_(p.artifacts().size()), recorded_(p.artifacts().size(), false),
          produced_here_(p.artifacts().size()) {}

    Diagnostics operator()() {
        for (const auto& quota : p_.quotas()) record(quota.record);
        for (const auto& cover : p_.covers()) record(cover.log);
        for (const auto id : p_.activities().ids()) check(id);
        for (const auto id : p_.artifacts().ids()) check(id);
        return found_.take();
    }

  private:
    void record(OptionalId<ArtifactId> artifact) {
        if (artifact) recorded_[(*artifact).index()] = true;
    }

    void check(ActivityId id) {
        const auto origin = p_[id].origin;
        for (const auto artifact : p_.produces(id)) {
            if (*p_[artifact].producer != id && produced_here_[artifact.index()] != id &&
                found_.wants(Code::artifact_with_two_producers))
                found_.add(Code::artifact_with_two_producers, name_of(p_, artifact),
                           {name_of(p_, *p_[artifact].producer), name_of(p_, id)}, p_[artifact].origin);
            produced_here_[artifact.index()] = id;
        }
        for (const auto artifact : p_.consumes(id)) {
            auto& first = consumer_[artifact.index()];
            if (!first) first = id;
            if (produced_here_[artifact.index()] == id && found_.wants(Code::consumes_own_result))
                found_.add(Code::consumes_own_result, name_of(p_, id), {name_of(p_, artifact)}, origin);
        }
        tell_twice(id, p_.produces(id), "produces");
        tell_twice(id, p_.consumes(id), "consumes");
    }

    void tell_twice(ActivityId id, std::span<const ArtifactId> row, std::string_view where) {
        tell_repeated(std::vector(row.begin(), row.end()), [&](ArtifactId artifact) {
            if (found_.wants(Code::listed_twice))
                found_.add(Code::listed_twice, name_of(p_, id), {name_of(p_, artifact), std::string(where)},
                           p_[id].origin);
        });
    }

    void check(ArtifactId id) {
        const auto& artifact = p_[id];
        const auto consumer = consumer_[id.index()];
        if (artifact.producer) {
            if (artifact.given && found_.wants(Code::given_artifact_produced))
                found_.add(Code::given_artifact_produced, name_of(p_, id), {name_of(p_, *artifact.producer)},
                           artifact.origin);
        } else if (recorded_[id.index()]) {
            return;
        } else if (!consumer) {
            if (found_.wants(Code::unused_artifact))
                found_.add(Code::unused_artifact, name_of(p_, id), {}, artifact.origin);
        } else if (!artifact.given && found_.wants(Code::artifact_without_producer)) {
            found_.add(Code::artifact_without_producer, name_of(p_, id), {name_of(p_, *consumer)}, artifact.origin);
        }
    }

    const Process& p_;
    Findings found_;
    std::vector<OptionalId<ActivityId>> consumer_; // the first
    std::vector<bool> recorded_;
    std::vector<OptionalId<ActivityId>> produced_here_; // the last activity seen to produce it
};

} // namespace detail

CONVENE_DECL Diagnostics check_artifacts(const Process& process) { return detail::ArtifactCheck(process)(); }

} // namespace convene
