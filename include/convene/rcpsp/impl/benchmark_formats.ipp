#pragma once

#include <convene/rcpsp/benchmark_formats.hpp>

#include <charconv>
#include <string>
#include <utility>

namespace convene::rcpsp {

namespace detail {

/// Cuts words off a text and remembers where the first unexpected one stands; after that every read gives 0.
class Scanner {
  public:
    explicit Scanner(std::string_view text) : text_(text) {}

    [[nodiscard]] bool good() const { return !fault_; }
    [[nodiscard]] tl::unexpected<Diagnostics> fault() const { return fail(*fault_); }

    std::string_view word() {
        while (at_ < text_.size() && blank(text_[at_])) ++at_;
        const auto from = at_;
        while (at_ < text_.size() && !blank(text_[at_])) ++at_;
        start_ = from;
        return text_.substr(from, at_ - from);
    }

    void refuse(std::string_view expected, std::string_view found) {
        if (fault_) return;
        std::uint32_t line = 1;
        std::uint32_t column = 1;
        for (std::size_t i = 0; i < start_; ++i) {
            ++column;
            if (text_[i] == '\n') ++line, column = 1;
        }
        fault_ = Diagnostic{.code = Code::bad_benchmark_text,
                            .arguments = {std::string(expected), std::string(found.substr(0, 40))},
                            .where = {.offset = static_cast<std::uint32_t>(start_), .line = line, .column = column}};
    }

    /// A whole number in [low, high], possibly in brackets.
    std::int32_t number(std::int64_t low, std::int64_t high, std::string_view what = "a number") {
        if (fault_) return 0;
        const auto raw = word();
        auto digits = raw;
        if (digits.size() > 2 && digits.front() == '[' && digits.back() == ']')
            digits = digits.substr(1, digits.size() - 2);
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (error != std::errc{} || end != digits.data() + digits.size() || value < low || value > high)
            return refuse(std::string(what) + " from " + std::to_string(low) + " to " + std::to_string(high), raw), 0;
        return static_cast<std::int32_t>(value);
    }

    /// Moves behind the next line that contains `mark`.
    void skip_past(std::string_view mark) {
        if (fault_) return;
        const auto found = text_.find(mark, at_);
        if (found == std::string_view::npos) return start_ = at_, refuse(mark, "");
        const auto end = text_.find('\n', found);
        at_ = end == std::string_view::npos ? text_.size() : end + 1;
    }
    /// Moves behind `mark`, on its line.
    void find(std::string_view mark) {
        if (fault_) return;
        const auto found = text_.find(mark, at_);
        if (found == std::string_view::npos) return start_ = at_, refuse(mark, "");
        at_ = found + mark.size();
    }
    void next_line() {
        const auto end = text_.find('\n', at_);
        at_ = end == std::string_view::npos ? text_.size() : end + 1;
    }
    /// Whether another word stands on this line.
    [[nodiscard]] bool more_on_line() const {
        for (auto i = at_; i < text_.size() && text_[i] != '\n'; ++i)
            if (!blank(text_[i])) return true;
        return false;
    }
    /// Whether anything but white space follows.
    void expect_end() {
        if (fault_) return;
        if (const auto rest = word(); !rest.empty()) refuse("the end", rest);
    }

