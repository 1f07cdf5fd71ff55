"""`padsketch export`: the pack that other programs, and other people, go on with."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from padsketch.cli.commands import Commands, add_command, add_json
from padsketch.cli.exports import BITS, music_of
from padsketch.cli.pack_answers import answer_pack
from padsketch.cli.progress import progress_line

if TYPE_CHECKING:
    from padsketch.export.job import RenderJob
    from padsketch.export.pack.delivery import PackOptions

PACK = (
    "Stems, their mix, the master, loops, notes, projects for workstations, credits: one folder "
    "that explains itself. The same project gives the same bytes."
)

TARGETS = "streaming, broadcast, club, sync or mastering; sync.mp3 in another format; repeatable"


def add_commands(commands: Commands) -> None:
    """Add `export`."""
    export = add_command(commands, "export", _export, "write a pack for any workstation", PACK)
    _add_music(export)
    _add_contents(export)
    export.add_argument("--force", action="store_true", help="replace what is there")
    add_json(export)


def _add_music(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("project", type=Path, metavar="PROJECT")
    add("-o", "--output", type=Path, required=True, metavar="DIR")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--pattern", type=str.upper, metavar="A1", help="this pattern")
    what.add_argument("--song", action="store_true", help="the song")
    add("--rate", type=int, default=48_000, metavar="HZ", help="default 48000")
    add("--format", choices=("wav", "flac"), default="wav", help="default wav")
    add("--bits", choices=BITS, default="24", help="default 24")
    add("--block", type=int, default=8192, metavar="FRAMES", help="1 to 8192, same bytes")


def _add_contents(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("--dry", action="store_true", help="also stems without equaliser, compressor, level, pan")
    add("--wet", action="store_true", help="also stems with their share of delay and reverb")
    add("--mono", action="store_true", help="one channel where both of a stem are the same")
    add("--target", action="append", default=[], metavar="NAME", help=f"also for {TARGETS}")
    add("--without", action="append", default=[], metavar="PAD", help="what instrumentals lack")


def _export(options: Namespace) -> int:
    from padsketch.export.pack.pack import export_pack

    job = _job(options)
    with progress_line(job.rate) as progress:
        report = export_pack(job, options.output, _contents(options), progress, force=options.force)
    answer_pack(job, report, options.output, options.json)
    return 0


def _job(options: Namespace) -> RenderJob:
    from padsketch.export.job import RenderJob, default_tail

    music = music_of(options)
    return RenderJob(
        **music,
        tail=default_tail(music["pattern"]),
        rate=options.rate,
        format=options.format,
        bits=options.bits,
        block=options.block,
    )


def _contents(options: Namespace) -> PackOptions:
    from padsketch.export.pack.delivery import PackOptions

    return PackOptions(
        dry=options.dry,
        wet=options.wet,
        mono=options.mono,
        targets=tuple(options.target),
        without=tuple(options.without),
    )
