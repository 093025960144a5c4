"""Which mentions are one actor: persons by their names' parts, organisations by form and abbreviation."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from generator import lexicon
from generator.language.actorlib.gazetteer import (
    gender_of,
    is_given_name,
    is_known_organization,
    known_words,
    place,
)
from generator.language.actorlib.mentions import Mention
from generator.language.actorlib.phrases import is_organization_word
from generator.model import Kind
from generator.names import SMALL_WORDS, abbreviates, key, same_person, without_possessive, words

_QUALIFIERS = frozenset("incoming outgoing new former federal national international".split())  # noqa: SIM905


@dataclass(slots=True)
class Cluster:
    """An actor in the making."""

    kind: Kind
    name: str
    spans: list[tuple[int, int]] = field(default_factory=list)  # token ranges of its mentions
    heads: list[int] = field(default_factory=list)  # one token for each mention that may act
    role: str | None = None
    country: str | None = None  # of countries, and of persons and organisations by their description
    place: bool = False  # named like a place: an actor only if it acts
    guessed: bool = True  # no word of its name says what it is
    aliases: set[str] = field(default_factory=set)  # keys of its mentions
    gender: str | None = None  # of persons, by given name or form of address

    def add(self, mention: Mention, name: str) -> None:
        """Take a mention in, with and without the office before the name."""
        self.aliases.add(key(name))
        self.guessed = self.guessed and mention.guessed
        self.spans.append((mention.start, mention.end))
        self.heads.append(mention.end - 1)
        if mention.outer < mention.start:
            self.spans.append((mention.outer, mention.end))


def with_fuller(found: list[Cluster]) -> list[Cluster]:
    """Put a bare noun to the one fuller description before it: "prosecutors" to "federal prosecutors"."""
    out: list[Cluster] = []
    for cluster in found:
        noun = key(cluster.name)
        fuller = [c for c in found if " " in key(c.name) and key(c.name).split()[-1] == noun]
        if len(fuller) == 1 and fuller[0] is not cluster and min(fuller[0].heads) < min(cluster.heads):
            fuller[0].spans += cluster.spans
            fuller[0].heads += cluster.heads
        else:
            out.append(cluster)
    return out


def with_synonyms(found: list[Cluster]) -> list[Cluster]:
    """Put a bare noun to the group before it that news calls by another word: "demonstrators"."""
    out: list[Cluster] = []
    for cluster in sorted(found, key=lambda c: min(c.heads)):
        same = [c for c in out if _means_same(key(c.name).split()[-1], key(cluster.name))]
        if len(same) == 1:
            same[0].spans += cluster.spans
            same[0].heads += cluster.heads
        else:
            out.append(cluster)
    return out


def _means_same(first: str, second: str) -> bool:
    words: list[list[str]] = lexicon.load("descriptions")["same_people"]
    return first != second and any(first in row and second in row for row in words)


def persons(doc: Doc, mentions: list[Mention]) -> list[Cluster]:
    """Cluster the persons, fullest names first, so that a surname finds whom it belongs to."""
    found = [m for m in mentions if m.kind == "person"]
    clusters: list[Cluster] = []
    of: dict[int, Cluster] = {}
    fits: dict[tuple[str, int], list[Cluster]] = {}
    addressed = {m.start: _addressed(doc, m) for m in found}
    for mention in sorted(
        found, key=lambda m: (-len(words(m.text(doc))), addressed[m.start] is None, m.start)
    ):
        name, gender = mention.text(doc), addressed[mention.start]
        known = (name, len(clusters))
        if known not in fits:
            fits[known] = [c for c in clusters if same_person(name, c.name)]
        fitting = [c for c in fits[known] if None in {gender, c.gender} or c.gender == gender]
        chosen = fitting[0] if len(fitting) == 1 else _nearest(doc, mention, fitting)
        if chosen is None:
            given = name.split()[:1] if " " in name else []
            chosen = Cluster("person", name, gender=gender or gender_of(given))
            clusters.append(chosen)
        of[mention.start] = chosen
        chosen.add(mention, name)
    return sorted(clusters, key=lambda c: min(c.spans))


def _addressed(doc: Doc, mention: Mention) -> str | None:
    """The gender that "Mr." or "Mrs." before a name tells: it parts husband and wife."""
    before = doc[mention.start - 1].text if mention.start else ""
    return gender_of([before]) if before.lower() in known_words("titles", "courtesy") else None


def _nearest(doc: Doc, mention: Mention, fitting: list[Cluster]) -> Cluster | None:
    """Among several that fit a short name: who was named last in full before it, or first at all."""
    if not fitting:
        return None
    same = [c for c in fitting if key(c.name) == key(mention.text(doc))]
    before = [
        (max(s for s, _ in c.spans if s < mention.start), n)
        for n, c in enumerate(same or fitting)
        if min(c.spans)[0] < mention.start
    ]
    return (same or fitting)[max(before)[1]] if before else (same or fitting)[0]


def organizations(doc: Doc, mentions: list[Mention]) -> list[Cluster]:
    """Cluster the organisations, longest names first."""
    found = [m for m in mentions if m.kind == "organization"]
    known: dict[str, Cluster] = {}
    clusters: list[Cluster] = []
    size = {m.start: (-len(key(m.text(doc)).split()), -(m.end - m.start)) for m in found}
    # Of names of one length, those first that parentheses put beside a fuller one.
    for mention in sorted(found, key=lambda m: (size[m.start], not _is_aside(doc, m), m.start)):
        name = mention.text(doc)
        chosen = _introduced(doc, mention, clusters) or known.get(name) or _same(name, clusters)
        chosen = chosen or _opened(doc, mention, clusters)
        if chosen is None:
            chosen = Cluster("organization", name, place=mention.place)
            clusters.append(chosen)
        chosen.add(mention, name)
        known[name] = chosen
    return sorted(clusters, key=lambda c: min(c.spans))


def _is_aside(doc: Doc, mention: Mention) -> bool:
    """Whether a name stands in parentheses or before them: "(ICC)", "ICC (…)"."""
    before = doc[mention.start - 1].text if mention.start else ""
    behind = doc[mention.end].text if mention.end < len(doc) else ""
    return before in {"(", "["} or behind in {"(", "["}


def _introduced(doc: Doc, mention: Mention, clusters: list[Cluster]) -> Cluster | None:
    """The organisation that stands before "(ICC)", or in the parentheses after "ICC"."""
    before = doc[mention.start - 1].text if mention.start else ""
    if before in {"(", "["}:
        for cluster in clusters:
            name = mention.text(doc)
            short = name.isupper() or name in cluster.name.split()
            if short and any(end == mention.start - 1 for _, end in cluster.spans):
                return cluster
    if mention.end + 1 < len(doc) and doc[mention.end].text in {"(", "["}:
        for cluster in clusters:
            if mention.text(doc).isupper() and any(start == mention.end + 1 for start, _ in cluster.spans):
                return cluster
    return None


def _same(name: str, clusters: list[Cluster]) -> Cluster | None:
    wanted = key(name)
    for cluster in clusters:
        if (
            wanted in cluster.aliases
            or abbreviates(name, cluster.name)
            or abbreviates(name, _bare(cluster.name))
        ):
            return cluster
        if _words(_bare(name)) == _words(_bare(cluster.name)):
            return cluster
    if wanted in known_words("organizations", "referring"):  # "the Court" behind "Supreme Court"
        ending = [c for c in clusters if wanted in {key(c.name).split()[-1], _head_word(c.name)}]
        return ending[0] if len(ending) == 1 else None
    parts = wanted.split()
    fitting = [
        c for c in clusters if any(_shortens(parts, key(n).split(), n) for n in (c.name, _bare(c.name)))
    ]
    whole = [c for c in fitting if _head_word(_bare(c.name)) == wanted]  # "House": the "House of Lords"
    return fitting[0] if len(fitting) == 1 else whole[0] if len(whole) == 1 else None


def _opened(doc: Doc, mention: Mention, clusters: list[Cluster]) -> Cluster | None:
    """The one body of two words that a word alone opens, where it is no place, given name or other body."""
    name = mention.text(doc)
    if " " in name or not name.istitle() or len(name) < 4 or mention.place or is_known_organization(name):
        return None
    if place(name) or is_given_name(name) or is_organization_word(name):
        return None
    found = [c for c in clusters if _opens(c.name, key(name))]
    return found[0] if len(found) == 1 and doc[mention.start].ent_type_ not in {"GPE", "LOC"} else None


def _opens(name: str, word: str) -> bool:
    """Whether a body of two words begins with a word: "Marlow Grunwald" is called "Marlow"."""
    parts = key(name).split()
    thing = known_words("organizations", "other_heads", "things")
    return len(parts) == 2 and parts[0] == word and parts[1] not in thing and place(name.split()[-1]) is None


def _head_word(name: str) -> str:
    """The noun that a name's "of …" belongs to: "court" in "Supreme Court of Norda"."""
    return key(name).split(" of ")[0].split()[-1]


