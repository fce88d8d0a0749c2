#include <convene/io/write_gantt.hpp>

#include <convene/core/utf8.hpp>
#include <convene/io/detail/markup.hpp>
#include <convene/schedule/critical.hpp>
#include <convene/schedule/explain.hpp>
#include <convene/schedule/rollup.hpp>
#include <convene/time/detail/wording.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>
#include <tuple>
#include <vector>

namespace convene::io {

namespace {

constexpr double row_height = 24;
constexpr double bar_height = 12;
constexpr double head_height = 74;
constexpr double foot_height = 34;
constexpr double margin = 12;
constexpr double column_width = 6.6; // of one terminal column of text, at 12 pixels

namespace colour {
constexpr std::string_view critical = "#d93025";
constexpr std::string_view meeting = "#1a73e8";
constexpr std::string_view task = "#5b9bd5";
constexpr std::string_view milestone = "#3c4043";
constexpr std::string_view phase = "#80868b";
constexpr std::string_view slack = "#9aa0a6";
constexpr std::string_view deadline = "#9334e6";
constexpr std::string_view text = "#202124";
constexpr std::string_view faint = "#5f6368";
constexpr std::string_view grid = "#dadce0";
constexpr std::string_view closed = "#f1f3f4";
} // namespace colour

std::string escaped(std::string_view text) { return detail::escaped(printable(text)); }

/// With one decimal, and none where it is 0: the same on every platform.
std::string number(double value) {
    const auto tenths = static_cast<std::int64_t>(value < 0 ? value * 10 - 0.5 : value * 10 + 0.5);
    auto out = std::to_string(tenths / 10);
    if (tenths < 0 && tenths > -10) out = "-" + out;
    if (tenths % 10 != 0) out += "." + std::to_string(tenths < 0 ? -(tenths % 10) : tenths % 10);
    return out;
}

/// The first bytes of `text` that take at most `columns` terminal columns, with an ellipsis if that is not all.
std::string shortened(std::string_view text, std::size_t columns) {
    if (display_width(text) <= columns) return std::string(text);
    std::size_t end = 0;
    for (std::size_t i = 0; i < text.size();) {
        auto next = i + 1;
        while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0U) == 0x80U) ++next;
        if (display_width(text.substr(0, next)) + 1 > columns) break;
        end = i = next;
    }
    return std::string(text.substr(0, end)) + "…";
}

using convene::detail::date_text;

/// One line of the chart.
struct Row {
    std::string label;
    std::optional<PhaseId> phase;
    ActivityId activity;
    std::size_t depth = 0;
};

class Chart {
  public:
    Chart(const Process& process, const Schedule& schedule, const GanttOptions& options)
        : process_(process), schedule_(schedule), options_(options), critical_(on_longest_path(schedule)),
          phases_(roll_up(schedule)) {
        make_rows();
        find_range();
        std::size_t widest = 0;
        for (const auto& row : rows_) widest = std::max(widest, display_width(row.label) + 2 * row.depth);
        const double width = std::max<double>(options.width, 300);
        names_ = std::min(width / 3, static_cast<double>(widest) * column_width + 2 * margin);
        left_ = names_ + margin;
        right_ = width - margin - 8;
        height_ = head_height + row_height * static_cast<double>(rows_.size()) + foot_height;
    }

    std::string text() {
        const auto width = number(std::max<double>(options_.width, 300));
        out_ = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + number(height_) +
               "\" viewBox=\"0 0 " + width + " " + number(height_) +
               "\" font-family=\"'Noto Sans CJK SC','Noto Sans SC','Microsoft YaHei','PingFang SC',sans-serif\" "
               "font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n";
        const auto title = process_.title().in(options_.language);
        words(margin, 24, title.empty() ? process_.key() : title, colour::text, "font-size=\"16\" font-weight=\"600\"");
        words(margin, 42, date_text(schedule_.project_start()) + " – " + date_text(schedule_.project_finish()),
              colour::faint);
        if (options_.closed_time) shade_closed();
        draw_axis();
        for (std::size_t i = 0; i < rows_.size(); ++i) draw_row(i);
        if (options_.links) draw_links();
        draw_status();
        draw_foot();
        return std::move(out_) + "</svg>\n";
    }

