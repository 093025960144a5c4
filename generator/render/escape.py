"""Article text is untrusted: what makes it text, and nothing but text, wherever a page puts it.

Markdown extensions are site-wide, and a host site may switch on any of them (attribute lists,
snippets, macros, admonitions, tabs, footnotes, emoji, automatic links ...). Rather than know them
all, every ASCII character that could begin syntax is written as a numeric character reference,
which HTML and Markdown show as the character and no extension reads.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit, urlunsplit

# What stays as it is, so that a page's source can be read: letters, digits, single spaces, commas,
# a full stop that ends a word, a hyphen inside one. ("1." would begin a list, "www." a link.)
_SYNTAX = re.compile(r"(?<=[^\W\d_])[.](?= |$)|(?<=[^\W_])-(?=[^\W_])|([!-+\-./:-@\[-`{-~])")

# Control characters have no look, break a line or (2 and 3) are Python-Markdown's own placeholders, and so
# do the separators of lines and paragraphs (Unicode's categories Cc, Zl and Zp).
_SPACES = re.compile("[\\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")

# Direction overrides would turn round what follows them; the rest cannot be written as UTF-8 or XML.
_UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")

_SCHEMES = ("http", "https")
_URL_SAFE = "%/?:@!$&()*+,;=~-._"


def visible(text: str) -> str:
    """The text as a reader sees it: one line, single spaces, no control or direction characters.

    A space at either end stays: the text may be a part of a sentence.

    Args:
        text: any text.
    """
    if text.isascii() and text.isprintable():  # most texts: nothing to look for but spaces
        return re.sub("  +", " ", text) if "  " in text else text
    text = text.encode("utf-8", "replace").decode("utf-8")  # a lone half of a surrogate pair
    return _SPACES.sub(" ", _UNSEEN.sub("", text))


def text(value: object) -> str:
    """Make a value safe as text in Markdown, in HTML and in a quoted attribute.

    Args:
        value: anything; None gives nothing.

    Returns:
        One line that every Markdown processor renders back to ``visible(value)``.
    """
    return "" if value is None else _escaped(str(value))


@lru_cache(maxsize=20_000)  # the same names and statements stand on many pages
def _escaped(shown: str) -> str:
    return _SYNTAX.sub(_reference, visible(shown))


def meta(value: object) -> str:
    """Make a value safe in a page's front matter, which themes print as they like.

    Material prints a title as it stands in one place and with ``striptags`` in another, which undoes
    references: what would then end an element or an attribute is written as the sign that looks like it.
    """
    return text("" if value is None else str(value).translate(_LOOKALIKES)).strip()


_LOOKALIKES = str.maketrans({"<": "‹", ">": "›", '"': "”", "'": "’", "`": "’"})


def _reference(match: re.Match[str]) -> str:
    char = match[1]
    return f"&#{ord(char)};" if char else match[0]


def href(url: str | None) -> str | None:
    """Make an article's address safe in a quoted attribute; see ``web_address``."""
    address = web_address(url)
    return address.replace("&", "&amp;") if address else None


def web_address(url: str | None) -> str | None:
    """Make an article's address one that a machine can follow, and nothing else.

    Args:
        url: an address as the article gives it.

    Returns:
        The address with every doubtful character percent-encoded, or None where it is not a
        complete http or https address.
    """
    try:
        parts = urlsplit(visible(url or "").strip())
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in _SCHEMES or not host or re.search(r"[\s<>\"'`{}\\]", parts.netloc):
        return None
    encoded = (
        quote(part, safe=_URL_SAFE) for part in (parts.netloc, parts.path, parts.query, parts.fragment)
    )
    return urlunsplit((parts.scheme, *encoded))
