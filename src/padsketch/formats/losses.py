"""What an import cannot keep, told once for all pads that it happens to."""

from __future__ import annotations

from padsketch.display import safe

_NAMED = 6
_MOST_TOLD = 40
_MAX_NAME = 200


class Losses:
    """Short sentences, each with the pads or words that it is about."""

    def __init__(self) -> None:
        self._about: dict[str, dict[str, None]] = {}

    def tell(self, what: str, about: str = "") -> None:
        """Something is lost, for one more pad or word; `what` has no full stop."""
        names = self._about.setdefault(what, {}) if len(self._about) < _MOST_TOLD else {}
        if about:
            names[safe(about[:_MAX_NAME], 40)] = None

    def sentences(self, most: int = _NAMED) -> tuple[str, ...]:
        """All of it, in the order in which it came up; so many names each."""
        return tuple(_sentence(what, list(names), most) for what, names in self._about.items())


def _sentence(what: str, names: list[str], most: int) -> str:
    if not names:
        return f"{what}."
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return f"{what}: {', '.join(names[:most])}{more}."
