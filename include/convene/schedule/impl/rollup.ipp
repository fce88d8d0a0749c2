#pragma once

#include <convene/model/queries.hpp>
#include <convene/schedule/rollup.hpp>

#include <algorithm>

namespace convene {

CONVENE_DECL Table<PhaseId, PhaseDates> roll_up(const Schedule& s) {
    const auto& process = s.process();
    PhaseDates none;
    for (auto* date :
         {&none.early_start, &none.early_finish, &none.late_start, &none.late_finish, &none.start, &none.finish})
        *date = s.project_start();
    Table<PhaseId, PhaseDates> phases(process.phases().size(), none);
    for (const auto id : process.activities().ids()) {
        for (auto up = process[id].phase; up; up = process[*up].parent) {
            auto& p = phases[*up];
            const bool first = p.activities++ == 0;
            const auto least = [&](Instant& own, Instant other) { own = first ? other : std::min(own, other); };
            const auto most = [&](Instant& own, Instant other) { own = first ? other : std::max(own, other); };
            least(p.early_start, s.early_start(id));
            most(p.early_finish, s.early_finish(id));
            least(p.late_start, s.late_start(id));
            most(p.late_finish, s.late_finish(id));
            least(p.start, s.start(id));
            most(p.finish, s.finish(id));
            p.total_float = first ? s.total_float(id) : std::min(p.total_float, s.total_float(id));
            if (has_finished(process, id)) ++p.finished;
        }
    }
    return phases;
}

} // namespace convene
