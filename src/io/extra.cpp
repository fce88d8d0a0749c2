#include "extra_text.hpp"
#include "json_events.hpp"
#include "json_fault.hpp"

#include <convene/io/locate.hpp>
#include <convene/io/read_process.hpp>

namespace convene::io {

namespace detail {

namespace {

/// Hands the events of a text to `ExtraText`.
class ExtraSink {
  public:
    ExtraText text;
    bool is_object = true;

    bool begin_object(std::uint32_t at) { return begin('{', at); }
    bool end_object(std::uint32_t at) { return text.end('}', at + 1), true; }
    bool begin_list(std::uint32_t at) { return begin('[', at); }
    bool end_list(std::uint32_t at) { return text.end(']', at + 1), true; }
    bool key(std::string_view key, std::uint32_t at, bool) { return text.key(key, at + 1), true; }
    bool string(std::string_view value, std::uint32_t at, bool) {
        return inside([&] { text.string(value, at + 1); });
    }
    bool number(std::string_view digits, std::uint32_t at) {
        return inside([&] { text.literal(digits, at + 1); });
    }
    bool boolean(bool value, std::uint32_t at) {
        return inside([&] { text.literal(value ? "true" : "false", at + 1); });
    }
    bool null(std::uint32_t at) {
        return inside([&] { text.literal("null", at + 1); });
    }

  private:
    bool begin(char open, std::uint32_t at) {
        if (!begun_ && open != '{') return is_object = false;
        begun_ = true;
        return text.begin(open, at + 1), true;
    }
    template <class Put>
    bool inside(Put put) {
        if (!begun_) return is_object = false;
        return put(), true;
    }

    bool begun_ = false;
};

/// Writes the events of a text.
struct WriteSink {
    JsonWriter& out;

    bool begin_object(std::uint32_t) { return out.begin_object(), true; }
    bool end_object(std::uint32_t) { return out.end(), true; }
    bool begin_list(std::uint32_t) { return out.begin_list(), true; }
    bool end_list(std::uint32_t) { return out.end(), true; }
    bool key(std::string_view key, std::uint32_t, bool) { return out.key(key), true; }
    bool string(std::string_view value, std::uint32_t, bool) { return out.string(value), true; }
    bool number(std::string_view digits, std::uint32_t) { return out.raw(digits), true; }
    bool boolean(bool value, std::uint32_t) { return out.boolean(value), true; }
    bool null(std::uint32_t) { return out.raw("null"), true; }
};

} // namespace

void write_extra(JsonWriter& out, const Extra& extra) {
    WriteSink sink{out};
    (void)parse_json(extra.json(), 0, Extra::max_depth, sink);
}

} // namespace detail

Result<Extra> read_extra(std::string_view json) {
    constexpr std::size_t depth = 1000;
    detail::ExtraSink sink;
    const auto fault = detail::parse_json(json, 0, depth, sink);
    Diagnostics faults;
    for (const auto& each : sink.text.faults())
        faults.push_back({each.code, {}, {each.argument}, location_of(each.at), {}});
    if (!sink.is_object)
        faults.push_back(
            {Code::wrong_type,
             {},
             {Text{{"en", "an object"}, {"zh", "对象"}}, Text{{"en", "something else"}, {"zh", "其他内容"}}},
             {.offset = 0},
             {}});
    else if (fault)
        faults.push_back(detail::describe(*fault, json, depth));
    if (faults.empty()) return sink.text.take();
    locate(faults, json);
    return fail(std::move(faults));
}

} // namespace convene::io
