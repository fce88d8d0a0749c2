#include "commands.hpp"
#include "record.hpp"

namespace convene::python {

namespace {

template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};

/// Looks up what a command names.
struct Resolver {
    const Process& process;

    template <class Id>
    Id operator()(const Ref<Id>& ref) const {
        return resolve(process, ref);
    }
    template <class Id>
    OptionalId<Id> operator()(const std::optional<Ref<Id>>& ref) const {
        return ref ? OptionalId<Id>(resolve(process, *ref)) : OptionalId<Id>();
    }
    template <class Id>
    std::vector<Id> operator()(const std::vector<Ref<Id>>& refs) const {
        std::vector<Id> ids;
        for (const auto& ref : refs) ids.push_back(resolve(process, ref));
        return ids;
    }
    std::vector<Output> operator()(const std::vector<said::Output>& outputs) const {
        std::vector<Output> out;
        for (const auto& output : outputs) out.push_back({(*this)(output.artifact), output.digest});
        return out;
    }
    template <class Records>
    std::uint32_t place(const Place& place, const Records& records, const Text& kind) const {
        if (const auto* number = std::get_if<std::uint32_t>(&place)) {
            if (*number < records.size()) return *number;
            throw py::index_error("there is no " + std::string(kind.in("en")) + " " + std::to_string(*number));
        }
        const auto& key = std::get<std::string>(place);
        std::vector<std::string_view> keys;
        for (const auto& record : records) {
            if (record.key == key) return static_cast<std::uint32_t>(keys.size());
            keys.push_back(record.key);
        }
        throw_fault(Code::unknown_reference, {kind, key}, closest(key, keys));
    }

