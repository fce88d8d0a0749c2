"""The mistakes of a host that the compiler refuses: each case of refusals.txt, and that its twin compiles.

    tests/compile/refusals_test.py COMPILER [FLAGS]
"""

import re
import sys
import unittest

from compiling import HERE, Piece, errors

COMPILER, *FLAGS = sys.argv[1:]
# Each case, "# name", "bad: part of the compiler's sentence", statements, "good:", statements.
CASE = re.compile(r"^# (?P<name>.+)\nbad: (?P<why>.+)\n(?P<bad>(?:.+\n)+)good:\n(?P<good>(?:.+\n)+)", re.MULTILINE)


class Refusals(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        text = (HERE / "refusals.txt").read_text(encoding="utf-8")
        cls.cases = list(CASE.finditer(text))
        cls.named = re.findall(r"^# (.+)$", text, re.MULTILINE)
        cls.flags = ["-Wall", "-Werror=unused-result", "-Wno-unused-variable", "-Wno-unused-but-set-variable",
                     "-ferror-limit=0" if "clang" in COMPILER else "-fmax-errors=0", *FLAGS]

    def test_every_case_is_understood(self):
        self.assertEqual([case["name"] for case in self.cases], self.named)
        self.assertGreater(len(self.named), 10)

    def test_what_is_right_compiles(self):
        pieces = [Piece(case["name"], 1, case["good"]) for case in self.cases]
        found, output = errors(COMPILER, pieces, "context.hpp", self.flags)
        self.assertEqual(found, [], output)

    def test_what_is_wrong_is_refused_and_says_why(self):
        pieces = [Piece(case["name"], 1, case["bad"]) for case in self.cases]
        found, output = errors(COMPILER, pieces, "context.hpp", self.flags)
        for case in self.cases:
            with self.subTest(case=case["name"]):
                sentences = [sentence for file, _, sentence in found if file == case["name"]]
                self.assertTrue(any(re.search(case["why"], s) for s in sentences), sentences or output[-2000:])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
