"""`padsketch render`, `stems`, `midi` and `verify`: files out of a project, and the proof."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from padsketch.cli.commands import Commands, add_command, add_json
from padsketch.cli.export_answers import answer_notes, answer_report, answer_verdict
from padsketch.cli.printing import tell_newer
from padsketch.cli.progress import progress_line
from padsketch.errors import UsageError

if TYPE_CHECKING:
    from padsketch.export.job import Bits, RenderJob

FORMATS = ("wav", "flac", "ogg", "mp3")
BITS = ("16", "24", "32f")
TAILS = ("wrap", "cut", "ring")
NO_MASTER = (
    "Stems never pass the master chain: what it does to a sum cannot be divided among stems, "
    "and so the stems sum to the mix bit for bit."
)
NOTES = (
    "A track for every pad that is heard, on channel 10 from note 36 on, with tempi and a marker "
    "where sections begin. Chance, conditions, rolls, swing and mutes are played out."
)


def add_commands(commands: Commands) -> None:
    """Add `render`, `stems`, `midi` and `verify`."""
    render = add_command(commands, "render", _render, "render a loop or the song to one file")
    _add_options(render, "FILE", "24")
    stems = add_command(
        commands, "stems", _stems, "render every track on its own, and their mix", NO_MASTER
    )
    _add_options(stems, "DIR", "32f for WAV, 24 for FLAC")
    midi = add_command(commands, "midi", _midi, "write the notes as they are heard", NOTES)
    _add_music(midi, "FILE")
    verify = add_command(
        commands, "verify", _verify, "prove that stems or a pack are whole, and null"
    )
    verify.add_argument("folder", type=Path, metavar="DIR")
    add_json(verify)


def _add_music(parser: ArgumentParser, output: str) -> None:
    add = parser.add_argument
    add("project", type=Path, metavar="PROJECT")
    add("-o", "--output", type=Path, required=True, metavar=output)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--pattern", type=str.upper, metavar="A1", help="this pattern")
    what.add_argument("--song", action="store_true", help="the song")
    add("--repeats", type=int, default=1, metavar="N", help="play the pattern N times")
    add("--force", action="store_true", help="replace what is there")
    add_json(parser)


def _add_options(parser: ArgumentParser, output: str, bits: str) -> None:
    _add_music(parser, output)
    add = parser.add_argument
    add("--tail", choices=TAILS, help="what rings on at the end: default wrap, of a song ring")
    add("--rate", type=int, default=48_000, metavar="HZ", help="default 48000")
    add("--format", choices=FORMATS, help="default: as the file is named, of stems wav")
    add("--bits", choices=BITS, help=f"default {bits}")
    add("--no-master", action="store_true", help="go past the master chain")
    add("--block", type=int, default=8192, metavar="FRAMES", help="1 to 8192, same bytes")


def _render(options: Namespace) -> int:
    from padsketch.export.render import render_file

    job = _job(options, options.format or _format_of(options.output), options.bits or "24")
    with progress_line(job.rate) as progress:
        report = render_file(job, options.output, progress, force=options.force)
    answer_report(job, report, options.json)
    return 0


def _stems(options: Namespace) -> int:
    from padsketch.export.stems import render_stems

    audio = options.format or "wav"
    job = _job(options, audio, options.bits or ("32f" if audio == "wav" else "24"))
    with progress_line(job.rate) as progress:
        report = render_stems(job, options.output, progress, force=options.force)
    answer_report(job, report, options.json)
    return 0


def _midi(options: Namespace) -> int:
    from padsketch.export.job import RenderJob
    from padsketch.export.notes import write_notes

    job = RenderJob(**music_of(options))
    answer_notes(job, options.output, write_notes(job, options.output, options.force), options.json)
    return 0


def _verify(options: Namespace) -> int:
    from padsketch.export.pack.verify import manifest_of, verify_folder

    with progress_line(manifest_of(options.folder).rate) as progress:
        verdict = verify_folder(options.folder, progress)
    answer_verdict(verdict, options.json)
    return 1 if verdict.faults else 0


def _job(options: Namespace, audio: str, bits: Bits) -> RenderJob:
    from padsketch.export.job import RenderJob, default_tail

    music = music_of(options)
    return RenderJob(
        **music,
        tail=options.tail or default_tail(music["pattern"]),
        rate=options.rate,
        format=audio,
        bits=bits,
        master=not options.no_master,
        block=options.block,
    )


def music_of(options: Namespace) -> dict[str, Any]:
    """The fields of a job that say what is played."""
    from padsketch.export.job import default_target
    from padsketch.storage import find_kit, load_kit, load_project, project_folder

    project = load_project(options.project)
    tell_newer(project.version)
    own = project_folder(options.project)
    folder = find_kit(project.kit, own)
    is_chosen = options.pattern or options.song
    return {
        "project": project,
        "kit": load_kit(folder),
        "kit_folder": folder,
        "pattern": options.pattern if is_chosen else default_target(project),
        "repeats": getattr(options, "repeats", 1),
        "project_folder": own,
    }


def _format_of(path: Path) -> str:
    audio = path.suffix.removeprefix(".").lower()
    if audio not in FORMATS:
        raise UsageError(
            f"'{path.name}' does not end as an audio file", "Give --format, or a name with .wav."
        )
    return audio
