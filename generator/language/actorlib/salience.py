"""Which actors a three-sentence summary must name.

A linear score of where and how often an actor is spoken of; its weights are those of a logistic
regression on the 28 annotated articles (F1 0.73 when each article is left out in turn), rounded.
"""

from __future__ import annotations

from collections import Counter
from math import log1p

from spacy.tokens import Doc

from generator.language.actorlib.acting import SUBJECT, climb
from generator.language.actorlib.cluster import Cluster
from generator.language.drafts import ActorDraft
from generator.language.forms import between
from generator.names import key

TITLE, OPENING, PARAGRAPH = (
    0.75,
    0.8,
    0.5,
)  # named in the title, the first three sentences, the first paragraph
COUNT, SUBJECTS, LATE = (
    1.75,
    1.5,
    -1.75,
)  # log mentions, log mentions as subject, place of the first mention (0–1)
KINDS = {"country": -0.6, "group": -0.3, "organization": -1.0, "person": 0.0, "unnamed": -3.0}
THRESHOLD = 3.05


def mark(doc: Doc, begin: int) -> None:
    """Set the salience of ``doc._.actors``; at least one is main where there is any.

    Args:
        doc: the article with its actors; pronouns in ``doc._.actor_at`` count as mentions.
        begin: the first token behind the title line.
    """
    pronouns = Counter(index for i, index in doc._.actor_at.items() if doc[i].pos_ == "PRON")
    sentences = [sent.end for sent in doc.sents if sent.end > begin]
    opening = sentences[min(2, len(sentences) - 1)] if sentences else begin
    paragraph = next((token.i for token in doc[begin:] if "\n" in token.text), len(doc))
    scores = [
        _score(doc, actor, begin, opening, paragraph, pronouns[index])
        for index, actor in enumerate(doc._.actors)
    ]
    best = max(scores, default=0.0)
    for actor, score in zip(doc._.actors, scores, strict=True):
        actor.salience = "main" if score >= min(THRESHOLD, best) else "other"


def _score(doc: Doc, actor: ActorDraft, begin: int, opening: int, paragraph: int, pronouns: int) -> float:
    heads = sorted({mention.end - 1 for mention in actor.mentions})
    body = [head for head in heads if head >= begin]
    points = KINDS[actor.kind] + COUNT * log1p(len(body) + pronouns)
    inner = {mention.end - 1: mention.root for mention in reversed(actor.mentions)}
    points += SUBJECTS * log1p(sum(climb(inner[head]).dep_ in SUBJECT for head in body))
    points += TITLE * (len(body) < len(heads))
    points += OPENING * any(head < opening for head in body) + PARAGRAPH * any(
        head < paragraph for head in body
    )
    return points + LATE * (body[0] / len(doc) if body else 0.0)


def title_mentions(doc: Doc, clusters: list[Cluster], begin: int) -> None:
    """Add the title's mentions of names that the text below uses."""
    names = {key(between(doc, s, e)): n for n, c in enumerate(clusters) for s, e in c.spans}
    i = 0
    while i < begin:
        hit = _name_at(doc, i, begin, names)
        if hit:
            end, found = hit
            clusters[found].spans.append((i, end))
            clusters[found].heads.append(end - 1)
            i = end
        else:
            i += 1


def _name_at(doc: Doc, i: int, begin: int, names: dict[str, int]) -> tuple[int, int] | None:
    """The longest known name at a token of the title, as (end token, cluster)."""
    if not doc[i].text[0].isalnum():
        return None
    for end in range(min(begin, i + 8), i, -1):
        last = doc[end - 1]
        if last.is_space or last.is_punct or last.tag_ == "POS":
            continue
        found = names.get(key(between(doc, i, end)))
        if found is not None:
            return end, found
    return None
