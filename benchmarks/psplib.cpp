/// \file
/// How far `search` and `solve_exactly` stay from what is known of PSPLIB and ProGen/max. Each schedule is verified.
///
///     psplib --data DIR [--set j30|j60|j120|sm_j10|testset_ubo10]... [--schedules N]... [--every K] [--seed S]
///            [--threads T] [--neighbourhoods N] [--share S] [--proof CONFLICTS] [--groups yes]
///
/// DIR holds `psplib/j30/*.sm` and so on, each with an `optimum.csv`. Without --set all sets, without --schedules 1000,
/// 5000 and 50000. `--every K` takes each K-th instance. Deviations are from the critical path's length, for J30 from
/// the optimum; "known" is the same figure for the best-known makespans. `--groups` also gives each parameter set's
/// excess over it.

#include <convene/rcpsp/benchmark_formats.hpp>
#include <convene/rcpsp/bounds.hpp>
#include <convene/rcpsp/exact.hpp>
#include <convene/rcpsp/search.hpp>
#include <convene/rcpsp/verify.hpp>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

using namespace convene;
using namespace convene::rcpsp;

struct Instance {
    std::string name;
    std::string text;
    Time lower = 0;
    std::optional<Time> upper; // absent: infeasible
};

struct Row {
    double deviation = 0;
    double known = 0;
    bool reached = false;
    bool proven = false;
    bool wrong = false;
    double seconds = 0;
};

/// Some ten seconds for the hardest of J30.
constexpr std::uint64_t exact_conflicts = 300'000;

struct Settings {
    std::filesystem::path data;
    std::vector<std::string> sets;
    std::vector<std::uint64_t> schedules;
    std::size_t every = 1;
    std::uint64_t seed = 1;
    unsigned threads = 1;
    std::uint64_t proof = 0;
    std::uint64_t neighbourhoods = 0;
    double share = 0;
    bool groups = false;
};

std::string read(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<Instance> load(const std::filesystem::path& folder, const std::filesystem::path& answers,
                           std::size_t every) {
    std::vector<Instance> out;
    std::ifstream in(answers);
    std::string line;
    std::getline(in, line);
    for (std::size_t row = 0; std::getline(in, line); ++row) {
        const auto comma = line.find(',');
        if (comma == std::string::npos || row % every != 0) continue;
        Instance i{line.substr(0, comma), read(folder / line.substr(0, comma)), 0, {}};
        const auto answer = line.substr(comma + 1);
        const auto dots = answer.find("..");
        if (answer.find("unsat") == std::string::npos) {
            i.upper = std::atoi(answer.c_str() + (dots == std::string::npos ? 0 : dots + 2));
            i.lower = dots == std::string::npos ? *i.upper : std::atoi(answer.c_str());
        }
        out.push_back(std::move(i));
    }
    return out;
}

template <class Each>
std::vector<Row> measure(const std::vector<Instance>& instances, unsigned threads, Each each) {
    std::vector<Row> rows(instances.size());
    std::atomic<std::size_t> next{0};
    std::vector<std::jthread> pool;
    for (unsigned t = 0; t < threads; ++t)
        pool.emplace_back([&] {
            for (auto i = next++; i < instances.size(); i = next++) {
                const auto from = std::chrono::steady_clock::now();
                rows[i] = each(instances[i]);
                rows[i].seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
            }
        });
    pool.clear();
    return rows;
}

Row heuristic(const Instance& i, const Settings& s, std::uint64_t schedules, bool from_optimum) {
    const auto p = read_psplib(i.text);
    if (!p) return {.wrong = true};
    const auto r = search(*p, {.schedules = schedules,
                               .seed = s.seed,
                               .neighbourhoods = s.neighbourhoods,
                               .neighbourhood_share = s.share,
                               .proof_conflicts = s.proof});
    const double base = from_optimum ? *i.upper : critical_path_bound(*p);
    const bool bad = r.starts.empty() || !verify(*p, r.starts).empty() || r.cost != makespan(*p, r.starts) ||
                     r.cost < i.lower || r.makespan.lower > *i.upper;
    return {.deviation = 100.0 * (static_cast<double>(r.cost) - base) / base,
            .known = 100.0 * (*i.upper - base) / base,
            .reached = r.cost <= *i.upper,
            .proven = r.status == SearchResult::Status::optimal,
            .wrong = bad};
}

Row exact(const Instance& i, bool progen_max) {
    const auto p = progen_max ? read_progen_max(i.text) : read_psplib(i.text);
    // A need above a pool's capacity, or a cycle of minimum lags, is a proof of infeasibility by `build`.
    if (!p) return {.reached = !i.upper, .proven = !i.upper, .wrong = i.upper.has_value()};
    SearchResult start;
    if (!progen_max) start = search(*p, {.schedules = 5000});
    const auto r = solve_exactly(*p, {.incumbent = start.starts, .conflict_limit = exact_conflicts});
    if (r.status == ExactResult::Status::infeasible)
        return {.reached = !i.upper, .proven = true, .wrong = i.upper.has_value()};
    const bool bad = !i.upper || r.starts.empty() || !verify(*p, r.starts).empty() || *r.gap.upper < i.lower ||
                     r.gap.lower > *i.upper;
    return {
        .reached = !bad && *r.gap.upper <= *i.upper, .proven = r.status == ExactResult::Status::optimal, .wrong = bad};
}

bool report(const std::string& title, const std::vector<Instance>& instances, const std::vector<Row>& rows) {
    Row sum;
    std::size_t reached = 0;
    std::size_t proven = 0;
    double slowest = 0;
    bool good = true;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        sum.deviation += rows[i].deviation;
        sum.known += rows[i].known;
        sum.seconds += rows[i].seconds;
        reached += rows[i].reached ? 1 : 0;
        proven += rows[i].proven ? 1 : 0;
        slowest = std::max(slowest, rows[i].seconds);
        if (rows[i].wrong) {
            std::printf("WRONG %s\n", instances[i].name.c_str());
            good = false;
        }
    }
    const auto n = static_cast<double>(std::max<std::size_t>(1, rows.size()));
    std::printf(
        "%-28s n %zu  deviation %.3f %%  known %.3f %%  as good as known %zu  proven %zu  mean %.3f s  max %.3f s\n",
        title.c_str(), rows.size(), sum.deviation / n, sum.known / n, reached, proven, sum.seconds / n, slowest);
    std::fflush(stdout);
    return good;
}

