"""What is to be rendered, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from padsketch.errors import Interrupted, UsageError
from padsketch.model import PATTERN_NAMES, Kit, Project, Section, dressed
from padsketch.model.song import MAX_REPEATS
from padsketch.outputs.files import check_format
from padsketch.storage.sources import SampleFolders

Tail = Literal["wrap", "cut", "ring"]
"""Where a tail goes: back into the start of the loop, off at the end, or out to its own end."""

Bits = Literal["16", "24", "32f"]

MIN_RATE, MAX_RATE = 8_000, 192_000
MAX_BLOCK = 8192
DEFAULT_BLOCK = 8192

Progress = Callable[[int, int | None], None]
"""Called with the frames that are done and how many there will be (None: until silence)."""

Cancelled = Callable[[], bool]


@dataclass(frozen=True)
class RenderJob:
    """A pattern, or the song where `pattern` is None, and how it is to be written.

    rate in hertz; bits "16", "24" or "32f"; block in frames, of which the result is independent;
    project_folder: where the project's own samples are.
    Raises UsageError where the words do not fit together.
    """

    project: Project
    kit: Kit
    kit_folder: Path
    pattern: str | None = None
    repeats: int = 1
    tail: Tail = "wrap"
    rate: int = 48_000
    format: str = "wav"
    bits: Bits = "24"
    master: bool = True
    block: int = DEFAULT_BLOCK
    project_folder: Path | None = None

    def __post_init__(self) -> None:
        _check_range("--rate", self.rate, MIN_RATE, MAX_RATE)
        _check_range("--block", self.block, 1, MAX_BLOCK)
        _check_range("--repeats", self.repeats, 1, MAX_REPEATS)
        check_format(self.rate, self.format, self.bits)
        if self.pattern is not None and self.pattern not in self.project.patterns:
            known = ", ".join(written_patterns(self.project)) or "none"
            raise UsageError(f"There is no pattern {self.pattern}", f"Patterns: {known}.")
        if self.pattern is None and not self.project.song:
            raise UsageError("The song is empty", "Give a pattern: --pattern A1.")
        if self.pattern is None and self.repeats != 1:
            raise UsageError("--repeats goes with a pattern", "Add --pattern A1.")

    @property
    def what(self) -> str:
        """The name of what is rendered: a pattern's, or "song"."""
        return self.pattern or "song"

    @property
    def played_kit(self) -> Kit:
        """The kit with what the project changes about its pads."""
        return dressed(self.kit, self.project.pads)

    @property
    def folders(self) -> SampleFolders:
        """Where the samples are."""
        return SampleFolders.of(self.kit_folder, self.kit, self.project_folder)

    @property
    def song_project(self) -> Project:
        """The project with what is rendered as its whole song."""
        if self.pattern is None:
            return self.project
        section = Section(section=self.pattern, pattern=self.pattern, repeats=self.repeats)
        return msgspec.structs.replace(self.project, song=(section,))

    @property
    def tempi(self) -> list[float]:
        """The tempi of what is rendered, each once, the lowest first."""
        return sorted({section.bpm or self.project.bpm for section in self.song_project.song})


@dataclass(frozen=True)
class WrittenFile:
    """An output: its peak in dBFS, and how many values an integer format could not hold."""

    path: Path
    peak_db: float
    clipped: int


@dataclass(frozen=True)
class RenderReport:
    """What was written: files of `frames` frames each at `rate` hertz, in `seconds` of work.

    dropped: hits for which the engine had no room.
    """

    files: tuple[WrittenFile, ...]
    frames: int
    rate: int
    seconds: float
    dropped: int


@dataclass(frozen=True)
class Watch:
    """Who looks on while frames are made, and may stop the work."""

    progress: Progress | None = None
    cancelled: Cancelled | None = None

    def tell(self, done: int, total: int | None) -> None:
        """Say how far the work is; raises Interrupted when it shall stop."""
        if self.cancelled is not None and self.cancelled():
            raise Interrupted("Stopped", "Nothing was written.")
        if self.progress is not None:
            self.progress(done, total)


def written_patterns(project: Project) -> list[str]:
    """The patterns of a project from A1 to H16."""
    return sorted(project.patterns, key=PATTERN_NAMES.index)


def default_target(project: Project) -> str | None:
    """What is rendered when nothing is named: None, the song, where there is one, else a pattern.

    Raises UsageError when there is neither.
    """
    if project.song:
        return None
    patterns = written_patterns(project)
    if not patterns:
        raise UsageError("There is nothing to render", "The project has no pattern yet.")
    return patterns[0]


def default_tail(pattern: str | None) -> Tail:
    """A pattern is a loop and wraps; a song rings out."""
    return "ring" if pattern is None else "wrap"


def _check_range(option: str, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        raise UsageError(f"{option} {value} is outside {low} to {high}")
