"""Every place where the article names somebody: capitalised pieces, with the kind of actor each names.

What a piece alone does not tell is settled by all its occurrences together: what the recognizer calls
it, whether it is a part of a person's name, what stands around it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from generator.language.actorlib import evidence, roles
from generator.language.actorlib.acting import weight
from generator.language.actorlib.gazetteer import is_given_name, known_words
from generator.language.actorlib.naming import Piece, is_numbered, pieces
from generator.language.actorlib.phrases import phrases
from generator.language.forms import between
from generator.model import Kind
from generator.names import abbreviates, key, same_person, words

_SMALL = 2  # words like "and" that an abbreviation leaves out
RECOGNIZED = 3  # votes of one label of the recognizer: what is more than that is other evidence


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at tokens ``start`` to ``end``; ``outer`` begins where its office or title does."""

    start: int
    end: int
    kind: Kind
    outer: int
    role: tuple[int, int] | None = None  # tokens of the role that stands with this mention
    guessed: bool = False  # the name's own words do not tell its kind
    place: bool = False  # a name of a place that is no country: an actor only if it acts

    def text(self, doc: Doc) -> str:
        """The name as written."""
        return str(between(doc, self.start, self.end))


def body_start(doc: Doc) -> int:
    """The first token behind the title line."""
    title_end = doc._.title_end
    return next((token.i for token in doc if token.idx >= title_end and not token.is_space), len(doc))


def find(doc: Doc) -> tuple[list[Mention], list[Piece]]:
    """Return the mentions of persons and organisations, and the pieces that are titles or places."""
    cut = [piece for start, end in phrases(doc, body_start(doc)) for piece in pieces(doc, start, end)]
    cut = _with_surnames(doc, cut)
    kinds = _settle(doc, cut)
    mentions: list[Mention] = []
    for piece in cut:
        kind = kinds.get(key(between(doc, piece.start, piece.end))) if piece.kind == "unknown" else piece.kind
        if kind in {"person", "organization"}:
            outer = piece.start if piece.role_start is None else piece.role_start
            mentions.append(Mention(piece.start, piece.end, kind, outer, guessed=piece.kind == "unknown"))  # type: ignore[arg-type]
        elif kind == "acting place":
            mentions.append(Mention(piece.start, piece.end, "organization", piece.start, place=True))
    bodies = {m.start: m.end for m in mentions if m.kind == "organization"}
    mentions = [_from_body(_with_role(doc, m), bodies) if m.kind == "person" else m for m in mentions]
    return mentions, [piece for piece in cut if piece.kind in {"title", "place"}]


def _with_surnames(doc: Doc, cut: list[Piece]) -> list[Piece]:
    """A place's or body's name that is a person's surname, and is seen as a person, is that person's."""
    full = (p for p in cut if p.end - p.start > 1 and p.kind in {"person", "unknown"})
    surnames = {doc[p.end - 1].text for p in full if doc[p.end - 1].ent_type_ == "PERSON"}
    same = [p for p in cut if p.kind in {"place", "organization"} and doc[p.start : p.end].text in surnames]
    acting = {p for p in same if doc[p.start].ent_type_ == "PERSON"}
    acting |= {p for p in same if p.kind == "place" and weight(doc, p.start) == 1.0}
    return [replace(p, kind="person") if p in acting else p for p in cut]


def _with_role(doc: Doc, mention: Mention) -> Mention:
    """Add the words before the name that say what the person is."""
    ahead = roles.before(doc, mention.outer, certain=True)
    if ahead is not None and (mention.outer == mention.start or ahead.end == mention.outer):
        return replace(mention, outer=ahead.start, role=(ahead.start, mention.start))
    if mention.outer < mention.start:
        first = roles.standing(doc, mention.outer)
        return replace(mention, outer=first, role=(first, mention.start))
    return mention


def _from_body(mention: Mention, bodies: dict[int, int]) -> Mention:
    """A role that begins inside a body's name begins with that name: "Export–Import Bank" president."""
    if mention.role is None:
        return mention
    first, end = mention.role
    start = next((start for start, last in bodies.items() if start < first < last), first)
    return replace(mention, outer=min(mention.outer, start), role=(start, end))


