#include "record.hpp"

#include <convene/core/config.hpp>
#include <convene/core/diagnostic.hpp>
#include <convene/core/random.hpp>
#include <convene/core/utf8.hpp>

namespace convene::python {

namespace {

std::vector<std::string> code_names() {
    std::vector<std::string> names;
    for (const auto& info : all_codes) names.emplace_back(info.name);
    return names;
}

void bind_text(py::module_& m) {
    py::class_<Text> text(m, "Text", CONVENE_DOC(Text));
    text.def(py::init<>())
        .def(py::init([](const Text& t) { return t; }), py::arg("wording"))
        // A `Language` is a string.
        .def("in_", py::overload_cast<std::string_view>(&Text::in, py::const_), py::arg("language"),
             CONVENE_DOC(TextView_in))
        .def(
            "wordings", [](const Text& t) { return t.view().wordings(); }, CONVENE_DOC(TextView_wordings))
        .def("empty", &Text::empty, CONVENE_DOC(Text_empty))
        .def("__bool__", [](const Text& t) { return !t.empty(); })
        .def("__str__", [](const Text& t) { return t.in(Language::en); })
        .def("__hash__", [](const Text& t) { return std::hash<std::string>{}(t.packed()); })
        .def(
            "__eq__", [](const Text& a, const Text& b) { return a == b; }, py::is_operator());
    const auto content = [](const Text& t) -> py::object {
        const auto wordings = t.view().wordings();
        if (wordings.empty()) return py::str();
        if (wordings.size() == 1 && wordings.front().first.empty()) return py::str(wordings.front().second);
        py::dict all;
        for (const auto& [language, wording] : wordings) all[py::str(language)] = py::str(wording);
        return all;
    };
    text.def("__repr__", [content](const Text& t) {
        return "Text(" + (t.empty() ? std::string() : py::repr(content(t)).cast<std::string>()) + ")";
    });
    text.def("__reduce__", [content](const py::object& self) {
        return py::make_tuple(py::type::of(self), py::make_tuple(content(self.cast<const Text&>())));
    });
}

void bind_random(py::module_& m) {
    py::class_<Random>(m, "Random", CONVENE_DOC(Random))
        .def(py::init<std::uint64_t>(), py::arg("seed"))
        .def("next", &Random::next, CONVENE_DOC(Random_next))
        .def(
            "below",
            [](Random& r, std::uint32_t bound) {
                if (bound == 0) throw py::value_error("the bound must be above 0");
                return r.below(bound);
            },
            py::arg("bound"), CONVENE_DOC(Random_below))
        .def(
            "between",
            [](Random& r, std::int64_t low, std::int64_t high) {
                if (low > high || high - low >= 0xFFFF'FFFFLL)
                    throw py::value_error("the range must hold 1 to 2^32 - 1 numbers");
                return r.between(low, high);
            },
            py::arg("low"), py::arg("high"), CONVENE_DOC(Random_between))
        .def("unit", &Random::unit, CONVENE_DOC(Random_unit))
        .def("chance", &Random::chance, py::arg("p"), CONVENE_DOC(Random_chance))
        .def("__copy__", [](const Random& r) { return r; })
        .def(
            "__eq__", [](const Random& a, const Random& b) { return a == b; }, py::is_operator());
}

void bind_diagnostic(py::module_& m) {
    Record<Location>(m, "Location", CONVENE_DOC(Location))
        .constructible()
        .field("file", &Location::file)
        .field("offset", &Location::offset, CONVENE_DOC(Location_offset))
        .field("line", &Location::line, CONVENE_DOC(Location_line))
        .field("column", &Location::column)
        .field("pointer", &Location::pointer, CONVENE_DOC(Location_pointer));
    Record<Diagnostic> diagnostic(m, "Diagnostic", CONVENE_DOC(Diagnostic));
    diagnostic.constructible()
        .field("code", &Diagnostic::code)
        .field("object", &Diagnostic::object, CONVENE_DOC(Diagnostic_object))
        .field("arguments", &Diagnostic::arguments, CONVENE_DOC(Diagnostic_arguments))
        .field("where", &Diagnostic::where)
        .field("suggestion", &Diagnostic::suggestion, CONVENE_DOC(Diagnostic_suggestion));
    diagnostic.def("severity", &Diagnostic::severity, CONVENE_DOC(Diagnostic_severity));
    diagnostic.def("__str__", [](const Diagnostic& d) { return to_string(d); });
    const auto english = [] { return py::arg_v("language", Language::en, "Language.en"); };
    m.def("message", &message, py::arg("diagnostic"), english(), CONVENE_DOC(message));
    m.def("to_string", py::overload_cast<const Diagnostic&, Language>(&to_string), py::arg("diagnostic"), english(),
          CONVENE_DOC(to_string_in_diagnostic));
    m.def("to_string", py::overload_cast<const Diagnostics&, Language>(&to_string), py::arg("diagnostics"), english(),
          CONVENE_DOC(to_string_in_diagnostic));
    m.def("has_errors", &has_errors, py::arg("diagnostics"), CONVENE_DOC(has_errors));
    m.def(
        "closest",
        [](const std::string& word, const std::vector<std::string>& candidates) {
            return closest(word, {candidates.begin(), candidates.end()});
        },
        py::arg("word"), py::arg("candidates"), CONVENE_DOC(closest));
}

} // namespace

void bind_core(py::module_& m) {
    add_enum<Severity>(m, CONVENE_DOC(Severity), {"error", "warning", "hint"});
    add_enum<Code>(m, CONVENE_DOC(Code), code_names());
    add_enum<Language>(m, CONVENE_DOC(Language), {"en", "zh"});
    bind_text(m);
    m.def("tag", &tag, py::arg("language"), CONVENE_DOC(tag));
    py::class_<CodeInfo>(m, "CodeInfo", CONVENE_DOC(CodeInfo))
        .def_readonly("code", &CodeInfo::code)
        .def_readonly("name", &CodeInfo::name)
        .def_readonly("severity", &CodeInfo::severity)
        .def_readonly("en", &CodeInfo::en)
        .def_readonly("zh", &CodeInfo::zh)
        .def("__repr__", [](const CodeInfo& c) { return "<CodeInfo " + std::string(c.name) + ">"; });
    m.def("code_info", &code_info, py::arg("code"), py::return_value_policy::reference, CONVENE_DOC(code_info));
    py::list codes;
    for (const auto& info : all_codes) codes.append(py::cast(&info, py::return_value_policy::reference));
    m.attr("all_codes") = py::tuple(codes);
    bind_diagnostic(m);
    bind_random(m);
    m.def(
        "invalid_utf8", [](const py::bytes& text) { return invalid_utf8(std::string_view(text)); }, py::arg("text"),
        CONVENE_DOC(invalid_utf8));
    m.def("display_width", &display_width, py::arg("text"), CONVENE_DOC(display_width));
    m.def("printable", &printable, py::arg("text"), CONVENE_DOC(printable));
    m.def("edit_distance", &edit_distance, py::arg("a"), py::arg("b"), CONVENE_DOC(edit_distance));
    m.attr("__version__") = CONVENE_VERSION_STRING;
}

} // namespace convene::python
