"""The papers of what a sketch plays: who made each sound, and what may be done with it."""

from __future__ import annotations

from padsketch.errors import UsageError
from padsketch.model import Credit, edits
from padsketch.model.papers import Paper, papers_of
from padsketch.tui.desk import Desk
from padsketch.tui.screens.chooser import Chooser, Option
from padsketch.tui.screens.papers import sound_dialog


def show(desk: Desk) -> None:
    """List the sounds with their papers; what is chosen can be written."""
    papers = _papers(desk)
    options = [Option(paper.file, paper.file, _words(paper)) for paper in papers]
    unclear = sum(bool(paper.warnings) for paper in papers)
    title = f"Papers: {len(papers)} sounds, {unclear} with a warning"
    dialog = Chooser(title, options, _in_front(desk))
    desk.stage.show(dialog, lambda file: _ask(desk, file))


def _in_front(desk: Desk) -> str:
    """The sound of the pad under the cursor, if it has one."""
    kit, index = desk.session.played_kit, desk.lane.pad_index
    return kit.pads[index].layers[0].file if kit is not None and index is not None else ""


def _papers(desk: Desk) -> tuple[Paper, ...]:
    kit = desk.session.played_kit
    if kit is None:
        raise UsageError("The kit is not loaded yet", "Wait for it, or choose another.")
    return papers_of(kit, desk.session.project.credits)


def _words(paper: Paper) -> str:
    licence = paper.credit.licence or "no licence"
    warnings = "; ".join(paper.warnings)
    return f"{licence}, {paper.by}" + (f": {warnings}" if warnings else "")


def _ask(desk: Desk, file: str) -> None:
    known = next(paper.credit for paper in _papers(desk) if paper.file == file)
    desk.stage.show(sound_dialog(file, known), lambda said: _write(desk, file, said))


def _write(desk: Desk, file: str, said: Credit) -> None:
    desk.session.edit(f"papers of {file}", edits.set_credit, file, said)
    desk.say(f"papers of {file} written")
