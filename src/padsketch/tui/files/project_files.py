"""What lies in the project's folder, in one list."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from padsketch.tui.desk import Desk, Gesture
from padsketch.tui.files import recovering, samples, versions
from padsketch.tui.screens.chooser import Chooser, Option


class Entry(NamedTuple):
    """A line of the list: `about` says what there is of it now, None that there is nothing."""

    name: str
    about: Callable[[Desk], str | None]
    action: Gesture


ENTRIES = (
    Entry("Versions", versions.about_all, versions.choose_version),
    Entry("Keep a version", versions.about_keeping, versions.keep_version),
    Entry("Not saved", recovering.about_all, recovering.choose),
    Entry("Missing samples", samples.about_missing, samples.bring_back),
    Entry("Unused samples", samples.about_unused, samples.show_unused),
    Entry("Collect", samples.about_collecting, samples.collect),
)


def show_project_files(desk: Desk) -> None:
    """Choose what to look at."""
    found = {entry.name: (entry, entry.about(desk)) for entry in ENTRIES}
    options = [Option(name, name, about) for name, (_, about) in found.items() if about is not None]
    dialog = Chooser("Project files", options, "")
    desk.stage.show(dialog, lambda name: found[name][0].action(desk))
