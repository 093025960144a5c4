"""Countries as actors: through their names, people, capitals, seats of government and "… government"."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from generator.language.actorlib.acting import SUBJECT, climb, is_arena, weight
from generator.language.actorlib.cluster import Cluster
from generator.language.actorlib.gazetteer import Place, known_words, place, place_at
from generator.language.forms import between, lowers, texts
from generator.model import Kind

ACTS = 0.5  # summed weight of its mentions from which a country is an actor
DESCRIBED = 0.2  # the weight of a mention that only tells how or what a country is
ACTS_LESS = 1.0  # the same for parts of states and of the world
_KINDS: dict[str, Kind] = {"region": "group", "regional": "group", "province": "organization"}


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A phrase for a country, and whether it stands for the state rather than for the place."""

    start: int
    end: int
    place: Place
    weight: float


def find(doc: Doc, taken: set[int]) -> list[Cluster]:
    """Return the countries that act, each with all the phrases that stand for it.

    Args:
        doc: the article.
        taken: tokens that are parts of other names ("Bank of England") or of titles.
    """
    clusters: dict[str, Cluster] = {}
    weights: dict[str, float] = {}
    for mention in _mentions(doc, taken):
        country = mention.place.country
        cluster = clusters.setdefault(
            country, Cluster(_KINDS.get(mention.place.sort, "country"), country, country=country)
        )
        if mention.place.sort == "capital" and mention.weight < 0.8:
            continue
        cluster.place = mention.place.sort == "province"
        cluster.spans.append((mention.start, mention.end))
        cluster.heads.append(mention.end - 1)
        weights[country] = weights.get(country, 0.0) + mention.weight
    home = _home(doc, clusters)
    if home:
        weights[home] = weights.get(home, 0.0) + ACTS
    found = [
        cluster
        for country, cluster in clusters.items()
        if weights.get(country, 0.0) >= (ACTS if cluster.kind == "country" else ACTS_LESS)
    ]
    for cluster in found:
        cluster.name = _fullest(doc, cluster)
    return found


def _home(doc: Doc, clusters: dict[str, Cluster]) -> str | None:
    """The country that a bare "the government" means: the one the article names most, in whatever form."""
    said = (doc[i] for i, word in enumerate(lowers(doc)) if word == "government")
    if not any(token.dep_ in SUBJECT and _is_bare(token) for token in said):
        return None
    count: Counter[str] = Counter()
    for i, text in enumerate(texts(doc)):
        hit = place_at(doc, i) if text[0].isupper() else None
        if hit and hit[1].country in clusters and clusters[hit[1].country].kind == "country":
            count[hit[1].country] += 1
    (best, most), (_, second) = [*count.most_common(2), ("", 0), ("", 0)][:2]
    return best if most > second and clusters[best].spans else None


def _is_bare(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).lower_ in {"the", "this", "our"}


def _mentions(doc: Doc, taken: set[int]) -> list[PlaceMention]:
    out: list[PlaceMention] = []
    written = texts(doc)
    i = 0
    while i < len(written):
        first = written[i][0]
        found = place_at(doc, i) if first.isupper() or first.isdigit() else None
        if found is None or taken & set(range(i, found[0])) or _is_seat_of_member(doc, i):
            i += 1
            continue
        end, what = found
        governed = _government(doc, i, end, what)
        if governed:
            out.append(governed)
            end = governed.end
        elif what.sort in {"name", "capital", "seat", "region", "province"} and not _is_adjectival(
            doc, i, end
        ):
            share = out[-1].weight if out and _is_list(doc, out[-1].end, i) else 0.0
            own = DESCRIBED if _is_described(doc[end - 1]) else weight(doc, end - 1)
            if what.sort == "province" and is_arena(doc, end - 1):
                own = share = 0.0
            out.append(PlaceMention(i, end, what, max(share, own)))
        elif what.sort == "people" and doc[end - 1].tag_ in {"NNS", "NNPS"}:
            out.append(PlaceMention(i, end, what, 0.3))
        i = end
    return out


def _is_seat_of_member(doc: Doc, i: int) -> bool:
    """Whether a state only tells whom a member of a parliament stands for: "(R-Ohio)"."""
    return i > 1 and doc[i - 1].text == "-" and len(doc[i - 2].text) == 1 and doc[i - 2].is_upper


def _is_described(last: Token) -> bool:
    """Whether a country is but the subject of "is": "Norda is mainly rural", not "Norda is ready to act"."""
    what = climb(last)
    said = what.head
    copular = what.dep_ in SUBJECT and any(child.dep_ == "cop" for child in said.children)
    return copular and not any(child.dep_ in {"xcomp", "ccomp", "aux", "advcl"} for child in said.children)


def _is_list(doc: Doc, end: int, start: int) -> bool:
    """Whether only list marks stand between two mentions: "Germany, France and the UK" act together."""
    return start - end <= 3 and all(token.text in {",", "and", "or", "the"} for token in doc[end:start])


def _is_adjectival(doc: Doc, start: int, end: int) -> bool:
    """Whether a country's name only qualifies the next noun: "US initiatives", "UK-based"."""
    if end < len(doc) and doc[end].text in {"-", "\u2013"} and not doc[end - 1].whitespace_:
        return True
    last = doc[end - 1]
    return (
        last.dep_ in {"compound", "amod"}
        and last.head.i >= end
        and end < len(doc)
        and doc[end].pos_ in {"NOUN", "ADJ", "PROPN"}
    )


def _government(doc: Doc, start: int, end: int, what: Place) -> PlaceMention | None:
    """ "Syrian government", "US administration", "government of Syria": the country itself."""
    words = known_words("descriptions", "government")
    stop = (
        end + 1
        if end < len(doc) and doc[end].lower_ in {"federal", "central", "national", "interim"}
        else end
    )
    if stop < len(doc) and doc[stop].lower_ in words and what.sort not in {"region", "regional"}:
        return PlaceMention(start, stop + 1, what, max(0.5, weight(doc, stop)))
    i = start - 1
    if i > 0 and doc[i].lower_ == "the":
        i -= 1
    if (
        i > 0
        and doc[i].lower_ == "of"
        and doc[i - 1].lower_ in words - {"nation", "state", "leadership", "delegation"}
    ):
        return PlaceMention(i - 1, end, what, max(0.5, weight(doc, i - 1)))
    return None


def _fullest(doc: Doc, cluster: Cluster) -> str:
    """The fullest proper name the article uses, else the first phrase."""
    texts = [between(doc, start, end) for start, end in cluster.spans]
    names = [t for t in texts if t == cluster.country] or [t for t in texts if _is_name(t)]
    return max(names, key=len) if names else texts[0]


def _is_name(text: str) -> bool:
    found = place(text)
    return found is not None and found.sort == "name"
