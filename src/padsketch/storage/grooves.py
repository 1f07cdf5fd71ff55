"""What can be borrowed from: the grooves, accents and feels that ship, and the user's own."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from padsketch.display import safe
from padsketch.errors import Fault, ReadOnly, UsageError
from padsketch.model.grooves import Feel, Library
from padsketch.storage.documents import Reading, read_document, read_text
from padsketch.storage.files import disk_errors, is_file, write_atomic
from padsketch.storage.groove_reading import GROOVES_FORMAT, GROOVES_KIND
from padsketch.storage.reading import invalid_file
from padsketch.storage.toml import toml_pairs

GROOVES_FILE = "grooves.toml"
_HEAD = f'format = "{GROOVES_FORMAT}"\nversion = 1\n'


def load_library() -> Library:
    """All that ships and what the user has; of two with one name the user's counts.

    Raises InvalidFile when the user's file has faults.
    """
    own, shipped = _user_library(), shipped_library()
    return Library(*(_joined(*pair) for pair in zip(shipped, own, strict=True)))


@lru_cache(maxsize=1)
def shipped_library() -> Library:
    """What comes with padsketch."""
    content = files("padsketch").joinpath(GROOVES_FILE).read_text(encoding="utf-8")
    return _library(GROOVES_FILE, read_document(content, GROOVES_KIND))


def user_grooves_file() -> Path:
    """Where the user's own are kept."""
    import platformdirs

    return platformdirs.user_config_path("padsketch") / GROOVES_FILE


def add_feel(feel: Feel) -> Path:
    """Keep a feel in the user's file, which stays as it is but for the new lines.

    Raises InvalidFile when that file has faults or could not be read with the new lines, ReadOnly
    when it is of a newer version, UsageError for a name that it has already, PadsketchError for a
    disk that refuses. Returns the file.
    """
    path = user_grooves_file()
    if feel.name in (own.name for own in _user_library().feels):
        raise UsageError(f"There is a feel '{safe(feel.name, 40)}' already", "Use another name.")
    content = path.read_text(encoding="utf-8") if is_file(path) else _HEAD
    if int(tomllib.loads(content)["version"]) > GROOVES_KIND.version:
        raise ReadOnly(f"{safe(str(path))} is of a newer version", "Update padsketch.")
    longer = f"{content.rstrip()}\n\n{feel_text(feel)}"
    _library(f"{path} with this feel", read_document(longer, GROOVES_KIND))
    with disk_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(path, longer.encode())
    return path


def feel_text(feel: Feel) -> str:
    """A feel as a file has it."""
    values: dict[str, Any] = {"name": feel.name, "step": feel.step}
    values |= {"timing": feel.timing, "velocity": feel.velocity, "roles": feel.roles}
    return "[[feels]]\n" + "\n".join(toml_pairs({k: v for k, v in values.items() if v})) + "\n"


def _user_library() -> Library:
    path = user_grooves_file()
    if not is_file(path):
        return Library()
    content = read_text(path)
    if isinstance(content, Fault):
        return _library(str(path), Reading(None, [content]))
    return _library(str(path), read_document(content, GROOVES_KIND))


def _library(name: str, reading: Reading) -> Library:
    if reading.faults:
        raise invalid_file(safe(name), reading.faults, "Mend the file, or move it away.")
    library: Library = reading.value
    return library


def _joined(shipped: tuple[Any, ...], own: tuple[Any, ...]) -> tuple[Any, ...]:
    """Both, in their order, one of each name."""
    return tuple({item.name: item for item in (*shipped, *own)}.values())
