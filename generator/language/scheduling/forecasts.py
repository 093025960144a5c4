"""Forecasts: what a forecast, estimate or outlook says of a period that still runs is to come."""

from __future__ import annotations

from spacy.tokens import Token

from generator.dates.expressions import Unit, Years
from generator.language.grammar import sentence_start
from generator.language.scheduling.outlook import listed
from generator.language.scheduling.times import Timed

_REACH = 14  # tokens between the forecast and its time


def forecast_of(item: Timed) -> Token | None:
    """The forecast that a time belongs to: "its forecast for growth this year" -> "forecast"; else None."""
    if not isinstance(item.phrase.expression, (Unit, Years)) or item.phrase.expression.unit == "week":
        return None
    doc, start = item.span.doc, item.span.start
    for i in range(start - 1, max(start - _REACH, sentence_start(item.span[0])) - 1, -1):
        token = doc[i]
        if token.text in {";", ":", ","} or token.tag_ in {"VBD", "MD"}:
            return None
        if token.pos_ == "NOUN" and listed(token, "forecasting"):
            return token if subject_of(token, item) is not None else None
    return None


def subject_of(forecast: Token, item: Timed) -> Token | None:
    """What is foretold: the first noun behind the forecast with "for", "of" or "on", before the time."""
    for token in forecast.doc[forecast.i + 1 : item.span.start]:
        cases = {child.lower_ for child in token.children if child.dep_ == "case" and child.i > forecast.i}
        if token.pos_ in {"NOUN", "PROPN"} and cases & {"for", "of", "on"}:
            return token
    return None
