"""Whether a text is English."""

from __future__ import annotations

import re

from generator import lexicon

FUNCTION_WORDS = frozenset(lexicon.load("intake")["function_words"])
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

# Of the words of English prose some 40 in 100 are on the list; of German, French or Dutch under 10.
SURELY = 0.25
HARDLY = 0.12
# With fewer words their share says little.
ENOUGH_WORDS = 25
SAMPLE = 20_000  # characters
LATIN_SHARE = 0.6


def other_language(text: str) -> str | None:
    """Name what a text seems to be where it is not English; None where it is, or is too short to tell.

    The share of function words decides; between the two bounds py3langid is asked.

    Returns:
        An ISO 639-1 code, or a few words where there is none.
    """
    sample = text[:SAMPLE]
    letters = [char for char in sample if char.isalpha()]
    if not letters:
        return "no words"
    latin = sum(char < "\u0250" or "\u1e00" <= char < "\u1f00" for char in letters)
    if latin < LATIN_SHARE * len(letters):
        return _guess(sample)
    words = [word.lower() for word in WORD.findall(sample)]
    share = sum(word in FUNCTION_WORDS for word in words) / len(words)
    if share >= SURELY or len(words) < ENOUGH_WORDS:
        return None
    guess = _guess(sample)
    if guess == "en":
        return None if share >= HARDLY / 2 else "no sentences of English"
    return guess


def _guess(text: str) -> str:
    import py3langid  # loading its model takes most of a second, and most articles need no guess

    return str(py3langid.classify(text)[0])
