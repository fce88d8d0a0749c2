#include "commands.hpp"

#include <convene/check/check.hpp>
#include <convene/io/locate.hpp>
#include <convene/io/time_zone.hpp>

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace convene::program {

namespace {

void summarise(const Common& common, const Process& process, const Diagnostics& found) {
    std::size_t counts[3] = {0, 0, 0};
    for (const auto& d : found) ++counts[static_cast<std::size_t>(d.severity())];
    const bool zh = common.lang() == Language::zh;
    if (found.empty())
        std::cout << (zh ? "没有发现问题：" : "No findings: ") << process.activities().size()
                  << (zh ? " 项活动，" : " activities, ") << process.artifacts().size()
                  << (zh ? " 份文件，" : " artifacts, ") << process.roles().size() << (zh ? " 个角色" : " roles")
                  << "\n";
    else
        std::cout << (zh ? "错误 " : "errors: ") << counts[0] << (zh ? "，警告 " : ", warnings: ") << counts[1]
                  << (zh ? "，提示 " : ", hints: ") << counts[2] << "\n";
}

} // namespace

void add_check(CLI::App& app, int& code) {
    auto* command = app.add_subcommand("check", "Find all problems in a process: its file, links, people and dates");
    auto common = std::make_shared<Common>();
    auto strict = std::make_shared<bool>(false);
    add_common(*command, *common);
    command->add_flag("--strict", *strict, "Exit with 1 on warnings, too");
    command->callback([common, strict, &code] {
        const auto input = read_input(*common);
        auto found = check(input.process);
        for (auto& finding : io::check_zone(input.process)) found.push_back(std::move(finding));
        io::locate(found, input.source);
        print(*common, found);
        if (!common->json) summarise(*common, input.process, found);
        code = exit_code(found, *strict);
    });
}

} // namespace convene::program
