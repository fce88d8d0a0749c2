#include "help.hpp"

#include <convene/core/utf8.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace convene::program {

namespace {

struct Translation {
    std::string_view en;
    std::string_view zh;
};

constexpr Translation translations[] = {
    {"Checks, schedules, explains and draws processes of meetings, roles and artifacts.",
     "对由会议、角色和文件组成的流程进行检查、排期、解释和绘图。"},
    {"Print this help message and exit", "显示帮助并退出"},
    {"Display program version information and exit", "显示版本并退出"},
    // Options that commands share.
    {"The process file (JSON, see docs/format.md)", "流程文件（JSON，见 docs/format.md）"},
    {"Language of the output", "输出语言"},
    {"Set a parameter of the process, such as --set review-time=3d", "设定流程参数，例如 --set review-time=3d"},
    {"Print JSON for programs", "输出 JSON，供程序读取"},
    {"Start of the project; overrides the file", "项目开始日期；优先于文件中的日期"},
    {"Schedule backwards from this finish", "从该完成日期倒排"},
    {"Status date: progress is known up to here", "状态日期：此前的进度已知"},
    {"Activity that the critical path and the late dates lead to", "关键路径与最迟日期所指向的目标活动"},
    {"Treat upper bounds as wishes: report those that cannot be kept instead of refusing",
     "上限只作为期望：无法满足时列出，而不拒绝排期"},
    {"The activity's id or title", "活动的 id 或标题"},
    {"Number of random orders to try, besides the priority rules", "除优先规则外，另试的随机次序个数"},
    {"Seed for the random orders", "随机次序的种子"},
    {"Number of threads; the plan does not depend on it", "线程数；不影响计划"},
    // Commands.
    {"Find all problems in a process: its file, links, people and dates", "找出流程的全部问题：文件、联系、人员与日期"},
    {"Exit with 1 on warnings, too", "有警告时退出码也为 1"},
    {"Compute early and late dates, floats and critical activities", "计算最早、最迟日期、时差与关键活动"},
    {"Show the phases, too", "同时显示阶段"},
    {"Order of the rows", "行的次序"},
    {"Show the critical path and near-critical paths", "显示关键路径与次关键路径"},
    {"Number of paths, the critical one first", "路径条数，关键路径在先"},
    {"Explain the date of an activity, step by step", "逐步解释活动的日期"},
    {"The date to explain; by default the planned finish", "要解释的日期；默认为计划完成"},
    {"Draw the process for Graphviz (DOT) or Mermaid", "绘制流程图：Graphviz（DOT）或 Mermaid"},
    {"Output format", "输出格式"},
    {"Show documents as nodes of their own", "把文件画成单独的节点"},
    {"Schedule first: show dates and mark the critical path", "先排期：显示日期并标出关键路径"},
    {"Draw the schedule as a Gantt chart (SVG)", "绘制甘特图（SVG）"},
    {"Width in pixels", "宽度（像素）"},
    {"Maximum number of activities", "最多显示的活动数"},
    {"Omit floats and critical-path arrows", "不画时差和关键路径箭头"},
    {"Level the plan: find dates without double bookings and assign people",
     "资源平衡：排出人员不冲突的日期，并指派人员"},
    {"Show the workload per week and the bottleneck", "显示每周工作量与瓶颈"},
    {"Delay no activity beyond its late finish", "任何活动都不推迟到最迟完成之后"},
    {"Weight of lateness relative to project length", "逾期相对于项目工期的权重"},
    {"How orders are found: by priority rules, or also by a search on the flat problem",
     "次序的来源：优先规则；flat 另在平面问题上搜索"},
    {"Schedule many processes that share people and milestones", "为共用人员和里程碑的多个流程排期"},
    {"A folder of process files, or a file with one project per line (JSON)",
     "流程文件所在的文件夹，或每行一个项目的文件（JSON）"},
    {"Start of projects without a start of their own", "未指定开始日期的项目的开始日期"},
    {"Level: find dates without double bookings, and the bottleneck", "资源平衡：排出人员不冲突的日期，并找出瓶颈"},
    {"Maximum number of rows per table", "每个表格的最多行数"},
    {"Write a process file in canonical form", "把流程文件写成规范格式"},
    {"Replace the file instead of printing", "直接改写文件，而不输出"},
    {"Only check: exit with 1 if the file is not canonical", "只检查：文件不规范时退出码为 1"},
    {"Compare an event log (XES) with the process", "将事件日志（XES）与流程比对"},
    {"The event log (XES)", "事件日志（XES）"},
    // Running a process.
    {"Run a process: record what happens, ask what to do next and why", "运行流程：登记进展，查询待办事项与原因"},
    {"The journal file; created if missing", "日志文件；没有则新建"},
    {"Name of this run of the process", "本次运行的名称"},
    {"Start the instance", "启动实例"},
    {"Round number, for a process that is repeated", "轮次，用于重复进行的流程"},
    {"Let time pass and report what fell due", "推进时间，并列出到期的事项"},
    {"Time of the command; by default that of the last event", "命令的时间；默认为最后一个事件的时间"},
    {"Confirm a time that is more than a year ahead", "确认一年以后的时间"},
    {"Open an activity", "开始活动"},
    {"Who opens it", "由谁开始"},
    {"Others who are present", "其他到场人员"},
    {"Convene a meeting", "召集会议"},
    {"Who convenes it", "由谁召集"},
    {"When the meeting will be held", "会议举行时间"},
    {"Close an activity with a decision", "结束活动并作出决定"},
    {"Who decides", "由谁决定"},
    {"What was decided", "决定的结果"},
    {"A document it produces: plan=12 (its digest), or plan=none if it will not come",
     "产出的文件：plan=12（摘要），不再提供则写 plan=none"},
    {"Send work back to this activity", "退回到该活动"},
    {"Confirm an earlier decision against the revised documents", "依据修订后的文件重新确认原决定"},
    {"Who confirms", "由谁确认"},
    {"Exempt an activity from a requirement", "豁免活动的某项要求"},
    {"Who waives", "由谁豁免"},
    {"The requirement", "豁免的要求"},
    {"Record that an external milestone has occurred", "登记外部里程碑已发生"},
    {"When it occurred; by default the time of the command", "发生时间；默认为命令的时间"},
    {"Submit a document from outside", "提交由外部提供的文件"},
    {"The artifact's id", "文件的 id"},
    {"A number that identifies its content", "标识其内容的数字"},
    {"Who submits it", "由谁提交"},
    {"Declare that a document from outside will not come", "声明外部文件不再提供"},
    {"Appoint a person to a role in this run", "在本次运行中任命某人担任角色"},
    {"The role's id", "角色的 id"},
    {"The person's id", "人员的 id"},
    {"Let a person act for another until a date", "委托某人在一段时间内代行职责"},
    {"Who acts", "受托人"},
    {"Who is represented", "委托人"},
    {"When it begins; by default now", "开始时间；默认为现在"},
    {"When it ends", "结束时间"},
    {"Record work that counts toward a quota", "登记计入定额的工作"},
    {"The quota's id", "定额的 id"},
    {"Who did it", "由谁完成"},
    {"How many", "数量"},
    {"Record that somebody is on duty", "登记某人值班"},
    {"The cover's id", "值班的 id"},
    {"Who is on duty", "由谁值班"},
    {"Beginning of the duty", "值班开始时间"},
    {"End of the duty", "值班结束时间"},
    {"Continue with the changed process in FILE", "改用 FILE 中变更后的流程继续运行"},
    {"Only show what happens to each activity", "只显示对各活动的影响"},
    {"Keep the decision of this activity", "保留该活动的决定"},
    {"Hold this activity again", "重新进行该活动"},
    {"List what can be done now, by whom and by when", "列出当前可办的事项、办理人与期限"},
    {"Only what this person can do", "只列此人可办的事项"},
    {"Show the state of an activity and what holds it up", "显示活动的状态及其障碍"},
    {"Forecast the dates from what has happened so far", "依据目前进展预测日期"},
    {"Print all events, one JSON object per line, or as an event log", "输出全部事件：每行一个 JSON 对象，或事件日志"},
    {"JSON lines, XES (IEEE 1849) or OCEL 2.0", "JSON 行、XES（IEEE 1849）或 OCEL 2.0"},
    {"Offset of local time from UTC, for event logs; by default that of the process's zone",
     "事件日志中本地时间与 UTC 的时差；默认取流程的时区"},
};

std::string translated(const std::string& en) {
    const auto found = std::ranges::find(translations, std::string_view(en), &Translation::en);
    return found == std::end(translations) ? en : std::string(found->zh);
}

/// Lines up the descriptions by the columns that names take on a terminal.
class WideFormatter : public CLI::Formatter {
  public:
    std::string make_option(const CLI::Option* option, bool positional) const override {
        auto line = "  " + make_option_name(option, positional) + make_option_opts(option);
        const auto width = display_width(line);
        if (width >= get_column_width()) line += "\n" + std::string(get_column_width(), ' ');
        return line + std::string(width < get_column_width() ? get_column_width() - width : 0, ' ') +
               make_option_desc(option) + "\n";
    }
};

/// A usage error in Chinese, from the sentence in which CLI11 tells it.
std::string error_text(std::string_view en) {
    const auto cut = [&](std::string_view before, std::string_view after) -> std::string_view {
        const auto from = en.find(before);
        if (from == std::string_view::npos) return {};
        const auto rest = en.substr(from + before.size());
        return after.empty() ? rest : rest.substr(0, rest.find(after));
    };
    const auto option = std::string(en.substr(0, en.find(": ")));
    if (en == "A subcommand is required") return "请指定子命令";
    if (en.ends_with(" is required")) return "缺少 " + std::string(en.substr(0, en.find(" is required")));
    if (en.find("not expected: ") != std::string_view::npos)
        return "无法识别的参数：" + std::string(cut("not expected: ", ""));
    if (en.starts_with("Could not convert: ")) return "无效的值：" + std::string(cut("Could not convert: ", ""));
    if (en.ends_with(" missing")) return option + "：缺少值";
    if (en.find(" not in range ") != std::string_view::npos)
        return option + "：" + std::string(cut("Value ", " not in range ")) + " 超出范围 " +
               std::string(cut(" not in range ", " to ")) + " 至 " + std::string(cut(" to ", ""));
    if (en.find(" not in {") != std::string_view::npos)
        return option + "：不能是 " + std::string(cut(": ", " not in {")) + "；可选 " +
               std::string(cut(" not in {", "}"));
    if (en.find(" is not a UTC offset") != std::string_view::npos)
        return option + "：" + std::string(cut(": ", " is not a UTC offset")) + " 不是 UTC 时差；请写成 +08:00 的形式";
    return "用法错误：" + std::string(en);
}

void translate(CLI::App& app) {
    app.description(translated(app.get_description()));
    app.footer("退出码：0 成功，1 有问题，2 用法错误或无法读取输入。\n"
               "示例：    convene schedule examples/processes/s1-decision-meetings.json --lang zh");
    for (auto* option : app.get_options()) {
        option->description(translated(option->get_description()));
        if (option->get_group() == "Options") option->group("选项");
    }
}

} // namespace

