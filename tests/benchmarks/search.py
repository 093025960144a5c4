"""How long a reader waits for the first result, and what is transferred, at thousands of briefings.

Run from the root of the repository: ``python tests/benchmarks/search.py [--briefings 5000] [--folder DIR]``.
Briefings are made from the example articles' JSON by recombination: parts of one stand in another, most
names and every tenth word are made up, drawn as unevenly as words of a language are. They are rendered, built
by MkDocs and indexed; Chromium then searches, with an empty cache and from a server that does not compress.
Exit status 1 where a limit of the project is missed.
"""

from __future__ import annotations

import argparse
import functools
import itertools
import json
import os
import random
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from generator import crossindex, publish, render, search, settings, store
from generator.model import Actor, Briefing, OpenQuestion, Position, ScheduledEvent
from generator.publish import disk

ROOT = Path(__file__).parents[2]
SECONDS, BYTES = 0.5, 300_000
QUERIES = ("lander", "heat shield", "European Commission", "annex postponed", "the new rules", "agre")
FILTERED = (
    "q=lander&kind=position",
    "q=agreement&topic={topic}&kind=event",
    "q=rocket&from=2019-03-05&to=2019-06-01",
)
FIRST_DAY = date(2016, 1, 1)
_BEGINS, _ENDS = "bdfghklmnprstvwz", ("a", "e", "i", "o", "u", "ar", "el", "in", "ou")


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


def make_site(number: int, folder: Path) -> Path:
    """Render, build and index; says how long each took. Returns the site's folder."""
    started = time.perf_counter()

    def say(what: str) -> None:
        nonlocal started
        now = time.perf_counter()
        print(f"{what}: {now - started:.0f} s", flush=True)
        started = now

    words, parts = Words(random.Random(number)), examples()
    briefings = [recombined(i, parts, words) for i in range(number)]
    docs, site = folder / "docs", folder / "www" / "some" / "repo"
    store.write(
        docs, render.pages(crossindex.build(briefings), briefings, settings.read(ROOT / "mkdocs.yml"))
    )
    say(f"rendered {number} briefings")
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    publish.build(ROOT / "mkdocs.yml", docs, site)
    say(f"built {sum(1 for _ in site.rglob('index.html'))} pages")
    disk.write(site, search.files(site))
    made = [path.stat().st_size for path in (site / search.FOLDER).rglob("*") if path.is_file()]
    say(f"indexed, {len(made)} files of {sum(made) / 1e6:.0f} MB together")
    return site


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def serve(folder: Path) -> str:
    """Serve a folder as a plain static server does, without compression; returns its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/some/repo/"


class Visit:
    """A page in a browser whose cache is empty; counts what is transferred."""

    def __init__(self, browser: Browser) -> None:
        self.context = browser.new_context(viewport={"width": 1280, "height": 900})
        self.page = self.context.new_page()
        self.transferred = 0
        network = self.context.new_cdp_session(self.page)
        network.send("Network.enable")
        network.on("Network.loadingFinished", self._count)
        network.send("Performance.enable", {"timeDomain": "threadTicks"})
        self.session = network

    def _count(self, event: dict[str, Any]) -> None:
        self.transferred += int(event["encodedDataLength"])

    def _computing(self) -> float:
        """Processor time of the page's main thread so far, in seconds: hardly depends on what else runs."""
        metrics = self.session.send("Performance.getMetrics")["metrics"]
        return float(next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration"))

    def typed(self, site: str, query: str) -> tuple[float, float, int]:
        """Seconds from pasting words to the first result, seconds of computing, and bytes."""
        self.page.goto(site, wait_until="networkidle")
        self.transferred = 0
        self.page.keyboard.press("/")
        started, busy = time.perf_counter(), self._computing()
        self.page.keyboard.insert_text(query)
        self.page.locator(".br-search [role=option] mark").first.wait_for()
        return self._done(started, busy)

    def opened(self, site: str, query: str) -> tuple[float, float, int]:
        """The same for opening a shared search; bytes beside those that any page takes."""
        self.page.goto(f"{site}about/", wait_until="networkidle")
        self.transferred = 0
        started, busy = time.perf_counter(), self._computing()
        self.page.goto(f"{site}search/?{query}")
        self.page.locator(".br-hit__link").first.wait_for()
        return self._done(started, busy)

    def _done(self, started: float, busy: float) -> tuple[float, float, int]:
        seconds, computing = time.perf_counter() - started, self._computing() - busy
        self.page.wait_for_load_state("networkidle")
        self.context.close()
        return seconds, computing, self.transferred


def measure(site: str) -> bool:
    """Search with each query in a fresh browser; returns whether all limits are kept."""
    kept = True
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
        )
        visits = [(f"“{query}”", Visit.typed, query) for query in QUERIES]
        visits += [(query, Visit.opened, query.format(topic="ai-act")) for query in FILTERED]
        for name, way, query in visits:
            seconds, computing, transferred = way(Visit(browser), site, query)
            kept &= seconds <= SECONDS and transferred <= BYTES
            print(
                f"{name:45} {seconds:5.2f} s ({computing:.2f} s computing) {transferred / 1000:6.0f} KB",
                flush=True,
            )
        browser.close()
    return kept


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--briefings", type=int, default=5000)
    parser.add_argument(
        "--folder", type=Path, help="where the site goes, and stays; used again if it is there"
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.folder or Path(temporary)
        if not (folder / "www").is_dir():
            make_site(arguments.briefings, folder)
        kept = measure(serve(folder / "www"))
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"limits: {SECONDS} s, {BYTES // 1000} KB: {'kept' if kept else 'MISSED'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
