"""mkdocs.yml → settings: what is read, and what a wrong value is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import settings as settings_module
from generator.errors import GeneratorError
from generator.settings import Settings

ROOT = Path(__file__).parents[1]
ASPECTS = ("evidence", "language_model", "newest", "fold_after", "page_from")


def settings_file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "mkdocs.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_settings_are_read_beside_tags_that_only_mkdocs_knows(tmp_path: Path) -> None:
    text = (
        "site_url: !ENV [SITE_URL, '']\nmarkdown_extensions:\n  - x: {f: !!python/name:os.system }\n"
        "use_directory_urls: false\nextra:\n  briefings: {evidence: words, fold_after: 7}\n"
    )
    read = settings_module.read(settings_file(tmp_path, text))
    assert read == Settings(evidence="words", fold_after=7, use_directory_urls=False)
    assert settings_module.read(settings_file(tmp_path, "site_name: x\n")) == Settings()
    assert settings_module.read(ROOT / "mkdocs.yml") == Settings(), "mkdocs.yml spells the defaults out"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("extra: {briefings: {evidence: all}}", ["evidence", "'all'", "sentence, words, none"]),
        ("extra: {briefings: {evidense: none}}", ["evidense", *ASPECTS]),
        ("extra: {briefings: {newest: many}}", ["newest", "'many'", "whole number"]),
        ("extra: {briefings: {fold_after: 0}}", ["fold_after", "1 or more"]),
        ("extra: {briefings: {language_model: 3}}", ["language_model", "3", "spaCy"]),
        ("extra: {briefings: {edit_url: https://forge.example/edit}}", ["edit_url", "{path} in it"]),
        ("extra: {briefings: {edit_url: 'javascript:{path}'}}", ["edit_url", "javascript", "{path} in it"]),
        ("extra: {briefings: {new_url: 'https://forge.example/{path}?{what}'}}", ["new_url", "{what}"]),
        ("extra: {briefings: [evidence]}", ["briefings", "keys and values"]),
        ("extra: [", ["YAML"]),
    ],
)
def test_wrong_settings_say_what_is_right(tmp_path: Path, text: str, says: list[str]) -> None:
    with pytest.raises(GeneratorError) as error:
        settings_module.read(settings_file(tmp_path, text))
    assert all(words in str(error.value) for words in ["mkdocs.yml", *says])
    assert "\n" not in str(error.value)


def test_no_settings_file(tmp_path: Path) -> None:
    with pytest.raises(GeneratorError, match="--config"):
        settings_module.read(tmp_path / "mkdocs.yml")
