"""`padsketch check`: every fault of a project or a kit."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from padsketch.cli.commands import Commands, add_command, add_json
from padsketch.cli.printing import faults_to_json, say, say_json, tell
from padsketch.cli.song import SongNote, song_notes
from padsketch.errors import Fault, InvalidFile, UsageError


def add_commands(commands: Commands) -> None:
    """Add `check`."""
    parser = add_command(
        commands,
        "check",
        _check,
        "list every fault of a project or a kit",
        "Exits with 4 when there is any.",
    )
    parser.add_argument("path", type=Path, metavar="PROJECT|KIT")
    parser.add_argument(
        "--song", action="store_true", help="say what a producer would notice about the song"
    )
    add_json(parser)


def _check(options: Namespace) -> int:
    from padsketch.storage import check_kit, check_project

    path: Path = options.path
    kit = kit_folder(path)
    if options.song and kit is not None:
        raise UsageError("A kit has no song", "--song goes with a project.")
    faults = check_project(path) if kit is None else check_kit(kit)
    notes = song_notes(path) if options.song and not faults else []
    if options.json:
        song = {"song": [note._asdict() for note in notes]} if options.song else {}
        say_json({"path": str(path), "faults": faults_to_json(faults), **song})
    else:
        _say(path, faults, notes)
    return InvalidFile.exit_code if faults else 0


def kit_folder(path: Path) -> Path | None:
    """The folder of a kit that a path means: a folder with a kit.toml, or that file."""
    from padsketch.storage.files import is_file
    from padsketch.storage.kits import KIT_FILE

    if path.name == KIT_FILE and is_file(path):
        return path.parent
    return path if is_file(path / KIT_FILE) else None


def _say(path: Path, faults: list[Fault], notes: list[SongNote]) -> None:
    for line in (*map(str, faults), *(note.words for note in notes)):
        say(line)
    tell(f"{path}: {len(faults)} fault{'s' * (len(faults) != 1)}")
