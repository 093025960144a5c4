"""``briefings explain``: every item with what led to it, as text, as JSON and as a page."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from spacy.language import Language

from generator import article, explaining, language, lexicon, scaffold
from generator.cli import main
from generator.condense import condense
from generator.explaining import page, text

Capture = pytest.CaptureFixture[str]
ARTICLE = """---
published: 2031-03-03
---

# Harbour talks

Mayor Ada Brook said on Monday that the port would close in May. The port has handled coal for fifty years.

Whether the six firms at the northern quay will get new contracts is unclear, the authority said.

The port authority will meet the union on 10 March. "We want more," said Ann Lee <b>of</b> the union.
"""


@pytest.fixture(scope="module")
def explained(nlp: Language) -> list[explaining.Explanation]:
    found = article.read_text(ARTICLE, "talks.md", first_seen=None)
    doc = language.analyse(nlp, found)
    return explaining.explain(condense(found, doc), doc)


def one(explained: list[explaining.Explanation], kind: str, words: str) -> explaining.Explanation:
    (found,) = (item for item in explained if item.kind == kind and words in item.says)
    return found


def test_a_position_shows_its_cue_holder_and_statement(explained: list[explaining.Explanation]) -> None:
    found = one(explained, "position", "Ada Brook: the port would close")
    facts = dict(found.facts)
    assert facts["holder"] == "Ada Brook" and facts["cue"] == "said"
    assert facts["found by"].startswith("rule ") and ": " in facts["found by"]
    parts = {word.text: word.part for word in found.sentences[0]}
    assert (parts["Brook"], parts["said"], parts["port"], parts["."]) == ("holder", "cue", "statement", "")
    said = next(word for word in found.sentences[0] if word.text == "said")
    assert (said.lemma, said.tag, said.relation, said.head) == ("say", "VBD", "ROOT", "said")
    assert {word.text for word in found.sentences[0] if word.name == "PERSON"} >= {"Ada", "Brook"}


def test_certainty_is_the_sum_of_its_reasons(explained: list[explaining.Explanation]) -> None:
    from math import exp

    for item in explained:
        intercept = lexicon.load("confidence")[item.kind]["intercept"]
        total = intercept + sum(reason.adds for reason in item.reasons)
        assert item.probability == pytest.approx(1 / (1 + exp(-total)))
        assert [abs(r.adds) for r in item.reasons] == sorted(
            (abs(r.adds) for r in item.reasons), reverse=True
        )


def test_an_event_shows_how_its_day_was_counted(explained: list[explaining.Explanation]) -> None:
    found = one(explained, "event", "Port authority")
    assert "10 March = 2031-03-10 to 2031-03-10, by day, counted from 2031-03-03" in dict(found.facts)["when"]
    assert {word.text for word in found.sentences[0] if word.part == "when"} >= {"10", "March"}


def test_every_kind_is_explained_with_its_sentences(nlp: Language) -> None:
    example = scaffold.HERE / "article.md"
    found = article.read_text(example.read_text(encoding="utf-8"), "ferry.md", first_seen=None)
    doc = language.analyse(nlp, found)
    explained = explaining.explain(condense(found, doc), doc)
    assert {item.kind for item in explained} == {"position", "question", "event", "actor"}
    assert all(item.sentences and all(item.sentences) for item in explained)


def test_signals_and_rules_have_their_meanings() -> None:
    known = lexicon.load("explanations")
    weights = lexicon.load("confidence")
    for kind in ("position", "question", "event", "actor"):
        for name in weights[kind]["weights"]:
            first, _, rest = name.partition(" ")
            told = name in known["signals"] or first in ("rule", "holder", "kind", "granularity", "status")
            assert told, name
            assert first != "rule" or rest in known["rules"], name


def test_text_has_a_line_for_each_word(explained: list[explaining.Explanation]) -> None:
    found = one(explained, "position", "Ada Brook: the port would close")
    lines = list(text.lines(found))
    assert lines[0].startswith(f"{found.id} position, {found.band}: Ada Brook:")
    rows = lines[lines.index("") + 1 :]
    assert rows[0].split() == ["#", "word", "lemma", "tag", "relation", "head", "name", "part"]
    assert len(rows) == 1 + len(found.sentences[0])


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def test_the_page_draws_the_grammar_and_shows_markup_as_text(explained: list[explaining.Explanation]) -> None:
    odd = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    hostile = [
        replace(
            item,
            says=odd,
            facts=((odd, odd),),
            sentences=tuple(
                tuple(replace(w, text=odd, lemma=odd, head=odd) for w in s) for s in item.sentences
            ),
        )
        for item in explained
    ]
    for made in (page.page("Talks", explained), page.page(odd, hostile)):
        tags = Tags()
        tags.feed(made)
        names = {tag for tag, _ in tags.seen}
        assert "svg" in names and not names & {"script", "img", "link", "iframe", "b"}
        assert not [a for _, attrs in tags.seen for a in attrs if a.startswith("on") or a == "src"]
        assert "default-src 'none'" in made
    assert ">nsubj<" in page.page("Talks", explained)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "talks.md").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def test_the_command_lists_shows_and_writes(folder: Path, capsys: Capture) -> None:
    assert main(["explain", "content/talks.md"]) == 0
    listed = capsys.readouterr().out.splitlines()
    ident = next(line.split()[0] for line in listed if "Ada Brook: the port" in line)
    assert main(["explain", "talks", ident]) == 0
    assert "cue           said" in capsys.readouterr().out
    assert main(["explain", "talks", "--html", "why.html"]) == 0
    assert f'id="{ident}"' in (folder / "why.html").read_text(encoding="utf-8")
    capsys.readouterr()
    assert main(["explain", "talks", ident, "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert told["id"] == ident and told["sentences"][0][0]["text"] == "Mayor"


def test_a_run_says_why_each_item_was_extracted(folder: Path, capsys: Capture) -> None:
    (folder / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    (folder / "content" / "other.md").write_text(ARTICLE.replace("May", "June"), encoding="utf-8")
    assert main(["generate", "--workers", "1"]) == 0
    capsys.readouterr()
    (folder / "content" / "talks.md").write_text(ARTICLE.replace("May", "July"), encoding="utf-8")
    assert main(["generate", "--workers", "1", "--verbose"]) == 0
    shown = capsys.readouterr().out
    assert "content/talks.md: " in shown and "found by" in shown and "cue           said" in shown
    assert "content/other.md: " not in shown, "only what was written is explained"


def test_items_are_called_as_on_their_pages(folder: Path, capsys: Capture) -> None:
    """An item keeps its id when its sentence is edited; explain speaks of it by that id."""
    (folder / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    assert main(["generate", "--workers", "1"]) == 0
    first = json.loads((folder / "briefings" / "talks.json").read_text(encoding="utf-8"))
    path = folder / "content" / "talks.md"
    path.write_text(ARTICLE.replace("would close in May", "would close in early May"), encoding="utf-8")
    ident = next(p["id"] for p in first["positions"] if "would close" in p["statement"])
    capsys.readouterr()
    assert main(["explain", "talks", ident]) == 0
    assert "the port would close in early May" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["tulks"], "no article 'tulks': name its file or its id; there are: talks"),
        (["alk"], "no article 'alk': name its file or its id; there are: talks"),
        (["talks", "p-nothing"], "no item 'p-nothing' in this article; there are: p-"),
    ],
)
def test_what_is_not_there(folder: Path, arguments: list[str], says: str, capsys: Capture) -> None:
    assert main(["explain", *arguments]) == 2
    assert says in capsys.readouterr().err


def test_an_article_without_a_day_says_so(nlp: Language) -> None:
    found = article.read_text(
        ARTICLE.replace("published: 2031-03-03", "draft: false"), "t.md", first_seen=None
    )
    found = replace(found, published=None)
    doc = language.analyse(nlp, found)
    event = one(explaining.explain(condense(found, doc), doc), "event", "Port authority")
    assert "counted from no day: the article has none" in dict(event.facts)["when"]
    assert date(2031, 3, 10).isoformat() not in dict(event.facts)["when"]
