"""What the library raises."""

from __future__ import annotations

from typing import Any


class Error(ValueError):
    """What can't be read, built or scheduled. `diagnostics` has every finding, as a list of `Diagnostic`."""

    diagnostics: Any = ()


class Refused(Error):
    """Why a command was not obeyed. `refusal` has everything that stands in its way, as a `Refusal`."""

    refusal: Any = None


Error.__module__ = "convene"
Refused.__module__ = "convene"
