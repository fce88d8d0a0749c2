#pragma once

#include <string>
#include <string_view>

namespace convene::io::detail {

/// The text for a place between the tags, or in a quoted attribute, of XML and HTML. Control characters are kept: see
/// `printable`.
inline std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else
            out += c;
    }
    return out;
}

} // namespace convene::io::detail
