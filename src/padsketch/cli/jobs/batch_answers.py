"""What `batch` says: a line for every project in order, then how many there were."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from padsketch.cli.jobs.hand import Outcome
from padsketch.cli.jobs.projects import Shard
from padsketch.cli.printing import say, say_json, tell
from padsketch.display import counted

WORTH_TELLING = ("warning:", "note:")
"""How lines begin that a single command tells beside its answer, and that are told again."""


class Report:
    """Takes outcomes in order; says each at once, or all in the end as JSON."""

    def __init__(self, kind: str, shard: Shard, passed_over: Sequence[Path], as_json: bool) -> None:
        self.kind = kind
        self.shard = shard
        self.passed_over = passed_over
        self.as_json = as_json
        self.outcomes: list[Outcome] = []

    @property
    def n_failed(self) -> int:
        """How many projects failed."""
        return sum(outcome.code != 0 for outcome in self.outcomes)

    def take(self, outcome: Outcome) -> None:
        """Keep what came of a project."""
        self.outcomes.append(outcome)
        if not self.as_json:
            _say(outcome)

    def to_json(self, seconds: float) -> dict[str, Any]:
        """All of it, for a program."""
        return {
            "as": self.kind,
            "shard": str(self.shard),
            "done": len(self.outcomes) - self.n_failed,
            "failed": self.n_failed,
            "seconds_taken": round(seconds, 3),
            "passed_over": [str(path) for path in self.passed_over],
            "projects": [_row(outcome) for outcome in self.outcomes],
        }


def answer_batch(report: Report, seconds: float) -> None:
    """The end of a report."""
    if report.as_json:
        say_json(report.to_json(seconds))
        return
    done = len(report.outcomes) - report.n_failed
    tell(f"{counted(done, 'project')} done, {report.n_failed} failed, in {seconds:.1f} s")


def tell_passed_over(paths: Sequence[Path]) -> None:
    """What was named and is no project."""
    for path in paths:
        tell(f"note: {path} is no project, and is passed over.")


def _say(outcome: Outcome) -> None:
    job = outcome.job
    if outcome.code:
        say(f"failed  {job.project}: {outcome.error or f'exit code {outcome.code}'}")
        return
    say(f"done    {job.project}: {job.output}  {outcome.seconds:.1f} s")
    for line in outcome.talk:
        if line.startswith(WORTH_TELLING):
            tell(f"{job.project}: {line}")


def _row(outcome: Outcome) -> dict[str, Any]:
    return {
        "project": str(outcome.job.project),
        "output": str(outcome.job.output),
        "code": outcome.code,
        "seconds_taken": outcome.seconds,
        "answer": outcome.answer,
        "told": list(outcome.talk),
    }
