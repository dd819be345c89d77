"""What is said to people, before it is known in which language.

A phrase is a French sentence, which is also its key in the catalogue of translations, and the facts
that are put into it. Letters and the API say it in French; a page says it in its reader's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from laureat.domain.french import capital, long_instant, remaining


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant, said with its weekday and its zone."""

    at: datetime
    time_zone: str

    def __str__(self) -> str:
        return long_instant(self.at, self.time_zone)


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """A delay that begins a sentence: « Il reste 3 jours »."""

    now: datetime
    due: datetime

    def __str__(self) -> str:
        return capital(remaining(self.now, self.due))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A French sentence with ``{name}`` where a fact is put in."""

    sentence: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.sentence.format(**self.facts)
