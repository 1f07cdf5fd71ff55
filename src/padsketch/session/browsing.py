"""Looking for sounds: places, folders and finds, and listening on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from padsketch.analysis.character import character
from padsketch.engine.snapshot import Snapshot
from padsketch.errors import PadsketchError, UsageError
from padsketch.session.asking import query_of
from padsketch.session.listings import (
    ORDERS,
    Entry,
    Listing,
    Order,
    folder_listing,
    found_listing,
    ordered,
    places,
)
from padsketch.session.prelistening import Hearing, Prelistening
from padsketch.session.sound_facts import SoundFacts
from padsketch.session.sound_library import SoundLibrary
from padsketch.storage.decoding import decode_safely
from padsketch.storage.kits import shipped_kits, user_kits
from padsketch.storage.library import Vector, listed_folders
from padsketch.storage.sources import SAMPLES

if TYPE_CHECKING:
    from padsketch.session.session import Session

MOST_FOLLOWED = 2000
"""Lines of a list that is read again while a scan goes on."""
LEVELS_DB = (-24.0, 6.0)
"""How far listening may be softer or louder than the common level."""


class Browsing:
    """A list of sounds with a cursor; moving it lets the sound under it be heard.

    It belongs to the thread of the screen. factors are what the guess of a sound's tempo is
    multiplied by, since the user knows better.
    """

    def __init__(self, session: Session, library: SoundLibrary | None = None) -> None:
        self._session = session
        self._ways_in: frozenset[Path] = frozenset()
        self._left: dict[Path | None, int] = {}
        self.library = library or SoundLibrary()
        self.prelistening = Prelistening(session.player)
        self.listing = Listing("places")
        self.at = 0
        self.order = Order()
        self.hearing = Hearing()
        self.factors: dict[Path, float] = {}

    @property
    def here(self) -> Entry | None:
        """The line under the cursor."""
        entries = self.listing.entries
        return entries[self.at] if self.at < len(entries) else None

    @property
    def sound(self) -> Path:
        """The sound under the cursor; raises UsageError where there is none."""
        if self.here is None or self.here.is_folder:
            raise UsageError("There is no sound under the cursor", "Go to one with the arrows.")
        return self.here.path

    @property
    def facts(self) -> SoundFacts | None:
        """What is known by now of the sound under the cursor; None for a folder."""
        here = self.here
        return None if here is None or here.is_folder else self.prelistening.facts(here.path)

    def begin(self) -> None:
        """List what was listed last, as it is now; the places at first."""
        self.library.begin()
        self._list_anew()
        self.look()

    def tick(self) -> None:
        """Once a screen frame: list what a scan has found; a long list waits for its end."""
        is_long = len(self.listing.entries) > MOST_FOLLOWED
        if is_long and self.library.progress is not None:
            return
        if not self.library.has_news():
            return
        try:
            self._list_anew()
        except PadsketchError as error:
            self.listing = replace(self.listing, entries=(), words=error.title)

    def go(self, at: int) -> None:
        """Put the cursor on a line, and hear the sound there."""
        self.at = max(0, min(at, len(self.listing.entries) - 1))
        if self.here is None or self.here.is_folder:
            self.prelistening.silence()
        else:
            self.hear()

    def hear(self) -> None:
        """Hear the sound under the cursor from its beginning."""
        path = self.sound
        self.prelistening.hear(path, self.hearing, self._bpm(), self.factors.get(path, 1.0))

    def look(self) -> None:
        """Find out about the sound under the cursor without hearing it."""
        if self.here is not None and not self.here.is_folder:
            self.prelistening.look(self.here.path)

    def listen_otherwise(self, hearing: Hearing) -> None:
        """Hear sounds in another way; the one that is heard begins anew."""
        low, high = LEVELS_DB
        self.hearing = hearing._replace(level_db=min(max(hearing.level_db, low), high))
        if self.prelistening.heard is not None:
            self.hear()

    def correct_tempo(self, factor: float) -> None:
        """The tempo of the sound under the cursor is a multiple of what was guessed."""
        path = self.sound
        self.factors[path] = self.factors.get(path, 1.0) * factor
        if self.prelistening.heard == path:
            self.hear()

    def share_heard(self, snapshot: Snapshot) -> float:
        """How much of the sound has left the speaker, from 0 to 1; -1 while it is silent."""
        late = round(self._session.output.status.latency * self._session.player.rate)
        at = snapshot.listened - late
        return at / self.prelistening.length if at >= 0 else -1.0

    def show_places(self) -> None:
        """List the ways in."""
        self._show(self._places())

    def go_into(self, folder: Path) -> None:
        """List a folder; the cursor is where it was left."""
        self._show(folder_listing(folder, self.library.index, self.order))

    def go_up(self) -> None:
        """List what the folder lies in, or the places; the cursor is on where one came from."""
        folder = self.listing.folder
        if folder is None or folder in self._ways_in:
            self.show_places()
        else:
            self.go_into(folder.parent)
        self._put_cursor_on(folder)

    def find(self, text: str) -> None:
        """List what a text finds in the library; raises UsageError for one that means nothing."""
        self._show(found_listing(text, query_of(text), self.library.index, self.order))

    def sort(self, order: Order) -> None:
        """Sort the list otherwise; the cursor stays on its line."""
        here, self.order = self.here, order
        if self.listing.text is not None:
            self._list_anew()
        elif self.listing.folder is not None:
            entries = ordered(self.listing.entries, order)
            self.listing = replace(self.listing, entries=entries)
        self._put_cursor_on(here.path if here else None)

    def sort_by(self, by: str) -> None:
        """Sort by one of `ORDERS`; by the same one once more: the other way round."""
        if by == self.order.by:
            self.sort_backwards()
        else:
            self.sort(Order(by))

    def sort_by_next(self) -> None:
        """Sort by what comes next of what needs no sound to be like."""
        by = self.order.by
        self.sort(Order(ORDERS[(ORDERS.index(by) + 1) % (len(ORDERS) - 1)]))

    def sort_backwards(self) -> None:
        """Sort the other way round."""
        self.sort(self.order._replace(is_descending=not self.order.is_descending))

    def sort_like(self, path: Path) -> None:
        """What sounds like a file comes first; raises SampleError."""
        info = self.library.index.of([path]).get(path)
        like: Vector = info.vector if info else ()
        self.sort(Order("similarity", False, like or character(*decode_safely(path)).vector))

    def set_favourite(self) -> bool:
        """Keep the line under the cursor among the favourites, or no longer; whether it is now."""
        here = self.here
        if here is None:
            raise UsageError("There is nothing under the cursor", "Go into a folder with enter.")
        changed = here._replace(is_favourite=not here.is_favourite)
        self.library.index.set_favourite(here.path, changed.is_favourite)
        entries = self.listing.entries
        entries = (*entries[: self.at], changed, *entries[self.at + 1 :])
        self.listing = replace(self.listing, entries=entries)
        return changed.is_favourite

    def tag(self, words: str) -> None:
        """Give the sound under the cursor tags, or take those with a `-` from it.

        Raises UsageError for a word that is no tag.
        """
        path, index = self.sound, self.library.index
        for word in words.split():
            if word.startswith("-"):
                index.remove_tag(path, word[1:])
            else:
                index.add_tag(path, word.removeprefix("#"))
        self._list_anew()

    def close(self) -> None:
        """Hear and read nothing more."""
        self.prelistening.give_up()
        self.library.close()

    def _show(self, listing: Listing) -> None:
        """List something else; nothing is heard until the cursor moves."""
        if self.listing.text is None:
            self._left[self.listing.folder] = self.at
        self.prelistening.silence()
        self.listing = listing
        left = self._left.get(listing.folder, 0) if listing.text is None else 0
        self.at = max(0, min(left, len(listing.entries) - 1))
        self.look()

    def _list_anew(self) -> None:
        """The same list as it is now; the cursor stays, and what is heard."""
        here, index, listing = self.here, self.library.index, self.listing
        if listing.text is not None:
            self.listing = found_listing(listing.text, query_of(listing.text), index, self.order)
        elif listing.folder is not None:
            self.listing = folder_listing(listing.folder, index, self.order)
        else:
            self.listing = self._places()
        self.at = max(0, min(self.at, len(self.listing.entries) - 1))
        self._put_cursor_on(here.path if here else None)

    def _put_cursor_on(self, path: Path | None) -> None:
        paths = [entry.path for entry in self.listing.entries]
        if path in paths:
            self.at = paths.index(path)

    def _places(self) -> Listing:
        listing = places(self._named_places(), self.library.index)
        self._ways_in = frozenset(entry.path for entry in listing.entries)
        return listing

    def _named_places(self) -> Iterator[tuple[str, Path]]:
        """The ways in, by their names."""
        folder = self._session.own_folder
        if folder is not None:
            yield "this project's samples", folder / SAMPLES
        yield "your kits", user_kits()
        yield "kits that ship", shipped_kits()
        for listed in listed_folders():
            yield listed.name, listed
        yield "home", Path.home()
        yield "all of this machine", Path("/")

    def _bpm(self) -> float:
        """The tempo of the music now."""
        snapshot = self._session.player.snapshot()
        is_known = snapshot.playing and snapshot.millibpm > 0
        return snapshot.millibpm / 1000 if is_known else self._session.project.bpm
