"""The local preview, as somebody who writes sees it: an open page follows what is saved."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[2]
HEAD = "---\ntitle: Bridge talks\npublished: 2031-03-04\n---\n"
SAFE = "Mayor Ada Brook said on Tuesday that the old bridge is safe.\n"
LONG = 60_000  # milliseconds: a machine may be busy, and nothing is measured here


@dataclass
class Preview:
    """A running preview: its address, its folder and the file that it writes its messages to."""

    address: str
    folder: Path
    log: Path

    def write(self, name: str, text: str) -> None:
        (self.folder / "content" / name).write_text(text, encoding="utf-8")

    def builds(self) -> int:
        return len(re.findall("Documentation built", self.log.read_text(encoding="utf-8")))

    def settled(self) -> int:
        """How often the site was built, once that has been the same for a while."""
        before, since = self.builds(), time.monotonic()
        while time.monotonic() - since < 4:
            time.sleep(0.2)
            if self.builds() != before:
                before, since = self.builds(), time.monotonic()
        return before


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """``briefings serve`` with one article."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "content").mkdir()
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "generator").symlink_to(ROOT / "generator")
    (folder / "content" / "bridge.md").write_text(HEAD + SAFE, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "generator", "serve", "--workers", "1", "--address", host]
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, start_new_session=True)
    try:
        _wait_for(f"http://{host}/bridge/", running, folder / "log")
        yield Preview(f"http://{host}/", folder, folder / "log")
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        running.wait()


def _wait_for(address: str, running: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        try:
            urlopen(address).close()
            return
        except (URLError, ConnectionError):
            assert running.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8"))


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_an_open_page_follows_what_is_saved_and_tells_what_is_wrong(page: Any, preview: Preview) -> None:
    page.goto(f"{preview.address}bridge/")
    statement = page.locator(".br-statement, .br-quote")
    assert "old bridge is safe" in statement.first.inner_text()
    assert page.locator(".br-wrong").count() == 0

    # Saved: the new briefing comes by itself, and no build follows from the build.
    preview.settled()
    preview.write("bridge.md", HEAD + SAFE.replace("safe", "weak"))
    page.locator(".br-statement", has_text="the old bridge is weak").wait_for(timeout=LONG)
    builds = preview.settled()
    assert preview.settled() == builds, "the preview builds again and again"

    # A new article that is broken is told on the open page, as text; nothing else is lost.
    preview.write("broken.md", "---\npublished: <script>window.hacked = 1</script>\n---\nText.\n")
    told = page.locator(".br-wrong")
    told.wait_for(timeout=LONG)
    assert "broken.md:2" in told.inner_text() and "<script>" in told.inner_text()
    assert page.evaluate("window.hacked") is None
    assert statement.first.is_visible()

    # One that had a page keeps its last good one, which says what is wrong with it.
    preview.write("bridge.md", "---\npublished: never\n---\n" + SAFE)
    note = page.locator(".br-note", has_text="last good version")
    note.wait_for(timeout=LONG)
    assert "never" in note.inner_text() and "old bridge is weak" in statement.first.inner_text()

    # What editors say across articles stops the run when it is broken, and not the preview.
    preview.write("actors.yml", "actors: 5\n")
    page.locator(".br-wrong", has_text="'actors' holds no list").wait_for(timeout=LONG)
    (preview.folder / "content" / "actors.yml").unlink()

    # Mended: the messages go.
    (preview.folder / "content" / "broken.md").unlink()
    preview.write("bridge.md", HEAD + SAFE.replace("safe", "new"))
    page.locator(".br-statement", has_text="the old bridge is new").wait_for(timeout=LONG)
    told.wait_for(state="detached", timeout=LONG)
    note.wait_for(state="detached", timeout=LONG)
