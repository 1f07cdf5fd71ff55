"""What a licence lets the maker of a beat do with a sound."""

from __future__ import annotations

import re
from typing import NamedTuple


class Terms(NamedTuple):
    """What a licence asks: known is False where its text says nothing that is understood.

    shares_alike: what is made with the sound has to be under the same licence.
    """

    is_known: bool = True
    may_sell: bool = True
    may_change: bool = True
    must_credit: bool = False
    shares_alike: bool = False


UNKNOWN = Terms(is_known=False, may_sell=False, may_change=False)
FREE = Terms()

_FREE = re.compile(
    r"\bcc ?0\b|\bpublic ?domain\b|\bpd\b|\bpdm\b|publicdomain|\bunlicense\b|\b0bsd\b|\bwtfpl\b"
    r"|\broyalty ?free\b"
)
_COMMONS = re.compile(
    r"\bcc by\b|creative ?commons|creativecommons|\battribution\b|\bby (nc|nd|sa)\b"
)
_WITH_NOTICE = re.compile(r"\b(mit|bsd|isc|apache|zlib|artistic)\b")
_COPYLEFT = re.compile(r"\b(a|l)?gpl|\bgnu\b|\bfree art\b|\bsampling plus\b")


def terms_of(licence: str) -> Terms:
    """What the text of a licence asks, by the names that licences are known under.

    The words of the Creative Commons (by, sa, nc, nd), the public domain and the usual licences
    of software are understood, written short, long or as an address; a text that says "all
    rights reserved" or none of these is unknown.
    """
    words = " ".join(re.findall(r"[a-z0-9,]+", licence.lower()))
    if "all rights reserved" in words:
        return UNKNOWN
    if _COMMONS.search(words):
        return _commons(words)
    if _FREE.search(words):
        return FREE
    if _COPYLEFT.search(words):
        return Terms(must_credit=True, shares_alike=True)
    return Terms(must_credit=True) if _WITH_NOTICE.search(words) else UNKNOWN


def _commons(words: str) -> Terms:
    if re.search(r"\b(zero|cc0)\b|publicdomain", words):
        return FREE
    return Terms(
        may_sell=not re.search(r"\bnc\b|non ?commercial", words),
        may_change=not re.search(r"\bnd\b|no ?deriv", words),
        must_credit=True,
        shares_alike=bool(re.search(r"\bsa\b|share ?alike", words)),
    )
