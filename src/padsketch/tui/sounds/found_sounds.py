"""Taking found sounds into the sketch: onto a pad, under it, or as a pad of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from padsketch.model.edits.layering import stacked_layers
from padsketch.model.kit import Credit
from padsketch.tui.desk import Desk
from padsketch.tui.editing.moving import go_to_pad
from padsketch.tui.screens.papers import folder_dialog
from padsketch.tui.sounds.sounds import browsing_of, is_entered

Use = Callable[[Path, Credit], object]
"""Takes a sound with its credit into the sketch."""


def enter(desk: Desk) -> None:
    """Go into the folder, or put the sound on the pad."""
    if not is_entered(browsing_of(desk)):
        put_here(desk)


def put_here(desk: Desk) -> None:
    """Let the pad under the cursor play the sound alone."""
    pad = desk.lane

    def use(path: Path, credit: Credit) -> None:
        from padsketch.session.sounds.using import put_on_pad

        put_on_pad(desk.session, path, credit, pad.pad)
        desk.say(f"{path.stem} is on {pad.name}; u takes it back")

    _use(desk, use)


def put_under(desk: Desk) -> None:
    """Let the pad under the cursor play the sound with what it plays."""
    pad = desk.lane

    def use(path: Path, credit: Credit) -> None:
        from padsketch.session.sounds.using import put_under_pad

        takes = "; of takes by turns one plays" if _plays_by_turns(desk, pad.pad) else ""
        put_under_pad(desk.session, path, credit, pad.pad)
        desk.say(f"{path.stem} is under {pad.name}{takes}; F6 shows it, u takes it back")

    _use(desk, use)


def put_on_new(desk: Desk) -> None:
    """Make a pad of the sound, and go there."""

    def use(path: Path, credit: Credit) -> None:
        _put_on_new_pad(desk, path, credit)
        desk.say(f"{path.stem} is on a pad of its own; u takes it back")

    _use(desk, use)


def look_into(desk: Desk) -> None:
    """Make a pad of the sound, and show its waveform, where it can be cut."""

    def use(path: Path, credit: Credit) -> None:
        _put_on_new_pad(desk, path, credit)
        desk.show_view("sample")

    _use(desk, use)


def ask_papers(desk: Desk) -> None:
    """Say who made the sounds of the folder of the one under the cursor."""
    from padsketch.session.sounds.asked_papers import credit_of, say, suggested

    path = browsing_of(desk).sound

    def said(credit: Credit) -> None:
        say(path, credit)
        desk.say(f"remembered for {path.parent.name}")

    desk.stage.show(folder_dialog(path, credit_of(path) or suggested(path)), said)


def _use(desk: Desk, use: Use) -> None:
    """Take the sound under the cursor, once it is known who made it."""
    from padsketch.session.sounds.asked_papers import credit_of, say, suggested

    path = browsing_of(desk).sound
    credit = credit_of(path)
    if credit is not None:
        use(path, credit)
        return
    dialog = folder_dialog(path, suggested(path))
    desk.stage.show(dialog, lambda said: use(path, say(path, said)))


def _plays_by_turns(desk: Desk, pad: str) -> bool:
    played = desk.session.played_kit
    at = played.index(pad) if played else None
    if played is None or at is None:
        return False
    return len(stacked_layers(played.pads[at])) < len(played.pads[at].layers)


def _put_on_new_pad(desk: Desk, path: Path, credit: Credit) -> None:
    from padsketch.session.sounds.using import put_on_new_pad

    go_to_pad(desk, put_on_new_pad(desk.session, path, credit))
