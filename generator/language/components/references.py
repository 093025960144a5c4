"""``briefing_references``: descriptions and pronouns. Doc -> more of ``doc._.actor_at`` and of mentions.

Descriptions become mentions of their actor; pronouns are only noted in ``doc._.actor_at``.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from generator.language.actorlib import descriptions, pronouns, salience
from generator.language.actorlib.mentions import body_start
from generator.language.actorlib.profile import profiles


@Language.component("briefing_references", requires=["token.dep", "token.tag"])
def briefing_references(doc: Doc) -> Doc:
    """Resolve descriptions, then pronouns, where the evidence is good."""
    begin = body_start(doc)
    found = profiles(doc)
    for start, end, index in descriptions.resolve(doc, found, begin):
        actor = doc._.actors[index]
        actor.mentions = sorted([*actor.mentions, doc[start:end]], key=lambda span: (span.start, span.end))
        for token in doc[start:end]:
            doc._.actor_at[token.i] = index
        found[index].heads = sorted([*found[index].heads, end - 1])
    doc._.actor_at.update(pronouns.resolve(doc, found, begin))
    salience.mark(doc, begin)
    return doc
