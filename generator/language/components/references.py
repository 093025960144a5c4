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
    meant: set[int] = set()
    for start, end, index in descriptions.resolve(doc, found, begin):
        meant.add(index)
        doc._.actors[index].mentions.append(doc[start:end])
        for token in doc[start:end]:
            doc._.actor_at[token.i] = index
        found[index].heads.append(end - 1)
    for index in sorted(meant):
        doc._.actors[index].mentions.sort(key=lambda span: (span.start, span.end))
        found[index].heads.sort()
    doc._.actor_at.update(pronouns.resolve(doc, found, begin))
    salience.mark(doc, begin)
    return doc
