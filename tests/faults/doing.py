"""The scenes: saving, importing, exporting and recording as padsketch does them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
import soundfile
from scenes import Scene

from padsketch.cli import run
from padsketch.cli.failures import guarded
from padsketch.engine.inlet import Inlet
from padsketch.engine.native import ffi, lib
from padsketch.engine.tape import Tape
from padsketch.errors import PadsketchError
from padsketch.model import Credit, Pattern, edits
from padsketch.model.recording import Take
from padsketch.outputs.recorded import finished
from padsketch.outputs.reel import Reel
from padsketch.session import Session
from padsketch.session.sounds.collecting import bring_in, write_in
from padsketch.storage import load_project

TITLES = ("Before", "First", "Second", "Third")
"""Of a project that is edited and not saved, one after the other."""
RATE = 48_000
FRAMES = 2_400
KIT = """format = "padsketch-kit"
version = 1
name = "Tin"

[[pads]]
id = "kick"
name = "Kick"
layers = [{ file = "kick.wav" }]

[[pads]]
id = "hat"
name = "Hat"
layers = [{ file = "hat.wav" }]
"""
PROJECT = """format = "padsketch-project"
version = 1
title = "Before"
kit = "../tin"

[patterns.A1]
length = 4

[patterns.A1.lanes]
kick = "X..x"
hat  = ".x.x"
"""


def ramp(frames: int = FRAMES) -> np.ndarray:
    """Values that name their frame and that 24 bits hold."""
    return (np.arange(frames) / 2.0**23).astype(np.float32)


def sketch(folder: Path) -> None:
    """A project, its kit beside it, two found sounds, and a folder for what comes out."""
    for name in ("tin", "beat", "found", "out"):
        (folder / name).mkdir()
    for at, name in enumerate(("tin/kick", "tin/hat", "found/clap", "found/rim")):
        _write(folder / f"{name}.wav", 5 + at)
    (folder / "tin" / "kit.toml").write_text(KIT)
    (folder / "beat" / "project.toml").write_text(PROJECT)


def _write(path: Path, slowness: int) -> None:
    wave = np.sin(np.arange(FRAMES) / slowness) * np.exp(-np.arange(FRAMES) / 400)
    soundfile.write(path, wave, RATE, "PCM_24")


def sketch_with_sounds(folder: Path) -> None:
    """A project that has sounds of its own."""
    sketch(folder)
    (folder / "beat" / "samples").mkdir()
    for name in ("clap", "rim"):
        shutil.copy(folder / "found" / f"{name}.wav", folder / "beat" / "samples")


def sketch_with_archive(folder: Path) -> None:
    """A kit in an archive, and a beat in a MIDI file."""
    sketch(folder)
    _do("kit", "export", folder / "tin", "-o", folder / "found" / "tin.padkit")
    _do("midi", folder / "beat", "-o", folder / "found" / "beat.mid")


def done_before(words: tuple[str, ...]):
    """A scene's beginning in which a command has been run before, with other music."""

    def prepare(folder: Path) -> None:
        sketch_with_archive(folder)
        _do(*_placed(folder, words))
        project = folder / "beat" / "project.toml"
        project.write_text(PROJECT.replace("X..x", "X.x."))
        kit = folder / "tin" / "kit.toml"
        kit.write_text(KIT.replace("Hat", "Cap"))
        _write(folder / "found" / "clap.wav", 9)
        (folder / "found" / "tin.padkit").unlink()
        _do("kit", "export", folder / "tin", "-o", folder / "found" / "tin.padkit")

    return prepare


def with_session(work: Callable[[Session, Path], None]) -> Callable[[Path], int]:
    """Work in an open session, whose refusals are told as a command's are.

    What could not be saved can still be saved elsewhere.
    """

    def told(folder: Path) -> int:
        session = Session.open(folder / "beat")
        try:
            work(session, folder)
        except PadsketchError:
            _rescue(session, folder)
            raise
        finally:
            session.close()
        return 0

    return lambda folder: guarded(lambda: told(folder), as_json=False)


def _rescue(session: Session, folder: Path) -> None:
    """Save what was refused to another folder, unless that is refused as well."""
    title = session.project.title
    rescued = folder / ".tmp" / "rescued"
    with suppress(PadsketchError):
        session.save(rescued)
        assert load_project(rescued).title == title


def save(session: Session, folder: Path) -> None:
    """Edit an open project and save it."""
    session.edit("title", edits.set_title, "After")
    session.save()


def save_takes(session: Session, folder: Path) -> None:
    """Save a project with takes."""
    session.edit("title", edits.set_title, "After")
    if not session.takes.all:
        played = Pattern(lanes={"kick": session.current_pattern.lanes["kick"]})
        session.takes.keep(Take(pattern="A1", number=1, at=1, played=played))
    session.save()


