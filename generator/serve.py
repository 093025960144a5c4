"""Serve the site locally and generate again whenever an article changes."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

QUIET_SECONDS = 0.3  # an editor writes a file in several steps; wait until it is done


class _Changes(FileSystemEventHandler):
    """Wakes the generating thread; reading a file is no change."""

    def __init__(self, wake: threading.Event) -> None:
        self._wake = wake

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Wake on everything but opening and reading."""
        if event.event_type not in ("opened", "closed_no_write"):
            self._wake.set()


def serve(config: Path, content: Path, address: str, *, regenerate: Callable[[], int]) -> int:
    """Run MkDocs' development server, which reloads pages that ``regenerate`` writes.

    Args:
        config: the mkdocs.yml to serve.
        content: the folder to watch.
        address: host and port to listen on.
        regenerate: writes the pages; called once first, then after each change.

    Returns:
        The server's exit status, or that of the first ``regenerate`` where nothing could be done.
    """
    status = regenerate()
    if status > 1:
        return status
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
                _try(regenerate)

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    command = [sys.executable, "-m", "generator.preview", str(config), str(content), address]
    try:
        return subprocess.run(command, check=False).returncode
    except KeyboardInterrupt:
        return 0
    finally:
        stop.set()
        wake.set()
        observer.stop()


def _try(regenerate: Callable[[], int]) -> None:
    try:
        regenerate()
    except Exception as error:  # a broken article or setting must not end the server
        print(f"error: {error}", file=sys.stderr)
