#pragma once

#include <convene/io/read_process.hpp>

#include <support/coded.hpp>

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace convene::test {

/// A finding in one line: `code line:column pointer | object | arguments | suggestion`, without what is empty.
inline std::string line_of(const Diagnostic& d) {
    const auto name = code_info(d.code).name;
    return std::string(name) + " " + std::to_string(d.where.line) + ":" + std::to_string(d.where.column) + " " +
           d.where.pointer + coded(d).substr(name.size());
}

template <class T>
std::vector<std::string> lines_of(const Result<T>& result) {
    std::vector<std::string> lines;
    if (!result)
        for (const auto& d : result.error()) lines.push_back(line_of(d));
    return lines;
}

/// The faults of a process file, or of a calendar file.
inline std::vector<std::string> faults(std::string_view text, const io::ReadOptions& options = {}) {
    return lines_of(io::read_process(text, options));
}
inline std::vector<std::string> calendar_faults(std::string_view text, const io::ReadOptions& options = {}) {
    return lines_of(io::read_calendars(text, options));
}

/// A process file with this inside, which begins in line 2 and column 1.
inline std::string process_with(std::string_view members) {
    return "{\"convene\": 1, \"id\": \"p\",\n" + std::string(members) + "}";
}

/// The same with the members of one activity "a".
inline std::string activity_with(std::string_view members) {
    return process_with("\"activities\": [{\"id\": \"a\",\n" + std::string(members) + "}]");
}

} // namespace convene::test
