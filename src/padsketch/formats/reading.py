"""Files of strangers, read whole when they are small enough."""

from __future__ import annotations

from pathlib import Path

from padsketch.display import safe
from padsketch.errors import InvalidFile


def read_limited(path: Path, most: int) -> bytes:
    """The bytes of a file that has at most so many; raises InvalidFile."""
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    if len(data) > most:
        raise InvalidFile(
            f"{safe(str(path))} is larger than {_size(most)}", "Nothing that is read needs as much."
        )
    return data


def _size(most: int) -> str:
    return f"{most >> 20} MiB" if most >= 1 << 20 else f"{most >> 10} KiB"


def unreadable(path: Path, error: OSError | ValueError) -> InvalidFile:
    """What a user is told when the system does not open a file."""
    why = error.strerror if isinstance(error, OSError) else None
    return InvalidFile(
        f"{safe(str(path))} cannot be read: {why or 'no file can be called that'}",
        "Check its name and its permissions.",
    )
