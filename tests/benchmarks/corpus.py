"""A corpus of any size, made from the example articles by recombination.

Each article is as long as one of the examples and made of paragraphs of theirs, in a new order; the
persons in it bear made-up names, drawn as unevenly as names in the news are, and its day is its own. The
same number gives the same files.
"""

from __future__ import annotations

import itertools
import json
import random
import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from generator import article as articles
from generator.model import Article

ROOT = Path(__file__).parents[2]
FIRST_DAY = date(2016, 1, 1)
DAYS = 3650
_BEGINS, _ENDS = "BDFGHKLMNPRSTVW", ("a", "e", "i", "o", "u", "ar", "el", "in", "ou")
_NAMES = 8_000


@dataclass(frozen=True, slots=True)
class Parts:
    """What new articles are made of.

    Attributes:
        examples: the articles, cleaned.
        persons: family names of persons in them.
    """

    examples: tuple[Article, ...]
    persons: tuple[str, ...]


def parts() -> Parts:
    """Read the example articles, and from their briefings the names of persons."""
    content = ROOT / "content"
    found = tuple(articles.read(path, content, first_seen=None) for path in articles.discover(content))
    names = set()
    for example in found:
        twin = json.loads((ROOT / "briefings" / f"{example.id}.json").read_text(encoding="utf-8"))
        names |= {actor["name"].split()[-1] for actor in twin["actors"] if actor["kind"] == "person"}
    return Parts(found, tuple(sorted(name for name in names if len(name) > 3 and name.isalpha())))


def write(folder: Path, size: int, of: Parts) -> None:
    """Write ``size`` articles below a folder."""
    names = _names()
    for number in range(size):
        path = folder / f"{number % 100:02}" / f"{number:05}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article(number, of, names), encoding="utf-8")


def article(number: int, of: Parts, names: tuple[str, ...]) -> str:
    """The text of one article, with front matter."""
    chance = random.Random(number)
    base = of.examples[number % len(of.examples)]
    pool = [
        paragraph
        for example in chance.sample(of.examples, 4)
        for paragraph in example.text.split("\n\n")[1:]
        if len(paragraph) > 60
    ]
    size = len(base.text.split("\n\n")) - 1
    body = "\n\n".join(chance.sample(pool, min(size, len(pool))))
    renamed = dict(zip(of.persons, _drawn(chance, names, len(of.persons)), strict=True))
    body = re.sub(r"\b(?:" + "|".join(of.persons) + r")\b", lambda found: renamed[found[0]], body)
    words = [*chance.choice(of.examples).title.split()[:5], *base.title.split()[-4:]]
    day = FIRST_DAY + timedelta(days=number * 7 % DAYS)
    front = {"title": " ".join(words), "published": day.isoformat(), "source": base.source}
    head = "".join(f"{key}: {json.dumps(value)}\n" for key, value in front.items() if value)
    topics = json.dumps(list(base.topics))
    return f"---\n{head.replace(json.dumps(day.isoformat()), day.isoformat())}topics: {topics}\n---\n{body}\n"


def _names() -> tuple[str, ...]:
    chance = random.Random(1)
    made = (
        "".join(chance.choice(_BEGINS) + chance.choice(_ENDS) for _ in range(chance.randint(2, 3))).title()
        for _ in range(_NAMES)
    )
    return tuple(dict.fromkeys(made))


def _drawn(chance: random.Random, names: tuple[str, ...], number: int) -> list[str]:
    """Different names, the first ones most often."""
    weights = list(itertools.accumulate(1 / (rank + 20) for rank in range(len(names))))
    found: dict[str, None] = {}
    while len(found) < number:
        found[chance.choices(names, cum_weights=weights)[0]] = None
    return list(found)
