"""`padsketch new`: a project folder to begin with."""

from __future__ import annotations

import os
from argparse import ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from padsketch.cli.commands import Commands, add_command
from padsketch.cli.printing import say
from padsketch.display import safe
from padsketch.errors import OutputExists

if TYPE_CHECKING:
    from padsketch.model import Kit, Pattern, Project


def add_commands(commands: Commands) -> None:
    """Add `new`."""
    parser = add_command(commands, "new", _new, "make a project folder")
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--kit", metavar="KIT", help="an installed kit, or a kit's folder")
    parser.add_argument("--bpm", type=_tempo, metavar="N", help="tempo, 20 to 400")
    parser.add_argument("--demo", action="store_true", help="begin with the demo sketch")


def _new(options: Namespace) -> int:
    from msgspec.structs import replace

    from padsketch.model.edits import set_bpm, set_kit
    from padsketch.storage import load_kit, project_file, save_project

    folder: Path = options.folder
    if os.path.lexists(project_file(folder)):
        raise OutputExists(
            f"There is a project in {folder} already", f"`padsketch {folder}` opens it."
        )
    project = _demo() if options.demo else _empty(safe(folder.resolve().name))
    kit_name, kit_folder = _kit(options.kit or project.kit, folder)
    project = set_kit(project, kit_name)
    if options.bpm is not None:
        project = set_bpm(project, options.bpm)
    kit = load_kit(kit_folder)
    if not options.demo:
        project = replace(project, patterns={"A1": _empty_pattern(kit)})
    save_project(folder, project)
    say(f"{folder}: '{project.title}', {project.bpm:g} BPM, kit {project.kit}")
    return 0


def _demo() -> Project:
    from padsketch.demo import demo_project

    return demo_project()


def _empty(title: str) -> Project:
    """Flat, but for the limiter: a first loop of full velocities shall not clip."""
    from padsketch.model import Project
    from padsketch.model.edits import set_bus, set_title
    from padsketch.model.parameters import MASTER

    on = MASTER["limiter"].choices.index("on")
    return set_title(set_bus(Project(), "master", limiter=on), title)


def _kit(kit: str, folder: Path) -> tuple[str, Path]:
    """The name of a kit in a project (a folder is relative to the project's), and its folder."""
    from padsketch.storage import find_kit
    from padsketch.storage.kits import KIT_FILE

    if (Path(kit) / KIT_FILE).is_file():
        return os.path.relpath(Path(kit).resolve(), folder.resolve()), Path(kit)
    return kit, find_kit(kit, None)


def _empty_pattern(kit: Kit) -> Pattern:
    from padsketch.model import Lane, Pattern

    return Pattern(lanes={pad.id: Lane() for pad in kit.pads})


def _tempo(text: str) -> float:
    from padsketch.model.project import MAX_BPM, MIN_BPM

    bpm = float(text)
    if not MIN_BPM <= bpm <= MAX_BPM:
        raise ArgumentTypeError(f"{text} is outside {MIN_BPM:g} to {MAX_BPM:g}")
    return bpm
