"""Content behind its cue: "said that …", "wants to …", "urged X to …", "fears that …", "opposes …"."""

from __future__ import annotations

from spacy.tokens import Token

from generator.language.grammar import is_finite, is_passive, negated, own_subject, trim
from generator.language.positions.cues import Cue
from generator.language.positions.extent import content_end, occasion_end, words
from generator.language.positions.reading import Found, Reading

_REACH = 24  # tokens behind a cue within which "that", a quotation or "to" must begin


def after(reading: Reading, cue: Cue, limit: int) -> list[Found]:
    """The positions whose statement follows the cue; ``limit`` is the end of the cue's sentence."""
    hit = _match(reading, cue, limit)
    if hit is None:
        return []
    frame, start, kind, marked = hit
    end = content_end(reading, start, limit, cue, frame, marked)
    sent = reading.sentence(cue.start)
    if end <= start or sent is None:
        return []
    found = []
    for a, b in _split(reading, start, end) if frame in _CLAUSES else [(start, end)]:
        pieces = [unquoted(reading, a, b)]
        if pieces[0][0] < pieces[0][1] and not _is_pronoun(reading, *pieces[0]):
            found.append(Found(cue, None, pieces, kind, sent, frame, negative=negated(cue.head)))
    return found


def _is_pronoun(reading: Reading, start: int, end: int) -> bool:
    return end - start == 1 and reading.doc[start].pos_ in {"PRON", "ADP", "PART", "PUNCT"}


