"""Adding articles: pages of ten shapes from a local server, files, mails, feeds; nothing is overwritten."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import serving
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import adding, article
from generator.adding import compose, raw, web
from generator.adding.prepare import slug
from generator.cli import main
from generator.commands import add
from generator.errors import ArticleError
from generator.intake import frontmatter

CASES = Path(__file__).parent / "cases" / "adding"
PAGES: dict[str, Any] = yaml.safe_load((CASES / "pages.yml").read_text(encoding="utf-8"))
TODAY = date(2031, 7, 1)
Capture = pytest.CaptureFixture[str]
TEXT = """Harbour talks to resume

LINDHOLM, 2 March 2031 (AP) — The port will meet the union on Tuesday, Mayor Jane Example said Monday.

"We want more," said Ann Lee, who leads the union. It is unclear who pays for the new quay in the north.
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A web server, and the folder that it serves: the pages, and what a test puts there."""
    folder = tmp_path_factory.mktemp("served")
    for path in (CASES / "pages").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    with serving.answering(serving.files(folder)) as address:
        yield address, folder


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(add, "today", lambda: TODAY)
    return tmp_path / "content"


def run(content: Path, *arguments: str) -> int:
    return main(["add", "--content", str(content), "--allow-private", *arguments])


def only_file(content: Path) -> Path:
    (path,) = content.iterdir()
    return path


def front(path: Path) -> dict[str, Any]:
    return frontmatter.split(path.read_text(encoding="utf-8"), path.name).values


@pytest.mark.parametrize("name", PAGES)
def test_a_page_becomes_an_article_with_full_front_matter(
    name: str, served: tuple[str, Path], content: Path, capsys: Capture
) -> None:
    host, case = served[0], PAGES[name]
    assert run(content, f"{host}/{name}.html") == 0
    path = only_file(content)
    expected = {k: v.replace("{host}", host) if k == "url" else v for k, v in case["front"].items()}
    assert front(path) == expected
    assert path.name == f"{expected['published']}-{slug(expected['title'])}.md"
    found = article.read(path, content, first_seen=None)
    paragraphs = found.text.split("\n\n")[1:]
    assert len(paragraphs) == case["paragraphs"]
    assert paragraphs[0].startswith(case["first"]) and paragraphs[-1].startswith(case["last"])
    assert [words for words in case["never"] if words in found.text] == []
    assert found.inferred == () and found.dropped == (), (
        "reading it again works nothing out and drops nothing"
    )
    out, err = capsys.readouterr()
    assert "dropped: " in out
    assert case.get("note", "") in err


def test_there_are_ten_shapes() -> None:
    assert {path.stem for path in (CASES / "pages").glob("*.html")} == {*PAGES, "paywall"}


def test_the_beginning_of_a_page_for_subscribers_is_refused(
    served: tuple[str, Path], content: Path, capsys: Capture
) -> None:
    assert run(content, f"{served[0]}/paywall.html") == 2
    assert not content.exists()
    assert "the page shows 51 words and says that the rest is for subscribers" in capsys.readouterr().err
    assert run(content, f"{served[0]}/paywall.html", "--partial") == 0
    assert front(only_file(content))["author"] == "Ruth Amsel"
    assert "51 words only" in capsys.readouterr().err


def test_an_address_is_added_once_and_nothing_is_overwritten(
    served: tuple[str, Path], content: Path, capsys: Capture
) -> None:
    url = f"{served[0]}/microdata.html"
    assert run(content, url) == 0
    first = only_file(content)
    first.write_text(first.read_text(encoding="utf-8") + "\nMine.\n", encoding="utf-8")
    mine = first.read_bytes()
    assert run(content, f"{url}?utm_source=letter#comments") == 1
    assert f"it is there already: {first}" in capsys.readouterr().err
    assert run(content, url, "--url", "https://else.example/x") == 0, (
        "another address, the same title and day"
    )
    assert sorted(path.name for path in content.iterdir()) == [
        "2031-05-06-teachers-to-strike-on-friday-2.md",
        "2031-05-06-teachers-to-strike-on-friday.md",
    ]
    assert first.read_bytes() == mine


def test_a_file_is_added_once(content: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "talks.txt").write_text(TEXT, encoding="utf-8")
    assert run(content, str(tmp_path / "talks.txt")) == 0
    assert "'briefings site' makes the site with what was added" in capsys.readouterr().err
    first = only_file(content)
    assert run(content, str(tmp_path / "talks.txt"), "--source", "Dale Post") == 1
    assert f"it is there already: {first}" in capsys.readouterr().err
    (tmp_path / "talks.txt").write_text(TEXT.replace("the union on", "the unions on"), encoding="utf-8")
    assert run(content, str(tmp_path / "talks.txt")) == 0, "another text under the same title and day"
    assert run(content, str(tmp_path / "talks.txt")) == 1, "and that one is there under its number"
    assert len(list(content.iterdir())) == 2


def test_a_name_taken_with_another_suffix_is_taken(content: Path, tmp_path: Path) -> None:
    content.mkdir()
    (content / "2031-03-02-harbour-talks-to-resume.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "talks.txt").write_text(TEXT, encoding="utf-8")
    assert run(content, str(tmp_path / "talks.txt")) == 0
    assert (content / "2031-03-02-harbour-talks-to-resume-2.md").is_file()


def test_private_addresses_are_refused_unless_asked_for(served: tuple[str, Path], tmp_path: Path) -> None:
    assert main(["add", "--content", str(tmp_path / "c"), f"{served[0]}/amp.html"]) == 2
    assert not (tmp_path / "c").exists()


def test_dry_run_shows_the_file_and_each_dropped_line(content: Path, capsys: Capture) -> None:
    assert run(content, str(CASES / "pages" / "json_ld.html"), "--dry-run") == 0
    out = capsys.readouterr().out
    assert not content.exists()
    assert f"would write {content / '2031-03-04-ferry-line-to-be-halved-from-june.md'}" in out
    assert "retrieved" not in out, "nothing was fetched"
    assert "page-furniture  We and our 312 partners store cookies on your device." in out


def test_json_is_for_programs(content: Path, capsys: Capture) -> None:
    assert run(content, str(CASES / "pages" / "no_data.html"), "--json") == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert told["file"] == (content / "2031-01-14-harbour-gets-a-new-crane.md").as_posix()
    assert told["text"] == Path(told["file"]).read_text(encoding="utf-8")
    assert "advert" not in {piece["rule"] for piece in told["dropped"]}
    assert {piece["rule"] for piece in told["dropped"]} >= {"date-line", "page-furniture"}


def test_what_somebody_knows_goes_first(content: Path) -> None:
    known = ["--title", "A mill", "--source", "S", "--author", "A", "--url", "https://s.example/a"]
    known += ["--licence", "CC0", "--published", "2031-03-19", "--topic", "mills", "--topic", "rivers"]
    assert run(content, str(CASES / "pages" / "blog_theme.html"), *known) == 0
    path = only_file(content)
    assert path.name == "2031-03-19-a-mill.md"
    assert front(path) == {
        "title": "A mill",
        "source": "S",
        "url": "https://s.example/a",
        "author": "A",
        "published": date(2031, 3, 19),
        "language": "en",
        "licence": "CC0",
        "topics": ("mills", "rivers"),
    }


def test_plain_text_from_a_clipboard(content: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode("cp1252")), "utf-8"))
    assert run(content, "-") == 0
    path = only_file(content)
    assert front(path) == {
        "title": "Harbour talks to resume",
        "source": "AP",
        "published": date(2031, 3, 2),
        "language": "en",
    }
    assert "1 dateline" in capsys.readouterr().out


def test_a_day_that_is_only_a_guess_is_left_to_be_worked_out(content: Path, tmp_path: Path) -> None:
    guess = TEXT.replace("2 March 2031 (AP)", "").replace(
        "on Tuesday, ", "; the talks are scheduled for Tuesday 4 March 2031, "
    )
    (tmp_path / "a.txt").write_text(guess, encoding="utf-8")
    assert run(content, str(tmp_path / "a.txt")) == 0
    path = only_file(content)
    assert "published" not in front(path)
    found = article.read(path, content, first_seen=None)
    assert found.published == date(2031, 3, 3) and "published" in found.inferred


def test_front_matter_of_markdown_is_kept(content: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "a.md").write_text(
        f"---\ntopics: [ports]\nlicence: CC BY 4.0\nmood: grim\nid: old/place\n---\n\n# Harbour\n\n{TEXT}",
        encoding="utf-8",
    )
    assert run(content, str(tmp_path / "a.md"), "--dry-run") == 0
    out = capsys.readouterr().out
    assert "topics:\n- ports\n" in out and "licence: CC BY 4.0\n" in out and "title: Harbour\n" in out
    assert "line 4     unknown-key  mood" in out
    assert "old/place" not in out, "another file has another address"


MAIL = b"""From: Harbour Press Office <press@harbour.example>\r
To: desk@paper.example\r
Date: Mon, 02 Mar 2031 09:15:00 +0100\r
Subject: Fwd: =?utf-8?q?Harbour_talks_=E2=80=93_the_next_round?=\r
MIME-Version: 1.0\r
Content-Type: multipart/mixed; boundary="x"\r
\r
--x\r
Content-Type: text/plain; charset=iso-8859-1\r
Content-Transfer-Encoding: quoted-printable\r
\r
The harbour company will meet the union on Tuesday, Mayor Jane Example said.=\r
 She called the caf=E9 a good place for it.\r
