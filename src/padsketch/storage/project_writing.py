"""A project as text that a `git diff` can read: one lane is one line."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from padsketch.model.kit import Credit
from padsketch.model.pad_settings import PadSettings
from padsketch.model.parameters import GROUPS, LOCKS, PAD, TRACK
from padsketch.model.pattern import Lane, Pattern
from padsketch.model.project import PATTERN_NAMES, Project
from padsketch.model.song import Section
from padsketch.model.step import GLYPH_STEPS, GLYPH_VELOCITY, REST, Step, velocity_to_glyph
from padsketch.storage.project_reading import PROJECT_FORMAT
from padsketch.storage.toml import toml_key, toml_pairs, toml_tables
from padsketch.storage.writing import changed, layer_values, written

PatternLines = Callable[[str, Pattern], Iterable[str]]

_ALWAYS_SECTION = ("section", "pattern")
_ALWAYS_PATTERN = ("length", "step")
_PAD_KEYS = ("name", *PAD, "mode", "choke", "layering", "layers")
_LANE_OPTIONS = ("length", "swing", "speed", "rotation", "direction")
_STEP_FIELDS = tuple(name for name in Step.__struct_fields__ if name not in ("velocity", "locks"))
_GLYPHS = tuple(map(velocity_to_glyph, range(128)))
_PLAIN = frozenset(GLYPH_STEPS.values())


def project_lines(project: Project) -> Iterator[str]:
    """The lines of a project file, keys in a fixed order, defaults left out."""
    return itertools.chain.from_iterable(project_blocks(project, pattern_lines))


def project_blocks(project: Project, lines_of: PatternLines) -> Iterator[Iterable[str]]:
    """`project_lines` in blocks: what comes before the patterns, each of them, the rest.

    lines_of: gives the lines of a pattern for the path of its table, as `pattern_lines` does.
    """
    yield toml_pairs(_head(project))
    for name in PATTERN_NAMES:
        if name in project.patterns:
            yield lines_of(f"patterns.{name}", project.patterns[name])
    yield _lines_after_patterns(project)


def _lines_after_patterns(project: Project) -> Iterator[str]:
    for section in project.song:
        yield from ("", "[[song]]")
        yield from toml_pairs(changed(section, Section(section="", pattern=""), _ALWAYS_SECTION))
    if project.mute_groups:
        yield from toml_tables("mute_groups", dict(sorted(project.mute_groups.items())))
    yield from _sound_lines(project)
    for pad, channel in project.mixer.items():
        values = written(TRACK, changed(channel, type(channel)()))
        yield from toml_tables(f"mixer.{toml_key(pad)}", values)
    for bus in ("delay", "reverb", "master"):
        yield from _bus_lines(bus, getattr(project, bus))
    if project.x:
        yield from toml_tables("x", project.x)


def _sound_lines(project: Project) -> Iterator[str]:
    for pad, settings in project.pads.items():
        yield from toml_tables(f"pads.{toml_key(pad)}", _pad_values(settings))
    if project.markers:
        yield from toml_tables("markers", dict(sorted(project.markers.items())))
    for file, credit in sorted(project.credits.items()):
        yield from toml_tables(f"credits.{toml_key(file)}", changed(credit, Credit()))
    for file, identity in sorted(project.samples.items()):
        yield from toml_tables(f"samples.{toml_key(file)}", msgspec.structs.asdict(identity))


def lane_text(lane: Lane, length: int) -> str:
    """The steps of a lane as glyphs, written out to its length; nearest glyphs for velocities."""
    return "".join(_GLYPHS[step.velocity] for step in lane.steps).ljust(length, _GLYPHS[0])


def _bus_lines(bus: str, values: msgspec.Struct) -> Iterator[str]:
    if settings := changed(values, type(values)()):
        yield from toml_tables(bus, written(GROUPS[bus], settings))


def _pad_values(settings: PadSettings) -> dict[str, Any]:
    changes = settings.changes
    values = written(PAD, {name: changes[name] for name in _PAD_KEYS if name in changes})
    if settings.layers is not None:
        # A table among values would be written under a header of its own.
        values["layers"] = [layer_values(layer) for layer in settings.layers]
    return values


def _head(project: Project) -> dict[str, Any]:
    key = {"key": project.key} if project.key else {}
    return {
        "format": PROJECT_FORMAT,
        "version": project.version,
        "title": project.title,
        "bpm": project.bpm,
        "meter": project.meter,
        **key,
        "swing": project.swing,
        "seed": project.seed,
        "kit": project.kit,
    }


def pattern_lines(path: str, pattern: Pattern) -> Iterator[str]:
    """A pattern as the table of a path: one lane is one line."""
    values = changed(pattern, Pattern(), _ALWAYS_PATTERN)
    values.pop("lanes", None)
    yield from toml_tables(path, values)
    if pattern.lanes:
        yield from ("", f"[{path}.lanes]")
        yield from _lane_lines(pattern)
    for pad, lane in pattern.lanes.items():
        yield from _lock_lines(f"{path}.locks", pad, lane)
    for pad, lane in pattern.lanes.items():
        if options := _lane_options(lane):
            yield from toml_tables(f"{path}.lane_options.{toml_key(pad)}", options)


def _lane_lines(pattern: Pattern) -> Iterator[str]:
    keys = {pad: toml_key(pad) for pad in pattern.lanes}
    width = max(map(len, keys.values()))
    for pad, lane in pattern.lanes.items():
        steps = lane_text(lane, pattern.lane_length(pad))
        yield f'{keys[pad].ljust(width)} = "{steps}"'


def _lock_lines(path: str, pad: str, lane: Lane) -> Iterator[str]:
    for number, step in enumerate(lane.steps, start=1):
        if details := _details(step):
            yield from ("", f"[[{path}]]")
            yield from toml_pairs({"lane": pad, "step": number, **details})


def _details(step: Step) -> dict[str, Any]:
    if step in _PLAIN:
        return {}
    exact = GLYPH_VELOCITY[_GLYPHS[step.velocity]] == step.velocity
    velocity = {} if exact else {"velocity": step.velocity}
    fields = {name: getattr(step, name) for name in _STEP_FIELDS}
    details = {name: value for name, value in fields.items() if value != getattr(REST, name)}
    return {**velocity, **details, **written(LOCKS, dict(step.locks))}


def _lane_options(lane: Lane) -> dict[str, Any]:
    options = changed(lane, Lane())
    return {name: options[name] for name in _LANE_OPTIONS if name in options}
