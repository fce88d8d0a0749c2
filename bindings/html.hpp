#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace convene::python {

/// A table as notebooks show it; of long ones the first rows.
class HtmlTable {
  public:
    static constexpr std::size_t most = 50;

    HtmlTable(std::string_view caption, std::initializer_list<std::string_view> heads);

    void row(std::initializer_list<std::string_view> cells);
    /// With how many rows of `all` are not there, as "and 3 more projects".
    [[nodiscard]] std::string text(std::size_t all, std::string_view things) const;

  private:
    void cells(std::initializer_list<std::string_view> texts, std::string_view tag);

    std::string out_;
    std::size_t rows_ = 0;
};

} // namespace convene::python
