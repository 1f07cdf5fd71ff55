"""What those who set music to pictures ask for: all of it, less of it, shorter edits, stings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import msgspec

from padsketch.display import counted, safe
from padsketch.export.job import RenderJob
from padsketch.export.length import section_frames, song_frames
from padsketch.export.pack.delivery import Delivery
from padsketch.export.pack.edits import (
    Edit,
    edits_of,
    first_bar,
    first_hit,
    from_section,
    fullest_section,
)
from padsketch.export.pack.outcome import Delivered, Outcome
from padsketch.export.pack.target_file import Part, Wish, called, write_part
from padsketch.export.rendering import Rendering
from padsketch.model import Project

EDIT_SECONDS = (60, 30, 15)
PHRASE_SHARE = 0.75
"""Of the longest edit: one that ends a phrase is preferred while it is no shorter than this."""
HEAD_SHARE = 0.5
"""Of an edit: it begins where the song does if the fullest section comes by then."""


class Alternate(NamedTuple):
    """A file, and what it is in words."""

    part: Part
    words: str


class Found(NamedTuple):
    """An edit, the section that it begins with, and its frames with all that rings."""

    edit: Edit
    section: int
    frames: int


def write_alternates(delivery: Delivery, wish: Wish, pads: Sequence[str]) -> Delivered:
    """All of them that the song has, through the master, their levels as they are."""
    written = Delivered(wish.target, {}, (), ())
    for found in _alternates(delivery, pads):
        if isinstance(found, str):
            written = written._replace(left_out=(*written.left_out, found))
            continue
        path, packed = write_part(delivery, wish, found.part)
        outcome = Outcome(target=wish.target, file=path, words=found.words)
        files = {**written.files, path: packed}
        written = written._replace(files=files, outcomes=(*written.outcomes, outcome))
    return written


def _alternates(delivery: Delivery, pads: Sequence[str]) -> Iterator[Alternate | str]:
    """Every file, or a sentence on why there is none."""
    job = replace(delivery.job, master=True, tail="ring")
    yield Alternate(Part(job, called(job, "full"), pads), "all of it")
    yield _instrumental(job, pads, delivery.options.without)
    for seconds in EDIT_SECONDS:
        yield _edit(delivery, job, pads, seconds)
    yield from _stings(job, pads)


def _instrumental(job: RenderJob, pads: Sequence[str], without: Sequence[str]) -> Alternate | str:
    if not without:
        return "No instrumental: `--without PAD` says what it leaves out."
    project = without_tracks(job.project, without)
    rest = [pad for pad in pads if pad not in without]
    part = Part(replace(job, project=project), called(job, "instrumental"), rest)
    return Alternate(part, f"all of it without {', '.join(without)}")


def without_tracks(project: Project, pads: Sequence[str]) -> Project:
    """A project in which some tracks are muted."""
    muted = {pad: msgspec.structs.replace(project.channel(pad), mute=True) for pad in pads}
    return msgspec.structs.replace(project, mixer={**project.mixer, **muted})


def _edit(delivery: Delivery, job: RenderJob, pads: Sequence[str], seconds: int) -> Alternate | str:
    longest = seconds * job.rate
    if song_frames(job.song_project, job.rate) <= longest and _rung_out(delivery, job) <= longest:
        return f"No edit of {seconds} s: all of it is no longer."
    found = _longest_edit(delivery, job, longest)
    if found is None:
        return f"No edit of {seconds} s: what a bar leaves ringing lasts longer."
    start = safe(job.song_project.song[found.section].called)
    words = (
        f"{counted(found.edit.bars, 'bar')} from '{start}' on, "
        f"{found.frames / job.rate:.2f} s with what rings"
    )
    return Alternate(Part(_of(job, found.edit.project), called(job, f"{seconds}s"), pads), words)


def _longest_edit(delivery: Delivery, job: RenderJob, longest: int) -> Found | None:
    """The edit that lasts at most so many frames together with what rings on."""
    project = job.song_project
    fullest = fullest_section(project)
    is_near = section_frames(project, job.rate)[fullest] <= HEAD_SHARE * longest
    section = 0 if is_near else fullest
    edits = list(edits_of(from_section(project, section), job.rate, longest))
    while edits:
        edit = _musical(edits)
        frames = _rung_out(delivery, _of(job, edit.project))
        if frames <= longest:
            return Found(edit, section, frames)
        edits = [other for other in edits if other.frames <= edit.frames - (frames - longest)]
    return None


def _musical(edits: Sequence[Edit]) -> Edit:
    """The longest one, or one that ends a phrase and is not much shorter."""
    least = PHRASE_SHARE * edits[-1].frames
    return next(
        (edit for edit in reversed(edits) if edit.ends_phrase and edit.frames >= least), edits[-1]
    )


def _rung_out(delivery: Delivery, job: RenderJob) -> int:
    slices = Rendering(job, delivery.watch(job)).slices()
    return sum(len(part.mix) for part in slices)


def _stings(job: RenderJob, pads: Sequence[str]) -> Iterator[Alternate | str]:
    """What the fullest section opens with: a bar, and a hit."""
    project = job.song_project
    number = fullest_section(project)
    name = safe(project.song[number].called)
    for what, cut in (("bar", first_bar), ("hit", first_hit)):
        shorter = cut(project, number)
        if shorter is None:
            yield f"No sting of a {what}: '{name}' does not open with one."
        else:
            part = Part(_of(job, shorter), called(job, f"sting {what}"), pads)
            yield Alternate(part, f"the first {what} of '{name}', ringing out")


def _of(job: RenderJob, project: Project) -> RenderJob:
    return replace(job, project=project, pattern=None, repeats=1)
