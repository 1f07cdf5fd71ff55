"""`padsketch sounds`: what is in the library of sounds, and which folders it is made of."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from padsketch.cli.commands import Commands, add_command, add_json
from padsketch.cli.printing import say, say_json, tell
from padsketch.cli.progress import ERASE
from padsketch.errors import PadsketchError

if TYPE_CHECKING:
    from padsketch.storage.library import Library, Query, SoundInfo, Vector

LIMIT = 50
ORDERS = ("name", "brightness", "decay", "length", "tempo")
ABOUT = (
    "WORDS stand in the name, the folder or a tag; also #tag, * for favourites, <2s and >0.5s for "
    "the length, 90-100bpm. The library holds all kits and the folders that were added; it is "
    "scanned when it is new, when its folders change and with --scan."
)


def add_commands(commands: Commands) -> None:
    """Add `sounds`."""
    parser = add_command(commands, "sounds", _sounds, "find sounds in the library", ABOUT)
    add = parser.add_argument
    add("words", nargs="*", metavar="WORDS")
    add("--order", choices=ORDERS, default="name", help="the lowest first; default name")
    add("--descending", action="store_true", help="the highest first")
    add("--like", type=Path, metavar="FILE", help="those that sound most like FILE first")
    add("--limit", type=int, default=LIMIT, metavar="N", help=f"how many at most, default {LIMIT}")
    add("--add", type=Path, metavar="FOLDER", help="make a folder part of the library")
    add("--remove", type=Path, metavar="FOLDER", help="let a folder be no part of it")
    add("--scan", action="store_true", help="listen to what is new")
    add_json(parser)


def _sounds(options: Namespace) -> int:
    from padsketch.storage.library import Library, add_folder, remove_folder

    query = _query(options)
    if options.add is not None:
        add_folder(options.add)
    if options.remove is not None:
        remove_folder(options.remove)
    with Library.open() as library:
        if options.scan or options.add or options.remove or _is_empty(library):
            _scan(library)
        sounds, n_sounds = library.find(query), library.count(query)
    if options.json:
        say_json({"found": n_sounds, "sounds": [_row(sound) for sound in sounds]})
        return 0
    for sound in sounds:
        say(_line(sound))
    if len(sounds) < n_sounds:
        tell(f"{len(sounds)} of {n_sounds} sounds; --limit shows more")
    return 0


def _query(options: Namespace) -> Query:
    from dataclasses import replace

    from padsketch.session.sounds.asking import query_of

    order = "similarity" if options.like else options.order
    return replace(
        query_of(" ".join(options.words)),
        order=order,
        descending=options.descending,
        like=_vector(options.like) if options.like else None,
        limit=max(0, options.limit),
    )


def _vector(path: Path) -> Vector:
    from padsketch.analysis.character import character
    from padsketch.storage.decoding import decode_safely

    return character(*decode_safely(path)).vector


def _is_empty(library: Library) -> bool:
    from padsketch.storage.library import Query

    return library.count(Query(with_faults=True)) == 0


def _scan(library: Library) -> None:
    from padsketch.session.sounds.indexing import Indexing
    from padsketch.storage.library import library_folders

    def told() -> None:
        if indexing.progress is not None and sys.stderr.isatty():
            done, total = indexing.progress
            print(f"{ERASE}{done} of {total} sounds", end="", file=sys.stderr, flush=True)

    indexing = Indexing(library, told)
    try:
        indexing.start(library_folders())
        indexing.finish()
    finally:
        indexing.give_up()
        if sys.stderr.isatty():
            print(ERASE, end="", file=sys.stderr, flush=True)
    if indexing.fault:
        raise PadsketchError(f"The library is not complete: {indexing.fault}", "Try it again.")


def _row(sound: SoundInfo) -> dict[str, Any]:
    return {
        "path": str(sound.path),
        "seconds": round(sound.seconds, 6),
        "rate": sound.rate,
        "channels": sound.channels,
        "bpm": sound.bpm,
        "key": sound.key,
        "brightness_hz": round(sound.brightness_hz, 1),
        "decay_s": round(sound.decay_s, 3),
        "loudness_db": round(sound.loudness_db, 1),
        "tags": list(sound.tags),
        "favourite": sound.is_favourite,
    }


def _line(sound: SoundInfo) -> str:
    tempo = f"{sound.bpm:.0f} bpm" if sound.bpm else ""
    words = " ".join(f"#{tag}" for tag in sound.tags)
    facts = "  ".join(filter(None, (tempo, sound.key, words)))
    mark = "*" if sound.is_favourite else " "
    return f"{mark}{sound.seconds:7.2f} s  {sound.path}  {facts}".rstrip()
