"""Serve the site locally and generate again whenever an article changes."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from generator import atomic
from generator.errors import GeneratorError
from generator.standing import Told

QUIET_SECONDS = 0.3  # an editor writes a file in several steps; wait until it is done


class _Changes(FileSystemEventHandler):
    """Wakes the generating thread; reading a file is no change."""

    def __init__(self, wake: threading.Event) -> None:
        self._wake = wake

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Wake on everything but opening and reading."""
        if event.event_type not in ("opened", "closed_no_write"):
            self._wake.set()


def serve(config: Path, content: Path, address: str, *, regenerate: Callable[[], Told]) -> int:
    """Run MkDocs' development server, which reloads pages that ``regenerate`` writes.

    Args:
        config: the mkdocs.yml to serve.
        content: the folder to watch.
        address: host and port to listen on.
        regenerate: writes the pages; called once first, then after each change. What it tells is wrong is
            shown above every page, too.

    Returns:
        The server's exit status, or that of the first ``regenerate`` where nothing could be done.
    """
    told = regenerate()
    if told.status > 1:
        return told.status
    with tempfile.TemporaryDirectory() as folder:
        wrong = Path(folder) / "wrong.json"
        note(wrong, told.messages)
        return _serve(config, content, address, wrong, lambda: note(wrong, _messages(regenerate)))


def note(file: Path, messages: Sequence[str]) -> None:
    """Write down for the server what is wrong, unless it knows: it builds again whenever the file changes."""
    text = json.dumps(list(messages)).encode()
    if not file.is_file() or file.read_bytes() != text:
        atomic.replace(file, text)


def _messages(regenerate: Callable[[], Told]) -> Sequence[str]:
    try:
        return regenerate().messages
    except Exception as error:  # a broken article or setting must not end the server
        kind = "" if isinstance(error, GeneratorError) else f"{type(error).__name__}: "
        print(f"error: {kind}{error}", file=sys.stderr)
        return [f"nothing was generated: {kind}{error}"]


def _serve(config: Path, content: Path, address: str, wrong: Path, regenerate: Callable[[], None]) -> int:
    wake, stop = threading.Event(), threading.Event()
    observer = Observer()
    observer.schedule(_Changes(wake), str(content), recursive=True)
    observer.start()

    def work() -> None:
        while not stop.is_set():
            wake.wait()
            while wake.is_set():
                wake.clear()
                stop.wait(QUIET_SECONDS)
            if not stop.is_set():
                regenerate()

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    command = [sys.executable, "-m", "generator.preview", str(config), str(content), address, str(wrong)]
    try:
        return subprocess.run(command, check=False).returncode
    except KeyboardInterrupt:
        return 0
    finally:
        stop.set()
        wake.set()
        observer.stop()
