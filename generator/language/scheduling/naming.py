"""What an event is called: a short noun phrase from the parse, names instead of pronouns."""

from __future__ import annotations


from spacy.tokens import Doc, Token

from generator.language.grammar import subject
from generator.language.scheduling.outlook import is_predicate, listed, words
from generator.language.scheduling.times import Timed
from generator.language.verbforms import base_form, participle

_LIMIT = 14  # words; a longer name is cut where a modifier begins
_LEAVES = {"acl:relcl", "acl", "appos", "parataxis", "conj", "cc", "punct", "advcl", "dep", "discourse", "case", "mark",
           "orphan", "nsubj", "cop", "aux", "ccomp"}  # fmt: skip
_KEPT_BEHIND = {"obj", "iobj", "obl", "xcomp", "compound:prt", "nmod", "obl:arg", "advmod"}


def name_of(item: Timed, others: list[Timed]) -> str | None:
    """A name for what happens at a time, or None where the words give none.

    Args:
        item: the time.
        others: all times of the sentence; their words are left out of the name.
    """
    leave = {token.i for other in others for token in other.span}
    leave |= {i - 1 for i in list(leave) if i and item.span.doc[i - 1].pos_ == "ADP"}
    if item.noun is not None and item.noun.i not in leave:
        noun = _noun_phrase(item.noun, leave)
        if listed(item.noun, "happening") or item.predicate is None:
            return _tidy(noun)
    if item.predicate is None:
        return None
    return _tidy(_clause(item.predicate, leave))


def _clause(verb: Token, leave: set[int]) -> str:
    verb = _content(verb)
    actor, patient = _participants(verb)
    who = _noun_phrase(actor, leave) if actor is not None else ""
    what = _noun_phrase(patient, leave) if patient is not None else ""
    if verb.pos_ != "VERB":
        return " ".join(part for part in (who, "to be", _words(verb, leave, _KEPT_BEHIND)) if part)
    if what and listed(verb, "taking_place"):
        return what
    if who and not what and (listed(verb, "beginning") or listed(verb, "ending")):
        return f"{'start' if listed(verb, 'beginning') else 'end'} of {who}"
    if what and not who:
        return f"{what} to be {participle(base_form(verb))} {_behind(verb, leave)}"
    rest = _behind(verb, leave)
    return " ".join(part for part in (who, "to", base_form(verb), what, rest) if part)


def _content(verb: Token) -> Token:
    """The verb that says what happens: "is expected to open" is an opening."""
    for _ in range(3):
        inner = [c for c in verb.children if c.dep_ in {"xcomp", "ccomp"} and c.pos_ == "VERB" and c.i > verb.i]
        if not inner or not (listed(verb, "looking_ahead") or listed(verb, "set_words")):
            return verb
        verb = inner[0]
    return verb


def _participants(verb: Token) -> tuple[Token | None, Token | None]:
    """Who does it and to what: of a passive the subject is the latter."""
    passive = any(child.dep_ in {"nsubj:pass", "aux:pass"} for child in verb.children)
    own = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubj:pass"}), None)
    patient = next((c for c in verb.children if c.dep_ == "obj"), None)
    if passive or (verb.tag_ == "VBN" and verb.dep_.startswith("acl")):
        return None, own or (verb.head if verb.dep_.startswith("acl") else _inherited(verb)) or patient
    return own if own is not None and own.lower_ not in {"which", "who", "that"} else _inherited(verb), patient


def _inherited(verb: Token) -> Token | None:
    found = subject(verb)
    return found if found is not None and found.pos_ in {"NOUN", "PROPN", "PRON"} and found is not verb else None


def _behind(verb: Token, leave: set[int]) -> str:
    """The complements behind a verb, its object left out."""
    parts = []
    for child in verb.children:
        if child.i < verb.i or child.dep_ not in _KEPT_BEHIND - {"obj"} or child.i in leave:
            continue
        parts.append(_words(child, leave, None))
    return " ".join(part for part in parts if part)


def _noun_phrase(head: Token, leave: set[int]) -> str:
    named = _actor_name(head)
    if head.pos_ == "PRON":
        return named or ("" if head.lower_ in words("pronouns_dropped") else str(head.lower_))
    return _words(head, leave, None, drop_case=True)


def _actor_name(token: Token) -> str | None:
    doc: Doc = token.doc
    index = (doc._.actor_at or {}).get(token.i)
    return str(doc._.actors[index].name) if index is not None and doc._.actors else None


def _words(head: Token, leave: set[int], deps: set[str] | None, drop_case: bool = False) -> str:
    """The words of a subtree without its clauses, asides and times; pronouns become names."""
    kept: list[Token] = []

    def walk(token: Token, top: bool) -> None:
        if token.i in leave:
            return
        kept.append(token)
        for child in token.children:
            aside = child.dep_ in _LEAVES and not (child.dep_ in {"case", "mark"} and not (top and drop_case))
            aside = aside or (top and child.dep_ == "conj" and is_predicate(head))
            if aside and not (child.dep_ in {"conj", "cc"} and not is_predicate(head)) or child.is_space:
                continue
            if deps is not None and top and child.dep_ not in deps:
                continue
            walk(child, False)

    walk(head, True)
    kept.sort(key=lambda token: token.i)
    return _text(_run_with(kept, head))


def _run_with(kept: list[Token], head: Token) -> list[Token]:
    """At most so many words, the head among them, cut before a preposition."""
    if len(kept) <= _LIMIT:
        return kept
    place = kept.index(head)
    for end in range(min(len(kept), max(place + 1, _LIMIT)), place, -1):
        if end < len(kept) and kept[end].pos_ in {"ADP", "CCONJ"}:
            return kept[:end]
    return kept[: max(place + 1, _LIMIT)]


def _text(tokens: list[Token]) -> str:
    out = ""
    for token in tokens:
        name = _actor_name(token) if token.pos_ == "PRON" else None
        if name and token.tag_ == "PRP$":
            name += "'s"
        space = " " if token.whitespace_ else ""
        glue = "" if not out or out.endswith((" ", "-", "–", "$", "(")) or token.lower_ in {"'s", "’s", "-", "–", ","} else " "
        out += glue + (name or token.text) + space
    return out


def _tidy(text: str) -> str | None:
    clean: list[str] = " ".join(text.split()).strip(" ,;:-–—()\"“”'").split()
    while clean and clean[0].lower() in {"the", "a", "an", "this", "that", "its", "and", "of", "in", "on", "at", "by"}:
        clean.pop(0)
    while clean and clean[-1].lower() in {"and", "or", "the", "a", "of", "in", "on", "at", "for", "by", "until", "'s", "to"}:
        clean.pop()
    return " ".join(clean) or None


