"""What an event is called: a short phrase from the parse, names instead of pronouns.

An event noun names itself ("talks with the union"); a verb is told as a headline would ("Parliament to
reconvene", "bill to be sent to the Senate", "start of the trial").
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from generator.language.grammar import antecedent
from generator.language.scheduling.cautions import is_label
from generator.language.scheduling.outlook import is_predicate, listed, verb_group, words
from generator.language.scheduling.times import Timed
from generator.language.verbforms import base_form, participle

_SUBJECTS = {"nsubj", "nsubj:pass", "nsubj:outer"}
_SHARED = {"conj", "xcomp", "advcl", "ccomp"}
_RELATIVE = {"which", "who", "that", "whom"}
_ASIDE = {
    "acl:relcl", "appos", "parataxis", "punct", "advcl", "dep", "discourse", "orphan", "cop", "aux",
    "aux:pass", "ccomp", "nsubj", "nsubj:pass", "vocative", "reparandum", "list",
}  # fmt: skip
_COMPLEMENTS = {"obl", "xcomp", "compound:prt", "obl:arg", "iobj", "advmod", "nmod"}
_GLUE = {"HYPH", "POS", "SYM", "NFP"}
_OPENERS = {"the", "a", "an", "this", "that", "and", "of", "in", "on", "at", "by", "to", "with", "for"}
_ENDS = _OPENERS - {"that", "this"} | {"or", "until", "'s", "’s", "from", "as"}
_CLIMB = 4
_PHRASE = 10  # words of one phrase within a name
_NAME = 16  # words of a name


def name_of(item: Timed, others: list[Timed]) -> str | None:
    """A name for what happens at a time, or None where the words give none.

    Args:
        item: the time.
        others: all times of the sentence; their words are left out of the name.
    """
    leave = {token.i for other in others if other is item or not is_label(other) for token in other.span}
    leave |= {i - 1 for i in leave if i and item.span.doc[i - 1].pos_ == "ADP"}
    telling = item.noun is not None and (listed(item.noun, "happening") or item.predicate is None)
    if item.noun is not None and telling and item.noun.i not in leave:
        return _tidy(_phrase(item.noun, leave))
    marked = _marked_noun(item)
    if marked is not None:
        return _tidy(_phrase(marked, leave | {item.span.start - 1, item.span.start - 2}))
    return _tidy(_clause(item.predicate, leave)) if item.predicate is not None else None


def _marked_noun(item: Timed) -> Token | None:
    """The noun that "effective", "due" or "scheduled for" before the time belongs to."""
    mark = _mark(item)
    if mark is None:
        return None
    current = mark.nbor(-1)
    while current.is_punct and current.i > mark.sent.start:
        current = current.nbor(-1)
    for _ in range(2 * _CLIMB):
        above = current.head
        if above == current or above.i > mark.i:
            break
        if above.pos_ not in {"NOUN", "PROPN"} and not _binds(above):
            break
        current = above
    return current if current.pos_ in {"NOUN", "PROPN"} else None


def _mark(item: Timed) -> Token | None:
    """The participle or adjective before the time or its preposition that no auxiliary goes with."""
    sentence, place = item.span.sent.start, item.span.start - 1
    if place > sentence and item.span.doc[place].pos_ == "ADP":
        place -= 1
    if place <= sentence:
        return None
    token = item.span.doc[place]
    if verb_group(token) or any(child.dep_ in _SUBJECTS for child in token.children):
        return None
    if token.tag_ in {"JJ", "VBN"} and listed(token, "set_words"):
        return token
    return (
        token if token.tag_ == "VBD" and token == item.predicate and listed(token, "looking_ahead") else None
    )


def _binds(verb: Token) -> bool:
    return verb.pos_ == "VERB" and verb.dep_ == "acl"


def _clause(verb: Token, leave: set[int]) -> str:
    verb = _content(verb)
    who, what = (token if token is None or token.i not in leave else None for token in _participants(verb))
    if what is not None and listed(verb, "taking_place"):
        return _staged(verb, what, leave)
    if who is not None and what is not None and (verb.lemma_, what.lower_) == ("take", "place"):
        return _phrase(who, leave)
    if verb.dep_ == "acl" and any(c.lower_ == "to" and c.dep_ == "mark" for c in verb.children):
        return _phrase(verb.head, leave)  # "an agreement to build the line"
    actor = _phrase(who, leave) if who is not None else ""
    patient = _phrase(what, leave) if what is not None else ""
    rest = _behind(verb, leave)
    if verb.pos_ not in {"VERB", "AUX"}:
        return " ".join(part for part in (actor or patient, "to be", _phrase(verb, leave)) if part)
    if who is not None and what is None and not any(c.dep_ in {"xcomp", "obj"} for c in verb.children):
        edge = "start" if listed(verb, "beginning") else "end" if listed(verb, "ending") else ""
        if edge and listed(who, "happening"):
            return f"{edge} of {_bare(actor)}"
        if listed(verb, "taking_place"):
            return actor
    if patient and (listed(verb, "postponing") or listed(verb, "cancelling")):
        return patient
    if patient and _is_passive(verb):
        return " ".join(part for part in (patient, "to be", participle(base_form(verb)), rest) if part)
    action = f"to {base_form(verb)}" if actor else gerund(base_form(verb))
    return " ".join(part for part in (actor, action, patient, rest) if part)


def gerund(base: str) -> str:
    """The -ing form of a base form: "rule" -> "ruling", "get" -> "getting"."""
    if base.endswith("ie"):
        return base[:-2] + "ying"
    past = participle(base)
    if past.endswith("ed") and not past.endswith("ied") and past.startswith(base[:-1]):
        return past[:-2] + "ing"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    short = len(base) <= 5 and base[-1] in "tnp" and base[-2] in "aeiou" and base[-3:-2] not in set("aeiou")
    return base + base[-1] + "ing" if short else base + "ing"


def _staged(verb: Token, what: Token, leave: set[int]) -> str:
    """What is held or scheduled; "scheduled for launch" tells what it is scheduled for."""
    event = _happening_above(what)
    for child in verb.children:
        behind = child.dep_.startswith(("obl", "nmod")) and child.i > verb.i and child.i not in leave
        if behind and listed(child, "happening") and not listed(event, "happening"):
            return f"{_bare(_phrase(child, leave))} of {_bare(_phrase(event, leave))}"
    return _phrase(event, leave)


def _happening_above(noun: Token) -> Token:
    """The event noun that a name hangs on: in "the debate with X, which was set for …" the debate."""
    current = noun
    for _ in range(_CLIMB):
        if listed(current, "happening"):
            return current
        if current.dep_ not in {"nmod", "conj", "appos", "flat", "nmod:poss"} or current.head == current:
            return noun
        current = current.head
    return noun


def _content(verb: Token) -> Token:
    """The verb that says what happens: "is expected to open" is an opening."""
    for _ in range(_CLIMB):
        if not (listed(verb, "looking_ahead") or listed(verb, "set_words") or verb.pos_ == "ADJ"):
            return verb
        clauses = (c for c in verb.children if c.dep_ in {"xcomp", "ccomp"} and c.i > verb.i)
        inner = next((c for c in clauses if c.pos_ == "VERB"), None)
        if inner is None:
            return verb
        verb = inner
    return verb


def _is_passive(verb: Token) -> bool:
    marked = any(child.dep_ in {"nsubj:pass", "aux:pass"} for child in verb.children)
    return verb.tag_ in {"VBN", "VBD"} and (marked or verb.dep_ in {"acl", "advcl", "xcomp"})


def _participants(verb: Token) -> tuple[Token | None, Token | None]:
    """Who does it and to what: of a passive the subject is the latter."""
    patient = next((c for c in verb.children if c.dep_ == "obj"), None)
    found = _subject(verb)
    if _is_passive(verb) and patient is None:
        return None, found
    return found, patient


def _subject(verb: Token) -> Token | None:
    """The verb's subject, else the one of the verb or the noun that it hangs on."""
    current = verb
    for _ in range(_CLIMB):
        own = next((c for c in current.children if c.dep_ in _SUBJECTS), None)
        if own is not None:
            return antecedent(own, current) if own.lower_ in _RELATIVE else own
        if current.dep_.startswith("acl"):
            return current.head
        if current.dep_ not in _SHARED or current.head == current:
            return None
        if current.dep_ == "xcomp":  # "told the ministry to report": the object acts
            objects = (c for c in current.head.children if c.dep_ in {"obj", "iobj"} and c.i < current.i)
            shared = next(objects, None)
            if shared is not None:
                return shared
        current = current.head
    return None