  private:
    [[nodiscard]] std::string_view word(std::string_view en, std::string_view zh) const {
        return options_.language == Language::zh ? zh : en;
    }

    [[nodiscard]] std::string label(ActivityId id) const {
        const auto title = process_.title(id).in(options_.language);
        auto text = printable(title.empty() ? process_.key(id) : title);
        if (const auto n = process_.note(id, NoteKind::number); !n.empty())
            text = printable(n.in(options_.language)) + " " + text;
        return text;
    }

    /// Phases in order of definition with their activities by start; before them the activities without one.
    void make_rows() {
        std::vector<ActivityId> all;
        for (const auto id : process_.activities().ids()) all.push_back(id);
        std::ranges::stable_sort(all, {},
                                 [&](ActivityId id) { return std::pair(schedule_.start(id), schedule_.finish(id)); });
        if (all.size() > options_.max_rows) {
            omitted_ = all.size() - options_.max_rows;
            all.resize(options_.max_rows);
        }
        std::vector<std::vector<ActivityId>> of_phase(process_.phases().size() + 1);
        for (const auto id : all) {
            const auto phase = process_[id].phase;
            of_phase[phase ? (*phase).index() + 1 : 0].push_back(id);
        }
        add_rows(of_phase[0], 0);
        // Depth first without recursion: children come right behind their parent.
        std::vector<std::vector<PhaseId>> children(process_.phases().size());
        std::vector<std::pair<PhaseId, std::size_t>> waiting;
        for (const auto id : process_.phases().ids())
            if (const auto parent = process_[id].parent) children[(*parent).index()].push_back(id);
        for (const auto id : process_.phases().ids())
            if (!process_[id].parent) waiting.emplace_back(id, 0);
        std::ranges::reverse(waiting);
        while (!waiting.empty()) {
            const auto [id, depth] = waiting.back();
            waiting.pop_back();
            if (phases_[id].activities == 0) continue;
            const auto title = process_.title(id).in(options_.language);
            rows_.push_back({printable(title.empty() ? process_.key(id) : title), id, {}, depth});
            add_rows(of_phase[id.index() + 1], depth + 1);
            for (auto child = children[id.index()].rbegin(); child != children[id.index()].rend(); ++child)
                waiting.emplace_back(*child, depth + 1);
        }
    }

    void add_rows(const std::vector<ActivityId>& ids, std::size_t depth) {
        for (const auto id : ids) rows_.push_back({label(id), std::nullopt, id, depth});
    }

    void find_range() {
        first_ = schedule_.project_start();
        last_ = schedule_.project_finish();
        for (const auto& row : rows_) {
            if (row.phase) continue;
            first_ = std::min(first_, schedule_.start(row.activity));
            last_ = std::max(last_, schedule_.finish(row.activity));
            if (options_.floats && has_float(row.activity))
                last_ = std::max(last_, schedule_.late_finish(row.activity));
            if (const auto deadline = process_.deadline(row.activity)) last_ = std::max(last_, *deadline);
        }
        first_ = Instant{date_of(std::max(first_, min_instant))};
        last_ = std::max(first_ + std::chrono::days{1}, std::min(last_, max_instant));
    }

    [[nodiscard]] bool has_float(ActivityId id) const {
        return schedule_.total_float(id).count() > 0 && is_writable(schedule_.late_finish(id));
    }

