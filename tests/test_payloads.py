"""The payload corpus without a browser: what becomes of it in names, links and web pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import payloads
import pytest
import yaml
from lxml import html

from generator import article, editorial
from generator.clean.sanitise import harmless
from generator.errors import GeneratorError
from generator.intake import ids
from generator.render import escape

ALL = payloads.load()
PARAGRAPHS = (
    "<p>The port of Osk will stay open all summer, its director Ada Brook said on Monday.</p>"
    "<p>She told the council of the town that the ferries would carry more people than last year.</p>"
)


def test_the_corpus_is_large_and_no_payload_is_there_twice() -> None:
    assert len(ALL) >= 150 and len({payload.text for payload in ALL}) == len(ALL)
    assert all(len(payload.text) <= 90 and payload.places for payload in ALL)


@pytest.mark.parametrize("payload", ALL, ids=lambda one: f"{one.kind}-{one.name}")
def test_a_name_of_a_file_becomes_a_safe_address_or_is_refused(payload: payloads.Payload) -> None:
    ident = ids.path_id(f"{payload.text}.md")
    if ids.fault(ident) is None:
        assert all(char.isalnum() or char in "-_./" for char in ident) and ".." not in ident.split("/")
    if ids.fault(payload.text) is None:
        assert all(char.isalnum() or char in "-_." for char in payload.text)
        return
    given = yaml.safe_dump({"title": "Talks", "id": payload.text})
    with pytest.raises(GeneratorError, match="id"):
        article.read_text(
            f"---\n{given}---\nThe talks end on Monday.\n", "a.txt", first_seen=date(2031, 1, 1)
        )


@pytest.mark.parametrize("payload", ALL, ids=lambda one: f"{one.kind}-{one.name}")
def test_what_an_address_becomes_has_no_sign_that_ends_it(payload: payloads.Payload) -> None:
    for address in (payload.text, f"https://news.example/{payload.text}", f"https://{payload.text}/"):
        made = escape.href(address)
        assert made is None or (made.startswith("http") and not set(made) & set("<>\"' `{}\\"))


@pytest.mark.parametrize("payload", ALL, ids=lambda one: f"{one.kind}-{one.name}")
def test_a_web_page_is_reduced_to_elements_of_text(payload: payloads.Payload) -> None:
    head = f"<head><title>x{payload.text}</title></head>"
    page = f"<html>{head}<body><p>{payload.text}</p>{PARAGRAPHS}</body></html>"
    for element in html.fromstring(harmless(page)).iter():
        assert isinstance(element.tag, str), "a comment or an instruction"
        assert element.tag not in {
            "script",
            "style",
            "base",
            "link",
            "iframe",
            "object",
            "embed",
            "form",
            "svg",
        }
        for name, value in element.attrib.items():
            assert name in {"class", "id", "role", "itemprop", "name", "property", "content", "href"}, name
            assert name != "href" or not value.strip().lower().startswith(
                ("java", "data", "vbs", "file", "blob")
            )


@pytest.mark.parametrize(
    "payload", [p for p in ALL if "<" in p.text and p.kind == "scripts"], ids=lambda one: one.name
)
def test_a_hostile_web_page_gives_its_prose(payload: payloads.Payload) -> None:
    body = f"<article>{PARAGRAPHS}<p>{payload.text}</p></article>"
    page = f"<html><head><title>Port</title></head><body>{body}</body></html>"
    read = article.read_text(page, "page.html", first_seen=date(2031, 1, 1))
    assert "its director Ada Brook said on Monday" in read.text
    assert "<script" not in read.text and "<img" not in read.text


def test_linked_data_is_written_anew_and_cannot_end_its_element() -> None:
    data = '{"@type": "NewsArticle", "author": {"name": "</p><img src=x>"}, "n": "<!--"}'
    made = harmless(
        f"<script type='application/ld+json' onload=x>{data.replace('<', chr(92) + 'u003c')}</script><p>A</p>"
    )
    assert "onload" not in made and made.count("<script") == 1
    assert "<img" not in made and "<!--" not in made and "\\u003cimg src=x\\u003e" in made
    assert "<script" not in harmless("<script type='application/ld+json'>window.__hit=1</script><p>A</p>")


def test_an_editor_s_link_that_runs_something_is_refused_with_its_line(tmp_path: Path) -> None:
    written = yaml.safe_dump({"actors": [{"name": "Ada Brook", "links": ["javascript:window.__hit=1"]}]})
    (tmp_path / "actors.yml").write_text(written)
    with pytest.raises(GeneratorError, match=r"actors\.yml:3: links: .*no web address"):
        editorial.read(tmp_path)