def _behind(verb: Token, leave: set[int]) -> str:
    """The complements behind a verb, its object left out."""
    parts = [
        _phrase(child, leave, alone=False)
        for child in verb.children
        if child.i > verb.i
        and child.dep_ in _COMPLEMENTS
        and child.i not in leave
        and not any(grand.lower_ == "according" for grand in child.subtree)
    ]
    out: list[str] = []
    for part in parts[:3]:
        if sum(len(p.split()) for p in (*out, part)) > _PHRASE:
            break
        out.append(part)
    return " ".join(part for part in out if part)


def _actor_name(token: Token) -> str | None:
    doc: Doc = token.doc
    index = (doc._.actor_at or {}).get(token.i)
    return str(doc._.actors[index].name) if index is not None and doc._.actors else None


def _phrase(head: Token, leave: set[int], alone: bool = True) -> str:
    """The words of a phrase without its asides, clauses and times; pronouns become names.

    ``alone`` leaves out the preposition that binds it to what stands before.
    """
    if head.pos_ == "PRON":
        return _actor_name(head) or ""
    kept: list[Token] = []

    def walk(token: Token) -> None:
        kept.append(token)
        for child in token.children:
            joint = child.dep_ in {"conj", "cc"} and is_predicate(token) and token.pos_ == "VERB"
            mark = child.dep_ == "punct" and child.tag_ in _GLUE
            glued = child.i + 1 < len(head.doc) and head.doc[child.i + 1].tag_ == "HYPH"
            case = child.dep_ in {"case", "mark", "cc"} and token == head and alone and not glued
            empty = child.dep_ == "acl" and all(t.i in leave or t == child for t in child.subtree)
            aside = child.dep_ in _ASIDE and not mark
            if not (empty or aside or joint or case or child.is_space or child.i in leave):
                walk(child)

    walk(head)
    return _text(_short(sorted(kept, key=lambda token: token.i), head))


