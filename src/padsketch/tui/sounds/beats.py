"""Beats from elsewhere, made projects of, from the screen."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from padsketch.display import safe
from padsketch.errors import OutputExists, UsageError
from padsketch.model.file_names import plain_name
from padsketch.tui.desk import Desk
from padsketch.tui.screens.notes import Notes
from padsketch.tui.screens.prompt import Prompt

if TYPE_CHECKING:
    from padsketch.session.beats.importing import ImportedBeat

HELP = "a folder that is not there yet; the sketch here stays as it is"


def import_beat(desk: Desk, path: Path) -> None:
    """Make a project of a beat, in a folder that is asked for."""
    wanted = str(Path.cwd() / plain_name(path.stem, empty="beat"))
    prompt = Prompt("Make a project of the beat in", wanted, HELP, _folder)
    desk.ask(prompt, lambda folder: _bring(desk, path, folder))


def _bring(desk: Desk, path: Path, folder: Path) -> None:
    # Loaded here: nobody who imports nothing should wait for what reads beats.
    from padsketch.session.beats.importing import import_beat as bring_in

    desk.stage.behind(
        f"importing {safe(path.name, 30)}",
        lambda: bring_in(path, folder),
        lambda done: _tell(desk, done),
    )


def _tell(desk: Desk, done: ImportedBeat) -> None:
    """How the project is opened, and what it lost."""
    lines = (
        f"padsketch {shlex.quote(str(done.folder))}  opens it.",
        *(f"{file} is missing." for file in done.missing),
        *done.losses,
    )
    desk.stage.show(Notes(f"Imported '{safe(done.project.title, 30)}' as a project", lines))


def _folder(text: str) -> Path:
    folder = Path(text.strip()).expanduser()
    if not text.strip() or folder.exists():
        raise OutputExists("That is there already", "Name a new folder.")
    if not folder.parent.is_dir():
        raise UsageError("There is no folder to make it in", "Make it first.")
    return folder
