#pragma once

#include <convene/core/detail/text_format.hpp>
#include <convene/model/vocabulary.hpp>

#include <algorithm>
#include <string>
#include <string_view>

namespace convene::detail {

// What findings call the kinds of things.
inline const Text& word_activity() {
    static const Text t{{"en", "activity"}, {"zh", "活动"}};
    return t;
}
inline const Text& word_artifact() {
    static const Text t{{"en", "artifact"}, {"zh", "文件"}};
    return t;
}
inline const Text& word_calendar() {
    static const Text t{{"en", "calendar"}, {"zh", "日历"}};
    return t;
}
inline const Text& word_level() {
    static const Text t{{"en", "level"}, {"zh", "层级"}};
    return t;
}
inline const Text& word_parameter() {
    static const Text t{{"en", "parameter"}, {"zh", "参数"}};
    return t;
}
inline const Text& word_person() {
    static const Text t{{"en", "person"}, {"zh", "人员"}};
    return t;
}
inline const Text& word_phase() {
    static const Text t{{"en", "phase"}, {"zh", "阶段"}};
    return t;
}
inline const Text& word_resource() {
    static const Text t{{"en", "resource"}, {"zh", "资源"}};
    return t;
}
inline const Text& word_role() {
    static const Text t{{"en", "role"}, {"zh", "角色"}};
    return t;
}
inline const Text& word_quota() {
    static const Text t{{"en", "quota"}, {"zh", "定额"}};
    return t;
}
inline const Text& word_cover() {
    static const Text t{{"en", "cover"}, {"zh", "值班"}};
    return t;
}
inline const Text& word_separation() {
    static const Text t{{"en", "separation"}, {"zh", "职责分离"}};
    return t;
}

inline Text named(const Text& kind, std::string_view key) {
    return named(kind.in(Language::en), kind.in(Language::zh), {}, key);
}

inline Text activity_name(ActivityKind kind, std::string_view key) {
    return named(kind == ActivityKind::external ? "external milestone" : name(kind), label(kind, Language::zh), {},
                 key);
}

} // namespace convene::detail
