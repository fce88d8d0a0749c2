"""The class of texts, which is a string of Python that has other languages too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import Self


class Text(str):
    """A text in one or several languages, such as a title: `Text("Kick-off")`, or
    `Text({"zh": "开盘策略决策会", "en": "Launch strategy decision"})`.

    It is a `str`, and reads as the wording without a language, else as the English one, else as the first: it compares
    with strings, sorts, prints and goes into JSON as they do. Two texts are equal if all their wordings are.
    """

    __slots__ = ("_wordings",)
    _wordings: tuple[tuple[str, str], ...]

    def __new__(cls, wording: Text | str | Mapping[str, str] = "") -> Self:
        """The text with this wording, or with a wording for each language of a dict."""
        if isinstance(wording, Text):
            wordings = wording._wordings
        elif isinstance(wording, Mapping):
            wordings = tuple((str(language), str(text)) for language, text in wording.items())
        else:
            wordings = (("", str(wording)),) if wording else ()
        made = super().__new__(cls, _in(wordings, "en"))
        made._wordings = wordings
        return made

    def in_(self, language: str) -> str:
        """The wording for `language` ("zh", "en", ...); if there is none the wording without a language, else the English
        one, else the first. Empty only if the text is."""
        return _in(self._wordings, str(language))

    def wordings(self) -> list[tuple[str, str]]:
        """Every wording with its language, in order of definition; one without a language has the tag ""."""
        return list(self._wordings)

    def empty(self) -> bool:
        """Whether there is no wording."""
        return not self._wordings

    def _content(self) -> str | dict[str, str]:
        if all(not language for language, _ in self._wordings):
            return str.__str__(self)
        return dict(self._wordings)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Text):
            return self._wordings == other._wordings
        return str.__eq__(self, other) if isinstance(other, str) else NotImplemented

    def __ne__(self, other: object) -> bool:
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    __hash__ = str.__hash__

    def __str__(self) -> str:
        return str.__str__(str.__add__(self, ""))

    def __repr__(self) -> str:
        return f"Text({self._content()!r})" if self._wordings else "Text()"

    def __reduce__(self) -> tuple[type[Text], tuple[str | dict[str, str]]]:
        return type(self), (self._content(),)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        return self


def _in(wordings: tuple[tuple[str, str], ...], language: str) -> str:
    by_language = dict(reversed(wordings))
    for tag in (language, "", "en"):
        if by_language.get(tag):
            return by_language[tag]
    return wordings[0][1] if wordings else ""


Text.__module__ = "convene"