def _short(kept: list[Token], head: Token) -> list[Token]:
    """A run of words around the head without gaps of asides, cut before a modifier where it is long."""
    if len(kept) <= _PHRASE:
        return kept
    place = kept.index(head)
    for end in range(min(len(kept) - 1, max(place + 1, _PHRASE)), place, -1):
        if kept[end].pos_ in {"ADP", "CCONJ", "PART", "SCONJ"} or kept[end].dep_ in {"acl"}:
            return kept[:end]
    return kept[: max(place + 1, _PHRASE)]


def _text(tokens: list[Token]) -> str:
    out = ""
    for before, token in zip([None, *tokens], tokens, strict=False):
        name = _actor_name(token) if token.pos_ == "PRON" else None
        if name and token.tag_ == "PRP$":
            name += "'" if name.endswith("s") else "'s"
        if before is not None:
            out += before.whitespace_ if before.i + 1 == token.i else " "
        out += name or token.text
    return out


def _bare(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if first.lower() in {"the", "a", "an"} and rest else text


def _tidy(text: str) -> str | None:
    """Without articles, prepositions and marks at the ends; None where too little is left."""
    marks = " ,;:-–—()[]\"“”'"
    clean = " ".join(text.split()).strip(marks).split()[:_NAME]
    while clean and clean[0].lower() in _OPENERS:
        clean.pop(0)
    while clean and (clean[-1].lower() in _ENDS or not clean[-1].strip(marks)):
        clean.pop()
    name = " ".join(clean).strip(marks)
    return name if len(name) > 2 and name.lower() not in words("pronouns_dropped") else None
