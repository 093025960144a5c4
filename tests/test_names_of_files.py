"""Nothing escapes: whatever files are called and links lead to, pages stay in their folder and their own."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

import blank
import pytest
import yaml

from generator import article
from generator.commands import terminal
from generator.crossindex import addresses
from generator.errors import ArticleError, GeneratorError
from generator.intake import ids
from generator.render import paths

CASES = Path(__file__).parent / "cases" / "intake"
NAMES = yaml.safe_load((CASES / "names.yml").read_text(encoding="utf-8"))
IDS = yaml.safe_load((CASES / "ids.yml").read_text(encoding="utf-8"))
CLASHES = yaml.safe_load((CASES / "clashes.yml").read_text(encoding="utf-8"))


def put(content: Path, name: str, text: str) -> Path:
    path = content / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("case", NAMES, ids=lambda case: ascii(case["file"])[:40])
def test_a_name_gives_a_safe_id_or_a_message(case: dict[str, str]) -> None:
    ident = ids.path_id(case["file"])
    fault = ids.fault(ident)
    if "id" in case:
        assert (ident, fault) == (case["id"], None)
    else:
        assert fault is not None and case["says"] in fault and "\n" not in fault


@pytest.mark.parametrize("ident", IDS["taken"])
def test_an_id_that_is_taken(ident: str) -> None:
    assert ids.fault(ident) is None


@pytest.mark.parametrize("ident", IDS["refused"], ids=ascii)
def test_an_id_that_is_refused(ident: str) -> None:
    why = IDS["refused"][ident]
    assert why in (ids.fault(ident) or "taken")
    written = f"---\ntitle: Talks\nid: {json.dumps(ident)}\n---\n{blank.TEXT}"
    with pytest.raises(ArticleError, match="id"):
        article.read_text(written, "a.md", first_seen=None)


@pytest.mark.parametrize("ident", IDS["refused"], ids=ascii)
def test_what_a_refusal_proposes_is_taken(ident: str) -> None:
    """A message that says ``write 'x'`` must name an x that is not refused in turn."""
    fault = ids.fault(ident) or ""
    proposed = [words.partition("'")[0] for words in fault.split("write '")[1:]]
    proposed += [words.partition("'")[0] for words in fault.split("as in '")[1:]]
    assert proposed and all(ids.fault(one) is None for one in proposed)


@pytest.mark.parametrize("files", CLASHES["together"], ids=lambda files: ascii(files[0]))
def test_files_that_would_share_an_address_are_all_refused(
    files: Sequence[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blank.analyse_nothing(monkeypatch)
    for name in [*files, "free.md"]:
        put(tmp_path / "content", name, blank.article(f"Of {json.dumps(name)[1:-1]}"))
    result = blank.generate(tmp_path / "content", tmp_path / "out")
    refused = {error.path: error.why for error in result.errors}
    assert set(refused) == set(files)
    assert all(other in why for name, why in refused.items() for other in files if other != name)
    assert [briefing.id for briefing in result.briefings] == ["free"]


@pytest.mark.parametrize("files", CLASHES["apart"], ids=lambda files: ascii(files[0]))
@pytest.mark.parametrize("directories", [True, False])
def test_files_whose_addresses_only_look_alike_have_a_page_each(
    files: Sequence[str], directories: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blank.analyse_nothing(monkeypatch)
    for number, name in enumerate(files):
        put(tmp_path / "content", name, blank.article(f"Number {number}"))
    result = blank.generate(tmp_path / "content", tmp_path / "out")
    assert not result.errors and len(result.briefings) == len(files)
    served = []
    for briefing in result.briefings:
        page = (tmp_path / "out" / paths.briefing(briefing.id)).read_text(encoding="utf-8")
        assert f"# {briefing.article.title}" in page
        twins = (f"{briefing.id}.json", f"{briefing.id}.md", paths.calendar_file(f"{briefing.id}.md"))
        served += [*twins, paths.served(f"{briefing.id}.md", directories)]
    assert len({one.casefold() for one in served}) == len(served)
    folders = {parent.as_posix() for one in served for parent in Path(one).parents}
    assert not folders & set(served), "a file stands where a folder must"


def test_nothing_outside_the_output_folder_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blank.analyse_nothing(monkeypatch)
    content, outside, out = tmp_path / "content", tmp_path / "outside", tmp_path / "deep" / "er" / "out"
    for number, case in enumerate(NAMES):
        put(content / f"{number}", case["file"], blank.article(f"Number {number}"))
    for number, ident in enumerate([*IDS["refused"], *IDS["taken"]]):
        put(content / "ids", f"{number}.md", f"---\ntitle: A\nid: {json.dumps(ident)}\n---\n{blank.TEXT}")
    put(outside, "secret.md", blank.article("Secret"))
    (content / "out-of-it.md").symlink_to(outside / "secret.md")
    (content / "folder").symlink_to(outside)
    (content / "loop.md").symlink_to(content / "loop.md")
    put(content, os.fsdecode(b"not-utf-8-\xff.md"), blank.article("Odd"))
    before = blank.everything(content), blank.everything(outside)
    result = blank.generate(content, out)
    assert (blank.everything(content), blank.everything(outside)) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "deep", "outside"]
    assert [path.name for path in (tmp_path / "deep" / "er").iterdir()] == ["out"]
    assert not any(b"Secret" in text for text in blank.everything(out).values() if isinstance(text, bytes))
    assert len(result.briefings) >= 25 and len(result.errors) >= 30
    for error in result.errors:
        assert "\n" not in str(error)
        str(error).encode("utf-8")


def test_what_a_file_is_called_cannot_command_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    blank.analyse_nothing(monkeypatch)
    names = ("a\nb.md", "\x1b[2J.md", "\u202edm.txt", os.fsdecode(b"\xff\xfe.md"), "\u0085.md")
    for name in names:
        put(tmp_path / "refused", name, "")
        put(tmp_path / "warned", f"talks {name}", '---\n"\\e[2J\\u202E": x\n---\n' + blank.TEXT)
    for folder in ("refused", "warned"):
        terminal.summarise(blank.generate(tmp_path / folder, tmp_path / "out"))
    printed = capsys.readouterr().err
    assert len(printed.splitlines()) == 2 * len(names)
    assert all(char.isprintable() for char in printed.replace("\n", ""))
    assert "\\x1b[2J.md" in printed and "unknown key: \\x1b[2J\\u202e" in printed


@pytest.mark.parametrize("where", ["page", "folder", "history"])
def test_a_link_out_of_the_output_folder_is_refused(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blank.analyse_nothing(monkeypatch)
    put(tmp_path / "content", "port/talks.md", blank.article("Talks"))
    outside, out = tmp_path / "outside", tmp_path / "out"
    put(outside, "mine.md", "mine\n")
    link, target = {
        "page": (out / "port" / "talks.md", outside / "mine.md"),
        "folder": (out / "port", outside),
        "history": (out / ".history", outside),
    }[where]
    link.parent.mkdir(parents=True)
    link.symlink_to(target)
    with pytest.raises(GeneratorError, match="out of the output folder"):
        blank.generate(tmp_path / "content", out)
    assert blank.everything(outside) == {"mine.md": b"mine\n"}


def test_an_actor_s_or_topic_s_name_is_no_address_that_a_system_keeps() -> None:
    for name in ("Con", "AUX", "Nul", "com1", "COM¹", "Index", "README", "...", "../..", "/etc", "", "日本"):
        made = addresses.slug(name)
        assert ids.fault(f"page/{made}") is None and "/" not in made, made
    assert addresses.slug("Con") != addresses.slug("CON"), "told apart by what they are made of"
