"""Who speaks in an interview."""

from __future__ import annotations

import growth
import pytest

from generator.language.turns import turns

TALK = "Dale Post: Why?\n\nAda Brook: Because.\n\nDale Post: When?\n\nAda Brook: In May: soon."


def test_each_paragraph_is_its_speakers() -> None:
    found = [(turn.label, TALK[turn.start : turn.end]) for turn in turns(TALK)]
    assert found == [
        ("Dale Post", "Why?"),
        ("Ada Brook", "Because."),
        ("Dale Post", "When?"),
        ("Ada Brook", "In May: soon."),
    ]


def test_a_surname_is_a_speaker_where_the_text_has_the_name() -> None:
    talk = "Ada Brook met us.\n\nPOST: Why?\n\nBrook: Because.\n\nPOST: When?\n\nBrook: In May."
    assert [turn.label for turn in turns(talk)] == ["POST", "Brook", "POST", "Brook"]


@pytest.mark.parametrize(
    "text",
    [
        "Update: the port closed.\n\nUpdate: it is open.\n\nNote: nothing else.",
        "Ada Brook: one answer alone.\n\nThe port is open.",
        "He said: yes.\n\nShe said: no.\n\nHe said: yes.\n\nShe said: no.\n\nhe: x\n\nhe: y",
        "When: Monday.\n\nWhere: The port.\n\nWhen: Friday.\n\nWhere: The town hall.",
        "",
    ],
)
def test_no_interview(text: str) -> None:
    assert turns(text) == []


def test_linear() -> None:
    assert growth.steps(lambda: turns(TALK * 40)) < 12 * growth.steps(lambda: turns(TALK * 4))
