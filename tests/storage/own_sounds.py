"""A project with two sounds of its own, of one size, and all that is said of one of them."""

from __future__ import annotations

from pathlib import Path

from tin_kit import KIT, write_ramp

from padsketch.model import Credit, Layer, Project, edits
from padsketch.storage import load_kit, load_project, save_project
from padsketch.storage.safety.identities import identified
from padsketch.storage.sources import SampleFolders

DOOR, RAIN = "samples/door.wav", "samples/rain.wav"
TRIMMED = Layer(file=DOOR, start=3.0, end=9.5, reverse=True, stretch=1.5, fade_out=2.0)


def write_sound(path: Path, last_byte: int) -> None:
    """A sound that differs from others of its size."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_ramp(path)
    content = bytearray(path.read_bytes())
    content[-1] = last_byte
    path.write_bytes(content)


def make_beat(folder: Path) -> Path:
    """The project's folder, beside the kit that it plays."""
    kit_folder = folder / "kits" / "tin"
    for name in ("kick_soft.wav", "kick.wav", "hat.wav"):
        write_sound(kit_folder / name, 0)
    (kit_folder / "kit.toml").write_text(KIT)
    beat = folder / "beat"
    write_sound(beat / DOOR, 1)
    write_sound(beat / RAIN, 2)
    project = edits.set_layers(Project(kit="../kits/tin"), "kick", (TRIMMED,))
    project = edits.set_layers(project, "hat", (Layer(file=RAIN),))
    project = edits.set_markers(project, DOOR, (5, 17))
    project = edits.set_credit(project, DOOR, Credit(author="Ida"))
    save_project(beat, identified(project, beat))
    return beat


def project_of(beat: Path) -> Project:
    """What its file says."""
    return load_project(beat)


def folders_of(beat: Path) -> SampleFolders:
    """Where its samples are looked for."""
    kit_folder = beat / project_of(beat).kit
    return SampleFolders.of(kit_folder, load_kit(kit_folder), beat)
