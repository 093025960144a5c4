"""Pages are rendered again only where what they show changed, and stand as a run from nothing makes them."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

import blank
import pytest

from generator import reading, render, run
from generator.commands.terminal import summary
from generator.errors import ArticleError
from generator.model import Briefing
from generator.settings import Settings

ROOT = Path(__file__).parents[1]
ARTICLES, STEPS = 14, 40
FIRST = date(2029, 1, 1)
Item = TypeVar("Item")

ACTORS = (
    "",
    "actors:\n  - {name: NASA, aliases: [National Aeronautics and Space Administration]}\n",
    "actors:\n  - {name: Space agency, aliases: [NASA], description: It flies}\n",
    "actors:\n  - {name: NASA, hide: true}\n  - {name: European Union, aliases: [EU]}\n",
    "actors:\n  - {name: European Union, links: ['https://eu.example/']}\n",
)
TOPICS = (
    "",
    "topics:\n  - {name: Ports, aliases: [Harbours], description: Quays}\n",
    "topics:\n  - {name: Seas, articles: ['a-1*']}\n  - {name: Ports, articles: ['a-*']}\n",
)
SETTINGS = (
    Settings(),
    Settings(page_from=2),
    Settings(fold_after=1),
    Settings(evidence="words"),
    Settings(evidence="none"),
    Settings(edit_url="https://forge.example/edit/{path}"),
)


@dataclass
class Site:
    """Articles that change at random, and what a run makes of them."""

    folder: Path
    chance: random.Random
    settings: Settings = field(default_factory=Settings)
    done: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.content.mkdir(parents=True)
        self._git("init", "-q")
        (self.folder / ".gitignore").write_text(".cache\n")
        for number in range(ARTICLES):
            self.write(number)

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def output(self) -> Path:
        return self.folder / "briefings"

    def write(self, number: int | None = None) -> None:
        """An article is new, or another one altogether."""
        number = self.chance.randrange(ARTICLES) if number is None else number
        (self.content / f"a-{number}.md").write_text(str(self.chance.random()), encoding="utf-8")

    def remove(self) -> None:
        self._an_article().unlink()

    def break_off(self) -> None:
        """An article cannot be read; its last good page stays, and says so."""
        self._an_article().write_text(f"bad {self.chance.random()}", encoding="utf-8")

    def correct(self) -> None:
        """An editor renames an actor and hides a position."""
        path = self._an_article()
        try:
            twin = json.loads((self.output / f"{path.stem}.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return
        entries = {
            "actors": [
                {"item": one["id"], "name": "Ada Brook", "role": "mayor"} for one in twin["actors"][:1]
            ],
            "positions": [{"item": one["id"], "hide": True} for one in twin["positions"][:1]],
        }
        said = json.dumps({kind: some for kind, some in entries.items() if some})
        path.with_suffix(".corrections.yml").write_text(f"{said}\n", encoding="utf-8")

    def register(self) -> None:
        (self.content / "actors.yml").write_text(self.chance.choice(ACTORS), encoding="utf-8")

    def pin(self) -> None:
        (self.content / "topics.yml").write_text(self.chance.choice(TOPICS), encoding="utf-8")

    def set(self) -> None:
        self.settings = self.chance.choice(SETTINGS)

    def forget(self) -> None:
        """The cache is lost, or damaged."""
        cache = self.folder / ".cache"
        for path in (*cache.glob("pages-*"), *cache.glob("settled-*")):
            if self.chance.random() < 0.5:
                path.unlink()
            else:
                path.write_bytes(path.read_bytes()[:-9] + b"}")

    def edit(self) -> None:
        """Somebody writes into a page."""
        page = self.chance.choice(sorted(self.output.rglob("*.md")))
        page.write_text(page.read_text(encoding="utf-8") + "\nMine.\n", encoding="utf-8")

    def lose(self) -> None:
        """A page is gone, or another's."""
        one, other = self.chance.sample(sorted(self.output.rglob("*.md")), 2)
        self.chance.choice((one.unlink, lambda: one.write_bytes(other.read_bytes())))()

    def commit(self) -> None:
        self._git("add", "-A")
        self._git("commit", "-q", "--allow-empty", "-m", "So far")

    def step(self) -> str:
        """One change."""
        changes: Sequence[Callable[[], None]] = (
            *(4 * [self.write]),
            *(self.remove, self.break_off, self.correct, self.register, self.pin, self.set),
            *(self.forget, self.edit, self.lose, self.commit, self.commit),
        )
        change = self.chance.choice(changes)
        change()
        self.done[change.__name__] += 1
        return change.__name__

    def generate(self) -> None:
        self._generate(self.folder, self.folder / ".cache")

    def fresh(self, place: Path) -> dict[str, bytes | str]:
        """What a run from nothing gives, in a copy of it all."""
        shutil.copytree(self.folder, place, ignore=shutil.ignore_patterns(".cache"))
        self._generate(place, None)
        found = blank.everything(place / "briefings")
        shutil.rmtree(place)
        return found

    def _generate(self, folder: Path, cache: Path | None) -> None:
        job = run.Job(folder / "content", folder / "briefings", self.settings, cache)
        run.generate(job, progress=lambda done, total: None, waiting=lambda: None, tell=summary)

    def _git(self, *command: str) -> None:
        named = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "gc.auto=0"]
        subprocess.run(["git", *named, "-C", str(self.folder), *command], check=True, capture_output=True)

    def _an_article(self) -> Path:
        found = sorted(self.content.glob("a-*.md"))
        if len(found) < 3:
            self.write()
        return self.chance.choice(found)


