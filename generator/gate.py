"""The verbatim gate: what a briefing shows as the article's words must be the article's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.errors import ArticleError
from generator.model import JOINER, Briefing, Evidence


def check(briefing: Briefing) -> None:
    """Hold every mention, statement piece, sentence, time expression and summary line against the text.

    Raises:
        ArticleError: naming the first item whose words are not where its evidence says they are.
    """
    for fault in _faults(briefing):
        raise ArticleError(
            briefing.article.path,
            None,
            f"{fault}; this is a fault of the generator, not of the article: please report it",
        )


def _faults(briefing: Briefing) -> Iterator[str]:
    text = briefing.article.text
    actors = {actor.id for actor in briefing.actors}

    def quoted(item: str, words: str, places: Sequence[Evidence]) -> Iterator[str]:
        found = JOINER.join(text[place.start : place.end] for place in places)
        if not words or found != words:
            yield f"{item} is not verbatim: it says {words!r}, its evidence is {found!r}"

    def contained(item: str, words: str, whole: str) -> Iterator[str]:
        if not words or words not in whole:
            yield f"{item} is not verbatim: {words!r} is not in the text that should hold it"

    def paired(item: str, words: Sequence[str], places: Sequence[Evidence]) -> Iterator[str]:
        if len(words) != len(places):
            yield f"{item} has {len(words)} quoted pieces but {len(places)} places"
        for piece, place in zip(words, places, strict=False):
            yield from quoted(item, piece, [place])

    for actor in briefing.actors:
        yield from paired(f"actor {actor.id}", actor.mentions, actor.evidence)
    for position in briefing.positions:
        item = f"position {position.id}"
        yield from quoted(item, position.statement, position.evidence)
        yield from contained(f"{item}: sentence", position.sentence, text)
        yield from (f"{item}: {name!r} is no actor" for name in {position.holder, *position.via} - actors)
    for question in briefing.open_questions:
        yield from paired(f"question {question.id}", question.sentences, question.evidence)
    for event in briefing.events:
        item = f"event {event.id}"
        yield from paired(item, [event.sentence], event.evidence)
        yield from contained(f"{item}: when", event.when, event.sentence)
        yield from (f"{item}: {name!r} is no actor" for name in set(event.participants) - actors)
    for line in briefing.summary:
        yield from contained("summary", line, text)
