"""Names as strings: keys, and when two names are one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.names import abbreviates, key, same_person, surname, without_article, without_possessive


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The U.S.'s", "US"),
        ("José Álvarez", "Jose Alvarez"),
        ("O\u2019Brien", "O'Brien"),
        ("the Harbour Commission\u2019s", "Harbour Commission"),
        ("St. Petersburg", "St Petersburg"),
    ],
)
def test_spellings_with_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("De Vries", "Anna de Vries"),
        ("al-Khatib", "Omar al-Khatib"),
        ("Khatib", "Omar al-Khatib"),
        ("J. Olsen", "Jens Olsen"),
        ("Bill Carter", "William Carter"),
        ("Maria Soto", "Maria Soto Reyes"),
        ("Carter", "William Carter Jr."),
    ],
)
def test_one_person(short: str, long: str) -> None:
    assert same_person(short, long)
    assert same_person(long, short)


@pytest.mark.parametrize(
    ("one", "other"), [("Anna Keller", "Thomas Keller"), ("Olsen", "Olson"), ("", "Olsen")]
)
def test_two_persons(one: str, other: str) -> None:
    assert not same_person(one, other)


def test_one_article_is_left_off() -> None:
    assert without_article("The Harbour Commission") == "Harbour Commission"
    assert without_article("Theresa") == "Theresa"


def test_surname_without_particle_and_suffix() -> None:
    assert surname("Anna de Vries") == "vries"
    assert surname("William Carter Jr.") == "carter"


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("IGC", "International Grain Council"),
        ("BoH", "Bank of Hartia"),
        ("G7", "Group of Seven"),
        ("U.N.", "United Nations"),
    ],
)
def test_abbreviations(short: str, long: str) -> None:
    assert abbreviates(short, long)


@pytest.mark.parametrize(
    ("short", "long"),
    [("IGC", "International Grain Board"), ("The Council", "International Council"), ("I", "Institute")],
)
def test_no_abbreviations(short: str, long: str) -> None:
    assert not abbreviates(short, long)


@given(st.text(max_size=40))
def test_a_key_is_plain(name: str) -> None:
    assert key(name) == " ".join(key(name).split())
    assert len(without_possessive(name)) <= len(name)
