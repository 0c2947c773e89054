"""Work spread over processes: items in, results out in the order of the items, whoever made them.

Processes are forked, so that they share what was read before and only results travel: keep those small, or bytes. Where
the system cannot fork, or one process is asked for, everything is done here.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from regesta.findings import OperatorError

Item = TypeVar("Item")
Result = TypeVar("Result")

SHARES = 24
"""Shares of the work for each process: many enough that none waits long for another at the end."""
SELDOM = 20_000
"""Values made between two collections in a process: documents leave many that are small, and hardly any circles."""
WORTH_IT = 32
"""Items from which a second process pays for its start."""


def processors() -> int:
    """How many processors this process may use."""
    with suppress(AttributeError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def spread(
    begin: Callable[[], Callable[[Item], Result]],
    items: Sequence[Item],
    jobs: int,
    told: Callable[[int, int], None] = lambda _done, _total: None,
    *,
    alone: int = 0,
) -> Iterator[Result]:
    """What the work makes of each item, in order; an error in any process is raised here.

    `told` hears after each item how many of how many are done. So many of the first items as `alone` tells are long,
    and each of them is a share of the work by itself.

    `begin` gives the work and is called once in each process, so that what cannot be shared, such as an open database,
    is its own. A process that dies, as for lack of memory, is an OperatorError.
    """
    jobs = min(jobs, len(items) // WORTH_IT)
    here = jobs < 2 or sys.platform == "win32"
    told(0, len(items))
    for done, result in enumerate(map(begin(), items) if here else _forked(begin, items, jobs, alone), start=1):
        yield result
        told(done, len(items))


def _forked(
    begin: Callable[[], Callable[[Item], Result]], items: Sequence[Item], jobs: int, alone: int
) -> Iterator[Result]:
    size = max(1, len(items) // (jobs * SHARES))
    shares = [
        *(items[start : start + 1] for start in range(alone)),
        *(items[start : start + size] for start in range(alone, len(items), size)),
    ]
    context = multiprocessing.get_context("fork")
    claimed = context.Value("i", 0)
    workers: dict[Any, BaseProcess] = {}
    gc.collect()
    gc.freeze()  # what stands already is not looked at again, so that its pages stay shared
    try:
        for _ in range(jobs):
            here, there = context.Pipe(duplex=False)
            worker: BaseProcess = context.Process(target=_work, args=(begin, shares, claimed, there), daemon=True)
            worker.start()
            there.close()
            workers[here] = worker
        yield from _in_order(workers, len(shares))
    finally:
        gc.unfreeze()
        for worker in workers.values():
            worker.terminate()
            worker.join()


def _work(
    begin: Callable[[], Callable[[Item], Result]], shares: Sequence[Sequence[Item]], claimed: Any, answer: Connection
) -> None:
    """Take one share after another until none is left, and tell what came of each."""
    gc.set_threshold(SELDOM)
    try:
        work = begin()
        while True:
            with claimed.get_lock():
                number = claimed.value
                claimed.value += 1
            if number >= len(shares):
                break
            answer.send((number, [work(item) for item in shares[number]]))
    except KeyboardInterrupt:
        pass  # the first process tells it
    except Exception as fault:  # noqa: BLE001 - the first process raises it again
        answer.send((-1, fault))
    finally:
        answer.close()


def _in_order(workers: dict[Any, BaseProcess], shares: int) -> Iterator[Any]:
    waiting: dict[int, list[Any]] = {}
    following = 0
    listening = set(workers)
    while following < shares:
        if not listening:
            raise OperatorError("a process of the build has died; is there enough memory? --jobs 1 takes least")
        for connection in wait(list(listening)):
            number, results = _received(connection)
            if results is None:
                listening.discard(connection)
            elif number < 0:
                raise results
            else:
                waiting[number] = results
        while following in waiting:
            yield from waiting.pop(following)
            following += 1


def _received(connection: Any) -> tuple[int, Any]:
    """What a process sends next; None when it has ended."""
    try:
        number, results = connection.recv()
    except EOFError:
        return 0, None
    return number, results