\r
"We want more," said Ann Lee, who leads the union. It is unclear who pays for\r
the new quay at the northern end of the harbour.\r
\r
-- \r
Harbour Press Office, Quay 1\r
--x\r
Content-Type: application/pdf; name="plan.pdf"\r
Content-Disposition: attachment; filename="plan.pdf"\r
\r
%PDF\r
--x--\r
"""


@pytest.mark.parametrize("name", ["talks.eml", "saved-by-a-program"])
def test_a_mail(name: str, content: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / name).write_bytes(MAIL)
    assert run(content, str(tmp_path / name)) == 0
    path = only_file(content)
    assert path.name == "2031-03-02-harbour-talks-the-next-round.md"
    assert front(path)["source"] == "Harbour Press Office"
    found = article.read(path, content, first_seen=None)
    assert found.text.split("\n\n")[1:] == [
        "The harbour company will meet the union on Tuesday, Mayor Jane Example said. "
        "She called the café a good place for it.",
        '"We want more," said Ann Lee, who leads the union. It is unclear who pays for '
        "the new quay at the northern end of the harbour.",
    ]
    assert "1 attachment, 1 signature" in capsys.readouterr().out


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.eml", "a.html", "a.txt", "a.md", "standard input"]))
def test_any_bytes_are_an_article_or_an_article_error(data: bytes, shown: str) -> None:
    for made in (data, b"From: a\nDate: x\nSubject: y\nTo: z\n\n" + data):
        try:
            found = adding.prepare(adding.from_bytes(made, shown), TODAY)
        except ArticleError as error:
            assert str(error).startswith(shown)
        else:
            assert found.article.text


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Dale Post</title><link>{host}/</link>
<item><title>One</title><link>{host}/json_ld.html?utm_source=rss</link></item>
<item><title>Two</title><link>{host}/missing.html</link></item>
<item><title>Three</title><link>{host}/undated.html</link><pubDate>Wed, 14 May 2031 08:00 GMT</pubDate></item>
<item><title>Four</title><link>javascript:alert(1)</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Dale Post</title>
<entry><title>One</title><link href="amp.html"/><updated>2031-04-09T04:00:00Z</updated></entry>
<entry><title>Two</title><link href="opengraph.html"/><updated>2031-04-09</updated></entry></feed>"""


