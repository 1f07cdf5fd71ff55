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

_CLOSED = re.compile(r"\ball rights reserved\b|\bnot (\w+ ){0,3}(public ?domain|free|cc ?0)\b")
_NAMING = re.compile(
    r"\bcc (by|nc|nd|sa)\b|\bcommons by (nc|nd|sa|\d)|\blicenses by\b|\bby (nc|nd|sa)\b"
    r"|(?<!\bno )\battribution\b|\bshare ?alike\b|\bsampling plus\b"
)
_FREE = re.compile(
    r"\bcc ?0\b|\b(cc|commons) (0|zero)\b|\bpublic ?domain\b|\bpd\b|\bpdm\b|\bunlicense\b"
    r"|\b0bsd\b|\bwtfpl\b|\broyalty ?free\b"
)
_COPYLEFT = re.compile(r"\b[al]?gpl|\bgnu\b|\bgfdl\b|\bfree art\b")
_WITH_NOTICE = re.compile(r"\b(mit|bsd|isc|apache|zlib|artistic)\b")
_NOT_SOLD = re.compile(r"\bnc\b|\bnon ?commercial|\b(no|not for) commercial\b")
_NOT_CHANGED = re.compile(r"\bnd\b|\bno ?deriv")
_ALIKE = re.compile(r"\bsa\b|\bshare ?alike\b")


def terms_of(licence: str) -> Terms:
    """What the text of a licence asks, by the names that licences are known under.

    The words of the Creative Commons (by, sa, nc, nd, zero, sampling+), the public domain and the
    usual licences of software are understood, written short, long or as an address. Of several
    the one that asks more counts; a text that says "all rights reserved" or none of these, such
    as "Creative Commons" alone, is unknown.
    """
    words = " ".join(re.findall(r"[a-z0-9,]+", licence.lower().replace("+", " plus ")))
    terms = UNKNOWN if _CLOSED.search(words) else _named(words)
    return terms._replace(
        may_sell=terms.may_sell and not _NOT_SOLD.search(words),
        may_change=terms.may_change and not _NOT_CHANGED.search(words),
    )


def _named(words: str) -> Terms:
    if _NAMING.search(words):
        return Terms(must_credit=True, shares_alike=bool(_ALIKE.search(words)))
    if _COPYLEFT.search(words):
        return Terms(must_credit=True, shares_alike=True)
    if _FREE.search(words):
        return FREE
    return Terms(must_credit=True) if _WITH_NOTICE.search(words) else UNKNOWN
