"""What an edition says, parsed once per version and process."""

from collections import OrderedDict
from threading import Lock

from sqlalchemy.orm import Session

from laureat.configuration.content import from_content
from laureat.configuration.definition import EditionDefinition
from laureat.models import Edition
from laureat.queries.editions import edition_content

KEPT = 256

_parsed: OrderedDict[str, EditionDefinition] = OrderedDict()
_lock = Lock()


def definition_of(session: Session, edition: Edition) -> EditionDefinition:
    """Give the definition that an edition names by its digest.

    The memory is addressed by content: a digest can only ever mean one definition, whatever the
    tenant, and the row that names it was read through the tenant's wall.
    """
    with _lock:
        known = _parsed.get(edition.digest)
    if known is not None:
        return known
    definition = from_content(edition_content(session, edition).content)
    with _lock:
        _parsed[edition.digest] = definition
        while len(_parsed) > KEPT:
            _parsed.popitem(last=False)
    return definition