def test_a_feed_gives_each_entry_once(served: tuple[str, Path], content: Path, capsys: Capture) -> None:
    host, folder = served
    (folder / "feed.xml").write_text(RSS.format(host=host), encoding="utf-8")
    page = (CASES / "pages" / "microdata.html").read_text(encoding="utf-8")
    undated = page.replace('<time itemprop="datePublished" datetime="2031-05-06">6 May</time>', "")
    undated = undated.replace('<meta itemprop="dateModified" content="2031-05-07">', "")
    (folder / "undated.html").write_text(undated, encoding="utf-8")
    assert run(content, "--feed", f"{host}/feed.xml") == 1
    err = capsys.readouterr().err
    assert "3 entries, 0 are there already" in err and "missing.html: the server answers 404" in err
    assert sorted(path.name for path in content.iterdir()) == [
        "2031-03-04-ferry-line-to-be-halved-from-june.md",
        "2031-05-14-teachers-to-strike-on-friday.md",
    ], "where the page has no day, the feed's is taken"
    (folder / "missing.html").write_bytes((CASES / "pages" / "no_data.html").read_bytes())
    assert run(content, "--feed", f"{host}/feed.xml") == 0
    assert len(list(content.iterdir())) == 3
    before = {path: path.read_bytes() for path in content.iterdir()}
    assert run(content, "--feed", f"{host}/feed.xml") == 0
    assert {path: path.read_bytes() for path in content.iterdir()} == before
    (folder / "missing.html").unlink()


