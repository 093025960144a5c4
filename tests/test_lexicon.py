"""The word lists and their loader."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import lexicon
from generator.errors import GeneratorError

LISTS = sorted(path.stem for path in lexicon.FOLDER.glob("*.yml"))


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_well_formed_and_names_its_sources(name: str) -> None:
    content = lexicon.load(name)
    assert content["description"]
    assert content["sources"]


def test_a_list_is_read_once() -> None:
    assert lexicon.load("countries") is lexicon.load("countries")


def test_an_unknown_list_names_those_there_are() -> None:
    with pytest.raises(GeneratorError, match="countries"):
        lexicon.load("contries")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("words: [yes, no]", "quotation marks"),
        ("words: [tram, bus, tram]", "'tram' is there twice"),
        ("words: []", "words is empty"),
        ("words: [' tram']", "'tram'"),
        ("words: [", "not YAML"),
        ("words: {tram: }", "no word"),
        ("", "no word"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, content: str, fault: str) -> None:
    path = tmp_path / "things.yml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(GeneratorError, match=fault) as caught:
        lexicon.read(path)
    assert "things.yml" in str(caught.value)


def test_country_words_lead_to_one_country() -> None:
    """A capital or seat of government stands for one country only; demonyms may be shared (two Congos)."""
    owners: dict[str, str] = {}
    for country, entry in lexicon.load("countries")["countries"].items():
        for phrase in [*entry.get("capital", ()), *entry.get("seats", ()), *entry.get("names", ())]:
            assert owners.setdefault(phrase, country) == country, phrase


def test_no_given_name_has_two_genders() -> None:
    names = lexicon.load("given_names")
    assert not set(names["male"]) & set(names["female"])
    assert not set(names["either"]) & {*names["male"], *names["female"]}
