"""SFZ instruments as drum kits: what version 1 says of drums, and a little of what followed."""

from __future__ import annotations

import re
from pathlib import Path

from padsketch.formats.arrival import Arrival
from padsketch.formats.arriving import Arriving
from padsketch.formats.drafts import LayerDraft
from padsketch.formats.numerals import number
from padsketch.formats.regions import MAX_REGIONS, Region, own_key, pads_of_regions
from padsketch.formats.sfz_conditions import silence_of
from padsketch.formats.sfz_text import Opcodes, SfzText, read_sfz_text
from padsketch.formats.sources import Sources
from padsketch.units import gain_to_db

_MS = 1000.0
_NOTE = re.compile(r"([a-g])([#b]?)(-?\d)", re.IGNORECASE)
_SEMITONES = dict(zip("cdefgab", (0, 2, 4, 5, 7, 9, 11), strict=True))
_MODES = {
    "one_shot": "one-shot",
    "no_loop": "gate",
    "loop_sustain": "gate",
    "loop_continuous": "loop",
}
_FILTERS = {"lpf": 0.0, "bpf": 1.0, "hpf": 2.0}
"""Places in the words of the filter's kinds."""
_VOLUMES = ("volume", "group_volume", "master_volume", "global_volume")
_UNDERSTOOD = re.compile(
    r"sample|key|lokey|hikey|pitch_keycenter|pitch_keytrack|lovel|hivel|amplitude|pan|tune"
    r"|transpose|offset|end|loop_(mode|start|end|crossfade)|direction|trigger|cutoff|fil_type"
    r"|ampeg_(attack|hold|decay|sustain|release)|group|off_by|off_mode|seq_(length|position)"
    r"|lorand|hirand|(lo|hi)cc\d+|sw_(last|default|lokey|hikey|label)|((group|master|global)_)?volume|(group|region)_label"
    # These say nothing of the sound.
    r"|(master|global)_label|label_\w+|set_h?d?cc\d+|hint_\w+"
)


def read_sfz(path: Path) -> Arrival:
    """A kit by its `.sfz` file; samples lie beside it, below, or one folder up.

    Raises InvalidFile.
    """
    text = read_sfz_text(path)
    arriving = Arriving(
        name=path.stem, path=path, author=text.author, licence=text.licence, format="SFZ"
    )
    regions = _Reader(path, text, arriving).regions()
    _tell_losses(text, arriving)
    return arriving.arrival(pads_of_regions(regions, arriving.losses))


def _tell_losses(text: SfzText, arriving: Arriving) -> None:
    for name in text.opcodes:
        if not _UNDERSTOOD.fullmatch(name):
            arriving.losses.tell("Opcodes that are not understood", name)
    for name in text.unknown_headers:
        arriving.losses.tell("Parts that are not understood", name)
    if text.is_cut:
        arriving.losses.tell(f"Only the first {MAX_REGIONS} regions are read")


