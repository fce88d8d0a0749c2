#include "words.hpp"

#include <convene/core/detail/text_format.hpp>
#include <convene/model/lookup.hpp>
#include <convene/model/queries.hpp>
#include <convene/schedule/explain.hpp>
#include <convene/time/detail/wording.hpp>

namespace convene::program {

std::string date(Instant t) { return convene::detail::date_text(t); }

std::string title(const Process& process, ActivityId id, Language language) {
    return numbered_title(process, id, language);
}

std::string slack(const Process& process, ActivityId id, Seconds amount, Language language) {
    const auto& activity = process[id];
    const bool clock = is_elapsed(activity.duration) && activity.duration.amount != 0;
    const auto calendar = calendar_id_of(process, id);
    return amount_text(amount, clock ? std::nullopt : std::optional(process[calendar].day_size()), language);
}

} // namespace convene::program
