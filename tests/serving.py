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


class Server(ThreadingHTTPServer):
    """Says nothing of a reader that left before all was sent."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Pass over it."""


def files(folder: Path, handler: type[Files] = Files) -> ThreadingHTTPServer:
    """A server of a folder, on a free port."""
    return Server(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))


@contextmanager
def answering(server: ThreadingHTTPServer) -> Iterator[str]:
    """The address of a server that answers until the block is left."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
