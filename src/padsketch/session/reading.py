"""The sounds that an edit brought in: read behind the music, heard from their next hit on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from padsketch.errors import PadsketchError
from padsketch.model.treatment import Sound
from padsketch.session.behind import Behind, Outdated
from padsketch.session.shelf import KitShelf, LoadedKit

Wish = tuple[LoadedKit, tuple[Sound, ...], Path | None]
"""A kit, what it shall play, and the folder of the project's own samples."""


class Reading:
    """Reads what is missing; `refusal` is the last thing that could not be read, until taken."""

    def __init__(self, shelf: KitShelf, then: Callable[[], None]) -> None:
        self._shelf = shelf
        self._then = then
        self._behind = Behind(self._read, "reading")
        self._wanted: frozenset[Sound] = frozenset()
        self.refusal: PadsketchError | None = None

    def ask(self, loaded: LoadedKit, sounds: tuple[Sound, ...], project: Path | None) -> None:
        """Have those of the sounds read that the kit does not have yet."""
        self._wanted = frozenset(sounds)
        if loaded.is_filled and loaded.missing(sounds):
            self._behind.ask((loaded, sounds, project))

    def finish(self) -> None:
        """Wait until there is nothing to read."""
        self._behind.finish()

    def give_up(self) -> None:
        """Read nothing more."""
        self._wanted = frozenset()
        self._behind.give_up()

    def _is_unwanted(self, sound: Sound) -> bool:
        return sound not in self._wanted

    def _read(self, wish: Wish, is_outdated: Outdated) -> None:
        loaded, sounds, project = wish
        try:
            self._shelf.fill(loaded, sounds, project, is_outdated=self._is_unwanted)
        except PadsketchError as error:
            self.refusal = error
        # What was asked meanwhile publishes when it is there.
        if not is_outdated():
            self._then()
