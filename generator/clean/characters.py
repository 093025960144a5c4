"""First step: one kind of line break, no invisible characters, one kind of space.

Control characters, zero-width characters and the marks that turn the direction of writing can hide
text from a reader or break a page; none of them carries a word of English. Typographic characters
that can be seen (curly quotation marks, dashes) stay as they are.
"""

from __future__ import annotations

import html
import re
import unicodedata

from generator.model import Dropped

LINE_BREAK = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
# C0 and C1 controls but tab and line feed; soft hyphen; zero-width; bidi; fillers; annotations; tags.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
SPACE = re.compile(r"\s+")
# Putting combining marks into their order takes the square of their number. A letter of any language has
# two or three; Unicode's stream-safe format (UAX #15, section 13) ends a run after 30.
MARKS = 30
BEYOND_LATIN = re.compile(rf"[^\x00-\u02ff]{{{MARKS + 1},}}")
# With the semicolon only: "AT&T" and "R&amp" are the author's business.
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def lines_of(text: str) -> list[str]:
    """Split into lines at every kind of line break, so that line numbers are what an editor shows."""
    return LINE_BREAK.split(text)


def visible(text: str, first_line: int = 1) -> tuple[str, list[Dropped]]:
    """Take the invisible characters out.

    Args:
        text: a whole file.
        first_line: the number of its first line.

    Returns:
        The text with line feeds as its only line breaks, and one record for each line that lost something.
    """
    kept: list[str] = []
    dropped: list[Dropped] = []
    for number, line in enumerate(lines_of(text), first_line):
        found = INVISIBLE.findall(line)
        if found:
            line = INVISIBLE.sub("", line)
            dropped.append(Dropped(number, "invisible-characters", "".join(found)))
        cut = fewer_marks(line)
        if len(cut) < len(line):
            dropped.append(Dropped(number, "combining-marks", f"{len(line) - len(cut):,} on one letter"))
        kept.append(cut)
    return "\n".join(kept), dropped


def tidy(text: str) -> str:
    """Return the text on one line, in NFC, its runs of space (no-break space too) made single."""
    return SPACE.sub(" ", unicodedata.normalize("NFC", fewer_marks(INVISIBLE.sub("", text)))).strip()


def fewer_marks(text: str) -> str:
    """Leave each letter at most ``MARKS`` combining marks, so that normalising takes linear time."""
    return BEYOND_LATIN.sub(_fewer_marks, text)


def _fewer_marks(match: re.Match[str]) -> str:
    kept: list[str] = []
    run = 0
    for char in match[0]:
        run = run + 1 if unicodedata.combining(char) else 0
        if run <= MARKS:
            kept.append(char)
    return "".join(kept)


def unescape(text: str) -> str:
    """Decode the character entities (``&nbsp;``, ``&#8217;``) of a text that is not parsed as markup."""
    return ENTITY.sub(lambda match: html.unescape(match[0]), text)
