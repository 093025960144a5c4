"""Fetching: what is asked for, what is refused, and what a server can do to the program (very little)."""

from __future__ import annotations

import gzip
import socket
import threading
import tracemalloc
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import bad_input
import pytest
import serving
import yaml

from generator import fetch
from generator.fetch import Limits, hosts
from generator.fetch.hosts import FetchError

CASES = Path(__file__).parent / "cases" / "fetch"
PUBLIC = yaml.safe_load((CASES / "addresses.yml").read_text(encoding="utf-8"))
REFUSED = yaml.safe_load((CASES / "refused.yml").read_text(encoding="utf-8"))
PAGE = b"<html><body><p>The talks end on Monday.</p></body></html>"
HTML = "text/html; charset=UTF-8"
RESOLVE = socket.getaddrinfo


class Handler(BaseHTTPRequestHandler):
    """Serves what its server's ``pages`` say, and writes down what it was asked."""

    server: Server

    def do_GET(self) -> None:
        self.server.asked.append((self.headers["Host"], self.path))
        status, headers, body = self.server.pages[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            for piece in [body] if isinstance(body, bytes) else body:
                self.wfile.write(piece)
        except OSError:
            return  # the other side has had enough

    def log_message(self, format: str, *args: object) -> None:
        return


class Server(serving.Server):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, tuple[int, dict[str, str], bytes | Iterator[bytes]]] = {}
        self.asked: list[tuple[str, str]] = []
        self.root = f"http://127.0.0.1:{self.server_port}"

    def put(self, path: str, body: bytes | Iterator[bytes] = PAGE, status: int = 200, **headers: str) -> str:
        given = {"Content-Type": HTML} | {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (status, given, body)
        return self.root + path


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    with serving.answering(made):
        yield made


@pytest.mark.parametrize("address", PUBLIC["public"])
def test_an_address_of_the_public_internet(address: str) -> None:
    assert hosts.is_public(address)


@pytest.mark.parametrize("address", PUBLIC["not_public"])
def test_an_address_that_is_not_public(address: str) -> None:
    assert not hosts.is_public(address)


@pytest.mark.parametrize("case", REFUSED)
def test_an_address_that_is_refused(case: str) -> None:
    with pytest.raises(FetchError, match=REFUSED[case]["says"]) as caught:
        fetch.fetch(REFUSED[case]["url"])
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("case", bad_input.FETCHING, ids=lambda case: case["what"])
def test_what_the_table_says_is_seen(case: dict[str, str]) -> None:
    with pytest.raises(FetchError) as caught:
        fetch.fetch(case["url"])
    assert str(caught.value) == case["says"]


def test_a_page(server: Server) -> None:
    found = fetch.fetch(server.put("/talks?a=1") + "#end", allow_private=True)
    assert found == fetch.Fetched(
        server.root + "/talks?a=1#end", server.root + "/talks?a=1#end", "text/html", "utf-8", PAGE
    )
    assert server.asked == [(server.root.removeprefix("http://"), "/talks?a=1")]


def test_redirects_are_followed_up_to_a_limit(server: Server) -> None:
    server.put("/end")
    for number in range(6):
        server.put(f"/{number}", b"", 302, Location=f"/{number - 1}" if number else server.root + "/end")
    found = fetch.fetch(server.root + "/4", allow_private=True)
    assert found.body == PAGE and found.final_url == server.root + "/end" and found.url.endswith("/4")
    with pytest.raises(FetchError, match="more than 5 times"):
        fetch.fetch(server.root + "/5", allow_private=True)


@pytest.mark.parametrize("location", ["file:///etc/passwd", "javascript:alert(1)", "http://[", "//a:b@c/"])
def test_a_redirect_to_what_is_no_page_is_refused(server: Server, location: str) -> None:
    with pytest.raises(FetchError):
        fetch.fetch(server.put("/", b"", 302, Location=location), allow_private=True)


def test_a_redirect_into_a_private_network_is_refused(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hosts, "is_public", lambda address: address == "127.0.0.1")
    assert fetch.fetch(server.put("/")).body == PAGE
    url = server.put("/out", b"", 301, Location=f"http://127.0.0.2:{server.server_port}/")
    with pytest.raises(FetchError, match=r"127\.0\.0\.2, an address of this machine"):
        fetch.fetch(url)


def answers(monkeypatch: pytest.MonkeyPatch, *addresses: list[str]) -> list[str]:
    """Let the name server give these answers, one after another; returns the names it was asked for."""
    left, asked = list(addresses), []

    def resolve(host: str, port: int, *args: object, **more: object) -> object:
        if host.replace(".", "").isdigit():
            return RESOLVE(host, port, *args, **more)  # type: ignore[arg-type]
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in left.pop(0)]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, ["93.184.216.34", "10.0.0.7"])
    with pytest.raises(FetchError, match=r"news\.example is 10\.0\.0\.7"):
        fetch.fetch("http://news.example/")


