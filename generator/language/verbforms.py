"""Forms of English verbs: from a word in a text to its base form and past participle.

Irregular verbs come from ``lexicon/verbs.yml``; for the others the lemmatiser's guess is taken only
where inflecting it gives the word back, since a wrong base form spoils a whole sentence.
"""

from __future__ import annotations

import functools

from spacy.tokens import Token

from generator import lexicon

_BE = {"am", "is", "are", "was", "were", "been", "being", "'s", "’s", "'m", "'re", "’m", "’re"}
_HAVE = {"has", "'ve", "’ve", "having"}
MOST_KNOWN = 20_000  # forms kept in memory
_VOWELS = "aeiou"
_NO_END = "v u rg dg bl cl dl fl gl kl pl tl zl rven nven raven"
_NO_END += " is iz os eas chas rs ns ls ps uc rc ac ud uir"  # no verb ends so
# A stem of one syllable that would have doubled its consonant, or one that ends so, lost a silent e.
_ENDINGS = "dl tl fl gl kl pl zl "
_ENDINGS += "rven nven raven "
_ENDINGS += "at iz is os us as ud id uc ac ic nc v rg dg ng ul bl in ag ut ur ir ot ol c g u gre ls rs ns"
_NO_E = "gne fte cte pte mpe nde lde rde rke lke nke cke lle rte lte nte ske rme rne lpe ye sse "
_NO_E += (
    "she tche eache nche rche vore abore rbore onore olore umore itore nsore rrore thore ctore utore chore"
)
_NO_FINAL_E = tuple(_NO_E.split())
_IN_IE = {"die", "lie", "tie", "vie", "belie", "untie", "underlie"}
_PREFIXES = ("over", "out", "under")  # "overstepped" as "stepped"
_IRREGULAR_TOO = (*_PREFIXES, "re", "un", "mis", "fore")  # "remade" as "made"
_NO_PREFIX = {"relay"}
_SILENT = tuple(_ENDINGS.split())
_NEVER = tuple(_NO_END.split())


@functools.cache
def _bases() -> dict[str, str]:
    """Irregular past form or participle -> base; the first verb listed keeps a form that two share."""
    out: dict[str, str] = {}
    for base, forms in _irregular().items():
        for form in forms:
            out.setdefault(form, base)
        out.setdefault(base, base)
    return out


def is_base(token: Token) -> bool:
    """Whether a verb has its base form, whatever its tag, and another one in the past: "meet", not "cut"."""
    forms = _irregular().get(token.lower_)
    return forms is not None and token.lower_ not in forms


def base_form(token: Token) -> str:
    """The base form of a verb token, lower case: "went" -> "go", "is" -> "be", "stopping" -> "stop"."""
    return _base_form(token.lower_, token.tag_, token.lemma_.lower())


@functools.lru_cache(maxsize=MOST_KNOWN)
def _base_form(word: str, tag: str, lemma: str) -> str:
    if word in _BE:
        return "be"
    if word in _HAVE:
        return "have"
    if tag in {"VB", "VBP"} and not _looks_past(word):
        return word
    if tag in {"VBD", "VBN", "JJ"} and word in _bases():
        shared = lemma if lemma in _irregular() and word in _irregular()[lemma] else _bases()[word]
        return shared
    lemma = _mended(lemma)
    unchanged = lemma == word and tag in {"VBD", "VBN"} and _looks_past(word)
    if lemma.isalpha() and not unchanged and not _no_verb(lemma) and word in _inflections(lemma):
        return lemma
    return _regular_base(word)


def _looks_past(word: str) -> bool:
    """Whether a word that a tagger takes for a base form ends as past tenses do: "misused", not "need"."""
    return word.endswith("ed") and len(word) > 5 and not word.endswith("eed") and word not in _bases()


