"""Measure a built site with Lighthouse in Chromium: 95 or more in each category on each page, else status 1.

Needs Node (npm ci in this folder, once), Chromium, and a site that `briefings site` built:

    npm ci --prefix tests/lighthouse
    python tests/lighthouse/measure.py site ai-act/2025-07-04-no-pause/ actors/european-commission/

The site is served from this machine below a sub-path, compressed as web servers do; pages are named as
addresses below its home, which is always measured.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LIGHTHOUSE = HERE / "node_modules" / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LOWEST = 95
PREFIX = "/some/repo/"
COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml")


class Handler(SimpleHTTPRequestHandler):
    """A web server as a site would have it: a sub-path, compression, its own page for what is missing."""

    def translate_path(self, path: str) -> str:
        """The file below the site's folder; one that is not there for all that is outside the sub-path."""
        below = path.removeprefix(PREFIX) if path.startswith(PREFIX) else "no/such/file"
        return super().translate_path(f"/{below}")

    def do_GET(self) -> None:
        """Answer, compressed where the browser understands it."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file() or file.suffix not in COMPRESSED:
            super().do_GET()
            return
        content = gzip.compress(file.read_bytes(), mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def measure(address: str, form: str) -> dict[str, Any]:
    """Lighthouse's report on one page, ``form`` being ``mobile`` or ``desktop``."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium or not LIGHTHOUSE.is_file():
        sys.exit(
            "Chromium and Lighthouse are needed: apt-get install chromium; npm ci --prefix tests/lighthouse"
        )
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = ["node", str(LIGHTHOUSE), address, "--quiet", "--output=json", f"--output-path={report}"]
        command += [f"--only-categories={','.join(CATEGORIES)}"]
        command += ["--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
        command += ["--preset=desktop"] if form == "desktop" else []
        subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": chromium})
        found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
        return found


def main() -> int:
    """Measure, print a line for each page with what fell short, and tell by the status."""
    parser = argparse.ArgumentParser(description="Measure a built site with Lighthouse.")
    parser.add_argument("site", type=Path, help="the built site's folder")
    parser.add_argument("pages", nargs="*", help="addresses below its home")
    parser.add_argument("--form", choices=("mobile", "desktop"), default="mobile", help="default: mobile")
    arguments = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(arguments.site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    low = False
    for page in ["", *arguments.pages]:
        report = measure(f"http://127.0.0.1:{server.server_port}{PREFIX}{page}", arguments.form)
        scores = {name: round(report["categories"][name]["score"] * 100) for name in CATEGORIES}
        low = low or min(scores.values()) < LOWEST
        print(f"{page or 'home'}: " + ", ".join(f"{name} {score}" for name, score in scores.items()))
        for name in CATEGORIES:
            for part in report["categories"][name]["auditRefs"]:
                audit = report["audits"][part["id"]]
                if part["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                    print(f"  {name}: {audit['title']} {audit.get('displayValue', '')}".rstrip())
    server.shutdown()
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
