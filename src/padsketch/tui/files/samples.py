"""The project's own samples on the screen: missing ones, those that nothing plays, all in one."""

from __future__ import annotations

from pathlib import Path

from padsketch.display import counted, safe
from padsketch.errors import UsageError
from padsketch.storage.safety.collecting import Collected
from padsketch.storage.walking import Found
from padsketch.tui.desk import Desk
from padsketch.tui.screens.chooser import Chooser, Option
from padsketch.tui.screens.prompt import Prompt


def about_missing(desk: Desk) -> str | None:
    """How many are missing, and what can be done."""
    missing = desk.session.safety.samples.missing
    if not missing.files:
        return None
    what = f"{len(missing.found)} found: bring back" if missing.found else "search in a folder"
    return f"{counted(len(missing.files), 'sample')}, {what}"


def bring_back(desk: Desk) -> None:
    """Play the missing samples that were found; where none was, search in a folder."""
    samples = desk.session.safety.samples
    if samples.missing.found:
        desk.say(f"{counted(samples.bring_back(), 'sample')} brought back")
        return
    prompt = Prompt("Search in the folder", str(Path.home()), "and in those in it", _parse_folder)
    desk.ask(prompt, lambda folder: _search(desk, folder))


def about_unused(desk: Desk) -> str | None:
    """What there is of them is counted when it is asked for: a disk may be slow."""
    return None if desk.session.folder is None else "what no pad plays; nothing is deleted"


def show_unused(desk: Desk) -> None:
    """List the files that no pad plays."""
    folder, samples = desk.session.folder, desk.session.safety.samples

    def show(unused: list[Found]) -> None:
        if not unused or folder is None:
            desk.say("every sample of the project is played")
            return
        options = [_unused_option(found, folder) for found in unused]
        dialog = Chooser("Unused: older versions may play them", options, "")
        desk.stage.show(dialog, lambda name: desk.say(f"{safe(name)} stays where it is"))

    desk.stage.behind("looking for what is unused", samples.unused, show)


def about_collecting(desk: Desk) -> str | None:
    """What it is for."""
    return None if desk.session.folder is None else "copy all that is played into the project"


def collect(desk: Desk) -> None:
    """Copy everything that is played, the kit too, into the project's folder."""
    samples = desk.session.safety.samples

    def take(collected: Collected) -> None:
        samples.take(collected)
        left = f"; {counted(len(collected.missing), 'sample')} missing" if collected.missing else ""
        what = ", ".join(map(safe, collected.copied)) or "nothing: all of it is there"
        desk.say(f"copied into the project: {what}{left}")

    desk.stage.behind("collecting", samples.gather, take)


def _search(desk: Desk, folder: Path) -> None:
    desk.session.safety.samples.look(folder)
    desk.say("searching")


def _parse_folder(text: str) -> Path:
    folder = Path(text.strip()).expanduser()
    if not text.strip() or not folder.is_dir():
        raise UsageError("There is no such folder", "Name one that is there.")
    return folder


def _unused_option(found: Found, folder: Path) -> Option:
    name = found.path.relative_to(folder).as_posix()
    return Option(name, safe(name), f"{found.size:,} bytes")
