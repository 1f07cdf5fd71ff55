"""An export of the open project."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from padsketch.export.job import RenderJob, RenderReport, default_tail
from padsketch.export.render import render_file
from padsketch.export.stems import render_stems
from padsketch.model import Project
from padsketch.session.shelf import LoadedKit


class Export(NamedTuple):
    """What is exported: a pattern of a project, or its song for None, as it is played by a kit.

    samples: the folder of the project's own samples.
    """

    project: Project
    loaded: LoadedKit
    samples: Path | None
    pattern: str | None

    def write(
        self,
        path: Path,
        stems: bool,
        force: bool,
        progress: Callable[[int, int | None], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> RenderReport:
        """Render to a file, whose suffix says its format, or to a folder of stems."""
        render = render_stems if stems else render_file
        return render(self._job(path, stems), path, progress, cancelled, force)

    def _job(self, path: Path, stems: bool) -> RenderJob:
        return RenderJob(
            self.project,
            self.loaded.kit,
            self.loaded.folder,
            self.pattern,
            tail=default_tail(self.pattern),
            format="wav" if stems else path.suffix.removeprefix(".").lower() or "wav",
            bits="32f" if stems else "24",
            project_folder=self.samples,
        )
