"""One build of an edition at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from regesta.findings import OperatorError

if sys.platform != "win32":
    import fcntl


@contextmanager
def sole_writer(folder: Path) -> Iterator[None]:
    """Hold a folder for one build; raises OperatorError while another process builds from it.

    The system lets go of it when the process ends, however it ends.
    """
    if sys.platform == "win32":
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        _hold(handle, folder)
        yield
    finally:
        os.close(handle)


def _hold(handle: int, folder: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise OperatorError(f"{folder} is being built by another command; wait until it has finished") from None