    Command operator()(const said::Command& command) const {
        const auto& r = *this;
        return std::visit(
            Overloaded{[&](const said::Start& c) -> Command {
                           return command::Start{c.round, r(c.given)};
                       },
                       [&](const said::Bind& c) -> Command {
                           return command::Bind{r(c.role), r(c.person)};
                       },
                       [&](const said::Delegate& c) -> Command {
                           return command::Delegate{r(c.from), r(c.to), c.begin, c.end};
                       },
                       [&](const said::Call& c) -> Command {
                           return command::Call{r(c.activity), c.at, r(c.by)};
                       },
                       [&](const said::Open& c) -> Command {
                           return command::Open{r(c.activity), r(c.by), r(c.present)};
                       },
                       [&](const said::Close& c) -> Command {
                           return command::Close{r(c.activity), c.outcome, r(c.by),
                                                 r(c.outputs),  c.matters, r(c.return_to)};
                       },
                       [&](const said::Reaffirm& c) -> Command {
                           return command::Reaffirm{r(c.activity), r(c.by)};
                       },
                       [&](const said::Issue& c) -> Command {
                           return command::Issue{r(c.artifact), c.digest, r(c.by)};
                       },
                       [&](const said::Void& c) -> Command { return command::Void{r(c.artifact)}; },
                       [&](const said::Occur& c) -> Command {
                           return command::Occur{r(c.activity), c.at};
                       },
                       [&](const said::Waive& c) -> Command {
                           return command::Waive{r(c.activity), c.what, r(c.by)};
                       },
                       [&](const said::Record& c) -> Command {
                           const auto quota = r.place(c.quota, process.quotas(), {{"en", "quota"}, {"zh", "定额"}});
                           return convene::command::Record{QuotaId{quota}, r(c.person), c.count};
                       },
                       [&](const said::Staff& c) -> Command {
                           const auto cover = r.place(c.cover, process.covers(), {{"en", "cover"}, {"zh", "值班"}});
                           return command::Staff{CoverId{cover}, r(c.person), c.begin, c.end};
                       },
                       [&](const said::Migrate& c) -> Command {
                           return command::Migrate{c.to, r(c.kept), r(c.again)};
                       },
                       [](const said::Advance&) -> Command { return command::Advance{}; }},
            command);
    }
};

template <class Id>
Ref<Id> ref(Id id) {
    return {id, {}};
}
template <class Id>
std::optional<Ref<Id>> ref(OptionalId<Id> id) {
    return id ? std::optional(ref(*id)) : std::nullopt;
}
template <class Id>
std::vector<Ref<Id>> ref(const std::vector<Id>& ids) {
    std::vector<Ref<Id>> refs;
    for (const auto id : ids) refs.push_back(ref(id));
    return refs;
}
std::vector<said::Output> ref(const std::vector<Output>& outputs) {
    std::vector<said::Output> out;
    for (const auto& output : outputs) out.push_back({ref(output.artifact), output.digest});
    return out;
}

void bind_what_happens(py::module_& m) {
    Record<said::Output>(m, "Output", CONVENE_DOC(Output))
        .constructible()
        .field("artifact", &said::Output::artifact)
        .field("digest", &said::Output::digest);
    Record<said::Start>(m, "Start", CONVENE_DOC(Start))
        .constructible()
        .field("round", &said::Start::round, CONVENE_DOC(Start_round))
        .field("given", &said::Start::given, CONVENE_DOC(Start_given));
    Record<said::Call>(m, "Call", CONVENE_DOC(Call))
        .constructible()
        .field("activity", &said::Call::activity)
        .field("at", &said::Call::at)
        .field("by", &said::Call::by);
    Record<said::Open>(m, "Open", CONVENE_DOC(Open))
        .constructible()
        .field("activity", &said::Open::activity)
        .field("by", &said::Open::by)
        .field("present", &said::Open::present);
    Record<said::Close>(m, "Close", CONVENE_DOC(Close))
        .constructible()
        .field("activity", &said::Close::activity)
        .field("outcome", &said::Close::outcome)
        .field("by", &said::Close::by, CONVENE_DOC(Close_by))
        .field("outputs", &said::Close::outputs)
        .field("matters", &said::Close::matters, CONVENE_DOC(Close_matters))
        .field("return_to", &said::Close::return_to, CONVENE_DOC(Close_return_to));
    Record<said::Reaffirm>(m, "Reaffirm", CONVENE_DOC(Reaffirm))
        .constructible()
        .field("activity", &said::Reaffirm::activity)
        .field("by", &said::Reaffirm::by);
    Record<said::Issue>(m, "Issue", CONVENE_DOC(Issue))
        .constructible()
        .field("artifact", &said::Issue::artifact)
        .field("digest", &said::Issue::digest)
        .field("by", &said::Issue::by);
    Record<said::Void>(m, "Void", CONVENE_DOC(Void)).constructible().field("artifact", &said::Void::artifact);
    Record<said::Occur>(m, "Occur", CONVENE_DOC(Occur))
        .constructible()
        .field("activity", &said::Occur::activity)
        .field("at", &said::Occur::at);
    Record<said::Waive>(m, "Waive", CONVENE_DOC(Waive))
        .constructible()
        .field("activity", &said::Waive::activity)
        .field("what", &said::Waive::what)
        .field("by", &said::Waive::by);
    Record<said::Advance>(m, "Advance", CONVENE_DOC(Advance)).constructible();
}

void bind_who_does(py::module_& m) {
    Record<said::Bind>(m, "Bind", CONVENE_DOC(Bind))
        .constructible()
        .field("role", &said::Bind::role)
        .field("person", &said::Bind::person);
    Record<said::Delegate>(m, "Delegate", CONVENE_DOC(Delegate))
        .constructible()
        .field("from_", &said::Delegate::from)
        .field("to", &said::Delegate::to)
        .field("begin", &said::Delegate::begin)
        .field("end", &said::Delegate::end);
    Record<said::Record>(m, "Record", CONVENE_DOC(Record))
        .constructible()
        .field("quota", &said::Record::quota, CONVENE_DOC(Record_quota))
        .field("person", &said::Record::person)
        .field("count", &said::Record::count);
    Record<said::Staff>(m, "Staff", CONVENE_DOC(Staff))
        .constructible()
        .field("cover", &said::Staff::cover, CONVENE_DOC(Staff_cover))
        .field("person", &said::Staff::person)
        .field("begin", &said::Staff::begin)
        .field("end", &said::Staff::end);
    Record<said::Migrate>(m, "Migrate", CONVENE_DOC(Migrate))
        .constructible()
        .field("to", &said::Migrate::to)
        .field("kept", &said::Migrate::kept, CONVENE_DOC(Migrate_kept))
        .field("again", &said::Migrate::again, CONVENE_DOC(Migrate_again));
}

} // namespace

Request resolve(const Process& process, const said::Request& request) {
    return {Resolver{process}(request.command), request.at, request.id, request.expected_seq};
}

