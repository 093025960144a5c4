"""Offices told by a verb: "Ada Brook, who heads the union", "the team, led by Ada Brook"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from generator import lexicon
from generator.language.actorlib.acting import case_of
from generator.language.actorlib.gazetteer import known_words
from generator.language.actorlib.roles import ARTICLES, OWNERS

_LEADS: dict[str, str] = lexicon.load("titles")["leading"]  # a verb's lemma -> what it makes somebody
_FAR = 14  # tokens that the name of what is led may have
_ASIDE = frozenset(["acl:relcl", "advcl:relcl", "appos", "parataxis", "advcl"])


def leads(doc: Doc, start: int, end: int) -> str | None:
    """Return what a person, named at tokens start to end, leads: "head of the union"; or None."""
    return _who_leads(doc, end) or _led_by(doc, start, end)


def _who_leads(doc: Doc, end: int) -> str | None:
    i = end + (end < len(doc) and doc[end].text == ",")
    if i + 1 >= len(doc) or doc[i].lower_ != "who" or doc[i].dep_ != "nsubj":
        return None
    verb = doc[i].head
    now = verb.tag_ in {"VBZ", "VBP"} or any(c.lower_ in {"has", "have"} for c in verb.children)
    led = next((child for child in verb.children if child.dep_ == "obj"), None) or _noun_behind(verb)
    return _office(verb, led, None) if now and led is not None else None


def _noun_behind(verb: Token) -> Token | None:
    """What a verb governs where the parser takes it for something else than its object."""
    behind = (child for child in verb.children if child.i > verb.i and child.pos_ in {"NOUN", "PROPN"})
    found = next(behind, None)
    bare = found is not None and not any(c.dep_ == "case" and c.i < found.i for c in found.children)
    return found if bare and found is not None and found.dep_ in {"xcomp", "nmod", "dep"} else None


def _led_by(doc: Doc, start: int, end: int) -> str | None:
    if start < 3 or doc[start - 1].lower_ != "by" or case_of(doc[start:end].root) != "by":
        return None
    verb = doc[start - 2]
    before = doc[start - 3]
    told = next((c for c in verb.children if c.dep_ == "nsubj:pass"), None)  # "the study was led by …"
    beside = before.nbor(-1) if before.text == "," else before
    led = told or (verb.head if verb.dep_.startswith("acl") else beside)
    return _office(verb, led, verb) if led.i < verb.i and verb.tag_ in {"VBN", "VBD"} else None


def _office(verb: Token, led: Token, stop: Token | None) -> str | None:
    """The office of who leads a body; a race or a poll that somebody leads gives none."""
    noun = _LEADS.get(verb.lemma_.lower())
    if noun is None or led.lower_ in {"which", "that"} or not _is_body(led):
        return None
    inside = [t for t in led.subtree if not any(a.dep_ in _ASIDE for a in (t, *_above(t, led)))]
    last = max((t.i for t in inside if stop is None or t.i < stop.i), default=led.i)
    words = led.doc[led.left_edge.i : last + 1]
    cut = next((t.i for t in words if t.i > led.i and t.text in {",", "(", "\u2014", "\u2013"}), words.end)
    words = led.doc[words.start : cut]
    if words[0].lower_ in OWNERS or not len(words) <= _FAR:
        return None
    name = words.text
    return f"{noun} of {name[0].lower() + name[1:] if words[0].lower_ in ARTICLES else name}"


def _above(token: Token, top: Token) -> list[Token]:
    out = []
    while token not in (top, token.head):
        token = token.head
        if token != top:
            out.append(token)
    return out


def _is_body(noun: Token) -> bool:
    if noun.ent_type_ == "ORG":
        return True
    word = noun.lower_
    return (
        word in known_words("organizations", "heads", "common")
        or word in known_words("descriptions", "collectives", "government")
        or word in known_words("titles", "led")
    )
