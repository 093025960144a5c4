"""Records that together take too much memory: the latest used are at hand, the others in a temporary file.

A run looks at its briefings one after the other, and at those of one actor or topic together; it need not
hold ten thousand of them at once. What stands on a shelf is never changed, so it is written once, and only
where there is no room for it: a site of ``AT_HAND`` articles is held in memory as a whole.
"""

from __future__ import annotations

import pickle
import tempfile
import weakref
import zlib
from array import array
from collections import OrderedDict
from collections.abc import Iterator, Mapping, MutableMapping
from typing import IO, Any, Generic, TypeVar

from generator.errors import GeneratorError

AT_HAND = 1200  # records of a shelf that are held in memory
_QUICK = 1  # zlib's level: half the size is enough, and time counts

Record = TypeVar("Record")


class Shelf(Generic[Record]):
    """Records by the places that it gives them.

    Args:
        at_hand: how many are held in memory.
    """

    def __init__(self, at_hand: int = AT_HAND) -> None:
        self._room = at_hand
        self._at_hand: OrderedDict[int, Record] = OrderedDict()
        self._starts, self._sizes = array("q"), array("q")  # by place, in the file; size 0 is not written
        self._file: IO[bytes] | None = None  # it has no name, so that nothing is left of a run that is killed

    def put(self, record: Record) -> int:
        """Keep a record; returns its place.

        Raises:
            GeneratorError: the temporary file cannot be written.
        """
        place = len(self._starts)
        self._starts.append(0)
        self._sizes.append(0)
        self._hold(place, record)
        return place

    def get(self, place: int) -> Record:
        """The record at a place."""
        if place in self._at_hand:
            self._at_hand.move_to_end(place)
            return self._at_hand[place]
        assert self._file is not None
        self._file.seek(self._starts[place])
        record: Record = pickle.loads(zlib.decompress(self._file.read(self._sizes[place])))
        self._hold(place, record)
        return record

    def _hold(self, place: int, record: Record) -> None:
        self._at_hand[place] = record
        while len(self._at_hand) > self._fitting():
            oldest, last_used = self._at_hand.popitem(last=False)
            if not self._sizes[oldest]:
                self._write(oldest, last_used)

    def _fitting(self) -> int:
        """How many stay at hand: few of more than fit, as going through all of them finds none again."""
        return self._room if len(self._starts) <= self._room else max(1, self._room // 12)

    def _write(self, place: int, record: Record) -> None:
        data = zlib.compress(pickle.dumps(record, pickle.HIGHEST_PROTOCOL), _QUICK)
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the shelf
                weakref.finalize(self, self._file.close)
            start = self._file.seek(0, 2)
            self._file.write(data)
            self._file.flush()
        except OSError as error:
            raise GeneratorError(
                f"{tempfile.gettempdir()}: no temporary file can be written: {error.strerror}; make room "
                "there, or name another folder in the environment's TMPDIR"
            ) from error
        self._starts[place], self._sizes[place] = start, len(data)


class Shelved(MutableMapping[str, Record]):
    """A mapping whose values stand on a shelf; a copy shares them.

    Args:
        values: to begin with.
    """

    def __init__(self, values: Mapping[str, Record] | None = None) -> None:
        self._shelf: Shelf[Record] = Shelf()
        self._places: dict[str, int] = {}
        self.update(values or {})

    def copy(self) -> Shelved[Record]:
        """The same values under the same names, to be changed by itself."""
        other: Shelved[Record] = Shelved()
        other._shelf, other._places = self._shelf, dict(self._places)
        return other

    def __getitem__(self, name: str) -> Record:
        return self._shelf.get(self._places[name])

    def __setitem__(self, name: str, value: Record) -> None:
        self._places[name] = self._shelf.put(value)

    def __delitem__(self, name: str) -> None:
        del self._places[name]

    def __contains__(self, name: Any) -> bool:
        return name in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
