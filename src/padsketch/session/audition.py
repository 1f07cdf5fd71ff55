"""Another project that is heard in place of the one that is seen."""

from __future__ import annotations

from padsketch.model import Project


class Audition:
    """What is listened to, until the project that was seen then is edited."""

    def __init__(self) -> None:
        self._seen: Project | None = None
        self._heard: Project | None = None

    def begin(self, seen: Project, heard: Project) -> None:
        """Hear a project while another one is seen."""
        self._seen, self._heard = seen, heard

    def end(self) -> None:
        """Hear what is seen."""
        self._seen = self._heard = None

    def is_of(self, seen: Project) -> bool:
        """Whether something else is heard than a project that is seen."""
        return self._seen is seen

    def heard(self, seen: Project) -> Project:
        """What is heard while a project is seen; another one than before ends it for good."""
        if self._heard is not None and self._seen is seen:
            return self._heard
        self.end()
        return seen