def test_an_atom_feed_and_a_bound(served: tuple[str, Path], content: Path, capsys: Capture) -> None:
    (served[1] / "atom.xml").write_text(ATOM, encoding="utf-8")
    assert run(content, "--feed", f"{served[0]}/atom.xml", "--most", "1") == 0
    assert [path.name for path in content.iterdir()] == ["2031-04-09-rail-link-opens-in-autumn.md"]
    assert run(content, "--feed", f"{served[0]}/amp.html") == 2
    assert "this is no RSS or Atom feed" in capsys.readouterr().err


def test_one_that_cannot_be_used_does_not_stop_the_others(
    content: Path, tmp_path: Path, capsys: Capture
) -> None:
    assert run(content, str(tmp_path / "none.html"), str(CASES / "pages" / "amp.html")) == 1
    assert "none.html: cannot be read: No such file" in capsys.readouterr().err
    assert only_file(content).name == "2031-04-09-rail-link-opens-in-autumn.md"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "nothing to add; name a file or an address"),
        (["a", "b", "--title", "x"], "--title belongs to one article"),
    ],
)
def test_what_is_unclear_is_refused(arguments: list[str], says: str, content: Path, capsys: Capture) -> None:
    assert run(content, *arguments) == 2
    assert says in capsys.readouterr().err


def test_a_page_without_a_title_asks_for_one(content: Path, tmp_path: Path, capsys: Capture) -> None:
    long = "The harbour company will meet the union on Tuesday, the mayor said on Monday. " * 4
    (tmp_path / "x1.txt").write_text(f"{long}\n\n{long}Really.", encoding="utf-8")
    assert run(content, str(tmp_path / "x1.txt")) == 2
    assert "no title found; give one, as in --title" in capsys.readouterr().err
    assert run(content, str(tmp_path / "x1.txt"), "--title", "Talks") == 0


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("ab AB.1-)#>*_`[](){}<!|~&;:\\=+/\"'é"), min_size=1, max_size=40))
def test_a_paragraph_reads_back_as_it_was(words: str) -> None:
    paragraph = " ".join(words.split()) or "x"
    read, dropped = raw_markdown(compose.body([paragraph]))
    assert (read, dropped) == ([paragraph], [])


def raw_markdown(text: str) -> tuple[list[str], list[Any]]:
    from generator.clean import markdown

    blocks, dropped = markdown.read(text, 1)
    return [block.text for block in blocks], dropped


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("NASA’s “crew” is back: what now?", "nasas-crew-is-back-what-now"),
        ("Ærø får ny færge", "r-far-ny-frge"),
        ("平和", "article"),
        ("word " * 30, "word-word-word-word-word-word-word-word-word-word-word-word"),
        ("a" * 80, "a" * 60),
    ],
)
def test_file_names(title: str, name: str) -> None:
    assert slug(title) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.a.example/x/", "http://a.example/x"),
        ("https://a.example/x?utm_campaign=1&id=2#c", "https://a.example/x?id=2"),
        ("https://amp.a.example/x/amp/", "https://a.example/x"),
        ("https://m.a.example/x?amp=1", "https://a.example/x"),
    ],
)
def test_addresses_of_one_article(one: str, other: str) -> None:
    assert web.same(one) == web.same(other)


def test_addresses_of_two_articles() -> None:
    assert web.same("https://a.example/x?id=2") != web.same("https://a.example/x?id=3")


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("café".encode("cp1252"), "iso-8859-1", "café"),
        ("“café”".encode("cp1252"), "latin-1", "“café”"),
        (b'<meta charset="windows-1251">' + "мир".encode("cp1251"), None, '<meta charset="windows-1251">мир'),
        ("café".encode("utf-16"), None, "café"),
        ("café".encode(), "no-such-charset", "café"),
    ],
)
def test_encodings(data: bytes, charset: str | None, text: str) -> None:
    assert raw.decode(data, "x", charset) == text
