"""What is done to the layer on the waveform page: cut, faded, turned, levelled; the file stays."""

from __future__ import annotations

from typing import Any

from padsketch.analysis.matching import COMMON_DB
from padsketch.errors import UsageError
from padsketch.model.edits.shaping import shape_layer
from padsketch.model.treatment import FIELDS, UNTREATED
from padsketch.session.sounds.shaping import Shaping
from padsketch.tui.desk import Desk, Gesture
from padsketch.tui.views.pad import pad_in_front
from padsketch.tui.waves import listening
from padsketch.tui.waves.wave import Page, layer_place, page
from padsketch.tui.waves.wave_desk import LoopTries


def trim(desk: Desk) -> None:
    """Play only what is selected, else the slice that the cursor stands in."""
    found = page(desk)
    start, end = found.part
    if (start, end) == found.played:
        raise UsageError("This is what is played already", "Select less of it with H and L.")
    change(desk, "trim", **_range(found, start, end))
    desk.say(_played_text(desk))


def trim_silence(desk: Desk) -> None:
    """Play nothing of what is silent at both ends."""
    if not _shaping(desk).trim():
        raise UsageError("There is no silence at its ends")
    layer = pad_in_front(desk).shown_layer
    desk.say(f"plays from {layer.start:.1f} ms to {layer.end:.1f} ms")


def normalise(desk: Desk) -> None:
    """Let its highest peak reach full scale."""
    if not _shaping(desk).normalise():
        raise UsageError("Its peak is at full scale already")
    desk.say(f"peak at 0 dB: {_level_text(desk)}")


def normalise_loudness(desk: Desk) -> None:
    """Make it as loud as sounds that are browsed are."""
    if not _shaping(desk).normalise_loudness():
        raise UsageError("It is as loud as this already")
    desk.say(f"loudest moment at {COMMON_DB:g} dB: {_level_text(desk)}")


def set_end(desk: Desk, is_end: bool, frame: int, merge: object = None) -> None:
    """Let what is played begin or end at a frame, at least one before or behind the other end."""
    found = page(desk)
    start, end = found.played
    start, end = (start, max(frame + 1, start + 1)) if is_end else (min(frame, end - 1), end)
    change(desk, "end" if is_end else "start", merge, **_range(found, start, end))


def fade(rises: bool) -> Gesture:
    """Fade in up to the cursor, or out from there on; at the ends of what is played: not at all."""

    def gesture(desk: Desk) -> None:
        found = page(desk)
        (start, end), at = found.played, found.place.cursor
        if not start <= at < end:
            raise UsageError("The cursor stands outside of what is played")
        frames = at - start if rises else end - 1 - at
        ms = round(found.milliseconds(frames) * found.layer.stretch, 1)
        is_in = rises != found.layer.reverse
        words = "fade in" if rises else "fade out"
        change(desk, words, **{"fade_in" if is_in else "fade_out": ms})
        desk.say(f"{words} over {ms:g} ms" if ms else f"no {words}")

    return gesture


def toggle(name: str, on: str, off: str) -> Gesture:
    """Switch one of the things that are done to the sound."""

    def gesture(desk: Desk) -> None:
        is_on = not getattr(page(desk).layer, name)
        change(desk, on if is_on else off, **{name: is_on})
        desk.say(on if is_on else off)

    return gesture


REVERSE = toggle("reverse", "backwards", "forwards again")
REMOVE_DC = toggle("remove_dc", "without offset", "with its offset again")
INVERT = toggle("invert", "polarity turned over", "polarity as in the file")


def find_loop(desk: Desk) -> None:
    """Let the pad go round where it is not heard to, and hear that; once more: the next best."""
    shaping, tries = _shaping(desk), desk.wave.loops
    if tries is not None and (tries.pad, tries.layer) == (shaping.pad, shaping.layer):
        guesses, at = tries.guesses, (tries.at + 1) % len(tries.guesses)
    else:
        guesses, at = shaping.loops(), 0
    guess = shaping.loop(guesses[at] if guesses else None)
    desk.wave.loops = LoopTries(shaping.pad, shaping.layer, guesses, at)
    sound = shaping.sound
    listening.hear(desk, sound.frames[guess.start : guess.end], sound.layer.level_db, loops=True)
    start, end = guess.start / sound.rate, guess.end / sound.rate
    about = f"loop {at + 1} of {len(guesses)}: {start:.3f} to {end:.3f} s"
    desk.say(f"{about}, {guess.score:.0%} alike: once more for the next, Esc ends")


def consolidate(desk: Desk) -> None:
    """Write what is played to a file of its own, and play that."""
    file = _shaping(desk).consolidate()
    desk.say(f"{file} is what was played: u goes back")


def untreat(desk: Desk) -> None:
    """Play the whole sound as it is in its file."""
    layer = page(desk).layer
    plain = {name: getattr(UNTREATED, name) for name in FIELDS}
    if all(getattr(layer, name) == value for name, value in plain.items()):
        raise UsageError("The sound is played as it is in its file")
    change(desk, "as in the file", **plain)
    desk.say(f"{layer.file} as it is in its file")


def change(desk: Desk, what: str, merge: object = None, **values: Any) -> None:
    """Change the layer in front, as an edit that says what was done to which pad."""
    own, kit, at = pad_in_front(desk).own, desk.session.kit, layer_place(desk)
    desk.session.edit(f"{what} ({own.name})", shape_layer, kit, own.id, at, merge=merge, **values)


def _shaping(desk: Desk) -> Shaping:
    return Shaping(desk.session, pad_in_front(desk).own.id, layer_place(desk))


def _range(found: Page, start: int, end: int) -> dict[str, float]:
    """Start and end of a layer in milliseconds; an end that is the sound's own needs none."""
    before, behind = found.pad_range
    is_whole = end >= found.wave.length and not behind
    first = max(found.milliseconds(start) - before, 0.0)
    return {"start": first, "end": 0.0 if is_whole else found.milliseconds(end)}


def _level_text(desk: Desk) -> str:
    return f"its level is {pad_in_front(desk).shown_layer.level_db:+.1f} dB"


def _played_text(desk: Desk) -> str:
    found = page(desk)
    start, end = (frame / found.wave.rate for frame in found.played)
    return f"plays {end - start:.3f} s, from {start:.3f} to {end:.3f}"
