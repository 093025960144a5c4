"""Which actors a summary must name: those of the headline, of the beginning, and those named often."""

from __future__ import annotations

from spacy.tokens import Doc

from generator.language.actorlib.acting import SUBJECT, climb
from generator.language.actorlib.cluster import Cluster
from generator.names import key

THRESHOLD = 3.0
MOST = 6


def main_actors(doc: Doc, clusters: list[Cluster], begin: int) -> set[int]:
    """Return the indexes of the main actors; at least one where there is any."""
    scores = [score(doc, cluster, begin) for cluster in clusters]
    ranked = sorted(range(len(scores)), key=lambda i: (-scores[i], i))
    chosen = {i for i in ranked[:MOST] if scores[i] >= THRESHOLD}
    return chosen or set(ranked[:1])


def score(doc: Doc, cluster: Cluster, begin: int) -> float:
    """Add up what speaks for one actor: title, first sentences, mentions, being a subject."""
    heads = sorted(set(cluster.heads))
    in_title = any(head < begin for head in heads)
    body = [head for head in heads if head >= begin]
    sentences = [sent for sent in doc.sents if sent.start >= begin or sent.end > begin]
    lead = sentences[0].end if sentences else begin
    third = sentences[min(2, len(sentences) - 1)].end if sentences else begin
    points = 2.5 * in_title
    points += 1.5 * any(head < lead for head in body) + 0.5 * any(head < third for head in body)
    points += min(3.0, 0.4 * len(body))
    points += min(1.0, 0.25 * sum(climb(doc[head]).dep_ in SUBJECT for head in body))
    if cluster.kind in {"country", "group"}:
        points -= 0.5
    return points


def title_mentions(doc: Doc, clusters: list[Cluster], begin: int) -> None:
    """Add the title's mentions of names that the text below uses."""
    names = {key(doc[s:e].text): n for n, c in enumerate(clusters) for s, e in c.spans}
    i = 0
    while i < begin:
        for end in range(min(begin, i + 8), i, -1):
            found = names.get(key(doc[i:end].text)) if doc[i].is_alpha or doc[i].text[0].isupper() else None
            if (
                found is not None
                and not doc[end - 1].is_space
                and not doc[end - 1].is_punct
                and doc[end - 1].tag_ != "POS"
            ):
                clusters[found].spans.append((i, end))
                clusters[found].heads.append(end - 1)
                i = end
                break
        else:
            i += 1
