#include "html.hpp"

#include <convene/io/detail/markup.hpp>

namespace convene::python {

using io::detail::escaped;

HtmlTable::HtmlTable(std::string_view caption, std::initializer_list<std::string_view> heads) : out_("<table>") {
    if (!caption.empty()) out_ += "<caption>" + escaped(caption) + "</caption>";
    cells(heads, "th");
}

void HtmlTable::row(std::initializer_list<std::string_view> texts) {
    cells(texts, "td");
    ++rows_;
}

std::string HtmlTable::text(std::size_t all, std::string_view things) const {
    auto out = out_ + "</table>";
    if (all > rows_) out += "<p>and " + std::to_string(all - rows_) + " more " + std::string(things) + "</p>";
    return out;
}

void HtmlTable::cells(std::initializer_list<std::string_view> texts, std::string_view tag) {
    out_ += "<tr>";
    for (const auto text : texts) {
        out_.append("<").append(tag).append(">").append(escaped(text));
        out_.append("</").append(tag).append(">");
    }
    out_ += "</tr>";
}

} // namespace convene::python
