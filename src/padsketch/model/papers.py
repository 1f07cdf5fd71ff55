"""The papers of sounds: what has to be known before a beat leaves the house."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from padsketch.model.kit import Credit, Kit, Layer
from padsketch.model.licences import Terms, terms_of

NOBODY = Credit()


class Paper(NamedTuple):
    """What is known of a sound, and what its licence asks.

    is_changed: the pads play a part of it, or it is treated.
    """

    file: str
    credit: Credit
    terms: Terms
    is_changed: bool

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is not allowed, or not known, as sentences."""
        return tuple(self._warnings())

    @property
    def by(self) -> str:
        """Who made it, as far as that is known."""
        parts = (self.credit.author, self.credit.source)
        return ", ".join(part for part in parts if part) or "nobody is named"

    def _warnings(self) -> Iterator[str]:
        if not self.credit.licence:
            yield "no licence is stated: ask before you publish"
        elif not self.terms.is_known:
            yield f"'{self.credit.licence}' is no licence that is known: read it"
        else:
            yield from self._limits()

    def _limits(self) -> Iterator[str]:
        if not self.terms.may_sell:
            yield "what is made with it must not be sold"
        if not self.terms.may_change and self.is_changed:
            yield "it must not be chopped or changed, and it is"
        if self.terms.must_credit and not self.credit.author:
            yield "its author must be named, and is not known"
        if self.terms.shares_alike:
            yield "what is made with it must be given on under the same licence"


def papers_of(kit: Kit, credits: Mapping[str, Credit]) -> tuple[Paper, ...]:
    """The papers of everything that a kit plays; credits: those of a project, before the kit's.

    A sound of which the kit says nothing has the kit's own author and licence.
    """
    layers: dict[str, list[Layer]] = {}
    for pad in kit.pads:
        for layer in pad.layers:
            layers.setdefault(layer.file, []).append(layer)
    return tuple(_paper(kit, credits, file, played) for file, played in layers.items())


def _paper(kit: Kit, credits: Mapping[str, Credit], file: str, layers: Iterable[Layer]) -> Paper:
    whole = Credit(author=kit.author, source=kit.name, licence=kit.licence)
    of_kit = kit.credits.get(file, NOBODY)
    known = credits.get(file) or (whole if of_kit == NOBODY else of_kit)
    is_changed = any(layer.treatment or layer.start or layer.end for layer in layers)
    return Paper(file, known, terms_of(known.licence), is_changed)
