"""What a ballot names, and what becomes of one when a dossier has left the jury's hands."""

from collections.abc import Collection, Mapping
from typing import Any

from laureat.domain.candidature_states import CandidatureState
from laureat.domain.french import typeset
from laureat.models import Round
from laureat.queries.candidatures import candidatures_in_category
from laureat.work import Work

GONE = "un dossier qui n'est plus en lice"


def remaining(work: Work, voting: Round) -> list[str]:
    """List the dossiers of a round that the jury still examines, in their order."""
    admitted = candidatures_in_category(
        work.session, voting.category_id, frozenset({CandidatureState.ADMITTED})
    )
    known = {str(one.id) for one in admitted}
    return [one for one in voting.candidature_ids if one in known]


def named_in(content: Mapping[str, Any]) -> frozenset[str]:
    """List what a valid ballot names, of whatever kind it is."""
    (given,) = content.values()
    if isinstance(given, Mapping | list):
        return frozenset(given)
    return frozenset({given} if isinstance(given, str) else ())


def in_words(content: Mapping[str, Any], names: Mapping[str, str], nobody: str | None) -> str:
    """Say in French what a valid ballot says, for minutes that name each member's."""
    (given,) = content.values()
    if isinstance(given, bool):
        return "présent"
    if isinstance(given, Mapping):
        told = [f"{names.get(one, GONE)} : {_scores(below)}" for one, below in given.items()]
    elif isinstance(given, list):
        ranks = "ranking" in content
        told = [
            f"{f'{rank}. ' if ranks else ''}{names.get(one, GONE)}"
            for rank, one in enumerate(given, start=1)
        ]
    else:
        told = [_chosen(given, names, nobody)] if given else []
    return typeset(" ; ".join(told)) or "abstention"


def _chosen(option: str, names: Mapping[str, str], nobody: str | None) -> str:
    """Name what was chosen."""
    return "ne désigner personne" if option == nobody else names.get(option, GONE)


def _scores(given: Any) -> str:
    scores = given.values() if isinstance(given, Mapping) else [given]
    return ", ".join(str(score).replace(".", ",") for score in scores)


def names_any(content: Mapping[str, Any], gone: Collection[str]) -> bool:
    """Tell whether a valid ballot names one of the dossiers."""
    return not named_in(content).isdisjoint(gone)


def without(content: Mapping[str, Any], gone: Collection[str]) -> Mapping[str, Any] | None:
    """Read a valid ballot as if it did not name the dossiers; None where it says nothing else.

    Whoever named only them has not abstained. Those ranked behind one of them move up.
    """
    if not names_any(content, gone):
        return content
    ((key, given),) = content.items()
    kept: Mapping[str, Any] | list[str] | None = None
    if isinstance(given, Mapping):
        kept = {one: below for one, below in given.items() if one not in gone}
    elif isinstance(given, list):
        kept = [one for one in given if one not in gone]
    return {key: kept} if kept else None
