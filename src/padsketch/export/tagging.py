"""What the files of a job say of themselves."""

from __future__ import annotations

from collections.abc import Iterator

from padsketch.display import safe
from padsketch.export.job import RenderJob
from padsketch.export.naming import short_key
from padsketch.model.papers import papers_of
from padsketch.outputs.tags import Tags

_KEY_WORDS = {"maj": "", "min": "m"}


def tags_of(job: RenderJob, part: str = "") -> Tags:
    """The tags of a file of a job; part: what of it the file holds, where it is not all."""
    bpm, *others = job.tempi
    name = part or (job.pattern or "")
    return Tags(
        title=safe(f"{job.project.title}: {name}" if name else job.project.title),
        bpm=None if others else bpm,
        key=player_key(job.project.key),
        comment=safe(". ".join(_comment(job))),
    )


def player_key(key: str) -> str:
    """A key as players for dancers show it: "Am" or "F#"; "" for other modes and for none."""
    short = short_key(key)
    tonic, mode = short[:-3], short[-3:]
    return tonic + _KEY_WORDS[mode] if mode in _KEY_WORDS else ""


def _comment(job: RenderJob) -> Iterator[str]:
    """Meter and key in words, and who made the sounds."""
    yield ", ".join(filter(None, (job.project.meter, job.project.key)))
    played = (section.pattern for section in job.song_project.song)
    lanes = {pad for name in played for pad in job.project.pattern(name).lanes}
    pads = (pad for pad in job.played_kit.pads if pad.id in lanes)
    files = {layer.file for pad in pads for layer in pad.layers}
    papers = [p for p in papers_of(job.played_kit, job.project.credits) if p.file in files]
    owed = dict.fromkeys(f"{p.by} ({p.credit.licence or 'no licence stated'})" for p in papers)
    if owed:
        yield f"Sounds: {'; '.join(owed)}"
