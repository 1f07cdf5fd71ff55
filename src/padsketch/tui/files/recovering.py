"""What was not saved before, on the screen: asked about at the start, listed at any time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from padsketch.display import counted, safe
from padsketch.storage.safety.recovered import Recovered
from padsketch.tui.desk import Desk
from padsketch.tui.screens.chooser import Chooser, Option
from padsketch.tui.screens.confirm import Answer, Confirm

ANSWERS = (
    Answer("r", "recover", "Recover"),
    Answer("l", "later", "Later"),
    Answer("t", "throw-away", "Throw away"),
)


def offer(desk: Desk) -> None:
    """Ask about what was left behind when the sketch was open before."""
    offered = desk.session.safety.recovering.offered
    if offered is not None:
        _ask(desk, offered)


def about_all(desk: Desk) -> str:
    """How much there is, is looked up when it is asked for: a disk may be slow."""
    return "earlier edits, and sketches without a name"


def choose(desk: Desk) -> None:
    """Choose what to recover."""
    desk.stage.behind("looking for what was not saved", _all(desk), partial(_choose, desk))


def _all(desk: Desk) -> Callable[[], list[Recovered]]:
    return lambda: desk.session.safety.recovering.all


def _choose(desk: Desk, states: list[Recovered]) -> None:
    if not states:
        desk.say("everything of before is saved")
        return
    by_path = {str(state.journal): state for state in states}
    options = [Option(path, state.headline, state.words) for path, state in by_path.items()]
    dialog = Chooser("Not saved", options, "")
    desk.stage.show(dialog, lambda path: _ask(desk, by_path[path]))


def _ask(desk: Desk, state: Recovered) -> None:
    title = "These edits were not saved" if state.folder else "This sketch was never saved"
    dialog = Confirm(title, ANSWERS, f"{state.headline}: {state.words}.")
    desk.stage.show(dialog, partial(_answered, desk, state))


def _answered(desk: Desk, state: Recovered, answer: str) -> None:
    recovering = desk.session.safety.recovering
    if answer == "recover":
        recovering.recover(state)
        desk.say(f"{counted(state.edits, 'edit')} back; Ctrl+S saves, undo returns")
    elif answer == "throw-away":
        recovering.throw_away(state)
        desk.say(f"put aside in {safe(str(state.thrown_away))}")
    else:
        recovering.later()
        desk.say("kept: F12 lists it")