    [[nodiscard]] double x(Instant t) const {
        const auto part = static_cast<double>((std::clamp(t, first_, last_) - first_).count()) /
                          static_cast<double>((last_ - first_).count());
        return left_ + part * (right_ - left_);
    }
    [[nodiscard]] double day_width() const {
        return (right_ - left_) * 86'400 / static_cast<double>((last_ - first_).count());
    }
    [[nodiscard]] static double y(std::size_t row) { return head_height + row_height * static_cast<double>(row); }
    [[nodiscard]] double bottom() const { return y(rows_.size()); }

    void words(double x, double y, std::string_view text, std::string_view fill, std::string_view more = {}) {
        out_ += "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" fill=\"" + std::string(fill) + "\"" +
                (more.empty() ? "" : " " + std::string(more)) + ">" + escaped(text) + "</text>\n";
    }
    void box(double x, double y, double w, double h, std::string_view fill, std::string_view more = {}) {
        out_ += "<rect x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(w) + "\" height=\"" +
                number(h) + "\" fill=\"" + std::string(fill) + "\"" + (more.empty() ? "" : " " + std::string(more)) +
                "/>\n";
    }
    void path(const std::string& d, std::string_view fill, std::string_view stroke, std::string_view more = {}) {
        out_ += "<path d=\"" + d + "\" fill=\"" + std::string(fill) + "\" stroke=\"" + std::string(stroke) + "\"" +
                (more.empty() ? "" : " " + std::string(more)) + "/>\n";
    }

    /// What lies between two working times and is at least a pixel wide.
    void shade_closed() {
        if (day_width() < 1) return;
        const auto& calendar = process_[process_.calendar()];
        // Nights are shown only where they are wide enough to be told from days.
        const bool nights = day_width() > 40;
        auto t = first_;
        while (t < last_) {
            auto open = nights ? calendar.next_working(t) : next_working_day(calendar, t);
            open = std::min(open, last_);
            if (open > t && x(open) - x(t) >= 1)
                box(x(t), head_height, x(open) - x(t), bottom() - head_height, colour::closed);
            if (open >= last_) break;
            t = nights ? calendar.next_transition(open) : Instant{date_of(open) + std::chrono::days{1}};
        }
    }

    [[nodiscard]] Instant next_working_day(const Calendar& calendar, Instant t) const {
        auto date = date_of(t);
        while (Instant{date} < last_ && !calendar.is_working_day(date)) date += std::chrono::days{1};
        return Instant{date};
    }

    /// The coarsest of days, weeks, months, quarters and years of which one is wide enough for its name.
    void draw_axis() {
        using namespace std::chrono;
        box(0, head_height - 20, std::max<double>(options_.width, 300), 1, colour::grid);
        const auto day = day_width();
        const year_month_day start{date_of(first_)};
        if (day >= 34) {
            for (auto d = date_of(first_); Instant{d} < last_; d += days{1}) tick(Instant{d}, to_string(d).substr(5));
        } else if (day * 7 >= 44) {
            auto d = date_of(first_) - (weekday{date_of(first_)} - Monday);
            for (; Instant{d} < last_; d += weeks{1}) tick(Instant{d}, to_string(std::max(d, min_date)).substr(5));
        } else {
            const int step = day * 30 >= 56 ? 1 : day * 91 >= 56 ? 3 : day * 365 >= 56 ? 12 : 120;
            const int first_month =
                (static_cast<int>(static_cast<unsigned>(start.month())) - 1) / std::min(step, 12) * std::min(step, 12);
            auto month = start.year() / std::chrono::month{static_cast<unsigned>(first_month + 1)};
            for (; Instant{local_days{month / 1}} < last_; month += months{step})
                tick(Instant{local_days{month / 1}},
                     to_string(Date{local_days{month / 1}}).substr(0, step < 12 ? 7 : 4));
        }
    }

    void tick(Instant t, const std::string& text) {
        if (t < first_) return;
        box(x(t), head_height - 20, 1, bottom() - head_height + 20, colour::grid);
        const double end = x(t) + 4 + static_cast<double>(display_width(text)) * column_width * 11 / 12;
        if (end <= std::max<double>(options_.width, 300))
            words(x(t) + 4, head_height - 6, text, colour::faint, "font-size=\"11\"");
    }

