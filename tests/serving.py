"""A web server on this machine, for as long as a test needs it."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Files(SimpleHTTPRequestHandler):
    """The files of a folder, as a plain static server gives them, and nothing said about it."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def files(folder: Path, handler: type[Files] = Files) -> ThreadingHTTPServer:
    """A server of a folder, on a free port."""
    return ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))


@contextmanager
def answering(server: ThreadingHTTPServer) -> Iterator[str]:
    """The address of a server that answers until the block is left."""
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
