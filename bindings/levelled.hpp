#pragma once

#include "plan.hpp"

#include <convene/resource/level.hpp>

#include <memory>
#include <utility>
#include <vector>

namespace convene::python {

/// Dates at which nobody is in two places, with the process, so that activities have their keys.
struct LevelledPlan {
    Plan early;
    std::shared_ptr<const Levelled> levelled;
    std::shared_ptr<const TextBuffer> keys;

    LevelledPlan(const Process& process, Levelled found) : LevelledPlan(process, share(std::move(found))) {}
    LevelledPlan(const Process& process, const std::shared_ptr<const Levelled>& found)
        : early(process, std::shared_ptr<const Schedule>(found, &found->early)), levelled(found) {
        auto all = std::make_shared<TextBuffer>();
        for (const auto id : process.activities().ids()) all->add(process.key(id));
        keys = std::move(all);
    }

    [[nodiscard]] const Process& process() const { return early.process(); }
    [[nodiscard]] Column column(const char* name, const std::vector<Instant> Levelled::*values) const {
        const auto& all = (*levelled).*values;
        return {name, ColumnType::instant, levelled, all.data(), all.size()};
    }
    [[nodiscard]] Columns columns() const {
        const auto size = process().activities().size();
        return {{{"activity", ColumnType::text, keys, keys.get(), size},
                 column("start", &Levelled::start),
                 column("finish", &Levelled::finish),
                 column("held_from", &Levelled::held_from)},
                size};
    }

  private:
    static std::shared_ptr<const Levelled> share(Levelled found) {
        return std::make_shared<const Levelled>(std::move(found));
    }
};

} // namespace convene::python
