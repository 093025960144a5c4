"""An address of the web → what stands there, within limits of size, time, place and kind.

urllib3 speaks HTTP. Each connection goes to an address that was checked, under the name that was asked
for (``Host``, TLS), so that a second answer of a name server cannot lead it elsewhere. Proxies of the
environment are not used: they would resolve names out of our sight.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from http.client import HTTPException
from urllib.parse import urljoin

import urllib3
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError, MaxRetryError, NewConnectionError
from urllib3.response import BaseHTTPResponse
from urllib3.util import Url, parse_url

from generator import __version__
from generator.fetch.hosts import FetchError, resolve
from generator.intake import decoding

TYPES = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown")
HEADERS = {
    "User-Agent": f"briefings/{__version__}",
    "Accept-Encoding": "gzip",
}
PACKINGS = ("", "identity", "gzip", "x-gzip", "deflate")
REDIRECTS = (301, 302, 303, 307, 308)
LONGEST_URL = 2_000
CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a page may ask for."""

    size: int = decoding.LARGEST  # bytes, unpacked
    seconds: float = 30.0  # for all of it: names, redirects, every byte
    redirects: int = 5
    types: tuple[str, ...] = TYPES  # what it may be


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it was sent."""

    url: str  # as it was asked for
    final_url: str  # behind all redirects
    content_type: str  # one of the types that were asked for
    charset: str | None  # as the server names it; nobody checked that there is one of this name
    body: bytes  # unpacked


def fetch(url: str, *, limits: Limits | None = None, allow_private: bool = False) -> Fetched:
    """Fetch one page.

    Args:
        url: an http or https address.
        limits: where they are exceeded, nothing is kept.
        allow_private: whether the page may come from this machine or a network around it.

    Raises:
        FetchError: no such page, or not one that may be fetched; the message names the address.
    """
    limits = limits or Limits()
    outcome: list[Fetched | BaseException] = []

    def work() -> None:
        try:
            outcome.append(_follow(url, limits, allow_private))
        except BaseException as error:
            outcome.append(error)

    # Neither a name server nor headers sent byte by byte can be given a time by urllib3.
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(limits.seconds)
    if not outcome:
        raise FetchError(f"{url}: not here after {limits.seconds:g} seconds; save the page and add the file")
    if isinstance(outcome[0], BaseException):
        raise outcome[0]
    return outcome[0]


def _follow(url: str, limits: Limits, allow_private: bool) -> Fetched:
    end = time.monotonic() + limits.seconds
    here = url
    for _ in range(limits.redirects + 1):
        target = _parse(here)
        with _ask(target, max(0.1, end - time.monotonic()), limits.types, allow_private) as answer:
            if answer.status not in REDIRECTS or "location" not in answer.headers:
                return _take(answer, url, here, limits, end)
            here = _led_to(target, answer.headers["location"])
    raise FetchError(f"{url}: led on more than {limits.redirects} times; give the address it ends at")


def _parse(url: str) -> Url:
    """Read an address with the parser that the connection uses: two of them could disagree on the host."""
    if len(url) > LONGEST_URL or any(char <= " " or char in "\\\x7f" for char in url):
        raise FetchError(f"{url[:80]!r}: too long, or with spaces or signs that no address has")
    try:
        found = parse_url(url)
    except (HTTPError, UnicodeError) as error:
        raise FetchError(f"{url}: no address; a right one is https://news.example/talks") from error
    if found.scheme not in ("http", "https") or not found.host:
        raise FetchError(
            f"{url}: only http and https addresses are fetched, as in https://news.example/talks"
        )
    if found.auth is not None:
        raise FetchError(f"{found.host}: an address with a user's name or password in it; leave them out")
    return found._replace(fragment=None)


def _led_to(target: Url, location: str) -> str:
    try:
        return urljoin(target.url, location)
    except ValueError as error:
        raise FetchError(f"{target.url}: leads on to {location[:80]!r}, which is no address") from error


def _ask(target: Url, seconds: float, types: tuple[str, ...], allow_private: bool) -> BaseHTTPResponse:
    assert target.host is not None
    secure = target.scheme == "https"
    host = target.host.strip("[]")
    port = target.port or (443 if secure else 80)
    for address in (addresses := resolve(host, port, allow_private=allow_private)):
        pool: HTTPConnectionPool
        if secure:
            pool = HTTPSConnectionPool(
                address, port, cert_reqs="CERT_REQUIRED", server_hostname=host, assert_hostname=host
            )
        else:
            pool = HTTPConnectionPool(address, port)
        try:
            return pool.urlopen(
                "GET",
                target.request_uri,
                headers={**HEADERS, "Accept": ", ".join(types), "Host": target.netloc or host},
                redirect=False,
                retries=False,
                preload_content=False,
                timeout=urllib3.Timeout(connect=min(10.0, seconds), read=seconds),
            )
        except (NewConnectionError, MaxRetryError) as error:
            if address == addresses[-1]:
                raise FetchError(f"{target.url}: cannot be reached: {_reason(error)}") from error
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            raise FetchError(f"{target.url}: cannot be fetched: {_reason(error)}") from error
    raise FetchError(f"{target.url}: the host has no address")


def _reason(error: Exception) -> str:
    return " ".join(str(error.args[-1] if error.args else error).split())[:200]


def _take(answer: BaseHTTPResponse, url: str, here: str, limits: Limits, end: float) -> Fetched:
    if answer.status != 200:
        raise FetchError(f"{here}: the server answers {answer.status} {answer.reason or ''}".rstrip())
    kind, _, rest = answer.headers.get("content-type", "").partition(";")
    kind = kind.strip().lower()
    if kind not in limits.types:
        raise FetchError(
            f"{here}: this is {kind[:80] or 'of no stated kind'}; an article is {', '.join(limits.types)}"
        )
    packing = answer.headers.get("content-encoding", "").strip().lower()
    if packing not in PACKINGS:
        raise FetchError(f"{here}: packed as {packing[:80]!r}; gzip was asked for")
    body = _read(answer, here, limits, end)
    return Fetched(url, here, kind, _charset(rest), body)


def _charset(parameters: str) -> str | None:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip(" \"'").lower() or None
    return None


def _read(answer: BaseHTTPResponse, here: str, limits: Limits, end: float) -> bytes:
    """Read the body piece by piece, so that neither a long one nor a packed one fills the memory."""
    too_large = FetchError(
        f"{here}: more than {limits.size:,} bytes; save the article alone and add the file"
    )
    if (answer.length_remaining or 0) > limits.size:
        raise too_large
    body = bytearray()
    try:
        while piece := answer.read1(CHUNK, decode_content=True):
            body += piece
            if len(body) > limits.size:
                raise too_large
            if time.monotonic() > end:
                raise FetchError(f"{here}: not whole after {limits.seconds:g} seconds")
    except (HTTPError, HTTPException, OSError) as error:
        raise FetchError(f"{here}: broken off: {_reason(error)}") from error
    return bytes(body)
