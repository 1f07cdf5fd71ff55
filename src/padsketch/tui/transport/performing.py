"""What a key does while the music plays: fills, mute groups, where a pattern lands, tempo jumps."""

from __future__ import annotations

from padsketch.errors import UsageError
from padsketch.model import STEP_TICKS, edits
from padsketch.model.project import MAX_BPM, MIN_BPM
from padsketch.session.performing import LANDINGS
from padsketch.tui.desk import Desk, Gesture
from padsketch.tui.transport import playing

LANDING_WORDS = {
    "end": "at the end of the one that plays",
    "bar": "on the next bar",
    "once": "at once, where the one that plays is",
}


def latch_fill(desk: Desk) -> None:
    """Let the steps that wait for a fill play, or no longer."""
    performing = desk.session.performing
    performing.latch_fill(not performing.is_latched)
    desk.say("fill on" if performing.is_filling else "fill off")


def toggle_repeat(desk: Desk) -> None:
    """Let held pads be hit again and again, or once."""
    performing = desk.session.performing
    performing.repeat(not performing.is_repeating)
    _say_repeat(desk)


def next_rate(desk: Desk) -> None:
    """Take the next rate of note repeat."""
    performing, rates = desk.session.performing, list(STEP_TICKS)
    performing.set_rate(rates[(rates.index(performing.rate) + 1) % len(rates)])
    _say_repeat(desk)


def _say_repeat(desk: Desk) -> None:
    performing = desk.session.performing
    desk.say(f"note repeat {'on' if performing.is_repeating else 'off'}, every {performing.rate}")


def repeat_words(desk: Desk) -> str:
    """Note repeat and its rate while it is on."""
    performing = desk.session.performing
    return f"rpt {performing.rate}" if performing.is_repeating else ""


def mute_group(group: str) -> Gesture:
    """A gesture that silences all pads of a mute group, or lets them all sound."""

    def gesture(desk: Desk) -> None:
        project = desk.session.project
        pads = project.mute_groups.get(group, ())
        desk.session.edit(f"mute group {group}", edits.toggle_group, group)
        is_muted = all(desk.session.project.channel(pad).mute for pad in pads)
        desk.say(f"group {group} {'muted' if is_muted else 'sounds'}: {', '.join(pads)}")

    return gesture


def store_group(group: str) -> Gesture:
    """A gesture that makes a mute group of what is muted."""

    def gesture(desk: Desk) -> None:
        desk.session.edit(f"store mute group {group}", edits.store_group, group)
        desk.say(f"group {group} holds {', '.join(desk.session.project.mute_groups[group])}")

    return gesture


def next_landing(desk: Desk) -> None:
    """Let queued patterns land elsewhere: at the end, on the bar, at once."""
    performing, landings = desk.session.performing, list(LANDINGS)
    performing.landing = landings[(landings.index(performing.landing) + 1) % len(landings)]
    desk.say(f"a queued pattern comes {LANDING_WORDS[performing.landing]}")


def scale_tempo(factor: float) -> Gesture:
    """A gesture that jumps to a multiple of the tempo."""

    def gesture(desk: Desk) -> None:
        bpm = desk.session.project.bpm * factor
        if not MIN_BPM <= bpm <= MAX_BPM:
            raise UsageError(f"{bpm:g} BPM is outside {MIN_BPM:g} to {MAX_BPM:g}")
        playing.set_bpm(desk, bpm)
        desk.say(f"{desk.session.project.bpm:g} BPM")

    return gesture
