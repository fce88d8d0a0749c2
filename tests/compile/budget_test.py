"""What the headers by which people enter pull in: at most 2 % more lines than the table says.

    tests/compile/budget_test.py COMPILER [--update]

Lines that are not blank, preprocessed by GCC 12 with Boost and tl::expected as Debian 12 has them. Whoever makes a header
lighter lowers its numbers (`--update` prints the table as it would be); a new number above the old one needs a reason.
"""

import subprocess
import sys
import unittest

from compiling import ROOT

COMPILER = sys.argv[1]
MARGIN = 1.02

# header: lines with the compiled library, lines with CONVENE_HEADER_ONLY
BUDGETS = {
    "convene": (60492, 83104),
    "run/run": (69527, 85953),
    "staffing/staffing": (60580, 92854),
    "portfolio/portfolio": (60625, 96934),
    "rcpsp/rcpsp": (53687, 73573),
}


def lines(header, header_only):
    mode = ["-DCONVENE_HEADER_ONLY"] if header_only else []
    done = subprocess.run([COMPILER, "-std=c++20", *mode, f"-I{ROOT / 'include'}", "-E", "-P", "-x", "c++", "-"],
                          input=f"#include <convene/{header}.hpp>\n", capture_output=True, text=True, check=True)
    return sum(1 for line in done.stdout.split("\n") if line.strip())


class Budgets(unittest.TestCase):
    def test_no_entry_header_is_heavier_and_the_table_says_what_is_there(self):
        for header, budget in BUDGETS.items():
            for header_only, most in zip((False, True), budget):
                with self.subTest(header=header, header_only=header_only):
                    count = lines(header, header_only)
                    self.assertLessEqual(count, most * MARGIN, "pulls in too much")
                    self.assertGreaterEqual(count * MARGIN, most, "is lighter than the table says: lower the number")


if __name__ == "__main__":
    if "--update" in sys.argv:
        for entry in BUDGETS:
            print(f'    "{entry}": ({lines(entry, False)}, {lines(entry, True)}),')
    else:
        unittest.main(argv=sys.argv[:1])
