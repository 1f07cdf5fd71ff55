"""What is said about a lane: its steps, one step's details, its track."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from padsketch.errors import UsageError
from padsketch.model import edits
from padsketch.model.edits import Cell
from padsketch.model.parameters import TRACK
from padsketch.plain.steps import is_lane_text, number, typed_details, typed_lane, whole
from padsketch.plain.talk import Action, Talk
from padsketch.plain.telling import lane_line, step_words


def obey_lane(talk: Talk, pad: str, words: Sequence[str]) -> None:
    """Do what a line that begins with a pad says."""
    if not words:
        talk.say(lane_line(talk.session.current_pattern, pad))
    elif words[0] in _LANE_WORDS:
        _LANE_WORDS[words[0]](talk, [pad, *words[1:]])
    elif words[0] in TRACK and len(words) == 2:
        talk.session.edit(words[0], edits.set_channel, pad, **{words[0]: number(words[1])})
        talk.say(f"{pad} {words[0]} {getattr(talk.session.project.channel(pad), words[0]):g}")
    elif len(words) > 1 and words[0].isdecimal() and not is_lane_text(words[1]):
        _details(talk, Cell(pad, int(words[0]) - 1), words[1:])
    else:
        steps = typed_lane(talk.session.current_pattern, pad, " ".join(words))
        talk.session.edit_pattern(f"write {pad}", edits.put_steps, steps)
        talk.say(lane_line(talk.session.current_pattern, pad))


def _details(talk: Talk, cell: Cell, words: Sequence[str]) -> None:
    session = talk.session
    details, locks = typed_details(words)
    before = session.current_pattern.lane(cell.pad).step(cell.step)
    kept = {**dict(before.locks), **locks}.items()
    locked = tuple((name, value) for name, value in kept if value is not None)
    step = replace(before, **details, locks=locked)
    session.edit_pattern(f"step {cell.step + 1} of {cell.pad}", edits.put_step, cell, step)
    step = session.current_pattern.lane(cell.pad).step(cell.step)
    talk.say(f"{cell.pad} {cell.step + 1}: {step_words(step)}")


def _every(talk: Talk, words: Sequence[str]) -> None:
    if len(words) < 2:
        raise UsageError("every needs a number", "As in: hat every 2.")
    talk.session.edit_pattern("every", edits.fill_every, words[0], 0, whole(words[1]))
    talk.say(lane_line(talk.session.current_pattern, words[0]))


def _clear(talk: Talk, words: Sequence[str]) -> None:
    talk.session.edit_pattern(f"clear {words[0]}", edits.clear_lane, words[0])
    talk.say(lane_line(talk.session.current_pattern, words[0]))


def _mute(talk: Talk, words: Sequence[str]) -> None:
    talk.session.edit(f"mute {words[0]}", edits.toggle_mute, words[0])
    is_muted = talk.session.project.channel(words[0]).mute
    talk.say(f"{words[0]} {'muted' if is_muted else 'sounds'}")


def _solo(talk: Talk, words: Sequence[str]) -> None:
    talk.session.edit(f"solo {words[0]}", edits.toggle_solo, words[0])
    is_alone = talk.session.project.channel(words[0]).solo
    talk.say(f"{words[0]} {'soloed' if is_alone else 'no longer soloed'}")


_LANE_WORDS: dict[str, Action] = {"every": _every, "clear": _clear, "mute": _mute, "solo": _solo}
