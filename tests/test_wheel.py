"""The package as users get it: a wheel in a clean environment, far from this repository, and nothing fetched.

Slow, since it installs everything anew from the package index (``-m "not slow"`` leaves it out); it is part
of ``make test``, and is skipped only where no index can be reached.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import __version__

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[1]
NEEDED = ("pyproject.toml", "README.md", "LICENSE")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    caches = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "generator", folder / "source" / "generator", ignore=caches)
    for name in NEEDED:
        shutil.copyfile(ROOT / name, folder / "source" / name)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "-w", str(folder), str(folder / "source")], check=True)
    shutil.rmtree(folder / "source")
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def user(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment variables of somebody who has installed the wheel, and nothing else."""
    folder = tmp_path_factory.mktemp("user")
    venv.create(folder / "venv", with_pip=True)
    done = subprocess.run(
        [folder / "venv" / "bin" / "python", "-m", "pip", "install", "--quiet", wheel],
        capture_output=True,
        text=True,
    )
    if done.returncode and "CI" not in os.environ and "No matching distribution" in done.stderr:
        pytest.skip("no package index can be reached")
    assert done.returncode == 0, done.stderr
    path = f"{folder / 'venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    kept = {key: os.environ[key] for key in ("LANG", "PIP_CONFIG_FILE", "PIP_INDEX_URL") if key in os.environ}
    # A proxy where nobody listens: whatever wanted to fetch something now would fail.
    nowhere = {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
    return {**kept, **nowhere, "PATH": path, "HOME": str(folder), "OMP_NUM_THREADS": "1"}


def run(user: dict[str, str], folder: Path, line: str, **more: str) -> str:
    """Run a line as a workflow does; it must succeed."""
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", line],
        cwd=folder,
        env={**user, **more},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_the_wheel_holds_what_is_needed_at_run_time(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in (ROOT / "generator").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert path.relative_to(ROOT).as_posix() in names
    assert not {name for name in names if name.startswith(("tests", "training", "content"))}


def test_init_then_site_gives_a_site(user: dict[str, str], wheel: Path, tmp_path: Path) -> None:
    told = run(user, tmp_path, "briefings init mysite && cd mysite && briefings site")
    assert "1 briefing (" in told
    site = tmp_path / "mysite"
    assert "Ferry to Osk stays for another" in (site / "site" / "index.html").read_text(encoding="utf-8")
    assert list((site / "site" / "pagefind").glob("pagefind.js")), "it can be searched"
    assert (site / "requirements.txt").read_text(encoding="utf-8") == f"./wheels/{wheel.name}\n"
    assert run(user, tmp_path, "briefings --version").strip() == f"briefings {__version__}"


def test_an_article_added_from_a_file_is_on_the_site(user: dict[str, str], tmp_path: Path) -> None:
    run(user, tmp_path, "briefings init mysite")
    page = ROOT / "tests" / "cases" / "adding" / "pages" / "json_ld.html"
    run(user, tmp_path / "mysite", f"briefings add {page}")
    run(user, tmp_path / "mysite", "briefings site")
    built = tmp_path / "mysite" / "site" / "2031-03-04-ferry-line-to-be-halved-from-june" / "index.html"
    assert "Ada Brook" in built.read_text(encoding="utf-8")


def test_it_is_a_library_and_its_components_are_found(user: dict[str, str], tmp_path: Path) -> None:
    told = run(user, tmp_path, f"python -c '{LIBRARY}'")
    assert told.split("\n")[:2] == ["2031-03-10", "the port would close on 10 March"]


LIBRARY = """
import spacy
from importlib.util import find_spec
from pathlib import Path
weights = Path(find_spec("generator").origin).parent / "language" / "pipeline"
nlp = spacy.load(weights)
nlp.add_pipe("briefing_positions")
text = "Mayor Ada Brook said on Monday that the port would close on 10 March."
doc = nlp(text)
from generator import brief
print(brief("Harbour talks\\n\\n" + text, published="2031-03-03").events[0].start)
print(doc._.positions[0].pieces[0].text)
"""


def repository(user: dict[str, str], folder: Path) -> Path:
    run(user, folder, "briefings init mysite && cd mysite && briefings generate")
    person = "git -c user.name=x -c user.email=x@x.example"
    run(user, folder / "mysite", f"git init -q -b main && git add . && {person} commit -qm One")
    return folder / "mysite"


def load(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def test_the_workflow_for_github_runs_step_by_step(user: dict[str, str], tmp_path: Path) -> None:
    folder = repository(user, tmp_path)
    steps = load(folder / ".github" / "workflows" / "site.yml")["jobs"]["build"]["steps"]
    ran = []
    for step in steps:
        if "run" not in step:
            continue
        address = dict.fromkeys(step.get("env", {}), "https://me.example/repo/")
        told = run(user, folder, step["run"], **address)
        assert "::warning::" not in told, "the committed pages are those of the articles"
        ran.append(step["name"])
    assert ran[:2] == ["Install", "Generate, check, build, index"]
    (uploaded,) = (s["with"]["path"] for s in steps if "upload-pages" in s.get("uses", ""))
    page = (folder / uploaded / "2026-11-16-ferry-stays" / "index.html").read_text(encoding="utf-8")
    assert 'rel="canonical" href="https://me.example/repo/2026-11-16-ferry-stays/"' in page


def test_the_workflow_for_github_tells_of_pages_that_are_not_committed(
    user: dict[str, str], tmp_path: Path
) -> None:
    folder = repository(user, tmp_path)
    article = folder / "content" / "2026-11-16-ferry-stays.md"
    article.write_text(article.read_text("utf-8").replace("Ada Brook", "Ada Lake"), encoding="utf-8")
    (folder / "content" / "broken.md").write_text("---\npublished: 2026-02-30\n---\nx\n", encoding="utf-8")
    steps = load(folder / ".github" / "workflows" / "site.yml")["jobs"]["build"]["steps"]
    told = "".join(run(user, folder, step["run"], SITE_URL="") for step in steps if "run" in step)
    assert "::warning::run 'briefings generate' and commit briefings/" in told
    assert "1 skipped" in told, "one bad article stops nothing"


def test_the_workflow_for_gitlab_runs_line_by_line(user: dict[str, str], tmp_path: Path) -> None:
    folder = repository(user, tmp_path)
    job = load(folder / ".gitlab-ci.yml")["pages"]
    for line in [*job["before_script"], *job["script"]]:
        run(user, folder, line, SITE_URL="https://me.example/repo/")
    (public,) = job["artifacts"]["paths"]
    assert (folder / public / "2026-11-16-ferry-stays" / "index.html").is_file()
