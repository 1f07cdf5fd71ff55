"""`padsketch kit new`, `import` and `export`: kits that are made, that come and that go."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sized
from pathlib import Path
from typing import TYPE_CHECKING

from padsketch.cli.commands import Commands, add_command, add_json
from padsketch.cli.printing import say, say_json, tell_lost

if TYPE_CHECKING:
    from padsketch.model import Credit
    from padsketch.session.kits.exchange import Imported

FORMATS = ("padkit", "hydrogen", "sfz", "wav")
SOURCES = (
    "A .padkit, .h2drumkit, zip or tar; a drumkit.xml, .sfz, .dspreset or .xpm; a WAV with cues; a "
    "folder of a kit or of sounds. It becomes one of your kits."
)
WAYS = (
    "As the name says: .padkit to share, .h2drumkit for Hydrogen, .sfz for samplers, a folder of "
    "16-bit WAV files for hardware. A project's kit is written as the project plays it."
)


def add_commands(commands: Commands) -> None:
    """Add `kit new`, `kit import` and `kit export`."""
    new = add_command(commands, "new", _new, "make a kit, a pad for every sound")
    new.add_argument("folder", type=Path, metavar="DIR")
    new.add_argument("files", type=Path, nargs="+", metavar="FILE")
    _add_words(new)
    coming = add_command(commands, "import", _import, "bring in a kit of another program", SOURCES)
    coming.add_argument("path", type=Path, metavar="FILE|FOLDER")
    coming.add_argument("-o", "--output", type=Path, metavar="DIR", help="default: your kits")
    _add_words(coming)
    going = add_command(commands, "export", _export, "write a kit for another program", WAYS)
    going.add_argument("kit", metavar="KIT|PROJECT")
    going.add_argument("-o", "--output", type=Path, required=True, metavar="PATH")
    going.add_argument("--format", choices=FORMATS, help="default: as the name says")
    _add_last(going)


def _add_words(parser: ArgumentParser) -> None:
    parser.add_argument("--name", metavar="NAME", help="what the kit is called")
    parser.add_argument("--author", default="", help="who made the sounds, where they do not say")
    parser.add_argument("--source", default="", help="where they come from")
    parser.add_argument("--licence", default="", help="what may be done with them")
    _add_last(parser)


def _add_last(parser: ArgumentParser) -> None:
    parser.add_argument("--force", action="store_true", help="replace what is there")
    add_json(parser)


def _new(options: Namespace) -> int:
    from padsketch.session.kits.exchange import new_kit

    made = new_kit(options.folder, options.files, options.name, _credit(options), options.force)
    return _answer(made, options.json)


def _import(options: Namespace) -> int:
    from padsketch.session.kits.exchange import import_kit

    imported = import_kit(
        options.path, options.name, options.output, _credit(options), options.force
    )
    return _answer(imported, options.json)


def _export(options: Namespace) -> int:
    from padsketch.session.kits.exchange import export_kit, kit_source

    source = kit_source(options.kit)
    exported = export_kit(source, options.output, options.format, options.force)
    if options.json:
        losses = list(exported.losses)
        say_json({"path": str(exported.path), "format": exported.format, "losses": losses})
        return 0
    say(f"{exported.path}  '{source.kit.name}', {_count(source.kit.pads, 'pad')}")
    tell_lost(exported.losses)
    return 0


def _credit(options: Namespace) -> Credit:
    from padsketch.model import Credit

    return Credit(author=options.author, source=options.source, licence=options.licence)


def _answer(imported: Imported, as_json: bool) -> int:
    """The kit that is there now; what it lost and what was not there."""
    kit = imported.kit
    if as_json:
        say_json(
            {
                "folder": str(imported.folder),
                "kit": imported.folder.name,
                "name": kit.name,
                "pads": [pad.id for pad in kit.pads],
                "files": len(kit.files),
                "licence": kit.licence,
                "losses": list(imported.losses),
                "missing": list(imported.missing),
            }
        )
        return 0
    say(f"{imported.folder}  '{kit.name}', {_count(kit.pads, 'pad')}, {_count(kit.files, 'sound')}")
    tell_lost(imported.losses, imported.missing)
    return 0


def _count(things: Sized, word: str) -> str:
    return f"{len(things)} {word}{'s' * (len(things) != 1)}"