/// By how much each parameter set deviates more than the best-known makespans; `j12011_7.sm` is of set 11.
void report_groups(const std::string& set, const std::vector<Instance>& instances, const std::vector<Row>& rows) {
    std::map<int, std::pair<double, int>> groups;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto& [excess, size] = groups[std::atoi(instances[i].name.c_str() + set.size())];
        excess += rows[i].deviation - rows[i].known;
        ++size;
    }
    for (const auto& [number, sum] : groups) std::printf("  set %d  excess %.2f\n", number, sum.first / sum.second);
}

Settings parse(int count, char** words) {
    Settings s;
    for (int i = 1; i + 1 < count; i += 2) {
        const std::string key = words[i];
        const std::string value = words[i + 1];
        if (key == "--data") s.data = value;
        if (key == "--set") s.sets.push_back(value);
        if (key == "--schedules") s.schedules.push_back(std::strtoull(value.c_str(), nullptr, 10));
        if (key == "--every") s.every = std::max<std::size_t>(1, std::strtoull(value.c_str(), nullptr, 10));
        if (key == "--seed") s.seed = std::strtoull(value.c_str(), nullptr, 10);
        if (key == "--threads") s.threads = std::max(1U, static_cast<unsigned>(std::atoi(value.c_str())));
        if (key == "--neighbourhoods") s.neighbourhoods = std::strtoull(value.c_str(), nullptr, 10);
        if (key == "--share") s.share = std::strtod(value.c_str(), nullptr);
        if (key == "--groups") s.groups = value == "yes";
        if (key == "--proof") s.proof = std::strtoull(value.c_str(), nullptr, 10);
    }
    if (s.sets.empty()) s.sets = {"sm_j10", "testset_ubo10", "j30-exact", "j30", "j60", "j120"};
    if (s.schedules.empty()) s.schedules = {1000, 5000, 50000};
    return s;
}

} // namespace

int main(int count, char** words) {
    const auto s = parse(count, words);
    if (s.data.empty()) {
        std::puts("usage: psplib --data DIR [--set NAME]... [--schedules N]... [--every K] [--seed S] [--threads T] "
                  "[--neighbourhoods N] [--share S] [--proof N] [--groups yes]");
        return 2;
    }
    bool good = true;
    for (const auto& set : s.sets) {
        const bool max = set == "sm_j10" || set == "testset_ubo10";
        const bool proof = max || set == "j30-exact";
        const auto folder = s.data / (max ? "rcpsp-max" : "psplib") / (set == "j30-exact" ? "j30" : set);
        const auto instances = load(folder, max ? folder / "optimum" / "optimum.csv" : folder / "optimum.csv", s.every);
        if (instances.empty()) {
            std::printf("%s: no instances in %s\n", set.c_str(), folder.string().c_str());
            continue;
        }
        if (proof) {
            good &=
                report(set, instances, measure(instances, s.threads, [&](const Instance& i) { return exact(i, max); }));
            continue;
        }
        for (const auto n : s.schedules) {
            const auto rows =
                measure(instances, s.threads, [&](const Instance& i) { return heuristic(i, s, n, set == "j30"); });
            good &= report(set + " " + std::to_string(n), instances, rows);
            if (s.groups) report_groups(set, instances, rows);
        }
    }
    return good ? 0 : 1;
}
