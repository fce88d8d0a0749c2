#pragma once

#include <convene/model/lookup.hpp>
#include <convene/run/keyed.hpp>

#include <utility>

namespace convene::keyed {

namespace detail {

/// Looks up names in a process, and collects what can't be found.
class NameResolver {
  public:
    explicit NameResolver(const Process& process) : p_(process) {}

    Diagnostics faults;

    template <NamedId IdType>
    IdType operator()(const Ref<IdType>& ref) {
        if (ref.id) {
            if ((*ref.id).index() >= convene::detail::NameablesOf<IdType>::size(p_))
                faults.push_back({.code = Code::unknown_id});
            return *ref.id;
        }
        auto id = look_up<IdType>(p_, ref.key, {.by = NamedBy::title});
        if (id) return *id;
        for (auto& fault : id.error()) faults.push_back(std::move(fault));
        return IdType{0};
    }

    convene::Output operator()(const Output& output) { return {(*this)(output.artifact), output.digest}; }
    template <class T>
    auto operator()(const std::vector<T>& all) {
        std::vector<decltype((*this)(all.front()))> out;
        for (const auto& each : all) out.push_back((*this)(each));
        return out;
    }
    template <class IdType>
    OptionalId<IdType> operator()(const std::optional<Ref<IdType>>& ref) {
        return ref ? OptionalId<IdType>((*this)(*ref)) : OptionalId<IdType>();
    }

    convene::Command operator()(const Start& c) { return command::Start{c.round, (*this)(c.given)}; }
    convene::Command operator()(const Bind& c) { return command::Bind{(*this)(c.role), (*this)(c.person)}; }
    convene::Command operator()(const Delegate& c) {
        return command::Delegate{(*this)(c.from), (*this)(c.to), c.begin, c.end};
    }
    convene::Command operator()(const Call& c) { return command::Call{(*this)(c.activity), c.at, (*this)(c.by)}; }
    convene::Command operator()(const Open& c) {
        return command::Open{(*this)(c.activity), (*this)(c.by), (*this)(c.present)};
    }
    convene::Command operator()(const Close& c) {
        return command::Close{(*this)(c.activity), c.outcome, (*this)(c.by),
                              (*this)(c.outputs),  c.matters, (*this)(c.return_to)};
    }
    convene::Command operator()(const Reaffirm& c) { return command::Reaffirm{(*this)(c.activity), (*this)(c.by)}; }
    convene::Command operator()(const Issue& c) { return command::Issue{(*this)(c.artifact), c.digest, (*this)(c.by)}; }
    convene::Command operator()(const Void& c) { return command::Void{(*this)(c.artifact)}; }
    convene::Command operator()(const Occur& c) { return command::Occur{(*this)(c.activity), c.at}; }
    convene::Command operator()(const Waive& c) { return command::Waive{(*this)(c.activity), c.what, (*this)(c.by)}; }
    convene::Command operator()(const Record& c) {
        return command::Record{(*this)(c.quota), (*this)(c.person), c.count};
    }
    convene::Command operator()(const Staff& c) {
        return command::Staff{(*this)(c.cover), (*this)(c.person), c.begin, c.end};
    }
    convene::Command operator()(const Migrate& c) { return command::Migrate{c.to, (*this)(c.kept), (*this)(c.again)}; }
    convene::Command operator()(const Advance&) { return command::Advance{}; }

  private:
    const Process& p_;
};

template <class Named>
auto resolved(const Process& process, const Named& named) -> Result<decltype(NameResolver(process)(named))> {
    NameResolver find(process);
    auto out = find(named);
    if (!find.faults.empty()) return fail(std::move(find.faults));
    return out;
}

/// Names by ids.
struct Identifier {
    template <class IdType>
    static Ref<IdType> ref(IdType id) {
        return {id};
    }
    template <class IdType>
    static std::optional<Ref<IdType>> ref(OptionalId<IdType> id) {
        return id ? std::optional(ref(*id)) : std::nullopt;
    }
    static Output ref(const convene::Output& output) { return {ref(output.artifact), output.digest}; }
    template <class T>
    static auto ref(const std::vector<T>& all) {
        std::vector<decltype(ref(all.front()))> out;
        for (const auto& each : all) out.push_back(ref(each));
        return out;
    }

