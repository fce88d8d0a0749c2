#include "commands.hpp"
#include "words.hpp"

#include <convene/core/utf8.hpp>
#include <convene/io/read_event_log.hpp>
#include <convene/run/refusal.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <utility>
#include <vector>

namespace convene::program {

namespace {

struct Settings {
    Common common;
    std::string log;
};

std::string percent(double part) {
    char text[16];
    std::snprintf(text, sizeof text, "%.1f%%", part * 100);
    return text;
}

struct Compared {
    std::string name;
    Conformance found;
};

/// Events of all cases together, and how often each kind of deviation is among them.
struct Total {
    std::size_t obeyed = 0;
    std::size_t deviations = 0;
    std::vector<LeftOut> left_out;
    std::map<std::string, std::size_t> kinds;

    void add(const Process& process, const Conformance& found, Language language) {
        obeyed += found.obeyed;
        deviations += found.deviations.size();
        for (const auto& each : found.left_out) {
            const auto known = std::ranges::find(left_out, each.what, &LeftOut::what);
            if (known == left_out.end())
                left_out.push_back(each);
            else
                known->count += each.count;
        }
        for (const auto& each : found.deviations) ++kinds[sentence(process, each, language)];
    }
    [[nodiscard]] std::size_t compared() const { return obeyed + deviations; }
    [[nodiscard]] double fitness() const {
        return compared() == 0 ? 0 : static_cast<double>(obeyed) / static_cast<double>(compared());
    }

    /// The first reason, with what it is about.
    static std::string sentence(const Process& process, const Deviation& deviation, Language language) {
        return message(describe(process, deviation.refusal.blockers).front(), language);
    }
};

std::string summary(std::size_t obeyed, std::size_t deviations, Language l) {
    const auto compared = obeyed + deviations;
    if (compared == 0) return word(l, "nothing compared", "没有可比对的事件");
    const auto fitness = static_cast<double>(obeyed) / static_cast<double>(compared);
    return percent(fitness) + word(l, " conforming, ", " 符合流程，") + std::to_string(deviations) +
           word(l, deviations == 1 ? " deviation" : " deviations", " 处偏离");
}

std::string left_out(const std::vector<LeftOut>& all, Language l) {
    std::size_t count = 0;
    std::string what;
    for (const auto& each : all) {
        count += each.count;
        what += (what.empty() ? "" : word(l, ", ", "、")) + std::to_string(each.count) + " \"" + printable(each.what) +
                "\"";
    }
    if (count == 0) return {};
    return word(l, "not compared: ", "未比对：") + std::to_string(count) +
           word(l, count == 1 ? " event (" : " events (", " 个事件（") + what + word(l, ")\n", "）\n");
}

void print_cases(const Process& process, const std::vector<Compared>& cases, const Total& total, Language l) {
    for (const auto& [name, found] : cases) {
        std::cout << word(l, "case ", "案例 ") << printable(name) << word(l, ": ", "：")
                  << summary(found.obeyed, found.deviations.size(), l) << "\n"
                  << left_out(found.left_out, l);
        for (const auto& deviation : found.deviations)
            std::cout << word(l, "event ", "事件 ") << deviation.number << " " << date(deviation.request.at) << "\n"
                      << to_string(process, deviation.refusal, l);
    }
    if (cases.size() > 1) {
        std::cout << word(l, "all ", "共 ") << cases.size() << word(l, " cases: ", " 个案例：")
                  << summary(total.obeyed, total.deviations, l) << "\n"
                  << left_out(total.left_out, l);
        std::vector<std::pair<std::size_t, std::string>> most;
        for (const auto& [sentence, count] : total.kinds) most.emplace_back(count, sentence);
        std::ranges::stable_sort(most, std::greater{}, [](const auto& each) { return each.first; });
        constexpr std::size_t shown = 10;
        for (std::size_t i = 0; i < std::min(most.size(), shown); ++i)
            std::cout << "  " << most[i].first << word(l, most[i].first == 1 ? " time: " : " times: ", " 次：")
                      << most[i].second << "\n";
    }
    if (total.compared() == 0) {
        std::size_t events = 0;
        for (const auto& each : total.left_out) events += each.count;
        std::cout << message({.code = Code::log_nothing_compared, .arguments = {std::to_string(events)}}, l) << "\n";
    }
}

void run(const Settings& settings, int& code) {
    const auto input = read_input(settings.common);
    const auto stop = [&](Diagnostics faults) {
        for (auto& fault : faults) fault.where.file = settings.log;
        print(settings.common, faults);
        throw Stop{unusable};
    };
    const auto text = io::read_text_file(settings.log);
    if (!text) stop(text.error());
    const auto logged = io::read_xes(input.process, *text);
    if (!logged) stop(logged.error());
    const auto l = settings.common.lang();
    std::vector<Compared> cases;
    Total total;
    for (const auto& one : *logged) {
        cases.push_back({one.name, conform(input.process, one)});
        const auto& found = cases.back().found;
        total.add(input.process, found, l);
        if (!found.deviations.empty() || found.has_unclear()) code = findings;
    }
    if (total.compared() == 0) code = findings;
    print_cases(input.process, cases, total, l);
}

} // namespace

void add_conform(CLI::App& app, int& code) {
    auto* command = app.add_subcommand("conform", "Compare an event log (XES) with the process");
    auto settings = std::make_shared<Settings>();
    add_common(*command, settings->common, false);
    command->add_option("LOG", settings->log, "The event log (XES)")->required();
    command->callback([settings, &code] { run(*settings, code); });
}

} // namespace convene::program
