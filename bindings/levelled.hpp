#pragma once

#include "plan.hpp"

#include <convene/staffing/level.hpp>

#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace convene::python {

/// Dates at which nobody is in two places, with the process, so that activities have their keys.
struct LevelledPlan {
    Plan early;
    std::shared_ptr<const Levelled> levelled;

    LevelledPlan(const Process& process, Levelled found)
        : LevelledPlan(process, std::make_shared<const Levelled>(std::move(found))) {}
    LevelledPlan(const Process& process, const std::shared_ptr<const Levelled>& found)
        : early(process, std::shared_ptr<const Schedule>(found, &found->early())), levelled(found) {}

    [[nodiscard]] const Process& process() const { return early.process(); }
    using Dates = std::span<const Instant> (Levelled::*)() const;
    [[nodiscard]] Column column(const char* name, Dates values) const {
        const auto all = ((*levelled).*values)();
        return {name, ColumnType::instant, levelled, all.data(), all.size()};
    }
    [[nodiscard]] Columns columns() const {
        return {{early.columns().columns.front(), column("start", &Levelled::starts),
                 column("finish", &Levelled::finishes), column("reserved_from", &Levelled::reserved_froms)},
                early.size()};
    }

    friend bool operator==(const LevelledPlan& a, const LevelledPlan& b);
};

/// Throws unless the dates are those of this process.
void check_levelled(const Process& process, const LevelledPlan& plan);

/// All but the process, for pickles; and made again, which computes the early dates anew.
[[nodiscard]] py::tuple state_of(const LevelledPlan& plan);
[[nodiscard]] LevelledPlan restored_levelled(const Process& process, const py::tuple& state);

void bind_levelled(py::module_& m);
void bind_chain(py::module_& m);
void bind_plan_verify(py::module_& m);

} // namespace convene::python
