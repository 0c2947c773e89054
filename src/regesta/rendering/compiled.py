"""Templates as they were compiled, kept in the folder of an edition from one command to the next.

In goes a template's source, out comes its code, if the same source was compiled by the same program before. A file that
is damaged, or of anything else, is as good as none; what cannot be written is compiled again the next time.
"""

from __future__ import annotations

import marshal
import os
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from jinja2 import BytecodeCache, compiler
from jinja2.bccache import Bucket

FOLDER = Path(".regesta") / "templates"
"""Where in an edition: beside all else that is kept of it and may always be thrown away."""
DIGEST = 32
"""Bytes at the head of a file that stand for the rest, for the template, and for what compiled it."""


class Compiled(BytecodeCache):
    """Keeps the code of each template in a file of its own; a template may run any code, so that this is no new way in.

    `writers` are the files of the program that write the code of templates, beside the engine's own.
    """

    def __init__(self, edition: Path, writers: tuple[str, ...]) -> None:
        self.folder = edition / FOLDER
        files = (compiler.__file__, *writers)
        self.made_by = sha256(f"{sys.version} {[*map(_state, files)]}".encode()).digest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, if it is kept."""
        with suppress(OSError):
            content = (self.folder / bucket.key).read_bytes()
            code = content[DIGEST:]
            if content[:DIGEST] == self._digest(bucket, code):
                bucket.code = marshal.loads(code)  # noqa: S302 - an edition's templates may run any code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template, whole or not at all."""
        code = marshal.dumps(bucket.code)
        beside = self.folder / f"{bucket.key}.{os.getpid()}"
        with suppress(OSError):
            self.folder.mkdir(exist_ok=True)
            beside.write_bytes(self._digest(bucket, code) + code)
            beside.replace(self.folder / bucket.key)

    def _digest(self, bucket: Bucket, code: bytes) -> bytes:
        return sha256(b"".join((self.made_by, bucket.checksum.encode(), code))).digest()


def _state(file: str) -> tuple[int, int]:
    found = Path(file).stat()
    return found.st_size, found.st_mtime_ns
