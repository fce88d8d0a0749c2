"""What the tests of this folder share: compiling pieces of code that know where they come from."""

import pathlib
import re
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = pathlib.Path(__file__).resolve().parent


class Piece:
    """Statements with the file and the line in which they begin. `prelude` is what has to stand outside a function."""

    def __init__(self, file, line, text, name=""):
        self.file, self.line, self.name = file, line, name
        lines = text.split("\n")
        self.prelude = [line for line in lines if line.startswith("#")]
        self.body = "\n".join("" if line.startswith("#") else line for line in lines)


def unit(pieces, context):
    """One translation unit with a function for each piece, so that none sees the names of another."""
    out = [f'#include "{HERE / context}"']
    for piece in pieces:
        out += piece.prelude
    for number, piece in enumerate(pieces):
        out += [f"[[maybe_unused]] static auto piece_{number}() {{", f'#line {piece.line} "{piece.file}"', piece.body, "}"]
    return "\n".join(out) + "\n"


def errors(compiler, pieces, context, flags=()):
    """The errors that the compiler finds in the pieces: (file, line, sentence)."""
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, "pieces.cpp")
        source.write_text(unit(pieces, context), encoding="utf-8")
        done = subprocess.run([compiler, "-std=c++20", "-fsyntax-only", f"-I{ROOT / 'include'}", *flags, str(source)],
                              capture_output=True, text=True, check=False)
    found = re.findall(r"^(.+?):(\d+):\d+: (?:fatal )?error: (.*)$", done.stderr, re.MULTILINE)
    # An error in a template is in its header; it belongs to the piece that asked for it.
    if done.returncode != 0 and not found:
        found = [("the compiler", "0", done.stderr)]
    return [(file, int(line), sentence) for file, line, sentence in found], done.stderr
