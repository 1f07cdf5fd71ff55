"""What is listed of all sounds, by folders or by questions, and the line under the cursor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from padsketch.analysis.character import character
from padsketch.errors import PadsketchError, UsageError
from padsketch.session.sounds.asking import folder_of, query_of
from padsketch.session.sounds.library import SoundLibrary
from padsketch.session.sounds.listings import (
    ORDERS,
    Entry,
    Listing,
    Order,
    folder_listing,
    found_listing,
    ordered,
    places,
)
from padsketch.storage.decoding import decode_safely
from padsketch.storage.kits import shipped_kits, user_kits
from padsketch.storage.library import Vector, listed_folders
from padsketch.storage.sources import SAMPLES

MOST_FOLLOWED = 2000
"""Lines of a list that is read again while a scan goes on."""


class Catalogue:
    """A list of folders and sounds with a cursor, for one thread.

    own_folder tells the folder of the project's own samples, None while it has none.
    """

    def __init__(
        self, own_folder: Callable[[], Path | None], library: SoundLibrary | None = None
    ) -> None:
        self._own_folder = own_folder
        self._ways_in: frozenset[Path] = frozenset()
        self._left: dict[Path | None, int] = {}
        self.library = library or SoundLibrary()
        self.listing = Listing("places")
        self.at = 0
        self.order = Order()

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

    def begin(self) -> None:
        """List what was listed last, as it is now; the places at first."""
        self.library.begin()
        self._list_anew()

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

    def show(self, listing: Listing) -> None:
        """List something else; the cursor is where it was left."""
        if self.listing.text is None:
            self._left[self.listing.folder] = self.at
        self.listing = listing
        left = self._left.get(listing.folder, 0) if listing.text is None else 0
        self.at = max(0, min(left, len(listing.entries) - 1))

    def show_places(self) -> None:
        """List the ways in."""
        self.show(self._places())

    def go_into(self, folder: Path) -> None:
        """List a folder; the cursor is where it was left."""
        self.show(folder_listing(folder, self.library.index, self.order))

    def go_up(self) -> None:
        """List what the folder lies in, or the places; the cursor is on where one came from."""
        folder = self.listing.folder
        if folder is None or folder in self._ways_in:
            self.show_places()
        else:
            self.go_into(folder.parent)
        self._put_cursor_on(folder)

    def find(self, text: str) -> None:
        """List what a text finds in the library, or the folder whose path it is.

        Raises UsageError for a text that means nothing.
        """
        folder = folder_of(text)
        if folder is not None:
            self.go_into(folder)
            return
        self.show(found_listing(text, query_of(text), self.library.index, self.order))

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
        folder = self._own_folder()
        if folder is not None:
            yield "this project's samples", folder / SAMPLES
        yield "your kits", user_kits()
        yield "kits that ship", shipped_kits()
        for listed in listed_folders():
            yield listed.name, listed
        yield "home", Path.home()
        yield "all of this machine", Path("/")
