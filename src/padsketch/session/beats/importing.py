"""Beats from anywhere, brought in as projects with the kit that plays them."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from padsketch.errors import InvalidFile
from padsketch.formats.beats.beat_draft import BeatDraft
from padsketch.formats.beats.recognise import read_beat
from padsketch.formats.names import one_line
from padsketch.model import Kit, Project
from padsketch.model.file_names import plain_name
from padsketch.session.beats.making import project_of
from padsketch.session.beats.placing import Placing, placed
from padsketch.session.kits.importing import settle
from padsketch.storage import find_kit, load_kit, save_project
from padsketch.storage.drum_maps import DrumMap
from padsketch.storage.kits import KIT_FILE, named_files
from padsketch.storage.projects import PROJECT_FILE
from padsketch.storage.replacing import replacing_folder

KIT_FOLDER = "kit"
"""Where a project has the kit that its beat brought."""
NO_MAP = DrumMap({})


@dataclass(frozen=True)
class ImportedBeat:
    """A project that was made: its folder, what it lost in sentences, what was not there."""

    folder: Path
    project: Project
    kit: Kit
    losses: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Player:
    """The kit that plays a beat: what projects call it, and what became of its sounds."""

    kit: Kit
    name: str
    losses: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    is_own: bool = False


def import_beat(
    path: Path,
    into: Path | None = None,
    kit: str = "",
    learned: DrumMap = NO_MAP,
    title: str = "",
    force: bool = False,
) -> ImportedBeat:
    """Make a project of a beat; it appears whole or not at all.

    into: its folder, by default one called as the beat; kit: an installed kit or a folder of one,
    by default the one that the beat brings, else the one that it or the map names; learned: pads
    by note of MIDI. Raises InvalidFile, OutputExists where something is there already; `force`
    replaces a project that an import made and nobody has added files to.
    """
    draft = read_beat(path)
    draft.title = one_line(title, draft.title)
    folder = into or Path(plain_name(draft.title, empty="beat"))
    with replacing_folder(folder, force, _made_by_import) as staging:
        player = None if kit else _own_kit(draft, staging)
        player = player or _installed(kit or _named_kit(draft) or learned.kit, folder)
        placing = _placing(draft, player, learned)
        project = project_of(draft, player.kit, player.name, placing)
        save_project(staging, project)
    losses = (*draft.losses.sentences(), *player.losses)
    return ImportedBeat(folder, project, player.kit, losses, player.missing)


def kit_for(name: str) -> Kit:
    """The kit that plays beats which bring none: of a name or folder, "" the usual one."""
    return _installed(name, Path()).kit


def _own_kit(draft: BeatDraft, staging: Path) -> _Player | None:
    """The kit that a beat brings, saved in its project; None where nothing of it can be heard."""
    if draft.arrival is None:
        return None
    try:
        made = settle(draft.arrival, into=staging / KIT_FOLDER)
    except InvalidFile as error:
        draft.losses.tell(f"{error.title}, an installed kit plays")
        return None
    return _Player(load_kit(made.folder), KIT_FOLDER, made.losses, made.missing, is_own=True)


def _named_kit(draft: BeatDraft) -> str:
    """The kit that a beat names, "" where none of that name is installed."""
    try:
        find_kit(draft.kit, None)
    except InvalidFile:
        if draft.kit:
            draft.losses.tell("The kit that it names is not installed, another plays", draft.kit)
        return ""
    return draft.kit


def _installed(kit: str, folder: Path) -> _Player:
    if kit and (Path(kit) / KIT_FILE).is_file():
        own = os.path.relpath(Path(kit).resolve(), folder.resolve())
        return _Player(load_kit(Path(kit)), own)
    name = kit or Project().kit
    return _Player(load_kit(find_kit(name, None)), name)


def _placing(draft: BeatDraft, player: _Player, learned: DrumMap) -> Placing:
    """Where the parts of a beat go; in its own kit they have pads, as far as these sound."""
    if not player.is_own or draft.arrival is None:
        return placed(draft.parts, player.kit, learned.notes)
    there = {pad.id for pad in player.kit.pads}
    return {key: pad for key, pad in draft.arrival.pad_ids.items() if pad in there}


def _made_by_import(folder: Path) -> Collection[str]:
    """The files of a project as an import leaves it."""
    kit = (f"{KIT_FOLDER}/{file}" for file in named_files(folder / KIT_FOLDER))
    return (PROJECT_FILE, *kit)
