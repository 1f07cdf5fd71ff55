"""What `render`, `stems` and `verify` say when their work is done."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from padsketch.cli.paper_answers import papers_to_json, tell_papers
from padsketch.cli.printing import faults_to_json, say, say_json, tell
from padsketch.display import counted
from padsketch.units import seconds_to_clock

if TYPE_CHECKING:
    from padsketch.export.job import RenderJob, RenderReport, WrittenFile
    from padsketch.export.papers import HeardPaper
    from padsketch.export.residual import Residual
    from padsketch.export.verify import Verdict
    from padsketch.formats.midi import Sheet


def answer_report(job: RenderJob, report: RenderReport, as_json: bool) -> None:
    """The files that were written, and what their listener should know."""
    from padsketch.export.papers import heard_papers

    papers = heard_papers(job)
    if as_json:
        say_json({**report_to_json(job, report), "papers": papers_to_json(papers)})
    else:
        _say_report(report)
    tell_of(job, report, papers)


def tell_of(job: RenderJob, report: RenderReport, papers: Sequence[HeardPaper]) -> None:
    """What the listener of an export should know: papers, clipping, what did not sound."""
    tell_papers(papers)
    for file in report.files:
        if file.clipped:
            tell(_clip_warning(file))
    if report.dropped:
        tell(f"warning: {report.dropped} hits did not sound: too many at once.")
    for pad in _lanes_without_pad(job):
        tell(f"note: the kit has no pad '{pad}', its lane is not heard.")


def answer_notes(job: RenderJob, path: Path, sheet: Sheet, as_json: bool) -> None:
    """The tracks that were written, and how many notes."""
    notes = {part.name: len(part.notes) for part in sheet.parts}
    if as_json:
        say_json({"what": job.what, "path": str(path), "ticks": sheet.end, "notes": notes})
    else:
        say(f"{path}  {sum(notes.values())} notes on {len(notes)} tracks")
    for pad in _lanes_without_pad(job):
        tell(f"note: the kit has no pad '{pad}', its lane is not written.")


def answer_verdict(verdict: Verdict, as_json: bool) -> None:
    """What is left of the mix without the stems, and every fault."""
    if as_json:
        say_json(_verdict_to_json(verdict))
        return
    manifest = verdict.manifest
    say(
        f"{len(manifest.order)} stems and their mix, {manifest.frames} frames at "
        f"{manifest.rate} Hz; {counted(verdict.n_files, 'file')} checked"
    )
    if verdict.residual is not None:
        say(f"residual: {_residual_words(verdict.residual)}")
    for fault in verdict.faults:
        say(str(fault))


def report_to_json(job: RenderJob, report: RenderReport) -> dict[str, Any]:
    """What was rendered, and the files of sound."""
    return {
        "what": job.what,
        "tail": job.tail,
        "rate": report.rate,
        "frames": report.frames,
        "dropped": report.dropped,
        "seconds_taken": round(report.seconds, 3),
        "files": [
            {"path": str(file.path), "peak_db": file.peak_db, "clipped": file.clipped}
            for file in report.files
        ],
    }


def _say_report(report: RenderReport) -> None:
    length = seconds_to_clock(report.frames / report.rate)
    for file in report.files:
        say(
            f"{file.path}  {length} ({report.frames} frames at {report.rate} Hz), "
            f"peak {file.peak_db:.1f} dBFS"
        )


def _clip_warning(file: WrittenFile) -> str:
    return (
        f"warning: {file.path.name} clips in {file.clipped} values, its peak is "
        f"{file.peak_db:+.1f} dBFS. Turn it down, or take --bits 32f."
    )


def _lanes_without_pad(job: RenderJob) -> list[str]:
    """The lanes of what was rendered that have no pad to sound."""
    project = job.song_project
    patterns = dict.fromkeys(section.pattern for section in project.song)
    lanes = dict.fromkeys(lane for name in patterns for lane in project.pattern(name).lanes)
    return [lane for lane in lanes if job.played_kit.index(lane) is None]


def _residual_words(residual: Residual) -> str:
    if residual.peak == 0.0:
        return "exactly zero"
    allowed = f" ({_level_db(residual.allowed):.1f} allowed)" if residual.allowed else ""
    return f"{_level_db(residual.peak):.1f} dBFS{allowed}"


def _level_db(peak: float) -> float:
    # Not `gain_to_db`, whose floor would hide a residual in the last bits of a float.
    return 20.0 * math.log10(peak)


def _verdict_to_json(verdict: Verdict) -> dict[str, Any]:
    residual = verdict.residual
    has_level = residual is not None and 0.0 < residual.peak < math.inf
    return {
        "files": verdict.n_files,
        "stems": list(verdict.manifest.order),
        "mix": verdict.manifest.mix,
        "exactly_zero": residual is not None and residual.peak == 0.0,
        "residual_db": _level_db(residual.peak) if residual and has_level else None,
        "faults": faults_to_json(verdict.faults),
    }
