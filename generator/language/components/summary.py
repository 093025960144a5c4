"""In brief: two to five of the article's own sentences that carry it.

Greedy choice with diminishing returns (as in maximal marginal relevance, Carbonell and Goldstein 1998):
the lead first, then whatever adds most of what is still missing - a main actor, the next event, a
position of a main actor - and repeats least. Sentences that lean on the one before them lose. Whoever
or whatever has to be named and is not yet there draws its sentence in at the end.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc, Span

from generator import lexicon
from generator.language.drafts import ActorDraft, EventDraft, PositionDraft
from generator.language.forms import lemmas, written
from generator.language.grammar import sentences

_MOST = 4  # one more where somebody or something has to be named
_SET = {"scheduled", "deadline", "postponed"}
_LONG, _SHORT = 45, 6  # words
_CURT, _CURT_BELOW = 1.0, 11  # a sentence of fewer tokens says little, except as the lead
_LONG_ARTICLE = 12  # sentences from which on three are given
_CENTRAL, _ASIDE = 2.0, 0.7
_THEME = 3  # sentences with a word from which on it is a theme
_OFTEN = 5  # sentences with a word from which on it counts no more
_UNFIT = 3.0  # faults that no summary has room for
_ENOUGH = 1.4  # gain below which a third or fourth sentence is not worth its place
_MAIN, _EVENT, _POSITION, _EARLY, _REPEATED = 1.5, 1.6, 0.8, 1.5, 3.0


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence and what it would bring to the summary."""

    place: int
    span: Span
    actors: frozenset[int]
    positions: int
    event: bool
    words: frozenset[str]  # lemmas
    themes: frozenset[str]  # those of them that the article comes back to
    central: float  # 0 to 1: how much of the sentence is what the article keeps talking about
    faults: float


@Language.component("briefing_summary", requires=["token.lemma"], assigns=["doc._.summary"])
def briefing_summary(doc: Doc) -> Doc:
    """Set ``doc._.summary``; reads actors, positions and events where there are any."""
    doc._.summary = [written(c.span).strip() for c in chosen(candidates(doc))]
    return doc


def candidates(doc: Doc) -> list[_Candidate]:
    """Every sentence of the body, with the main actors, positions and next event it names."""
    actors: list[ActorDraft] = doc._.actors or []
    main = {i for i, actor in enumerate(actors) if actor.salience == "main"}
    named = {
        token.i: i
        for i in sorted(main)
        for span in actors[i].mentions
        if _names(span, actors[i])
        for token in span
    }
    positions: list[PositionDraft] = doc._.positions or []
    held = sorted(p.pieces[0].start for p in positions if p.holder in main)
    coming = next_event(doc)
    words = [_content(doc, span) for span in sentences(doc)]
    counts = Counter(word for found in words for word in found)
    return [
        _Candidate(
            place=place,
            span=span,
            actors=frozenset(named[token.i] for token in span if token.i in named),
            positions=bisect_left(held, span.end) - bisect_left(held, span.start),
            event=coming is not None and span.start <= coming.when.start < span.end,
            words=words[place],
            themes=frozenset(word for word in words[place] if counts[word] >= _THEME),
            central=_centrality(words[place], counts),
            faults=_faults(span),
        )
        for place, span in enumerate(sentences(doc))
    ]


def _content(doc: Doc, span: Span) -> frozenset[str]:
    """The lemmas of a sentence's content words."""
    low = lemmas(doc)
    return frozenset(low[t.i] for t in span if t.pos_ in {"NOUN", "VERB", "PROPN", "ADJ"} and not t.is_stop)


def next_event(doc: Doc) -> EventDraft | None:
    """The first dated event that is set, else the first that is looked for, else one without a date."""
    events: list[EventDraft] = [e for e in doc._.events or [] if e.status != "cancelled"]
    dated = [e for e in events if e.start is not None and e.status in _SET]
    return min(
        dated or events, key=lambda e: (e.start is None, e.start or date.max, e.when.start), default=None
    )


