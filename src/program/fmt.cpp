#include "commands.hpp"
#include "words.hpp"

#include <convene/io/write_process.hpp>

#include <CLI/CLI.hpp>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>

namespace convene::program {

namespace {

struct Settings {
    Common common;
    bool in_place = false;
    bool check = false;
};

/// Writes beside the file and moves it there, so that a full disk or a crash leaves the old one whole.
bool replace_file(const std::string& path, const std::string& text) {
    const auto beside = path + ".new";
    {
        std::ofstream out(beside, std::ios::binary | std::ios::trunc);
        out << text;
        out.flush();
        if (!out) {
            std::error_code ignored;
            std::filesystem::remove(beside, ignored);
            return false;
        }
    }
    std::error_code failed;
    std::filesystem::rename(beside, path, failed);
    return !failed;
}

void run(const Settings& settings, int& code) {
    const auto input = read_input(settings.common);
    const auto text = io::write_process(input.process);
    if (settings.check) {
        code = text == input.source.text ? fine : findings;
        if (code != fine)
            std::cout << settings.common.file
                      << word(settings.common.lang(), ": not in canonical form; run convene fmt --write",
                              "：不是规范格式；请运行 convene fmt --write")
                      << "\n";
    } else if (!settings.in_place) {
        std::cout << text;
    } else if (text != input.source.text && !replace_file(settings.common.file, text)) {
        std::cerr << "convene: " << settings.common.file
                  << word(settings.common.lang(), " could not be written; check its permissions and the disk",
                          " 无法写入；请检查权限与磁盘")
                  << "\n";
        code = unusable;
    }
}

} // namespace

void add_fmt(CLI::App& app, int& code) {
    auto* command = app.add_subcommand("fmt", "Write a process file in canonical form");
    auto settings = std::make_shared<Settings>();
    add_common(*command, settings->common, false);
    command->add_flag("-w,--write", settings->in_place, "Replace the file instead of printing");
    command->add_flag("--check", settings->check, "Only check: exit with 1 if the file is not canonical");
    command->callback([settings, &code] { run(*settings, code); });
}

} // namespace convene::program
