"""`padsketch batch`: one command for many projects, by several processes or a cluster."""

from __future__ import annotations

import os
import re
import sys
import time
from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from padsketch.cli.commands import Commands, add_command, add_json
from padsketch.cli.progress import ERASE
from padsketch.errors import Interrupted, UsageError

if TYPE_CHECKING:
    from padsketch.cli.jobs.hand import Outcome
    from padsketch.cli.jobs.projects import Job, Shard

KINDS = ("render", "stems", "export")
OUTPUT = Path("exports")
FORWARDED = ("rate", "format", "bits")
ABOUT = (
    "Writes DIR/NAME.wav, or the folder DIR/NAME, for every project that the paths and patterns "
    "match: the same bytes as the single command. A project that fails stops no other; then the "
    "exit code is 1. Ctrl+C stops all, and what is done is whole."
)
_SHARD = re.compile(r"(\d{1,6})/(\d{1,6})")


def add_commands(commands: Commands) -> None:
    """Add `batch`."""
    parser = add_command(commands, "batch", _batch, "render or export many projects", ABOUT)
    add = parser.add_argument
    add("projects", nargs="+", metavar="GLOB", help="project folders, or patterns of them")
    add("-o", "--output", type=Path, default=OUTPUT, metavar="DIR", help="default exports, here")
    add("--as", dest="kind", choices=KINDS, default="render", help="default render")
    add("--jobs", type=_count, default=_processors(), metavar="N", help="processes at once")
    add("--shard", type=_shard, default=(1, 1), metavar="I/N", help="only the I-th of N shares")
    add("--cluster", metavar="ADDRESS", help="have the workers of a dask scheduler do it")
    add("--rate", type=int, metavar="HZ", help="as for the single command")
    add("--format", choices=("wav", "flac", "ogg", "mp3"), help="as for the single command")
    add("--bits", choices=("16", "24", "32f"), help="as for the single command")
    add("--force", action="store_true", help="replace what is there")
    add_json(parser)


def _batch(options: Namespace) -> int:
    from padsketch.cli.jobs.batch_answers import Report, answer_batch, tell_passed_over
    from padsketch.cli.jobs.projects import Shard, matches_of
    from padsketch.storage.files import disk_errors

    started = time.perf_counter()
    found, shard = matches_of(options.projects), Shard(*options.shard)
    tell_passed_over(found.passed_over)
    if not found.projects:
        raise UsageError("There is no project among these", "Give folders of projects.")
    with disk_errors(options.output):
        options.output.mkdir(parents=True, exist_ok=True)
    report = Report(options.kind, shard, found.passed_over, options.json)
    for outcome in _outcomes(options, _jobs(options, found.projects, shard)):
        report.take(outcome)
    answer_batch(report, time.perf_counter() - started)
    return 1 if report.n_failed else 0


def _jobs(options: Namespace, projects: tuple[Path, ...], shard: Shard) -> list[Job]:
    from padsketch.cli.jobs.projects import jobs_of

    suffix = f".{options.format or 'wav'}" if options.kind == "render" else ""
    given = {name: getattr(options, name) for name in FORWARDED}
    words = [f"--{name}={value}" for name, value in given.items() if value is not None]
    words += ["--force"] if options.force else []
    return shard.of(jobs_of(projects, options.output, options.kind, suffix, words))


def _outcomes(options: Namespace, jobs: list[Job]) -> Iterator[Outcome]:
    """What came of the jobs, in their order, with progress on a terminal."""
    from padsketch.cli.jobs.cluster import cluster_outcomes
    from padsketch.cli.jobs.crew import crew_outcomes

    done: list[Outcome] = []

    def tell(outcome: Outcome) -> None:
        done.append(outcome)
        if sys.stderr.isatty():
            line = f"{ERASE}{len(done)} of {len(jobs)} projects"
            print(line, end="", file=sys.stderr, flush=True)

    work = (
        cluster_outcomes(jobs, options.cluster, tell)
        if options.cluster is not None
        else crew_outcomes(jobs, options.jobs, tell)
    )
    try:
        with closing(work):
            yield from work
    except KeyboardInterrupt:
        whole = sum(outcome.code == 0 for outcome in done)
        raise Interrupted(
            f"Stopped: {whole} of {len(jobs)} projects are done", "What is done is whole."
        ) from None
    finally:
        if sys.stderr.isatty():
            print(ERASE, end="", file=sys.stderr, flush=True)


def _processors() -> int:
    return len(os.sched_getaffinity(0))


def _count(text: str) -> int:
    count = int(text)
    if not 1 <= count <= 256:
        raise ArgumentTypeError(f"{text} is outside 1 to 256")
    return count


def _shard(text: str) -> tuple[int, int]:
    match = _SHARD.fullmatch(text)
    if match is None or not 1 <= int(match[1]) <= int(match[2]):
        raise ArgumentTypeError(f"'{text}' is no share such as 2/3")
    return int(match[1]), int(match[2])
