"""The payload corpus, and a content folder that is full of it: what a hostile press agency would send."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

CASES = Path(__file__).parent / "cases" / "payloads"
FIRST = re.findall(
    r"\w+", "Ada Bruno Clara Dirk Edith Frank Greta Hugo Irene Jonas Karin Louis Marta Nils Olga"
)
LAST = re.findall(
    r"\w+", "Brook Lindholm Castell Okafor Marsh Fielding Novak Petersen Hale Winter Sorel Dane"
)
IN_AN_ARTICLE = 6
IN_A_NAME = 3
IN_A_MARKED_ARTICLE = 24
IN_A_CORRECTED_ARTICLE = 18

_ARTICLE = """\
The port of Osk has been at odds with its town since winter over what a notice board shows.

{first} said on Monday that the placard at the quay reads {a} in large letters.
"We were told to print {b} on every ticket," {first} added.

{second} rejected the plan and called {c} a mistake of the harbour office.
{second}, who leads {d}, warned that the ferries would stop.
The Osk {e} Council backs the plan, according to a spokesman for {f}.

It is not yet known whether {c} will stay on the board.
It remains unclear who wrote {d} on the placard.

The council is to vote on {e} and {a} on 12 June 2031.
A hearing about {f} is planned for 3 July 2031 in Osk.
"""
_MARKED = """\
The port of Osk has been at odds with its town since winter over what a notice board shows.

{first} said on Monday that the placard at the quay would stay where it is.

{payloads}

{second} said that the placard reads {last} in large letters.

It is not yet known whether the board will stay. The council is to vote on it on 12 June 2031.
"""
_CORRECTED = """\
The harbour office of Osk has been at odds with its town since winter over a notice board.

{first} said on Monday that the placard at the quay would stay where it is.
{second} rejected the plan and warned that the ferries would stop.

It is not yet known whether the board will stay. The council is to vote on it on 12 June 2031.
"""
_UNKNOWN = "It is not yet known whether the board will stay."
_VOTE = "The council is to vote on it on 12 June 2031."


@dataclass(frozen=True, slots=True)
class Payload:
    """A text that tries to act."""

    kind: str  # the name of its file
    name: str
    text: str
    places: frozenset[str]  # where it is put


def load() -> list[Payload]:
    """Every payload, in the order of files and names."""
    found = []
    for path in sorted(CASES.glob("*.yml")):
        given = yaml.safe_load(path.read_text(encoding="utf-8"))
        places = frozenset(given["places"])
        found += [Payload(path.stem, name, text, places) for name, text in given["payloads"].items()]
    return found


def people() -> Iterator[str]:
    """Names of people, none twice."""
    yield from (f"{first} {last}" for last in LAST for first in FIRST)


def write(content: Path) -> None:
    """Fill a content folder with articles in which each payload stands in each of its places."""
    texts = [payload.text for payload in load()]
    names = people()
    actors, topics = [], []
    for number, chunk in enumerate(batched(texts, IN_AN_ARTICLE)):
        first, second = next(names), next(names)
        _write_article(content / f"port/article-{number}.txt", chunk, first, second)
        halves = [" ".join(half) for half in batched(chunk, IN_A_NAME)]
        actors += [_actor(person, half) for person, half in zip((first, second), halves, strict=False)]
        described = {"name": f"{halves[0]} {number}", "description": halves[-1]}
        topics.append({**described, "articles": [f"port/article-{number}"]})
    for number, chunk in enumerate(batched(texts, IN_A_MARKED_ARTICLE)):
        _write_marked(content / "marked" / file_name(chunk[0], number, "md"), chunk, "\n\n", names)
        _write_marked(content / "pages" / file_name(chunk[1], number, "html"), chunk, "</p>\n<p>", names)
    for number, chunk in enumerate(batched(texts, IN_A_CORRECTED_ARTICLE)):
        _write_corrected(content / "desk" / f"article-{number}.txt", chunk, next(names), next(names))
    (content / "actors.yml").write_text(yaml.safe_dump({"actors": actors}))
    (content / "topics.yml").write_text(yaml.safe_dump({"topics": topics}))


def _actor(person: str, words: str) -> dict[str, object]:
    links = [f"https://news.example/?q={in_an_address(words)}"]
    return {"name": f"{person} {words}", "instead_of": [person], "description": words, "links": links}


def batched(texts: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    """The texts, so many at a time."""
    yield from (tuple(texts[at : at + size]) for at in range(0, len(texts), size))


def in_an_address(text: str) -> str:
    """What of a text may stand in an address that front matter takes."""
    return re.sub(r"[\s<>\"\\]", "+", text)


def file_name(text: str, number: int, suffix: str) -> str:
    """A name that a file system takes, with as much of the payload as it bears."""
    return f"{text.replace('/', '∕')} {number}.{suffix}"


def _front(chunk: tuple[str, ...]) -> str:
    words = " ".join(chunk)
    fields = {
        "title": f"Placard at the quay reads {words}",
        "published": "2031-03-03",
        "source": words,
        "author": words,
        "licence": words,
        "url": f"https://news.example/{in_an_address(words)}",
        "topics": [" ".join(chunk[-IN_A_NAME:])],
        "template": "404.html",
        "hide": ["navigation", "toc"],
        "search": {"exclude": True},
        "slug": words,
        words: words,
    }
    return f"---\n{yaml.safe_dump(fields, sort_keys=False, width=10_000)}---\n\n"


def _write_article(path: Path, chunk: tuple[str, ...], first: str, second: str) -> None:
    filled = dict(zip("abcdef", itertools.cycle(chunk), strict=False))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_front(chunk) + _ARTICLE.format(first=first, second=second, **filled), encoding="utf-8")


def _write_marked(path: Path, chunk: tuple[str, ...], between: str, names: Iterator[str]) -> None:
    first, second = next(names), next(names)
    text = _MARKED.format(first=first, second=second, payloads=between.join(chunk), last=chunk[-1])
    if path.suffix == ".html":
        title = html.escape(chunk[0])
        text = (
            f"<html><head><title>{title}</title></head><body><article><p>{text}</p></article></body></html>"
        )
        text = text.replace("\n\n", "</p>\n<p>")
    else:
        text = f"# The placard at the quay of Osk\n\n{text}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _write_corrected(path: Path, chunk: tuple[str, ...], first: str, second: str) -> None:
    """An article without a payload, and corrections that put one into every kind of item."""
    texts = itertools.cycle(chunk)
    people = [
        {"item": person, "name": f"{person} {next(texts)}", "role": next(texts)} for person in (first, second)
    ]
    office = {"add": f"Office {next(texts)}", "kind": "organization", "mentions": ["harbour office of Osk"]}
    left = [next(texts) for _ in range(max(2, len(chunk) - 5))]
    asked = [{"add": f"Who wrote {text}?", "evidence": _UNKNOWN} for text in left[::2]]
    vote = {"when": "on 12 June 2031", "evidence": _VOTE, "date": "2031-06-12"}
    events = [
        {"add": f"reading of {text}", **vote, "participants": [people[0]["name"]]} for text in left[1::2]
    ]
    said = {"actors": [*people, office], "questions": asked, "events": events}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"Notice board divides Osk\n\n{_CORRECTED.format(first=first, second=second)}", encoding="utf-8"
    )
    beside = path.with_name(f"{path.stem}.corrections.yml")
    beside.write_text(yaml.safe_dump(said, sort_keys=False, width=10_000), encoding="utf-8")
