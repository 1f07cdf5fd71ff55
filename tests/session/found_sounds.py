"""A project with a kit of one pad and found sounds beside it, whose frames are known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile

from padsketch.model import Lane, Layer, Pattern, Project, Step, edits
from padsketch.session import Session
from padsketch.storage import save_project

RATE = 48_000
KIT = """format = "padsketch-kit"
version = 1
name = "Tin"
[[pads]]
id = "kick"
name = "Kick"
layers = [{ file = "kick.wav" }]
[credits."kick.wav"]
author = "A. Nyone"
licence = "CC0-1.0"
"""


def thump(hertz=55.0, late_ms=0.0, sign=1.0, seconds=0.4, level=0.5):
    """A decaying low tone, `late_ms` of silence before it."""
    times = np.arange(int(RATE * seconds)) / RATE - late_ms / 1000
    wave = np.sin(2 * np.pi * hertz * times) * np.exp(-12 * np.maximum(times, 0)) * (times >= 0)
    return sign * level * wave


def write_found(folder: Path, name: str, wave: np.ndarray, rate: int = RATE) -> str:
    """Write a found sound; its name as layers say it."""
    path = folder / "samples" / name
    path.parent.mkdir(exist_ok=True)
    soundfile.write(path, wave, rate, "FLOAT")
    return f"samples/{name}"


def open_sketch(folder: Path) -> Session:
    """The project with its kit, which plays its kick on the one."""
    kit = folder / "tin"
    kit.mkdir()
    (kit / "kit.toml").write_text(KIT)
    soundfile.write(kit / "kick.wav", thump(), RATE, "FLOAT")
    beat = Pattern(lanes={"kick": Lane(steps=(Step(velocity=127),))})
    save_project(folder, Project(kit="tin", patterns={"A1": beat}))
    session = Session.open(folder, RATE)
    session.load_kit()
    return session


def put(session: Session, *layers: Layer) -> None:
    """Give the kick layers, and wait for their sounds."""
    session.edit("layers", edits.set_layers, "kick", layers)
    session.reading.finish()


def played(session: Session, n_frames: int = RATE) -> np.ndarray:
    """What a hard hit of the kick sounds like, its left side."""
    session.reading.finish()
    session.panic()
    rendered(session, 8192)
    session.trigger(0, 127)
    return rendered(session, n_frames)


def rendered(session: Session, n_frames: int) -> np.ndarray:
    """What the player gives next, its left side."""
    blocks = [session.player.render(4096)[:, 0].copy() for _ in range(-(-n_frames // 4096))]
    return np.concatenate(blocks)[:n_frames]
