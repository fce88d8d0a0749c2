#include "event_shape.hpp"
#include "json_writer.hpp"

#include <convene/core/detail/hash.hpp>
#include <convene/io/write_events.hpp>
#include <convene/io/write_process.hpp>

#include <type_traits>

namespace convene::io {

namespace {

/// Writes the members of a fact after each other.
class Members {
  public:
    Members(const Process& process, std::string& out) : process_(process), out_(out) {}

    template <class T>
    void operator()(std::string_view key, const T& value) {
        out_ += ',';
        detail::append_quoted(out_, key);
        out_ += ':';
        put(value);
    }
    template <class T>
    void optional(std::string_view key, const OptionalId<T>& value) {
        if (value) (*this)(key, *value);
    }
    void optional(std::string_view key, std::optional<Instant> value) {
        if (value) (*this)(key, *value);
    }
    template <class T>
    void optional(std::string_view key, const std::vector<T>& value) {
        if (!value.empty()) (*this)(key, value);
    }

    void count(std::string_view key, std::uint32_t value) {
        out_ += ',';
        detail::append_quoted(out_, key);
        out_ += ':' + std::to_string(value);
    }
    void quota(std::string_view key, QuotaId id) { text(key, process_.quotas()[id.index()].key); }
    void cover(std::string_view key, CoverId id) { text(key, process_.covers()[id.index()].key); }
    /// Who was short and, in the same order, what each had done; a role that owes together has no people.
    void shortfalls(const std::vector<Shortfall>& all) {
        std::vector<PersonId> people;
        std::string done;
        for (const auto& each : all) {
            if (each.person) people.push_back(*each.person);
            done += (done.empty() ? "" : ",") + std::to_string(each.done);
        }
        optional("short", people);
        if (!all.empty()) out_ += ",\"done\":[" + done + "]";
    }
    void process(std::string_view key, const Process& to) { (*this)(key, process_digest(to)); }

  private:
    void text(std::string_view key, std::string_view value) {
        out_ += ',';
        detail::append_quoted(out_, key);
        out_ += ':';
        detail::append_quoted(out_, value);
    }
    template <class Tag>
    void put(Id<Tag> id) {
        detail::append_quoted(out_, process_.key(id));
    }
    template <class T>
        requires std::is_enum_v<T>
    void put(T value) {
        detail::append_quoted(out_, detail::words_of(value)[static_cast<std::size_t>(value)]);
    }
    void put(Instant t) { detail::append_quoted(out_, to_string(t)); }
    void put(std::uint64_t digest) { detail::append_quoted(out_, convene::detail::hex(digest)); }
    template <class T>
    void put(const std::vector<T>& values) {
        out_ += '[';
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (i > 0) out_ += ',';
            put(values[i]);
        }
        out_ += ']';
    }

    const Process& process_;
    std::string& out_;
};

template <class Fact>
using ShapeOf = detail::EventShape<std::remove_cvref_t<Fact>>;

} // namespace

std::string_view event_name(const Event& event) {
    return std::visit([](const auto& fact) { return ShapeOf<decltype(fact)>::name; }, event.fact);
}

std::string write_event(const Process& process, const Event& event) {
    auto out = "{\"seq\":" + std::to_string(event.seq) + ",\"at\":\"" + to_string(event.at) + "\"";
    if (event.request != 0) out += ",\"request\":" + std::to_string(event.request);
    out += ",\"event\":\"" + std::string(event_name(event)) + "\"";
    Members members(process, out);
    std::visit([&](const auto& fact) { ShapeOf<decltype(fact)>::members(members, fact); }, event.fact);
    return out + "}";
}

std::string write_events(const Process& process, const Events& events) {
    std::string out;
    const auto* now = &process;
    for (const auto& event : events) {
        out += write_event(*now, event) + "\n";
        if (const auto* migrated = std::get_if<event::Migrated>(&event.fact)) now = &migrated->to;
    }
    return out;
}

} // namespace convene::io
