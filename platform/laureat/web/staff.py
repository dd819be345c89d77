"""What the pages of the staff share: an act that is refused keeps its page and its words."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import Any, TypeVar
from uuid import UUID

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from laureat.configuration.definition import EditionDefinition
from laureat.consequences.definitions import definition_of
from laureat.domain.errors import Conflict, Invalid, Refusal
from laureat.models import Edition
from laureat.permissions import Permission, require
from laureat.plugin_api import typeset
from laureat.queries.editions import edition_by_slugs
from laureat.request_work import request_reading
from laureat.web.fields import Field
from laureat.web.presentation import said, said_of_fields
from laureat.web.refusals import status_of
from laureat.web.words import _
from laureat.work import Work

Kind = TypeVar("Kind", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a page keeps of a refused act: which of its forms, why, and what was typed in it."""

    form: str = ""
    sentence: str = ""
    faults: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, list[str]] = field(default_factory=dict)

    def field(self, form: str, name: str, label: str, **more: Any) -> Field:
        """Make a field of a form, with what was typed and what is wrong when it was refused.

        ``fault`` is the name under which the verb speaks of it, where the form has another.
        """
        fault = more.pop("fault", name)
        if form != self.form:
            return Field(name=name, label=label, **more)
        typed = self.typed.get(name, [])
        several = more.get("shape") == "boxes"
        given = {"value": typed if several else next(iter(typed), "")}
        return Field(
            name=name, label=label, **{**more, **given, "error": self.faults.get(fault, "")}
        )

    def fields(self, form: str, *fields: Field) -> "StaffForm":
        """Put fields together as a form, with the reason for which it was refused."""
        return StaffForm(fields, typeset(self.sentence) if form == self.form else "")


@dataclass(frozen=True, slots=True)
class StaffForm:
    """The fields of an act, and why it was refused, if it was."""

    fields: tuple[Field, ...]
    refusal: str = ""

    @property
    def groups(self) -> list[tuple[str, list[Field]]]:
        """Give the fields in their order, those of one legend together."""
        return [
            (legend, list(some)) for legend, some in groupby(self.fields, key=lambda one: one.group)
        ]

    @property
    def faulty(self) -> list[Field]:
        """Give the fields that have an error."""
        return [one for one in self.fields if one.error]

    @property
    def reasons(self) -> list[str]:
        """Give the refusal that no field speaks of."""
        return [self.refusal] if self.refusal and not self.faulty else []


NOTHING_KEPT = Kept()


def kept(form: str, refusal: Refusal) -> Kept:
    """Keep a refused form with all that was typed in it."""
    return Kept(
        form=form,
        sentence=said(refusal),
        faults=said_of_fields(refusal),
        typed=request.form.to_dict(flat=False),
    )


def acted(
    act: Callable[[], object],
    *,
    done: str,
    to: str,
    again: Callable[[Refusal], str],
) -> ResponseReturnValue:
    """Do an act, say that it is done and go on; a refusal shows the page again with its reason.

    ``again`` draws the page: what was typed is still in the request's form.
    """
    try:
        act()
    except (Conflict, Invalid) as refusal:
        return again(refusal), status_of(refusal)
    flash(typeset(done))
    return redirect(to, code=303)


@contextmanager
def managed_edition(
    programme: str, edition: str
) -> Iterator[tuple[Work, Edition, EditionDefinition]]:
    """Open a reading of an edition that the actor manages."""
    with request_reading() as work:
        require(work.actor, Permission.EDITION_READ_ALL, None)
        found = edition_by_slugs(work.session, programme, edition)
        yield work, found, definition_of(work.session, found)


def chosen(kind: type[Kind], name: str) -> Kind:
    """Read what a form lets choose.

    Raises:
        Invalid: nothing was chosen; the field says so.
    """
    try:
        return kind(request.form.get(name, ""))
    except ValueError:
        sentence = _("Choisissez une des réponses proposées.")
        raise Invalid(sentence, fields={name: sentence}) from None


def chosen_ids(name: str) -> list[UUID]:
    """Read the ids that a form posted under a name; what is no id is left out."""
    found = []
    for value in request.form.getlist(name):
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found


def typed(name: str) -> str:
    """Read a text that a form posted."""
    return request.form.get(name, "")
