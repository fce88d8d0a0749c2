"""Every C++ snippet of the documentation and of the comments of public headers compiles.

    tests/compile/snippets_test.py COMPILER [FLAGS]

A snippet stands as it is in a function of its own; context.hpp has what snippets take for granted.
"""

import re
import sys
import unittest

from compiling import Piece, ROOT, errors

COMPILER, *FLAGS = sys.argv[1:]
FENCE = re.compile(r"^(?P<margin>[ \t]*(?:///[ ]?)?)```cpp\n(?P<text>.*?)^[ \t]*(?:///[ ]?)?```$", re.MULTILINE | re.DOTALL)


def snippets(file, text):
    for found in FENCE.finditer(text):
        lines = found["text"].split("\n")
        if "///" in found["margin"]:
            lines = [re.sub(r"^[ \t]*///[ ]?", "", line) for line in lines]
        yield Piece(file, text.count("\n", 0, found.start("text")) + 1, "\n".join(lines))


def all_snippets():
    files = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md")),
             *sorted((ROOT / "include").rglob("*.hpp"))]
    for file in files:
        yield from snippets(file.relative_to(ROOT), file.read_text(encoding="utf-8"))


class Snippets(unittest.TestCase):
    def test_every_snippet_compiles(self):
        found, output = errors(COMPILER, list(all_snippets()), "context.hpp", ["-w", *FLAGS])
        self.assertEqual(found, [], output)

    def test_snippets_are_found_in_headers_and_pages(self):
        files = [str(piece.file) for piece in all_snippets()]
        for file in ("README.md", "include/convene/convene.hpp", "include/convene/time/time.hpp"):
            self.assertIn(file, files)

    def test_a_snippet_that_does_not_compile_is_found_where_it_stands(self):
        page = "One.\n\n```cpp\nauto n = 1;\nauto m = convene::hours(4);\n```\n\n    /// ```cpp\n    /// int k = \"\";\n    /// ```\n"
        found, _ = errors(COMPILER, list(snippets("page.md", page)), "context.hpp", ["-w", *FLAGS])
        self.assertEqual([(file, line) for file, line, _ in found], [("page.md", 5), ("page.md", 9)])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
