"""Jobs on the workers of a dask.distributed cluster, which see the same files as we do."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Generator, Sequence
from typing import Any, cast

from padsketch.cli.jobs.crew import Done
from padsketch.cli.jobs.hand import Hand, Outcome
from padsketch.cli.jobs.projects import Job
from padsketch.display import safe
from padsketch.errors import PadsketchError, UsageError

CONNECT_SECONDS = 5
LOOK_SECONDS = 0.05
"""Between two looks whether what was stopped has ended."""
_AT_WORK: dict[str, set[Hand]] = {}
"""The hands of every batch in this process: of the cluster's workers, not of ours."""


def cluster_outcomes(
    jobs: Sequence[Job], address: str, done: Done
) -> Generator[Outcome, None, None]:
    """What comes of jobs that a cluster does, in the order of the jobs.

    When the iteration ends early, what runs is stopped. Raises UsageError without the extra
    `cluster`, PadsketchError when no scheduler answers.
    """
    client, batch = _client(address), uuid.uuid4().hex
    futures = [client.submit(perform_there, job, batch, pure=False) for job in jobs]
    try:
        for job, future in zip(jobs, futures, strict=True):
            outcome = _outcome(job, future)
            done(outcome)
            yield outcome
    except BaseException:
        client.cancel(futures)
        client.run(stop_there, batch)
        raise
    finally:
        client.close()


def perform_there(job: Job, batch: str) -> Outcome:
    """Do a job on a worker of the cluster, in a process of its own."""
    with Hand() as hand:
        hands = _AT_WORK.setdefault(batch, set())
        hands.add(hand)
        try:
            return hand.perform(job)
        finally:
            hands.discard(hand)


async def stop_there(batch: str) -> None:
    """Have a worker of the cluster give up what it does of a batch; over when nothing is left."""
    hands = _AT_WORK.setdefault(batch, set())
    for hand in tuple(hands):
        hand.stop()
    while hands:
        await asyncio.sleep(LOOK_SECONDS)


def _client(address: str) -> Any:
    try:
        from distributed import Client
        from distributed.comm.addressing import resolve_address
    except ImportError:
        raise UsageError(
            "dask.distributed is not installed", "`pip install 'padsketch[cluster]'` brings it."
        ) from None
    # Their own types are half there.
    resolve, connect = cast(Any, resolve_address), cast(Any, Client)
    try:
        return connect(resolve(address), timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise PadsketchError(
            f"No scheduler answers at {safe(address)}: {safe(str(error), 120)}",
            "Start one with `dask scheduler`, and give its address.",
        ) from error


def _outcome(job: Job, future: Any) -> Outcome:
    try:
        outcome: Outcome = future.result()
    except Exception as error:
        # Whatever a cluster does to a job is that job's failure.
        title = f"The cluster gave it up ({safe(f'{type(error).__name__}: {error}', 200)})"
        return Outcome(job, 1, {"error": {"title": title, "hint": ""}}, (), 0.0)
    return outcome
