"""Put other persons and places into training documents, to be told by context."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from gazetteer import Gazetteer
from text import Sentence

SHARE = 0.1  # of the documents


@dataclass(frozen=True, slots=True)
class Swapper:
    """Names to draw from, in a fixed order."""

    first: tuple[str, ...]
    last: tuple[str, ...]
    places: tuple[str, ...]

    def swap(self, sentences: list[Sentence], rng: random.Random) -> None:
        """With chance ``SHARE`` give every person and place word of a document another, the same each
        time.
        """
        if rng.random() > SHARE:
            return
        given: dict[str, str] = {}
        for sentence in sentences:
            for i, tag in enumerate(sentence.ents):
                word = sentence.words[i]
                if not word.istitle() or not word.isalpha() or len(word) < 3:
                    continue
                follows = i + 1 < len(sentence.ents) and sentence.ents[i + 1].startswith("I-")
                pool = self._pool(tag, follows)
                if pool and (word in given or rng.random() < 0.8):
                    sentence.words[i] = given.setdefault(word, rng.choice(pool))

    def _pool(self, tag: str, follows: bool) -> tuple[str, ...]:
        if tag == "B-PERSON":
            return self.first if follows else self.last
        if tag == "I-PERSON":
            return self.last
        return self.places if tag == "B-GPE" and not follows else ()


def read(corpora: Path, gazetteer: Gazetteer) -> Swapper:
    """Names of the lists below ``corpora``: given and family names of many countries, places of one word."""
    folder = corpora / "lists/gaz_names_smashew"
    first, last = (
        tuple(
            w for w in (folder / name).read_text(encoding="utf-8-sig").split() if w.isalpha() and len(w) > 2
        )
        for name in ("first_all.txt", "surnames_all.txt")
    )
    return Swapper(
        first, last, tuple(sorted(name for name in gazetteer.gpe if name.isalpha() and name.istitle()))
    )
