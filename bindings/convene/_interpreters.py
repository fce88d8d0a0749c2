"""In which interpreters the package works."""

import importlib


def refuse_subinterpreters() -> None:
    """Raises an ImportError in any interpreter but the main one: the extension keeps its classes once a process."""
    for name in ("_interpreters", "_xxsubinterpreters"):
        try:
            interpreters = importlib.import_module(name)
        except ImportError:
            continue
        if interpreters.get_current() != interpreters.get_main():
            raise ImportError("convene works in the main interpreter only, not in a subinterpreter")
        return