@pytest.fixture
def examples() -> list[Briefing]:
    twins = (
        json.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "briefings").rglob("*.json"))
    )
    return [render.from_json(twin) for twin in twins if "open_questions" in twin]


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch, examples: list[Briefing]) -> list[str]:
    """The templates that are filled, one after the other; articles give parts of the examples' briefings."""
    filled: list[str] = []
    fill = render.render

    def noted(template: str, **values: Any) -> str:
        filled.append(template)
        return fill(template, **values)

    def read(source: reading.Source) -> reading.Outcome:
        said = source.data.decode()
        return made(said, source.path, examples) if "bad" not in said else ArticleError(source.path, 1, said)

    monkeypatch.setattr(render, "render", noted)
    monkeypatch.setattr(reading, "start", lambda *chosen: None)
    monkeypatch.setattr(reading, "read", read)
    return filled


def made(said: str, path: str, examples: list[Briefing]) -> Briefing:
    """A briefing with some items of an example, on a day of its own."""
    chance = random.Random(said)
    base = chance.choice(examples)

    def some(items: Sequence[Item]) -> tuple[Item, ...]:
        return tuple(item for item in items if chance.random() < 0.4)

    article = replace(
        base.article,
        **{"id": path.removesuffix(".md"), "path": path, "text": f"{base.article.title}\n\n{said}"},
        published=chance.choice((None, *(FIRST + timedelta(days=chance.randrange(900)) for _ in range(9)))),
        topics=some(("Ports", "Harbours", "Talks")),
    )
    return replace(
        base,
        article=article,
        positions=some(base.positions),
        open_questions=some(base.open_questions),
        events=some(base.events),
    )


@pytest.mark.parametrize("seed", range(2))
def test_pages_are_those_of_a_run_from_nothing(tmp_path: Path, rendered: list[str], seed: int) -> None:
    site = Site(tmp_path / "site", random.Random(seed))
    site.generate()
    told = []
    for number in range(STEPS):
        told.append(site.step())
        there = site.fresh(tmp_path / f"fresh-{number}")
        site.generate()
        here = blank.everything(site.output)
        assert [path for path in here | there if here.get(path) != there.get(path)] == [], told
    assert len(site.done) >= 9, "nearly every kind of change came up"


def test_what_did_not_change_is_not_rendered(tmp_path: Path, rendered: list[str]) -> None:
    site = Site(tmp_path / "site", random.Random(5))
    site.generate()
    every = Counter(rendered)
    rendered.clear()
    site.write(3)
    site.generate()
    assert 1 <= Counter(rendered)["briefing"] < every["briefing"] / 2
    assert Counter(rendered)["actor"] < every["actor"]
    rendered.clear()
    (site.content / "actors.yml").write_text("# nobody\n", encoding="utf-8")
    site.generate()
    assert not {"briefing", "actor", "topic", "month", "calendar", "questions"} & set(rendered)
