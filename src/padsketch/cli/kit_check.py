"""`padsketch kit check`: what is wrong with a kit, and which papers its sounds lack."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from padsketch.cli.commands import Commands, add_command, add_json
from padsketch.cli.printing import faults_to_json, say, say_json, tell
from padsketch.errors import InvalidFile

if TYPE_CHECKING:
    from padsketch.errors import Fault
    from padsketch.model import Kit

PAPERS = ("author", "licence")
"""What must be known of a sound before music with it is given to anyone."""


def add_commands(commands: Commands) -> None:
    """Add `kit check`."""
    words = "list every fault of a kit, and the papers that its sounds lack"
    check = add_command(commands, "check", _check, words, "Exits with 4 when there is a fault.")
    check.add_argument("kit", metavar="KIT", help="an installed kit, or a kit's folder")
    add_json(check)


def _check(options: Namespace) -> int:
    from padsketch.cli.check import kit_folder
    from padsketch.storage import check_kit, find_kit
    from padsketch.storage.kits import read_kit_file

    folder = kit_folder(Path(options.kit)) or find_kit(options.kit, Path.cwd())
    faults = check_kit(folder)
    kit: Kit | None = read_kit_file(folder).value
    papers = _lacking(kit) if kit is not None else {}
    if options.json:
        rows = [{"file": file, "lacks": lacks} for file, lacks in papers.items()]
        say_json({"folder": str(folder), "faults": faults_to_json(faults), "papers": rows})
    else:
        _say(folder, faults, papers)
    return InvalidFile.exit_code if faults else 0


def _lacking(kit: Kit) -> dict[str, list[str]]:
    """The papers that sounds lack, by file."""
    lacks = {
        file: [word for word in PAPERS if not getattr(kit.credits.get(file), word, "")]
        for file in kit.files
    }
    return {file: words for file, words in lacks.items() if words}


def _say(folder: Path, faults: list[Fault], papers: dict[str, list[str]]) -> None:
    for fault in faults:
        say(str(fault))
    for file, lacks in papers.items():
        say(f"{file}: no {' and no '.join(lacks)}")
    tell(
        f"{folder}: {len(faults)} fault{'s' * (len(faults) != 1)}, "
        f"{len(papers)} sound{'s' * (len(papers) != 1)} without papers"
    )
