"""A folder of audio files as a kit: their names say what they play."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from padsketch.display import safe
from padsketch.errors import InvalidFile
from padsketch.formats.arrival import Arrival
from padsketch.formats.arriving import Arriving
from padsketch.formats.drafts import LayerDraft, PadDraft
from padsketch.formats.sample_finder import is_audio, walk_files
from padsketch.formats.sound_names import TakeName, natural_order, role_of, take_name
from padsketch.formats.velocities import equal_parts
from padsketch.model.kit import MAX_VELOCITY
from padsketch.model.roles import ROLES

MAX_FILES = 1000
"""Files of a folder that are looked at; 64 pads hold no more than this in any sensible way."""


def read_folder(path: Path) -> Arrival:
    """A kit of the audio files in a folder and the folders in it; raises InvalidFile.

    First one pad for every part of a drum set that is found, then the rest in natural order. Files
    whose names end in `_v2` or `_vel80` are layers by velocity, `_rr2` is a round robin.
    """
    files = [file for file in walk_files(path) if is_audio(file)]
    if not files:
        raise InvalidFile(
            f"{safe(str(path))} holds no audio files", "Name a folder with WAV or FLAC files."
        )
    arriving = Arriving(name=path.resolve().name, path=path)
    if len(files) > MAX_FILES:
        arriving.losses.tell(f"Only the first {MAX_FILES} files are looked at")
    pads = _grouped(path, sorted(files[:MAX_FILES], key=natural_order))
    return arriving.arrival(_drum_set_first(pads))


def _grouped(folder: Path, files: Iterable[Path]) -> list[tuple[str, PadDraft]]:
    """Pads with the parts that they play, "" for none."""
    takes: dict[Path, list[tuple[Path, TakeName]]] = {}
    for file in files:
        take = take_name(file.stem)
        key = file if take.name == file.stem else file.parent / take.name.casefold()
        takes.setdefault(key, []).append((file, take))
    pads = []
    for some in takes.values():
        file, take = some[0]
        name = take.name if len(some) > 1 else file.stem
        inner = file.parent.relative_to(folder).as_posix()
        pads.append((role_of(name) or role_of(inner), _pad(name, some)))
    return pads


def _pad(name: str, takes: list[tuple[Path, TakeName]]) -> PadDraft:
    ranges = _ranges({take.velocity for _, take in takes})
    has_rounds = len(takes) > len(ranges)
    return PadDraft(
        name=name,
        layers=[LayerDraft(file, *ranges[take.velocity]) for file, take in takes],
        layering="round-robin" if has_rounds else "stack",
    )


def _ranges(velocities: set[int]) -> dict[int, tuple[int, int]]:
    """Ranges by the number in the name: its place among them, or the highest velocity itself."""
    ordered = sorted(velocities)
    if len(ordered) > 1 and 16 < ordered[-1] <= MAX_VELOCITY:
        lows = [1, *(high + 1 for high in ordered)]
        return {high: (low, high) for low, high in zip(lows, ordered, strict=False)}
    return dict(zip(ordered, equal_parts(len(ordered)), strict=True))


def _drum_set_first(pads: list[tuple[str, PadDraft]]) -> list[PadDraft]:
    first: dict[str, PadDraft] = {}
    for role, pad in pads:
        if role:
            first.setdefault(role, pad)
    chosen = [first[role] for role in ROLES if role in first]
    return chosen + [pad for _, pad in pads if not any(pad is one for one in chosen)]
