"""What a key does to the transport."""

from __future__ import annotations

import time

from padsketch.model import edits
from padsketch.tui.desk import Desk
from padsketch.units import POSITIONS_PER_TICK

PANIC_SECONDS = 0.5
"""Space again within this time of stopping silences what rings."""


def play_or_stop(desk: Desk) -> None:
    """Play from bar 1, or stop; once more at once silences what rings."""
    if desk.session.tick().playing:
        desk.session.stop()
        desk.stopped_at = time.monotonic()
    elif time.monotonic() - desk.stopped_at < PANIC_SECONDS:
        desk.stopped_at = float("-inf")
        panic(desk)
    else:
        restart(desk)


def restart(desk: Desk) -> None:
    """Play from bar 1."""
    desk.follows = True
    desk.session.restart()


def panic(desk: Desk) -> None:
    """Silence everything."""
    desk.fingers.let_all_go()
    desk.session.panic()
    desk.say("silenced everything")


def play_pattern(desk: Desk) -> None:
    """Loop the pattern that is seen."""
    desk.follows = True
    desk.session.play_pattern(count_in=desk.session.recorder.count_in)


def play_song(desk: Desk) -> None:
    """Play the song from its beginning."""
    desk.follows = True
    desk.session.play_song()


def locate(desk: Desk, step: int) -> None:
    """Put the cursor on a step, and play from there while the pattern plays."""
    desk.move_to(desk.row, step)
    if desk.session.tick().playing and not desk.session.song_mode:
        desk.session.play_pattern(desk.step * desk.pattern.step_ticks * POSITIONS_PER_TICK)


def tap(desk: Desk) -> None:
    """Take a tap; two or more make a tempo."""
    seconds = time.monotonic() if desk.pressed_at is None else desk.pressed_at
    bpm = desk.session.tap(seconds)
    if bpm is None:
        desk.say("tap again in time")
        return
    set_bpm(desk, bpm, merge="tap")
    desk.say(f"{bpm:g} BPM")


def set_bpm(desk: Desk, bpm: float, merge: object = None) -> None:
    """Give the project a tempo."""
    desk.session.edit("tempo", edits.set_bpm, bpm, merge=merge)


def set_swing(desk: Desk, swing: float, merge: object = None) -> None:
    """Give the project a swing in percent."""
    desk.session.edit("swing", edits.set_swing, swing, merge=merge)


def nudge_bpm(desk: Desk, by: float) -> None:
    """Move the tempo."""
    set_bpm(desk, desk.session.project.bpm + by, desk.keep_merging("tempo"))


def nudge_swing(desk: Desk, by: float) -> None:
    """Move the swing."""
    set_swing(desk, desk.session.project.swing + by, desk.keep_merging("swing"))


def retry_output(desk: Desk) -> None:
    """Look for a sound device once more."""
    desk.session.output.retry()
    desk.say("looking for a sound device")
