"""A loop or a song as one audio file."""

from __future__ import annotations

import time
from pathlib import Path

from padsketch.export.job import Cancelled, Progress, RenderJob, RenderReport, Watch
from padsketch.export.rendering import Rendering
from padsketch.export.sink import Sink
from padsketch.storage import replacing


def render_file(
    job: RenderJob,
    path: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    force: bool = False,
) -> RenderReport:
    """Render a job to a file that appears whole or not at all.

    Raises Interrupted once `cancelled` says so, OutputExists, and what its samples raise.
    """
    started = time.perf_counter()
    with replacing(path, force) as temporary:
        with Sink(temporary, job) as sink:
            rendering = Rendering(job, Watch(progress, cancelled))
            for part in rendering.slices():
                sink.write(part.mix)
        written = sink.written(path)
    seconds = time.perf_counter() - started
    return RenderReport((written,), sink.frames, job.rate, seconds, rendering.dropped)
