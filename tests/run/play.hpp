#pragma once

#include "run/launch.hpp"

#include <convene/core/random.hpp>
#include <convene/run/agenda.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace convene::test {

/// A random process of a few activities over whatever links there are. Every role has at least three people.
class RandomRuns {
  public:
    explicit RandomRuns(std::uint64_t seed) : random_(seed) {}

    Process process() {
        ProcessBuilder b("random");
        b.start(at("2026-03-02T09:00"));
        for (int r = 0; r < 3; ++r) b.role({.key = "r" + std::to_string(r)});
        for (int p = 0; p < 9; ++p) b.person({.key = "p" + std::to_string(p), .roles = {"r" + std::to_string(p % 3)}});
        b.artifact({.key = "given", .given = true});
        const int n = 2 + below(6);
        // Those of r2 work in a0, others decide a1, so that a separation can always be kept.
        separated_ = chance(0.3);
        for (int i = 0; i < n; ++i) activity(b, i);
        if (chance(0.3)) b.quota({.key = "q", .role = "r0", .count = 2, .per = static_cast<Period>(below(3))});
        if (chance(0.3)) b.cover({.key = "c", .role = "r1", .from = 9 * 60, .to = 20 * 60, .weekdays = 0x1F});
        if (separated_) b.separation({.key = "s", .parts = {{"a0", DutyKind::works}, {"a1", DutyKind::decides}}});
        return built(b);
    }

    int below(int n) { return static_cast<int>(random_.below(static_cast<std::uint32_t>(n))); }
    bool chance(double p) { return random_.chance(p); }

  private:
    std::string role() { return "r" + std::to_string(below(3)); }

    void activity(ProcessBuilder& b, int i) {
        const auto key = "a" + std::to_string(i);
        const auto kind = i > 0 && chance(0.12) ? ActivityKind::external
                          : chance(0.12)        ? ActivityKind::milestone
                          : chance(0.5)         ? ActivityKind::meeting
                                                : ActivityKind::task;
        auto a = b.activity(kind, key);
        b.artifact({.key = "d" + std::to_string(i)});
        a.produces("d" + std::to_string(i));
        if (kind == ActivityKind::external) return;
        a.lasts(kind == ActivityKind::milestone ? spans::days(0) : spans::hours(1 + below(9)));
        if (i == 0)
            a.duty({.role = separated_ ? "r2" : role(), .kind = DutyKind::works});
        else if (chance(0.5))
            a.duty({.role = role(), .kind = DutyKind::works});
        if (i == 1 || chance(0.5)) {
            a.duty({.role = "r0",
                    .kind = DutyKind::decides,
                    .demand = !separated_ && chance(0.2) ? DutyDemand::all : DutyDemand::one});
            if (chance(0.5)) a.duty({.role = "r1", .kind = DutyKind::decides});
            if (chance(0.3)) a.quorum(1);
        }
        if (chance(0.3)) a.duty({.role = role(), .kind = DutyKind::initiates});
        if (chance(0.3)) a.duty({.role = role(), .kind = DutyKind::attends, .demand = DutyDemand::some, .count = 2});
        if (chance(0.2)) a.service_level({.within = spans::days(1 + below(3)), .warn = spans::hours(4)});
        if (chance(0.1)) a.recurs({*parse_recurrence("FREQ=WEEKLY;COUNT=4"), static_cast<Missed>(below(3))});
        if (!separated_ && chance(0.1)) a.hands_over("r1", "r2");
        if (chance(0.1)) a.constrain(ConstraintKind::start_no_earlier_than, at("2026-03-04T09:00"));
        links(a, i);
    }

    void links(ActivityBuilder& a, int i) {
        if (chance(0.3)) a.consumes("given");
        for (int j = 0; j < i; ++j) {
            const auto before = std::to_string(j);
            if (chance(0.3)) a.consumes("d" + before);
            if (chance(0.15)) a.after("a" + before, {.min = lag()});
            if (chance(0.07)) a.after("a" + before, {.min = lag(), .from_edge = Edge::start});
            if (chance(0.07)) a.after("a" + before, {.min = lag(), .to_edge = Edge::finish});
            if (chance(0.25)) a.returns_to("a" + before, static_cast<std::uint16_t>(1 + below(3)));
        }
    }

    Span lag() { return chance(0.6) ? Span{} : chance(0.5) ? spans::hours(below(12)) : spans::elapsed_days(below(4)); }

    Random random_;
    bool separated_ = false;
};

/// Plays an instance, with commands that may be legal or not.
class Player {
  public:
    Player(const Process& process, std::uint64_t seed) : instance(process), random_(seed) {}

    Instance instance;
    Instant now = at("2026-03-02T09:00");
    Events journal;
    int refused = 0;

    /// Something random: often what the agenda offers, sometimes nonsense.
    void random_move() {
        if (chance(0.3)) now += std::chrono::minutes(below(3000));
        const auto list = agenda(instance, now);
        if (list.empty() || chance(0.3))
            send(nonsense());
        else
            send(command(list[pick(list.size())], false));
    }

