"""What the search index costs to make and to bring up to date, on an edition of invented words.

    python tests/bench/search_increment.py [--documents 2000] [--added 70] [--seed 1]

The whole index is made once; then documents are added one by one. Times are those of this machine with whatever else
it does; processor time is told beside them.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Generator
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from search_names import make

from regesta.model import Output
from regesta.search.entries import entry_of
from regesta.search.increment import Change, index_increment
from regesta.search.index import index_all
from regesta.search.names import forms_of


class Drained(msgspec.Struct, frozen=True):
    """Files and bytes of a whole index, and its state."""

    files: int
    size: int
    state: bytes


def drain(outputs: Generator[Output, None, bytes]) -> Drained:
    """Take every file of a whole index and keep none."""
    files = size = 0
    while True:
        try:
            size += len(next(outputs).content)
            files += 1
        except StopIteration as end:
            return Drained(files, size, end.value)


def processor() -> float:
    """Seconds of processor time of this process and of those it started."""
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in both)


def main() -> None:
    """Make an edition, index it, add documents, and print what each step took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--added", type=int, default=70)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    made = make(documents=given.documents + given.added, paragraphs=12, words=70, names=300, seed=given.seed)
    forms = forms_of(made.edition.authority)
    documents = {one.record.id: one for one in made.edition.documents}
    ids = list(documents)
    began, used = time.perf_counter(), processor()
    drained = drain(index_all(ids[: given.documents], lambda one: entry_of(documents[one], forms), forms))
    seconds, spent = time.perf_counter() - began, processor() - used
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    sys.stdout.write(
        f"whole index of {given.documents:,} documents: {seconds:.1f} s, {1000 * seconds / given.documents:.2f} ms each"
        f" ({1000 * spent / given.documents:.2f} of processor), {drained.files:,} files, {drained.size / 1e6:.1f} MB,"
        f" state {len(drained.state):,} bytes, the engine took at most {memory:.0f} MB\n"
    )
    entries = {one: entry_of(documents[one], forms) for one in ids}
    state = drained.state
    for number, one in enumerate(ids[given.documents :], 1):
        began, used = time.perf_counter(), processor()
        done = index_increment(state, [Change(one, None, entries[one])], entries.__getitem__, forms)
        if done is None:
            sys.stdout.write("a whole index is asked for\n")
            break
        sys.stdout.write(
            f"{number} added: {time.perf_counter() - began:.3f} s ({processor() - used:.3f} of processor),"
            f" {len(done.outputs)} files written, {len(done.removed)} removed, state {len(done.state):,} bytes\n"
        )
        state = done.state


if __name__ == "__main__":
    main()