    void draw_row(std::size_t i) {
        const auto& row = rows_[i];
        const auto indent = margin + 12 * static_cast<double>(row.depth);
        const auto columns = static_cast<std::size_t>(std::max(4.0, (names_ - indent) / column_width));
        words(indent, y(i) + 16, shortened(row.label, columns), colour::text, row.phase ? "font-weight=\"600\"" : "");
        if (row.phase)
            draw_phase(i, *row.phase);
        else
            draw_activity(i, row.activity);
    }

    void draw_phase(std::size_t i, PhaseId id) {
        const auto& dates = phases_[id];
        const auto a = x(dates.start);
        const auto b = std::max(x(dates.finish), a + 2);
        const auto top = y(i) + 8;
        out_ += "<g><title>" +
                escaped(rows_[i].label + "\n" + date_text(dates.start) + " – " + date_text(dates.finish)) +
                "</title>\n";
        path("M" + number(a) + " " + number(top) + "H" + number(b) + "v9l-4 -4H" + number(a + 4) + "l-4 4z",
             colour::phase, "none");
        out_ += "</g>\n";
    }

    void draw_activity(std::size_t i, ActivityId id) {
        const bool critical = critical_[id];
        const auto& activity = process_[id];
        const auto a = x(schedule_.start(id));
        const auto b = x(schedule_.finish(id));
        const auto top = y(i) + (row_height - bar_height) / 2;
        const auto middle = y(i) + row_height / 2;
        out_ += "<g><title>" + escaped_lines(tooltip(id)) + "</title>\n";
        if (options_.floats && has_float(id)) {
            const auto late = x(schedule_.late_finish(id));
            if (late > b + 1)
                path("M" + number(b) + " " + number(middle) + "H" + number(late) + "m0 -3v6", "none", colour::slack);
        }
        const bool point = schedule_.start(id) == schedule_.finish(id);
        if (point || activity.kind == ActivityKind::milestone || activity.kind == ActivityKind::external) {
            path("M" + number(a) + " " + number(middle - 7) + "l7 7l-7 7l-7 -7z",
                 activity.kind == ActivityKind::external ? "#ffffff"
                 : critical                              ? colour::critical
                                                         : colour::milestone,
                 critical ? colour::critical : colour::milestone, "stroke-width=\"1.5\"");
        } else {
            const bool meeting = activity.kind == ActivityKind::meeting;
            box(a, top, std::max(b - a, 2.0), bar_height,
                critical  ? colour::critical
                : meeting ? colour::meeting
                          : colour::task,
                meeting ? "rx=\"5\"" : "rx=\"1.5\"");
        }
        draw_deadline(i, id);
        out_ += "</g>\n";
    }

    void draw_deadline(std::size_t i, ActivityId id) {
        const auto deadline = process_.deadline(id);
        if (!deadline) return;
        const bool missed = schedule_.finish(id) > *deadline;
        path("M" + number(x(*deadline)) + " " + number(y(i) + row_height - 3) + "v-18l8 4l-8 4",
             missed ? colour::critical : colour::deadline, missed ? colour::critical : colour::deadline);
    }

    [[nodiscard]] std::string tooltip(ActivityId id) const {
        auto text = label(id) + "\n" + date_text(schedule_.start(id)) + " – " + date_text(schedule_.finish(id));
        const auto& calendar = process_.calendar_of(id);
        const auto slack = schedule_.total_float(id);
        text += "\n" + std::string(word("float ", "总时差 ")) +
                amount_text(slack, std::optional(calendar.day_size()), options_.language);
        if (const auto deadline = process_.deadline(id))
            text += "\n" + std::string(word("deadline ", "期限 ")) + date_text(*deadline);
        return text;
    }

