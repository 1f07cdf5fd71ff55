"""The takes of a pattern: looking at them, listening, and taking their lanes into the pattern."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from padsketch.errors import UsageError
from padsketch.model import Project, edits
from padsketch.model.recording import Take
from padsketch.tui.controls import turning
from padsketch.tui.desk import Desk, Gesture
from padsketch.tui.editing.rows import Row
from padsketch.tui.screens.confirm import Answer, Confirm

Comp = Callable[[Project, Take, Iterable[str]], Project]
"""An edit that takes lanes of a take into its pattern."""


def takes_of(desk: Desk) -> tuple[Take, ...]:
    """The takes of the pattern that is seen."""
    return desk.session.takes.of(desk.session.pattern)


def place_in_front(desk: Desk) -> int:
    """Which of the takes is in front: the newest, until one is chosen; -1 where there is none."""
    numbers = [take.number for take in takes_of(desk)]
    return numbers.index(desk.take) if desk.take in numbers else len(numbers) - 1


def in_front(desk: Desk) -> Take:
    """The take in front; raises UsageError where there is none."""
    takes = takes_of(desk)
    if not takes:
        raise UsageError(
            f"Pattern {desk.session.pattern} has no takes yet", "F8 arms recording, space plays."
        )
    return takes[place_in_front(desk)]


def lanes_of(desk: Desk, take: Take) -> Sequence[Row]:
    """The lanes that a take played, as the grid has them; last those of pads that are gone."""
    played = take.played.lanes
    known = [row for row in desk.rows if row.pad in played]
    gone = played.keys() - {row.pad for row in known}
    return (*known, *(Row(pad, None, " ", pad) for pad in sorted(gone)))


def lane_in_front(desk: Desk, take: Take) -> int:
    """Which of the take's lanes is in front."""
    return min(desk.take_lane, len(take.played.lanes) - 1)


def choose(desk: Desk, place: int) -> None:
    """Put a take in front by its place; one that is listened to makes way for it."""
    takes = takes_of(desk)
    if takes:
        desk.take = takes[min(max(place, 0), len(takes) - 1)].number
    if desk.session.is_auditioning:
        _hear(desk)


def step_take(by: int) -> Gesture:
    """Put the take before or after this one in front."""
    return lambda desk: choose(desk, place_in_front(desk) + by)


def step_lane(by: int) -> Gesture:
    """Put the lane above or below this one in front."""

    def gesture(desk: Desk) -> None:
        take = in_front(desk)
        last = len(take.played.lanes) - 1
        desk.take_lane = min(max(lane_in_front(desk, take) + by, 0), last)

    return gesture


def is_heard(desk: Desk, take: Take) -> bool:
    """Whether a take is heard in place of its pattern's lanes."""
    return desk.session.is_auditioning and take is desk.auditioned


def listen(desk: Desk) -> None:
    """Hear the take in front in place of the pattern's lanes, or the pattern again."""
    if desk.session.is_auditioning:
        desk.session.audition(None)
        desk.say("the pattern as it is")
    else:
        _hear(desk)


def back(desk: Desk) -> None:
    """Hear the pattern again; once more leads back to the sketch."""
    if desk.session.is_auditioning:
        listen(desk)
    else:
        turning.back(desk)


def comp_lane(comp: Comp, words: str) -> Gesture:
    """Take the lane in front into the pattern."""

    def gesture(desk: Desk) -> None:
        take = in_front(desk)
        row = lanes_of(desk, take)[lane_in_front(desk, take)]
        _comp(desk, comp, take, [row], f"{row.name} {words} take {take.number}")

    return gesture


def comp_all(comp: Comp, words: str) -> Gesture:
    """Take all lanes of the take in front into the pattern."""

    def gesture(desk: Desk) -> None:
        take = in_front(desk)
        _comp(desk, comp, take, lanes_of(desk, take), f"all lanes {words} take {take.number}")

    return gesture


def comp_every_take(desk: Desk) -> None:
    """Layer all takes over the pattern, the newest on top."""
    in_front(desk)
    desk.session.edit("all takes", _layer_all, takes_of(desk))
    desk.say(f"layered all takes of {desk.session.pattern}")


def delete(desk: Desk) -> None:
    """Ask whether the take in front shall be thrown away."""
    take = in_front(desk)
    title = f"Delete take {take.number} of {take.pattern}? Undo does not bring it back"
    answers = [Answer("d", "delete", "Delete it"), Answer("k", "keep", "Keep it")]
    desk.stage.show(Confirm(title, answers), lambda answer: _answered(desk, take, answer))


def _answered(desk: Desk, take: Take, answer: str) -> None:
    if answer == "delete":
        desk.session.audition(None)
        desk.session.takes.remove(take)
        desk.say(f"deleted take {take.number} of {take.pattern}")


def _hear(desk: Desk) -> None:
    take, session = in_front(desk), desk.session
    if session.recorder.is_armed:
        raise UsageError("A take cannot be heard while recording", "F8 ends recording.")
    session.audition(edits.replace_with_take(session.project, take, take.played.lanes))
    desk.auditioned = take
    if not session.tick().playing:
        session.play_pattern()
    desk.say(f"take {take.number}: enter or esc leads back to the pattern")


def _comp(desk: Desk, comp: Comp, take: Take, rows: Iterable[Row], label: str) -> None:
    if not desk.session.edit(label, comp, take, [row.pad for row in rows]):
        raise UsageError(f"The pattern has these hits of take {take.number} already")
    desk.session.audition(None)
    desk.say(label)


def _layer_all(project: Project, takes: Iterable[Take]) -> Project:
    for take in takes:
        project = edits.layer_take(project, take, take.played.lanes)
    return project