def save_elsewhere(session: Session, folder: Path) -> None:
    """Save a project with its sounds under another name."""
    session.edit("title", edits.set_title, "After")
    session.save(folder / "out" / "copy")


def bring(session: Session, folder: Path) -> None:
    """Bring a sound into the project, write another, and save."""
    bring_in(session, folder / "found" / "clap.wav")
    write_in(session, ramp()[:, None], RATE, "made", Credit(source="made"))
    session.save()


def edit_unsaved(folder: Path) -> int:
    """Edit an open project; before the next edit each is on the disk, and told in `.tmp`."""
    session = Session.open(folder / "beat")
    (folder / ".tmp").mkdir(exist_ok=True)
    for title in TITLES[1:]:
        session.edit("title", edits.set_title, title)
        session.safety.journal.flush()
        (folder / ".tmp" / title).touch()
    session.close()
    return 0


def record(folder: Path) -> int:
    """Record what comes in, block by block as a stream hands it in, and look at it once more."""
    tape = Tape(RATE, 1, 1.0)
    inlet = Inlet(tape, 1)
    path = folder / "out" / "take.wav"
    reel = Reel(tape, path, 0, FRAMES)
    for block in np.split(ramp(), 10):
        part = np.ascontiguousarray(block)
        lib.ps_input_callback(
            ffi.from_buffer(part), ffi.NULL, len(part), ffi.NULL, 0, inlet.pointer
        )
        reel.step()
    reel.close()
    finished(path, Credit())
    return 0


def commanded(*words: str):
    """A command line; words that begin with @ are paths in the folder."""

    def do(folder: Path) -> int:
        return run(_placed(folder, words))

    return do


def _placed(folder: Path, words: tuple[str, ...]) -> list[str]:
    return [str(folder / word[1:]) if word.startswith("@") else word for word in words]


def _do(*words: object) -> None:
    code = run([str(word) for word in words])
    assert code == 0, words


def _again(name: str, *words: str, is_whole: bool = True) -> tuple[Scene, Scene]:
    """A command that makes something new, and the same that replaces what is there."""
    first = Scene(name, sketch_with_archive, commanded(*words), is_whole)
    forced = commanded(*words, "--force")
    return first, Scene(f"{name} again", done_before(words), forced, is_whole, repeats=True)


ALL = (
    Scene("save", sketch, with_session(save), repeats=True, has_threads=True),
    Scene("save takes", sketch, with_session(save_takes), False, repeats=True, has_threads=True),
    Scene(
        "save elsewhere", sketch_with_sounds, with_session(save_elsewhere), False, has_threads=True
    ),
    Scene("new", sketch, commanded("new", "@out/new", "--demo")),
    Scene("bring in", sketch, with_session(bring), is_whole=False),
    *_again("import", "kit", "import", "@found/tin.padkit", "-o", "@out/kit"),
    *_again(
        "chop", "chop", "@found/clap.wav", "-o", "@out/slices", "--by", "equal", "--parts", "3"
    ),
    *_again("padkit", "kit", "export", "@tin", "-o", "@out/tin.padkit"),
    *_again("hydrogen", "kit", "export", "@tin", "-o", "@out/tin.h2drumkit"),
    *_again("sfz", "kit", "export", "@tin", "-o", "@out/tin.sfz", is_whole=False),
    *_again("midi", "midi", "@beat", "-o", "@out/beat.mid"),
    *_again("render", "render", "@beat", "-o", "@out/beat.wav"),
    *_again("render ogg", "render", "@beat", "-o", "@out/beat.ogg"),
    *_again("render flac", "render", "@beat", "-o", "@out/beat.flac"),
    *_again("render mp3", "render", "@beat", "-o", "@out/beat.mp3"),
    *_again("render float", "render", "@beat", "-o", "@out/beat.wav", "--bits", "32f"),
    *_again("stems", "stems", "@beat", "-o", "@out/stems"),
    *_again("export", "export", "@beat", "-o", "@out/pack", "--rate", "8000"),
    *_again("beat", "import", "@found/beat.mid", "-o", "@out/song", is_whole=False),
    Scene(
        "record",
        sketch,
        lambda folder: guarded(lambda: record(folder), as_json=False),
        is_whole=False,
        growing="out/take.wav",
    ),
)
AUTOSAVE = Scene(
    "autosave",
    sketch,
    lambda folder: guarded(lambda: edit_unsaved(folder), as_json=False),
    has_threads=True,
)
SCENES = {scene.name: scene for scene in ALL}
