"""Clauses into questions, on small Docs built by hand."""

from __future__ import annotations

import pytest
from parses import doc_of
from spacy.language import Language
from spacy.tokens import Doc

from generator.language.called import possessive
from generator.language.clauses import clause_at
from generator.language.drafts import ActorDraft, PositionDraft
from generator.language.finishing import finish, well_formed
from generator.language.naming import Namer
from generator.language.nounphrases import bare, noun_phrase, plural
from generator.language.phrases import standing
from generator.language.standalone import vague
from generator.language.verbforms import base_form, participle
from generator.language.wording import polar, wh_question


def parsed(*rows: str) -> Doc:
    """A Doc from rows of word, tag, part of speech, relation, head, lemma."""
    return doc_of({"parse": "\n".join(f"{row} O" for row in rows)})


def they(*verbs: str) -> Doc:
    """ "They <verbs> the dam": the verbs as rows "word tag pos lemma", the last one the predicate."""
    head = len(verbs)
    rows = [f"They PRP PRON nsubj {head} they"]
    for place, verb in enumerate(verbs, 1):
        word, tag, pos, lemma = verb.split()
        rows.append(f"{word} {tag} {pos} {'ROOT' if place == head else 'aux'} {head} {lemma}")
    return parsed(*rows, f"the DT DET det {head + 2} the", f"dam NN NOUN obj {head} dam")


def named(doc: Doc, name: str, kind: str, *tokens: int) -> Namer:
    doc._.actors = [ActorDraft(name, kind, [])]  # type: ignore[arg-type]
    doc._.actor_at = dict.fromkeys(tokens, 0)
    return Namer(doc)


def ask(doc: Doc, head: int, namer: Namer, *, future: bool = False) -> str | None:
    clause = clause_at(doc[head])
    return finish(polar(clause, namer, future=future)) if clause is not None else None


@pytest.mark.parametrize(
    ("verbs", "question", "later"),
    [
        (
            ["will MD AUX will", "close VB VERB close"],
            "Will Norda close the dam?",
            "Will Norda close the dam?",
        ),
        (
            ["would MD AUX would", "close VB VERB close"],
            "Will Norda close the dam?",
            "Will Norda close the dam?",
        ),
        (
            ["could MD AUX could", "close VB VERB close"],
            "Can Norda close the dam?",
            "Will Norda close the dam?",
        ),
        (["may MD AUX may", "close VB VERB close"], "Will Norda close the dam?", "Will Norda close the dam?"),
        (
            ["should MD AUX should", "close VB VERB close"],
            "Should Norda close the dam?",
            "Will Norda close the dam?",
        ),
        (
            ["'ll MD AUX will", "close VB VERB close"],
            "Will Norda close the dam?",
            "Will Norda close the dam?",
        ),
        (["closed VBD VERB close"], "Did Norda close the dam?", "Will Norda close the dam?"),
        (["close VBP VERB close"], "Does Norda close the dam?", "Will Norda close the dam?"),
        (
            ["have VBP AUX have", "closed VBN VERB close"],
            "Has Norda closed the dam?",
            "Will Norda close the dam?",
        ),
        (
            ["had VBD AUX have", "closed VBN VERB close"],
            "Did Norda close the dam?",
            "Will Norda close the dam?",
        ),
        (
            ["are VBP AUX be", "closing VBG VERB close"],
            "Is Norda closing the dam?",
            "Will Norda close the dam?",
        ),
        (
            ["may MD AUX may", "have VB AUX have", "drained VBN VERB drain"],
            "Will Norda have drained the dam?",
            "Did Norda drain the dam?",
        ),
        (["left VBD VERB leave"], "Did Norda leave the dam?", "Will Norda leave the dam?"),
    ],
)
def test_auxiliaries(verbs: list[str], question: str, later: str) -> None:
    """A singular name for "they" changes the verb with it."""
    doc = they(*verbs)
    namer = named(doc, "Norda", "organization", 0)
    assert ask(doc, len(verbs), namer) == question
    assert ask(doc, len(verbs), namer, future=True) == later


def test_a_group_keeps_its_plural() -> None:
    doc = they("are VBP AUX be", "closing VBG VERB close")
    assert ask(doc, 2, named(doc, "the pilots", "group", 0)) == "Are the pilots closing the dam?"


def test_copula() -> None:
    doc = parsed(
        "It PRP PRON nsubj 3 it",
        "is VBZ AUX cop 3 be",
        "not RB PART advmod 3 not",
        "safe JJ ADJ ROOT 3 safe",
        "for IN ADP case 5 for",
        "ships NNS NOUN obl 3 ship",
    )
    assert ask(doc, 3, named(doc, "Port Ulla", "organization", 0)) == "Is Port Ulla safe for ships?"


