"""Names as strings: keys to compare them by, and when two names are one actor.

Nothing here knows about articles or language models; the same rules serve one article and the index
across articles.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from generator import lexicon

_NAMES = lexicon.load("given_names")
PARTICLES = frozenset(_NAMES["particles"])
SUFFIXES = frozenset(_NAMES["suffixes"])
SMALL_WORDS = frozenset(_NAMES["small_words"])
_NUMBERS = {"seven": "7", "eight": "8", "twenty": "20"}  # the groups of states: "G7", "G20"


def without_possessive(text: str) -> str:
    """Take a trailing possessive 's, or the apostrophe after a plural, off a name."""
    return re.sub(r"(?:(?<=[\w.])['\u2019\u02bc]s|(?<=s)['\u2019\u02bc])$", "", text)


def without_article(text: str) -> str:
    """Take one leading article off."""
    return re.sub(r"^(?:the|a|an)\s+(?=\S)", "", text, flags=re.IGNORECASE)


def folded(text: str) -> str:
    """Lower case, accents off, one kind of apostrophe: for comparing spellings, not for showing."""
    if text.isascii():
        return text.casefold()
    text = text.replace("ı", "i").replace("ł", "l").replace("Ł", "L").replace("ø", "o").replace("Ø", "O")
    plain = unicodedata.normalize("NFKD", text.replace("\u2019", "'").replace("\u02bc", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


@functools.lru_cache(maxsize=8192)
def key(name: str) -> str:
    """Return what two spellings of one name share: "The U.S.'s" and "US" are both "us"."""
    text = folded(without_article(without_possessive(name.strip())))
    text = re.sub(r"(?<=\w)\.(?=\w|$|\s)", "", text)
    return " ".join(re.sub(r"[^\w]+", " ", text).split())


def words(name: str) -> list[str]:
    """The name's words as compared, generational and honour suffixes left off."""
    found = key(name).split()
    while len(found) > 1 and found[-1] in SUFFIXES:
        found.pop()
    return found


def surname(name: str) -> str:
    """The family name of a Western-order name, particles left off: "Ada van der Brook" -> "brook"."""
    found = words(name)
    return found[-1] if found else ""


def same_person(one: str, other: str) -> bool:
    """Tell whether two personal names, titles off, can be one person.

    A surname or a given name alone fits every fuller name that has it; two full names fit where the
    surnames are equal and the given names do not contradict each other (initials and nicknames fit).
    Whether a short name is ambiguous among several persons is for the caller to see.
    """
    short, long = sorted((words(one), words(other)), key=len)
    if not short or not long:
        return False
    if short == long or "".join(short) == "".join(long):
        return True
    bare = [word for word in short if word not in PARTICLES]
    if len(bare) == 1:
        return bare[0] in {long[0], long[-1]} or (len(long) > 2 and bare[0] == long[-2] and len(bare[0]) > 3)
    if short[-1] != long[-1]:
        # Two family names, or the family name first: one is then a part of the other.
        return all(word in long for word in short)
    return _same_given(short[0], long[0]) or all(word in long for word in short)


def _same_given(one: str, other: str) -> bool:
    full = _NAMES["nicknames"]
    if one == other or full.get(one, one) == full.get(other, other):
        return True
    return min(len(one), len(other)) == 1 and one[0] == other[0]


def abbreviates(short: str, long: str) -> bool:
    """Tell whether ``short`` is made of the initials of ``long``: "ICC" of "International Criminal Court".

    Small words may be counted ("BoE") or not; no other letters may be left over.
    """
    letters = re.sub(r"[^\w]", "", folded(short))
    if len(letters) < 2 or not any(c.isupper() for c in short) or " " in short.strip():
        return False
    owned = re.sub(r"['\u2019\u02bc]s\b", "", long)  # "People's" counts with its P alone
    full = [_NUMBERS.get(word, word) for word in key(owned).split()]
    everything = "".join(word if word.isdigit() else word[0] for word in full)
    counting = "".join(word if word.isdigit() else word[0] for word in full if word not in SMALL_WORDS)
    return letters in {counting, everything} and len(everything) > 1
