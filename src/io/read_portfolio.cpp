#include <convene/io/read_portfolio.hpp>
#include <convene/portfolio/synthetic.hpp>

#include <boost/json.hpp>

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <utility>

namespace convene::io {

namespace {

namespace json = boost::json;

class PortfolioReader {
  public:
    PortfolioReader(const std::filesystem::path& path, const ReadOptions& options) : path_(path), options_(options) {}

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
        if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
        while (!text.empty()) {
            const auto end = std::min(text.find('\n'), text.size());
            auto line = text.substr(0, end);
            text.remove_prefix(std::min(end + 1, text.size()));
            ++line_;
            if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
            ++count;
            read_line(line);
        }
        return finish(count);
    }

  private:
    [[nodiscard]] Location here() const { return {.file = path_.string(), .line = line_, .column = 1}; }
    void add(Code code, std::vector<Text> arguments) {
        faults_.push_back({code, {}, std::move(arguments), here(), {}});
    }

    Result<Portfolio> finish(std::size_t count) {
        if (count == 0) add(Code::no_projects, {});
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
        auto options = options_;
        options.file.clear();
        auto process = read_process_file(file, options);
        if (process)
            found->second = std::move(*process);
        else
            for (auto& fault : process.error()) faults_.push_back(std::move(fault));
        return found->second;
    }

    void read_line(std::string_view line) {
        json::error_code error;
        json::parse_options parsing;
        parsing.max_depth = options_.limits.depth;
        const auto value = json::parse(json::string_view(line.data(), line.size()), error, {}, parsing);
        if (error) return add(Code::json_syntax, {error.message()});
        if (!value.is_object()) return wrong("an object", "对象", value);
        const auto& object = value.as_object();
        if (object.contains("link")) return read_link(object);
        if (object.contains("project")) return read_project(object);
        add(Code::missing_member, {"project", Text{{"en", "line"}, {"zh", "行"}}});
    }

    void wrong(const char* en, const char* zh, const json::value& value) {
        add(Code::wrong_type, {Text{{"en", en}, {"zh", zh}}, json::serialize(value).substr(0, 40)});
    }

    void refuse_others(const json::object& object, const std::set<std::string_view>& known, Text kind) {
        for (const auto& member : object)
            if (!known.contains(std::string_view(member.key())))
                add(Code::unknown_member, {std::string(member.key()), kind});
    }

    const std::string* text(const json::object& object, const char* key) {
        const auto* value = object.if_contains(key);
        if (value == nullptr) return nullptr;
        if (!value->is_string()) return wrong("a text", "文本", *value), nullptr;
        return &texts_.emplace_back(value->as_string());
    }

    std::optional<Instant> date(const json::object& object, const char* key) {
        const auto* t = text(object, key);
        if (t == nullptr) return std::nullopt;
        const auto found = try_parse_instant(*t);
        if (!found) add(Code::bad_date, {*t});
        return found;
    }

    std::int64_t number(const json::object& object, const char* key, std::int64_t otherwise) {
        const auto* value = object.if_contains(key);
        if (value == nullptr) return otherwise;
        if (!value->is_int64() || value->as_int64() > 1'000'000'000 || value->as_int64() < -1'000'000'000)
            return wrong("a whole number", "整数", *value), otherwise;
        return value->as_int64();
    }

    void read_project(const json::object& object) {
        const Text kind{{"en", "project"}, {"zh", "项目"}};
        refuse_others(object, {"project", "process", "start", "due", "priority", "weight", "weeks"}, kind);
        Project project;
        if (const auto* key = text(object, "project")) project.key = *key;
        project.start = date(object, "start");
        project.due = date(object, "due");
        project.priority = static_cast<std::int32_t>(number(object, "priority", 0));
        project.weight = number(object, "weight", 1);
        const auto* process = object.if_contains("process");
        if (process == nullptr) return add(Code::missing_member, {"process", kind});
        std::optional<Process> found;
        if (process->is_string()) {
            found = read(path_.parent_path() / std::filesystem::path(std::string(process->as_string())));
        } else {
            auto options = options_;
            options.file = path_.string() + ":" + std::to_string(line_);
            if (!options.load)
                options.load = [folder = path_.parent_path(), limits = options.limits](std::string_view import) {
                    return read_text_file(folder / std::filesystem::path(import), limits);
                };
            auto inside = read_process(json::serialize(*process), options);
            if (inside)
                found = std::move(*inside);
            else
                for (auto& fault : inside.error()) faults_.push_back(std::move(fault));
        }
        if (!found) return;
        const auto weeks = number(object, "weeks", 0);
        if (weeks < -100'000 || weeks > 100'000)
            return wrong("at most 100000 weeks", "不超过 100000 周", object.at("weeks"));
        if (weeks != 0) {
            auto later = moved(*found, static_cast<int>(weeks));
            if (!later) {
                for (auto& fault : later.error()) {
                    fault.where = here();
                    faults_.push_back(std::move(fault));
                }
                return;
            }
            found = std::move(*later);
        }
        project.process = std::move(*found);
        builder_.project(std::move(project));
    }

    Edge edge(const json::object& object, const char* key, Edge otherwise) {
        const auto* t = text(object, key);
        if (t == nullptr) return otherwise;
        if (*t == "start") return Edge::start;
        if (*t != "finish") add(Code::unknown_word, {*t, "start, finish"});
        return Edge::finish;
    }

    void read_link(const json::object& object) {
        const Text kind{{"en", "link"}, {"zh", "联系"}};
        refuse_others(object, {"link", "min", "from_edge", "to_edge"}, kind);
        const auto& value = object.at("link");
        const auto* ends = value.if_array();
        ProjectLinkSpec link;
        link.from_edge = edge(object, "from_edge", Edge::finish);
        link.to_edge = edge(object, "to_edge", Edge::start);
        if (const auto* t = text(object, "min")) {
            const auto span = parse_span(*t);
            if (span)
                link.min = *span;
            else
                for (auto fault : span.error()) {
                    fault.where = here();
                    faults_.push_back(std::move(fault));
                }
        }
        const auto split = [](const json::value& v, std::string& project, std::string& activity) {
            const auto* t = v.if_string();
            const auto slash = t == nullptr ? json::string::npos : t->find('/');
            if (slash == json::string::npos) return false;
            project = std::string(t->subview(0, slash));
            activity = std::string(t->subview(slash + 1));
            return true;
        };
        if (ends == nullptr || ends->size() != 2 || !split((*ends)[0], link.from_project, link.from_activity) ||
            !split((*ends)[1], link.to_project, link.to_activity))
            return wrong("two texts such as \"tower-1/launch\"", "两个形如 \"tower-1/launch\" 的文本", value);
        builder_.link(std::move(link));
    }

    std::filesystem::path path_;
    const ReadOptions& options_;
    PortfolioBuilder builder_;
    std::map<std::string, std::optional<Process>> processes_;
    std::deque<std::string> texts_;
    Diagnostics faults_;
    std::uint32_t line_ = 0;
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
