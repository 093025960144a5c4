"""The documentation: it builds without a warning, and every command and every line of Python in it runs.

A page is a terminal session that begins in an empty folder. ``briefings`` is this checkout's; addresses of
news.example are a local server; installing is left to test_wheel.py; ``serve`` is stopped once it answers.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import serving
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator.commands import COMMANDS
from generator.settings import Settings

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "docs" / "pages").rglob("*.md"))
SHOWN = [ROOT / "README.md", *PAGES]
SAVED = ROOT / "tests" / "cases" / "adding" / "pages"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

FEED = """<rss version="2.0"><channel><title>News</title>
<item><title>One</title><link>https://news.example/amp.html</link></item></channel></rss>"""
TALKS = (
    "Talks\n\nThe port will close in May, said Ada Brook, the mayor. It is unclear what will become of it.\n"
)
MAIL = (
    f"From: Port <p@port.example>\nSubject: A letter\nDate: Mon, 02 Mar 2026 09:00:00 +0000\nTo: d\n\n{TALKS}"
)

SHIMS = {
    "briefings": """
args=("${@//https:\\/\\/news.example/$NEWS}")
case "$1" in
  add) exec "$PYTHON" -m generator "${args[@]}" --allow-private ;;
  serve)
    setsid "$PYTHON" -m generator "$@" --address 127.0.0.1:$PORT >../serve.log 2>&1 & served=$!
    for _ in $(seq 100); do
      if "$PYTHON" -c "import urllib.request; urllib.request.urlopen('http://127.0.0.1:$PORT/')" 2>/dev/null
      then kill -TERM -- -$served; exit 0; fi
      sleep 0.5
    done
    cat ../serve.log >&2; kill -TERM -- -$served; exit 1 ;;
  *) exec "$PYTHON" -m generator "$@" ;;
esac""",
    "python": """
case "$*" in
  "-m venv desk") mkdir -p desk/bin; touch desk/bin/activate ;;
  "-m pip install "*) ;;
  *) exec "$PYTHON" "$@" ;;
esac""",
    "mkdocs": 'exec "$PYTHON" -m mkdocs "$@"',
    "make": 'test "$1" = site -o "$1" = test -o "$1" = serve',
    "git": """
exec "$GIT" -c user.name=x -c user.email=x@x.example "$@" """,
}


class Handler(serving.Files):
    extensions_map = {**serving.Files.extensions_map, "": "text/html"}  # noqa: RUF012


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("news")
    for path in SAVED.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "talks").write_bytes((SAVED / "opengraph.html").read_bytes())
    with serving.answering(serving.files(folder, Handler)) as address:
        feed = FEED.replace("https://news.example", address)
        (folder / "feed.xml").write_text(feed, encoding="utf-8")
        yield address


@pytest.fixture
def terminal(tmp_path: Path, news: str) -> dict[str, str]:
    """The environment of somebody who follows a page in an empty folder."""
    shims = tmp_path / "bin"
    shims.mkdir()
    for name, body in SHIMS.items():
        (shims / name).write_text(f"#!/usr/bin/env bash\n{body}\n", encoding="utf-8")
        (shims / name).chmod(0o755)
    found = subprocess.run(["which", "git"], capture_output=True, text=True, check=True)
    return {
        **os.environ,
        "PATH": f"{shims}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path / "home"),
        "PYTHON": sys.executable,
        "PYTHONPATH": str(ROOT),
        "GIT": found.stdout.strip(),
        "NEWS": news,
        "PORT": str(18000 + os.getpid() % 20000),
        "NO_MKDOCS_2_WARNING": "1",
    }


def blocks(page: Path, language: str) -> list[str]:
    text = page.read_text(encoding="utf-8")
    return [found[2] for found in BLOCK.finditer(text) if found[1] == language]


def commands(page: Path) -> list[str]:
    lines = "".join(blocks(page, "console")).replace("\\\n", "").splitlines()
    return [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.slow
@pytest.mark.parametrize("page", [page for page in SHOWN if commands(page)], ids=name)
def test_every_command_of_a_page_runs(page: Path, terminal: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    # What a page takes for granted: something to add.
    prepared = {"talks.html": (SAVED / "microdata.html").read_text(encoding="utf-8"), "letter.eml": MAIL}
    prepared["clipboard.txt"] = TALKS
    for line in commands(page):
        for file, text in prepared.items():
            if file in line:
                path = folder / ("mysite" if (folder / "mysite").is_dir() else "") / file
                path.write_text(text, encoding="utf-8")
    script, run = ["set -eo pipefail"], commands(page)
    for line in run:
        script += [f"echo {quoted(line)} >&2", line]
        if line.endswith("cd mysite"):
            script.append("cp ../talks.html ../letter.eml ../clipboard.txt . 2>/dev/null || true")
    done = subprocess.run(
        ["bash", "-c", "\n".join(script)],
        cwd=folder,
        env=terminal,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, f"{done.stdout[-2000:]}\n{done.stderr[-3000:]}"


def quoted(line: str) -> str:
    return "'" + line.replace("'", "'\\''") + "'"


def test_the_lines_of_python_run(tmp_path: Path, terminal: dict[str, str]) -> None:
    """One after the other, as a reader would type them."""
    page = ROOT / "docs" / "pages" / "how-to" / "python.md"
    (tmp_path / "lines.py").write_text("\n".join(blocks(page, "python")), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(tmp_path / "lines.py")],
        env=terminal,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "ada-brook expectation the port would close on 10 March high"
    assert "2031-03-10 2031-03-10 day" in lines[1]
    assert lines[2] == "the port would close on 10 March"
    assert lines[3].endswith("| the city pay more")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        config = load_config(str(ROOT / "docs" / "mkdocs.yml"), site_dir=str(folder), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    return folder


def test_it_builds_without_a_warning_and_asks_nobody_else(built: Path) -> None:
    for page in built.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        fetched = re.findall(r"""<(?:script|img|iframe)[^>]+src=["'](?:https?:)?//""", text)
        fetched += re.findall(
            r"""<link[^>]+rel="(?:stylesheet|icon|preconnect)"[^>]+href="(?:https?:)?//""", text
        )
        assert fetched == [], page


def test_the_reference_names_everything(built: Path) -> None:
    commands_page = (built / "reference" / "commands" / "index.html").read_text(encoding="utf-8")
    assert [c.NAME for c in COMMANDS if f'id="{c.NAME}"' not in commands_page] == []
    settings_page = (built / "reference" / "settings" / "index.html").read_text(encoding="utf-8")
    named = [one for one in Settings.__dataclass_fields__ if one != "use_directory_urls"]
    assert [one for one in named if f'id="{one}"' not in settings_page] == []
    twin_page = (built / "reference" / "json" / "index.html").read_text(encoding="utf-8")
    assert [
        one for one in ("open_questions", "granularity", "salience") if f"<code>{one}</code>" not in twin_page
    ] == []


def test_settings_are_described_as_they_are_checked() -> None:
    for one in Settings.__dataclass_fields__.values():
        assert one.name == "use_directory_urls" or (one.metadata["means"] and one.metadata["right"])