def _bare(name: str) -> str:
    """An organisation's name without the state that it begins with ("U.S. Department of State")."""
    parts = name.split()
    for count in range(min(3, len(parts) - 1), 0, -1):
        if place(without_possessive(" ".join(parts[:count]))):
            return " ".join(parts[count:])
    return name


def _words(name: str) -> list[str]:
    """The words that count, in no order: "State Department" is the "Department of State"."""
    return sorted(word for word in key(name).split() if word not in SMALL_WORDS)


def _shortens(short: list[str], long: list[str], name: str) -> bool:
    """Whether one organisation's name is the other without what can be left off.

    What stands before may be a state, an ordinal or the like ("United States Commission on …"); what
    stands after may be "of …" or words for the kind of company ("Marlow Group" -> "Marlow").
    """
    if len(short) >= len(long):
        return False
    if long[-len(short) :] == short:
        return _qualifies(name, len(long) - len(short))
    if long[: len(short)] == short:
        rest = long[len(short) :]
        if rest[0] in {"of", "for", "in"}:
            return short[-1] in known_words("organizations", "heads") or len(rest) < 4
        return all(word in known_words("organizations", "heads", "trades") or len(word) < 3 for word in rest)
    if len(short) < 2:
        return False
    rest = [word.removesuffix("s") for word in long]
    return all(word.removesuffix("s") in rest for word in short) and short[-1].removesuffix("s") in rest[-2:]


def _qualifies(name: str, count: int) -> bool:
    """Whether the first words of a name only say whose it is."""
    parts = name.replace("-", " ").split()
    parts = [part for part in parts if part.lower() not in {"the"}][:count]
    text = " ".join(parts).removesuffix("'s").removesuffix("\u2019s")
    return place(text) is not None or all(
        p.lower() in _QUALIFIERS or p[0].isdigit() or place(p) for p in parts
    )
