"""Versions on the screen: kept under a name, compared, brought back."""

from __future__ import annotations

from functools import partial

from padsketch.display import counted, safe
from padsketch.errors import UsageError
from padsketch.storage.projects import project_bytes
from padsketch.storage.safety.comparing import change_words, changed_after, differences
from padsketch.storage.safety.versions import Version
from padsketch.tui.desk import Desk
from padsketch.tui.screens.chooser import Chooser, Option
from padsketch.tui.screens.comparison import Comparison
from padsketch.tui.screens.prompt import Prompt


def about_all(desk: Desk) -> str:
    """How many there are."""
    count = len(desk.session.safety.files.versions)
    return f"{counted(count, 'version')}: compare, restore" if count else "none yet"


def about_keeping(desk: Desk) -> str:
    """What it is for."""
    return "the sketch as it is now, under a name"


def keep_version(desk: Desk) -> None:
    """Keep the sketch as it is, under a name that is typed."""
    files = desk.session.safety.files
    if desk.session.folder is None:
        raise UsageError("A sketch without a folder has no versions", "Save it first: Ctrl+S.")
    prompt = Prompt("Keep this version", "", "a name, such as: before the mix", files.keep)
    desk.ask(prompt, lambda version: desk.say(f"kept as '{version.name}'"))


def choose_version(desk: Desk) -> None:
    """Choose a version to compare with what there is now."""
    versions, now = desk.session.safety.files.versions, _now(desk)
    if not versions:
        raise UsageError("There are no versions yet", "Every save keeps what it replaces.")

    def listed() -> list[Option]:
        changes = changed_after([version.read() for version in versions], now)
        return [
            Option(version.id, _name(version), change_words(places))
            for version, places in zip(versions, changes, strict=True)
        ]

    def shown(options: list[Option]) -> None:
        dialog = Chooser("Versions, and what was changed after each", options, "")
        desk.stage.show(dialog, partial(_compare, desk))

    desk.stage.behind("looking at the versions", listed, shown)


def _compare(desk: Desk, id: str) -> None:
    version = desk.session.safety.files.version(id)
    old = version.read().decode(errors="replace")
    lines = differences(old, _now(desk).decode(), version.words, "now")
    dialog = Comparison(f"Since {_name(version)}", lines or ["nothing has changed since"])
    desk.stage.show(dialog, lambda answer: _restore(desk, version))


def _restore(desk: Desk, version: Version) -> None:
    desk.session.safety.files.restore(version)
    desk.say(f"{_name(version)} is back; undo returns")


def _now(desk: Desk) -> bytes:
    return project_bytes(desk.session.project)


def _name(version: Version) -> str:
    time = f"{version.since.astimezone():%Y-%m-%d %H:%M}"
    return safe(version.name) if version.name else f"{time} {version.title}"
