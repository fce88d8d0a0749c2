#include <convene/io/locate.hpp>
#include <convene/io/read_portfolio.hpp>
#include <convene/portfolio/synthetic.hpp>

#include "json_events.hpp"
#include "shapes.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace convene::io {

namespace detail {

namespace {

// --- the two kinds of lines

constexpr Shape process_or_file{.one = {"a process or the name of its file", "流程或其文件名"},
                                .many = {"processes", "流程"},
                                .scalar = &read_plain<&ProjectDraft::file>,
                                .object = &process_type};

constexpr Field project_fields[] = {
    required("project", plain<&ProjectDraft::key>),
    required("process", process_or_file),
    field("start", date<&ProjectDraft::start>),
    field("due", date<&ProjectDraft::due>),
    field("priority", integer<&ProjectDraft::priority, std::int32_t, -1'000'000'000, 1'000'000'000>),
    field("weight", integer<&ProjectDraft::weight, std::int32_t, -1'000'000'000, 1'000'000'000>),
    field("weeks", integer<&ProjectDraft::weeks, std::int32_t, -100'000, 100'000>),
};
constexpr ObjectType project_type = part<ProjectDraft>({"project", "项目"}, project_fields);
constexpr Shape project_line = object(project_type);

void check_ends(Reader& r) {
    const auto& link = r.draft<LinkDraft>();
    const bool all_split =
        std::ranges::all_of(link.ends, [](const Key& end) { return end.text.find('/') != std::string::npos; });
    if (link.ends.size() == 2 && all_split) return;
    r.fault(Code::wrong_type, link.ends.empty() ? link.origin : link.ends.front().origin,
            {Text{{"en", "two texts such as \"tower-1/launch\""}, {"zh", "两个形如 \"tower-1/launch\" 的文本"}},
             Text{{"en", "something else"}, {"zh", "其他内容"}}});
}
constexpr Shape end_of_link = plain<&LinkDraft::ends>;
constexpr Shape ends_of_link = [] {
    auto shape = list(end_of_link);
    shape.close = &check_ends;
    return shape;
}();

constexpr Field link_fields[] = {
    required("link", ends_of_link),
    field("min", span<&LinkDraft::min>),
    field("from_edge", word<Edge, &LinkDraft::from_edge>),
    field("to_edge", word<Edge, &LinkDraft::to_edge>),
};
constexpr ObjectType link_type = part<LinkDraft>({"link", "联系"}, link_fields);
constexpr Shape link_line = object(link_type);

/// Looks for the key that tells what a line is, and for nothing else.
struct KindOfLine {
    enum class Kind : std::uint8_t { unknown, project, link };
    Kind kind = Kind::unknown;
    std::size_t depth = 0;

    bool begin_object(std::uint32_t) { return ++depth, true; }
    bool end_object(std::uint32_t) { return --depth, true; }
    bool begin_list(std::uint32_t) { return ++depth, true; }
    bool end_list(std::uint32_t) { return --depth, true; }
    bool key(std::string_view key, std::uint32_t, bool) {
        if (depth != 1) return true;
        if (key == "project") kind = Kind::project;
        if (key == "link") kind = Kind::link;
        return kind == Kind::unknown;
    }
    bool string(std::string_view, std::uint32_t, bool) { return true; }
    bool number(std::string_view, std::uint32_t) { return true; }
    bool boolean(bool, std::uint32_t) { return true; }
    bool null(std::uint32_t) { return true; }
};

} // namespace

} // namespace detail

namespace {

/// Imports are files beside `path`, unless the options say otherwise.
ReadOptions beside(const std::filesystem::path& path, ReadOptions options) {
    options.file = path.string();
    if (!options.load)
        options.load = [folder = path.parent_path(), limits = options.limits](std::string_view import) {
            return read_text_file(folder / std::filesystem::path(import), limits);
        };
    return options;
}

class PortfolioReader {
  public:
    PortfolioReader(const std::filesystem::path& path, const ReadOptions& options)
        : path_(path), given_(options), options_(beside(path, options)) {}

    Result<Portfolio> folder() {
        std::vector<std::filesystem::path> files;
        std::error_code error;
        for (auto at = std::filesystem::directory_iterator(path_, error);
             !error && at != std::filesystem::directory_iterator(); at.increment(error))
            if (at->path().extension() == ".json") files.push_back(at->path());
        if (error)
            return fail({Code::file_unreadable, {}, {path_.string(), error.message()}, {.file = path_.string()}, {}});
        std::ranges::sort(files);
        for (const auto& file : files)
            if (const auto process = read(file)) builder_.project({.key = file.stem().string(), .process = *process});
        return finish(files.size());
    }

