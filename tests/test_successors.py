"""ProperDocs and Zensical, where they are installed, build the folder that the generator writes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import main
from generator.publish.build import THEME

BUILDERS = ("properdocs", "zensical")


@pytest.mark.parametrize("builder", BUILDERS)
def test_a_successor_builds_the_same_folder(
    builder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = shutil.which(builder, path=str(Path(sys.executable).parent)) or shutil.which(builder)
    if command is None:
        pytest.skip(f"{builder} is not installed: python -m pip install {builder} mkdocs-material")
    monkeypatch.chdir(tmp_path)
    assert main(["init", "."]) == 0
    assert main(["generate", "--workers", "1"]) == 0
    if builder == "properdocs":  # Zensical does not fill in a theme's style sheet
        config = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")
        config = config.replace("theme:\n", f"theme:\n  custom_dir: {THEME}\n", 1)
        (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    done = subprocess.run([command, "build", "-f", "mkdocs.yml"], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "site" / "2026-11-16-ferry-stays" / "index.html").read_text(encoding="utf-8")
    (position, *_) = json.loads(Path("briefings/2026-11-16-ferry-stays.json").read_text("utf-8"))["positions"]
    assert "Ferry to Osk stays" in page and f'id="{position["id"]}"' in page
    if builder == "properdocs":
        assert "assets/briefings/site.css" in page
        assert "calendar.js" in (tmp_path / "site" / "calendar" / "index.html").read_text(encoding="utf-8")
        style = (tmp_path / "site" / "assets" / "briefings" / "site.css").read_text(encoding="utf-8")
        assert "--br-" in style, "the sheet is filled in"