def test_an_unresolved_pronoun_gives_no_question() -> None:
    doc = they("will MD AUX will", "close VB VERB close")
    assert ask(doc, 2, Namer(doc)) is None


def test_speakers_name_themselves() -> None:
    """ "We will close the dam", said by Norda."""
    doc = parsed(
        "We PRP PRON nsubj 2 we",
        "will MD AUX aux 2 will",
        "close VB VERB ROOT 2 close",
        "the DT DET det 4 the",
        "dam NN NOUN obj 2 dam",
    )
    doc._.actors = [ActorDraft("Norda", "organization", [])]
    doc._.positions = [PositionDraft(0, [doc[0:5]], doc[0:5], "intention", "direct")]
    assert ask(doc, 2, Namer(doc)) == "Will Norda close the dam?"


def test_possessive_of_the_one_named_stays() -> None:
    doc = parsed(
        "Sool NNP PROPN nsubj 2 Sool",
        "may MD AUX aux 2 may",
        "sell VB VERB ROOT 2 sell",
        "his PRP$ PRON nmod:poss 4 his",
        "boat NN NOUN obj 2 boat",
    )
    assert (
        ask(doc, 2, named(doc, "Marek Sool", "person", 0, 3), future=True) == "Will Marek Sool sell his boat?"
    )


def test_another_persons_possessive_is_named() -> None:
    doc = parsed(
        "Sool NNP PROPN nsubj 2 Sool",
        "may MD AUX aux 2 may",
        "sell VB VERB ROOT 2 sell",
        "his PRP$ PRON nmod:poss 4 his",
        "boat NN NOUN obj 2 boat",
    )
    doc._.actors = [ActorDraft("Marek Sool", "person", []), ActorDraft("Tomas Reel", "person", [])]
    doc._.actor_at = {0: 0, 3: 1}
    assert ask(doc, 2, Namer(doc), future=True) == "Will Marek Sool sell Tomas Reel's boat?"


def test_a_question_word_as_object_is_inverted() -> None:
    doc = parsed(
        "whom WP PRON obj 3 whom",
        "they PRP PRON nsubj 3 they",
        "would MD AUX aux 3 would",
        "back VB VERB ROOT 3 back",
        "for IN ADP case 5 for",
        "mayor NN NOUN obl 3 mayor",
    )
    clause = clause_at(doc[3])
    assert clause is not None
    text = finish(wh_question(clause, named(doc, "the Greens", "group", 1)))
    assert text == "Whom will the Greens back for mayor?"


def test_a_question_word_as_subject_is_not() -> None:
    doc = parsed(
        "who WP PRON nsubj 2 who",
        "would MD AUX aux 2 would",
        "lead VB VERB ROOT 2 lead",
        "the DT DET det 4 the",
        "party NN NOUN obj 2 party",
    )
    clause = clause_at(doc[2])
    assert clause is not None
    assert finish(wh_question(clause, Namer(doc))) == "Who will lead the party?"


def test_side_clauses_are_left_out() -> None:
    doc = parsed(
        "Norda NNP PROPN nsubj 2 Norda",
        "may MD AUX aux 2 may",
        "close VB VERB ROOT 2 close",
        "the DT DET det 4 the",
        "dam_ NN NOUN obj 2 dam",
        ", , PUNCT punct 8 ,",
        "although IN SCONJ mark 8 although",
        "growers NNS NOUN nsubj 8 grower",
        "protest VBP VERB advcl 2 protest",
    )
    assert ask(doc, 2, named(doc, "Norda", "organization", 0)) == "Will Norda close the dam?"


