"""An export of the open project."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple

from padsketch.export.job import RenderJob, RenderReport, default_tail
from padsketch.export.pack.delivery import PackOptions
from padsketch.export.pack.pack import export_pack
from padsketch.export.render import render_file
from padsketch.export.stems import render_stems
from padsketch.model import Project
from padsketch.session.shelf import LoadedKit

Form = Literal["file", "stems", "pack"]
"""One file, a folder of stems, or a pack."""


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
        form: Form,
        contents: PackOptions,
        force: bool,
        progress: Callable[[int, int | None], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> RenderReport:
        """Render to a file, whose suffix says its format, or to a folder of stems or a pack."""
        job = self._job(path, form)
        if form == "pack":
            return export_pack(job, path, contents, progress, cancelled, force)
        render = render_stems if form == "stems" else render_file
        return render(job, path, progress, cancelled, force)

    def _job(self, path: Path, form: Form) -> RenderJob:
        suffix = path.suffix.removeprefix(".").lower()
        return RenderJob(
            self.project,
            self.loaded.kit,
            self.loaded.folder,
            self.pattern,
            tail=default_tail(self.pattern),
            format=suffix or "wav" if form == "file" else "wav",
            bits="32f" if form == "stems" else "24",
            project_folder=self.samples,
        )