def _no_verb(lemma: str) -> bool:
    """Whether a lemma lost its silent e: "handl", "perpetrat"; "treat" and "combat" did not."""
    syllables = sum(letter in _VOWELS for letter in lemma)
    lost = lemma.endswith("at") and lemma[-3:-2] not in ("e", "o") and syllables > 1
    return lemma.endswith(_NEVER) or (lost and lemma not in lexicon.load("verbs")["in_at"])


def _mended(lemma: str) -> str:
    """A lemmatiser's near miss put right: "shifte" -> "shift", "submitt" -> "submit"."""
    if lemma.endswith(_NO_FINAL_E):
        return lemma[:-1]
    if lemma.endswith("i") and len(lemma) > 4:
        return lemma[:-1] + "y"  # "compli"
    if lemma.endswith("ie") and lemma not in _IN_IE:
        return lemma[:-2] + "y"  # "complie"
    doubled = len(lemma) > 3 and lemma[-1] == lemma[-2] and lemma[-1] not in "slzfe"
    return lemma[:-1] if doubled and _doubles(lemma[:-1]) else lemma


def participle(base: str) -> str:
    """The past participle of a base form: "take" -> "taken", "stop" -> "stopped"."""
    forms = _irregular().get(base)
    if forms:
        return forms[1]
    prefix = next((p for p in _IRREGULAR_TOO if base.startswith(p) and base[len(p) :] in _irregular()), "")
    again = prefix != "" and base not in _NO_PREFIX
    return prefix + _irregular()[base[len(prefix) :]][1] if again else _suffixed(base, "ed")


@functools.cache
def _irregular() -> dict[str, list[str]]:
    """Base -> [past tense, past participle]."""
    listed: dict[str, str] = lexicon.load("verbs")["irregular"]
    return {base: (forms.split() * 2)[:2] for base, forms in listed.items()}


def _inflections(base: str) -> set[str]:
    third = base[:-1] + "ies" if _consonant_y(base) else base + "s"
    british = {base + base[-1:] + "ed", base + base[-1:] + "ing"} if base.endswith(("l", "p", "s")) else set()
    regular = {base, third, base + "es", _suffixed(base, "ed"), _suffixed(base, "ing")}
    return regular | british | set(_irregular().get(base, []))


def _suffixed(base: str, suffix: str) -> str:
    """``base`` with -ed or -ing, spelling rules kept."""
    if base.endswith("ie") and suffix == "ing":
        return base[:-2] + "ying"
    if base.endswith("e") and not (suffix == "ing" and base.endswith(("ee", "oe", "ye"))):
        return base[:-1] + suffix
    if _consonant_y(base) and suffix == "ed":
        return base[:-1] + "ied"
    return base + base[-1] + suffix if _doubles(base) else base + suffix


def _consonant_y(base: str) -> bool:
    return len(base) > 1 and base[-1] == "y" and base[-2] not in _VOWELS


def _doubles(base: str) -> bool:
    if base in lexicon.load("verbs")["doubled"]:
        return True
    base = next((base.removeprefix(p) for p in _PREFIXES if base.startswith(p)), base)
    if len(base) < 3 or base[-1] in _VOWELS + "wxy" or base[-2] not in _VOWELS or base[-3] in _VOWELS:
        return False
    return sum(letter in _VOWELS + "y" for letter in base) == 1


def _regular_base(word: str) -> str:
    """Undo a regular ending by spelling alone: the last resort."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("shes", "ches", "sses", "xes", "zes", "oes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    for suffix in ("ied", "ed", "ing"):
        stem = word.removesuffix(suffix)
        if stem != word and (suffix == "ied" or any(letter in _VOWELS + "y" for letter in stem)):
            return _restored(stem, suffix)
    return word


def _restored(stem: str, suffix: str) -> str:
    if suffix == "ied":
        return stem + "y" if len(stem) > 1 else stem + "ie"
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "slzfoe":
        return stem[:-1]
    return stem + "e" if _doubles(stem) or stem.endswith(_SILENT) else stem
