"""`padsketch kit check`: what is wrong with a kit, and what its licences ask."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from padsketch.cli.commands import Commands, add_command, add_json
from padsketch.cli.paper_answers import credit_line, paper_to_json
from padsketch.cli.printing import faults_to_json, say, say_json, tell
from padsketch.errors import InvalidFile

if TYPE_CHECKING:
    from padsketch.errors import Fault
    from padsketch.model import Kit
    from padsketch.model.papers import Paper

MOST_NAMED = 3
"""Files that are named for one remark; JSON has them all."""


def add_commands(commands: Commands) -> None:
    """Add `kit check`."""
    words = "list every fault of a kit, and what the licences of its sounds ask"
    check = add_command(commands, "check", _check, words, "Exits with 4 when there is a fault.")
    check.add_argument("kit", metavar="KIT", help="an installed kit, or a kit's folder")
    add_json(check)


def _check(options: Namespace) -> int:
    from padsketch.cli.check import kit_folder
    from padsketch.model.papers import papers_of
    from padsketch.storage import check_kit, find_kit
    from padsketch.storage.kits import read_kit_file

    folder = kit_folder(Path(options.kit)) or find_kit(options.kit, Path.cwd())
    faults = check_kit(folder)
    kit: Kit | None = read_kit_file(folder).value
    papers = () if kit is None else papers_of(kit, {})
    if options.json:
        rows = [paper_to_json(paper) for paper in papers]
        say_json({"folder": str(folder), "faults": faults_to_json(faults), "papers": rows})
    else:
        _say(folder, faults, papers)
    return InvalidFile.exit_code if faults else 0


def _say(folder: Path, faults: list[Fault], papers: tuple[Paper, ...]) -> None:
    for fault in faults:
        say(str(fault))
    for remark in _remarks(papers):
        say(f"papers: {remark}")
    if names := credit_line(papers):
        say(names)
    tell(f"{folder}: {len(faults)} fault{'s' * (len(faults) != 1)}")


def _remarks(papers: Iterable[Paper]) -> list[str]:
    """What is not known or not allowed, once for all sounds that it is about."""
    about: dict[str, list[str]] = {}
    for paper in papers:
        for warning in paper.warnings:
            about.setdefault(warning, []).append(paper.file)
    return [f"{warning} ({_named(files)})" for warning, files in about.items()]


def _named(files: list[str]) -> str:
    more = f" and {len(files) - MOST_NAMED} more" if len(files) > MOST_NAMED else ""
    return ", ".join(files[:MOST_NAMED]) + more