    Command operator()(const command::Start& c) const { return Start{c.round, ref(c.given)}; }
    Command operator()(const command::Bind& c) const { return Bind{ref(c.role), ref(c.person)}; }
    Command operator()(const command::Delegate& c) const { return Delegate{ref(c.from), ref(c.to), c.begin, c.end}; }
    Command operator()(const command::Call& c) const { return Call{ref(c.activity), c.at, ref(c.by)}; }
    Command operator()(const command::Open& c) const { return Open{ref(c.activity), ref(c.by), ref(c.present)}; }
    Command operator()(const command::Close& c) const {
        return Close{ref(c.activity), c.outcome, ref(c.by), ref(c.outputs), c.matters, ref(c.return_to)};
    }
    Command operator()(const command::Reaffirm& c) const { return Reaffirm{ref(c.activity), ref(c.by)}; }
    Command operator()(const command::Issue& c) const { return Issue{ref(c.artifact), c.digest, ref(c.by)}; }
    Command operator()(const command::Void& c) const { return Void{ref(c.artifact)}; }
    Command operator()(const command::Occur& c) const { return Occur{ref(c.activity), c.at}; }
    Command operator()(const command::Waive& c) const { return Waive{ref(c.activity), c.what, ref(c.by)}; }
    Command operator()(const command::Record& c) const { return Record{ref(c.quota), ref(c.person), c.count}; }
    Command operator()(const command::Staff& c) const { return Staff{ref(c.cover), ref(c.person), c.begin, c.end}; }
    Command operator()(const command::Migrate& c) const { return Migrate{c.to, ref(c.kept), ref(c.again)}; }
    Command operator()(const command::Advance&) const { return Advance{}; }
};

} // namespace detail

CONVENE_DECL Result<convene::Command> resolve(const Process& process, const Command& command) {
    detail::NameResolver find(process);
    auto out = std::visit(find, command);
    if (!find.faults.empty()) return fail(std::move(find.faults));
    return out;
}

CONVENE_DECL Result<convene::Request> resolve(const Process& process, const Request& request) {
    auto command = resolve(process, request.command);
    if (!command) return fail(std::move(command.error()));
    return convene::Request{std::move(*command), request.at, request.id, request.expected_seq, request.far_ahead};
}

CONVENE_DECL Result<convene::LoggedCase> resolve(const Process& process, const LoggedCase& logged) {
    convene::LoggedCase out{logged.name, {}, {}, logged.left_out};
    for (const auto& [number, request, refusal] : logged.unknown) {
        auto known = resolve(process, request);
        if (!known) return fail(std::move(known.error()));
        out.unknown.push_back({number, std::move(*known), refusal});
    }
    for (const auto& [number, request, partial, implied] : logged.requests) {
        auto known = resolve(process, request);
        if (!known) return fail(std::move(known.error()));
        out.requests.push_back({number, std::move(*known), partial, implied});
    }
    return out;
}

CONVENE_DECL Result<ActivityId> resolve(const Process& process, const Ref<ActivityId>& ref) {
    return detail::resolved(process, ref);
}
CONVENE_DECL Result<ArtifactId> resolve(const Process& process, const Ref<ArtifactId>& ref) {
    return detail::resolved(process, ref);
}
CONVENE_DECL Result<RoleId> resolve(const Process& process, const Ref<RoleId>& ref) {
    return detail::resolved(process, ref);
}
CONVENE_DECL Result<PersonId> resolve(const Process& process, const Ref<PersonId>& ref) {
    return detail::resolved(process, ref);
}
CONVENE_DECL Result<QuotaId> resolve(const Process& process, const Ref<QuotaId>& ref) {
    return detail::resolved(process, ref);
}
CONVENE_DECL Result<CoverId> resolve(const Process& process, const Ref<CoverId>& ref) {
    return detail::resolved(process, ref);
}

CONVENE_DECL Command to_keyed(const convene::Command& command) { return std::visit(detail::Identifier{}, command); }

CONVENE_DECL Request to_keyed(const convene::Request& request) {
    return {to_keyed(request.command), request.at, request.id, request.expected_seq, request.far_ahead};
}

CONVENE_DECL Deviation to_keyed(const convene::Deviation& deviation) {
    return {deviation.number, to_keyed(deviation.request), deviation.refusal};
}

CONVENE_DECL LoggedCase to_keyed(const convene::LoggedCase& logged) {
    LoggedCase out{logged.name, {}, {}, logged.left_out};
    for (const auto& deviation : logged.unknown) out.unknown.push_back(to_keyed(deviation));
    for (const auto& [number, request, partial, implied] : logged.requests)
        out.requests.push_back({number, to_keyed(request), partial, implied});
    return out;
}

} // namespace convene::keyed
