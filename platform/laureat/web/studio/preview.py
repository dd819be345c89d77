"""A page of the form, or a question, as the candidate will see it and as the jury will read it."""

from dataclasses import dataclass, replace
from typing import Any

from marshmallow import ValidationError

from laureat.configuration.conditions import Settled
from laureat.configuration.definition import Section
from laureat.configuration.faults import Path
from laureat.configuration.schemas.questions import QuestionPart, SectionPart
from laureat.web.fields import Field
from laureat.web.forms import Filled, fields_of
from laureat.web.studio.reading import named_after_titles


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The fields that a candidate will see, and the questions whose answers the jury will not."""

    fields: list[Field]
    unread: tuple[str, ...]


def preview_of(path: Path, value: Any) -> Preview | None:
    """Preview what stands at a path, typed or saved; None where there is nothing to see yet."""
    section = _section(path, value)
    if section is None or _names_one_twice(section):
        return None
    unread = tuple(one.label for one in section.questions if not one.shown_to_jury)
    shown = replace(
        section, when=None, questions=tuple(replace(one, when=None) for one in section.questions)
    )
    blank = Filled(answers={}, faults={}, form=Settled((shown,), {}))
    return Preview(fields=fields_of(shown, blank), unread=unread)


def _section(path: Path, value: Any) -> Section | None:
    try:
        if path[:1] == ("form",) and len(path) == 2:
            page = SectionPart()
            section: Section = page.load(named_after_titles(page, value))
            return section
        if path[:1] == ("form",) and len(path) == 4:
            asked = QuestionPart()
            question = asked.load(named_after_titles(asked, value))
            return Section(slug="p", title="p", questions=(question,))
    except ValidationError:
        return None
    return None


def _names_one_twice(section: Section) -> bool:
    """Tell whether questions, choices or columns share a short name: nobody could answer them."""
    lists = [[one.name for one in section.questions]]
    for question in section.questions:
        lists += [
            [one.value for one in question.choices],
            [one.name for one in question.columns],
        ]
    return any(len(set(names)) < len(names) for names in lists)
