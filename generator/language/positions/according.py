""" "According to X, …", "…, according to X, …", "…, according to a study by X"."""

from __future__ import annotations

import functools

from spacy.tokens import Span, Token

from generator import lexicon
from generator.language.forms import lowers
from generator.language.grammar import is_finite, noun_phrase_end, sentence_start, trim
from generator.language.positions.after import unquoted
from generator.language.positions.before import told_of
from generator.language.positions.clauses import skip_setting
from generator.language.positions.holders import actors_of
from generator.language.positions.reading import LONGEST, Found, Reading

_NAME = {"DET", "PROPN", "NOUN", "ADJ", "PRON", "NUM", "PART"}


@functools.cache
def _phrases() -> tuple[tuple[str, ...], ...]:
    listed = [tuple(phrase.split()) for phrase in lexicon.load("cues")["according"]]
    return tuple(sorted(listed, key=len, reverse=True))


@functools.cache
def _by_first_word() -> dict[str, list[tuple[str, ...]]]:
    """The phrases under their first words, longer ones in front."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in _phrases():
        found.setdefault(phrase[0], []).append(phrase)
    return found


def according(reading: Reading, sent: Span) -> list[Found]:
    """The positions that "according to" and its kin mark in one sentence."""
    found: list[Found] = []
    if len(sent) > LONGEST:
        return found
    first_words, low = _by_first_word(), lowers(reading.doc)
    for i in range(sent.start, sent.end):
        size = _phrase_at(reading, i, sent.end) if low[i] in first_words else 0
        if size and not reading.in_speech(i):
            hit = _one(reading, sent, i, i + size)
            if hit is not None:
                found.append(hit)
    return found


def _phrase_at(reading: Reading, i: int, limit: int) -> int:
    doc = reading.doc
    for phrase in _by_first_word().get(doc[i].lower_, ()):
        if i + len(phrase) < limit and all(doc[i + k].lower_ == word for k, word in enumerate(phrase)):
            if phrase == ("per",) and doc[i].i != sentence_start(doc[i]):
                return 0
            return len(phrase)
    return 0


def _one(reading: Reading, sent: Span, cue: int, name: int) -> Found | None:
    doc = reading.doc
    if doc[name].lower_ in {"which", "whom", "what"}:
        return None
    head = _name_head(reading, name, sent.end)
    end = _name_end(reading, name, sent.end)
    told, through = head, []
    after = trim(doc, end, sent.end)[0]
    if after < sent.end and doc[after].lower_ in {"quoting", "citing"} and head is not None:
        through = actors_of(doc, head)  # "according to Radio Ode, quoting the ministry, …"
        told = _name_head(reading, after + 1, sent.end)
        end = _name_end(reading, after + 1, sent.end)
    begun = cue if cue > sent.start and doc[cue - 1].text in {":", ";"} else sent.start
    left, right = trim(doc, begun, cue), trim(doc, end, _sentence_end(reading, sent))
    lead = left[1] - left[0]
    said = reading.cue_at.get(left[1] - 1) if lead else None
    if said is not None and said.entry.part == "verb" and "clause" in said.frames:
        return None  # "Ode said – as reported by Radio Ode – …": who reports it is no holder
    pieces = []
    if lead >= 3 and (any(is_finite(t) for t in doc[left[0] : left[1]]) or reading.closing(left[1] - 1)):
        quote = reading.closing(left[1] - 1)
        begin = quote.first - 1 if quote is not None and quote.first - 1 >= left[0] and lead else left[0]
        if quote is not None and begin > left[0] and doc[begin - 1].text not in {".", ",", ":"}:
            begin = left[0]
        pieces.append(unquoted(reading, _joint(reading, begin, left[1]), left[1]))
    elif lead >= 1 and not _fronted(reading, left):
        pieces.append(left)
    open_ended = (end < sent.end and doc[end].text in {",", "–", "—", "-"}) or not pieces
    if right[0] < right[1] and open_ended and (not pieces or _goes_on(reading, right)):
        right = (_behind_setting(reading, *right), right[1]) if not pieces else right
        right = (_behind_name(reading, right[0], right[1], told), right[1])
        pieces.append(unquoted(reading, *right))
    if not pieces or told is None:
        return None
    cut = told_of(doc, left[1] - 1) if lead and len(pieces) > 1 else None
    pieces = [cut, *pieces[1:]] if cut is not None else pieces
    return Found(None, told, pieces, "content", sent, "according", via=through)


def _behind_setting(reading: Reading, start: int, limit: int) -> int:
    """Behind "on Monday," or "in an interview," but not into a statement that begins with "last year"."""
    later = skip_setting(reading, start, limit)
    return later if reading.doc[later - 1].text == "," else start


def _behind_name(reading: Reading, start: int, limit: int, told: Token | None) -> int:
    """Behind the source's own name and its comma: "according to the club's head, Ada Ode, it is late"."""
    own = actors_of(reading.doc, told) if told is not None else []
    i = start
    while i < limit and reading.doc._.actor_at.get(i) in own:
        i += 1
    return i + 1 if start < i < limit and reading.doc[i].text == "," else start


