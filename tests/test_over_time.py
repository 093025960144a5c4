"""A site over time: an event moves, is dropped, its article is renamed and deleted, each time published."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest
from icalendar import Calendar

from generator.cli import main

ROOT = Path(__file__).parents[1]
ARTICLE = """---
title: Council weighs harbour bridge
published: 2031-03-04
topics: [harbour]
---
Mayor Ada Brook said on Tuesday that the old harbour bridge is safe. She hopes that lorries can use it.

The Dockers Union opposes the plan. The council will vote on the plan on Friday.
"""
OTHER = """---
title: Ferry company drops route
published: 2031-03-06
---
Northern Ferries said on Thursday that it will close its winter route to the islands by the end of the year.
"""


class Place:
    """A folder with articles, published again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "content").mkdir()
        (folder / "generator").mkdir()
        shutil.copytree(ROOT / "generator" / "theme", folder / "generator" / "theme")
        shutil.copy(ROOT / "mkdocs.yml", folder)

    def publish(self, **articles: str) -> dict[str, list[tuple[str, int, str, str]]]:
        """Publish these articles; returns what each calendar file says: UID, SEQUENCE, STATUS and day."""
        for path in (self.folder / "content").iterdir():
            path.unlink()
        for name, text in articles.items():
            (self.folder / "content" / f"{name}.md").write_text(text, encoding="utf-8")
        places = {"--content": "content", "--output": "briefings", "--site": "site", "--config": "mkdocs.yml"}
        arguments = [part for flag, path in places.items() for part in (flag, str(self.folder / path))]
        assert main(["site", *arguments, "--workers", "1"]) == 0
        return {
            path.relative_to(self.folder / "site").as_posix(): [
                (str(e["uid"]), int(e["sequence"]), str(e["status"]), str(e.decoded("dtstart")))
                for e in Calendar.from_ical(path.read_bytes()).walk("VEVENT")
            ]
            for path in (self.folder / "site").rglob("*.ics")
        }


def holding(folder: Path, *words: str) -> list[str]:
    """The files that hold one of these words; the search index is unpacked."""
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        data = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
        found += [path.name for word in words if word.encode() in data]
    return found


def test_a_subscription_stays_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://news.example/repo/")
    place = Place(tmp_path)
    [(uid, *first)] = place.publish(bridge=ARTICLE)["calendar.ics"]
    assert first == [0, "CONFIRMED", "2031-03-07"]

    later = ARTICLE.replace("Friday", "Monday").replace("topics:", "corrected: 2031-03-05\ntopics:")
    moved = place.publish(bridge=later, ferry=OTHER)
    assert (uid, 1, "CONFIRMED", "2031-03-10") in moved["calendar.ics"]
    assert (uid, 1, "CONFIRMED", "2031-03-10") in moved["topics/harbour.ics"]
    page = (tmp_path / "site" / "bridge" / "index.html").read_text(encoding="utf-8")
    assert "What changed on" in page and "from Friday 7 March 2031 to Monday 10 March 2031" in page

    renamed = place.publish(harbour=later, ferry=OTHER)
    assert (uid, 1, "CONFIRMED", "2031-03-10") in renamed["calendar.ics"]
    leads_on = (tmp_path / "site" / "bridge" / "index.html").read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../harbour/">' in leads_on
    for name, link in (
        ("sitemap.xml", "<loc>{}</loc>"),
        ("feed.xml", 'href="{}"'),
        ("feed.json", '"url": "{}"'),
        ("calendar.ics", "URL:{}#"),
    ):
        listed = (tmp_path / "site" / name).read_text(encoding="utf-8").replace("\n ", "")
        assert link.format("https://news.example/repo/harbour/") in listed, name
        assert link.format("https://news.example/repo/bridge/") not in listed, name
    ident = uid.partition(".")[0]
    assert renamed[f"bridge/{ident}.ics"] == renamed[f"harbour/{ident}.ics"]

    dropped = place.publish(
        harbour=later.replace(" The council will vote on the plan on Monday.", ""), ferry=OTHER
    )
    assert (uid, 2, "CANCELLED", "2031-03-10") in dropped["calendar.ics"]
    page = (tmp_path / "site" / "harbour" / "index.html").read_text(encoding="utf-8")
    assert f'id="{ident}"' in page and "vote on the plan" not in page

    deleted = place.publish(ferry=OTHER)
    assert not any(uid in str(entries) for entries in deleted.values())
    assert holding(tmp_path / "site", "Brook", "vote on the plan") == []
    for address in ("bridge", "harbour"):
        note = (tmp_path / "site" / address / "index.html").read_text(encoding="utf-8")
        assert "No longer here" in note and "Brook" not in note and "Council" not in note
