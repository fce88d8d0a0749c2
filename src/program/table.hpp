#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace convene::program {

/// A table for a terminal: columns as wide as their widest cell, where a Chinese character counts two.
class Table {
  public:
    enum class Align { left, right };

    void column(std::string_view heading, Align align = Align::left);
    /// *Requires* as many cells as there are columns. `style` is a colour from `Terminal`, or empty.
    void row(std::vector<std::string> cells, std::string_view style = {});

    [[nodiscard]] std::string text() const;

  private:
    struct Row {
        std::vector<std::string> cells;
        std::string style;
    };
    std::vector<std::string> headings_;
    std::vector<Align> aligns_;
    std::vector<Row> rows_;
};

} // namespace convene::program
