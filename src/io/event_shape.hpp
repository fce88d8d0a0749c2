#pragma once

#include <convene/run/event.hpp>

#include <array>
#include <string_view>

namespace convene::io::detail {

/// How a fact is written: its word, and its members in order. Reading, writing and the exports know facts by this
/// alone, so a new kind of fact needs one entry here. `a(key, member)` takes each member; `a.optional` one that is left
/// out when it is empty or absent; `a.count` a number; `a.quota` and `a.cover` the place of one, which is written as
/// its key; `a.shortfalls` those of a quota; `a.process` the digest of one.
template <class Fact>
struct EventShape;

template <>
struct EventShape<event::Started> {
    static constexpr std::string_view name = "started";
    static void members(auto& a, auto& e) { a.count("round", e.round); }
};
template <>
struct EventShape<event::Bound> {
    static constexpr std::string_view name = "bound";
    static void members(auto& a, auto& e) {
        a("role", e.role);
        a("person", e.person);
    }
};
template <>
struct EventShape<event::Delegated> {
    static constexpr std::string_view name = "delegated";
    static void members(auto& a, auto& e) {
        a("from", e.from);
        a("to", e.to);
        a("begin", e.begin);
        a("end", e.end);
    }
};
template <>
struct EventShape<event::Opened> {
    static constexpr std::string_view name = "opened";
    static void members(auto& a, auto& e) {
        a("activity", e.activity);
        a.optional("by", e.by);
        a.optional("present", e.present);
    }
};
template <>
struct EventShape<event::Closed> {
    static constexpr std::string_view name = "closed";
    static void members(auto& a, auto& e) {
        a("activity", e.activity);
        a("outcome", e.outcome);
        a.optional("by", e.by);
        a.optional("matters", e.matters);
    }
};
template <>
struct EventShape<event::Returned> {
    static constexpr std::string_view name = "returned";
    static void members(auto& a, auto& e) {
        a("activity", e.activity);
        a("to", e.to);
        a("outcome", e.outcome);
        a.optional("by", e.by);
        a.optional("matters", e.matters);
    }
};
template <>
struct EventShape<event::Reaffirmed> {
    static constexpr std::string_view name = "reaffirmed";
    static void members(auto& a, auto& e) {
        a("activity", e.activity);
        a.optional("by", e.by);
    }
};
template <>
struct EventShape<event::Issued> {
    static constexpr std::string_view name = "issued";
    static void members(auto& a, auto& e) {
        a("artifact", e.artifact);
        a("digest", e.digest);
    }
};
template <>
struct EventShape<event::Voided> {
    static constexpr std::string_view name = "voided";
    static void members(auto& a, auto& e) { a("artifact", e.artifact); }
};
template <>
struct EventShape<event::Occurred> {
    static constexpr std::string_view name = "occurred";
    static void members(auto& a, auto& e) {
        a("activity", e.activity);
        a("on", e.on);
    }
};
template <>
struct EventShape<event::Waived> {
    static constexpr std::string_view name = "waived";
    static void members(auto& a, auto& e) {
        a("activity", e.activity);
        a("what", e.what);
        a.optional("by", e.by);
    }
};
template <>
struct EventShape<event::HandedOver> {
    static constexpr std::string_view name = "handed-over";
    static void members(auto& a, auto& e) {
        a("activity", e.activity);
        a("from", e.from);
        a("to", e.to);
    }
};
template <>
struct EventShape<event::Recurred> {
    static constexpr std::string_view name = "recurred";
    static void members(auto& a, auto& e) { a("activity", e.activity); }
};
template <>
struct EventShape<event::WarningDue> {
    static constexpr std::string_view name = "warning-due";
    static void members(auto& a, auto& e) {
        a("activity", e.activity);
        a.optional("occurrence", e.occurrence);
    }
};
template <>
struct EventShape<event::Breached> {
    static constexpr std::string_view name = "breached";
    static void members(auto& a, auto& e) {
        a("activity", e.activity);
        a.optional("occurrence", e.occurrence);
    }
};
template <>
struct EventShape<event::Lapsed> {
    static constexpr std::string_view name = "lapsed";
    static void members(auto& a, auto& e) {
        a("activity", e.activity);
        a("occurrence", e.occurrence);
    }
};
template <>
struct EventShape<event::Adjourned> {
    static constexpr std::string_view name = "adjourned";
    static void members(auto& a, auto& e) { a("activity", e.activity); }
};
template <>
struct EventShape<event::Advanced> {
    static constexpr std::string_view name = "advanced";
    static void members(auto&, auto&) {}
};
template <>
struct EventShape<event::Called> {
    static constexpr std::string_view name = "called";
    static void members(auto& a, auto& e) {
        a("activity", e.activity);
        a("for", e.moment);
        a.optional("by", e.by);
    }
};
template <>
struct EventShape<event::Recorded> {
    static constexpr std::string_view name = "recorded";
    static void members(auto& a, auto& e) {
        a.quota("quota", e.quota);
        a("person", e.person);
        a.count("count", e.count);
    }
};
template <>
struct EventShape<event::QuotaClosed> {
    static constexpr std::string_view name = "quota-closed";
    static void members(auto& a, auto& e) {
        a.quota("quota", e.quota);
        a.shortfalls(e.shortfalls);
    }
};
template <>
struct EventShape<event::Staffed> {
    static constexpr std::string_view name = "staffed";
    static void members(auto& a, auto& e) {
        a.cover("cover", e.cover);
        a("person", e.person);
        a("begin", e.begin);
        a("end", e.end);
    }
};
template <>
struct EventShape<event::Uncovered> {
    static constexpr std::string_view name = "uncovered";
    static void members(auto& a, auto& e) {
        a.cover("cover", e.cover);
        a("until", e.until);
    }
};
template <>
struct EventShape<event::Migrated> {
    static constexpr std::string_view name = "migrated";
    static void members(auto& a, auto& e) {
        a.process("to", e.to);
        a.optional("kept", e.kept);
        a.optional("again", e.again);
    }
};

inline constexpr std::array excuse_words{std::string_view("time"), std::string_view("rejection"),
                                         std::string_view("movement")};
inline constexpr std::array outcome_words{name(Outcome::approved), name(Outcome::revised), name(Outcome::rejected),
                                          name(Outcome::deferred)};

/// The words of an enum of facts, by value.
constexpr const auto& words_of(Outcome) { return outcome_words; }
constexpr const auto& words_of(Excuse) { return excuse_words; }

} // namespace convene::io::detail
