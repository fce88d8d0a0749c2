#include "commands.hpp"
#include "progress.hpp"
#include "table.hpp"
#include "terminal.hpp"
#include "words.hpp"

#include <convene/core/detail/text_format.hpp>
#include <convene/io/read_portfolio.hpp>
#include <convene/portfolio/portfolio.hpp>
#ifdef CONVENE_WITH_TBB
#include <convene/portfolio/tbb.hpp>
#endif

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <memory>

namespace convene::program {

namespace {

struct Settings {
    Common common;
    Dates dates;
    bool level = false;
    std::size_t rows = 50;
    std::uint32_t tries = 0;
    std::uint64_t seed = 1;
    std::uint32_t threads = 1;
};

[[noreturn]] void refuse(const Settings& settings, const Diagnostics& faults) {
    print(settings.common, faults);
    throw Stop{exit_code(faults)};
}

std::optional<Instant> given(const Settings& settings, const std::string& text) {
    if (text.empty()) return std::nullopt;
    const auto found = parse_instant(text);
    if (!found) refuse(settings, found.error());
    return *found;
}

PortfolioOptions options_of(const Settings& settings, ProgressBar& bar) {
    PortfolioOptions options;
    options.start = given(settings, settings.dates.start);
    options.status_date = given(settings, settings.dates.status);
    if (settings.dates.relax) options.on_conflict = OnConflict::relax;
    options.progress = std::ref(bar);
#ifdef CONVENE_WITH_TBB
    options.executor = tbb_executor();
#endif
    return options;
}

std::string days(Seconds time, Language l) {
    const auto tenths = time.count() * 10 / 86'400;
    return std::to_string(tenths / 10) + (tenths % 10 == 0 ? "" : "." + std::to_string(tenths % 10)) +
           word(l, " days", " 天");
}

std::string hours(Seconds time) { return std::to_string(time.count() / 3600); }

void tell_rest(std::size_t all, std::size_t shown, Language l) {
    if (all > shown)
        std::cout << word(l, "... and ", "……另有 ") << all - shown << word(l, " more (--rows)", " 行（--rows）")
                  << "\n";
}

void print_early(const Portfolio& portfolio, const PortfolioSchedule& plan, const Settings& settings) {
    const auto l = settings.common.lang();
    Table table;
    table.column(word(l, "project", "项目"));
    table.column(word(l, "activities", "活动数"), Table::Align::right);
    table.column(word(l, "start", "开始"));
    table.column(word(l, "finish", "完成"));
    table.column(word(l, "due", "期限"));
    for (const auto id : portfolio.projects().ids()) {
        if (id.index() >= settings.rows) break;
        const auto& project = portfolio[id];
        const auto finish = plan[id].project_finish();
        const bool late = project.due && *project.due < finish;
        table.row({project.key, std::to_string(plan[id].size()), date(plan[id].project_start()), date(finish),
                   project.due ? date(*project.due) : ""},
                  late ? colour::critical : std::string_view{});
    }
    std::cout << table.text();
    tell_rest(portfolio.projects().size(), settings.rows, l);
}

/// `is busy with "Research" until ...`.
std::string busy_with(const std::string& what, const std::string& until, Language l) {
    return word(l, " is busy with ", "正在进行") + convene::detail::quoted(what, l) + until;
}

/// What an activity waits for, by titles.
std::string sentence(const Portfolio& portfolio, ProjectId id, const StaffWait& wait, Language l) {
    const auto& process = portfolio[id].process;
    const auto name = wait.resource ? process.title(*wait.resource).in(l) : process.title(*wait.person).in(l);
    const auto key = wait.resource ? process.key(*wait.resource) : process.key(*wait.person);
    auto out = portfolio[id].key + word(l, ", ", "，") + title(process, wait.activity, l) + word(l, ": ", "：") +
               std::string(name.empty() ? key : name);
    const auto until = word(l, " until ", "，至 ") + date(wait.until);
    if (wait.kind == StaffWait::Kind::absent)
        return out + (wait.resource ? word(l, " has too few units", "数量不足") : word(l, " is absent", "不在")) +
               until;
    if (wait.kind == StaffWait::Kind::off_work)
        return out + (wait.resource ? word(l, " is closed", "未开放") : word(l, " is off work", "不在班")) + until;
    if (!wait.elsewhere) return out + busy_with(wait.by ? title(process, *wait.by, l) : "", until, l);
    const auto place = place_of({.by = *wait.elsewhere});
    return out + busy_with(portfolio[place.project].key + word(l, ", ", "，") +
                               title(portfolio[place.project].process, place.activity, l),
                           until, l);
}

void print_levelled(const Portfolio& portfolio, const PortfolioPlan& plan, const Settings& settings) {
    const auto l = settings.common.lang();
    Table table;
    table.column(word(l, "project", "项目"));
    table.column(word(l, "priority", "优先级"), Table::Align::right);
    table.column(word(l, "finish", "完成"));
    table.column(word(l, "due", "期限"));
    table.column(word(l, "late", "逾期"), Table::Align::right);
    table.column(word(l, "ignoring people", "不考虑人员占用"));
    table.column(word(l, "delay", "推迟"), Table::Align::right);
    table.column(word(l, "limits missed", "未满足的要求"), Table::Align::right);
    for (const auto id : plan.order) {
        const auto& there = plan[id];
        if (id == plan.order[std::min(settings.rows, plan.order.size() - 1)] && plan.order.size() > settings.rows)
            break;
        const auto& project = portfolio[id];
        const auto without = plan.early[id].project_finish();
        const auto delay = there.project_finish() - without;
        const auto late = project.due ? there.project_finish() - *project.due : Seconds{0};
        table.row({project.key, std::to_string(project.priority), date(there.project_finish()),
                   project.due ? date(*project.due) : "", late.count() > 0 ? days(late, l) : "", date(without),
                   delay.count() > 0 ? days(delay, l) : "",
                   there.broken().empty() ? "" : std::to_string(there.broken().size())},
                  late.count() > 0    ? colour::critical
                  : delay.count() > 0 ? colour::warning
                                      : std::string_view{});
    }
    std::cout << table.text();
    tell_rest(plan.order.size(), settings.rows, l);
    std::cout << "\n";
    std::size_t held = 0;
    for (const auto id : plan.order)
        for (const auto& wait : plan[id].waits())
            if (held++ < settings.rows) std::cout << sentence(portfolio, id, wait, l) << "\n";
    tell_rest(held, settings.rows, l);
}

void print_people(const Portfolio& portfolio, const PortfolioPlan& plan, Language l) {
    auto loads = workload(portfolio, plan);
    std::ranges::stable_sort(loads, std::greater<>{}, &ColleagueLoad::booked);
    std::erase_if(loads, [](const ColleagueLoad& load) { return load.booked.count() == 0; });
    if (loads.size() > 10) loads.resize(10);
    Table table;
    table.column(word(l, "busiest people", "最忙的人员"));
    table.column(word(l, "booked h", "占用小时"), Table::Align::right);
    table.column(word(l, "use", "利用率"), Table::Align::right);
    table.column(word(l, "others wait h", "他人等待小时"), Table::Align::right);
    for (const auto& load : loads) {
        const auto& colleague = portfolio[load.colleague];
        const auto name = colleague.title.in(l);
        table.row({std::string(name.empty() ? colleague.key : name), hours(load.booked),
                   load.available.count() > 0 ? std::to_string(load.booked * 100 / load.available) + "%" : "-",
                   hours(load.held_up)});
    }
    std::cout << "\n" << table.text();
}

void print_bottleneck(const Portfolio& portfolio, const PortfolioPlan& plan, const PortfolioLevelOptions& options,
                      Language l) {
    const auto g = gap(portfolio, plan);
    std::cout << "\n"
              << word(l, "portfolio: finishes on ", "全部完成于 ") << date(g.finish)
              << word(l, ", not possible before ", "，不可能早于 ") << date(g.lower) << word(l, " (gap ", "（差距 ")
              << static_cast<int>(100 * g.relative + 0.5) << word(l, " %)\n", " %）\n");
    const auto worst = bottleneck(portfolio, plan, options);
    if (!worst) {
        std::cout << word(l, "no activity waits for people", "没有活动因等人而推迟") << "\n";
        return;
    }
    const auto& process = portfolio[worst->project].process;
    const auto role = process.find_role(worst->role);
    const auto resource = process.find_resource(worst->resource);
    const auto named = role ? process.title(*role) : resource ? process.title(*resource) : TextView{};
    const auto& key = worst->role.empty() ? worst->resource : worst->role;
    std::cout << word(l, "bottleneck: ", "瓶颈：") << (named.in(l).empty() ? key : named.in(l))
              << word(l, "; ", "；累计等待 ")
              << (l == Language::zh ? hours(worst->held_up) : std::to_string(worst->activities_held))
              << word(l, " activities wait for it, ", " 个工作小时，涉及 ")
              << (l == Language::zh ? std::to_string(worst->activities_held) : hours(worst->held_up))
              << word(l, " working hours in all", " 项活动");
    if (worst->finish_with_one_more)
        std::cout << (resource ? word(l, "; with one more unit, finished on ", "；增加一个单位则完成于 ")
                               : word(l, "; with one more person, finished on ", "；增加一人则完成于 "))
                  << date(*worst->finish_with_one_more) << word(l, ", total delay ", "，推迟合计 ")
                  << days(Seconds{worst->tardiness_with_one_more}, l) << word(l, " instead of ", "，原为 ")
                  << days(Seconds{g.tardiness}, l);
    std::cout << "\n";
}

void run_portfolio(const Settings& settings, int& code) {
    const auto portfolio = io::read_portfolio(settings.common.file);
    if (!portfolio) refuse(settings, portfolio.error());
    const auto l = settings.common.lang();
    code = fine;
    if (!settings.level) {
        const auto plan = [&] {
            ProgressBar bar(word(l, "scheduling", "排期"));
            return schedule(*portfolio, options_of(settings, bar));
        }();
        if (!plan) refuse(settings, plan.error());
        print_early(*portfolio, *plan, settings);
        std::cout << portfolio->projects().size() << word(l, " projects, ", " 个项目，") << portfolio->activity_count()
                  << word(l, " activities, ", " 项活动，") << date(start_of(*plan)) << word(l, " to ", " 至 ")
                  << date(finish_of(*plan)) << "\n";
        return;
    }
    ProgressBar bar(word(l, "levelling", "平衡"));
    const PortfolioLevelOptions options{.schedule = options_of(settings, bar),
                                        .tries = settings.tries,
                                        .seed = settings.seed,
                                        .threads = settings.threads};
    const auto plan = level(*portfolio, options);
    if (!plan) refuse(settings, plan.error());
    print_levelled(*portfolio, *plan, settings);
    print_people(*portfolio, *plan, l);
    print_bottleneck(*portfolio, *plan, options, l);
    auto missed = convene::findings(*portfolio, *plan);
    if (missed.empty()) return;
    code = findings;
    const auto all = missed.size();
    missed.erase(missed.begin() + static_cast<std::ptrdiff_t>(std::min(all, settings.rows)), missed.end());
    print(settings.common, missed);
    tell_rest(all, settings.rows, l);
}

} // namespace

void add_portfolio(CLI::App& app, int& code) {
    auto* command = app.add_subcommand("portfolio", "Schedule many processes that share people and milestones");
    auto settings = std::make_shared<Settings>();
    command
        ->add_option("PATH", settings->common.file,
                     "A folder of process files, or a file with one project per line (JSON)")
        ->required();
    command->add_option("--lang", settings->common.language, "Language of the output")
        ->check(CLI::IsMember({"en", "zh"}))
        ->envname("CONVENE_LANG")
        ->capture_default_str();
    command->add_option("--start", settings->dates.start, "Start of projects without a start of their own")
        ->type_name("DATE");
    command->add_option("--status", settings->dates.status, "Status date: progress is known up to here")
        ->type_name("DATE");
    command->add_flag("--relax", settings->dates.relax,
                      "Treat upper bounds as wishes: report those that cannot be kept instead of refusing");
    command->add_flag("--level", settings->level, "Level: find dates without double bookings, and the bottleneck");
    command->add_option("--tries", settings->tries, "Number of random orders to try, besides the priority rules");
    command->add_option("--seed", settings->seed, "Seed for the random orders");
    command->add_option("--threads", settings->threads, "Number of threads; the plan does not depend on it");
    command->add_option("--rows", settings->rows, "Maximum number of rows per table")->capture_default_str();
    command->callback([settings, &code] { run_portfolio(*settings, code); });
}

} // namespace convene::program
