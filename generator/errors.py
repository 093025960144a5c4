"""What can go wrong, said so that the reader can mend it."""

from __future__ import annotations

import unicodedata


def printable(text: str) -> str:
    """Show what a terminal would obey, hide or fail on by its number: ``\\x1b``, ``\\u202e``, ``\\udcff``.

    File names and what stands in articles can hold such characters; a line feed is one of them.
    """
    return "".join(
        char.encode("unicode_escape").decode("ascii")
        if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        else char
        for char in text
    )


class GeneratorError(Exception):
    """Something the user can mend: wrong settings, a missing folder, unusable weights."""


class ArticleError(GeneratorError):
    """One article cannot be used.

    Attributes:
        path: the article's file, as it was named to us.
        line: 1-based line of the fault, or None where the whole file is meant.
        why: what was found and what a correct one looks like, in one line.
    """

    def __init__(self, path: str, line: int | None, why: str) -> None:
        where = f"{path}:{line}" if line else path
        super().__init__(printable(f"{where}: {why}"))
        self.path, self.line, self.why = path, line, why

    def __reduce__(self) -> tuple[type[ArticleError], tuple[str, int | None, str]]:
        """Exceptions travel between processes by what made them."""
        return ArticleError, (self.path, self.line, self.why)
