"""Many renderings as one piece of work."""

from __future__ import annotations

from padsketch.export.job import Watch


class Legs:
    """Tells how far all of the work is while one rendering follows the other; total in frames."""

    def __init__(self, watch: Watch, total: int) -> None:
        self._watch = watch
        self._total = total
        self._begun = 0

    def leg(self, frames: int) -> Watch:
        """Who looks on at the next rendering, of about so many frames, whatever leads into it."""
        first = self._begun
        self._begun += frames
        self._total = max(self._total, self._begun)

        def tell(done: int, total: int | None) -> None:
            within = frames * done // total if total else done
            self._watch.tell(first + min(within, frames), self._total)

        return Watch(tell)