    Result<Portfolio> lines(std::string_view text) {
        std::size_t count = 0;
        std::size_t from = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
        while (from < text.size()) {
            const auto end = std::min(text.find('\n', from), text.size());
            if (text.substr(from, end - from).find_first_not_of(" \t\r") != std::string_view::npos) {
                ++count;
                read_line(text.substr(0, end), from);
            }
            from = end + 1;
        }
        locate(faults_, text, path_.string());
        return finish(count);
    }

  private:
    Result<Portfolio> finish(std::size_t count) {
        if (count == 0) faults_.push_back({.code = Code::no_projects, .where = {.file = path_.string()}});
        if (!faults_.empty()) return fail(std::move(faults_));
        auto portfolio = builder_.build();
        if (portfolio) return portfolio;
        for (auto& fault : portfolio.error()) fault.where.file = path_.string();
        return portfolio;
    }

    /// The process of a file, which is read once.
    std::optional<Process> read(const std::filesystem::path& file) {
        const auto [found, fresh] = processes_.try_emplace(file.string());
        if (!fresh) return found->second;
        auto options = given_;
        options.file.clear();
        auto process = read_process_file(file, options);
        if (process)
            found->second = std::move(*process);
        else
            std::ranges::move(process.error(), std::back_inserter(faults_));
        return found->second;
    }

    /// The line that begins at `from` and ends with the text, whose offsets count from the beginning of the file.
    void read_line(std::string_view text, std::size_t from) {
        using Kind = detail::KindOfLine::Kind;
        detail::KindOfLine look;
        (void)detail::parse_json(text, from, options_.limits.depth, look);
        detail::Reader r(options_, look.kind == Kind::link ? detail::link_line : detail::project_line);
        r.run(text, from);
        if (!r.stopped() && look.kind != Kind::link) project(r);
        if (!r.stopped() && look.kind == Kind::link && r.is_fine()) link(r);
        auto faults = r.take_faults();
        std::ranges::stable_sort(faults, {}, [](const Diagnostic& d) { return d.where.offset.value_or(0); });
        for (auto& fault : faults) faults_.push_back(std::move(fault));
    }

    void project(detail::Reader& r) {
        auto& draft = r.draft<detail::ProjectDraft>();
        auto process = draft.file.origin == 0 ? r.finish_process(faults_)
                                              : read(path_.parent_path() / std::filesystem::path(draft.file.text));
        if (!process || !r.is_fine()) return;
        if (draft.weeks != 0) {
            auto later = moved(*process, draft.weeks);
            if (!later) return r.faults(std::move(later.error()), draft.origin);
            process = std::move(*later);
        }
        builder_.project({.key = std::move(draft.key),
                          .process = std::move(*process),
                          .start = draft.start,
                          .due = draft.due,
                          .priority = draft.priority,
                          .weight = draft.weight});
    }

    void link(detail::Reader& r) {
        const auto& draft = r.draft<detail::LinkDraft>();
        const auto split = [](const Key& end) {
            const auto slash = end.text.find('/');
            return std::pair(end.text.substr(0, slash), end.text.substr(slash + 1));
        };
        auto [from_project, from_activity] = split(draft.ends[0]);
        auto [to_project, to_activity] = split(draft.ends[1]);
        builder_.link({.from_project = std::move(from_project),
                       .from_activity = std::move(from_activity),
                       .to_project = std::move(to_project),
                       .to_activity = std::move(to_activity),
                       .from_edge = draft.from_edge,
                       .to_edge = draft.to_edge,
                       .min = draft.min});
    }

    std::filesystem::path path_;
    const ReadOptions& given_;
    ReadOptions options_;
    PortfolioBuilder builder_;
    std::map<std::string, std::optional<Process>> processes_;
    Diagnostics faults_;
};

} // namespace

Result<Portfolio> read_portfolio(const std::filesystem::path& path, const ReadOptions& options) {
    std::error_code error;
    PortfolioReader reader(path, options);
    if (std::filesystem::is_directory(path, error)) return reader.folder();
    const auto text = read_text_file(path, options.limits);
    if (!text) return fail(text.error());
    return reader.lines(*text);
}

} // namespace convene::io
