"""The sample of the pad in front: what of it is played, and how it is shaped."""

from __future__ import annotations

from typing import NamedTuple

from padsketch.model.parameters import PAD
from padsketch.tui.controls import turning
from padsketch.tui.controls.values import value_text
from padsketch.tui.desk import Desk
from padsketch.tui.drawing.curves import Envelope, Response
from padsketch.tui.drawing.sample import Range, played_range
from padsketch.tui.views.pad import PadInFront, pad_in_front


class Pull(NamedTuple):
    """The mouse's hold on a mark.

    added: milliseconds that the pad or the layer behind it adds; last: the value that stands for
    the end of the sample.
    """

    grip: turning.Grip
    shown: Range
    added: float
    last: float


def range_of(found: PadInFront, seconds: float) -> Range:
    """What is played of the sample in front: the pad's range and the layer's together."""
    pad, layer = found.played, found.shown_layer
    has_loop = pad.mode == "loop" and found.layer is None
    loop = (pad.loop_start, pad.loop_end) if has_loop else None
    start, end = layer.played
    return played_range(seconds * 1000.0, pad.start + start, end or pad.end, loop)


def grab(desk: Desk, column: int, width: int) -> Pull:
    """Take the mark that is nearest to a column, and put it there."""
    found, loaded = pad_in_front(desk), desk.loaded
    seconds = loaded.outlines[found.shown_layer.sound.key].seconds if loaded else 0.0
    shown = range_of(found, seconds)
    name = shown.mark_at(column, width, turning.in_hand(desk).name)
    control = next(c for c in turning.rack_of(desk).controls if c.name == name)
    pull = Pull(turning.grab(desk, control), shown, *_behind(found, name, shown.length))
    drag(desk, pull, column, width)
    return pull


def drag(desk: Desk, pull: Pull, column: int, width: int) -> None:
    """Move a mark."""
    time = pull.shown.time(column, width)
    value = pull.last if time >= pull.shown.length else max(0.0, time - pull.added)
    turning.drag_to(desk, pull.grip, value)


def _behind(found: PadInFront, name: str, length: float) -> tuple[float, float]:
    """What pad and layer make of each other: starts add up, an end counts where none is nearer."""
    other = found.shown_layer if found.layer is None else found.played
    if name == "start":
        return other.start, length
    is_bound = name == "end" and found.layer is not None and other.end > 0.0
    return 0.0, length if is_bound or name == "loop_start" else 0.0


def envelope_of(found: PadInFront, seconds: float) -> Envelope:
    """How the level of a hit goes."""
    pad, shown = found.played, range_of(found, seconds)
    return Envelope(
        attack=pad.attack,
        hold=pad.hold,
        decay=pad.decay,
        sustain=pad.sustain,
        release=pad.release,
        length=max(0.0, shown.end - shown.start) / 2.0 ** (pad.tune / 12.0),
        is_held=pad.mode != "one-shot",
    )


def envelope_text(envelope: Envelope) -> str:
    """How long it is drawn."""
    return f"envelope {value_text(PAD['attack'], envelope.total)}"


def response_text(found: PadInFront) -> str:
    """What the filter is."""
    pad = found.played
    kind = value_text(PAD["filter"], pad.filter)
    return f"{kind} {value_text(PAD['cutoff'], pad.cutoff)}"


def response_of(found: PadInFront) -> Response:
    """What the filter lets pass at a full hit, with its envelope at rest."""
    pad = found.played
    return Response(round(pad.filter), pad.cutoff, pad.resonance)
