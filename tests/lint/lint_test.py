"""Each rule of scripts/lint refuses the tree made for it, at the line expected, and a good tree passes."""

import importlib.machinery
import importlib.util
import pathlib
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "scripts" / "lint"
loader = importlib.machinery.SourceFileLoader("lint", str(SCRIPT))
lint = importlib.util.module_from_spec(importlib.util.spec_from_loader("lint", loader))
loader.exec_module(lint)

ONCE = "#pragma once\n"
MARK = "TO" + "DO"

GOOD = {
    "include/convene/core/id.hpp": ONCE + "#include <vector>\n"
                                          "#if defined(CONVENE_HEADER_ONLY)\n"
                                          "#include <convene/core/impl/id.ipp>\n#endif\n",
    "include/convene/core/impl/id.ipp": ONCE + "#include <convene/core/id.hpp>\n",
    "include/convene/core/detail/shared.hpp": ONCE,
    "include/convene/time/time.hpp": ONCE + "#include <convene/core/detail/shared.hpp>\n",
    "include/convene/core/core.hpp": ONCE + "#include <convene/core/id.hpp>\n",
    "include/convene/graph/bgl.hpp": ONCE + "#include <boost/graph/graph_traits.hpp>\n#include <convene/core/id.hpp>\n",
    "include/convene/convene.hpp": ONCE + "#include <convene/graph/bgl.hpp>\n",
    "src/core.cpp": "#include <convene/core/impl/id.ipp>\n",
    "src/io/json.cpp": "#include <boost/json/basic_parser.hpp>\nboost::json::value v;\n",
    "src/program/main.cpp": "#include <CLI/CLI.hpp>\nauto now = std::chrono::system_clock::now();\n",
    "bindings/module.cpp": "#include <pybind11/pybind11.h>\n",
    "tests/core/id_test.cpp": "#include <convene/core/id.hpp>\n"
                              "struct A { A() = default; };\n"
                              "// a comment may say default: or boost::json or system_clock\n"
                              "const char* text = \"default: \";\n"
                              "const char* raw = R\"(default: \" boost::json)\";\n"
                              "int f() { switch (1'000'000) { case 1: return 'd'; } return std::ranges::size(text); }\n",
    "tests/graph/bgl_test.cpp": "#include <boost/graph/depth_first_search.hpp>\n#include <convene/graph/bgl.hpp>\n",
    "docs/guide.md": "Run it in ~/tmp/ or https://example.org/home/page, see /usr/share/doc.\n",
}

