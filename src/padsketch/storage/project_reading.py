"""A project from the tables of its file."""

from __future__ import annotations

import itertools
import re
from typing import Any

from padsketch.model.mixer import Channel, Delay, Master, Reverb
from padsketch.model.mute_groups import MUTE_GROUPS
from padsketch.model.pad_settings import PadSettings
from padsketch.model.parameters import DELAY, MASTER, PAD, REVERB, TRACK
from padsketch.model.project import MAX_BPM, MAX_SEED, MIN_BPM, Project
from padsketch.model.samples import SampleIdentity
from padsketch.model.song import MAX_REPEATS, Section
from padsketch.storage.documents import DocumentKind, format_name, version_number
from padsketch.storage.kit_reading import PAD_SETTINGS, file_inside, read_credits
from padsketch.storage.migrations import PROJECT_MIGRATIONS, PROJECT_VERSION
from padsketch.storage.pattern_reading import SWING, read_pattern
from padsketch.storage.reading import Place, Reader, read_entries, read_list, read_table, shown
from padsketch.storage.values import (
    choice,
    file_name,
    flag,
    kept,
    meter,
    number,
    pad_mention,
    parameter,
    parameters,
    pattern_mention,
    pattern_name,
    text,
    whole,
)

PROJECT_FORMAT = "padsketch-project"
MAX_FRAME = 2**31 - 1
MAX_SIZE = 2**63 - 1
_SHA256 = re.compile("[0-9a-f]{64}")
_BPM = number(MIN_BPM, MAX_BPM, places=3)


def _read_project(document: object, place: Place) -> Project:
    values = read_table(document, place, _PROJECT, required=("format", "version"))
    values.pop("format", None)
    return Project(**values)


def _section(value: object, place: Place) -> Section | None:
    values = read_table(value, place, _SECTION, required=("section", "pattern"))
    return Section(**values) if {"section", "pattern"} <= values.keys() else None


def _mute(value: object, place: Place) -> tuple[Any, ...]:
    return read_list(value, place, pad_mention)


def _song(value: object, place: Place) -> tuple[Any, ...]:
    return read_list(value, place, _section)


def _channel(value: object, place: Place) -> Channel:
    return Channel(**read_table(value, place, _CHANNEL))


def _master(value: object, place: Place) -> Master:
    return Master(**read_table(value, place, _MASTER))


def _delay(value: object, place: Place) -> Delay:
    return Delay(**read_table(value, place, _DELAY))


def _reverb(value: object, place: Place) -> Reverb:
    return Reverb(**read_table(value, place, _REVERB))


def _pad(value: object, place: Place) -> PadSettings:
    settings = read_table(value, place, _PAD)
    values = {name: settings.pop(name) for name in PAD if name in settings}
    return PadSettings(values=values, **settings)


def _pads(value: object, place: Place) -> dict[str, Any]:
    return read_entries(value, place, pad_mention, _pad)


def _marks(value: object, place: Place) -> tuple[int, ...]:
    marks: tuple[int, ...] = read_list(value, place, whole(0, MAX_FRAME))
    if any(later <= mark for mark, later in itertools.pairwise(marks)):
        raise ValueError("marks rise from one to the next")
    return marks


def _markers(value: object, place: Place) -> dict[str, Any]:
    return read_entries(value, place, file_inside, _marks)


def _sha256(value: object, place: Place) -> str:
    if not _SHA256.fullmatch(text(value, place)):
        raise ValueError(f"{shown(value)} is not a SHA-256 of 64 digits 0-9 and a-f")
    return str(value)


def _identity(value: object, place: Place) -> SampleIdentity | None:
    values = read_table(value, place, _IDENTITY, required=("size", "sha256"))
    return SampleIdentity(**values) if len(values) == len(_IDENTITY) else None


def _samples(value: object, place: Place) -> dict[str, Any]:
    return read_entries(value, place, file_inside, _identity)


def _sidechain(value: object, place: Place) -> str:
    return pad_mention(value, place) if value != "" else ""


def _patterns(value: object, place: Place) -> dict[str, Any]:
    return read_entries(value, place, pattern_name, read_pattern)


def _muted_together(value: object, place: Place) -> tuple[Any, ...]:
    pads = read_list(value, place, pad_mention)
    if value == []:
        raise ValueError("a mute group holds at least one pad")
    return pads


def _mute_groups(value: object, place: Place) -> dict[str, Any]:
    return read_entries(value, place, choice("a mute group", MUTE_GROUPS), _muted_together)


def _mixer(value: object, place: Place) -> dict[str, Any]:
    return read_entries(value, place, pad_mention, _channel)


_SECTION: dict[str, Reader] = {
    "section": text,
    "pattern": pattern_mention,
    "repeats": whole(1, MAX_REPEATS),
    "mute": _mute,
    "transpose": parameter(PAD["tune"]),
    "bpm": _BPM,
    "fill": flag,
    "note": text,
}
_CHANNEL: dict[str, Reader] = {
    "mute": flag,
    "solo": flag,
    "sidechain": _sidechain,
    **parameters(TRACK),
}
_DELAY = parameters(DELAY)
_REVERB = parameters(REVERB)
_MASTER = parameters(MASTER)
_IDENTITY: dict[str, Reader] = {"size": whole(0, MAX_SIZE), "sha256": _sha256}
_PAD: dict[str, Reader] = {"name": text, **PAD_SETTINGS, **parameters(PAD)}
_PROJECT: dict[str, Reader] = {
    "format": format_name(PROJECT_FORMAT),
    "version": version_number,
    "title": text,
    "bpm": _BPM,
    "meter": meter,
    "key": text,
    "swing": SWING,
    "seed": whole(0, MAX_SEED),
    "kit": file_name,
    "patterns": _patterns,
    "song": _song,
    "pads": _pads,
    "markers": _markers,
    "credits": read_credits,
    "samples": _samples,
    "mute_groups": _mute_groups,
    "mixer": _mixer,
    "delay": _delay,
    "reverb": _reverb,
    "master": _master,
    "x": kept,
}
PROJECT_KIND = DocumentKind(PROJECT_VERSION, PROJECT_MIGRATIONS, _read_project)
