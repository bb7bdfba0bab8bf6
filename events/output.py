"""Writes a file so that it is either there whole or as it was before.

In: the name that a user gives. Out: a binary file to write to. What is written is left to the caller.
"""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def whole_file(name: Path | str) -> Iterator[BinaryIO]:
    """A file that takes its name only when the block ends well; standard output for ``-``.

    What had the name before stays when the block fails. A device or a named pipe is written to as it is.

    Raises
    ------
    OSError
        The folder cannot be written to, or the disk is full.
    """
    if str(name) == "-":
        if sys.stdout is None:
            raise OSError(errno.EBADF, "standard output is closed")
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(os.path.realpath(name))  # a link stays a link
    if path.exists() and not path.is_file():
        with path.open("wb") as out:
            yield out
        return
    handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())  # else a power cut could leave an empty file under the name
        os.chmod(unfinished, path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        os.replace(unfinished, path)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
