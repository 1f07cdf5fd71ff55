"""From the drafts of a reader to a kit: everything in range, every pad with a sound."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from padsketch.display import safe
from padsketch.errors import InvalidFile
from padsketch.formats.arrival import Arrival
from padsketch.formats.drafts import LayerDraft, PadDraft
from padsketch.formats.losses import Losses
from padsketch.formats.names import one_line, pad_id_of, plain_text
from padsketch.formats.papers import embedded_credit, words
from padsketch.formats.velocities import in_range, without_gaps
from padsketch.model.file_names import flat_names
from padsketch.model.kit import MAX_CHOKE, MAX_PADS, Credit, Kit, Layer, Pad
from padsketch.model.parameters import LAYER, PAD, Parameter

MAX_LAYERS = 64
"""Layers of a pad that are kept."""
_NUMBERS = ("level_db", "pan", "tune", "start", "end")


@dataclass
class Arriving:
    """What a reader gathers while it reads.

    format: the program whose kit it is, "" for sounds that are no kit elsewhere.
    """

    name: str
    path: Path
    description: str = ""
    author: str = ""
    licence: str = ""
    format: str = ""
    losses: Losses = field(default_factory=Losses)
    missing: dict[str, None] = field(default_factory=dict)

    def arrival(self, pads: Iterable[PadDraft]) -> Arrival:
        """The drafts that have a sound as a kit; raises InvalidFile when none has."""
        placed = _placed([draft for draft in pads if self._has_sound(draft)])
        for draft in placed[MAX_PADS:]:
            self.losses.tell(f"A kit has at most {MAX_PADS} pads, left out", draft.name)
        if not placed:
            missing = ", ".join(safe(name, 40) for name in list(self.missing)[:3])
            raise InvalidFile(
                f"{safe(str(self.path))} holds no sound that can be used"
                + (f" (missing: {missing})" if missing else ""),
                next(iter(self.losses.sentences()), "Its samples must be in its folder."),
            )
        return self._kit([self._kept(draft) for draft in placed[:MAX_PADS]])

    def _has_sound(self, draft: PadDraft) -> bool:
        if not draft.layers:
            self.losses.tell("Pads without a sound are left out", draft.name)
        return bool(draft.layers)

    def _kept(self, draft: PadDraft) -> PadDraft:
        """The draft with as many layers as fit, without gaps between them."""
        layers = [in_range(layer) for layer in draft.layers[:MAX_LAYERS]]
        if len(draft.layers) > MAX_LAYERS:
            self.losses.tell(f"Pads keep their first {MAX_LAYERS} layers", draft.name)
        whole = without_gaps(layers)
        if whole != layers:
            self.losses.tell("Velocities without a layer are played by the next one", draft.name)
        draft.layers = whole
        return draft

    def _kit(self, drafts: Sequence[PadDraft]) -> Arrival:
        files = _file_names(layer.path for draft in drafts for layer in draft.layers)
        chokes = self._choke_numbers(drafts)
        pads: dict[str, Pad] = {}
        for draft in drafts:
            draft.name = one_line(draft.name, "Pad")
            pad_id = pad_id_of(draft.name, pads)
            pads[pad_id] = self._pad(draft, pad_id, files, chokes)
        pad_ids = {draft.key: pad for draft, pad in zip(drafts, pads, strict=True) if draft.key}
        kit = Kit(
            name=one_line(self.name, "Kit"),
            pads=tuple(pads.values()),
            description=plain_text(self.description),
            author=words(self.author),
            licence=words(self.licence),
            credits={name: self._credit(path) for path, name in files.items()},
        )
        sources = {name: path for path, name in files.items()}
        origin = words(f"{self.name} ({self.format})") if self.format else ""
        return Arrival(kit, sources, self.losses.sentences(), tuple(self.missing), origin, pad_ids)

    def _pad(
        self, draft: PadDraft, pad_id: str, files: Mapping[Path, str], chokes: Mapping[str, int]
    ) -> Pad:
        return Pad(
            id=pad_id,
            name=draft.name,
            layers=tuple(self._layer(draft, layer, files[layer.path]) for layer in draft.layers),
            mode=draft.mode,
            choke=chokes.get(draft.choke, 0),
            layering=draft.layering,
            **self._within(PAD, draft.settings, draft.name),
        )

    def _layer(self, draft: PadDraft, layer: LayerDraft, file: str) -> Layer:
        numbers = {name: getattr(layer, name) for name in _NUMBERS}
        within = self._within(LAYER, numbers, draft.name)
        if within["end"] and within["end"] <= within["start"]:
            within |= {"start": 0.0, "end": 0.0}
            self.losses.tell("Parts of samples that end before they start are whole", draft.name)
        return Layer(file=file, velocity=(layer.low, layer.high), **within)

    def _within(
        self, table: Mapping[str, Parameter], values: Mapping[str, float], pad: str
    ) -> dict[str, Any]:
        """The values in the ranges of their parameters, with what files need of decimal places."""
        kept = {
            name: round(max(table[name].low, min(table[name].high, value)), 4)
            for name, value in values.items()
        }
        for name, value in values.items():
            if abs(kept[name] - value) > 1e-3 and not _is_silence(name, value):
                label = name.removesuffix("_db").replace("_", " ")
                self.losses.tell(f"Beyond the range of {label}", pad)
        return kept

    def _choke_numbers(self, drafts: Iterable[PadDraft]) -> dict[str, int]:
        groups = dict.fromkeys(draft.choke for draft in drafts if draft.choke)
        for group in list(groups)[MAX_CHOKE:]:
            self.losses.tell(f"There are {MAX_CHOKE} choke groups, left out", group)
        return {group: number for number, group in enumerate(list(groups)[:MAX_CHOKE], start=1)}

    def _credit(self, path: Path) -> Credit:
        """What the file says of itself, else what the kit says of all."""
        own = embedded_credit(path, self.author)
        return msgspec.structs.replace(own, licence=own.licence or words(self.licence))


def _is_silence(name: str, value: float) -> bool:
    return name == "level_db" and value < 0.0


def _placed(drafts: list[PadDraft]) -> list[PadDraft]:
    """By MIDI note when every pad has one of its own, as pad 1 is the lowest note."""
    notes = [draft.note for draft in drafts]
    if None in notes or len(set(notes)) < len(notes):
        return drafts
    return sorted(drafts, key=lambda draft: draft.note or 0)


def _file_names(paths: Iterable[Path]) -> dict[Path, str]:
    """A name in the new kit for every file."""
    found = {str(path): path for path in paths}
    return {found[file]: name for file, name in flat_names(found).items()}
