"""Whom a pack owes what, as a page of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from padsketch.display import safe
from padsketch.export.job import RenderJob
from padsketch.export.pack.mixes import loop_jobs
from padsketch.export.papers import HeardPaper, heard_papers, spans

NAME = "CREDITS"


class Use(NamedTuple):
    """A sound of a pack, and the loops that play it."""

    heard: HeardPaper
    loops: tuple[str, ...]

    @property
    def places(self) -> str:
        """Where it is heard, in words."""
        loops = f"loop{'s' * (len(self.loops) > 1)} {', '.join(self.loops)}"
        return "; ".join(
            [spans(self.heard.bars)] * bool(self.heard.bars) + [loops] * bool(self.loops)
        )


def credits_text(job: RenderJob) -> str:
    """Every sound that is heard: who made it, where it is from, what its licence asks, and where.

    What there is to be warned of stands in front of everything.
    """
    uses = uses_of(job)
    parts = [
        f"Sounds that are heard in '{safe(job.project.title)}'",
        *([_warnings(uses)] if any(use.heard.paper.warnings for use in uses) else []),
        *([_names(uses)] if any(use.heard.paper.terms.must_credit for use in uses) else []),
        *("\n".join(_lines(use)) for use in uses),
    ]
    return "\n\n".join(parts) + "\n"


def uses_of(job: RenderJob) -> list[Use]:
    """The sounds of what is exported in the order of the kit, then those of loops alone."""
    song = {heard.paper.file: heard for heard in heard_papers(job)}
    loops: dict[str, list[str]] = {}
    for loop in loop_jobs(job):
        for heard in heard_papers(loop):
            loops.setdefault(heard.paper.file, []).append(loop.what)
            song.setdefault(heard.paper.file, heard._replace(bars=()))
    return [Use(heard, tuple(loops.get(file, ()))) for file, heard in song.items()]


def _warnings(uses: list[Use]) -> str:
    lines = (
        f"  {safe(use.heard.paper.file)}: {safe(warning)}"
        for use in uses
        for warning in use.heard.paper.warnings
    )
    return "\n".join(["WARNINGS", *lines])


def _names(uses: list[Use]) -> str:
    papers = (use.heard.paper for use in uses)
    owed = (f"  {safe(p.by)} ({safe(p.credit.licence)})" for p in papers if p.terms.must_credit)
    return "\n".join(["TO BE NAMED WHERE THIS IS PUBLISHED", *dict.fromkeys(owed)])


def _lines(use: Use) -> Iterator[str]:
    credit = use.heard.paper.credit
    said: Mapping[str, str] = {
        "author": credit.author or "nobody is named",
        "source": credit.source,
        "licence": credit.licence or "none is stated",
        "heard": use.places,
    }
    yield safe(use.heard.paper.file)
    yield from (f"  {name:<8}{safe(text)}" for name, text in said.items() if text)
