"""Pictures as plain geometry: where each bar, dot and arc of an SVG stands. The markup is the templates'.

Units are those of a drawing ``WIDTH`` wide. Every picture is narrow enough to be read on a phone without
zooming, and is bounded: a timeline has at most ``BUCKETS`` bars in a row, a network has as many actors as
it is given and at most ``ARCS`` arcs.

The network is an arc diagram (J. Bertin, *Semiology of Graphics*, 1967; M. Wattenberg, "Arc Diagrams",
InfoVis 2002): names stand in a column, so that they can be read, and who goes with whom is an arc beside it.
"""

from __future__ import annotations

import math
from calendar import monthrange
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.render import wording

WIDTH = 360
BUCKETS = 36
ARCS = 30

_MONTHS_IN_A_BAR = (1, 3, 12, 60, 120, 600, 6000)
_LANE = 44.0  # height of the tallest bar
_UNIT = 11.0  # height of a bar that stands for one
_CAPTION = 16.0  # room for the words over and under the bars
_YEARS = 18.0  # room for the years between the two rows of bars
_LEFT, _RIGHT = 4, WIDTH - 4
_ROW = 22  # from one name to the next
_COLUMN = 110  # where the dots before the names stand
_THICKEST = 4.0


@dataclass(frozen=True, slots=True)
class Bucket:
    """A bar's stretch of time and what falls into it."""

    first: date
    last: date
    label: str
    above: int
    below: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle; ``above`` the axis or below it."""

    x: float
    y: float
    width: float
    height: float
    above: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the time axis; its text begins at ``x`` and must end before the next."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Two rows of bars on one axis of time.

    Attributes:
        buckets: those that hold anything, in date order: the picture's table.
        later: how many days lie beyond the end of the axis.
    """

    height: float
    axis: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    buckets: tuple[Bucket, ...]
    later: int


@dataclass(frozen=True, slots=True)
class Node:
    """A dot and where its name is written."""

    x: float
    y: float
    radius: float
    name: str
    lead: bool


@dataclass(frozen=True, slots=True)
class Arc:
    """A curve between two dots as an SVG path, as thick as what they share."""

    path: str
    width: float
    lead: bool


@dataclass(frozen=True, slots=True)
class Network:
    """Names in a column, with arcs between them."""

    height: float
    nodes: tuple[Node, ...]
    arcs: tuple[Arc, ...]