    /// Something that brings the end nearer, or time forward; false if there is nothing of either.
    bool calm_move() {
        for (const auto& entry : agenda(instance, now)) {
            if (entry.activity && instance[*entry.activity].fresh &&
                instance[*entry.activity].outcome != Outcome::deferred && entry.todo != Todo::close)
                continue; // held anew, but not needed for the end
            for (int attempt = 0; attempt < 40; ++attempt)
                if (send(command(entry, true))) return true;
        }
        const auto next = next_due(instance, now);
        if (!next) return false;
        now = *next;
        send(command::Advance{});
        return true;
    }

    bool send(const Command& command) {
        const auto before = instance.state();
        const auto decision = instance.execute(command, now);
        if (decision) journal.insert(journal.end(), decision->begin(), decision->end());
        if (!decision) ++refused;
        untouched = untouched && (decision || instance.state() == before);
        return decision && !decision->empty();
    }

    bool untouched = true; // by each refused command
    int below(int n) { return static_cast<int>(random_.below(static_cast<std::uint32_t>(n))); }
    bool chance(double p) { return random_.chance(p); }

  private:
    std::size_t pick(std::size_t n) { return random_.below(static_cast<std::uint32_t>(n)); }
    template <class I, class T>
    I any(const Table<I, T>& table) {
        return I{random_.below(static_cast<std::uint32_t>(table.size() + 1))}; // sometimes none of them
    }

    OptionalId<PersonId> one(const std::vector<PersonId>& people) {
        if (people.empty()) return {};
        return people[pick(people.size())];
    }

    std::vector<PersonId> some() {
        std::vector<PersonId> out;
        for (const auto id : instance.process().people().ids())
            if (chance(0.8)) out.push_back(id);
        return out;
    }

    Outcome outcome(bool calm) { return calm || chance(0.7) ? Outcome::approved : static_cast<Outcome>(below(4)); }

    Command command(const AgendaEntry& entry, bool calm) {
        switch (entry.todo) {
        case Todo::start: return command::Start{};
        case Todo::open: return command::Open{*entry.activity, one(entry.people), some()};
        case Todo::close: return closing(entry, calm);
        case Todo::reaffirm:
            if (chance(0.5)) return command::Open{*entry.activity, one(entry.people), some()};
            return command::Reaffirm{*entry.activity, one(entry.people)};
        case Todo::supply:
            if (chance(0.1)) return command::Void{*entry.artifact};
            return command::Issue{*entry.artifact, static_cast<std::uint64_t>(below(3)), {}};
        case Todo::occur: return command::Occur{*entry.activity, now};
        case Todo::waive: return command::Waive{*entry.activity, Excuse::rejection, one(entry.people)};
        case Todo::attend: return command::Call{*entry.activity, now, one(entry.people)};
        case Todo::escalation: return command::Advance{};
        }
        return command::Advance{};
    }

    Command closing(const AgendaEntry& entry, bool calm) {
        command::Close c{.activity = *entry.activity, .outcome = outcome(calm)};
        for (const auto person : entry.people)
            if (chance(0.8)) c.by.push_back(person);
        for (const auto artifact : instance.process().produces(c.activity)) {
            const auto digest = static_cast<std::uint64_t>(calm ? 0 : below(3));
            c.outputs.push_back({artifact, chance(0.1) ? std::nullopt : std::optional(digest)});
        }
        const auto reworks = instance.process().reworks(c.activity);
        if (!calm && !reworks.empty() && chance(0.5)) c.return_to = reworks[pick(reworks.size())].to;
        return c;
    }

    Command nonsense() {
        const auto& p = instance.process();
        const auto activity = any(p.activities());
        const auto artifact = any(p.artifacts());
        switch (below(14)) {
        case 0: return command::Start{};
        case 1: return command::Bind{any(p.roles()), any(p.people())};
        case 2:
            if (!p.separations().empty()) return command::Advance{};
            return command::Delegate{any(p.people()), any(p.people()), now, now + std::chrono::hours(below(90))};
        case 3: return command::Open{activity, any(p.people()), {}};
        case 4: return command::Close{.activity = activity, .by = some()};
        case 5: return command::Reaffirm{activity, any(p.people())};
        case 6: return command::Issue{artifact, static_cast<std::uint64_t>(below(3)), {}};
        case 7: return command::Void{artifact};
        case 8: return command::Occur{activity, now};
        case 10: return command::Call{activity, now + std::chrono::hours(below(90) - 5), any(p.people())};
        case 11: return command::Record{QuotaId{static_cast<std::uint32_t>(below(2))}, any(p.people()), 1};
        case 12: return shift();
        case 13: return command::Start{static_cast<std::uint32_t>(below(3)), {{artifact, 1}}};
        case 9: return command::Waive{activity, static_cast<Excuse>(below(3)), any(p.people())};
        }
        return command::Advance{};
    }

    Command shift() {
        const auto begin = now + std::chrono::hours(below(60) - 5);
        return command::Staff{CoverId{static_cast<std::uint32_t>(below(2))}, any(instance.process().people()), begin,
                              begin + std::chrono::hours(below(12) - 1)};
    }

    Random random_;
};

} // namespace convene::test
