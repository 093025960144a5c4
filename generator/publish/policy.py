"""A Content-Security-Policy in every page: the site's own files and the theme's own scripts, nothing else.

Should a page ever hold markup that an article brought along, the browser neither runs it nor lets it ask
another host for anything. So a script that stands in a page is allowed only where it is the theme's: the
page that says that there is no such page holds no article's text, and what stands there is the measure.

Form: https://www.w3.org/TR/CSP3/. ``frame-ancestors`` and reports work in a server's header alone.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator

from generator.errors import GeneratorError
from generator.publish.disk import File
from generator.publish.site import Site

MEASURE = "404.html"
# The search engine is WebAssembly; a page that has no search needs no such permission.
SEARCH = "assets/briefings/search.js"
_FIXED = {
    "default-src": "'none'",
    "img-src": "'self' data:",  # the theme's icons are data in its style sheets
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
}
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script", re.S | re.I)
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style", re.S | re.I)
_DATA = re.compile(r"\btype\s*=\s*[\"']?application/(?:ld\+)?json\b", re.I)
# The one part of the theme's scripts that is another on each page: the way from it to the home page.
_WAY_HOME = re.compile(r'new URL\("[\w./~%:-]*",location\)')
_START = re.compile(r"<head[^>]*>\s*(?:<meta charset[^>]*>)?", re.I)


def files(site: Site) -> Iterator[File]:
    """Every HTML file of the site, with its policy.

    Raises:
        GeneratorError: where a page holds a script or style that the theme does not have.
    """
    measure = site.folder / MEASURE
    text = measure.read_text(encoding="utf-8") if measure.is_file() else ""
    allowed = {_plain(content) for content in [*_scripts(text), *_STYLE.findall(text)]}
    for path in site.pages():
        page = (site.folder / path).read_text(encoding="utf-8")
        yield path, _with_policy(path, page, allowed).encode("utf-8")


def _with_policy(path: str, page: str, allowed: set[str]) -> str:
    start = _START.search(page)
    if not start:
        return page  # no page at all, perhaps a file for another service to find
    scripts, styles = list(_scripts(page)), _STYLE.findall(page)
    for content in [*scripts, *styles]:
        if _plain(content) not in allowed:
            raise GeneratorError(
                f"{path}: holds a script or style that the theme does not have: {content.strip()[:60]!r}; "
                "put it in a file of the theme, or in the theme's main.html"
            )
    written = f'\n<meta http-equiv="Content-Security-Policy" content="{_policy(page, scripts, styles)}">'
    return page[: start.end()] + written + page[start.end() :]


def _policy(page: str, scripts: list[str], styles: list[str]) -> str:
    engine = ["'wasm-unsafe-eval'"] if SEARCH in page else []
    rules = _FIXED | {
        "script-src": " ".join(["'self'", *engine, *_hashes(scripts)]),
        "style-src": " ".join(["'self'", *_hashes(styles)]),
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _scripts(page: str) -> Iterator[str]:
    """The scripts that stand in a page; neither files of their own nor data, which no browser runs."""
    for attributes, content in _SCRIPT.findall(page):
        if content.strip() and not _DATA.search(attributes):
            yield content


def _plain(content: str) -> str:
    return _WAY_HOME.sub("new URL(HOME)", content)


def _hashes(contents: list[str]) -> list[str]:
    digests = (hashlib.sha256(content.encode()).digest() for content in dict.fromkeys(contents))
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