def test_quotation_marks_and_brackets_go() -> None:
    doc = parsed(
        "Norda NNP PROPN nsubj 2 Norda",
        "may MD AUX aux 2 may",
        "close VB VERB ROOT 2 close",
        '"_ `` PUNCT punct 6 "',
        "the DT DET det 6 the",
        "old JJ ADJ amod 6 old",
        "dam NN NOUN obj 2 dam",
        "(_ -LRB- PUNCT punct 8 (",
        "Ulla_ NNP PROPN appos 6 Ulla",
        ")_ -RRB- PUNCT punct 8 )",
        "\" '' PUNCT punct 6 \"",
    )
    assert ask(doc, 2, named(doc, "Norda", "organization", 0)) == "Will Norda close the old dam?"


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Will Norda close the dam?", True),
        ("Will we close the dam?", False),
        ("Will the the dam hold?", False),
        ("Is the some growers' anger justified?", False),
        ("Will Norda close the?", False),
        ("Norda will close the dam?", False),
        ("Will it?", False),
        ("Will Norda close the dam", False),
        ('Will Norda "close the dam?', False),
        ("Is it possible to close the dam?", True),
        ("Will it close the dam?", False),
        ("Is the question not whether the dam holds?", False),
        ("Will the US close the dam?", True),
        ("Will Norda " + "very " * 50 + "soon close?", False),
        ("Will Brook win 52 percent?", False),
        ("Will trade grow by 52 percent?", True),
        ("Will the harbour close. if the dam breaks?", False),
        ("Does Brook have almost?", False),
    ],
)
def test_well_formed(text: str, good: bool) -> None:
    assert well_formed(text) is good


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("will the dam hold if talks would fail", "Will the dam hold if talks were to fail?"),
        ("is there a end to it all", "Is there an end to it all?"),
        ("will the dam hold ,", "Will the dam hold?"),
        (None, None),
        ("", None),
        ("will the ferry sink . if the dam breaks", "Will the ferry sink if the dam breaks?"),
    ],
)
def test_finish(text: str | None, question: str | None) -> None:
    assert finish(text) == question


def test_noun_phrase_ends_before_a_relative_clause() -> None:
    doc = parsed(
        "the DT DET det 1 the",
        "dam NN NOUN ROOT 1 dam",
        "which WDT PRON nsubj 3 which",
        "leaks VBZ VERB acl:relcl 1 leak",
    )
    assert noun_phrase(doc[1]).text.strip() == "the dam"
    assert standing(doc[1], Namer(doc)) == "the dam"


def test_nobody_is_no_subject() -> None:
    doc = parsed("no DT DET det 1 no", "dam NN NOUN ROOT 1 dam")
    assert standing(doc[1], Namer(doc)) is None
    assert not plural(doc[1])


@pytest.mark.parametrize(
    ("name", "wanted"), [("Brook", "Brook's"), ("the United States", "the United States'")]
)
def test_possessive(name: str, wanted: str) -> None:
    assert possessive(name) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"), [("the new toll", "new toll"), ("a toll", "toll"), ("theatre", "theatre")]
)
def test_bare(words: str, wanted: str) -> None:
    assert bare(words) == wanted


@pytest.mark.parametrize(
    ("word", "tag", "lemma", "base"),
    [
        ("went", "VBD", "go", "go"),
        ("left", "VBN", "leave", "leave"),
        ("lay", "VBD", "lie", "lie"),
        ("is", "VBZ", "be", "be"),
        ("'s", "VBZ", "be", "be"),
        ("stopping", "VBG", "stop", "stop"),
        ("carries", "VBZ", "carry", "carry"),
        ("travelled", "VBD", "travel", "travel"),
        ("approving", "VBG", "approv", "approve"),  # a lemma that is no verb
        ("paused", "VBD", "", "pause"),
        ("banning", "VBG", "", "ban"),
        ("tried", "VBD", "", "try"),
        ("overstepped", "VBD", "overstepp", "overstep"),
        ("complies", "VBZ", "complie", "comply"),
        ("complied", "VBD", "compli", "comply"),
        ("gotten", "VBN", "gotten", "get"),
        ("shifted", "VBN", "shifted", "shift"),
        ("dies", "VBZ", "die", "die"),
        ("exercising", "VBG", "exercis", "exercise"),
        ("producing", "VBG", "produc", "produce"),
        ("endorsing", "VBG", "endors", "endorse"),
    ],
)
def test_base_forms(blank: Language, word: str, tag: str, lemma: str, base: str) -> None:
    assert base_form(Doc(blank.vocab, words=[word], tags=[tag], lemmas=[lemma])[0]) == base


@pytest.mark.parametrize(
    ("base", "wanted"), [("take", "taken"), ("stop", "stopped"), ("visit", "visited"), ("carry", "carried")]
)
def test_participles(base: str, wanted: str) -> None:
    assert participle(base) == wanted


def test_an_unreal_condition_keeps_would() -> None:
    doc = parsed(
        "Norda NNP PROPN nsubj 2 Norda",
        "would MD AUX aux 2 would",
        "close VB VERB ROOT 2 close",
        "the DT DET det 4 the",
        "dam NN NOUN obj 2 dam",
        "if IN SCONJ mark 7 if",
        "ships NNS NOUN nsubj 7 ship",
        "left VBD VERB advcl 2 leave",
    )
    namer = named(doc, "Norda", "organization", 0)
    assert ask(doc, 2, namer, future=True) == "Would Norda close the dam if ships left?"


