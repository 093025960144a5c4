"""Lists of places and peoples, read from the corpora folder, that make the labels of all name corpora
agree.
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

_LISTS = yaml.safe_load(Path(__file__).with_name("lists.yml").read_text(encoding="utf-8"))
LOC_WORDS, REGIONS, CONTINENTS, SHORT_COUNTRIES, PEOPLES, NO_PEOPLES, TITLES = (
    frozenset(_LISTS[name])
    for name in ("loc_words", "regions", "continents", "short_countries", "peoples", "no_peoples", "titles")
)
EVENT_WORDS = re.compile(
    r"\b(?:War|Wars|Olympics|Olympic Games|World Cup|Cup|Championships?|Summit|Revolution|Election|Elections|"
    r"Conference|Festival|Battle|Uprising|Crisis|Hurricane|Super Bowl|Awards|Referendum|Intifada|Massacre|"
    r"Holocaust|Earthquake|Games|Conventions?|Invasion|Siege|Spring)\b"
)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Place names that are GPE, and peoples, parties' adherents and faiths that are NORP."""

    gpe: frozenset[str]
    norp: frozenset[str]

    def place(self, name: str) -> str:
        """GPE or LOC for the name of a place."""
        bare = re.sub(r"^[Tt]he ", "", name)
        if bare in self.gpe:
            return "GPE"
        words = bare.split()
        if bare in REGIONS or words[-1].lower() in LOC_WORDS or words[0].lower() in LOC_WORDS:
            return "LOC"
        return "LOC" if any(word in CONTINENTS for word in words) else "GPE"

    def people(self, name: str) -> bool:
        """Is this the name of a people, a faith or a party's adherents, as adjective or noun ("South
        Korean")?
        """
        words = name.split()
        return name in self.norp or (len(words) == 2 and words[1] in self.norp)

    def other(self, name: str) -> str:
        """The label for a name that a corpus files under miscellaneous: NORP, EVENT or nothing."""
        if self.people(name):
            return "NORP"
        return "EVENT" if EVENT_WORDS.search(name) else ""


def _json(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def _countries(lists: Path) -> set[str]:
    names: set[str] = set()
    with (lists / "gaz_country_codes/country-codes.csv").open(encoding="utf-8") as handle:
        for row in csv.DictReader(handle):
            names |= {
                row["official_name_en"],
                row["CLDR display name"],
                row["UNTERM English Short"],
                row["Capital"],
            }
    for row in _json(lists / "gaz_corpora/countries_with_capitals.json")["countries"]:
        names |= {row["name"], row["capital"]}
    for row in _json(lists / "gaz_samayo/country-by-capital-city.json"):
        names |= {row["country"], row["city"]}
    return names


def _towns(lists: Path) -> set[str]:
    towns = _json(lists / "gaz_corpora/english_towns_cities.json")
    names = set(towns["towns"]) | set(towns["cities"])
    for row in _json(lists / "gaz_corpora/us_cities.json")["cities"]:
        names |= {row["city"], row["state"]}
    text = (lists / "gaz_corpora/canada_provinces_and_territories.json").read_text(encoding="utf-8")
    return names | set(re.findall(r'"([A-Z][\w ]+)"', text))


def _peoples(lists: Path) -> set[str]:
    names = set(_json(lists / "gaz_corpora/nationalities.json")["nationalities"]) | PEOPLES
    for path in sorted((lists / "gaz_factbook").glob("*/*.json")):
        nationality = _json(path).get("People and Society", {}).get("Nationality", {})
        for value in nationality.values():
            text = value.get("text", "") if isinstance(value, dict) else ""
            names |= set(re.findall(r"\b[A-Z][a-z]+(?:-[A-Z]?[a-z]+)?\b", text))
            names |= {word.capitalize() for word in re.findall(r"^\w+|(?<=, )\w+|(?<= or )\w+", text)}
    names = {name for name in names if name and " " not in name and len(name) > 3} - NO_PEOPLES
    plural = {name + "s" for name in names if not name.endswith(("s", "sh", "ch", "ese"))}
    return (names | plural) - NO_PEOPLES


def read(corpora: Path) -> Gazetteer:
    """Read the lists below ``corpora``/lists."""
    lists = corpora / "lists"
    gpe = {
        re.sub(r"^[Tt]he ", "", name) for name in _countries(lists) | _towns(lists) if name
    } | SHORT_COUNTRIES
    peoples = _peoples(lists)
    return Gazetteer(frozenset(gpe - REGIONS - peoples), frozenset(peoples - gpe))