  private:
    static bool blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t start_ = 0;
    std::optional<Diagnostic> fault_;
};

inline constexpr std::int64_t benchmark_limit = 10'000'000;

inline void read_capacities(Scanner& in, ProblemData& d, std::int32_t pools) {
    for (std::int32_t k = 0; k < pools; ++k) d.capacities.push_back({{0, in.number(0, benchmark_limit, "a capacity")}});
}

inline void read_needs(Scanner& in, ProblemData& d, Job job, std::int32_t pools) {
    for (std::int32_t k = 0; k < pools; ++k)
        if (const auto amount = in.number(0, benchmark_limit, "a need"); amount > 0)
            d.demands.push_back({job, static_cast<Pool>(k), amount});
}

} // namespace detail

CONVENE_DECL Result<Problem> read_psplib(std::string_view text) {
    detail::Scanner in(text);
    ProblemData d;
    in.find("jobs (incl. supersource/sink ):");
    const auto jobs = in.number(1, detail::benchmark_limit, "a number of jobs");
    in.find("- renewable");
    in.find(":");
    const auto pools = in.number(0, 1000, "a number of pools");
    in.skip_past("PRECEDENCE RELATIONS:");
    in.next_line();
    for (std::int32_t j = 0; j < jobs && in.good(); ++j) {
        in.number(j + 1, j + 1, "the job");
        in.number(1, 1, "the number of modes");
        const auto count = in.number(0, jobs, "a number of successors");
        for (std::int32_t i = 0; i < count && in.good(); ++i)
            d.arcs.push_back({static_cast<Job>(j), static_cast<Job>(in.number(1, jobs, "a successor") - 1)});
    }
    in.skip_past("REQUESTS/DURATIONS:");
    in.next_line();
    in.next_line();
    for (std::int32_t j = 0; j < jobs && in.good(); ++j) {
        in.number(j + 1, j + 1, "the job");
        in.number(1, 1, "the mode");
        d.durations.push_back(in.number(0, detail::benchmark_limit, "a duration"));
        detail::read_needs(in, d, static_cast<Job>(j), pools);
    }
    in.skip_past("RESOURCEAVAILABILITIES:");
    in.next_line();
    detail::read_capacities(in, d, pools);
    if (!in.good()) return in.fault();
    return build(std::move(d));
}

CONVENE_DECL Result<Problem> read_patterson(std::string_view text) {
    detail::Scanner in(text);
    ProblemData d;
    const auto jobs = in.number(1, detail::benchmark_limit, "a number of jobs");
    const auto pools = in.number(0, 1000, "a number of pools");
    detail::read_capacities(in, d, pools);
    for (std::int32_t j = 0; j < jobs && in.good(); ++j) {
        d.durations.push_back(in.number(0, detail::benchmark_limit, "a duration"));
        detail::read_needs(in, d, static_cast<Job>(j), pools);
        const auto count = in.number(0, jobs, "a number of successors");
        for (std::int32_t i = 0; i < count && in.good(); ++i)
            d.arcs.push_back({static_cast<Job>(j), static_cast<Job>(in.number(1, jobs, "a successor") - 1)});
    }
    in.expect_end();
    if (!in.good()) return in.fault();
    return build(std::move(d));
}

CONVENE_DECL Result<Problem> read_progen_max(std::string_view text) {
    detail::Scanner in(text);
    ProblemData d;
    const auto jobs = in.number(0, detail::benchmark_limit, "a number of jobs") + 2;
    const auto pools = in.number(0, 1000, "a number of pools");
    in.number(0, 0, "the number of non-renewable pools");
    in.number(0, 0, "the number of doubly constrained pools");
    std::vector<std::int32_t> targets;
    for (std::int32_t j = 0; j < jobs && in.good(); ++j) {
        in.number(j, j, "the job");
        in.number(1, 1, "the number of modes");
        const auto count = in.number(0, jobs, "a number of successors");
        targets.clear();
        for (std::int32_t i = 0; i < count && in.good(); ++i) targets.push_back(in.number(0, jobs - 1, "a successor"));
        for (const auto to : targets) {
            const auto lag = in.number(-detail::benchmark_limit, detail::benchmark_limit, "a lag");
            d.arcs.push_back({static_cast<Job>(j), static_cast<Job>(to), lag, Edge::start, Edge::start});
        }
    }
    for (std::int32_t j = 0; j < jobs && in.good(); ++j) {
        in.number(j, j, "the job");
        in.number(1, 1, "the mode");
        d.durations.push_back(in.number(0, detail::benchmark_limit, "a duration"));
        detail::read_needs(in, d, static_cast<Job>(j), pools);
    }
    detail::read_capacities(in, d, pools);
    in.expect_end();
    if (!in.good()) return in.fault();
    return build(std::move(d));
}

CONVENE_DECL Result<MultiProject> read_mplib(std::string_view text) {
    detail::Scanner in(text);
    ProblemData d;
    MultiProject out;
    struct Reference {
        Job from;
        std::int32_t project;
        std::int32_t job;
    };
    std::vector<Reference> references;
    const auto projects = in.number(1, 100'000, "a number of projects");
    const auto pools = in.number(0, 1000, "a number of pools");
    detail::read_capacities(in, d, pools);
    for (std::int32_t p = 0; p < projects && in.good(); ++p) {
        out.first.push_back(static_cast<Job>(d.durations.size()));
        const auto jobs = in.number(1, detail::benchmark_limit, "a number of jobs");
        const auto release = in.number(0, detail::benchmark_limit, "a release");
        out.due.emplace_back();
        if (in.more_on_line()) out.due.back() = in.number(0, detail::benchmark_limit, "a due date");
        for (std::int32_t k = 0; k < pools; ++k) in.number(0, 1, "0 or 1");
        for (std::int32_t j = 0; j < jobs && in.good(); ++j) {
            const auto job = static_cast<Job>(d.durations.size());
            d.durations.push_back(in.number(0, detail::benchmark_limit, "a duration"));
            d.windows.push_back({.earliest = release});
            detail::read_needs(in, d, job, pools);
            const auto count = in.number(0, detail::benchmark_limit, "a number of successors");
            for (std::int32_t i = 0; i < count && in.good(); ++i) {
                const auto word = in.word();
                const auto colon = word.find(':');
                detail::Scanner project(word.substr(0, colon));
                detail::Scanner target(colon == std::string_view::npos ? "" : word.substr(colon + 1));
                const Reference r{job, project.number(1, projects), target.number(1, detail::benchmark_limit)};
                if (!project.good() || !target.good()) in.refuse("a successor as project:job", word);
                references.push_back(r);
            }
        }
    }
    in.expect_end();
    out.first.push_back(static_cast<Job>(d.durations.size()));
    for (const auto& r : references) {
        if (!in.good()) break;
        const auto p = static_cast<std::size_t>(r.project);
        if (static_cast<Job>(r.job) > out.first[p] - out.first[p - 1])
            in.refuse("successors that exist", std::to_string(r.project) + ":" + std::to_string(r.job));
        else
            d.arcs.push_back({r.from, out.first[p - 1] + static_cast<Job>(r.job) - 1});
    }
    if (!in.good()) return in.fault();
    auto problem = build(std::move(d));
    if (!problem) return fail(problem.error());
    out.problem = std::move(*problem);
    return out;
}

} // namespace convene::rcpsp
