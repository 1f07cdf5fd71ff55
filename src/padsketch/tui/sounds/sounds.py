"""The sound browser: going through folders and finds, and listening."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from padsketch.display import safe
from padsketch.errors import UsageError
from padsketch.storage.sources import SampleFolders
from padsketch.tui.desk import Desk, Gesture
from padsketch.tui.screens.prompt import Prompt

# Nobody who looks for no sound waits for what finds, reads and judges them: it is loaded when a
# gesture needs it.
if TYPE_CHECKING:
    from padsketch.session.sounds.browsing import Browsing
    from padsketch.session.sounds.prelistening import ListenAt, TempoFit

VIEW = "sounds"
PAGE = 10
"""Lines that a key turns over."""
LEVEL_STEP_DB = 3.0
FITS: tuple[TempoFit, ...] = ("as it is", "re-pitched", "stretched")
BEGINS: tuple[ListenAt, ...] = ("beat", "bar", "now")


def toggle_view(desk: Desk) -> None:
    """Show the browser, or the sketch where it is shown already."""
    if desk.view == VIEW:
        desk.show_view("sketch")
        return
    browsing_of(desk).begin()
    desk.show_view(VIEW)


def browsing_of(desk: Desk) -> Browsing:
    """What is looked through."""
    return desk.session.browsing


def move(by: int) -> Gesture:
    """Go to another line, and hear it."""
    return lambda desk: go_to(desk, browsing_of(desk).at + by)


def move_to_end(is_last: bool) -> Gesture:
    """Go to the first or the last line."""

    def gesture(desk: Desk) -> None:
        go_to(desk, len(browsing_of(desk).listing.entries) - 1 if is_last else 0)

    return gesture


def go_to(desk: Desk, at: int) -> None:
    """Go to a line, and hear it; the one under the cursor is heard only where it is moved to."""
    browsing = browsing_of(desk)
    if min(max(at, 0), len(browsing.listing.entries) - 1) != browsing.at:
        browsing.go(at)


def into_or_hear(desk: Desk) -> None:
    """Go into the folder, or hear the sound once more."""
    if not is_entered(browsing_of(desk)):
        browsing_of(desk).hear()


def up(desk: Desk) -> None:
    """Go to what the folder lies in."""
    browsing_of(desk).go_up()


def show_places(desk: Desk) -> None:
    """List the ways in."""
    browsing_of(desk).show_places()


def hear(desk: Desk) -> None:
    """Hear the sound from its beginning, or silence it."""
    browsing = browsing_of(desk)
    if browsing.prelistening.heard is not None and desk.session.player.snapshot().listened >= 0:
        browsing.prelistening.silence()
    else:
        browsing.hear()


def change_level(by: int) -> Gesture:
    """Listen louder or softer."""

    def gesture(desk: Desk) -> None:
        browsing = browsing_of(desk)
        level_db = browsing.hearing.level_db + by * LEVEL_STEP_DB
        browsing.listen_otherwise(browsing.hearing._replace(level_db=level_db))
        desk.say(f"listening at {browsing.hearing.level_db:+.0f} dB")

    return gesture


def next_fit(desk: Desk) -> None:
    """Listen to sounds as they are, re-pitched to the tempo, or stretched to it."""
    browsing = browsing_of(desk)
    fit = FITS[(FITS.index(browsing.hearing.fit) + 1) % len(FITS)]
    browsing.listen_otherwise(browsing.hearing._replace(fit=fit))


def next_beginning(desk: Desk) -> None:
    """While music plays sounds begin on the beat, on the bar, or at once."""
    browsing = browsing_of(desk)
    begins = BEGINS[(BEGINS.index(browsing.hearing.begins) + 1) % len(BEGINS)]
    browsing.listen_otherwise(browsing.hearing._replace(begins=begins))


def toggle_loop(desk: Desk) -> None:
    """Hear sounds once, or over and over."""
    browsing = browsing_of(desk)
    browsing.listen_otherwise(browsing.hearing._replace(loops=not browsing.hearing.loops))


def correct_tempo(factor: float) -> Gesture:
    """The tempo of the sound is half or double what was guessed."""
    return lambda desk: browsing_of(desk).correct_tempo(factor)


def next_order(desk: Desk) -> None:
    """Sort by the next column."""
    browsing_of(desk).sort_by_next()


def turn_order(desk: Desk) -> None:
    """Sort the other way round."""
    browsing_of(desk).sort_backwards()


def sort_by(desk: Desk, by: str) -> None:
    """Sort by a column; by the same one once more: the other way round."""
    browsing_of(desk).sort_by(by)


def like_pad(desk: Desk) -> None:
    """What sounds like the pad comes first: of the list, else of the whole library."""
    session, pad = desk.session, desk.lane
    loaded, played = session.loaded, session.played_kit
    index = None if played is None else played.index(pad.pad)
    if loaded is None or played is None or index is None:
        raise UsageError(f"{pad.name} has no sound", "Go to another pad with J and K.")
    folders = SampleFolders.of(loaded.folder, loaded.kit, session.own_folder)
    _like(desk, folders.path(played.pads[index].layers[0].file))
    desk.say(f"sorted by likeness to {pad.name}")


def like_this(desk: Desk) -> None:
    """What sounds like the sound under the cursor comes first."""
    _like(desk, browsing_of(desk).sound)


def ask_what_to_find(desk: Desk) -> None:
    """Type what to find in the library."""
    from padsketch.session.sounds.asking import HINT, query_of

    text = browsing_of(desk).listing.text or ""
    prompt = Prompt("Find sounds", text, HINT, lambda typed: (query_of(typed), typed)[1])
    desk.ask(prompt, lambda typed: browsing_of(desk).find(typed))


def toggle_favourite(desk: Desk) -> None:
    """Keep what is under the cursor among the favourites, or no longer."""
    is_favourite = browsing_of(desk).set_favourite()
    desk.say("a favourite now" if is_favourite else "no favourite any more")


def ask_tags(desk: Desk) -> None:
    """Type tags for the sound under the cursor."""
    path = browsing_of(desk).sound
    title = f"Tags of {safe(path.name, 40)}"
    prompt = Prompt(title, "", "words to find it by; -word takes one away", str)
    desk.ask(prompt, lambda typed: browsing_of(desk).tag(typed))


def add_to_library(desk: Desk) -> None:
    """Index the folder that is listed, now and whenever one looks for sounds."""
    folder = _folder(desk)
    browsing_of(desk).library.add(folder)
    desk.say(f"{folder.name} is in the library now, and is being indexed")


def remove_from_library(desk: Desk) -> None:
    """Take the folder that is listed from the library."""
    folder = _folder(desk)
    browsing_of(desk).library.remove(folder)
    desk.say(f"{folder.name} is no longer in the library")


def scan(desk: Desk) -> None:
    """Look for what is new in the library."""
    browsing_of(desk).library.scan()
    desk.say("looking for new sounds")


def step_pad(by: int) -> Gesture:
    """Put sounds on the pad above or below."""
    return lambda desk: desk.go_to_row(desk.row + by)


def is_entered(browsing: Browsing) -> bool:
    """Go into the folder under the cursor; False where there is none."""
    here = browsing.here
    if here is None or not here.is_folder:
        return False
    browsing.go_into(here.path)
    return True


def _like(desk: Desk, path: Path) -> None:
    browsing = browsing_of(desk)
    browsing.sort_like(path)
    if not any(entry.info for entry in browsing.listing.entries):
        browsing.find("")
    entries = browsing.listing.entries
    browsing.go(next((at for at, entry in enumerate(entries) if not entry.is_folder), 0))


def _folder(desk: Desk) -> Path:
    folder = browsing_of(desk).listing.folder
    if folder is None:
        raise UsageError("No folder is listed", "Go into one first.")
    return folder