def test_the_checked_address_is_asked_under_the_name(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.put("/talks")
    asked = answers(monkeypatch, ["127.0.0.1"], ["192.0.2.1"])
    found = fetch.fetch(f"http://news.example:{server.server_port}/talks", allow_private=True)
    assert found.body == PAGE and asked == ["news.example"], "a second answer could lead elsewhere"
    assert server.asked == [(f"news.example:{server.server_port}", "/talks")]


def test_a_secure_connection_names_the_host_and_not_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, ["127.0.0.1"])
    hello: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def listen() -> None:
            with listener.accept()[0] as connection:
                hello.append(connection.recv(4096))

        thread = threading.Thread(target=listen)
        thread.start()
        with pytest.raises(FetchError, match=r"https://news\.example:\d+/: cannot be"):
            fetch.fetch(f"https://news.example:{listener.getsockname()[1]}/", allow_private=True)
        thread.join()
    assert b"news.example" in hello[0] and b"127.0.0.1" not in hello[0]


def test_a_second_address_is_tried(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.put("/")
    answers(monkeypatch, ["127.0.0.3", "127.0.0.1"])
    assert fetch.fetch(f"http://news.example:{server.server_port}/", allow_private=True).body == PAGE


def test_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(FetchError, match="cannot be reached"):
        fetch.fetch(f"http://127.0.0.1:{port}/", allow_private=True)
    with pytest.raises(FetchError, match="no such host"):
        fetch.fetch(f"http://{'a' * 64}.example/")


@pytest.mark.parametrize(
    ("status", "headers", "says"),
    [
        (404, {}, "the server answers 404"),
        (500, {}, "the server answers 500"),
        (204, {}, "the server answers 204"),
        (302, {}, "the server answers 302"),
        (200, {"Content_Type": "application/pdf"}, "this is application/pdf; an article is text/html"),
        (200, {"Content_Type": ""}, "of no stated kind"),
        (200, {"Content_Type": "text/html-sandboxed"}, "this is text/html-sandboxed"),
        (200, {"Content_Encoding": "br"}, "packed as 'br'"),
        (200, {"Content_Encoding": "gzip, gzip"}, "packed as 'gzip, gzip'"),
        (200, {"Content_Encoding": "gzip"}, "broken off"),
        (200, {"Content_Length": "99999"}, "broken off"),
        (200, {"Content_Length": "99999999999"}, "more than 6,000,000 bytes"),
    ],
)
def test_an_answer_that_is_no_article(
    server: Server, status: int, headers: dict[str, str], says: str
) -> None:
    body = b"" if status == 204 else PAGE
    with pytest.raises(FetchError, match=says):
        fetch.fetch(server.put("/", body, status, **headers), allow_private=True)


def test_a_packed_page(server: Server) -> None:
    url = server.put("/", gzip.compress(PAGE), Content_Encoding="gzip")
    assert fetch.fetch(url, allow_private=True).body == PAGE


def test_neither_an_endless_page_nor_a_packed_one_fills_the_memory(server: Server) -> None:
    endless = server.put("/endless", (b"x" * 65_536 for _ in range(100_000)))
    bomb = server.put("/bomb", gzip.compress(bytes(500_000_000), 1), Content_Encoding="gzip")
    for url in (endless, bomb):
        tracemalloc.start()
        with pytest.raises(FetchError, match="more than 1,000,000 bytes"):
            fetch.fetch(url, limits=Limits(size=1_000_000), allow_private=True)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
        tracemalloc.stop()


def drip(open_for: threading.Event) -> Iterator[bytes]:
    while not open_for.wait(0.05):
        yield b"x"


def test_a_page_that_comes_byte_by_byte_is_given_up(server: Server) -> None:
    over = threading.Event()
    url = server.put("/", drip(over))
    with pytest.raises(FetchError, match=r"after 0\.4 seconds"):
        fetch.fetch(url, limits=Limits(seconds=0.4), allow_private=True)
    over.set()


def test_a_server_that_says_nothing_is_given_up() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        pytest.raises(FetchError, match=r"0\.3 seconds|timed out"),
    ):
        fetch.fetch(
            f"http://127.0.0.1:{listener.getsockname()[1]}/", limits=Limits(seconds=0.3), allow_private=True
        )
