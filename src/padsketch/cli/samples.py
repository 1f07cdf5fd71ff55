"""`padsketch samples`: a project's own samples, where missing ones are, what is not played."""

from __future__ import annotations

from argparse import Namespace
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from padsketch.cli.commands import Commands, add_command, add_json
from padsketch.cli.printing import say_json, tell
from padsketch.cli.sample_answers import (
    inside,
    is_lost,
    sample_row,
    say_samples,
    summary,
    tell_done,
)
from padsketch.errors import InvalidFile

if TYPE_CHECKING:
    from padsketch.model import Kit, Project
    from padsketch.storage.sources import SampleFolders
    from padsketch.storage.walking import Found

ABOUT = (
    "Missing samples are searched for by their content, under any name, below the project, in the "
    "folders of --search and in those of the library. Exits with 4 while any is missing."
)


def add_commands(commands: Commands) -> None:
    """Add `samples`."""
    parser = add_command(
        commands, "samples", _samples, "find lost samples of a project, bring all together", ABOUT
    )
    add = parser.add_argument
    add("project", type=Path, metavar="PROJECT")
    add("--relink", action="store_true", help="bring back what was found; trims stay")
    add(
        "--search",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="search here too; may be given again",
    )
    add("--collect", action="store_true", help="copy everything that is played into the project")
    add("--unused", action="store_true", help="list what no pad plays; nothing is deleted")
    add("--kit", metavar="KIT", help="play another kit, where its own is gone")
    add_json(parser)


class _Opened:
    """A project with its kit, on its way through what is asked; what was brought and copied."""

    def __init__(self, folder: Path, project: Project, kit_folder: Path, kit: Kit) -> None:
        self.folder = folder
        self.project = project
        self.kit_folder = kit_folder
        self.kit = kit
        self.brought: tuple[str, ...] = ()
        self.collected: tuple[str, ...] = ()

    @property
    def folders(self) -> SampleFolders:
        """Where the samples are."""
        from padsketch.storage.sources import SampleFolders

        return SampleFolders.of(self.kit_folder, self.kit, self.folder)

    def save(self, project: Project) -> None:
        """Keep another project than the one that was opened, with what is known of its samples."""
        from padsketch.storage.safety.identities import identified
        from padsketch.storage.safety.rewriting import replace_project

        self.project = identified(project, self.folder, self.kit.files)
        replace_project(self.folder, self.project)


def _samples(options: Namespace) -> int:
    from padsketch.storage import project_file
    from padsketch.storage.files import is_file
    from padsketch.storage.safety.lock import held

    file, writes = project_file(options.project), options.relink or options.collect or options.kit
    with held(file.parent) if writes and is_file(file) else nullcontext():
        return _dealt_with(options)


def _dealt_with(options: Namespace) -> int:
    opened = _open(options)
    found = _found(opened, options.search)
    if options.relink and found:
        _bring_back(opened, found)
        found = {}
    if options.collect:
        _collect(opened)
    rows = [
        sample_row(file, opened.folders.path(file), opened.project.samples.get(file), found)
        for file in _own_files(opened)
    ]
    unused = _unused(opened) if options.unused else []
    if options.json:
        say_json(_answer(opened, rows, unused))
    else:
        say_samples(rows, unused, opened.folder)
        tell_done(opened.brought, opened.collected)
        tell(summary(rows))
    return InvalidFile.exit_code if any(map(is_lost, rows)) else 0


def _open(options: Namespace) -> _Opened:
    from padsketch.model.edits import set_kit
    from padsketch.storage import find_kit, load_kit, load_project, project_folder

    project, folder = load_project(options.project), project_folder(options.project)
    wanted = set_kit(project, options.kit or project.kit)
    kit_folder = find_kit(wanted.kit, folder)
    opened = _Opened(folder, project, kit_folder, load_kit(kit_folder))
    if wanted is not project:
        opened.save(wanted)
    return opened


def _found(opened: _Opened, search: list[Path]) -> dict[str, Path]:
    from padsketch.storage.library import library_folders
    from padsketch.storage.safety.missing import find_samples, missing_samples

    identities, missing = opened.project.samples, missing_samples(opened.project, opened.folders)
    wanted = {file: identities[file] for file in missing if file in identities}
    places = [opened.folder, *search, *library_folders()] if wanted else []
    return find_samples(wanted, places)


def _bring_back(opened: _Opened, found: dict[str, Path]) -> None:
    from padsketch.model.edits import relink
    from padsketch.storage.safety.relinking import bring_back

    names = bring_back(opened.folder, found, opened.kit.files)
    opened.save(relink(opened.project, names))
    opened.brought = tuple(names.get(file, file) for file in found)


def _collect(opened: _Opened) -> None:
    from padsketch.storage import find_kit
    from padsketch.storage.safety.collecting import collect

    collected = collect(opened.project, opened.folder, opened.kit_folder, opened.kit)
    opened.save(collected.played_by(opened.project))
    opened.kit_folder = find_kit(opened.project.kit, opened.folder)
    opened.collected = collected.copied


def _own_files(opened: _Opened) -> tuple[str, ...]:
    from padsketch.model.samples import played_files

    return played_files(opened.project, opened.kit.files)


def _unused(opened: _Opened) -> list[Found]:
    from padsketch.storage.safety.collecting import unused_samples

    return unused_samples(opened.project, opened.folder, opened.kit_folder, opened.kit)


def _answer(opened: _Opened, rows: list[dict[str, Any]], unused: list[Found]) -> dict[str, Any]:
    return {
        "project": str(opened.folder),
        "kit": opened.project.kit,
        "samples": rows,
        "brought_back": list(opened.brought),
        "collected": list(opened.collected),
        "unused": [{"file": inside(f, opened.folder), "size": f.size} for f in unused],
    }
