"""Quotations that no cue of their own introduces: running on behind an attributed one, or standing alone."""

from __future__ import annotations

from spacy.tokens import Span

from generator.language.grammar import is_finite, subject
from generator.language.positions.after import unquoted
from generator.language.positions.holders import actors_of
from generator.language.positions.reading import SPEECH_TOKENS, Found, Reading
from generator.language.quotes import Quotation


def run_on(reading: Reading, found: list[Found]) -> list[Found]:
    """Give every quotation without a cue to the speaker before it, else behind it.

    Directly behind an attributed quotation of the same paragraph it continues that position; elsewhere it
    is a position of its own.

    Args:
        found: the positions so far, in text order of their statements.
    """
    out = sorted(found, key=lambda f: (f.start, f.end))
    for quote in reading.quotes:
        if quote.last - quote.first < SPEECH_TOKENS or _taken(out, quote) or not _alone(reading, quote):
            continue
        previous = _previous(reading, out, quote)
        if previous is None:
            continue
        piece = unquoted(reading, quote.first, quote.last)
        if _continues(reading, previous, quote):
            previous.pieces.append(piece)
        else:
            sent = reading.sentence(quote.first) or previous.sentence
            out.append(
                Found(previous.cue, previous.holder, [piece], "content", sent, "bare", list(previous.actors))
            )
            out.sort(key=lambda f: (f.start, f.end))
    return out


def introduced(reading: Reading, found: list[Found]) -> list[Found]:
    """Add the quotations behind a colon, comma or dash that no cue claimed; the sentence's speaker's."""
    out = list(found)
    for quote in reading.quotes:
        mark, sent = quote.first - 1, reading.sentence(quote.first)
        if (
            sent is None
            or mark <= sent.start
            or quote.last - quote.first <= SPEECH_TOKENS
            or _taken(out, quote)
        ):
            continue
        if reading.doc[mark - 1].text not in {":", ",", "—", "–"}:
            continue
        actors = _speaker(reading, out, sent, mark)
        if actors:
            piece = unquoted(reading, quote.first, quote.last)
            out.append(Found(None, None, [piece], "content", sent, "bare", actors))
    return out


def _speaker(reading: Reading, found: list[Found], sent: Span, mark: int) -> list[int]:
    """Who speaks in a sentence before token ``mark``: its last holder, else the subject of its verb."""
    earlier = [f for f in found if f.sentence == sent and f.start < mark]
    if earlier:
        return list(max(earlier, key=lambda f: f.start).actors)
    verb = next((t for t in reading.doc[sent.start : mark] if is_finite(t)), None)
    if verb is None:
        return []
    head = subject(verb if verb.pos_ == "VERB" else verb.head)
    return actors_of(reading.doc, head) if head is not None else []


def _taken(found: list[Found], quote: Quotation) -> bool:
    return any(a < quote.last and quote.first < b for f in found for a, b in f.pieces)


def _alone(reading: Reading, quote: Quotation) -> bool:
    """Whether the quotation begins a sentence: nothing of the narrator stands before it there."""
    mark = quote.first - 1
    sent = reading.sentence(quote.first)
    if sent is None:
        return False
    before = [t for t in reading.doc[sent.start : max(mark, sent.start)] if not t.is_punct and not t.is_space]
    return not before


def _previous(reading: Reading, found: list[Found], quote: Quotation) -> Found | None:
    """The last position with a quotation or a speech cue before ``quote``, at most one paragraph back."""
    earlier = [
        f for f in found if f.start < quote.first and f.rule in {"clause", "before", "according", "bare"}
    ]
    if not earlier:
        return None
    last = max(earlier, key=lambda f: (f.cue.start if f.cue else f.start, f.start))
    return last if _breaks(reading, last, quote) <= 1 else None


def _breaks(reading: Reading, found: Found, quote: Quotation) -> int:
    behind = max(found.end, found.cue.end if found.cue else 0)
    return sum("\n" in t.text for t in reading.doc[min(behind, quote.first) : quote.first])


def _continues(reading: Reading, previous: Found, quote: Quotation) -> bool:
    """Whether only the attribution stands between the previous quotation and this one."""
    if reading.quote(previous.end - 1) is None:
        return False
    last = reading.sentence(max(previous.end - 1, previous.cue.start if previous.cue else 0))
    this = reading.sentence(quote.first)
    if last is None or this is None or _breaks(reading, previous, quote):
        return False
    return _adjacent(reading, last, this)


def _adjacent(reading: Reading, last: Span, this: Span) -> bool:
    return last == this or all(t.is_space or t.is_punct for t in reading.doc[last.end : this.start])