    static std::string escaped_lines(const std::string& text) {
        std::string out;
        std::size_t from = 0;
        for (auto to = text.find('\n'); to != std::string::npos; to = text.find('\n', from)) {
            out += escaped(std::string_view(text).substr(from, to - from)) + "\n";
            from = to + 1;
        }
        return out + escaped(std::string_view(text).substr(from));
    }

    void draw_links() {
        std::vector<std::size_t> row_of(process_.activities().size(), rows_.size());
        for (std::size_t i = 0; i < rows_.size(); ++i)
            if (!rows_[i].phase) row_of[rows_[i].activity.index()] = i;
        const auto chain = critical_path(schedule_);
        for (std::size_t k = 1; k < chain.size(); ++k) {
            const auto from = row_of[chain[k - 1].index()];
            const auto to = row_of[chain[k].index()];
            if (from == rows_.size() || to == rows_.size()) continue;
            const auto a = x(schedule_.finish(chain[k - 1]));
            const auto b = x(schedule_.start(chain[k]));
            const bool down = to > from;
            const auto end = y(to) + (down ? (row_height - bar_height) / 2 - 1 : (row_height + bar_height) / 2 + 1);
            const auto target = std::max(b, a) + (b > a ? 0 : 3);
            path("M" + number(a) + " " + number(y(from) + row_height / 2) + "H" + number(target) + "V" + number(end) +
                     "m-3 " + (down ? "-4l3 4l3 -4" : "4l3 -4l3 4"),
                 "none", colour::critical, "opacity=\"0.6\"");
        }
    }

    void draw_status() {
        const auto status = schedule_.options().status_date;
        if (!status || *status < first_ || *status > last_) return;
        path("M" + number(x(*status)) + " " + number(head_height - 20) + "V" + number(bottom()), "none",
             colour::meeting, "stroke-dasharray=\"4 3\"");
    }

    void draw_foot() {
        const auto base = bottom() + 22;
        auto at = margin;
        const auto entry = [&](std::string_view name, double space) {
            words(at + space, base, name, colour::faint, "font-size=\"11\"");
            at += space + static_cast<double>(display_width(name)) * 6.2 + 18;
        };
        box(at, base - 9, 22, 10, colour::critical, "rx=\"1.5\"");
        entry(word("critical", "关键"), 28);
        box(at, base - 9, 22, 10, colour::meeting, "rx=\"5\"");
        entry(word("meeting", "会议"), 28);
        box(at, base - 9, 22, 10, colour::task, "rx=\"1.5\"");
        entry(word("task", "任务"), 28);
        path("M" + number(at + 6) + " " + number(base - 10) + "l6 6l-6 6l-6 -6z", colour::milestone, "none");
        entry(word("milestone", "里程碑"), 18);
        if (options_.floats) {
            path("M" + number(at) + " " + number(base - 4) + "h22m0 -3v6", "none", colour::slack);
            entry(word("float", "总时差"), 28);
        }
        path("M" + number(at) + " " + number(base + 2) + "v-13l8 4l-8 4", colour::deadline, colour::deadline);
        entry(word("deadline", "期限"), 14);
        if (omitted_ > 0)
            words(at, base,
                  options_.language == Language::zh ? "另有 " + std::to_string(omitted_) + " 项活动未显示"
                                                    : "and " + std::to_string(omitted_) + " more activities",
                  colour::text, "font-size=\"11\"");
    }

    const Process& process_;
    const Schedule& schedule_;
    const GanttOptions& options_;
    Table<ActivityId, bool> critical_;
    Table<PhaseId, PhaseDates> phases_;
    std::vector<Row> rows_;
    std::size_t omitted_ = 0;
    Instant first_{};
    Instant last_{};
    double names_ = 0;
    double left_ = 0;
    double right_ = 0;
    double height_ = 0;
    std::string out_;
};

} // namespace

std::string write_gantt(const Process& process, const Schedule& schedule, const GanttOptions& options) {
    return Chart(process, schedule, options).text();
}

} // namespace convene::io
