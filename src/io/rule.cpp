// Rules, read and written: apart, and with the activities that they lead to or from.

#include "rule.hpp"

#include "shapes.hpp"

namespace convene::io::detail {

namespace {

/// The lag of the rule that has been read; its calendar is a word or a key.
const Lag& lag_of(RuleDraft& d) {
    if (d.calendar.empty()) return d.lag;
    const auto calendar = from_name<LagCalendar>(d.calendar.text);
    d.lag.calendar = calendar.value_or(LagCalendar::named);
    if (d.lag.calendar == LagCalendar::named) d.lag.named = std::move(d.calendar);
    return d.lag;
}

template <auto Member, class V>
void set_lag(Reader& r, const V& value) {
    assign(r.draft<RuleDraft>().lag.*Member, value);
}

/// Unless a rule of its own says so, there is no minimum.
void begin_rule(Reader& r, Origin at) {
    begin_draft<RuleDraft>(r, at);
    r.draft<RuleDraft>().lag.min.reset();
}

template <auto Bound, auto Parameter>
inline constexpr Shape lag_bound = span_or_parameter<&set_lag<Bound, Span>, &set_lag<Parameter, Token>>;

constexpr Field relation_fields[] = {
    required("activity", id<&RuleDraft::from>),
    field("lag", lag_bound<&Lag::min, &Lag::min_parameter>),
    field("max", lag_bound<&Lag::max, &Lag::max_parameter>),
    field("from", word<Edge, &set_lag<&Lag::from_edge, Edge>>),
    field("to", word<Edge, &set_lag<&Lag::to_edge, Edge>>),
    field("calendar", id<&RuleDraft::calendar>),
    field("soft", boolean<&set_lag<&Lag::soft, bool>>),
};
constexpr ObjectType relation_type =
    ObjectType{.word = {"rule", "规则"}, .fields = relation_fields, .begin = &begin_draft<RuleDraft>}.with_index();

/// `Add` is the member function of the activity's builder that takes a rule.
template <ActivityBuilder& (ActivityBuilder::*Add)(KeyView, const Lag&)>
inline constexpr Shape relation{.one = {"an activity", "活动"},
                                .many = {"activities", "活动"},
                                .scalar = &read_id<[](Reader& r, Token t) {
                                    (r.activity().*Add)({t.text, t.at}, {});
                                }>,
                                .object = &relation_type,
                                .close = [](Reader& r) {
                                    auto& d = r.draft<RuleDraft>();
                                    (r.activity().*Add)(d.from, lag_of(d));
                                }};

void end_rule(Reader& r) {
    auto& d = r.draft<RuleDraft>();
    d.lag.origin = d.origin;
    r.builder().rule(d.from, d.to, lag_of(d));
}

constexpr Field rule_fields[] = {
    required("from", id<&RuleDraft::from>),
    required("to", id<&RuleDraft::to>),
    field("from_edge", word<Edge, &set_lag<&Lag::from_edge, Edge>>),
    field("to_edge", word<Edge, &set_lag<&Lag::to_edge, Edge>>),
    field("min", lag_bound<&Lag::min, &Lag::min_parameter>),
    field("max", lag_bound<&Lag::max, &Lag::max_parameter>),
    field("calendar", id<&RuleDraft::calendar>),
    field("soft", boolean<&set_lag<&Lag::soft, bool>>),
};

/// A lag's calendar, unless it is the successor's.
void write_lag_calendar(JsonWriter& out, const Process& p, const Rule& rule) {
    if (rule.calendar == LagCalendar::named) return write_reference(out, "calendar", p, rule.named);
    write_word(out, "calendar", rule.calendar, LagCalendar::successor);
}

bool is_plain(const Rule& rule) {
    return rule.min == Span{} && !rule.max && rule.from_edge == Edge::finish && rule.to_edge == Edge::start &&
           rule.calendar == LagCalendar::successor && !rule.min_parameter;
}

} // namespace

constinit const Shape rule_after = relation<&ActivityBuilder::after>;
constinit const Shape rule_before = relation<&ActivityBuilder::before>;
constinit const ObjectType rule_type =
    ObjectType{.word = {"rule", "规则"}, .fields = rule_fields, .begin = &begin_rule, .end = &end_rule}.with_index();

void write_after(JsonWriter& out, const Process& p, const Rule& rule) {
    if (is_plain(rule)) return out.string(p.key(rule.from));
    out.begin_object();
    out.string("activity", p.key(rule.from));
    if (rule.min != Span{} || rule.min_parameter) {
        out.key("lag");
        write_span(out, p, *rule.min, rule.min_parameter);
    }
    if (rule.max) {
        out.key("max");
        write_span(out, p, *rule.max, rule.max_parameter);
    }
    write_word(out, "from", rule.from_edge, Edge::finish);
    write_word(out, "to", rule.to_edge, Edge::start);
    write_lag_calendar(out, p, rule);
    if (rule.soft) out.boolean("soft", true);
    out.end();
}

void write_rule(JsonWriter& out, const Process& p, const Rule& rule) {
    out.begin_object();
    out.string("from", p.key(rule.from));
    out.string("to", p.key(rule.to));
    write_word(out, "from_edge", rule.from_edge, Edge::finish);
    write_word(out, "to_edge", rule.to_edge, Edge::start);
    if (rule.min) {
        out.key("min");
        write_span(out, p, *rule.min, rule.min_parameter);
    }
    if (rule.max) {
        out.key("max");
        write_span(out, p, *rule.max, rule.max_parameter);
    }
    write_lag_calendar(out, p, rule);
    if (rule.soft) out.boolean("soft", true);
    out.end();
}

} // namespace convene::io::detail
