"""Workers of this machine that share jobs."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue

from padsketch.cli.jobs.hand import Hand, Outcome
from padsketch.cli.jobs.projects import Job

Done = Callable[[Outcome], None]
"""Called with what is done, in the order in which it is done, in any thread."""


def crew_outcomes(
    jobs: Sequence[Job], n_workers: int, done: Done
) -> Generator[Outcome, None, None]:
    """What comes of jobs that some workers do, in the order of the jobs.

    When the iteration ends early, all workers are stopped, and nothing half is left.
    """
    hands = [Hand() for _ in range(min(n_workers, len(jobs)))]
    free: SimpleQueue[Hand] = SimpleQueue()
    for hand in hands:
        free.put(hand)

    def perform(job: Job) -> Outcome:
        hand = free.get()
        try:
            outcome = hand.perform(job)
        finally:
            free.put(hand)
        done(outcome)
        return outcome

    pool = ThreadPoolExecutor(max(1, len(hands)))
    try:
        yield from pool.map(perform, jobs)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for hand in hands:
            hand.stop()
        pool.shutdown()
        for hand in hands:
            hand.close()
