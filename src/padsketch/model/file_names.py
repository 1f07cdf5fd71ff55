"""Names of files that every system can hold, made from whatever others called them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import count
from pathlib import PurePosixPath

MAX_STEM = 80
MAX_SUFFIX = 10
_STRANGE = re.compile(r"[^A-Za-z0-9._ ()+-]+")
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)


def is_device(name: str) -> bool:
    """Whether Windows takes a name for a device, whatever its suffix."""
    return _DEVICE.fullmatch(name.partition(".")[0].rstrip(" ")) is not None


def plain_name(name: str, empty: str = "sound") -> str:
    """A name in ASCII, without folders, of moderate length, its suffix in small letters.

    empty: what a name becomes of which nothing is left.
    """
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    path = PurePosixPath(_STRANGE.sub("_", _ascii(last)).strip(" .-"))
    stem, suffix = path.stem[:MAX_STEM].strip(" .-"), path.suffix.lower()[:MAX_SUFFIX].rstrip(" .")
    plain = (stem if stem.strip("_") else empty) + suffix
    return f"_{plain}" if is_device(plain) else plain


def free_name(wanted: str, is_taken: Callable[[str], bool]) -> str:
    """The wanted name, or the first of `kick_2.wav`, `kick_3.wav`... that is free."""
    path = PurePosixPath(wanted)
    names = (f"{path.stem}_{number}{path.suffix}" for number in count(2))
    return wanted if not is_taken(wanted) else next(n for n in names if not is_taken(n))


def flat_names(files: Iterable[str], taken: Iterable[str] = ()) -> dict[str, str]:
    """A plain name for every file, all different in any case, in their order."""
    used = {name.casefold() for name in taken}
    flat: dict[str, str] = {}
    for file in dict.fromkeys(files):
        flat[file] = free_name(plain_name(file), lambda name: name.casefold() in used)
        used.add(flat[file].casefold())
    return flat


def _ascii(text: str) -> str:
    """Letters without their marks; what is no ASCII then becomes a mark of its own."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(char for char in parts if not unicodedata.combining(char))
