"""Briefings made from the example articles' JSON by recombination, without any article.

Parts of one stand in another, most names and every tenth word are made up, drawn as unevenly as words of a
language are.
"""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from generator import render
from generator.model import Actor, Briefing, OpenQuestion, Position, ScheduledEvent

ROOT = Path(__file__).parents[2]
FIRST_DAY = date(2016, 1, 1)
_BEGINS, _ENDS = "bdfghklmnprstvwz", ("a", "e", "i", "o", "u", "ar", "el", "in", "ou")


def briefings(number: int) -> list[Briefing]:
    """So many briefings, the same every time."""
    words, parts = Words(random.Random(number)), examples()
    return [recombined(place, parts, words) for place in range(number)]


class Words:
    """Made-up words and names; the first ones of each are drawn most often."""

    def __init__(self, chance: random.Random, words: int = 30_000, names: int = 12_000) -> None:
        self.chance = chance
        self._words = [self._word() for _ in range(words)]
        self._names = [f"{self._word().title()} {self._word().title()}" for _ in range(names)]
        self._weights = {
            size: list(itertools.accumulate(1 / (rank + 20) for rank in range(size)))
            for size in (words, names)
        }

    def _word(self) -> str:
        syllables = range(self.chance.randint(2, 4))
        return "".join(self.chance.choice(_BEGINS) + self.chance.choice(_ENDS) for _ in syllables)

    def _drawn(self, some: list[str]) -> str:
        return self.chance.choices(some, cum_weights=self._weights[len(some)])[0]

    def name(self) -> str:
        """A name."""
        return self._drawn(self._names)

    def reworded(self, text: str) -> str:
        """The text with about every tenth word another."""
        return " ".join(
            self._drawn(self._words) if self.chance.random() < 0.1 else word for word in text.split(" ")
        )


def examples() -> list[Briefing]:
    """The briefings of the example articles."""
    found = []
    for path in sorted((ROOT / "briefings").rglob("*.json")):
        value = json.loads(path.read_text(encoding="utf-8"))
        found += [render.from_json(value)] if "open_questions" in value else []
    return found


def recombined(number: int, parts: Sequence[Briefing], words: Words) -> Briefing:
    """A briefing as long as one of the examples, of parts of them all."""
    chance = words.chance
    base = parts[number % len(parts)]
    actors = tuple(
        _actor(i, chance.choice(chance.choice(parts).actors), words) for i in range(len(base.actors))
    )
    ids = [actor.id for actor in actors]

    def some(kind: str) -> list[Any]:
        pool = [item for briefing in parts for item in getattr(briefing, kind)]
        return chance.choices(pool, k=len(getattr(base, kind)))

    def position(number: int, item: Position) -> Position:
        said = words.reworded(item.statement)
        holder = chance.choice(ids)
        return replace(
            item, id=f"p-{number:06}", holder=holder, via=(), statement=said, sentence=f"{said}, they said."
        )

    def question(number: int, item: OpenQuestion) -> OpenQuestion:
        shown = tuple(words.reworded(sentence) for sentence in item.sentences)
        return replace(item, id=f"q-{number:06}", question=words.reworded(item.question), sentences=shown)

    def event(number: int, item: ScheduledEvent) -> ScheduledEvent:
        what, sentence = words.reworded(item.what), words.reworded(item.sentence)
        return replace(
            item, id=f"e-{number:06}", what=what, sentence=sentence, participants=(chance.choice(ids),)
        )

    day = FIRST_DAY + timedelta(days=number * 3650 // 5000)
    title = " ".join(chance.choice(parts).article.title.split()[:5] + base.article.title.split()[-4:])
    about = {"id": f"{day:%Y/%m}/{number:05}", "title": words.reworded(title), "published": day}
    return replace(
        base,
        article=replace(base.article, inferred=(), **about),
        summary=tuple(words.reworded(line) for line in base.summary),
        actors=actors,
        positions=tuple(position(i, item) for i, item in enumerate(some("positions"))),
        open_questions=tuple(question(i, item) for i, item in enumerate(some("open_questions"))),
        events=tuple(event(i, item) for i, item in enumerate(some("events"))),
    )


def _actor(number: int, actor: Actor, words: Words) -> Actor:
    name = words.name() if words.chance.random() < 0.7 else actor.name
    return replace(actor, id=f"a-{number}", name=name, mentions=(name,))


class Maker:
    """Makes briefings one after the other, as if each had been read in an article."""

    def __init__(self) -> None:
        self._words, self._parts = Words(random.Random(1)), examples()

    def briefing(self, number: int, ident: str) -> Briefing:
        """One of that number, with the id of its article."""
        made = recombined(number, self._parts, self._words)
        said = [*made.summary, *(position.sentence for position in made.positions)]
        about = {"id": ident, "path": f"{ident}.md", "text": "\n\n".join([made.article.title, *said])}
        return replace(made, article=replace(made.article, **about))