def chosen(found: list[_Candidate]) -> list[_Candidate]:
    """The best two to four candidates, in text order; one where there is but one."""
    picked: list[_Candidate] = []
    most = min(_MOST, max(1, (len(found) + 1) // 2))
    wanted = min(3 if len(found) >= _LONG_ARTICLE else 2, most)
    while len(picked) < most:
        rest = [c for c in found if c not in picked]
        best = max(rest, key=lambda c: (_gain(c, picked), -c.place), default=None)
        if best is None or (picked and best.faults >= _UNFIT):
            break
        if len(picked) >= wanted and _gain(best, picked) < _ENOUGH:
            break
        picked.append(best)
    return sorted(_completed(picked, found), key=lambda c: c.place)


def _completed(picked: list[_Candidate], found: list[_Candidate]) -> list[_Candidate]:
    """The choice with a sentence for each main actor and the next event that it does not name yet."""
    out = list(picked)
    while len(out) <= _MOST:
        missing = frozenset().union(*(c.actors for c in found)) - frozenset().union(*(c.actors for c in out))
        event = any(c.event for c in found) and not any(c.event for c in out)
        rest = [
            c for c in found if c not in out and ((event and c.event) or (not event and c.actors & missing))
        ]
        best = max(rest, key=lambda c: (len(c.actors & missing), _gain(c, out), -c.place), default=None)
        if best is None or (not event and best.faults >= _UNFIT):
            break
        out.append(best)
        spare = [c for c in out[1:-1] if len(out) > _MOST and _spare(c, out)]
        if spare:
            out.remove(min(spare, key=lambda c: (_gain(c, [o for o in out if o is not c]), -c.place)))
    return out


def _spare(candidate: _Candidate, picked: list[_Candidate]) -> bool:
    """Whether the others name all that a sentence names."""
    others = [c for c in picked if c is not candidate]
    named = frozenset().union(*(c.actors for c in others))
    return candidate.actors <= named and (not candidate.event or any(c.event for c in others))


def _names(mention: Span, actor: ActorDraft) -> bool:
    """Whether a mention names its actor: "the mayor" does not; a group has no other name."""
    return (
        mention.root.pos_ == "PROPN" or actor.kind in {"group", "unnamed"} or written(mention) == actor.name
    )


def _gain(candidate: _Candidate, picked: list[_Candidate]) -> float:
    """What a sentence adds to those picked: what is new in it, less what it repeats and its faults."""
    seen_actors = frozenset().union(*(c.actors for c in picked))
    seen_words = frozenset().union(*(c.words for c in picked))
    gain = _MAIN * len(candidate.actors - seen_actors) - candidate.faults
    gain += _EVENT * (candidate.event and not any(c.event for c in picked))
    gain += _POSITION * (candidate.positions > 0)
    gain += _EARLY * (2.0 if candidate.place == 0 else 1 / (1 + candidate.place))
    themes = len(candidate.themes - seen_words)
    gain += min(1.5, 0.2 * themes) + _CENTRAL * candidate.central
    gain -= _CURT * (candidate.place > 0 and not candidate.event and len(candidate.span) < _CURT_BELOW)
    gain -= _ASIDE * (not candidate.actors and not candidate.event)
    if picked and candidate.words:
        gain -= _REPEATED * max(len(candidate.words & c.words) / len(candidate.words) for c in picked)
    return gain


def _centrality(words: frozenset[str], counts: Counter[str]) -> float:
    common = sum(min(counts[word], _OFTEN) - 1 for word in words)
    return common / ((_OFTEN - 1) * max(len(words), _SHORT))


def _faults(span: Span) -> float:
    """How badly a sentence stands alone: a pronoun in front, half a quotation, a wrong length."""
    rules = lexicon.load("questions")["summary"]
    words = [token for token in span if not token.is_punct and not token.is_space]
    if not words:
        return 9.0
    low = words[0].lower_
    faults = 3.0 * (low in rules["dangling"]) + 2.0 * (low in rules["connectives"])
    faults += 0.7 * (not any(token.pos_ == "PROPN" for token in words))
    faults += 1.5 * _unresolved(span, rules["pronouns"])
    faults += 2.0 * (len(words) < _SHORT) + 2.0 * (len(words) > _LONG)
    text = written(span)
    marks = sum(text.count(mark) for mark in ('"', "“", "”"))
    faults += 1.5 * (marks % 2) + 1.0 * (span[0].text in {'"', "“"})
    faults += 2.0 * (text.strip()[-1:] not in {".", "!", "?", '"', "”", "'", "’"})
    return faults


def _unresolved(span: Span, pronouns: list[str]) -> bool:
    """Whether a personal pronoun comes before any noun that it could stand for."""
    calendar = lexicon.load("questions")["wording"]["calendar"]
    for token in span:
        if (token.pos_ == "PROPN" and token.text not in calendar) or (
            token.pos_ == "NOUN" and token.dep_.startswith("nsubj")
        ):
            return False
        if token.lower_ in pronouns and token.dep_ != "expl":
            return True
    return False
