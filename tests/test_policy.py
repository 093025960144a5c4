"""The content security policy as text: what it takes for the theme's own, and what stops the build."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path

import publishing
import pytest

from generator import publish
from generator.errors import GeneratorError
from generator.publish import disk, policy


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> publish.Site:
    folder = tmp_path_factory.mktemp("policy")
    return publishing.build(
        publishing.generate(folder / "docs", publishing.load_briefings()), folder / "site"
    )


def of(page: str) -> dict[str, list[str]]:
    (found,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    return {rule.split()[0]: rule.split()[1:] for rule in found.split("; ")}


def test_every_page_has_one_before_anything_that_it_governs(site: publish.Site) -> None:
    for path in site.pages():
        page = (site.folder / path).read_text(encoding="utf-8")
        before = page[: page.index("Content-Security-Policy")]
        assert not re.search(r"<(script|link|style|img)", before), path
        rules = of(page)
        assert rules["default-src"] == rules["base-uri"] == rules["object-src"] == ["'none'"]
        allowed = " ".join(value for values in rules.values() for value in values)
        assert "unsafe-inline" not in allowed and "'unsafe-eval'" not in allowed and "//" not in allowed


def test_each_script_in_a_page_is_allowed_by_its_own_hash(site: publish.Site) -> None:
    page = (site.folder / "harbour-bridge" / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.S)
    digests = [hashlib.sha256(script.encode()).digest() for script in scripts]
    hashes = [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
    assert scripts and of(page)["script-src"] == ["'self'", "'wasm-unsafe-eval'", *hashes]


def with_page(site: publish.Site, folder: Path, content: str) -> publish.Site:
    """A site of two pages: the measure, and one with some more in its body."""
    measure = (site.folder / policy.MEASURE).read_bytes()
    page = f'<html><head>\n<meta charset="utf-8">\n</head><body>{content}</body></html>'
    disk.write(folder, [(policy.MEASURE, measure), ("talks/index.html", page.encode())])
    return replace(site, folder=folder)


@pytest.mark.parametrize(
    "content",
    [
        "<script>hacked = 1</script>",
        "<SCRIPT type=module>hacked = 1</SCRIPT >",
        "<style>p { color: red }</style>",
    ],
)
def test_what_the_theme_does_not_have_stops_the_build(
    site: publish.Site, tmp_path: Path, content: str
) -> None:
    with pytest.raises(GeneratorError, match=r"talks/index\.html: holds a script or style that the theme"):
        list(policy.files(with_page(site, tmp_path, content)))


def test_data_is_no_script_and_a_page_without_search_may_not_run_its_engine(
    site: publish.Site, tmp_path: Path
) -> None:
    data = '<script type="application/ld+json">{"a": 1}</script><script src="a.js"></script>'
    files = dict(policy.files(with_page(site, tmp_path, data)))
    written = files["talks/index.html"]
    assert written and of(written.decode())["script-src"] == ["'self'"]