def _joint(reading: Reading, start: int, end: int) -> int:
    """Without a leading "and" or "but"."""
    doc = reading.doc
    while start < end and doc[start].lower_ in {"but", "and", "however", ","}:
        start += 1
    return start


def _fronted(reading: Reading, left: tuple[int, int]) -> bool:
    """Whether what stands before "according to" only joins two sentences: "and", "but also"."""
    return all(t.pos_ in {"CCONJ", "ADV", "SCONJ", "PUNCT", "ADP"} for t in reading.doc[left[0] : left[1]])


def _goes_on(reading: Reading, right: tuple[int, int]) -> bool:
    """Whether the statement continues behind the name, rather than a remark about the source."""
    first = reading.doc[right[0]]
    before = reading.doc[right[0] - 1]
    if (
        before.text == ","
        and first.pos_ == "NOUN"
        and not any(is_finite(t) for t in reading.doc[slice(*right)])
    ):
        return False  # "according to Ann Ode, head of …"
    return first.lower_ not in {"who", "which", "whose", "where"} and first.tag_ not in {"VBG", "VBN"}


def _sentence_end(reading: Reading, sent: Span) -> int:
    doc, end = reading.doc, sent.end
    while (
        end > sent.start
        and doc[end - 1].text in {".", "!", "?", ";", ":"}
        and reading.closing(end - 1) is None
    ):
        end -= 1
    return end


def _name_head(reading: Reading, start: int, limit: int) -> Token | None:
    """The head noun of the source: the last noun before its first preposition, comma or verb."""
    head = None
    for token in reading.doc[start : min(limit, start + 16)]:
        if token.pos_ in {"NOUN", "PROPN", "PRON"}:
            head = token
        elif token.pos_ not in _NAME and head is not None:
            break
    return head


def _name_end(reading: Reading, start: int, limit: int) -> int:
    """The index behind the source's phrase, an apposition between commas included."""
    doc = reading.doc
    i = _next_comma(reading, start, limit)
    if any(is_finite(token) for token in doc[start:i]):  # no comma behind the name
        head = _name_head(reading, start, limit)
        named = head is not None and not any(is_finite(t) for t in doc[start : head.i])
        return noun_phrase_end(head) if head is not None and named else i
    nxt = _next_comma(reading, i + 1, limit) if i < limit and doc[i].text == "," else limit
    if (
        i < limit
        and nxt < limit
        and doc[nxt].text == ","
        and doc[i + 1].pos_ in {"DET", "NOUN", "ADJ", "PROPN", "PRON"}
    ):
        gap = doc[i + 1 : nxt]
        relative = doc[i + 1].lower_ in {"who", "which", "whose"}
        if relative or (
            doc[i + 1].dep_ in {"det", "amod", "compound", "appos"} and not any(is_finite(t) for t in gap)
        ):
            return _described(reading, nxt, limit)
    return i


def _described(reading: Reading, comma: int, limit: int) -> int:
    """Behind what describes what was described: "Ada Ode, head of Arbel, a maker of bridges, …"."""
    end = _next_comma(reading, comma + 1, limit)
    gap = reading.doc[comma + 1 : end]
    return end if end < limit and len(gap) and gap.root.dep_ == "appos" and gap.root.head.i < comma else comma


def _next_comma(reading: Reading, start: int, limit: int) -> int:
    doc = reading.doc
    for i in range(start, limit):
        if doc[i].text in {",", ";", "–", "—"} and not (
            0 < i < limit - 1 and doc[i - 1].like_num and doc[i + 1].like_num
        ):
            return i
        if reading.opening(i) is not None and reading.in_speech(i + 1):
            return i
    return limit
