#include "json_fault.hpp"

#include <convene/core/utf8.hpp>

#include <array>

namespace convene::io::detail {

namespace {

constexpr std::string_view blanks = " \t\r\n";

/// `0xE4`.
std::string hex(char c) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    return {'0', 'x', digits[byte >> 4U], digits[byte & 15U]};
}

/// The character at `at`, as a person sees it.
std::string shown(std::string_view text, std::size_t at) {
    if (static_cast<unsigned char>(text[at]) < 0x20) return hex(text[at]);
    std::size_t end = at + 1;
    while (end < text.size() && end < at + 4 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    return "\"" + printable(text.substr(at, end - at)) + "\"";
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

/// Whether the parser stopped in or right after an escape: at its letter, one of its digits, or after half a pair.
bool fault_in_escape(std::string_view text, std::size_t at) {
    const auto start = text.substr(0, at).rfind('\\');
    if (start == std::string_view::npos || at - start > 6) return false;
    const auto escape = text.substr(start + 1, at - start - 1);
    if (escape.empty()) return true;
    if (escape.front() != 'u') return false;
    if (escape.size() < 5) return true;
    return (escape[1] == 'd' || escape[1] == 'D') && escape[2] >= '8';
}

/// The usual slips, told by what stands at `at` and the last thing before it.
Text syntax(std::string_view text, std::size_t at) {
    const char here = text[at];
    const auto before_at = text.substr(0, at).find_last_not_of(blanks);
    const char before = before_at == std::string_view::npos ? '\0' : text[before_at];
    if (fault_in_escape(text, at))
        return {
            {"en", "this is not an escape; write \\n, \\t, \\\", \\\\, or \\u and four digits, surrogates in pairs"},
            {"zh", "这不是有效的转义；请写 \\n、\\t、\\\"、\\\\，或 \\u 加四位数字，代理项须成对"}};
    if (before == ',' && (here == '}' || here == ']'))
        return {{"en", "the last entry is followed by a comma; remove it"}, {"zh", "最后一项之后有多余的逗号；请删除"}};
    if (here == '\'') return {{"en", "use double quotes, not single ones"}, {"zh", "字符串应使用双引号，而不是单引号"}};
    if (here == '/' || here == '#')
        return {{"en", "JSON has no comments; remove this one"}, {"zh", "JSON 不支持注释；请删除"}};
    if (here == '\n' || here == '\r')
        return {{"en", "the string is not closed on its line; close it, or write the line break as \\n"},
                {"zh", "字符串未在本行结束；请补上引号，或将换行写成 \\n"}};
    const bool after_value = before == '"' || before == '}' || before == ']' || (before >= '0' && before <= '9');
    if (after_value && (here == '"' || here == '{' || here == '['))
        return {{"en", "a comma or a colon is missing before this"}, {"zh", "此处之前缺少逗号或冒号"}};
    if ((before == '{' || before == ',') && is_letter(here))
        return {{"en", "put the key in double quotes"}, {"zh", "键应放在双引号中"}};
    const auto found = shown(text, at);
    return {{"en", "unexpected " + found}, {"zh", "意外的 " + found}};
}

} // namespace

Diagnostic describe(const JsonFault& fault, std::string_view text, std::size_t depth) {
    Diagnostic d{.code = Code::json_syntax, .where = {.offset = fault.offset}};
    // The parser takes ill-formed bytes for bad syntax, at the first of them or after it.
    if (const auto bad = invalid_utf8(text);
        bad && *bad <= fault.offset + 4 && fault.kind != JsonFault::Kind::too_deep) {
        d.code = Code::not_utf8;
        d.where.offset = static_cast<std::uint32_t>(*bad);
        d.arguments = {hex(text[*bad])};
        return d;
    }
    switch (fault.kind) {
    case JsonFault::Kind::too_deep:
        d.code = Code::nested_too_deep;
        d.arguments = {std::to_string(depth)};
        break;
    case JsonFault::Kind::incomplete:
        if (text.find_first_not_of(blanks, text.starts_with("\xEF\xBB\xBF") ? 3 : 0) == std::string_view::npos) {
            d.code = Code::empty_file;
        } else {
            d.arguments = {Text{{"en", "the text ends too early; a quote, bracket or brace is not closed"},
                                {"zh", "文本不完整；有引号、方括号或花括号未闭合"}}};
        }
        break;
    case JsonFault::Kind::trailing:
        d.arguments = {Text{{"en", "there is more text after the end of the object; remove it"},
                            {"zh", "对象结束之后还有内容；请删除"}}};
        break;
    case JsonFault::Kind::stopped:
    case JsonFault::Kind::syntax:
        if (fault.offset < text.size()) d.arguments = {syntax(text, fault.offset)};
        break;
    }
    return d;
}

} // namespace convene::io::detail
