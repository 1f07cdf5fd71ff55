"""`padsketch kit`: the kits that are here."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from padsketch.cli import kit_check, kit_moves
from padsketch.cli.commands import Commands, add_command, add_json
from padsketch.cli.printing import say, say_json, tell
from padsketch.display import cells, counted, safe
from padsketch.errors import InvalidFile

if TYPE_CHECKING:
    from padsketch.model import Kit, Pad

SAID = 80
"""Cells of a description in the list of kits; `kit info` has all of it."""


def add_commands(commands: Commands) -> None:
    """Add `kit` with its own commands."""
    kit = commands.add_parser(
        "kit", help="list, make, import, export and check kits", allow_abbrev=False
    )
    own = kit.add_subparsers(title="commands", metavar="COMMAND", required=True)
    add_json(add_command(own, "list", _list, "list the installed kits"))
    info = add_command(own, "info", _info, "show the pads of a kit and who made its sounds")
    info.add_argument("kit", metavar="KIT", help="an installed kit, or a kit's folder")
    add_json(info)
    kit_moves.add_commands(own)
    kit_check.add_commands(own)


def _list(options: Namespace) -> int:
    from padsketch.storage import installed_kits

    folders = installed_kits()
    if options.json:
        say_json([_summary(folder) for folder in folders])
        return 0
    rows = [_summary(folder) for folder in folders]
    width = max((cells(row["kit"]) for row in rows), default=0)
    for row in rows:
        words = (
            row["fault"] or f"{counted(row['pads'], 'pad'):>7}  {safe(row['description'], SAID)}"
        )
        say(f"{row['kit']}{' ' * (width - cells(row['kit']))}  {words}")
    if not folders:
        tell("There is no kit.")
    return 0


def _summary(folder: Path) -> dict[str, Any]:
    """One row of the list; a kit that cannot be opened says why instead of what is in it."""
    from padsketch.storage import load_kit

    row: dict[str, Any] = {"kit": folder.name, "folder": str(folder), "fault": ""}
    try:
        kit = load_kit(folder)
    except InvalidFile as error:
        return {**row, "pads": 0, "name": "", "description": "", "fault": error.title}
    return {**row, "pads": len(kit.pads), "name": kit.name, "description": kit.description}


def _info(options: Namespace) -> int:
    import msgspec

    from padsketch.storage import find_kit, load_kit

    folder = find_kit(options.kit, Path.cwd())
    kit = load_kit(folder)
    if options.json:
        say_json({"folder": str(folder), **msgspec.to_builtins(kit)})
        return 0
    say(f"{kit.name} ({counted(len(kit.pads), 'pad')}, {kit.licence or 'no licence stated'})")
    if kit.description:
        say(kit.description)
    for number, pad in enumerate(kit.pads, start=1):
        say(f"{number:>3}  {pad.id:<16} {_pad_words(pad)}")
    _say_credits(kit)
    return 0


def _pad_words(pad: Pad) -> str:
    layers = counted(len(pad.layers), "layer")
    choke = f", choke {pad.choke}" if pad.choke else ""
    return f"{pad.name} ({pad.mode}, {layers}{choke})"


def _say_credits(kit: Kit) -> None:
    """Who made the sounds, each once."""
    makers = {(credit.author, credit.source, credit.licence) for credit in kit.credits.values()}
    for maker in sorted(makers):
        say("Sounds: " + ", ".join(word for word in maker if word))
