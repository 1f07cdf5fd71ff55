"""Presets of Decent Sampler as drum kits."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from xml.etree.ElementTree import Element

from padsketch.display import safe
from padsketch.errors import InvalidFile
from padsketch.formats.arrival import Arrival
from padsketch.formats.arriving import Arriving
from padsketch.formats.drafts import LayerDraft
from padsketch.formats.numerals import number
from padsketch.formats.regions import MAX_REGIONS, Region, own_key, pads_of_regions
from padsketch.formats.sources import Sources
from padsketch.formats.xml import read_xml
from padsketch.units import gain_to_db

Attributes = ChainMap[str, str]
"""Those of a sample, behind them those of its group and of all groups."""
_TUNINGS = ("tuning", "groupTuning", "globalTuning")
"""Semitones of a sample, of its group and of all groups."""
_DECIBELS = re.compile(r"(.*)db", re.IGNORECASE)
_MS = 1000.0
_HINT = "A preset is a .dspreset file."


def read_decent_sampler(path: Path) -> Arrival:
    """A kit by its `.dspreset` file; raises InvalidFile."""
    root = read_xml(path)
    if root.tag != "DecentSampler":
        raise InvalidFile(f"{safe(str(path))} is no preset of Decent Sampler", _HINT)
    arriving = Arriving(name=path.stem, path=path, format="Decent Sampler")
    if root.find("effects") is not None or root.find(".//group/effects") is not None:
        arriving.losses.tell("Effects are left out")
    if root.find("modulators") is not None:
        arriving.losses.tell("Modulators are left out")
    regions = _Reader(path.parent, arriving).regions(root)
    return arriving.arrival(pads_of_regions(regions, arriving.losses))


class _Reader:
    """Samples with the attributes of their groups as regions."""

    def __init__(self, folder: Path, arriving: Arriving) -> None:
        self._sources = Sources(folder, arriving)
        self._arriving = arriving

    def regions(self, root: Element) -> list[Region]:
        """Those that a hit sounds and whose sample is there."""
        samples = list(islice(_samples(root), MAX_REGIONS + 1))
        if len(samples) > MAX_REGIONS:
            self._arriving.losses.tell(f"Only the first {MAX_REGIONS} samples are read")
        found = [self._region(sample) for sample in samples[:MAX_REGIONS]]
        return [region for region in found if region is not None]

    def _region(self, sample: Attributes) -> Region | None:
        path = self._path(sample)
        if path is None:
            return None
        low, high = sorted(int(_number(sample, *end)) for end in (("loNote", 0), ("hiNote", 127)))
        root = int(_number(sample, "rootNote", 60))
        mode = sample.get("seqMode", "always")
        return Region(
            layer=self._layer(sample, path, own_key((low, high), root) - root),
            keys=(low, high),
            center=root,
            label=sample.get("name", ""),
            mode="loop" if _is_yes(sample, "loopEnabled") else "one-shot",
            turn=int(_number(sample, "seqPosition", 1)),
            turns=2 if mode == "round_robin" else 1,
            is_random=mode in ("random", "true_random"),
            groups=_tags(sample, "tags"),
            silenced_by=_tags(sample, "silencedByTags"),
            settings=self._settings(sample, path),
        )

    def _path(self, sample: Attributes) -> Path | None:
        name = sample.get("path", "")
        if not name:
            return None
        if sample.get("trigger", "attack") not in ("attack", "first"):
            self._arriving.losses.tell("Sounds of releases and of legato are left out", name)
            return None
        if _number(sample, "ampVelTrack", 1) < 1:
            self._arriving.losses.tell("Velocity changes the level all the same", name)
        return self._sources.find(name)

    def _layer(self, sample: Attributes, path: Path, keys_up: int) -> LayerDraft:
        tuning = sum(
            number(level.get(name), 0.0) for level, name in zip(sample.maps, _TUNINGS, strict=True)
        )
        return LayerDraft(
            path=path,
            low=int(_number(sample, "loVel", 0)),
            high=int(_number(sample, "hiVel", 127)),
            level_db=sum(_level_db(level.get("volume", "")) for level in sample.maps),
            pan=_number(sample, "pan", 0) / 100.0,
            tune=tuning + keys_up * _number(sample, "pitchKeyTrack", 1),
            start=self._ms(sample, "start", path),
            end=self._ms(sample, "end", path, extra=1),
        )

    def _settings(self, sample: Attributes, path: Path) -> dict[str, float]:
        """The envelope, in seconds there, and the loop."""
        settings = {"attack": _number(sample, "attack", 0) * _MS}
        sustain = _number(sample, "sustain", 1)
        if sustain < 1.0:
            decay = max(1.0, _number(sample, "decay", 0) * _MS)
            settings |= {"decay": decay, "sustain": 100.0 * sustain}
        if _is_yes(sample, "loopEnabled"):
            settings["loop_start"] = self._ms(sample, "loopStart", path)
            settings["loop_end"] = self._ms(sample, "loopEnd", path, extra=1)
        return {name: value for name, value in settings.items() if value}

    def _ms(self, sample: Attributes, name: str, path: Path, extra: int = 0) -> float:
        """Milliseconds of a place in frames, 0 where there is none; ends are inclusive."""
        frames = _number(sample, name, 0)
        return self._sources.milliseconds(frames + extra if frames > 0 else 0.0, path)


def _samples(root: Element) -> Iterator[Attributes]:
    for groups in root.iterfind("groups"):
        for group in groups.iterfind("group"):
            if group.get("enabled", "true").lower() not in ("false", "0"):
                for sample in group.iterfind("sample"):
                    yield ChainMap(sample.attrib, group.attrib, groups.attrib)


def _number(sample: Attributes, name: str, default: float) -> float:
    return number(sample.get(name), default)


def _is_yes(sample: Attributes, name: str) -> bool:
    return sample.get(name, "").lower() in ("true", "1")


def _tags(sample: Attributes, name: str) -> tuple[str, ...]:
    tags = (tag.strip() for tag in sample.get(name, "").split(","))
    return tuple(tag for tag in tags if tag)


def _level_db(volume: str) -> float:
    """A volume in decibels, when it says so, or as a gain."""
    decibels = _DECIBELS.fullmatch(volume.strip())
    return number(decibels[1], 0.0) if decibels else gain_to_db(number(volume, 1.0))
