"""Positions: who says, wants, intends, expects, fears, supports, opposes or denies what.

The order of work: cues with their content and holder, what the trained spans add, quotations that run on,
what is relayed, what is repeated. See ``generator.language.positions`` for the rules.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from generator.language.components.actors import briefing_actors
from generator.language.components.references import briefing_references
from generator.language.positions.assemble import distinct, drafts, relay
from generator.language.positions.quoted import with_quotations
from generator.language.positions.reading import Reading
from generator.language.positions.stated import by_documents, stated
from generator.language.positions.trained import trained
from generator.language.positions.turns import answered


@Language.component(
    "briefing_positions",
    requires=["token.dep", "token.tag", "doc._.actors", "doc._.actor_at"],
    assigns=["doc._.positions"],
)
def briefing_positions(doc: Doc) -> Doc:
    """Set ``doc._.positions``; nameless holders are added to ``doc._.actors``, found here if nobody did."""
    if doc._.actors is None:  # alone in another pipeline
        doc = briefing_references(briefing_actors(doc))
    reading = Reading(doc)
    found, unheld = stated(reading)
    found += answered(reading)
    found += trained(reading, found)
    found = with_quotations(reading, found, unheld)
    found += by_documents(reading, unheld)
    doc._.positions = drafts(reading, distinct(relay(found, reading)))
    return doc
