"""Content before its cue: '"…," X said', "…, the ministry said on Monday", "…, said X of the council"."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from generator.language.grammar import is_finite, own_subject, trim
from generator.language.positions.after import unquoted
from generator.language.positions.cues import Cue, words
from generator.language.positions.manner import QUOTATION
from generator.language.positions.reading import Found, Reading

_BACK = 14  # tokens between a statement and the cue behind it: the speaker's name and description
_SUBJECT = frozenset({"DET", "PROPN", "NOUN", "ADJ", "PRON", "NUM"})
_JOINING = frozenset({"CCONJ", "ADV", "INTJ", "SCONJ"})
_TENSES = frozenset({"VBD", "VBZ", "VBP", "MD"})
_FINITE_CUES = frozenset({"VBD", "VBZ", "VBP", "VBN"})


def before(reading: Reading, cue: Cue, leading: bool) -> Found | None:
    """The position whose statement ends before the cue and its subject, or None.

    Args:
        leading: whether nothing follows the cue that it could introduce; only then can a quotation that
            ends with a full stop belong to it.
    """
    kind = cue.frames.get("clause") or cue.frames.get(QUOTATION)
    if kind is None or cue.entry.part != "verb" or cue.head.tag_ not in _FINITE_CUES:
        return None
    edge = _left_edge(reading, cue)
    if edge is None:
        return None
    closing = reading.closing(edge) or (reading.closing(edge - 1) if reading.doc[edge].text == "," else None)
    sent = reading.sentence(cue.start)
    if sent is None:
        return None
    if closing is not None and (reading.doc[edge].text != "," or closing.last == edge - 1):
        if not leading and "," not in (reading.doc[closing.last - 1].text[-1], reading.doc[edge].text):
            return None
        if _introduced(reading, closing.first - 1):
            return None
        start = _quote_start(reading, closing.first - 1)
        first = reading.sentence(closing.first) or sent
        return Found(cue, None, [unquoted(reading, start, closing.last + 1)], kind, first, "before")
    if QUOTATION in cue.frames or cue.entry.words in words("quote_only") - {"read"} or edge <= sent.start:
        return None
    if cue.passive or (cue.end < sent.end and reading.doc[cue.end].lower_ == "to"):
        return None  # "…, both considered to be"
    start = _clause_start(reading, sent.start, edge)
    a, b = trim(reading.doc, start, edge)
    lead = reading.doc[a:b]
    if leading and lead and (not any(is_finite(t) for t in lead) or lead[-1].tag_ in _TENSES):
        return _around(reading, cue, sent, (a, b), kind)
    if b - a < 3 or not any(is_finite(t) for t in reading.doc[a:b]):
        return None
    rest = _continuation(reading, cue, sent.end)
    if rest is None and _says_when(lead.root, cue):
        return None
    told = told_of(reading.doc, b - 1) if rest is not None else None
    pieces = [told or unquoted(reading, a, b)]
    if rest is not None and leading:
        pieces.append(rest)
    return Found(cue, None, pieces, kind, sent, "before")


def _says_when(verb: Token, cue: Cue) -> bool:
    """Whether a clause only says when or why: "Days after it began, the firm made clear what it wants"."""
    if verb.lower_ in {"asked", "questioned"} and own_subject(verb) is None:
        return True  # "Asked whether he would go, Ode said no"
    return verb.dep_ == "advcl" and verb.head == cue.head and any(c.dep_ == "mark" for c in verb.children)


def _around(reading: Reading, cue: Cue, sent: Span, lead: tuple[int, int], kind: str) -> Found | None:
    """A statement that its speaker cuts in two: "The boy, police say, fled", "It was, she said, a lie"."""
    doc = reading.doc
    if cue.end >= sent.end or doc[cue.end].text != "," or doc[lead[0]].pos_ not in _SUBJECT:
        return None
    end = sent.end - 1 if doc[sent.end - 1].text in {".", "!", "?"} else sent.end
    rest = trim(doc, cue.end, end)
    predicate = rest[0] < rest[1] and (is_finite(doc[rest[0]]) or doc[rest[0]].tag_ in {"VBN", "RB"})
    if rest[0] >= rest[1] or not (predicate or is_finite(doc[lead[1] - 1])):
        return None
    return Found(cue, None, [lead, rest], kind, sent, "before")


def told_of(doc: Doc, i: int) -> tuple[int, int] | None:
    """What a relative pronoun at ``i`` stands for: "the hall" of "by the hall, which, she said, is full"."""
    if doc[i].tag_ not in {"WDT", "WP"}:
        return None
    verb = next((up for up in doc[i].ancestors if up.dep_ == "acl:relcl"), None)
    noun = verb.head if verb is not None else None
    if noun is None or noun.i >= i or noun.pos_ not in {"NOUN", "PROPN"}:
        return None
    own = (child.left_edge.i for child in noun.children if child.dep_ not in {"case", "cc", "punct", "mark"})
    return trim(doc, min([noun.i, *own]), i)


def _introduced(reading: Reading, mark: int) -> bool:
    """Whether a cue stands right before the quotation that opens at ``mark``, in the same sentence."""
    if mark > 0 and reading.doc[mark - 1].text in {".", "!", "?"}:
        return False
    return any(
        cue.end in (mark, mark - 1) and "clause" in cue.frames
        for i in range(max(0, mark - 4), mark)
        if (cue := reading.cue_at.get(i)) is not None
    )


def _continuation(reading: Reading, cue: Cue, limit: int) -> tuple[int, int] | None:
    """The rest of a statement that the attribution interrupts: "Because …, reads the motion, the law …"."""
    doc = reading.doc
    for i in range(cue.end, min(limit, cue.end + _BACK)):
        if doc[i].text == ",":
            if (
                i + 1 >= limit
                or doc[i + 1].tag_ in {"VBG", "VBN", "WP", "WDT", "CC", "IN"}
                or doc[i + 1].pos_ == "ADV"
                or doc[i + 1].lower_ in {"a", "an"}  # a description of the speaker
            ):
                return None
            end = limit - 1 if doc[limit - 1].text in {".", "!", "?"} else limit
            return trim(doc, i + 1, end) if any(is_finite(t) for t in doc[i + 1 : end]) else None
        if is_finite(doc[i]):
            return None
    return None


def _left_edge(reading: Reading, cue: Cue) -> int | None:
    """The comma or quotation mark that divides the statement from speaker and cue."""
    doc, i = reading.doc, cue.start - 1
    if i < 0:
        return None
    subject = own_subject(cue.head)
    inside = subject is not None and subject.i < cue.start
    if inside and subject is not None:
        left = subject.left_edge.i  # a parser may hang the comma on the subject
        i = min(i, left if doc[left].text == "," else left - 1)
    beside = i
    for k in range(i, max(-1, i - _BACK), -1):
        token = doc[k]
        if reading.closing(k) is not None:
            return k
        if token.is_space:
            if "\n" in token.text:
                return None
            continue
        if token.text in {",", "–", "—"}:
            at_subject = (inside and k == beside) or k == cue.start - 1
            return k if at_subject or _is_subject(reading, k + 1, cue.start) else None
        if (
            is_finite(token)
            or token.text in {".", ";", ":", "("}
            or token.lower_ in {"and", "but", "that", "who", "which"}
        ):
            return None
        if inside and token.pos_ not in _SUBJECT:
            return None
    return None


def _is_subject(reading: Reading, start: int, end: int) -> bool:
    """Whether doc[start:end] reads like a speaker: a noun phrase or pronoun, then perhaps adverbs."""
    tokens = [t for t in reading.doc[start:end] if t.pos_ not in {"ADV", "AUX"}]
    return bool(tokens) and all(
        t.pos_ in {"DET", "PROPN", "NOUN", "ADJ", "PRON", "NUM", "PART", "ADP", "CCONJ"} for t in tokens
    )


def _quote_start(reading: Reading, mark: int) -> int:
    """Where a statement begins that ends in a quotation: at the mark, or before it in its own clause."""
    sent = reading.sentence(mark)
    if sent is None or mark <= sent.start:
        return mark
    doc = reading.doc
    if doc[mark - 1].text in {",", ":", ".", "?", "!"} or mark - 1 < sent.start:
        return mark
    lead = doc[sent.start : mark]
    if any(reading.quote(t.i) is not None for t in lead) or all(
        t.pos_ in _JOINING or t.is_punct for t in lead
    ):
        return mark
    begin = max((t.i + 1 for t in lead if t.text == ";"), default=sent.start)
    return begin


def _clause_start(reading: Reading, first: int, edge: int) -> int:
    """The start of the clause before ``edge``: behind an earlier quotation or a semicolon."""
    doc = reading.doc
    for k in range(edge - 1, first, -1):
        if doc[k].text == ";":
            return k + 1
    while first < edge and (doc[first].lower_ in {"but", "and", "however"} or doc[first].text == ","):
        first += 1
    return first
