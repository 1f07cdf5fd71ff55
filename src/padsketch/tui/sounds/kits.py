"""Kits of the user's own: kept from a sketch, and brought in from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from padsketch.display import safe
from padsketch.errors import OutputExists, UsageError
from padsketch.tui.desk import Desk
from padsketch.tui.screens.confirm import Answer, Confirm
from padsketch.tui.screens.notes import Notes
from padsketch.tui.screens.prompt import Prompt
from padsketch.tui.sounds import beats

if TYPE_CHECKING:
    from padsketch.session.kits.importing import Imported

T = TypeVar("T")

IMPORTED = (
    "a kit's folder, .padkit, .h2drumkit, .sfz, .dspreset, .xpm, or a folder of sounds; or a beat: "
    ".h2song, .h2pattern, .mid, .yaml, .txt"
)


def save_as(desk: Desk) -> None:
    """Keep the kit as it is played now, with the sketch's own pads and sounds."""
    if desk.session.loaded is None:
        raise UsageError("The kit is not loaded yet", "Wait for it, or choose another.")
    title = desk.session.project.title
    prompt = Prompt("Keep the kit under the name", title, "one of your own kits", _name)
    desk.ask(prompt, lambda name: _save(desk, name))


def import_kit(desk: Desk) -> None:
    """Bring a kit in from anywhere, and play with it; a beat becomes a project of its own."""
    desk.ask(Prompt("Import a kit or a beat", "", IMPORTED, _path), lambda path: _bring(desk, path))


def _bring(desk: Desk, path: Path) -> None:
    # Loaded here: nobody who imports nothing should wait for what reads beats.
    from padsketch.formats.beats.recognise import is_beat

    if path.is_file() and is_beat(path):
        beats.import_beat(desk, path)
    else:
        _import(desk, path)


def _save(desk: Desk, name: str, force: bool = False) -> None:
    # Loaded here: nobody who keeps no kit should wait for what writes them.
    from padsketch.session.kits.exporting import save_kit_as

    desk.stage.behind(
        f"keeping {safe(name, 30)}",
        lambda: _or_taken(lambda: save_kit_as(desk.session, name, force=force)),
        lambda folder: _kept(desk, name, folder),
    )


def _kept(desk: Desk, name: str, folder: Path | OutputExists) -> None:
    if isinstance(folder, Path):
        desk.say(f"kept as {folder}; F2 plays it")
    elif folder.replaceable:
        question = Confirm(folder.title, [Answer("r", "replace", "Replace it")])
        desk.stage.show(question, lambda _: _save(desk, name, force=True))
    else:
        desk.refuse(folder)


def _import(desk: Desk, path: Path, name: str | None = None) -> None:
    from padsketch.session.kits.importing import import_kit as bring_in

    desk.stage.behind(
        f"importing {safe(path.name, 30)}",
        lambda: _or_taken(lambda: bring_in(path, name)),
        lambda done: _take(desk, path, done),
    )


def _or_taken(work: Callable[[], T]) -> T | OutputExists:
    """What came of work, or that the name is taken, which can be asked about."""
    try:
        return work()
    except OutputExists as error:
        return error


def _take(desk: Desk, path: Path, done: Imported | OutputExists) -> None:
    if isinstance(done, OutputExists):
        prompt = Prompt("Import it under another name", "", done.title, _name)
        desk.ask(prompt, lambda name: _import(desk, path, name))
        return
    desk.stage.load_kit(done.folder.name)
    if lost := (*(f"{file} is missing." for file in done.missing), *done.losses):
        desk.stage.show(Notes(f"Imported {safe(done.kit.name, 30)}; what is lost", lost))


def _name(text: str) -> str:
    if not text.strip():
        raise UsageError("A kit needs a name")
    return text.strip()


def _path(text: str) -> Path:
    path = Path(text.strip()).expanduser()
    if not text.strip() or not path.exists():
        raise UsageError("There is no such file or folder")
    return path
