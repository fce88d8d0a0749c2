#include "table.hpp"

#include "terminal.hpp"

#include <convene/core/utf8.hpp>

#include <algorithm>

namespace convene::program {

namespace {

void pad(std::string& line, std::string_view cell, std::size_t width, Table::Align align, bool last) {
    const auto blanks = width - std::min(width, display_width(cell));
    if (align == Table::Align::right) line.append(blanks, ' ');
    line += cell;
    if (align == Table::Align::left && !last) line.append(blanks, ' ');
    if (!last) line += "  ";
}

} // namespace

void Table::column(std::string_view heading, Align align) {
    headings_.emplace_back(heading);
    aligns_.push_back(align);
}

void Table::row(std::vector<std::string> cells, std::string_view style) {
    rows_.push_back({std::move(cells), std::string(style)});
}

std::string Table::text() const {
    std::vector<std::size_t> widths;
    for (std::size_t c = 0; c < headings_.size(); ++c) {
        auto width = display_width(headings_[c]);
        for (const auto& row : rows_) width = std::max(width, display_width(row.cells[c]));
        widths.push_back(width);
    }
    std::string out;
    const auto line = [&](const std::vector<std::string>& cells, std::string_view style) {
        std::string text;
        for (std::size_t c = 0; c < cells.size(); ++c)
            pad(text, cells[c], widths[c], aligns_[c], c + 1 == cells.size());
        while (!text.empty() && text.back() == ' ') text.pop_back();
        out += styled(text, style) + "\n";
    };
    line(headings_, colour::heading);
    for (const auto& row : rows_) line(row.cells, row.style);
    return out;
}

} // namespace convene::program
