#include "words.hpp"

#include <convene/core/utf8.hpp>
#include <convene/model/queries.hpp>
#include <convene/schedule/explain.hpp>

namespace convene::program {

std::string date(Instant t) {
    auto text = to_string(t);
    if (const auto at = text.find('T'); at != std::string::npos) text[at] = ' ';
    return text;
}

std::string title(const Process& process, ActivityId id, Language language) {
    auto text = printable(process.title(id).in(language));
    if (text.empty()) text = process.key(id);
    const auto number = process.note(id, NoteKind::number);
    return number.empty() ? text : printable(number.in(language)) + " " + text;
}

std::string slack(const Process& process, ActivityId id, Seconds amount, Language language) {
    const auto& activity = process[id];
    const bool clock = is_elapsed(activity.duration) && activity.duration.amount != 0;
    const auto calendar = calendar_id_of(process, id);
    return amount_text(amount, clock ? std::nullopt : std::optional(process[calendar].day_size()), language);
}

} // namespace convene::program