def test_a_phrase_without_its_noun_is_left_out() -> None:
    """A comma inside "a wide, old lake" cuts the noun off: the half phrase goes too."""
    doc = parsed(
        "Norda NNP PROPN nsubj 2 Norda",
        "may MD AUX aux 2 may",
        "sail VB VERB ROOT 2 sail",
        "slowly RB ADV advmod 2 slowly",
        "on IN ADP case 9 on",
        "a DT DET det 9 a",
        "wide_ JJ ADJ amod 9 wide",
        ", , PUNCT punct 8 ,",
        "old JJ ADJ amod 9 old",
        "lake NN NOUN obl 2 lake",
    )
    assert ask(doc, 2, named(doc, "Norda", "organization", 0), future=True) == "Will Norda sail slowly?"


def test_a_plural_verb_with_a_singular_noun_gives_no_question() -> None:
    doc = parsed(
        "one CD NUM nummod 1 one",
        "dam NN NOUN nsubj 3 dam",
        "are VBP AUX cop 3 be",
        "safe JJ ADJ ROOT 3 safe",
        "for IN ADP case 5 for",
        "ships NNS NOUN obl 3 ship",
    )
    assert ask(doc, 3, Namer(doc)) is None


def test_a_side_verb_in_another_form_is_cut() -> None:
    doc = parsed(
        "Norda NNP PROPN nsubj 2 Norda",
        "may MD AUX aux 2 may",
        "close VB VERB ROOT 2 close",
        "the DT DET det 4 the",
        "dam NN NOUN obj 2 dam",
        "and CC CCONJ cc 6 and",
        "sold VBD VERB conj 2 sell",
        "boats NNS NOUN obj 6 boat",
    )
    assert ask(doc, 2, named(doc, "Norda", "organization", 0)) == "Will Norda close the dam?"


def test_the_object_it_cannot_be_the_subject() -> None:
    """ "The rules cost them time": "them" is not in the question."""
    doc = parsed(
        "the DT DET det 1 the",
        "rules NNS NOUN nsubj 3 rule",
        "will MD AUX aux 3 will",
        "cost VB VERB ROOT 3 cost",
        "them PRP PRON iobj 3 they",
        "time NN NOUN obj 3 time",
    )
    assert ask(doc, 3, Namer(doc)) is None


@pytest.mark.parametrize(("lemma", "base"), [("shifte", "shift"), ("submitt", "submit"), ("shift", "shift")])
def test_near_misses_of_the_lemmatiser(blank: Language, lemma: str, base: str) -> None:
    word = {"shifte": "shifted", "submitt": "submitted", "shift": "shifted"}[lemma]
    assert base_form(Doc(blank.vocab, words=[word], tags=["VBD"], lemmas=[lemma])[0]) == base


def test_names_lose_what_is_not_theirs(blank: Language) -> None:
    doc = blank("Their boat, the NRDA, POTUS and her crew")
    doc._.actors = [
        ActorDraft("Marek Sool‘s", "person", []),
        ActorDraft("POTUS-", "person", []),
        ActorDraft("National River and Dam Authority", "organization", [doc.char_span(16, 20)]),
        ActorDraft("her crew", "group", []),
    ]
    namer = Namer(doc)
    assert [namer.name(i) for i in range(3)] == ["Marek Sool", "POTUS", "NRDA"]
    assert namer.leans(3) and not namer.leans(0)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Will the plan be ready?", True),
        ("Who will lead the talks?", True),
        ("Will the plan be ready by 2031?", False),
        ("Will Brook lead the talks?", False),
        ("Will the council reopen the flooded school?", False),
        ("Will the group's long winter funding be eliminated?", True),
        ("Will the city's winter funding be eliminated?", False),
    ],
)
def test_a_question_that_says_too_little_is_vague(question: str, expected: bool) -> None:
    assert vague(question) is expected


def test_no_part_of_a_subject_stays_behind_why() -> None:
    """The parser gave "the Norda" and "crews" to two phrases."""
    doc = parsed(
        "why WRB ADV advmod 4 why",
        "the DT DET det 2 the",
        "Norda NNP PROPN obl 4 Norda",
        "crews NNS NOUN nsubj 4 crew",
        "left VBD VERB ROOT 4 leave",
        "the DT DET det 6 the",
        "dam NN NOUN obj 4 dam",
    )
    clause = clause_at(doc[4])
    assert clause is not None and wh_question(clause, Namer(doc)) is None
