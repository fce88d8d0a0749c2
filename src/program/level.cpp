#include "commands.hpp"
#include "progress.hpp"
#include "table.hpp"
#include "terminal.hpp"
#include "words.hpp"

#include <convene/core/detail/text_format.hpp>
#include <convene/io/locate.hpp>
#include <convene/staffing/critical_chain.hpp>
#include <convene/staffing/level.hpp>
#include <convene/staffing/workload.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <functional>
#include <iostream>
#include <memory>

namespace convene::program {

namespace {

struct Settings {
    Common common;
    Dates dates;
    bool within_float = false;
    std::uint32_t tries = 0;
    std::uint64_t seed = 1;
    std::uint32_t threads = 1;
    std::int64_t late = 0;
    std::string method = "orders";
};

/// A plan that is made from a schedule, which is made once: its process is compiled once, whatever is asked of it.
Levelled levelled(const Settings& settings, const Input& input, LevelOptions options) {
    const auto early = make_schedule(settings.common, settings.dates, input);
    ProgressBar bar(word(settings.common.lang(), "trying orders", "尝试次序"));
    options.progress = [&](const LevelProgress& now) { bar(now.tried, settings.tries); };
    auto plan = level(early, options);
    if (plan) return std::move(*plan);
    print(settings.common, plan.error());
    throw Stop{exit_code(plan.error())};
}

LevelOptions options_of(const Settings& settings) {
    return {.objective = {.finish = 1, .late = settings.late},
            .method = settings.method == "flat" ? LevelMethod::flat : LevelMethod::orders,
            .tries = settings.tries,
            .seed = settings.seed,
            .threads = settings.threads,
            .within_float = settings.within_float};
}

/// What the plan does not keep; the exit code follows.
int tell_findings(const Settings& settings, const Input& input, const Levelled& plan) {
    auto missed = convene::findings(plan);
    if (missed.empty()) return fine;
    io::locate(missed, input.source);
    print(settings.common, missed);
    return findings;
}

std::string percent(Seconds part, Seconds whole) {
    return whole.count() <= 0 ? "-" : std::to_string(part.count() * 100 / whole.count()) + "%";
}

/// Its title, else its id.
template <class IdType>
std::string name_of(const Process& process, IdType id, Language l) {
    const auto text = process.title(id).in(l);
    return std::string(text.empty() ? process.key(id) : text);
}

/// Whom or what an activity waits for.
template <class Awaiting>
std::string name_of_awaited(const Process& process, const Awaiting& held, Language l) {
    return held.resource ? name_of(process, *held.resource, l) : name_of(process, *held.person, l);
}

/// The people of an activity with the shares of their time, and the resources it needs: "Wang 50%, Li, room A, 3
/// desks".
std::string names_of(const Process& process, const Levelled& plan, ActivityId id, Language l) {
    std::string out;
    const auto add = [&](const std::string& name) { out += (out.empty() ? "" : word(l, ", ", "、")) + name; };
    const auto people = plan.people(id);
    for (std::size_t i = 0; i < people.size(); ++i) {
        const auto share = plan.shares(id)[i];
        add(name_of(process, people[i], l) + (share == 1000 ? "" : " " + percent(Seconds{share}, Seconds{1000})));
    }
    for (const auto& need : process.needs(id))
        add((need.units == 1 ? "" : std::to_string(need.units) + " × ") + name_of(process, need.resource, l));
    return out;
}

/// The date, and in how many pieces.
std::string finish_of(const Levelled& plan, ActivityId id, Language l) {
    const auto pieces = plan.pieces(id).size();
    if (pieces < 2) return date(plan.finish(id));
    return date(plan.finish(id)) + word(l, " in ", "（分 ") + std::to_string(pieces) + word(l, " pieces", " 段）");
}

void print_dates(const Process& process, const Levelled& plan, Language l) {
    std::vector<ActivityId> rows;
    for (const auto id : process.activities().ids()) rows.push_back(id);
    std::ranges::stable_sort(rows, {}, [&](ActivityId id) { return std::pair(plan.start(id), plan.finish(id)); });
    Table table;
    table.column(word(l, "activity", "活动"));
    table.column(word(l, "start", "开始"));
    table.column(word(l, "finish", "完成"));
    table.column(word(l, "ignoring people", "不考虑人员占用"));
    table.column(process.resources().empty() ? word(l, "people", "人员")
                                             : word(l, "people and resources", "人员与资源"));
    for (const auto id : rows) {
        const auto start = plan.start(id);
        const bool moved = start != plan.early().early_start(id);
        table.row({title(process, id, l), date(start), finish_of(plan, id, l),
                   moved ? date(plan.early().early_start(id)) : "", names_of(process, plan, id, l)},
                  moved ? colour::warning : std::string_view{});
    }
    std::cout << table.text();
}

/// `is busy with "Research" until ...`.
std::string busy_with(const std::string& what, const std::string& until, Language l) {
    return word(l, " is busy with ", "正在进行") + convene::detail::quoted(what, l) + until;
}

/// What an activity waits for, by titles.
std::string sentence(const Process& process, const StaffWait& wait, Language l) {
    const auto who = name_of_awaited(process, wait, l);
    const auto until = word(l, " until ", "，至 ") + date(wait.until);
    auto out = title(process, wait.activity, l) + word(l, ": ", "：") + who;
    switch (wait.kind) {
    case StaffWait::Kind::busy: return out + busy_with(wait.by ? title(process, *wait.by, l) : "", until, l);
    case StaffWait::Kind::absent:
        return out + (wait.resource ? word(l, " has too few units", "数量不足") : word(l, " is absent", "不在")) +
               until;
    case StaffWait::Kind::off_work:
        return out + (wait.resource ? word(l, " is closed", "未开放") : word(l, " is off work", "不在班")) + until;
    }
    return out;
}

/// The critical chain, in one line: an arrow is a rule, and a name the person or resource that goes on to the next.
void print_chain(const Levelled& plan, Language l) {
    constexpr std::size_t most = 40; // links of a long chain: its beginning and its end
    const auto& process = plan.process();
    const auto chain = critical_chain(plan);
    std::string out;
    for (std::size_t i = 0; i < chain.size(); ++i) {
        const auto& link = chain[i];
        if (chain.size() > most && i == most / 2) {
            out += word(l, " ... (", " ……（") + std::to_string(chain.size() - most) +
                   word(l, " more links) ...", " 个环节）……");
            i = chain.size() - most / 2 - 1;
            continue;
        }
        if (link.kind == ChainLink::Kind::person) out += " =" + name_of_awaited(process, link, l) + "=> ";
        if (link.kind == ChainLink::Kind::rule) out += " -> ";
        if (link.kind == ChainLink::Kind::elsewhere)
            out += name_of_awaited(process, link, l) + word(l, " (elsewhere)... ", "（在别处）... ");
        if (link.kind == ChainLink::Kind::absent) out += name_of_awaited(process, link, l) + "... ";
        out += title(process, link.activity, l);
    }
    if (!out.empty()) std::cout << word(l, "critical chain: ", "关键链：") << out << "\n";
}

void run_level(const Settings& settings, int& code) {
    const auto input = read_input(settings.common);
    const auto plan = levelled(settings, input, options_of(settings));
    const auto l = settings.common.lang();
    print_dates(input.process, plan, l);
    for (const auto& wait : plan.waits()) std::cout << sentence(input.process, wait, l) << "\n";
    print_chain(plan, l);
    std::cout << word(l, "project: ", "项目：") << date(plan.project_start()) << word(l, " to ", " 至 ")
              << date(plan.project_finish()) << word(l, "; ignoring people, to ", "；不考虑人员占用则至 ")
              << date(plan.early().project_finish());
    const auto g = gap(plan);
    if (g.lower < g.finish && g.lower > plan.early().project_finish())
        std::cout << word(l, "; not possible before ", "；不可能早于 ") << date(g.lower);
    if (g.lower == g.finish && g.finish > plan.early().project_finish())
        std::cout << word(l, "; nothing earlier is possible", "；已不可能更早");
    std::cout << "\n";
    code = tell_findings(settings, input, plan);
}

std::string hours(Seconds time) {
    const auto tenths = time.count() / 360;
    return std::to_string(tenths / 10) + (tenths % 10 == 0 ? "" : "." + std::to_string(tenths % 10));
}

/// `2026-03-02`.
std::string day(Instant t) { return to_string(t).substr(0, 10); }

template <class Load>
void print_load(const std::string& who, const std::vector<Load>& loads, Language l,
                const std::function<std::string(const Load&)>& name) {
    Table table;
    table.column(who);
    table.column(word(l, "week of", "周（起始日）"));
    table.column(word(l, "booked h", "占用小时"), Table::Align::right);
    table.column(word(l, "available h", "可用小时"), Table::Align::right);
    table.column(word(l, "use", "利用率"), Table::Align::right);
    for (const auto& load : loads) {
        if (load.booked.count() == 0) continue;
        table.row({name(load), word(l, "all", "合计"), hours(load.booked), hours(load.available),
                   percent(load.booked, load.available)},
                  colour::heading);
        for (const auto& week : load.weeks)
            if (week.booked.count() > 0)
                table.row({"", day(week.week), hours(week.booked), hours(week.available),
                           percent(week.booked, week.available)},
                          week.booked > week.available ? colour::critical : std::string_view{});
    }
    std::cout << table.text();
}

void print_bottleneck(const Process& process, const Levelled& plan, const LevelOptions& options, Language l) {
    const auto worst = bottleneck(plan, options);
    if (!worst) {
        std::cout << word(l, "no activity waits for people", "没有活动因等人而推迟") << "\n";
        return;
    }
    std::cout << word(l, "bottleneck: ", "瓶颈：")
              << (worst->role ? name_of(process, *worst->role, l) : name_of(process, *worst->resource, l))
              << word(l, "; activities wait ", "；累计等待 ") << hours(worst->held_up)
              << word(l, " working hours for it; the project finishes on ", " 个工作小时；项目于 ")
              << date(plan.project_finish()) << word(l, "", " 完成");
    if (worst->finish_with_one_more)
        std::cout << (worst->role ? word(l, ", with one more person on ", "，增加一人则为 ")
                                  : word(l, ", with one more unit on ", "，增加一个单位则为 "))
                  << date(*worst->finish_with_one_more);
    std::cout << "\n";
}

void run_workload(const Settings& settings, int& code) {
    const auto input = read_input(settings.common);
    const auto& process = input.process;
    const auto options = options_of(settings);
    const auto plan = levelled(settings, input, options);
    const auto l = settings.common.lang();
    const auto load = workload(plan);
    print_load<PersonLoad>(word(l, "person", "人员"), load.people, l,
                           [&](const PersonLoad& p) { return name_of(process, p.person, l); });
    std::cout << "\n";
    print_load<RoleLoad>(word(l, "role, before levelling", "角色（平衡前）"), load.roles, l,
                         [&](const RoleLoad& r) { return name_of(process, r.role, l); });
    std::cout << "\n";
    if (!process.resources().empty()) {
        print_load<ResourceLoad>(word(l, "resource", "资源"), load.resources, l,
                                 [&](const ResourceLoad& r) { return name_of(process, r.resource, l); });
        std::cout << "\n";
    }
    print_bottleneck(process, plan, options, l);
    code = tell_findings(settings, input, plan);
}

std::shared_ptr<Settings> settings_of(CLI::App& command) {
    auto settings = std::make_shared<Settings>();
    add_common(command, settings->common, false);
    add_dates(command, settings->dates);
    command.add_flag("--within-float", settings->within_float, "Delay no activity beyond its late finish");
    command.add_option("--tries", settings->tries, "Number of random orders to try, besides the priority rules");
    command.add_option("--seed", settings->seed, "Seed for the random orders");
    command.add_option("--threads", settings->threads, "Number of threads; the plan does not depend on it");
    command.add_option("--late", settings->late, "Weight of lateness relative to project length")
        ->check(CLI::Range(0, 1'000'000));
    command
        .add_option("--method", settings->method,
                    "How orders are found: by priority rules, or also by a search on the flat problem")
        ->check(CLI::IsMember({"orders", "flat"}))
        ->capture_default_str();
    return settings;
}

} // namespace

void add_level(CLI::App& app, int& code) {
    auto* level = app.add_subcommand("level", "Level the plan: find dates without double bookings and assign people");
    level->callback([settings = settings_of(*level), &code] { run_level(*settings, code); });
}

void add_workload(CLI::App& app, int& code) {
    auto* load = app.add_subcommand("workload", "Show the workload per week and the bottleneck");
    load->callback([settings = settings_of(*load), &code] { run_workload(*settings, code); });
}

} // namespace convene::program
