"""How long a reader waits for the first result, and what is transferred, at thousands of briefings.

Run from the root of the repository: ``python tests/benchmarks/search.py [--briefings 5000] [--folder DIR]``.
Briefings are made up from the example articles, see ``recombination``. They are rendered, built by MkDocs and
indexed; Chromium then searches, with an empty cache and from a server that does not compress.
Exit status 1 where a limit of the project is missed.
"""

from __future__ import annotations

import argparse
import functools
import os
import shutil
import sys
import tempfile
import threading
import time
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import recombination
from playwright.sync_api import Browser, sync_playwright

from generator import crossindex, publish, render, search, settings, store
from generator.publish import disk

ROOT = Path(__file__).parents[2]
SECONDS, BYTES = 0.5, 300_000
QUERIES = ("lander", "heat shield", "European Commission", "annex postponed", "the new rules", "agre")
FILTERED = (
    "q=lander&kind=position",
    "q=agreement&topic={topic}&kind=event",
    "q=rocket&from=2019-03-05&to=2019-06-01",
)


def make_site(number: int, folder: Path) -> Path:
    """Render, build and index; says how long each took. Returns the site's folder."""
    started = time.perf_counter()

    def say(what: str) -> None:
        nonlocal started
        now = time.perf_counter()
        print(f"{what}: {now - started:.0f} s", flush=True)
        started = now

    briefings = recombination.briefings(number)
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