def _settle(doc: Doc, cut: list[Piece]) -> dict[str, str]:
    """Decide what the unknown names are, by key."""
    persons = [between(doc, p.start, p.end) for p in cut if p.kind == "person"]
    sure = {"person", "organization"}
    ends: dict[int, str] = {p.end: p.kind for p in cut if p.kind in sure}
    starts: dict[int, str] = {
        p.start if p.role_start is None else p.role_start: p.kind for p in cut if p.kind in sure
    }
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    recognized: Counter[str] = Counter()
    for piece in cut:
        if piece.kind == "unknown":
            name = key(between(doc, piece.start, piece.end))
            votes[name].update(evidence.votes(doc, piece, ends, starts))
            recognized[name] += RECOGNIZED * (doc[piece.end - 1].ent_type_ == "PERSON")
    kinds: dict[str, str] = {}
    personal = {name for name, count in votes.items() if count["person"] > recognized[name]}
    full = [p.split() for p in persons]
    named = {key(p) for p in persons}
    bodied = {key(between(doc, p.start, p.end)) for p in cut if p.kind == "organization"} - named
    for name, count in votes.items():
        if name in bodied:
            kinds[name] = "organization"
        elif name in named or any(len(parts) > 1 and same_person(name, " ".join(parts)) for parts in full):
            kinds[name] = "person"
            personal.add(name)
        elif count:
            best = max(sorted(count), key=lambda kind: count[kind])
            kinds[name] = best if count[best] > 1 else "nothing"
    kinds.update(dict.fromkeys(_short_for_nothing(doc, cut), "nothing"))
    numbered = {doc[p.start].text for p in cut if p.kind == "nothing" and is_numbered(doc, p.start, p.end)}
    kinds.update(dict.fromkeys((key(name) for name in numbered), "nothing"))
    bodies = [between(doc, p.start, p.end) for p in cut if p.kind == "organization"]
    return _short_forms(kinds, [key(name) for name in bodies], personal)


def _short_for_nothing(doc: Doc, cut: list[Piece]) -> list[str]:
    """Keys of the abbreviations in parentheses behind what is no actor: "the Early Warning System (EWS)"."""
    ends = {piece.end for piece in cut if piece.kind == "nothing"}
    short = [p for p in cut if p.kind == "unknown" and doc[p.start : p.end].text.isupper()]
    return [
        key(doc[p.start : p.end].text)
        for p in short
        if p.start
        and doc[p.start - 1].text == "("
        and (p.start - 1 in ends or _stands_for_thing(doc, p.start - 1, doc[p.start : p.end].text))
    ]


def _stands_for_thing(doc: Doc, mark: int, short: str) -> bool:
    """Whether it abbreviates the plain words before: "access and benefit sharing (ABS)", not of a body."""
    words = doc[max(mark - len(short) - _SMALL, 0) : mark]
    if not words or not words[-1].is_lower or words[-1].lower_ in _bodies():
        return False
    return any(doc[i].is_lower and abbreviates(short, doc[i:mark].text) for i in range(words.start, mark))


def _bodies() -> frozenset[str]:
    return known_words("organizations", "common") | known_words("descriptions", "organization_types")


def _short_forms(kinds: dict[str, str], bodies: list[str], personal: set[str]) -> dict[str, str]:
    """A word alone is what the fuller name that it ends (a person) or begins (an organisation) is."""
    persons = {words(name)[-1] for name, kind in kinds.items() if kind == "person" and " " in name}
    bodies = bodies + [name for name, kind in kinds.items() if kind == "organization"]
    firsts = {name.split()[0] for name in bodies if " " in name}
    out = dict(kinds)
    for name, kind in kinds.items():
        if " " not in name and name in persons:
            out[name] = "person"
        elif kind == "person" and name not in personal and (name in firsts or _is_by_first(name, kinds)):
            out[name] = "organization"
    return out


def _is_by_first(name: str, kinds: dict[str, str]) -> bool:
    """Whether the article calls a name by its first word and takes that for a body: no person is."""
    first, _, rest = name.partition(" ")
    return bool(rest) and kinds.get(first) == "organization" and not is_given_name(first.capitalize())