def timeline(above: Sequence[date], below: Sequence[date]) -> Timeline | None:
    """Count days along an axis of time.

    Args:
        above: days counted upwards, such as those of articles; they decide where the axis begins.
        below: days counted downwards, such as those of events. Those that lie further beyond the last
            day ``above`` than a year or the axis' whole length would press all others together; they
            are counted as ``later``.

    Returns:
        None where all is in one month: there is no course of time to see.
    """
    if not above:
        return None
    start, newest = min([*above, *below]), max(above)
    reach = max(12, _months(newest) - _months(start))
    shown = [day for day in below if _months(day) - _months(newest) <= reach]
    end = max([newest, *shown])
    if _months(start) == _months(end):
        return None
    step = next(n for n in _MONTHS_IN_A_BAR if _months(end) // n - _months(start) // n < BUCKETS)
    ups, downs = (Counter(_months(day) // step for day in days) for days in (above, shown))
    keys = range(_months(start) // step, _months(end) // step + 1)
    buckets = [_bucket(key, step, ups[key], downs[key]) for key in keys]
    unit = min(_UNIT, _LANE / max(max(one.above, one.below) for one in buckets))
    axis = round(_CAPTION + unit * max(one.above for one in buckets), 1)
    return Timeline(
        height=round(axis + _YEARS + unit * max(one.below for one in buckets) + _CAPTION, 1),
        axis=axis,
        bars=_bars(buckets, unit, axis),
        ticks=_ticks(buckets),
        buckets=tuple(bucket for bucket in buckets if bucket.above or bucket.below),
        later=len(below) - len(shown),
    )


def network(
    names: Sequence[str], weights: Sequence[int], together: Mapping[tuple[int, int], int], *, lead: bool
) -> Network | None:
    """Draw who goes with whom.

    Args:
        names: in the order in which they are to be read.
        weights: how much there is of each; the dot's area.
        together: (place of one name, place of a later one) → how often they go together.
        lead: whether the first name is the one that the picture is about.

    Returns:
        None where nobody goes with anybody.
    """
    strongest = sorted(together, key=lambda pair: (lead and pair[0] == 0, together[pair], pair[0], pair[1]))
    drawn = sorted(strongest[-ARCS:], key=lambda pair: (lead and pair[0] == 0, pair))
    if not drawn:
        return None
    most, heaviest = max(together.values()), max(weights)
    nodes = tuple(
        Node(
            _COLUMN,
            14.0 + place * _ROW,
            round(2.5 + 3 * math.sqrt(weight / heaviest), 1),
            name,
            lead and not place,
        )
        for place, (name, weight) in enumerate(zip(names, weights, strict=True))
    )
    arcs = tuple(
        Arc(
            path=_arc(nodes[one].y, nodes[other].y),
            width=round(max(1.0, _THICKEST * together[one, other] / max(most, 3)), 1),
            lead=lead and one == 0,
        )
        for one, other in drawn
    )
    return Network(height=len(nodes) * _ROW + 6.0, nodes=nodes, arcs=arcs)


def _months(day: date) -> int:
    """Months since the year nought, so that a year begins where a bar of twelve begins."""
    return day.year * 12 + day.month - 1


def _bucket(key: int, step: int, above: int, below: int) -> Bucket:
    first, last = max(key * step, 12), min(key * step + step - 1, 9999 * 12 + 11)
    begin = date(first // 12, first % 12 + 1, 1)
    until = date(last // 12, last % 12 + 1, 1)
    until = until.replace(day=monthrange(until.year, until.month)[1])
    return Bucket(begin, until, _label(begin, until, step), above, below)


def _label(first: date, last: date, step: int) -> str:
    if step == 1:
        return wording.month(first)
    if step == 3:
        return f"{wording.MONTHS[first.month - 1]}–{wording.month(last)}"
    return str(first.year) if step == 12 else f"{first.year}–{last.year}"


def _bars(buckets: Sequence[Bucket], unit: float, axis: float) -> tuple[Bar, ...]:
    slot = (_RIGHT - _LEFT) / len(buckets)
    width = round(min(slot * 0.72, 16), 1)
    bars = []
    for place, bucket in enumerate(buckets):
        x = round(_LEFT + slot * place + (slot - width) / 2, 1)
        up, down = round(bucket.above * unit, 1), round(bucket.below * unit, 1)
        bars += [Bar(x, round(axis - up, 1), width, up, True)] if up else []
        bars += [Bar(x, axis + _YEARS, width, down, False)] if down else []
    return tuple(bars)


def _ticks(buckets: Sequence[Bucket]) -> tuple[Tick, ...]:
    """A year where one begins; the first bar's as well, unless the next year's would run into it."""
    slot = (_RIGHT - _LEFT) / len(buckets)
    ticks: list[Tick] = []
    for place, bucket in enumerate(buckets):
        x = round(_LEFT + slot * place, 1)
        if place and bucket.first.year == buckets[place - 1].first.year:
            continue
        if ticks and x - ticks[-1].x < 34:
            if len(ticks) > 1 or bucket.first.month > 1:
                continue
            ticks.pop()
        if x <= _RIGHT - 26:
            ticks.append(Tick(x, str(bucket.first.year)))
    return tuple(ticks)


def _arc(one: float, other: float) -> str:
    half = (other - one) / 2
    return f"M{_COLUMN} {one:g}A{min(half, _COLUMN - 8):g} {half:g} 0 0 0 {_COLUMN} {other:g}"
