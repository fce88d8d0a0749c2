"""Whoever includes the headers with all warnings on, as errors, sees none of ours: in both modes.

    tests/compile/warnings_test.py COMPILER...
"""

import subprocess
import sys
import unittest

from compiling import ROOT

WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Wsign-conversion", "-Werror"]


def headers():
    return [path.relative_to(ROOT / "include").as_posix() for path in sorted((ROOT / "include/convene").glob("*/*.hpp"))]


def complaints(compiler, source, mode):
    done = subprocess.run([compiler, "-std=c++20", "-fsyntax-only", *mode, *WARNINGS, f"-I{ROOT / 'include'}", "-x", "c++", "-"],
                          input=source, capture_output=True, text=True, check=False)
    return done.stderr if done.returncode else ""


class Warnings(unittest.TestCase):
    def test_the_headers_are_clean(self):
        source = "".join(f"#include <{header}>\n" for header in headers())
        for compiler in sys.argv[1:]:
            for mode in ([], ["-DCONVENE_HEADER_ONLY"]):
                with self.subTest(compiler=compiler, mode=mode):
                    self.assertEqual(complaints(compiler, source, mode), "")

    def test_a_warning_is_seen(self):
        for compiler in sys.argv[1:]:
            self.assertIn("conversion", complaints(compiler, "unsigned f(int i) { return i; }\n", []))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
