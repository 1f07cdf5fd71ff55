"""Listening to parts of the sound on the waveform page, and knowing which frame is heard."""

from __future__ import annotations

import time

from padsketch.engine.bank import Audio
from padsketch.engine.snapshot import Snapshot
from padsketch.tui.desk import Desk
from padsketch.tui.drawing.wave import Frames
from padsketch.tui.waves.wave import Page, page
from padsketch.tui.waves.wave_desk import Listening
from padsketch.units import db_to_gain


def listen(desk: Desk) -> None:
    """Hear the selection, else the slice that the cursor stands in; or be silent again."""
    if desk.session.player.snapshot().listened >= 0:
        stop(desk)
    else:
        listen_to(desk, page(desk).part)


def listen_on(desk: Desk) -> None:
    """Hear the sound from the cursor to its end."""
    found = page(desk)
    listen_to(desk, (found.place.cursor, found.wave.length))
    desk.say("heard from here on: . marks what is heard, Esc ends it")


def listen_to(desk: Desk, part: Frames) -> None:
    """Hear frames of the sound, half-open, at the level of its layer."""
    found = page(desk)
    hear(desk, found.wave.heard_part(*part), found.layer.level_db)
    desk.wave.listening = Listening(found.wave.path, *part)


def hear(desk: Desk, frames: Audio, level_db: float, loops: bool = False) -> None:
    """Hear frames at the player's rate, once or over and over, without a playhead."""
    desk.session.player.listen(frames, db_to_gain(level_db), loop=loops)
    desk.wave.listening = None


def stop(desk: Desk) -> None:
    """Hear nothing of it any more."""
    desk.session.player.unlisten()
    desk.wave.listening = None


def heard_frame(desk: Desk, snapshot: Snapshot, at: float | None = None) -> int:
    """The frame of the file that is heard at a time of `time.monotonic`, now for None; -1: none."""
    listening = desk.wave.listening
    if listening is None or snapshot.listened < 0:
        return -1
    wave = desk.session.looking.waves.get(listening.path)
    if wave is None:
        return -1
    rate = desk.session.player.rate
    moment = time.monotonic() if at is None else at
    # What is listened to lies behind the master: it is not late by what the music is.
    late = snapshot.frame - snapshot.latency - snapshot.heard_frame(moment, rate)
    frame = wave.frame_of(listening.start, max(0, snapshot.listened - late))
    return min(frame, listening.end - 1)


def is_heard(desk: Desk, found: Page) -> bool:
    """Whether what is listened to is the sound that is seen."""
    return desk.wave.listening is not None and desk.wave.listening.path == found.wave.path
