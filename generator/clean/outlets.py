"""Whether a name is that of a news outlet or agency."""

from __future__ import annotations

import re

from generator import lexicon

_WORDS = lexicon.load("intake")
NAMES = frozenset(name.casefold().removeprefix("the ") for name in _WORDS["outlets"])
LAST_WORDS = frozenset(_WORDS["outlet_words"])
DOMAIN = re.compile(r"[A-Za-z][\w-]{1,40}(?:\.[A-Za-z][\w-]{1,20})+")


def is_outlet(name: str) -> bool:
    """Tell by a known name ("Reuters"), a word of it ("Lindholm Herald") or its form ("Censor.example")."""
    bare = name.strip().casefold().removeprefix("the ")
    if not bare:
        return False
    words = re.findall(r"\w+", bare)
    by_word = 1 < len(words) <= 6 and (words[-1] in LAST_WORDS or words[0] in ("radio", "tv"))
    return bare in NAMES or by_word or bool(DOMAIN.fullmatch(name.strip()))
