"""What a loop-back measured: a file of the user's own, the same for every project."""

from __future__ import annotations

from pathlib import Path

from padsketch.errors import Fault
from padsketch.storage.documents import read_text
from padsketch.storage.files import disk_errors, is_file, write_atomic
from padsketch.storage.toml import parse_toml, toml_pairs

ROUND_TRIPS_FILE = "round_trips.toml"
MOST_SECONDS = 10
"""What is longer was never measured."""


def round_trip_key(output: str, input: str, rate: int) -> str:
    """How a pair of devices at a rate in hertz is called in the file."""
    return f"{output} > {input}, {rate} Hz"


def load_round_trips(file: Path | None = None) -> dict[str, int]:
    """Frames by pair of devices; a file that cannot be read knows none, and is measured anew."""
    file = file or _own_file()
    text = read_text(file) if is_file(file) else ""
    document = parse_toml(text) if isinstance(text, str) else text
    if isinstance(document, Fault):
        return {}
    return {key: value for key, value in document.items() if _is_round_trip(key, value)}


def save_round_trip(key: str, frames: int, file: Path | None = None) -> None:
    """Keep what was measured beside what is known; raises PadsketchError."""
    file = file or _own_file()
    with disk_errors(file):
        file.parent.mkdir(parents=True, exist_ok=True)
    known = load_round_trips(file) | {key: frames}
    write_atomic(file, ("\n".join(toml_pairs(known)) + "\n").encode())


def _is_round_trip(key: str, value: object) -> bool:
    rate = key.removesuffix(" Hz").rpartition(" ")[2]
    if type(value) is not int or not rate.isdecimal():
        return False
    return 0 <= value <= MOST_SECONDS * int(rate)


def _own_file() -> Path:
    import platformdirs

    return platformdirs.user_state_path("padsketch") / ROUND_TRIPS_FILE
