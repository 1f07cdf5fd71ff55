"""`padsketch analyze`: what is heard in a file, or in what a project plays."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from padsketch.cli.commands import Commands, add_command, add_json
from padsketch.cli.exports import music_of
from padsketch.cli.printing import say, say_json
from padsketch.cli.progress import progress_line
from padsketch.units import seconds_to_clock

if TYPE_CHECKING:
    from padsketch.export.job import RenderJob
    from padsketch.session.sounds.analysing import SoundReport

ABOUT = (
    "Loudness is that of ITU-R BS.1770-4 and EBU R 128: of all, of the loudest 3 s, its range, and "
    "the true peak; a file of one channel counts as it is heard from two speakers. Of a project, "
    "what `render` would write is measured, and tracks are named that clash: in a band below 300 "
    "Hz each is at most 8 dB quieter than all together, for a tenth of the time that it sounds."
)
SOURCES = {
    "name": "by its name",
    "file": "written in the file",
    "length": "by its length",
    "listening": "by listening",
    "project": "of the project",
}


def add_commands(commands: Commands) -> None:
    """Add `analyze`."""
    words = "tell tempo, key, onsets and loudness of a sound or a project"
    parser = add_command(commands, "analyze", _analyze, words, ABOUT)
    parser.add_argument("project", type=Path, metavar="FILE|PROJECT")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--pattern", type=str.upper, metavar="A1", help="this pattern of a project")
    what.add_argument("--song", action="store_true", help="the song of a project")
    parser.set_defaults(repeats=1)
    add_json(parser)


def _analyze(options: Namespace) -> int:
    path: Path = options.project
    if path.is_dir() or path.suffix == ".toml":
        return _analyze_project(options)
    from padsketch.session.sounds.analysing import file_report

    _answer(path, file_report(path), {}, options.json)
    return 0


def _analyze_project(options: Namespace) -> int:
    from padsketch.export.job import RenderJob, Watch, default_tail
    from padsketch.session.sounds.analysing import project_clashes, project_report

    music = music_of(options)
    job = RenderJob(**music, tail=default_tail(music["pattern"]))
    with progress_line(job.rate) as progress:
        watch = Watch(progress)
        report, clashes = project_report(job, watch), project_clashes(job, watch)
    more = {"what": job.what, "clashes": [_clash(job, clash) for clash in clashes]}
    _answer(options.project, report, more, options.json)
    return 0


def _clash(job: RenderJob, clash: Any) -> dict[str, Any]:
    from padsketch.session.sounds.analysing import track_names

    names = track_names(job)
    return {
        "tracks": [names[clash.first], names[clash.second]],
        "share": round(clash.share, 3),
        "first_seconds": round(clash.seconds, 2),
        "words": clash.words(names),
    }


def _answer(path: Path, report: SoundReport, more: dict[str, Any], as_json: bool) -> None:
    if as_json:
        say_json({"path": str(path), **_json(report), **more})
        return
    for name, words in _lines(report):
        say(f"{name:<10} {words}")
    for clash in more.get("clashes", ()):
        say(f"{'clash':<10} {clash['words']} First at {seconds_to_clock(clash['first_seconds'])}.")


def _json(report: SoundReport) -> dict[str, Any]:
    loud = report.loudness
    return {
        "seconds": round(report.seconds, 6),
        "frames": report.frames,
        "rate": report.rate,
        "channels": report.channels,
        "tempo": report.tempo._asdict() if report.tempo else None,
        "key": report.key,
        "root": report.root,
        "onsets": list(report.onsets),
        "loudness_lufs": _rounded(loud.integrated),
        "short_term_max_lufs": _rounded(loud.short_term_max),
        "loudness_range_lu": _rounded(loud.range),
        "true_peak_db": _rounded(loud.true_peak_db),
    }


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 2)


def _lines(report: SoundReport) -> Iterator[tuple[str, str]]:
    tempo, loud = report.tempo, report.loudness
    channels = "mono" if report.channels == 1 else "stereo"
    yield "length", f"{seconds_to_clock(report.seconds)} ({report.frames} frames)"
    yield "rate", f"{report.rate} Hz, {channels}"
    yield "tempo", f"{tempo.bpm:.2f} BPM, {SOURCES[tempo.source]}" if tempo else "none is heard"
    yield "key", report.key or "none is heard"
    yield "note", report.root or "none is heard"
    yield "onsets", str(len(report.onsets))
    short = "too short or too quiet"
    yield "loudness", _figure(loud.integrated, "LUFS", short)
    yield "short term", _figure(loud.short_term_max, "LUFS at most", "shorter than 3 s, or silence")
    yield "range", _figure(loud.range, "LU", short)
    yield "true peak", _figure(loud.true_peak_db, "dBTP", "silence")


def _figure(figure: float | None, unit: str, otherwise: str) -> str:
    return otherwise if figure is None else f"{figure:.1f} {unit}"
