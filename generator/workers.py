"""Work for several processes. What comes out does not depend on how many they are, nor on one that dies."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from generator.errors import GeneratorError

Task = TypeVar("Task")
Out = TypeVar("Out")

AHEAD = 4  # tasks for each process that are handed out before the first of them is asked for
HOPELESS = 3  # so many tasks in a row during which a process of their own dies: it is not the tasks


@dataclass(frozen=True, slots=True)
class Work(Generic[Task, Out]):
    """What is to be done; functions of modules, so that another process finds them.

    Attributes:
        start: prepares a process; called with ``given``.
        do: one task.
        lost: the outcome of a task during which its process dies.
    """

    start: Callable[..., None]
    given: tuple[Any, ...]
    do: Callable[[Task], Out]
    lost: Callable[[Task], Out]


def nothing() -> None:
    """What is done meanwhile where nothing is to be done."""


class Started(Generic[Task, Out]):
    """Processes that get ready before anybody knows their tasks.

    Args:
        work: what they will do.
        number: of processes; none for 0.
    """

    def __init__(self, work: Work[Task, Out], number: int) -> None:
        self.number = number
        self._open = ExitStack()
        self._pool = self._open.enter_context(_pool(work, number)) if number else None
        for _ in range(number):
            assert self._pool is not None
            self._pool.submit(nothing)

    def __enter__(self) -> Started[Task, Out]:
        return self

    def __exit__(self, *failed: object) -> None:
        self._open.close()

    def taken(self, number: int) -> ProcessPoolExecutor | None:
        """The processes, once, and to whom asks for so many; they have ended when this has."""
        pool, self._pool = (self._pool, None) if number == self.number else (None, self._pool)
        return pool


def each(
    work: Work[Task, Out],
    tasks: Sequence[Task],
    number: int,
    *,
    started: Started[Task, Out] | None = None,
    meanwhile: Callable[[], None] = nothing,
) -> Iterator[Out]:
    """The outcomes in the order of their tasks.

    Args:
        number: of other processes; with 0, all is done in this one.
        started: some that may be used, of the same work.
        meanwhile: called once, as soon as the other processes have their first tasks.

    Raises:
        GeneratorError: what ``work.start`` raises, or where processes die whatever they do.
    """
    if not tasks or not number:
        meanwhile()
        if tasks:
            work.start(*work.given)
        yield from map(work.do, tasks)
        return
    at, alone = 0, _Alone(work)
    try:
        while at < len(tasks):
            with _processes(work, number, started) as pool:
                for outcome in _together(pool, work, tasks[at:], number, meanwhile):
                    yield alone.do(tasks[at]) if isinstance(outcome, _Died) else outcome.value
                    at += 1
            meanwhile = nothing
    finally:
        alone.end()


@contextmanager
def _processes(
    work: Work[Task, Out], number: int, started: Started[Task, Out] | None
) -> Iterator[ProcessPoolExecutor]:
    ready = started.taken(number) if started else None
    if ready is not None:
        yield ready
        ready.shutdown(wait=False)  # they take their leave while this process goes on
    else:
        with _pool(work, number) as pool:
            yield pool


@dataclass(frozen=True, slots=True)
class _Answer(Generic[Out]):
    value: Out


class _Died:
    """In the place of an answer: the process died of this task, or of another beside it."""


def _together(
    pool: ProcessPoolExecutor,
    work: Work[Task, Out],
    tasks: Sequence[Task],
    number: int,
    meanwhile: Callable[[], None],
) -> Iterator[_Answer[Out] | _Died]:
    """Answers until a process dies; then those that were in the making, and no more."""
    waiting: deque[Future[Out]] = deque()
    handed, broken = 0, False
    while True:
        while not broken and handed < len(tasks) and len(waiting) < number * AHEAD:
            try:
                waiting.append(pool.submit(_do, work.do, tasks[handed]))
                handed += 1
            except BrokenProcessPool:
                broken = True
        meanwhile()
        meanwhile = nothing
        if not waiting:
            return
        try:
            yield _Answer(waiting.popleft().result())
        except BrokenProcessPool:
            broken = True
            yield _Died()


class _Alone(Generic[Task, Out]):
    """One process for the tasks of which one made a process die; a new one after each death."""

    def __init__(self, work: Work[Task, Out]) -> None:
        self._work, self._deaths = work, 0
        self._open = ExitStack()
        self._pool: ProcessPoolExecutor | None = None

    def do(self, task: Task) -> Out:
        """Its outcome; ``work.lost`` where the process dies."""
        self._pool = self._pool or self._open.enter_context(_pool(self._work, 1))
        try:
            answer = self._pool.submit(_do, self._work.do, task).result()
        except BrokenProcessPool:
            return self._died(task)
        self._deaths = 0
        return answer

    def _died(self, task: Task) -> Out:
        self.end()
        self._deaths += 1
        if self._deaths == HOPELESS:
            raise GeneratorError(
                f"{HOPELESS} worker processes died one after the other, perhaps for want of memory; "
                "what was read until then is kept; try again with --workers 1"
            )
        return self._work.lost(task)

    def end(self) -> None:
        """End the process."""
        self._pool = None
        self._open.close()


@contextmanager
def _pool(work: Work[Task, Out], number: int) -> Iterator[ProcessPoolExecutor]:
    # Thread pools of the linear-algebra library would fight over the cores with the processes.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(number, context, _begin, (work.start, work.given))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


_failed: GeneratorError | None = None  # in a worker: why it could not be prepared


def _begin(start: Callable[..., None], given: tuple[Any, ...]) -> None:
    global _failed
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the run as a whole, which ends its workers
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        start(*given)
    except GeneratorError as error:
        _failed = error


def _end_with_parent() -> None:
    """A run that is killed leaves no worker behind."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(do: Callable[[Task], Out], task: Task) -> Out:
    if _failed is not None:
        raise _failed
    return do(task)
