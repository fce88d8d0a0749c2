#pragma once

#include "binding.hpp"

#include <convene/model/process.hpp>
#include <convene/portfolio/projects.hpp>
#include <convene/run/keyed.hpp>

#include <string>
#include <tuple>
#include <type_traits>

namespace convene::python {

// What the library keeps in the tables of a process, with its texts in place: these outlive the process.

struct ActivityRecord {
    Process process;
    ActivityId id;

    [[nodiscard]] const Activity& get() const { return process[id]; }
};

struct ArtifactRecord {
    Process process;
    ArtifactId id;

    [[nodiscard]] const Artifact& get() const { return process[id]; }
};

struct StepRecord {
    Text title;
};

struct MatterRecord {
    std::string key;
    Text title;
    std::string topic;
    OptionalId<TierId> tier;
    std::optional<Money> amount;
};

struct NoteRecord {
    NoteKind kind = NoteKind::description;
    Text text;
};

/// How Python names one thing of a process: by its id, its key, or its row.
template <class Id>
using Ref = keyed::Ref<Id>;

/// What Python calls things of one kind: the id, the table of a process, and a row, whose class signatures name. A row
/// is found by its key, so that one of another process is never taken for what has the same number here.
template <class Id>
struct Kind {
    static constexpr char id[] = "";
    using Row = void;
    static constexpr char row[] = "";
};
#define CONVENE_KINDS(X)                                                                                               \
    X(ActivityId, "ActivityId", "activities", ActivityRecord, "convene.Activity | ")                                   \
    X(ArtifactId, "ArtifactId", "artifacts", ArtifactRecord, "convene.Artifact | ")                                    \
    X(CalendarId, "CalendarId", "calendars", void, "")                                                                 \
    X(TierId, "TierId", "tiers", Tier, "convene.Tier | ")                                                              \
    X(ParameterId, "ParameterId", "parameters", Parameter, "convene.Parameter | ")                                     \
    X(PersonId, "PersonId", "people", Person, "convene.Person | ")                                                     \
    X(PhaseId, "PhaseId", "phases", Phase, "convene.Phase | ")                                                         \
    X(ResourceId, "ResourceId", "resources", Resource, "convene.Resource | ")                                          \
    X(RoleId, "RoleId", "roles", Role, "convene.Role | ")                                                              \
    X(CoverId, "Cover", "", Cover, "int | ")                                                                           \
    X(QuotaId, "Quota", "", Quota, "int | ")
#define CONVENE_KIND(Id, id_, table_, Row_, row_)                                                                      \
    template <>                                                                                                        \
    struct Kind<Id> {                                                                                                  \
        static constexpr char id[] = id_;                                                                              \
        static constexpr char table[] = table_;                                                                        \
        using Row = Row_;                                                                                              \
        static constexpr char row[] = row_;                                                                            \
    };
CONVENE_KINDS(CONVENE_KIND)
CONVENE_KIND(ProjectId, "ProjectId", "", Project, "convene.Project | ")
#undef CONVENE_KIND

/// Calls `f.operator()<Id>()` for the kinds of which a process has a table.
template <class F>
void for_each_table(F f) {
    const auto each = [&]<class... Id> { (f.template operator()<Id>(), ...); };
    each.template
    operator()<ActivityId, ArtifactId, CalendarId, TierId, ParameterId, PersonId, PhaseId, ResourceId, RoleId>();
}

/// Whether things of this kind are called by their place, a number, instead of by an id.
template <class Id>
inline constexpr bool is_place = std::is_same_v<Id, QuotaId> || std::is_same_v<Id, CoverId>;
/// Whether this is an id of something in a process that has a class.
template <class Id>
inline constexpr bool is_id_class = Kind<Id>::id[0] != '\0' && !is_place<Id> && !std::is_same_v<Id, ProjectId>;

[[nodiscard]] inline std::string key_of(const ActivityRecord& row) { return std::string(row.process.key(row.id)); }
[[nodiscard]] inline std::string key_of(const ArtifactRecord& row) { return std::string(row.process.key(row.id)); }
template <class Row>
[[nodiscard]] std::string key_of(const Row& row) {
    return row.key;
}

// The id that is meant, or a fault with what was probably meant.
template <class Id>
[[nodiscard]] Id id_of(const Process& process, const Ref<Id>& ref);
[[nodiscard]] ProjectId id_of(const Portfolio& portfolio, const Ref<ProjectId>& ref);

/// In what a thread looks up the names of things, if at all; see `Naming`.
using Named = std::tuple<const Process*, const Portfolio*>;
template <class Id>
using HomeOf = std::conditional_t<std::is_same_v<Id, ProjectId>, const Portfolio*, const Process*>;
[[nodiscard]] inline Named& naming() {
    thread_local Named named;
    return named;
}

template <class Id>
[[nodiscard]] std::optional<Id> id_of(const Process& process, const std::optional<Ref<Id>>& ref) {
    return ref ? std::optional<Id>(id_of(process, *ref)) : std::nullopt;
}

} // namespace convene::python

namespace pybind11::detail {

template <class Id>
struct type_caster<convene::keyed::Ref<Id>> {
    // Taken | given, as `io_name` writes it.
    static constexpr auto taken =
        const_name("@convene.") + const_name(convene::python::Kind<Id>::id) + const_name(" | ") +
        const_name(convene::python::Kind<Id>::row) + const_name("str@") +
        const_name<convene::python::is_place<Id>>("int", "convene.") +
        const_name<convene::python::is_place<Id>>(const_name(""), const_name(convene::python::Kind<Id>::id)) +
        const_name(" | str@");
    PYBIND11_TYPE_CASTER(convene::keyed::Ref<Id>, taken);
    bool load(handle src, bool) {
        if (PyUnicode_Check(src.ptr())) {
            value.key = src.cast<std::string>();
            return true;
        }
        if constexpr (convene::python::is_place<Id>) {
            if (make_caster<std::uint32_t> place; place.load(src, false)) {
                value.id = Id{cast_op<std::uint32_t>(place)};
                return true;
            }
        } else if (isinstance<Id>(src)) {
            value.id = src.cast<Id>();
            return true;
        }
        using Row = typename convene::python::Kind<Id>::Row;
        if constexpr (!std::is_void_v<Row>) {
            if (isinstance<Row>(src)) {
                value.key = convene::python::key_of(src.cast<const Row&>());
                return true;
            }
        }
        return false;
    }
    static handle cast(const convene::keyed::Ref<Id>& ref, return_value_policy policy, handle parent) {
        return ref.id ? make_caster<Id>::cast(*ref.id, policy, parent)
                      : make_caster<std::string>::cast(ref.key, policy, parent);
    }
};

/// An id is also taken from a key or a row while things are looked up in a process or a portfolio.
template <class Id>
    requires(convene::python::is_id_class<Id> || std::is_same_v<Id, convene::ProjectId>)
struct type_caster<Id> : type_caster_base<Id> {
    bool load(handle src, bool convert) {
        if (type_caster_base<Id>::load(src, convert)) return true;
        make_caster<convene::python::Ref<Id>> ref;
        const auto* const in = std::get<convene::python::HomeOf<Id>>(convene::python::naming());
        if (in == nullptr || !ref.load(src, convert)) return false;
        found = convene::python::id_of(*in, cast_op<const convene::python::Ref<Id>&>(ref));
        this->value = &found;
        return true;
    }
    Id found;
};

} // namespace pybind11::detail