# rule -> the trees that it must refuse: what is added to the good tree, and where the faults are.
BAD = {
    "layers": [
        ({"include/convene/core/a.hpp": ONCE + "#include <convene/graph/bgl.hpp>\n"}, ["include/convene/core/a.hpp:2"]),
        ({"include/convene/time/a.hpp": ONCE + "\n#include <convene/graph/bgl.hpp>\n"}, ["include/convene/time/a.hpp:3"]),
        ({"src/check.cpp": "#include <convene/staffing/level.hpp>\n"}, ["src/check.cpp:1"]),
        ({"src/model.cpp": "#include <convene/nowhere/x.hpp>\n"}, ["src/model.cpp:1"]),
        ({"include/convene/extra/a.hpp": ONCE}, ["include/convene/extra/a.hpp:1"]),
        ({"src/time.cpp": "#include <convene/convene.hpp>\n"}, ["src/time.cpp:1"]),
        # One below the other: rcpsp knows nothing of a process, staffing and check nothing of each other.
        ({"src/rcpsp.cpp": "#include <convene/model/process.hpp>\n"}, ["src/rcpsp.cpp:1"]),
        ({"src/staffing.cpp": "#include <convene/check/check.hpp>\n#include <convene/rcpsp/problem.hpp>\n"},
         ["src/staffing.cpp:1"]),
        ({"include/convene/core/detail/a.hpp": ONCE + "#include <convene/time/detail/b.hpp>\n"},
         ["include/convene/core/detail/a.hpp:2"]),
    ],
    "insides": [
        ({"src/time.cpp": "#include <convene/core/impl/id.ipp>\n#include <convene/core/detail/shared.hpp>\n"},
         ["src/time.cpp:1"]),
        ({"src/program/a.cpp": "#include <convene/core/impl/id.ipp>\n"}, ["src/program/a.cpp:1"]),
        ({"examples/a.cpp": "#include <convene/core/detail/shared.hpp>\n"}, ["examples/a.cpp:1"]),
        ({"tests/time/x_test.cpp": "#include <convene/time/impl/t.hpp>\n#include <convene/core/impl/id.ipp>\n"},
         ["tests/time/x_test.cpp:2"]),
    ],
    "include_forms": [
        ({"src/io/a.cpp": '#include "../io/b.hpp"\n'}, ["src/io/a.cpp:1"]),
        ({"include/convene/core/a.hpp": ONCE + '#include "id.hpp"\n'}, ["include/convene/core/a.hpp:2"]),
    ],
    "fences": [
        ({"src/graph.cpp": "#include <boost/graph/graph_traits.hpp>\n"}, ["src/graph.cpp:1", "src/graph.cpp:1"]),
        ({"tests/core/x_test.cpp": "#include <boost/json.hpp>\n"}, ["tests/core/x_test.cpp:1"]),
        ({"include/convene/io/json.hpp": ONCE + "namespace boost::json { class value; }\n"},
         ["include/convene/io/json.hpp:2", "include/convene/io/json.hpp:2"]),
        ({"src/program/a.cpp": "int n = sqlite3_open(nullptr, nullptr);\n"}, ["src/program/a.cpp:1"]),
        ({"src/io/a.cpp": "#include <CLI/CLI.hpp>\n"}, ["src/io/a.cpp:1"]),
        ({"src/io/a.cpp": "#include <pybind11/stl.h>\n"}, ["src/io/a.cpp:1"]),
        ({"include/convene/core/core.hpp": ONCE + "#include <thread>\nstd::jthread worker;\n"},
         ["include/convene/core/core.hpp:2", "include/convene/core/core.hpp:3"]),
    ],
    "default_label": [
        ({"src/core.cpp": "#include <convene/core/impl/id.ipp>\nvoid f(int x) { switch (x) { default : return; } }\n"},
         ["src/core.cpp:2"]),
    ],
    "pragma_once": [
        ({"include/convene/core/core.hpp": "#include <vector>\n#pragma once\n"}, ["include/convene/core/core.hpp:1"]),
    ],
    "unfinished": [
        ({"docs/a.md": f"first\n{MARK}: more\n"}, ["docs/a.md:2"]),
        ({"scripts/run": f"# {MARK}\n"}, ["scripts/run:1"]),
    ],
    "length": [
        ({"src/core.cpp": "#include <convene/core/impl/id.ipp>\n" + "\n" * 450}, ["src/core.cpp:451"]),
        ({"tests/core/x_test.cpp": "\n" * 641}, ["tests/core/x_test.cpp:641"]),
        ({"src/io/long.cpp": "\n" * 461}, ["src/io/long.cpp:461"]),   # on the list, but it grew
        ({"src/io/long.cpp": "\n" * 450}, ["src/io/long.cpp:1"]),     # on the list, but it shrank
    ],
    "function_length": [
        ({"src/io/a.cpp": "namespace n {\nstruct S {\n    S() : a_{1} {}\n    int a_;\n};\nint f(int x) {\n" + "\n" * 79 + "}\n}\n"},
         ["src/io/a.cpp:6"]),
        ({"src/io/a.cpp": "bool S::operator==(S) const {\n    const auto g = [] {" + "\n" * 80 + "};\n}\n"}, ["src/io/a.cpp:1"]),
        ({"src/io/long.cpp": "\n" * 460 + "void f() {\n}\n"}, ["src/io/long.cpp:1"]),
    ],
    "header_tested": [
        ({"include/convene/core/a.hpp": ONCE}, ["include/convene/core/a.hpp:1"]),
        ({"include/convene/core/a.hpp": ONCE, "tests/core/x_test.cpp": "#include <convene/core/detail/a.hpp>\n"},
         ["include/convene/core/a.hpp:1"]),
    ],
    "nodiscard": [
        ({"include/convene/core/core.hpp": ONCE + "Result<int> half(int n);\n[[nodiscard]] Result<int> whole(int n);\n"},
         ["include/convene/core/core.hpp:2"]),
        ({"include/convene/core/core.hpp": ONCE + "class A {\n    CONVENE_DECL Decision\n    execute(int);\n};\n"},
         ["include/convene/core/core.hpp:3"]),
    ],
    "bodies_reached": [
        ({"include/convene/core/impl/b.ipp": ONCE},
         ["include/convene/core/impl/b.ipp:1", "include/convene/core/impl/b.ipp:1"]),
        ({"include/convene/core/core.hpp": ONCE + "#include <convene/core/impl/b.ipp>\n",
          "include/convene/core/impl/b.ipp": ONCE}, ["include/convene/core/impl/b.ipp:1"]),
    ],
    "clocks": [
        ({"include/convene/core/core.hpp": ONCE + "auto t = std::chrono::steady_clock::now();\n"},
         ["include/convene/core/core.hpp:2"]),
        ({"tests/core/x_test.cpp": "void f() { std::this_thread::sleep_for(1s); }\n"}, ["tests/core/x_test.cpp:1"]),
        ({"tests/CMakeLists.txt": "set_tests_properties(a PROPERTIES TIMEOUT 5)\n"}, ["tests/CMakeLists.txt:1"]),
        ({"tests/python/a_test.py": "import time\ntime.sleep(1)\n"}, ["tests/python/a_test.py:2"]),
    ],
    "platform_random": [
        ({"tests/core/x_test.cpp": "std::uniform_int_distribution<int> die(1, 6);\n"}, ["tests/core/x_test.cpp:1"]),
    ],
    "machine_paths": [
        ({"docs/a.md": "see `/ho" + "me/me/x`\n"}, ["docs/a.md:1"]),
        ({"src/core.cpp": "#include <convene/core/impl/id.ipp>\nauto p = \"/tm" + "p/x\";\n"}, ["src/core.cpp:2"]),
    ],
}


def faults(files, rules):
    """`path:line` of each fault that these rules find in a tree of these files."""
    with tempfile.TemporaryDirectory() as root:
        for path, text in files.items():
            target = pathlib.Path(root, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        tree = lint.read_tree(root)
        return sorted(f"{path}:{line}" for rule in rules for path, line, _ in rule(tree))


# The lists of what is longer belong to the project's own tree.
lint.LONG_FILES = {"src/io/long.cpp": 460}
lint.LONG_FUNCTIONS = {"src/io/long.cpp f": 90}


class Lint(unittest.TestCase):
    def test_a_good_tree_passes_every_rule(self):
        self.assertEqual(faults(GOOD, lint.RULES), [])

    def test_each_rule_refuses_its_trees(self):
        for rule in lint.RULES:
            for added, expected in BAD[rule.__name__]:
                with self.subTest(rule=rule.__name__, added=list(added)):
                    self.assertEqual(faults(GOOD | added, [rule]), expected)

    def test_every_rule_has_a_tree(self):
        self.assertEqual(sorted(BAD), sorted(rule.__name__ for rule in lint.RULES))


if __name__ == "__main__":
    unittest.main()
