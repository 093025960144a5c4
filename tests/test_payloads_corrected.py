"""The payload corpus in a file of corrections: what an editor, or who writes as one, shows is text."""

from __future__ import annotations

import html
from pathlib import Path

import blank
import markdown
import payloads
import pytest
import spacy
import yaml
from lxml import html as pages_of

from generator import article, corrections, crossindex, render
from generator.condense import condense
from generator.errors import GeneratorError
from generator.intake import ids
from generator.model import Briefing
from generator.render import escape
from generator.settings import Settings

ALL = payloads.load()
EVIDENCE = "The two towns met on Monday without much hope, and parted without any."


@pytest.fixture(scope="module")
def plain() -> Briefing:
    found = article.read_text(blank.article("Talks"), "talks.md", first_seen=None)
    return condense(found, spacy.blank("en")(found.text))


def corrected(plain: Briefing, said: dict[str, list[dict[str, str]]]) -> Briefing:
    text = yaml.safe_dump(said, allow_unicode=True, width=10_000)
    return corrections.apply(plain, corrections.parse(text, Path("talks.corrections.yml"))).briefing


def test_every_payload_in_a_question_is_shown_as_text(plain: Briefing) -> None:
    asked = [f"Who wrote number {number} {one.text}?" for number, one in enumerate(ALL)]
    said = {"questions": [{"add": one, "evidence": EVIDENCE} for one in asked]}
    briefing = corrected(plain, said)
    assert len(briefing.open_questions) == len(ALL)
    page = render.pages(crossindex.build([briefing]), [briefing], Settings())["talks.md"]
    shown = html.unescape(page)
    for question in briefing.open_questions:
        assert escape.visible(question.question).strip() in shown
    tree = pages_of.document_fromstring(markdown.markdown(page.partition("\n---\n")[2]))
    for element in tree.iter():
        assert element.tag not in {"script", "iframe", "object", "embed", "base", "link", "meta", "form"}
        assert not any(name.startswith("on") for name in element.attrib)
        assert not str(element.get("href", "")).lower().startswith(("javascript:", "data:", "vbscript:"))


@pytest.mark.parametrize("payload", ALL, ids=lambda one: f"{one.kind}-{one.name}")
def test_no_payload_is_a_name_of_an_item_or_leads_anywhere(
    payload: payloads.Payload, plain: Briefing
) -> None:
    said = {section: [{"item": payload.text, "hide": True}] for section in ("actors", "positions", "events")}
    try:
        assert corrected(plain, said) == plain
    except GeneratorError as error:
        assert "\n" not in str(error) or str(error).count("corrections.yml") >= 1
    beside = Path("content") / f"{ids.path_id(payload.text + '.md') or 'a'}.md"
    assert corrections.path_of(beside).parent == beside.parent
