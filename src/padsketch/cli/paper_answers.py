"""What the command line says of who made the sounds, and what is not allowed with them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from padsketch.cli.printing import tell

if TYPE_CHECKING:
    from padsketch.export.papers import HeardPaper
    from padsketch.model.papers import Paper


def tell_papers(papers: Iterable[HeardPaper]) -> None:
    """Warnings a line each with the bars, then who must be named."""
    from padsketch.export.papers import warnings_of

    papers = tuple(papers)
    for line in warnings_of(papers):
        tell(f"papers: {line}")
    if names := credit_line(heard.paper for heard in papers):
        tell(names)


def credit_line(papers: Iterable[Paper]) -> str:
    """Who must be named, each once, with the licence; empty where nobody must."""
    owed = (f"{paper.by} ({paper.credit.licence})" for paper in papers if paper.terms.must_credit)
    names = "; ".join(dict.fromkeys(owed))
    return f"to be credited: {names}" if names else ""


def papers_to_json(papers: Iterable[HeardPaper]) -> list[dict[str, Any]]:
    """Every sound that is heard, with what is known of it."""
    return [{**paper_to_json(heard.paper), "bars": list(heard.bars)} for heard in papers]


def paper_to_json(paper: Paper) -> dict[str, Any]:
    """A sound with its credit, what its licence asks, and the warnings."""
    import msgspec

    return {
        "file": paper.file,
        **msgspec.structs.asdict(paper.credit),
        "must_credit": paper.terms.must_credit,
        "may_sell": paper.terms.may_sell,
        "warnings": list(paper.warnings),
    }
