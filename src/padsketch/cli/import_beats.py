"""`padsketch import`: a project out of a beat of another program."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from padsketch.cli.commands import Commands, add_command, add_json
from padsketch.cli.printing import say, say_json, tell, tell_lost
from padsketch.display import counted, safe
from padsketch.errors import UsageError

if TYPE_CHECKING:
    from padsketch.session.beats.importing import ImportedBeat
    from padsketch.session.beats.learning import NoteGuess
    from padsketch.storage.drum_maps import DrumMap

SOURCES = (
    "A .h2song or .h2pattern of Hydrogen, a Standard MIDI file, YAML of the beats drum machine, or "
    "text of lanes (kick: x..x|..X.). What it brings of a kit comes along; what is lost is said."
)
LEAVE_OUT = "-"


def add_commands(commands: Commands) -> None:
    """Add `import`."""
    parser = add_command(commands, "import", _run, "make a project of somebody's beat", SOURCES)
    add = parser.add_argument
    add("file", type=Path, metavar="FILE")
    add("-o", "--output", type=Path, metavar="DIR", help="default: called as the beat")
    add("--kit", default="", metavar="KIT", help="play it with this kit: installed, or a folder")
    add("--map", metavar="MAP", help="pads by note: a .toml file, or a name among your maps")
    add("--learn", action="store_true", help="write the notes that occur to the map, or ask")
    add("--name", default="", metavar="TITLE", help="what the project is called")
    add("--force", action="store_true", help="replace what an import made there")
    add_json(parser)


def _run(options: Namespace) -> int:
    if options.learn:
        return _learn(options)
    from padsketch.session.beats.importing import NO_MAP, import_beat

    learned = _map(options.map) if options.map else NO_MAP
    words = (options.kit, learned, options.name, options.force)
    imported = import_beat(options.file, options.output, *words)
    return _answer(imported, options.json)


def _map(name: str) -> DrumMap:
    from padsketch.storage.drum_maps import load_map, map_file

    return load_map(map_file(name))


def _answer(imported: ImportedBeat, as_json: bool) -> int:
    """The project that is there now; what it lost and what was not there."""
    project = imported.project
    if as_json:
        say_json(
            {
                "folder": str(imported.folder),
                "title": project.title,
                "bpm": project.bpm,
                "meter": project.meter,
                "kit": project.kit,
                "patterns": list(project.patterns),
                "sections": len(project.song),
                "losses": list(imported.losses),
                "missing": list(imported.missing),
            }
        )
        return 0
    size = f"{counted(len(project.patterns), 'pattern')}, {counted(len(project.song), 'section')}"
    say(f"{imported.folder}  '{project.title}', {project.bpm:g} BPM, {size}, kit {project.kit}")
    tell_lost(imported.losses, imported.missing)
    return 0


def _learn(options: Namespace) -> int:
    """Complete a map with the notes of a file, on a terminal by asking for each."""
    from padsketch.session.beats.importing import NO_MAP, kit_for
    from padsketch.session.beats.learning import guesses
    from padsketch.storage.drum_maps import DrumMap, load_map, map_file, save_map

    if not options.map:
        raise UsageError("--learn needs a map to write", "As in --map drums.toml --learn.")
    file = map_file(options.map)
    known = load_map(file) if file.exists() else NO_MAP
    kit_name = options.kit or known.kit
    kit = kit_for(kit_name)
    found = guesses(options.file, kit, known.notes)
    new = [guess for guess in found if guess.note not in known.notes]
    pads = [pad.id for pad in kit.pads]
    asked = sys.stdin.isatty() and sys.stderr.isatty() and not options.json
    answers = {one.note: _asked(one, pads) if asked else one.pad for one in new}
    learned = DrumMap({**known.notes, **answers}, kit_name)
    save_map(file, learned, {guess.note: guess.remark for guess in found})
    return _answer_map(file, learned, found, options.json)


def _asked(guess: NoteGuess, pads: list[str]) -> str:
    """The pad that somebody names for a note."""
    question = f"{guess.note}  {guess.remark}  [{guess.pad or LEAVE_OUT}] "
    while True:
        print(safe(question), end="", file=sys.stderr, flush=True)
        word = sys.stdin.readline()
        if not word:
            raise UsageError("No answer came", "The map was not written.")
        pad = word.strip().lower() or guess.pad
        if pad in ("", LEAVE_OUT):
            return ""
        if pad in pads:
            return pad
        tell(f"Pads: {', '.join(pads)}. {LEAVE_OUT} leaves the note out.")


def _answer_map(file: Path, learned: DrumMap, found: list[NoteGuess], as_json: bool) -> int:
    if as_json:
        notes = {str(note): pad for note, pad in sorted(learned.notes.items())}
        say_json({"map": str(file), "kit": learned.kit, "notes": notes})
        return 0
    for guess in found:
        say(f"{guess.note:3}  {learned.notes[guess.note] or LEAVE_OUT:12}  {guess.remark}")
    say(f"{file}  {len(learned.notes)} notes; edit it, then import with --map")
    return 0