def unquoted(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """A range without its outer quotation marks, where one quotation is all of it, and without commas."""
    doc = reading.doc
    start, end = trim(doc, start, end)
    quote = reading.opening(start) if start < len(doc) else None
    if quote is not None and quote.last >= end - 1:
        return trim(doc, quote.first, quote.last)
    quote = reading.quote(start) if start < len(doc) else None
    if quote is not None and quote.first == start and quote.last in (end - 1, end):
        return trim(doc, quote.first, quote.last)
    return start, end


def _split(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """Separate contents: "A, and that B" is two."""
    doc, cuts = reading.doc, [start]
    ends = []
    for i in range(start + 1, end - 2):
        if doc[i].lower_ in {"and", "but"} and doc[i + 1].lower_ == "that" and reading.quote(i) is None:
            if doc[i + 1].dep_ == "mark" or doc[i + 1].pos_ == "SCONJ":
                ends.append(i)
                cuts.append(i + 2)
    return list(zip(cuts, [*ends, end], strict=True))


def _match(reading: Reading, cue: Cue, limit: int) -> tuple[str, int, str, bool] | None:
    """(frame, first token of the statement, kind, whether "that" stands before it)."""
    doc, frames = reading.doc, cue.frames
    i = skip_adverbs(reading, cue.end, limit)
    if i < limit and cue.entry.part == "noun" and doc[i].lower_ in {"of", "by", "from", "among"}:
        i = _behind_owner(reading, cue, i, limit)
    if i >= limit:
        return None
    for frame, kind in frames.items():
        parts = frame.split()
        if (
            frame[0] != "+"
            and frame not in _PATTERNS
            and all(i + k < limit and doc[i + k].lower_ == part for k, part in enumerate(parts))
        ):
            if frame == "to" and cue.entry.part == "verb":
                if i + 1 < limit and doc[i + 1].pos_ in {"VERB", "AUX", "ADV", "PART"}:
                    return "to", i, kind, False
                continue
            if frame in {"that", "whether", "if"}:
                return frame, i + 1, kind, True
            if frame == "to":
                infinitive = i + 1 < limit and doc[i + 1].tag_ == "VB"
                return ("to", i, kind, False) if infinitive else ("object", i + 1, kind, False)
            return "object", i + len(parts), kind, False
    if "clause" in frames:
        hit = _clause(reading, cue, i, limit)
        if hit is not None:
            return "clause", hit[0], frames["clause"], hit[1]
    return _object(reading, cue, i, limit)


def _behind_owner(reading: Reading, cue: Cue, i: int, limit: int) -> int:
    """Behind "of the mayor" in "the request of the mayor to …"; ``i`` where no such frame follows."""
    doc = reading.doc
    for j in range(i + 2, min(limit, i + 9)):
        if doc[j].lower_ in cue.frames and doc[j].lower_ in {"to", "that"}:
            return j
        if is_finite(doc[j]) or doc[j].text in {",", ";"}:
            break
    return i


_CLAUSES = frozenset({"clause", "that"})
_PATTERNS = frozenset({"clause", "ing", "object", "object_to", "object_is", "listener"})


def skip_adverbs(reading: Reading, i: int, limit: int) -> int:
    """The next token that is no adverb, time word or white space."""
    doc = reading.doc
    while i < limit and (
        doc[i].is_space or (doc[i].pos_ == "ADV" and doc[i].lower_ not in {"when", "how", "why"})
    ):
        i += 1
    return i


def _clause(reading: Reading, cue: Cue, i: int, limit: int) -> tuple[int, bool] | None:
    """The start of a clause or quotation behind the cue, and whether "that" stands before it."""
    doc = reading.doc
    inverted = own_subject(cue.head)
    only_quote = cue.entry.words in words("quote_only")
    if inverted is not None and cue.end <= inverted.i < limit and inverted.head is cue.head:
        i = max(i, inverted.right_edge.i + 1) if not has_clause_child(cue) else max(i, inverted.i + 1)
        only_quote = True
    elif _behind_quotation(reading, cue) and doc[i].pos_ in {"PROPN", "DET", "NOUN", "ADJ"}:
        only_quote = True
    i = _skip_aside(reading, i, limit)
    for j in range(i, min(limit, i + _REACH)):
        token = doc[j]
        quote = reading.opening(j)
        if quote is not None and (quote.last - quote.first >= 2 or j <= i + 1):
            direct = j == i or doc[j - 1].text in {",", ":"} or not _np_inside(reading, i, j)
            if direct or quote.last - quote.first >= 6 or reading.in_speech(j + 1):
                before = doc[i:j]
                if not any(is_finite(t) for t in before):
                    if direct or only_quote:
                        return j, False
                    break
        if (
            token.lower_ == "that"
            and token.pos_ in {"SCONJ", "PRON"}
            and token.dep_ != "nsubj"
            and token.dep_ != "det"
        ) and (j == i or token.dep_ == "mark"):
            return j + 1, True
        if token.lower_ == "that" and j == i and any(is_finite(t) for t in doc[j + 2 : min(limit, j + 9)]):
            return j + 1, True
        if is_finite(token) or reading.quote(j) is not None:
            break
    if only_quote or doc[i].text in {",", ".", ";", ":", "("}:
        return None
    return _bare_clause(reading, cue, i, limit)


def _skip_aside(reading: Reading, i: int, limit: int) -> int:
    """Behind an aside between commas right behind the cue: "alleged, by way of example, …"."""
    doc = reading.doc
    if doc[i].text != ",":
        return i
    for j in range(i + 1, min(limit, i + 9)):
        if doc[j].text == ",":
            return j + 1
        if is_finite(doc[j]) or reading.opening(j) is not None:
            break
    return i


def _behind_quotation(reading: Reading, cue: Cue) -> bool:
    k = cue.start - 1
    if k > 0 and reading.doc[k].text == ",":
        k -= 1
    return k >= 0 and reading.closing(k) is not None


def has_clause_child(cue: Cue) -> bool:
    """Whether the parser gave the cue a clause to its right."""
    return any(child.dep_ == "ccomp" and child.i > cue.head.i for child in cue.head.children)


def _np_inside(reading: Reading, i: int, j: int) -> bool:
    return any(t.pos_ in {"NOUN", "PROPN", "PRON"} for t in reading.doc[i:j])


def _bare_clause(reading: Reading, cue: Cue, i: int, limit: int) -> tuple[int, bool] | None:
    """A clause without "that": behind the listener, the time and the occasion, up to a finite verb."""
    doc = reading.doc
    if "listener" in cue.frames:
        i = _skip_listener(reading, cue, i, limit)
    i = skip_setting(reading, i, limit)
    if i >= limit or (doc[i].tag_ in {"VBG", "VBN"} and not has_clause_child(cue)):
        return None
    if doc[i].lower_ in {"to", "of", "for", "about", "with", "on", "as", "by", "against", "into", "over"}:
        return None
    bound = cue.entry.words in words("choosy")
    if cue.entry.words in words("that_only") or doc[i].tag_ in {"WP", "WDT", "WRB"} or doc[i].lower_ == "so":
        return None
    verb = next((t for t in doc[i:limit] if is_finite(t) or (not bound and _past_form(t))), None)
    if verb is None:
        return None
    if (
        has_clause_child(cue)
        or doc[i].tag_ == "PRP"
        or _clause_by_order(reading, cue, i, verb.i, bool(bound))
    ):
        return i, False
    return None


def _past_form(token: Token) -> bool:
    """A verb that the tagger may have taken for a participle or a base form: no infinitive, no gerund."""
    return token.pos_ in {"VERB", "AUX"} and token.tag_ != "VBG" and token.nbor(-1).lower_ != "to"


def _clause_by_order(reading: Reading, cue: Cue, i: int, verb: int, choosy: bool) -> bool:
    """Without a parse to lean on: a noun phrase, then a verb, no comma or relative between."""
    doc = reading.doc
    if choosy and any(c.dep_ in {"obj", "iobj"} and c.i > cue.head.i for c in cue.head.children):
        return False
    gap = doc[i:verb]
    if not choosy:
        return any(t.pos_ in {"NOUN", "PROPN", "PRON"} for t in gap)
    return any(t.pos_ in {"NOUN", "PROPN", "PRON"} for t in gap) and not any(
        t.text in {",", ";"} or t.lower_ in {"who", "which", "when", "where", "that"} for t in gap
    )


def _skip_listener(reading: Reading, cue: Cue, i: int, limit: int) -> int:
    doc = reading.doc
    if i in doc._.actor_at or (i + 1 < limit and doc[i].pos_ == "DET" and i + 1 in doc._.actor_at):
        j = i if i in doc._.actor_at else i + 1
        actor = doc._.actor_at[j]
        while j < limit and doc._.actor_at.get(j) == actor:
            j += 1
        return j
    told = next((c for c in cue.head.children if c.dep_ in {"obj", "iobj"} and c.i >= cue.end), None)
    if (
        told is not None
        and told.right_edge.i < limit
        and not any(is_finite(t) for t in doc[i : told.right_edge.i])
    ):
        return told.right_edge.i + 1
    while i < limit and doc[i].pos_ in {"DET", "PROPN", "NOUN", "ADJ", "PRON"} and doc[i].tag_ != "PRP":
        i += 1
        if doc[i - 1].pos_ in {"NOUN", "PROPN"} and i < limit and doc[i].pos_ in {"DET", "PRON"}:
            break
    return i + 1 if i < limit and doc[i].tag_ == "PRP" and i + 1 < limit and not is_finite(doc[i + 1]) else i


def skip_setting(reading: Reading, i: int, limit: int) -> int:
    """Behind time words and phrases of occasion: "on Monday", "in an interview with …", "via Twitter"."""
    doc, moved = reading.doc, True
    while moved and i < limit:
        moved = False
        token = doc[i]
        if token.lower_ in words("times") and token.pos_ in {"NOUN", "PROPN", "ADV", "ADJ"}:
            i, moved = i + 1, True
            if i < limit and doc[i].lower_ in words("settings"):
                i += 1
        elif token.pos_ == "ADP" and token.lower_ in {
            "in",
            "on",
            "at",
            "via",
            "during",
            "through",
            "to",
            "by",
            "from",
        }:
            end = occasion_end(reading, i, limit)
            if end:
                i, moved = end, True
        if moved and i < limit and doc[i].text == ",":
            i += 1
    return i


def _object(reading: Reading, cue: Cue, i: int, limit: int) -> tuple[str, int, str, bool] | None:
    """Frames whose content begins with a noun phrase right behind the cue."""
    doc, frames, token = reading.doc, cue.frames, reading.doc[i]
    if "ing" in frames and token.tag_ == "VBG":
        return "ing", i, frames["ing"], False
    opens = reading.opening(i) is not None
    if not opens and token.pos_ not in {"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM", "VERB", "SYM"}:
        return None
    if token.pos_ == "VERB" and token.tag_ not in {"VBG", "VBN"}:
        return None
    if is_passive(cue.head) and cue.entry.part == "verb":
        return None
    near = range(i + 1, min(limit, i + _REACH))
    if "object_to" in frames:
        for j in near:
            if (doc[j].lower_ == "to" and j + 1 < limit and doc[j + 1].pos_ in {"VERB", "AUX"}) or (
                doc[j].lower_ == "not"
                and doc[j - 1].pos_ != "AUX"
                and doc[j + 1 if j + 1 < limit else j].lower_ == "to"
            ):
                return "object_to", i, frames["object_to"], False
            if is_finite(doc[j]) or doc[j].text in {";", ":"}:
                break
    for frame, kind in frames.items():
        if frame[0] == "+":
            for j in near:
                if doc[j].lower_ == frame[1:]:
                    return frame, i, kind, False
                if is_finite(doc[j]) or doc[j].text in {",", ";", ":"}:
                    break
    if "object_is" in frames:
        return "object_is", i, frames["object_is"], False
    if "object" in frames:
        return "object", i, frames["object"], False
    return None
