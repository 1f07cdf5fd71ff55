"""What a sketch says of itself, in lines."""

from __future__ import annotations

from collections.abc import Iterator

from padsketch.model import Pattern, Project, Step
from padsketch.model.edits.cells import DETAILS
from padsketch.model.parameters import LOCKS
from padsketch.outputs.status import OutputStatus
from padsketch.session import Playhead, Session
from padsketch.storage.project_writing import lane_text
from padsketch.units import POSITIONS_PER_QUARTER


def status_lines(session: Session, playhead: Playhead | None) -> Iterator[str]:
    """What plays, how fast, through what, and whether it is saved."""
    project = session.project
    yield f"{project.title}: {project.bpm:g} BPM, {project.meter}, swing {project.swing:g} percent"
    yield f"kit {project.kit}, pattern {session.pattern}, {session.current_pattern.length} steps"
    yield f"playing {_place(project, playhead)}" if playhead else "stopped"
    yield _sound(session.output.status)
    yield _where(session)
    if session.safety.files.why_not:
        yield session.safety.files.why_not


def pattern_lines(project: Project, name: str, pads: tuple[str, ...]) -> Iterator[str]:
    """A pattern: its lanes as text, each followed by what its steps have beside a velocity."""
    pattern = project.pattern(name)
    yield f"{name} {pattern.name}".rstrip() + f": {pattern.length} steps of {pattern.step}"
    for pad in pads:
        if pad in pattern.lanes:
            yield lane_line(pattern, pad)
            yield from detail_lines(pattern, pad)
    if not pattern.lanes:
        yield "no hits yet"


def lane_line(pattern: Pattern, pad: str) -> str:
    """The steps of a lane as they are written in a project."""
    return f"{pad} {lane_text(pattern.lane(pad), pattern.lane_length(pad))}"


def detail_lines(pattern: Pattern, pad: str) -> Iterator[str]:
    """The steps of a lane that have more than a velocity."""
    for number, step in enumerate(pattern.lane(pad).steps, start=1):
        if step.has_details:
            yield f"  {pad} {number}: {step_words(step)}"


def step_words(step: Step) -> str:
    """Everything that a step has, in words that can be typed."""
    plain = Step()
    changed = [
        f"{name} {_detail_word(getattr(step, name))}"
        for name in DETAILS
        if getattr(step, name) != getattr(plain, name)
    ]
    return ", ".join([*changed, *(_lock_words(*lock) for lock in step.locks)]) or "a rest"


def _detail_word(value: object) -> str:
    return "on" if value is True else str(value)


def _lock_words(name: str, value: float) -> str:
    written = LOCKS[name].written(value)
    return f"{name} {written if isinstance(written, str) else f'{written:g}'}"


def _place(project: Project, playhead: Playhead) -> str:
    beats, unit = map(int, project.meter.split("/"))
    beat = 4 * POSITIONS_PER_QUARTER // unit
    bar, within = divmod(max(playhead.position, 0), beat * beats)
    words = f"{playhead.pattern}, bar {bar + 1}, beat {within // beat + 1}"
    if playhead.section < 0:
        return words
    return f"{project.song[playhead.section].section}, {words}"


def _sound(status: OutputStatus) -> str:
    if status.kind == "device":
        return f"sound through {status.name}"
    return f"silent: {status.message}. {status.hint}".replace("..", ".").rstrip()


def _where(session: Session) -> str:
    where = f"saved in {session.folder}" if session.folder else "in no folder yet"
    return f"{where}, with edits that are not saved" if session.is_dirty else where
