"""Reading articles: each case is a file with what stands in it and the article, or the error, it gives."""

from __future__ import annotations

import os
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import article
from generator.errors import ArticleError
from generator.intake import decoding
from generator.model import Article

CASES = sorted((Path(__file__).parent / "cases" / "article").glob("*.yml"))
SHARED = Path(os.environ.get("BRIEFINGS_SHARED", Path(__file__).parents[2] / "shared"))
TEXT = "Harbour talks\n\nThe two towns met without much hope, and parted without any.\n"


def write(content: Path, name: str, data: bytes | str = TEXT) -> Path:
    path = content / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


def read(content: Path, name: str, data: bytes | str = TEXT, first_seen: date | None = None) -> Article:
    return article.read(write(content, name, data), content, first_seen=first_seen)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, tmp_path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    data = bytes.fromhex(case["hex"]) if "hex" in case else case["text"]
    if "error" in case:
        with pytest.raises(ArticleError) as caught:
            read(tmp_path, case["file"], data, case.get("first_seen"))
        check_error(caught.value, case)
    else:
        check_article(read(tmp_path, case["file"], data, case.get("first_seen")), case["expect"])


def check_error(error: ArticleError, case: dict[str, Any]) -> None:
    assert error.line == case["error"]["line"]
    assert error.path == case["file"]
    assert "\n" not in str(error)
    for words in case["error"]["says"]:
        assert words in error.why


def check_article(found: Article, expected: dict[str, Any]) -> None:
    for field, value in expected.items():
        if field == "dropped":
            got: Any = [{"line": d.line, "rule": d.rule, "text": d.text} for d in found.dropped]
        else:
            got = getattr(found, field)
            got = list(got) if isinstance(got, tuple) else got
        assert got == value, field


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=400), suffix=st.sampled_from([".md", ".txt", ".html"]))
def test_any_bytes_are_an_article_or_an_article_error(data: bytes, suffix: str) -> None:
    try:
        found = article.read_text(decoding.decode(data, f"a{suffix}"), f"a{suffix}", first_seen=None)
    except ArticleError as error:
        assert error.why
    else:
        check_form(found)


# Pieces of markup, divided by "¦", of which a text is put together.
MARKUP = (
    "---\n¦title: ¦published: ¦- ¦# ¦> ¦```¦<div>¦<!--¦]]>¦[a](¦](b)¦![¦|¦\n\n¦\n¦\r¦\u2028¦&#0;¦&#8238;"
    "¦\u200b¦2025-02-31¦Monday 19 May¦Sources¦The towns met. ¦<script>¦</p>¦{%¦\\¦''¦“¦...¦- Bloomberg¦"
    "LINDHOLM (AP) — ¦1. ¦: ¦*¦_¦9 views"
)


@settings(max_examples=300, deadline=None)
@given(
    pieces=st.lists(st.sampled_from(MARKUP.split("¦")), max_size=25),
    suffix=st.sampled_from([".md", ".txt", ".html"]),
)
def test_any_markup_is_an_article_or_an_article_error(pieces: list[str], suffix: str) -> None:
    try:
        found = article.read_text("".join(pieces), f"a{suffix}", first_seen=None)
    except ArticleError as error:
        assert error.why
    else:
        check_form(found)


def check_form(found: Article) -> None:
    """The form that the rest of the generator relies on."""
    title, blank, *rest = found.text.split("\n")
    assert title == found.title and blank == "" and title.strip() == title and title
    assert rest[1::2] == [""] * (len(rest) // 2)
    for paragraph in rest[0::2]:
        assert paragraph and paragraph.strip() == paragraph and "  " not in paragraph
    assert unicodedata.is_normalized("NFC", found.text)
    assert not any(unicodedata.category(char) == "Cc" and char != "\n" for char in found.text)


def test_discover_lists_articles_in_order(tmp_path: Path) -> None:
    for name in (
        "b.md",
        "a/z.txt",
        "a.html",
        ".hidden.md",
        ".git/x.md",
        "actors.yml",
        "b.corrections.yml",
        "c.MD",
        "x.md/y.md",
    ):
        write(tmp_path, name)
    names = [path.relative_to(tmp_path).as_posix() for path in article.discover(tmp_path)]
    assert names == ["a.html", "a/z.txt", "b.md", "c.MD", "x.md/y.md"]


def test_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    outside = write(tmp_path, "outside/secret.md")
    content = tmp_path / "content"
    write(content, "good.md")
    (content / "link.md").symlink_to(outside)
    (content / "inside.md").symlink_to(content / "good.md")
    (content / "broken.md").symlink_to(content / "nowhere.md")
    (content / "folder").symlink_to(tmp_path / "outside")
    found = article.discover(content)
    assert [path.name for path in found] == ["broken.md", "good.md", "inside.md", "link.md"]
    assert article.read(content / "inside.md", content, first_seen=None).id == "inside"
    for name, why in (("link.md", "out of the content folder"), ("broken.md", "leads nowhere")):
        with pytest.raises(ArticleError, match=why):
            article.read(content / name, content, first_seen=None)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipe_is_refused_and_never_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (path,) = article.discover(tmp_path)
    with pytest.raises(ArticleError, match="not an ordinary file"):
        article.read(path, tmp_path, first_seen=None)


def test_too_large_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="at most 6,000,000"):
        read(tmp_path, "a.txt", b"The towns met. " * 400_001)


def test_clashing_ids_name_each_other(tmp_path: Path) -> None:
    names = ("talks.md", "Talks.txt", "caf\u00e9.md", "cafe\u0301.txt", "free.md")
    found = [read(tmp_path, name) for name in names]
    errors = {error.path: error.why for error in article.check_ids(found)}
    assert sorted(errors) == sorted(names[:4])
    assert "Talks.txt" in errors["talks.md"] and "talks.md" in errors["Talks.txt"]
    assert names[3] in errors[names[2]]


def test_path_id_is_the_article_id(tmp_path: Path) -> None:
    for name in ("talks.md", "2025/a b.txt", "v1.2.html"):
        assert article.path_id(name) == read(tmp_path, name).id
    assert article.path_id("index.md") is None


def test_the_same_file_gives_the_same_article(tmp_path: Path) -> None:
    assert read(tmp_path, "talks.md") == read(tmp_path, "talks.md")


@pytest.mark.skipif(not (SHARED / "gold" / "dev").is_dir(), reason="the gold articles are not here")
def test_no_gold_sentence_is_lost() -> None:
    """Whatever the gold quotes from an article is in its cleaned text."""
    import json

    folder = SHARED / "gold" / "dev"
    found = {path.stem: article.read(path, folder, first_seen=None) for path in article.discover(folder)}
    assert len(found) == 28
    for stem, read_article in found.items():
        gold = json.loads((folder / f"{stem}.json").read_text(encoding="utf-8"))
        text = " ".join(read_article.text.split())
        quoted = [item["sentence"] for item in gold["positions"] + gold["events"]]
        quoted += [sentence for question in gold["open_questions"] for sentence in question["sentences"]]
        lost = [
            words for words in quoted if " ".join(unicodedata.normalize("NFC", words).split()) not in text
        ]
        assert not lost, stem
    scraped = found["putin-is-confident"]
    assert (scraped.published, scraped.source) == (date(2025, 5, 18), "Censor.NET")
