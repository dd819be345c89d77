"""What the methods of counting share: equals kept together, and the words of a count."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from laureat.plugin_api import BallotView, TallyMethod, TallyStatus, french_list, typeset

Groups = tuple[tuple[str, ...], ...]


def require_ballots(
    method: TallyMethod, options: Sequence[str], ballots: Sequence[BallotView]
) -> None:
    """Refuse to count what should not have been cast."""
    require_one_each(ballots)
    for ballot in ballots:
        if refusal := method.check(options, ballot.content):
            raise ValueError(f"The ballot of {ballot.voter} is not valid: {refusal}")


def require_one_each(ballots: Sequence[BallotView]) -> None:
    """Refuse to count two ballots of one voter."""
    if len({ballot.voter for ballot in ballots}) != len(ballots):
        raise ValueError("A voter has two ballots.")


def groups_by(options: Sequence[str], worth: Callable[[str], Fraction | int]) -> Groups:
    """Put options in groups of equals, the worthiest first."""
    return tuple(
        tuple(one for one in options if worth(one) == value)
        for value in sorted({worth(one) for one in options}, reverse=True)
    )


def status_of(leaders: Sequence[str]) -> TallyStatus:
    """Say what the count alone can."""
    if not leaders:
        return TallyStatus.NOT_AWARDED
    return TallyStatus.AWARDED if len(leaders) == 1 else TallyStatus.TIED


def turnout(ballots: int, abstentions: int) -> str:
    """Say how many voted."""
    return typeset(
        f"Bulletins : {ballots}. Abstentions : {abstentions}. "
        f"Suffrages exprimés : {ballots - abstentions}."
    )


def names(group: Sequence[str]) -> str:
    """Name options between guillemets."""
    return french_list([f"« {name} »" for name in group])


def votes_of(group: Sequence[str], votes: int) -> str:
    """Say how many votes equals have."""
    return typeset(f"{names(group)} : {votes} voix{' chacun' if len(group) > 1 else ''}.")


def outcome(leaders: Sequence[str]) -> str:
    """Say what the count leads to."""
    if not leaders:
        return typeset("Aucun suffrage exprimé : le dépouillement ne désigne personne.")
    if len(leaders) == 1:
        return typeset(f"« {leaders[0]} » arrive seul en tête.")
    return typeset(
        f"Égalité entre {names(leaders)} : le dépouillement ne les départage pas, le jury décide."
    )


def listed_once(
    options: Sequence[str], content: Mapping[str, object], key: str
) -> Sequence[str] | None:
    """Read the list that a ballot is; None where it is none, or names somebody else."""
    given = content.get(key)
    if set(content) != {key} or not isinstance(given, list | tuple):
        return None
    return given if all(one in options for one in given) else None
