"""Positions in interviews: each sentence of an answer is its speaker's own."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc, Span

from generator.language.positions.after import unquoted
from generator.language.positions.reading import SPEECH_TOKENS, Found, Reading
from generator.language.turns import Turn, turns


def answered(reading: Reading) -> list[Found]:
    """What speakers of an interview say; what they ask is left out, and so is what is hardly a sentence."""
    spoken = turns(reading.text)
    begins = [turn.start for turn in spoken]
    found = []
    for sentence in reading.sentences:
        place = bisect_right(begins, sentence.end_char) - 1
        if place < 0 or (said := _within(sentence, spoken[place])) is None:
            continue
        speaker = _speaker(reading.doc, spoken[place])
        if speaker is not None and len(said) > SPEECH_TOKENS and said[-1].text != "?":
            piece = unquoted(reading, said.start, said.end)
            found.append(Found(None, None, [piece], "content", said, "turn", [speaker]))
    return found


def _within(sentence: Span, turn: Turn) -> Span | None:
    """The part of a sentence that belongs to a turn: the parser may begin it with the label."""
    doc, start, end = sentence.doc, sentence.start, sentence.end
    while start < end and doc[start].idx < turn.start:
        start += 1
    while start < end and doc[end - 1].idx >= turn.end:
        end -= 1
    return doc[start:end] if start < end else None


def _speaker(doc: Doc, turn: Turn) -> int | None:
    label = doc.char_span(turn.begin, turn.begin + len(turn.label), alignment_mode="expand")
    found: int | None = doc._.actor_at.get(label.end - 1) if label is not None else None
    return found