class _Reader:
    """Regions of opcodes as regions of ours."""

    def __init__(self, path: Path, text: SfzText, arriving: Arriving) -> None:
        self._text = text
        self._sources = Sources(path.parent, arriving, may_leave=True)
        self._arriving = arriving

    def regions(self) -> list[Region]:
        """Those that a hit sounds and whose sample is there."""
        found = [self._region(opcodes) for opcodes in self._text.regions]
        return [region for region in found if region is not None]

    def _region(self, opcodes: Opcodes) -> Region | None:
        path = self._sample(opcodes)
        if path is None:
            return None
        low, high, center = self._keys(opcodes)
        random = (_number(opcodes, "lorand"), _number(opcodes, "hirand", 1.0))
        return Region(
            layer=self._layer(opcodes, path, own_key((low, high), center) - center),
            keys=(low, high),
            center=center,
            label=self._label(opcodes, low),
            mode=_mode(opcodes),
            turn=int(_number(opcodes, "seq_position", 1.0)),
            turns=int(_number(opcodes, "seq_length", 1.0)),
            is_random=random != (0.0, 1.0),
            groups=_names(opcodes.get("group")),
            silenced_by=_names(opcodes.get("off_by")),
            settings=self._settings(opcodes, path),
        )

    def _sample(self, opcodes: Opcodes) -> Path | None:
        name = opcodes.get("sample", "")
        if not name or _number(opcodes, "end") == -1.0:
            return None
        if silence := silence_of(opcodes):
            self._arriving.losses.tell(silence, name)
            return None
        return self._sources.find(opcodes.get("default_path", "") + name)

    def _keys(self, opcodes: Opcodes) -> tuple[int, int, int]:
        """Lowest and highest key, and the key at which the sample has its own pitch."""
        shift = int(_number(opcodes, "note_offset"))
        shift += 12 * int(_number(opcodes, "octave_offset"))
        low, high, center = (
            _key(_nearest(opcodes, name, "key"), otherwise)
            for name, otherwise in (("lokey", 0), ("hikey", 127), ("pitch_keycenter", 60))
        )
        low, high = sorted((low, high))
        return low + shift, high + shift, center + shift

    def _label(self, opcodes: Opcodes, key: int) -> str:
        names = (f"label_key{key}", "region_label", "group_label")
        return next((opcodes[name] for name in names if opcodes.get(name)), "")

    def _layer(self, opcodes: Opcodes, path: Path, keys_up: int) -> LayerDraft:
        amplitude = gain_to_db(_number(opcodes, "amplitude", 100.0) / 100.0)
        volume = sum(_number(opcodes, name) for name in _VOLUMES)
        tracked = keys_up * _number(opcodes, "pitch_keytrack", 100.0) / 100.0
        cents = _number(opcodes, "tune")
        return LayerDraft(
            path=path,
            low=int(_number(opcodes, "lovel", 1.0)),
            high=int(_number(opcodes, "hivel", 127.0)),
            level_db=amplitude + volume,
            pan=_number(opcodes, "pan") / 100.0,
            tune=tracked + cents / 100.0 + _number(opcodes, "transpose"),
            start=self._ms(opcodes, "offset", path),
            end=self._ms(opcodes, "end", path, extra=1),
        )

    def _ms(self, opcodes: Opcodes, name: str, path: Path, extra: int = 0) -> float:
        """Milliseconds of a place in frames, 0 where there is none; ends are inclusive."""
        frames = _number(opcodes, name)
        return self._sources.milliseconds(frames + extra if frames > 0 else 0.0, path)

    def _settings(self, opcodes: Opcodes, path: Path) -> dict[str, float]:
        settings = {**_envelope(opcodes), **_filter(opcodes)}
        if opcodes.get("direction") == "reverse":
            settings["direction"] = 1.0
        if _mode(opcodes) == "loop":
            settings["loop_start"] = self._ms(opcodes, "loop_start", path)
            settings["loop_end"] = self._ms(opcodes, "loop_end", path, extra=1)
            settings["loop_fade"] = _number(opcodes, "loop_crossfade") * _MS
        elif opcodes.get("loop_mode") == "loop_sustain":
            self._arriving.losses.tell("Loops while a key is held are left out", path.name)
        return {name: value for name, value in settings.items() if value}


def _number(opcodes: Opcodes, name: str, default: float = 0.0) -> float:
    return number(opcodes.get(name), default)


def _nearest(opcodes: Opcodes, *names: str) -> str:
    """The first of several opcodes at the level that is nearest to the region."""
    found = (level[name] for level in opcodes.maps for name in names if name in level)
    return next(found, "")


def _names(group: str | None) -> tuple[str, ...]:
    return (group,) if group and group != "0" else ()


def _mode(opcodes: Opcodes) -> str:
    """Drums play to their end unless they say that they do not."""
    return _MODES.get(opcodes.get("loop_mode", ""), "one-shot")


def _envelope(opcodes: Opcodes) -> dict[str, float]:
    times = {
        name: _number(opcodes, f"ampeg_{name}") * _MS
        for name in ("attack", "hold", "decay", "release")
    }
    sustain = _number(opcodes, "ampeg_sustain", 100.0)
    if sustain < 100.0:
        times |= {"decay": max(1.0, times["decay"]), "sustain": sustain}
    else:
        times["decay"] = 0.0
    if times["release"]:
        times["release"] = max(1.0, times["release"])
    return times


def _filter(opcodes: Opcodes) -> dict[str, float]:
    cutoff = _number(opcodes, "cutoff")
    if cutoff <= 0.0:
        return {}
    return {"cutoff": cutoff, "filter": _FILTERS.get(opcodes.get("fil_type", "lpf")[:3], 0.0)}


def _key(text: str, otherwise: int) -> int:
    """A key by its number or its name, where C4 is 60."""
    match = _NOTE.fullmatch(text)
    if match is None:
        value = number(text, -1.0)
        return int(value) if 0 <= value <= 127 else otherwise
    letter, accidental, octave = match.groups()
    bend = {"#": 1, "b": -1, "": 0}[accidental.lower()]
    return _SEMITONES[letter.lower()] + bend + 12 * (int(octave) + 1)
