"""A project out of a beat from elsewhere and the kit that plays it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from padsketch.display import counted
from padsketch.formats.beats.beat_draft import BeatDraft, ChannelDraft
from padsketch.formats.beats.dividing import divided
from padsketch.formats.losses import Losses
from padsketch.formats.names import one_line
from padsketch.model import PATTERN_NAMES, Channel, Kit, Project, Section
from padsketch.model.edits import set_bus
from padsketch.model.parameters import MASTER, TRACK
from padsketch.model.project import MAX_BPM, MAX_SWING, MIN_BPM, MIN_SWING
from padsketch.model.song import MAX_REPEATS
from padsketch.session.beats.lanes import Weaver


def project_of(draft: BeatDraft, kit: Kit, kit_name: str, placing: Mapping[str, str]) -> Project:
    """The project; what does not fit joins the losses of the draft."""
    draft = divided(draft)
    _tell_unplaced(draft, placing)
    swing = max(MIN_SWING, min(MAX_SWING, round(draft.grid.swing, 2)))
    weaver = Weaver(kit, placing, swing, draft.losses)
    names = dict(enumerate(PATTERN_NAMES[: len(draft.patterns)]))
    if len(draft.patterns) > len(names):
        draft.losses.tell(f"A project has {len(names)} patterns, what comes after is left out")
    project = Project(
        title=one_line(draft.title, "Beat"),
        bpm=_tempo(draft.bpm, draft.losses),
        meter=draft.meter,
        key=draft.key,
        swing=swing,
        kit=kit_name,
        patterns={name: weaver.pattern(draft.patterns[at]) for at, name in names.items()},
        song=tuple(_sections(draft, names)),
        mixer=_mixer(draft, placing),
        x={"imported": draft.words} if draft.words else {},
    )
    on = MASTER["limiter"].choices.index("on")
    return set_bus(project, "master", limiter=on, level_db=round(draft.level_db, 4))


def _tell_unplaced(draft: BeatDraft, placing: Mapping[str, str]) -> None:
    for key, part in draft.parts.items():
        if count := draft.count(key):
            notes = f"{part.name} ({counted(count, 'note')})"
            if key not in placing:
                draft.losses.tell("Left out, for no pad of the kit plays this", notes)
            elif not placing[key]:
                draft.losses.tell("Left out, as the map says", notes)


def _tempo(bpm: float, losses: Losses) -> float:
    within = round(max(MIN_BPM, min(MAX_BPM, bpm)), 3)
    if abs(within - bpm) > 0.001:
        losses.tell(f"Tempi go from {MIN_BPM:g} to {MAX_BPM:g}", f"{bpm:g}")
    return within


def _sections(draft: BeatDraft, names: Mapping[int, str]) -> Iterator[Section]:
    tempo = _tempo(draft.bpm, draft.losses)
    for section in draft.song:
        bpm = tempo if section.bpm is None else _tempo(section.bpm, draft.losses)
        if section.pattern in names:
            yield Section(
                section=section.name or draft.patterns[section.pattern].name,
                pattern=names[section.pattern],
                repeats=min(section.repeats, MAX_REPEATS),
                bpm=None if bpm == tempo else bpm,
            )


def _mixer(draft: BeatDraft, placing: Mapping[str, str]) -> dict[str, Channel]:
    """The channels of the pads; of several parts on one pad the first has its say."""
    channels: dict[str, Channel] = {}
    for key, channel in draft.channels.items():
        pad = placing.get(key, "")
        if pad and pad not in channels and channel != ChannelDraft():
            channels[pad] = _channel(channel, pad, draft.losses)
    return channels


def _channel(channel: ChannelDraft, pad: str, losses: Losses) -> Channel:
    level, pan = TRACK["level_db"], TRACK["pan"]
    if channel.level_db > level.high:
        losses.tell("Beyond the range of level", pad)
    return Channel(
        level_db=round(max(level.low, min(level.high, channel.level_db)), 4),
        pan=round(max(pan.low, min(pan.high, channel.pan)), 4),
        mute=channel.mute,
        solo=channel.solo,
    )
