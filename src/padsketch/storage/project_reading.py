"""A project from the tables of its file."""

from __future__ import annotations

from typing import Any

from padsketch.model.mixer import MAX_LEVEL_DB, MIN_LEVEL_DB, Channel, Master
from padsketch.model.project import MAX_BPM, MAX_SEED, MIN_BPM, Project
from padsketch.model.song import MAX_REPEATS, Section
from padsketch.storage.documents import DocumentKind, format_name, version_number
from padsketch.storage.migrations import PROJECT_MIGRATIONS, PROJECT_VERSION
from padsketch.storage.pattern_reading import SWING, read_pattern
from padsketch.storage.reading import Place, Reader, read_entries, read_list, read_table
from padsketch.storage.values import (
    file_name,
    flag,
    kept,
    meter,
    number,
    pad_mention,
    parameter,
    pattern_mention,
    pattern_name,
    text,
    whole,
)

PROJECT_FORMAT = "padsketch-project"
_BPM = number(MIN_BPM, MAX_BPM, places=3)
_LEVEL = number(MIN_LEVEL_DB, MAX_LEVEL_DB)


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


def _patterns(value: object, place: Place) -> dict[str, Any]:
    return read_entries(value, place, pattern_name, read_pattern)


def _mixer(value: object, place: Place) -> dict[str, Any]:
    return read_entries(value, place, pad_mention, _channel)


_SECTION: dict[str, Reader] = {
    "section": text,
    "pattern": pattern_mention,
    "repeats": whole(1, MAX_REPEATS),
    "mute": _mute,
    "transpose": parameter("tune"),
    "bpm": _BPM,
    "note": text,
}
_CHANNEL: dict[str, Reader] = {
    "level_db": _LEVEL,
    "pan": parameter("pan"),
    "mute": flag,
    "solo": flag,
}
_MASTER: dict[str, Reader] = {"level_db": _LEVEL}
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
    "mixer": _mixer,
    "master": _master,
    "x": kept,
}
PROJECT_KIND = DocumentKind(PROJECT_VERSION, PROJECT_MIGRATIONS, _read_project)
