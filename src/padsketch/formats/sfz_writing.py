"""A kit as an SFZ instrument: version 1, and the labels and rounds that every player knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from padsketch.display import safe
from padsketch.formats.losses import Losses
from padsketch.formats.parting import (
    FIRST_NOTE,
    common_author,
    common_licence,
    credit_lines,
    heard_settings,
    tell_left_out,
)
from padsketch.model.kit import Kit, Layer, Pad

_MODES = {"one-shot": "one_shot", "gate": "no_loop", "loop": "loop_continuous"}
_FILTERS = ("lpf_2p", "bpf_2p", "hpf_2p")
"""In the order of the words of the filter."""
_TIMES = ("attack", "hold", "decay", "release")
_KEPT = (
    *("tune", "level_db", "pan", "sustain", "cutoff", "filter"),
    *("loop_start", "loop_end", "loop_fade"),
    *_TIMES,
)
_MEANING = re.compile(r"[<>=$#/*]")
"""What would mean something in the midst of a name."""
_MS = 1000.0


def sfz_text(kit: Kit, rates: Mapping[str, int], folder: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of an `.sfz` file, and what is lost in finished sentences.

    The files of the kit are whole and untreated: start, end and direction are not read. rates: the
    frames a second of every file that loops; folder: where the files are, seen from the text.
    """
    losses = Losses()
    lines = [*_head(kit)]
    for at, pad in enumerate(kit.pads):
        tell_left_out(pad, _KEPT, losses)
        lines += ["", f"<group> key={FIRST_NOTE + at} pitch_keycenter={FIRST_NOTE + at}"]
        lines += [f"group_label={_plain(pad.name) or pad.id}", *_pad_lines(pad)]
        turns = _turns(pad, losses)
        for layer, turn in zip(pad.layers, turns, strict=True):
            words = [*_layer_words(pad, layer), *turn, *_loop_words(pad, rates[layer.file])]
            lines.append(" ".join(("<region>", *words)))
            # To the end of its line, as it may hold blanks.
            lines.append(f"sample={folder}{layer.file}")
    return "\n".join(lines) + "\n", losses.sentences()


def _head(kit: Kit) -> Iterator[str]:
    yield f"// {safe(kit.name)}"
    papers = {"Author": common_author(kit), "Licence": common_licence(kit)}
    yield from (f"// {name}: {safe(words)}" for name, words in papers.items() if words)
    for words in filter(None, (kit.description, *credit_lines(kit))):
        yield f"// {safe(words)}"


def _pad_lines(pad: Pad) -> Iterator[str]:
    heard = heard_settings(pad)
    yield f"loop_mode={_MODES[pad.mode]}"
    if pad.choke:
        yield f"group={pad.choke} off_by={pad.choke} off_mode=fast"
    yield from (f"ampeg_{name}={_number(heard[name] / _MS)}" for name in _TIMES if name in heard)
    if pad.decay:
        yield f"ampeg_sustain={_number(pad.sustain)}"
    if "cutoff" in heard:
        yield f"fil_type={_FILTERS[round(pad.filter)]} cutoff={_number(pad.cutoff)}"


def _layer_words(pad: Pad, layer: Layer) -> Iterator[str]:
    low, high = layer.velocity
    level, tune = pad.level_db + layer.level_db, pad.tune + layer.tune
    pan = max(-1.0, min(1.0, pad.pan + layer.pan))
    semitones = round(tune)
    if (low, high) != (1, 127):
        yield f"lovel={low} hivel={high}"
    words = {
        "volume": level,
        "pan": 100.0 * pan,
        "transpose": semitones,
        "tune": 100.0 * (tune - semitones),
    }
    yield from (
        f"{name}={_number(value)}" for name, value in words.items() if _number(value) != "0"
    )


def _turns(pad: Pad, losses: Losses) -> list[list[str]]:
    """The words with which every layer takes its turn among those of its velocities."""
    if pad.layering == "stack":
        return [[] for _ in pad.layers]
    ranges = [layer.velocity for layer in pad.layers]
    bounds = sorted(set(ranges))
    if any(one[1] >= other[0] for one, other in pairwise(bounds)):
        losses.tell("Layers take turns only with those of the same velocities", pad.name)
    return [_turn(pad, ranges[:at].count(one), ranges.count(one)) for at, one in enumerate(ranges)]


def _turn(pad: Pad, place: int, count: int) -> list[str]:
    if count == 1:
        return []
    if pad.layering == "round-robin":
        return [f"seq_length={count} seq_position={place + 1}"]
    return [f"lorand={_number(place / count)} hirand={_number((place + 1) / count)}"]


def _loop_words(pad: Pad, rate: int) -> Iterator[str]:
    """Frames of the file; the last one of a loop is one of them."""
    if pad.mode != "loop":
        return
    if pad.loop_start:
        yield f"loop_start={round(pad.loop_start * rate / _MS)}"
    if pad.loop_end:
        yield f"loop_end={max(0, round(pad.loop_end * rate / _MS) - 1)}"
    if pad.loop_fade:
        yield f"loop_crossfade={_number(pad.loop_fade / _MS)}"


def _plain(name: str) -> str:
    return _MEANING.sub(" ", safe(name)).strip()


def _number(value: float) -> str:
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
