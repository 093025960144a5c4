"""``briefing_references``: pronouns and descriptions of actors already named. Doc -> more of ``doc._.actor_at``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.component("briefing_references", requires=["token.dep", "token.tag"])
def briefing_references(doc: Doc) -> Doc:
    """Resolve descriptions and pronouns where the evidence is good."""
    return doc
