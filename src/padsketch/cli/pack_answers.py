"""What `export` says when its work is done."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from padsketch.cli.export_answers import report_to_json, tell_of
from padsketch.cli.paper_answers import papers_to_json
from padsketch.cli.printing import say, say_json
from padsketch.display import counted
from padsketch.units import seconds_to_clock

if TYPE_CHECKING:
    from padsketch.export.job import RenderJob, RenderReport
    from padsketch.export.pack.manifest import PackManifest


def answer_pack(job: RenderJob, report: RenderReport, folder: Path, as_json: bool) -> None:
    """What is in a pack, how loud it is, and what its listener should know."""
    from padsketch.export.pack.manifest import read_pack
    from padsketch.export.papers import heard_papers

    papers, manifest = heard_papers(job), read_pack(folder)
    if as_json:
        said = {"folder": str(folder), **report_to_json(job, report)}
        say_json({**said, "pack": _pack_to_json(manifest), "papers": papers_to_json(papers)})
    else:
        _say_pack(report, folder, manifest)
    tell_of(job, report, papers)


def _pack_to_json(manifest: PackManifest) -> dict[str, object]:
    import msgspec

    return {name: msgspec.to_builtins(file) for name, file in manifest.files.items()}


def _say_pack(report: RenderReport, folder: Path, manifest: PackManifest) -> None:
    length = seconds_to_clock(report.frames / report.rate)
    say(f"{folder}  {length} ({report.frames} frames at {report.rate} Hz), {_contents(manifest)}")
    for name, file in manifest.files.items():
        loud = file.loudness
        if loud is not None and None not in (loud.integrated, loud.true_peak_db):
            say(f"{name}  {loud.integrated:.1f} LUFS, true peak {loud.true_peak_db:.1f} dBTP")


def _contents(manifest: PackManifest) -> str:
    kinds = Counter[str](file.kind for file in manifest.files.values())
    shown = ("stem", "dry stem", "wet stem", "loop")
    words = [counted(kinds[kind], kind) for kind in shown if kinds[kind]]
    targets = f", {counted(kinds['target'], 'file')} for targets" if kinds["target"] else ""
    return ", ".join(words) + targets
