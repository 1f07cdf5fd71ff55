"""The section in front in full: what can be turned, its name and a note to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from padsketch.model import PATTERN_NAMES, Project, edits
from padsketch.model.parameters import PAD, Parameter
from padsketch.model.project import MAX_BPM, MIN_BPM
from padsketch.model.song import MAX_REPEATS
from padsketch.tui.controls.rack import Control, Put, Rack, choice, sections
from padsketch.tui.desk import Desk
from padsketch.tui.screens.prompt import Prompt
from padsketch.tui.views.song import edit, place, section_in_front

PLAN = (("SECTION", ("pattern", "repeats")), ("SOUND", ("transpose", "bpm", "fill")))
REPEATS = Parameter(
    "repeats", "passes", 1.0, float(MAX_REPEATS), 1.0, "repeats", "how often its pattern plays"
)
TEMPO = Parameter("bpm", "bpm", MIN_BPM, MAX_BPM, MIN_BPM, "tempo", "its own, else the project's")
TRANSPOSE = PAD["tune"]._replace(name="transpose", label="pitch", help="pitch of all pads")
FILL = choice("fill", "fill", "steps that wait for a fill play", ("off", "on"))


def rack(desk: Desk) -> Rack:
    """What can be turned of the section in front; raises UsageError while the song is empty."""
    at, section, project = place(desk), section_in_front(desk), desk.session.project
    patterns = [n for n in PATTERN_NAMES if n in project.patterns or n == section.pattern]
    pattern = choice("pattern", "pattern", "what it plays", tuple(patterns))
    controls = [
        Control(pattern, float(patterns.index(section.pattern)), 0.0, _put_pattern(at, patterns)),
        Control(REPEATS, float(section.repeats), 1.0, _put(at, "repeats", 1, round)),
        Control(TRANSPOSE, section.transpose, 0.0, _put(at, "transpose", 0.0, float)),
        Control(
            TEMPO,
            section.bpm or project.bpm,
            project.bpm,
            _put(at, "bpm", None, float),
            is_set=section.bpm is not None,
        ),
        Control(FILL, float(section.fill), 0.0, _put(at, "fill", False, bool)),
    ]
    return Rack("section", f"section {at + 1} {section.called}", at, sections(PLAN, controls))


def _put(at: int, field: str, untouched: Any, setting: Callable[[float], Any]) -> Put:
    def put(project: Project, value: float | None) -> Project:
        changed = untouched if value is None else setting(value)
        return edits.set_section(project, at, **{field: changed})

    return put


def _put_pattern(at: int, patterns: list[str]) -> Put:
    def put(project: Project, value: float | None) -> Project:
        return edits.set_section(project, at, pattern=patterns[round(value or 0.0)])

    return put


def name_it(desk: Desk) -> None:
    """Type a name for the section in front."""
    _ask_text(desk, "section", f"Name of section {place(desk) + 1}", "empty: as its pattern")


def note_it(desk: Desk) -> None:
    """Type a note to the section in front."""
    _ask_text(
        desk,
        "note",
        f"Note to {section_in_front(desk).called}",
        "whatever should not be forgotten",
    )


def _ask_text(desk: Desk, field: str, title: str, hint: str) -> None:
    at = place(desk)
    prompt = Prompt(title, getattr(section_in_front(desk), field), hint, str.strip)
    label = f"{'name' if field == 'section' else field} of section {at + 1}"
    desk.ask(prompt, lambda text: edit(desk, label, edits.set_section, at, **{field: text}))
