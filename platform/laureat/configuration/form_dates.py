"""What of a form depends on the hour: answers not required yet, and answers that change no more."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from laureat.configuration.definition import Section


def in_force(sections: Sequence[Section], now: datetime) -> tuple[Section, ...]:
    """Give the form as of a moment: what is required later is optional until then."""
    if not any(one.required_from for section in sections for one in section.questions):
        return tuple(sections)
    return tuple(
        replace(
            section,
            questions=tuple(
                replace(one, required=False)
                if one.required_from is not None and now < one.required_from
                else one
                for one in section.questions
            ),
        )
        for section in sections
    )


def frozen_questions(sections: Sequence[Section], now: datetime) -> frozenset[str]:
    """Name the questions whose answer does not change any more; at the instant it still may."""
    return frozenset(
        one.name
        for section in sections
        for one in section.questions
        if one.frozen_after is not None and now > one.frozen_after
    )
