#pragma once

#include <convene/core/detail/text_format.hpp>
#include <convene/staffing/level.hpp>
#include <convene/time/detail/wording.hpp>

#include <string>

namespace convene::detail {

/// Who or what is waited for, with whom or what it is busy (empty for elsewhere), and until when.
inline std::string wait_text(const Process& process, const StaffWait& wait, const Text& busy_with, Language l) {
    const std::string who(name_of(process, wait).in(l));
    const auto until = date_text(wait.until);
    switch (wait.kind) {
    case StaffWait::Kind::busy:
        if (busy_with.empty()) return say(l, "{0} is busy elsewhere until {1}", "{0}另有任务，至 {1}", {who, until});
        return say(l, "{0} is busy with {2} until {1}", "{0}正在进行{2}，至 {1}",
                   {who, until, std::string(busy_with.in(l))});
    case StaffWait::Kind::absent:
        return wait.resource ? say(l, "{0} has too few units until {1}", "{0}数量不足，至 {1}", {who, until})
                             : say(l, "{0} is absent until {1}", "{0}不在，至 {1}", {who, until});
    case StaffWait::Kind::off_work:
        return wait.resource ? say(l, "{0} is closed until {1}", "{0}未开放，至 {1}", {who, until})
                             : say(l, "{0} is off work until {1}", "{0}不在班，至 {1}", {who, until});
    }
    return {};
}

/// The same in both languages.
inline Text wait_words(const Process& process, const StaffWait& wait, const Text& busy_with) {
    return in_both(wait_text(process, wait, busy_with, Language::en),
                   wait_text(process, wait, busy_with, Language::zh));
}

} // namespace convene::detail
