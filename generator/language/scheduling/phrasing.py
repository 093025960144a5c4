"""The words of an event's name: phrases cut from the parse, names instead of pronouns."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from generator.language.actorlib.gazetteer import place
from generator.language.scheduling.outlook import is_predicate, listed, words
from generator.language.verbforms import participle

_ASIDE = {
    "acl:relcl", "advcl:relcl", "appos", "parataxis", "punct", "advcl", "dep", "discourse", "orphan", "cop",
    "aux", "aux:pass", "ccomp", "nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "vocative",
    "reparandum", "list", "expl",
}  # fmt: skip
_GLUE = {"HYPH", "POS", "SYM", "NFP"}
_OPENERS = {"the", "a", "an", "this", "that", "and", "of", "in", "on", "at", "by", "to", "with", "for"}
_ENDS = (_OPENERS - {"that", "this"}) | {
    "or", "until", "'s", "’s", "from", "as", "such", "either", "both", "be", "if",
}  # fmt: skip
_WHOSE = {"his", "her", "its", "their", "our", "my", "your"}  # at the head of a name they say nothing
_STRESS = {
    "example",
    "instance",
    "such",
    "now",
    "also",
    "still",
    "himself",
    "herself",
    "itself",
    "themselves",
}
_CHOICE = {"either", "neither"}  # before "or": only one member is named
_PHRASE = 10  # words of one phrase within a name
_NAME = 16  # words of a name
_EXAMPLE = {"such", "including", "like"}  # lead examples
_NEAR = 3  # tokens before a part in which its lead may stand
_LEADING = {"among them", "for example", "for instance"}


def gerund(base: str) -> str:
    """The -ing form of a base form: "rule" -> "ruling", "get" -> "getting"."""
    if base.endswith("ie"):
        return base[:-2] + "ying"
    past = participle(base)
    if past.endswith("ed") and not past.endswith("ied") and past.startswith(base[:-1]):
        return past[:-2] + "ing"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    if past.startswith(base + base[-1]) or base.endswith("get"):  # "forbidden", "forgotten"
        return base + base[-1] + "ing"
    short = len(base) <= 5 and base[-1] in "tnp" and base[-2] in "aeiou" and base[-3:-2] not in set("aeiou")
    return base + base[-1] + "ing" if short else base + "ing"


def _actor_name(token: Token) -> str | None:
    doc: Doc = token.doc
    index = (doc._.actor_at or {}).get(token.i)
    return str(doc._.actors[index].name) if index is not None and doc._.actors else None


def phrase(head: Token, leave: set[int], alone: bool = True, own: bool = False) -> str:
    """The words of a phrase without its asides, clauses and times; pronouns become names.

    Args:
        head: the word that the phrase hangs on.
        leave: places of words that are left out.
        alone: leave out the preposition that binds it to what stands before.
        own: keep "its", "their": the name begins with whose it is.
    """
    if head.pos_ == "PRON" and not any(child.dep_ in {"nmod", "det", "case"} for child in head.children):
        return _actor_name(head) or ""
    kept: list[Token] = []

    def walk(token: Token) -> None:
        kept.append(token)
        for child in token.children:
            joint = child.dep_ in {"conj", "cc"} and is_predicate(token) and token.pos_ == "VERB"
            joint = joint or child.lower_ in _CHOICE or _has_own_place(child)
            mark = child.dep_ == "punct" and child.tag_ in _GLUE
            glued = child.i + 1 < len(head.doc) and head.doc[child.i + 1].tag_ == "HYPH"
            case = child.dep_ in {"case", "mark", "cc"} and token == head and alone and not glued
            empty = child.dep_ == "acl" and all(t.i in leave or t == child for t in child.subtree)
            linked = child.dep_ in {"cop", "aux:pass"} and not alone and token == head
            aside = (
                (child.dep_ in _ASIDE and not mark and not linked)
                or is_example(child)
                or _strays(child, token)
            )
            if not (empty or aside or joint or case or child.is_space or child.i in leave):
                walk(child)

    walk(head)
    return _text(_short(sorted(kept, key=lambda token: token.i), head), own)


def _has_own_place(child: Token) -> bool:
    """Whether a second member has a preposition of its own: "to the assembly … or to a session"."""
    if child.dep_ == "cc":
        return child.head.dep_ == "conj" and _has_own_place(child.head)
    return child.dep_ == "conj" and any(c.dep_ == "case" and c.i < child.i for c in child.children)


def is_example(child: Token) -> bool:
    """Whether a part only gives examples, or stands in brackets, or stresses: "himself"."""
    doc, first = child.doc, child.left_edge
    before = doc[child.i - 1].lower_ if child.i else ""
    if child.lower_ in _STRESS or before in {"(", "["}:
        return True
    if child.lower_ in {"those", "them"} and before in {"as", "among"}:
        return True
    near = doc[max(first.i - _NEAR, 0) : first.i + _NEAR].text.lower()
    return first.lower_ in _EXAMPLE or any(leading in near for leading in _LEADING)


def _strays(child: Token, head: Token) -> bool:
    """Whether a part cannot belong to the noun: a name before its article or a comma; a mere "due to"."""
    if child.dep_ == "acl" and child.tag_ == "VBN" and listed(child, "set_words"):
        return True
    bound = {"compound", "nmod", "nmod:desc", "nmod:unmarked", "flat", "obl", "obl:unmarked", "acl"}
    if child.i > head.i or child.dep_ not in bound:
        return False
    articles = (t for t in head.children if t.dep_ == "det" and t.lower_ in {"the", "a", "an"})
    cut = child.right_edge.i + 1 < head.i and child.doc[child.right_edge.i + 1].text == ","
    return cut or any(child.i < article.i < head.i for article in articles)


def _short(kept: list[Token], head: Token) -> list[Token]:
    """A run of words around the head without gaps of asides, cut before a modifier where it is long."""
    if len(kept) <= _PHRASE:
        return kept
    place = kept.index(head)
    for end in range(min(len(kept) - 1, max(place + 1, _PHRASE)), place, -1):
        opener = kept[end].pos_ in {"ADP", "CCONJ", "PART", "SCONJ"} and kept[end].tag_ != "POS"
        if opener or kept[end].dep_ in {"acl"}:
            return kept[:end]
    return kept[: max(place + 1, _PHRASE)]


def _text(tokens: list[Token], own: bool) -> str:
    out = ""
    for before, token in zip([None, *tokens], tokens, strict=False):
        kept = own and token.tag_ == "PRP$"
        name = _actor_name(token) if token.pos_ == "PRON" and not kept else None
        if name and token.tag_ == "PRP$":
            name += "'" if name.endswith("s") else "'s"
        if before is not None:
            out += before.whitespace_ if before.i + 1 == token.i else " "
        out += name or _spelled(token)
    return out


def _spelled(token: Token) -> str:
    """A word as it stands inside a sentence: what only its sentence's beginning made a capital is small."""
    opens = token.is_sent_start or token.pos_ == "DET" or (token.i and token.nbor(-1).is_quote)
    name = token.pos_ in {"PROPN", "PRON"} or token.ent_type_ or place(token.text)
    plain = opens and token.is_title and not name
    return str(token.lower_ if plain else token.text)


def bare(text: str) -> str:
    """A phrase without its leading article."""
    first, _, rest = text.partition(" ")
    return rest if first.lower() in {"the", "a", "an", "this", "these", "those"} and rest else text


def tidy(text: str) -> str | None:
    """Without articles, prepositions and marks at the ends; None where too little is left."""
    marks = " ,;:-–—()[]\"“”'"
    clean = " ".join(text.split()).strip(marks).split()[:_NAME]
    while clean and clean[0].lower() in _OPENERS | _WHOSE:
        clean.pop(0)
    while clean and (clean[-1].lower() in _ENDS or not clean[-1].strip(marks)):
        clean.pop()
    name = " ".join(clean).strip(marks)
    if clean and clean[0].lower() == "be":
        return None  # a verb that lost its subject
    return name if len(name) > 2 and name.lower() not in words("pronouns_dropped") else None
