"""``briefings init``: a new site, and one beside an MkDocs project; nothing that is there is touched."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import scaffold, settings
from generator.cli import main

ROOT = Path(__file__).parents[1]
Capture = pytest.CaptureFixture[str]


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def load(text: str) -> Any:
    return yaml.load(text, Loader=settings.Loader)


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Say where the package was installed from: the text of its direct_url.json."""

    def say(told: object) -> None:
        class Distribution:
            version = scaffold.__version__

            @staticmethod
            def read_text(name: str) -> str | None:
                return None if told is None else json.dumps(told)

        ask = scaffold.metadata.distribution
        monkeypatch.setattr(
            scaffold.metadata,
            "distribution",
            lambda name: Distribution if name == scaffold.DISTRIBUTION else ask(name),
        )

    say(None)
    return say


def test_a_new_site_builds_from_the_first(
    installed: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.chdir(tmp_path)
    assert main(["init", "desk-seven", "--name", 'Desk "7": News']) == 0
    assert "cd desk-seven\n  briefings site\n" in capsys.readouterr().out
    monkeypatch.chdir(tmp_path / "desk-seven")
    assert main(["check", "--workers", "1"]) == 0
    assert "1 briefing (" in capsys.readouterr().out
    assert main(["site", "--workers", "1"]) == 0
    assert "the site is in site; 'briefings serve' shows it" in capsys.readouterr().err
    page = (tmp_path / "desk-seven" / "site" / "2026-11-16-ferry-stays" / "index.html").read_text("utf-8")
    assert "Ferry to Osk stays for another" in page
    assert 'Desk "7": News' in html.unescape(page)
    twin = json.loads(Path("briefings/2026-11-16-ferry-stays.json").read_text(encoding="utf-8"))
    assert twin["positions"] and twin["open_questions"] and twin["events"], "the example shows what there is"


def test_a_second_run_leaves_everything_as_it_is(installed: Any, tmp_path: Path, capsys: Capture) -> None:
    assert main(["init", str(tmp_path)]) == 0
    (tmp_path / "mkdocs.yml").write_text("site_name: Mine\nextra: {briefings: {newest: 3}}\n", "utf-8")
    before = contents(tmp_path)
    capsys.readouterr()
    assert main(["init", str(tmp_path)]) == 0
    out, err = capsys.readouterr()
    assert contents(tmp_path) == before
    assert "written" not in out
    assert err.count("left as it is, it was there") == len(before)


def test_the_settings_are_those_of_this_repository() -> None:
    """One place to keep a site's settings right: what is tested here is what users get."""
    ours = load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    theirs = load(scaffold._fill("mkdocs.yml", {"{name}": "Briefings", "{site}": "site"}))
    del ours["theme"]["custom_dir"]
    assert theirs == ours


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Handbook\n\nHow we work.\n", encoding="utf-8")
    (tmp_path / "docs" / "briefings.md").write_text("# What briefings are\n", encoding="utf-8")
    config = "site_name: Handbook # ours\ntheme: mkdocs\nnav:\n  - index.md\n  - briefings.md\n"
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    (tmp_path / ".gitignore").write_text("site\n", encoding="utf-8")
    return tmp_path


def test_an_mkdocs_project_gets_briefings_beside_its_pages(
    project: Path, installed: Any, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.chdir(project)
    before = contents(project)
    assert main(["init"]) == 0
    out, err = capsys.readouterr()
    after = contents(project)
    assert {path: after[path] for path in before} == before
    assert set(after) - set(before) == {
        "briefings.yml",
        "requirements-briefings.txt",
        "content/2026-11-16-ferry-stays.md",
        "content/actors.yml",
        "content/topics.yml",
    }
    assert "- Briefings: /briefings/" in err and "mkdocs.yml is as it was" in err
    assert "mkdocs build\n  briefings site --config briefings.yml --site site/briefings\n" in out
    build(load_config("mkdocs.yml", strict=True))
    theirs = contents(project / "site")
    options = ["--config", "briefings.yml", "--site", "site/briefings", "--workers", "1"]
    assert main(["site", *options]) == 0
    site = contents(project / "site")
    changed = [
        path for path in theirs if path.partition("/")[0] != "briefings" and site[path] != theirs[path]
    ]
    assert changed == []
    assert b"Ferry to Osk stays for another" in site["briefings/index.html"]
    assert b"How we work" in site["index.html"]


@pytest.mark.parametrize("docs", ["content", "briefings/pages", "."])
def test_a_project_whose_pages_stand_where_articles_would_is_told(
    docs: str, project: Path, capsys: Capture
) -> None:
    (project / "mkdocs.yml").write_text(f"site_name: x\ndocs_dir: {docs}\n", encoding="utf-8")
    before = contents(project)
    assert main(["init", str(project)]) == 2
    assert f"its pages stand in {docs!r}" in capsys.readouterr().err
    assert contents(project) == before


@pytest.mark.parametrize(
    ("told", "requirement"),
    [
        (None, "briefings=={version}"),
        (
            {"url": "https://x.example/briefings-0.1.0-py3-none-any.whl"},
            "briefings @ https://x.example/brief",
        ),
        (
            {"url": "https://x.example/b.git", "vcs_info": {"vcs": "git", "commit_id": "abc"}},
            "briefings @ git+https://x.example/b.git@abc",
        ),
        ({"url": "file:///nowhere/briefings", "dir_info": {"editable": True}}, "briefings=={version}"),
    ],
)
def test_another_machine_installs_the_same(
    told: object, requirement: str, installed: Any, tmp_path: Path
) -> None:
    installed(told)
    assert main(["init", str(tmp_path)]) == 0
    found = (tmp_path / "requirements.txt").read_text(encoding="utf-8")
    assert found.startswith(requirement.format(version=scaffold.__version__))


def test_a_wheel_from_a_file_is_kept_in_the_project(installed: Any, tmp_path: Path) -> None:
    wheel = tmp_path / "a folder" / "briefings-9-py3-none-any.whl"
    wheel.parent.mkdir()
    wheel.write_bytes(b"wheel")
    installed({"url": wheel.as_uri(), "archive_info": {}})
    assert main(["init", str(tmp_path / "site")]) == 0
    kept = "./wheels/briefings-9-py3-none-any.whl"
    assert (tmp_path / "site" / "requirements.txt").read_text(encoding="utf-8") == f"{kept}\n"
    assert (tmp_path / "site" / kept).read_bytes() == b"wheel"


def test_a_file_is_no_folder(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "x").write_text("", encoding="utf-8")
    assert main(["init", str(tmp_path / "x")]) == 2
    assert "is a file; name a folder" in capsys.readouterr().err


def test_workflows_may_do_no_more_than_they_must() -> None:
    github = load(scaffold._fill("github.yml", {}))
    assert github["permissions"] == {"contents": "read"}
    assert "permissions" not in github["jobs"]["build"]
    assert github["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert github["jobs"]["deploy"]["needs"] == "build"
    assert github["concurrency"]["cancel-in-progress"] is False
    checkout = github["jobs"]["build"]["steps"][0]
    assert checkout["with"] == {"fetch-depth": 0, "persist-credentials": False}
    assert all("timeout-minutes" in job for job in github["jobs"].values())
    gitlab = load(scaffold._fill("gitlab.yml", {}))
    assert list(gitlab) == ["pages"]
    assert gitlab["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
