"""The one way to say that something is not there."""

from collections.abc import Mapping
from typing import Final, TypeVar

from laureat.domain.errors import NOTHING_THERE, NotFound

Thing = TypeVar("Thing")

ANEW: Final[Mapping[str, bool]] = {"populate_existing": True}
"""How a row is asked for that is to change: what was read before it was held may be out of date."""


def found(thing: Thing | None, sentence: str = NOTHING_THERE) -> Thing:
    """Give the thing, or refuse with the sentence.

    What permissions may hide keeps the usual sentence: another would tell that it is hidden.

    Raises:
        NotFound: there is none, or the actor's tenant has none.
    """
    if thing is None:
        raise NotFound(sentence)
    return thing
