"""What an actor is called in a sentence of our own: short enough, with "the" where the article puts it."""

from __future__ import annotations

import re
from collections import Counter

from spacy.tokens import Doc

from generator import lexicon
from generator.language.drafts import ActorDraft
from generator.language.forms import written


def _short(actor: ActorDraft) -> str:
    """The name; for one of many words its abbreviation, where the article uses one."""
    name = re.sub(r"\s*['‘’]s$", "", actor.name.strip(" -–—,:;"))
    name = re.sub(r"^(?:Mr|Mrs|Ms|Miss)\.? (?=\S+ \S)", "", name)
    if len(name.split()) > 4:
        shorter = [
            written(span)
            for span in actor.mentions
            if written(span).isupper() and 2 < len(written(span)) < 8 and " " not in written(span)
        ]
        name = shorter[0] if shorter else name
    return name


def _takes_article(actor: ActorDraft, name: str) -> bool:
    """Whether a name is said with "the" wherever it stands: "the United States"."""
    rules = lexicon.load("questions")["wording"]
    words = name.split()
    if actor.kind == "country":
        return bool({*words} & {*rules["with_article"]})
    if len(words) == 1:
        return name in rules["alone_with_article"]
    one_body = actor.kind == "organization" and not re.search(r"['’]s?\b", name)
    return one_body and words[-1] in rules["bodies_with_article"]


def called(doc: Doc, actor: ActorDraft) -> str:
    """The name, with the article that most mentions of it have in the text."""
    name = _short(actor)
    articles: Counter[bool] = Counter()
    for span in actor.mentions:
        if written(span).strip() in name and span.root.pos_ in {"PROPN", "NOUN", "X"}:
            quoted = span.start > 1 and doc[span.start - 1].is_quote  # the "Ulla Museum"
            before = doc[span.start - 1 - quoted].lower_ if span.start else ""
            articles[before == "the" or written(span).lower().startswith("the ")] += (
                len(span) == len(name.split()) or 1
            )
    roots = [span.root for span in actor.mentions if written(span).strip() == name]
    common = actor.kind != "person" and " " not in name
    if common and roots and all(root.tag_ in {"NN", "NNS"} for root in roots) and name.istitle():
        name = name.lower()  # "Police said" at the start of a sentence
    starts = [span[0] for span in actor.mentions if written(span).strip() == name]
    plain = bool(starts) and all(
        (t.is_sent_start or (t.i > 0 and doc[t.i - 1].is_quote))
        and t.pos_ in {"ADJ", "NOUN"}
        and not t.ent_type_
        for t in starts
    )
    if plain and actor.kind in {"group", "unnamed"} and " " in name and name.split(" ", 1)[1].islower():
        name = name[0].lower() + name[1:]  # a capital only because it opens its sentence
    bare = name[4:] if name.lower().startswith("the ") else name
    headlines = bare.isupper() and articles[True] == articles[False]  # they leave articles out
    wants = (articles[True] > articles[False] or headlines) and bool(articles[True])
    wants = wants and actor.kind != "person"
    if re.match(r"(?:some|many|several|few|most|others) ", bare):
        return bare  # "some in the town"
    wants = wants or (not articles and bare != name) or _takes_article(actor, bare)
    if not wants and bare[:1].islower() and actor.kind in {"person", "unnamed"}:
        openers = {doc[span.start - 1].lower_ if span.start else "" for span in actor.mentions}
        if len(openers) == 1 and openers <= {"a", "an"}:
            return f"{openers.pop()} {bare}"  # somebody of whom is spoken once
        return f"the {bare}" if len(bare.split()) > 1 or not bare.endswith("s") else bare
    return f"the {bare}" if wants else bare


def possessive(name: str) -> str:
    """ "Brook" -> "Brook's", "the United States" -> "the United States'"."""
    return name + ("'" if name.endswith("s") else "'s")
