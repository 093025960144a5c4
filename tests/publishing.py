"""A small site, built and published, for the tests of what is published."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator import crossindex, history, publish, render, settings, store
from generator.model import Briefing

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases" / "render" / "briefings"
ADDRESS = "https://news.example/some/repo/"


def load_briefings() -> list[Briefing]:
    found = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*.json")))
    return [render.from_json(value) for value in found]


def generate(folder: Path, briefings: list[Briefing]) -> Path:
    """Write the pages of briefings, and their history beside them; returns their folder."""
    chosen = settings.read(ROOT / "mkdocs.yml")
    settled, past = history.advance(history.read(folder, uncommitted=False), briefings)
    index = crossindex.build(settled)
    past = history.advance_pages(past, index, chosen.page_from)
    store.write(folder, render.pages(index, settled, chosen, past=past))
    history.write(folder, past)
    return folder


def build(docs: Path, folder: Path, url: str = ADDRESS, config: Path = ROOT / "mkdocs.yml") -> publish.Site:
    """Build and publish a site; ``url`` is where it will stand."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        patch.setenv("SITE_URL", url)
        site = publish.build(config, docs, folder)
    publish.publish(site)
    return site


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