Language help_language(int argc, char** argv) {
    std::string_view tag;
    if (const auto* set = std::getenv("CONVENE_LANG")) tag = set;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--lang" && i + 1 < argc) tag = argv[i + 1];
        if (argument.starts_with("--lang=")) tag = argument.substr(7);
    }
    return tag == "zh" ? Language::zh : Language::en;
}

void translate_help(CLI::App& app) {
    const auto formatter = std::make_shared<WideFormatter>();
    for (const auto& [en, zh] : {std::pair{"Usage", "用法"},
                                 {"OPTIONS", "选项"},
                                 {"SUBCOMMAND", "子命令"},
                                 {"Positionals", "参数"},
                                 {"REQUIRED", "必填"},
                                 {"Env", "环境变量"}})
        formatter->label(en, zh);
    std::vector<CLI::App*> left{&app};
    while (!left.empty()) {
        auto* command = left.back();
        left.pop_back();
        translate(*command);
        command->formatter(formatter);
        command->failure_message([](const CLI::App*, const CLI::Error& error) {
            return error_text(error.what()) + "\n用 --help 查看帮助。\n";
        });
        for (auto* sub : command->get_subcommands({})) {
            sub->group("子命令");
            left.push_back(sub);
        }
    }
}

} // namespace convene::program
