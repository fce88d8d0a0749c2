#include "commands.hpp"
#include "words.hpp"

#include <convene/io/read_event_log.hpp>
#include <convene/run/refusal.hpp>

#include <CLI/CLI.hpp>

#include <cstdio>
#include <iostream>
#include <memory>

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

void run(const Settings& settings, int& code) {
    const auto input = read_input(settings.common);
    const auto stop = [&](Diagnostics faults) {
        for (auto& fault : faults) fault.where.file = settings.log;
        print(settings.common, faults);
        throw Stop{unusable};
    };
    const auto text = io::read_text_file(settings.log);
    if (!text) stop(text.error());
    const auto cases = io::read_xes(input.process, *text);
    if (!cases) stop(cases.error());
    const auto l = settings.common.lang();
    for (const auto& one : *cases) {
        const auto found = conform(input.process, one);
        if (!found.deviations.empty()) code = findings;
        std::cout << word(l, "case ", "案例 ") << one.name << word(l, ": ", "：") << percent(found.fitness())
                  << word(l, " conforming, ", " 符合流程，") << found.deviations.size()
                  << word(l, found.deviations.size() == 1 ? " deviation\n" : " deviations\n", " 处偏离\n");
        for (const auto& deviation : found.deviations)
            std::cout << word(l, "event ", "事件 ") << deviation.number << " " << date(deviation.request.at) << "\n"
                      << to_string(input.process, deviation.refusal, l);
    }
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
