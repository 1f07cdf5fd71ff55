"""`padsketch check`: every fault of a project or a kit."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from padsketch.cli.commands import Commands, add_command, add_json
from padsketch.cli.printing import faults_to_json, say, say_json, tell
from padsketch.errors import Fault, InvalidFile


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
    add_json(parser)


def _check(options: Namespace) -> int:
    from padsketch.storage import check_kit, check_project

    path: Path = options.path
    kit = kit_folder(path)
    faults = check_project(path) if kit is None else check_kit(kit)
    if options.json:
        say_json({"path": str(path), "faults": faults_to_json(faults)})
    else:
        _say(path, faults)
    return InvalidFile.exit_code if faults else 0


def kit_folder(path: Path) -> Path | None:
    """The folder of a kit that a path means: a folder with a kit.toml, or that file."""
    from padsketch.storage.kits import KIT_FILE

    if path.name == KIT_FILE and path.is_file():
        return path.parent
    return path if (path / KIT_FILE).is_file() else None


def _say(path: Path, faults: list[Fault]) -> None:
    for fault in faults:
        say(str(fault))
    tell(f"{path}: {len(faults)} fault{'s' * (len(faults) != 1)}")
