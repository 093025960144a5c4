"""How much of a clause a question keeps: no adverbs in front, no end that cannot stand alone."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Span, Token

from generator import lexicon
from generator.language.clauses import Clause
from generator.language.grammar import FINITE
from generator.language.naming import Namer
from generator.language.phrases import SUBJECTS


def told(clause: Clause, namer: Namer, said: set[int]) -> tuple[Clause, str | None]:
    """The clause and the words behind its verb; cut shorter where only its end cannot stand alone.

    "Will the minister threaten Norda | or declare it responsible" asks well without its second half.
    ``said`` grows by the actors named in the words that are kept.
    """
    for end in (clause.end, *_cuts(clause)):
        kept, named = replace(clause, end=end), set(said)
        if _denied_for_a_reason(clause, kept):
            continue  # "may not sign because of the cost" asks "will it sign"
        words = [token for token in without_lead(kept.rest) if not _second_to(token, clause)]
        rest = namer.words(words, named, inside=True) if words else ""
        if rest and _denied_object(kept.rest):
            rest = f"any {rest}"
        if rest is not None:
            said |= named
            return kept, rest
    return clause, None


def _denied_for_a_reason(clause: Clause, kept: Clause) -> bool:
    """Whether a denied clause still holds its "because", which would ask for the opposite."""
    denied = any(child.lower_ in {"not", "n't", "n’t"} for child in clause.head.children)
    return denied and any(token.lower_ == "because" for token in kept.rest)


def _second_to(token: Token, clause: Clause) -> bool:
    """Whether it is the "to" of a joined verb: "to stay and | to pay" asks "will it stay and pay"."""
    verb = token.head
    return token.lower_ == "to" and token.dep_ == "mark" and verb.dep_ == "conj" and verb.head == clause.head


def _denied_object(rest: Span) -> bool:
    """Whether "no" stands before an object: "has no intention" asks for "any intention"."""
    return bool(rest) and rest[0].lower_ == "no" and rest[0].dep_ == "det"


def two_clauses(clause: Clause) -> bool:
    """Whether the stretch holds a second main clause: "they must change | or the city would fall"."""
    for token in clause.rest:
        if token.dep_ == "cc" and token.i + 1 < clause.rest.end:
            other = token.head
            second = other.tag_ in FINITE or any(c.tag_ in FINITE for c in other.children)
            main = other.dep_ == "conj" and (other.head == clause.head or token.lower_ == "or")
            own = any(c.dep_ in SUBJECTS for c in other.children)
            if main and second and (own or (token.lower_ == "or" and _modal(other))):
                return True
    return False


def _modal(verb: Token) -> bool:
    return any(child.tag_ == "MD" for child in verb.children)


def _cuts(clause: Clause) -> list[int]:
    """Where a clause can end before it does: behind its object or before what is joined to it."""
    rest = clause.rest
    thing = next((c for c in clause.head.children if c.dep_ in {"obj", "xcomp"} and c in rest), None)
    found = set()
    for token in rest:
        joined = token.dep_ == "conj" and token.head == clause.head
        if joined and any(child.dep_ in SUBJECTS for child in token.children):
            continue  # another clause, which the question must not lose unseen
        behind = thing is not None and token.left_edge.i > thing.i and token.head == clause.head
        behind = behind or (token.head == clause.head and token.left_edge.lower_ == "because")
        if joined or (behind and token.dep_ in {"advcl", "obl", "obl:unmarked"}):
            found.add(token.left_edge.i)
    return sorted((i for i in found if rest.start < i < rest.end), reverse=True)


def without_lead(rest: Span) -> Span:
    """The rest of a clause without adverbs such as "still not" in front of it."""
    drop = lexicon.load("questions")["wording"]["group_dropped"]
    start = rest.start
    while start < rest.end and (
        (rest.doc[start].lower_ in drop and not _counts(rest.doc[start])) or _no_longer(rest.doc[start])
    ):
        start += 1
    return rest.doc[start : rest.end]


def _no_longer(word: Token) -> bool:
    """Whether it is the second word of "no longer"."""
    return word.lower_ == "longer" and word.i > 0 and word.nbor(-1).lower_ == "no"


def _counts(word: Token) -> bool:
    """Whether a word that may be left out is needed here: "do well", "all of the letters", "each other"."""
    behind = word.nbor(1).lower_ if word.i + 1 < len(word.doc) else ""
    of_many = word.lower_ in {"all", "both", "each"}
    return word.lower_ == "well" or (of_many and (behind in {"of", "other"} or word.dep_ == "det"))