LoggedCase resolve(const Process& process, const said::LoggedCase& logged) {
    LoggedCase out{logged.name, {}, logged.unknown, logged.left_out};
    for (const auto& each : logged.requests)
        out.requests.push_back({each.number, resolve(process, each.request), each.partial, each.implied});
    return out;
}

said::Command to_said(const Command& command) {
    return std::visit(Overloaded{[](const command::Start& c) -> said::Command {
                                     return said::Start{c.round, ref(c.given)};
                                 },
                                 [](const command::Bind& c) -> said::Command {
                                     return said::Bind{ref(c.role), ref(c.person)};
                                 },
                                 [](const command::Delegate& c) -> said::Command {
                                     return said::Delegate{ref(c.from), ref(c.to), c.begin, c.end};
                                 },
                                 [](const command::Call& c) -> said::Command {
                                     return said::Call{ref(c.activity), c.at, ref(c.by)};
                                 },
                                 [](const command::Open& c) -> said::Command {
                                     return said::Open{ref(c.activity), ref(c.by), ref(c.present)};
                                 },
                                 [](const command::Close& c) -> said::Command {
                                     return said::Close{ref(c.activity), c.outcome, ref(c.by),
                                                        ref(c.outputs),  c.matters, ref(c.return_to)};
                                 },
                                 [](const command::Reaffirm& c) -> said::Command {
                                     return said::Reaffirm{ref(c.activity), ref(c.by)};
                                 },
                                 [](const command::Issue& c) -> said::Command {
                                     return said::Issue{ref(c.artifact), c.digest, ref(c.by)};
                                 },
                                 [](const command::Void& c) -> said::Command { return said::Void{ref(c.artifact)}; },
                                 [](const command::Occur& c) -> said::Command {
                                     return said::Occur{ref(c.activity), c.at};
                                 },
                                 [](const command::Waive& c) -> said::Command {
                                     return said::Waive{ref(c.activity), c.what, ref(c.by)};
                                 },
                                 [](const convene::command::Record& c) -> said::Command {
                                     return said::Record{c.quota.value, ref(c.person), c.count};
                                 },
                                 [](const command::Staff& c) -> said::Command {
                                     return said::Staff{c.cover.value, ref(c.person), c.begin, c.end};
                                 },
                                 [](const command::Migrate& c) -> said::Command {
                                     return said::Migrate{c.to, ref(c.kept), ref(c.again)};
                                 },
                                 [](const command::Advance&) -> said::Command { return said::Advance{}; }},
                      command);
}

said::Request to_said(const Request& request) {
    return {to_said(request.command), request.at, request.id, request.expected_seq};
}

said::LoggedCase to_said(const LoggedCase& logged) {
    said::LoggedCase out{logged.name, {}, logged.unknown, logged.left_out};
    for (const auto& each : logged.requests)
        out.requests.push_back({each.number, to_said(each.request), each.partial, each.implied});
    return out;
}

void bind_commands(py::module_& m) {
    add_enum<Outcome>(m, CONVENE_DOC(Outcome), {"approved", "revised", "rejected", "deferred"});
    add_enum<Excuse>(m, CONVENE_DOC(Excuse), {"time", "rejection", "movement"});
    m.def("is_positive", &is_positive, py::arg("outcome"), CONVENE_DOC(is_positive));
    bind_what_happens(m);
    bind_who_does(m);
    Record<said::Request>(m, "Request", CONVENE_DOC(Request))
        .constructible()
        .field("command", &said::Request::command)
        .field("at", &said::Request::at, CONVENE_DOC(Request_at))
        .field("id", &said::Request::id, CONVENE_DOC(Request_id))
        .field("expected_seq", &said::Request::expected_seq, CONVENE_DOC(Request_expected_seq));
    Record<said::LoggedRequest>(m, "LoggedRequest", CONVENE_DOC(LoggedRequest))
        .constructible()
        .field("number", &said::LoggedRequest::number)
        .field("request", &said::LoggedRequest::request);
    Record<said::LoggedCase>(m, "LoggedCase", CONVENE_DOC(LoggedCase))
        .constructible()
        .field("name", &said::LoggedCase::name)
        .field("requests", &said::LoggedCase::requests);
}

} // namespace convene::python
