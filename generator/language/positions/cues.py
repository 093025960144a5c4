"""The cue words of an article: which words say that somebody holds a position, and what may follow them."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from generator import lexicon
from generator.language.forms import lowers
from generator.language.grammar import FINITE, behind_be, is_passive, sentence_start

_VOWELS = "aeiou"
_CLOSING = frozenset({'"', "”", "’", "'", "''"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One cue of the lexicon: its words, its part of speech, and kind of position by frame."""

    words: str
    part: str  # verb, noun or adjective
    frames: dict[str, str]


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word found in a Doc: tokens [start, end), of which ``head`` carries the grammar."""

    start: int
    end: int
    head: Token
    entry: Entry

    @property
    def passive(self) -> bool:
        """Whether it is a passive verb; "called for" and its like only behind a form of "be"."""
        if self.entry.part != "verb":
            return False
        if self.end - self.start == 1:
            return is_passive(self.head)
        return self.head.tag_ != "VBG" and behind_be(self.head)  # "is calling for" is active

    @property
    def frames(self) -> dict[str, str]:
        """Kind of position by frame."""
        return self.entry.frames


@functools.cache
def words(name: str) -> frozenset[str]:
    """A list of the cue lexicon as a set."""
    return frozenset(lexicon.load("cues")[name])


@functools.cache
def stance_verbs() -> dict[str, str]:
    """The verbs of one word whose object somebody is for or against: base form → support or opposition."""
    groups = lexicon.load("cues")["verbs"]
    known = {word: group["frames"].get("object") for group in groups for word in group["words"]}
    return {
        word: kind for word, kind in known.items() if kind in {"support", "opposition"} and " " not in word
    }


def forms(verb: str) -> tuple[str, ...]:
    """The inflected forms of an English verb, the base form first; irregular ones from the lexicon."""
    irregular = lexicon.load("cues")["irregular"]
    if verb in irregular:
        return (verb, *irregular[verb])
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return verb, third, verb + "ed", verb + "ing"


def spreading(noun: Token) -> Token | None:
    """The verb of a feeling that is about rather than held: "fears are growing in Norda that …"."""
    verb = noun.head
    known = lexicon.load("cues")["spreading"]
    return verb if noun.dep_.startswith("nsubj") and verb.lemma_ in known else None


def _plurals(noun: str) -> tuple[str, ...]:
    if noun.endswith("y") and noun[-2] not in _VOWELS:
        return noun, noun[:-1] + "ies"
    return noun, noun + "s"


@functools.cache
def _table() -> dict[str, list[tuple[tuple[str, ...], Entry]]]:
    """First word form -> [(all word forms, entry)], longest first."""
    lists = lexicon.load("cues")
    entries: dict[tuple[str, str], dict[str, str]] = {}
    for part in ("verb", "noun", "adjective"):
        for group in lists[part + "s"]:
            for words in group["words"]:
                entries.setdefault((part, words), {}).update(group["frames"])
    table: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for (part, words), frames in entries.items():
        first, *rest = words.split()
        inflected = {"verb": forms, "noun": _plurals}.get(part, lambda word: (word,))(first)
        for form in inflected:
            table.setdefault(form, []).append(((form, *rest), Entry(words, part, frames)))
    for found in table.values():
        found.sort(key=lambda pair: -len(pair[0]))
    return table


_HYPOTHETICAL = frozenset({"if", "unless", "could", "might", "may", "should", "whether"})
_BEGINNINGS = frozenset(
    {
        "able",
        "manage",
        "continue",
        "begin",
        "start",
        "go",
        "proceed",
        "use",
        "come",
        "move",
        "rush",
        "take",
        "join",
    }
)
_DETACHING = frozenset(
    {"without", "than", "for", "of", "from", "against", "about"}
)  # "sorry for calling him"
_SEEN_BY_ALL = frozenset({"clear", "certain", "uncertain", "doubtful"})
_LINKING = frozenset(
    {
        "remain",
        "remains",
        "remained",
        "seem",
        "seems",
        "seemed",
        "appear",
        "appears",
        "appeared",
        "feel",
        "feels",
        "felt",
        "sound",
        "sounded",
        "become",
        "became",
        "stands",
        "stood",
        "came",
        "spoke",
    }
)
_PARTS = {
    "verb": {"VERB", "AUX"},
    "noun": {"NOUN", "PROPN"},
    "adjective": {"ADJ", "VERB", "ADP", "ADV", "SCONJ"},
}


def _acts(token: Token, entry: Entry) -> bool:
    """Whether the word is used as a cue: no participle before a noun, no "might", no "if"."""
    if entry.part == "verb":
        if token.tag_ == "VBN" and token.i > sentence_start(token) and token.nbor(-1).lower_ == "as":
            return False  # "as reported by Radio Ode"
        if "clause" in entry.frames and _behind_speech(token):
            return True
        if token.dep_ in {"amod", "compound", "case", "fixed"}:
            return False
        if token.tag_ == "VBG" and token.i > sentence_start(token) and token.nbor(-1).pos_ in {"DET", "ADJ"}:
            return False
        if "clause" in entry.frames and token.tag_ in FINITE:
            return True
        if token.tag_ in {"VB", "VBN"} and _merely_possible(token, entry):
            return False
        if token.tag_ == "VBG" and token.i > 0 and token.nbor(-1).lower_ in _DETACHING:
            return False
        return not any(child.lower_ in _HYPOTHETICAL and child.i < token.i for child in token.children)
    if entry.words in words("not_behind_in") and token.i > 0 and token.nbor(-1).lower_ == "in":
        return False
    if entry.part == "adjective" and _is_impersonal(token):
        return False
    if entry.words in {"against", "opposed", "ready", "prepared"} or entry.part == "adjective":
        return _predicate(token)
    return True


def _is_impersonal(adjective: Token) -> bool:
    """Whether nobody in particular is meant: "it is clear that"; "it is confident that" may be a company."""
    subject = next((child for child in adjective.children if child.lower_ == "it"), None)
    return subject is not None and (subject.dep_ == "expl" or adjective.lower_ in _SEEN_BY_ALL)


def _merely_possible(token: Token, entry: Entry) -> bool:
    """Whether nobody has said so yet: "would say", "needs to vote"; "continued to call for" has been said."""
    if any(child.lower_ == "to" and child.i < token.i for child in token.children):
        return token.head.lemma_ not in _BEGINNINGS and token.dep_ in {
            "xcomp",
            "advcl",
            "acl",
            "ccomp",
            "csubj",
        }
    would = any(child.lower_ in {"would", "'d", "’d"} and child.i < token.i for child in token.children)
    return would and "content" in entry.frames.values()


def _behind_speech(token: Token) -> bool:
    """Whether a quotation that a comma or another stop ends stands right before: '"…," complained'."""
    if token.i < 2 or token.tag_ not in FINITE | {"VBN"}:
        return False
    return token.nbor(-1).text in _CLOSING and token.nbor(-2).text[-1] in ",.?!…"


def _predicate(token: Token) -> bool:
    """Whether a form of "be" or its like stands before the word, adverbs and "not" between them."""
    for i in range(token.i - 1, max(token.i - 5, sentence_start(token) - 1), -1):
        before = token.doc[i]
        if before.pos_ == "AUX" or before.lower_ in _LINKING:
            return True
        if before.pos_ not in {"ADV", "PART", "ADJ", "CCONJ"}:
            return before.text == ","
    return True


def cues(doc: Doc, start: int, end: int) -> Iterator[Cue]:
    """The cues among doc[start:end], in text order; the longest reading of each word, none inside another."""
    table, low, i = _table(), lowers(doc), start
    while i < end:
        step = 1
        for words, entry in table.get(low[i], ()):
            if i + len(words) > end or low[i : i + len(words)] != words:
                continue
            if doc[i].pos_ in _PARTS[entry.part] and _acts(doc[i], entry):
                yield Cue(i, i + len(words), doc[i], entry)
                step = len(words)
                break
        i += step
