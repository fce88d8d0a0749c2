"""The help of every command has a Chinese text for each description: src/program/help.cpp translates all of them."""

import re
import subprocess
import sys
import unittest

PROGRAM = sys.argv.pop(1)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENTRY = re.compile(r"^  (\S.*?)(?:  +(.*))?$")


def help_of(*command):
    return subprocess.run([PROGRAM, *command, "--help", "--lang", "zh"], capture_output=True, encoding="utf-8",
                          check=True).stdout


def descriptions(text):
    """(name, description) of each option and command; a long name leaves its description to the next line."""
    name = ""
    for line in text.splitlines()[1:]:
        if name and line.startswith(" " * 8):
            yield name, line.strip()
            name = ""
            continue
        entry = ENTRY.match(line)
        name = entry[1] if entry else ""
        if entry and entry[2]:
            yield entry[1], entry[2]
            name = ""


def commands(text):
    listed = text.split("子命令:\n", 1)
    return [line.split()[0] for line in listed[1].split("\n\n")[0].splitlines()] if len(listed) == 2 else []


class HelpTest(unittest.TestCase):
    def check(self, *command):
        text = help_of(*command)
        self.assertRegex(text.splitlines()[0], CHINESE, command)
        found = list(descriptions(text))
        self.assertGreater(len(found), 1, command)
        for name, description in found:
            self.assertRegex(description, CHINESE, (command, name))
        return commands(text)

    def test_is_chinese_throughout(self):
        names = self.check()
        self.assertGreater(len(names), 10)
        for name in names:
            inner = self.check(name)
            for each in inner:
                self.check(name, "launch.json", "--journal", "launch.journal", each)
            self.assertEqual(len(inner) > 10, name == "run")


if __name__ == "__main__":
    unittest.main()
