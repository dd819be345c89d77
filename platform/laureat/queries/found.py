"""The one way to say that something is not there."""

from typing import TypeVar

from laureat.domain.errors import NotFound

Thing = TypeVar("Thing")


def found(thing: Thing | None, sentence: str) -> Thing:
    """Give the thing, or refuse with the sentence.

    Raises:
        NotFound: there is none, or the actor's tenant has none.
    """
    if thing is None:
        raise NotFound(sentence)
    return thing
