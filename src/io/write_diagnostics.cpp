#include <convene/io/write_diagnostics.hpp>

#include "json_writer.hpp"

namespace convene::io {

namespace {

std::string_view name(Severity severity) {
    switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::hint: return "hint";
    }
    return {};
}

void write(detail::JsonWriter& out, const Diagnostic& finding, Language language) {
    out.begin_object();
    out.string("code", code_info(finding.code).name);
    out.string("severity", name(finding.severity()));
    out.string("message", message(finding, language));
    if (!finding.object.empty()) out.string("object", finding.object.in(language));
    if (!finding.where.file.empty()) out.string("file", finding.where.file);
    if (finding.where.line > 0) {
        out.integer("line", finding.where.line);
        out.integer("column", finding.where.column);
        out.string("pointer", finding.where.pointer);
    }
    if (!finding.suggestion.empty()) out.string("suggestion", finding.suggestion);
    out.end();
}

} // namespace

std::string write_diagnostics(const Diagnostics& findings, Language language) {
    detail::JsonWriter out;
    out.begin_list();
    for (const auto& finding : findings) write(out, finding, language);
    out.end();
    return out.take();
}

} // namespace convene::io
