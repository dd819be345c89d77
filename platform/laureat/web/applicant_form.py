"""The form that identifies an applicant: what it asks depends on who may apply."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from laureat.configuration.definition import Choice
from laureat.domain.errors import Invalid, Refusal
from laureat.domain.identities import normal_siret
from laureat.domain.vocabulary import ApplicantKind
from laureat.plugin_api import typeset
from laureat.queries.editions import published_editions
from laureat.reference.territories import territories
from laureat.services.structures.identify import Identification
from laureat.web.carried import internal_path
from laureat.web.editions import Phase, Shown, shown
from laureat.web.fields import FEW, Field, Shape, faulty
from laureat.web.places import as_choices, bearers, is_code, meanings, not_enough
from laureat.web.presentation import said_of_fields
from laureat.web.words import _
from laureat.work import Work

COMMUNE = "commune"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityForm:
    """The fields that identify an applicant of one kind, and where to go afterwards."""

    kind: ApplicantKind
    fields: tuple[Field, ...]
    follow: str

    @property
    def faulty(self) -> list[Field]:
        """List the fields that have an error."""
        return faulty(self.fields)

    def with_faults(self, refusal: Refusal) -> "IdentityForm":
        """Show beside each field what the refusal says of it."""
        errors = said_of_fields(refusal)
        return replace(
            self,
            fields=tuple(
                replace(one, error=errors.get(one.name) or one.error) for one in self.fields
            ),
        )


def identity_form(work: Work, typed: Mapping[str, str]) -> IdentityForm:
    """Make the form for the kind of applicant that the open editions take."""
    editions = shown(work.session, published_editions(work.session), work.now)
    open_ones = [one for one in editions if one.phase is Phase.OPEN] or editions
    kinds = [one.definition.applicants.kind for one in open_ones]
    asked = typed.get("nature", "")
    kind = next((one for one in kinds if one == asked), kinds[0] if kinds else None)
    makers = {ApplicantKind.PERSON: _person_fields, ApplicantKind.TEAM: _team_fields}
    chosen = kind or ApplicantKind.STRUCTURE
    fields = (
        makers[chosen](typed)
        if chosen in makers
        else _structure_fields(typed, _structure_kinds(open_ones))
    )
    return IdentityForm(
        kind=chosen, fields=tuple(fields), follow=internal_path(typed.get("suite", ""))
    )


def identification_in(form: IdentityForm, typed: Mapping[str, str]) -> Identification:
    """Read what was said of the applicant.

    Raises:
        Invalid: something is missing or wrong; ``facts["fields"]`` says all of it at once.
    """
    faults = dict(_faults(form, typed))
    if faults:
        raise Invalid("Il reste quelque chose à corriger.", fields=faults)
    place = next((one.picked[-1].value for one in form.fields if one.picked), "")
    return Identification(
        kind=form.kind,
        identity=typed.get("siret") or typed.get("identity") or typed.get("name", ""),
        name=typed.get("name", ""),
        structure_kind=typed.get("structure_kind") or None,
        mandated_by=" ".join(typed.get("mandated_by", "").split()),
        commune=place.partition(":")[2] or None,
        departement=_departement(place),
    )


def _faults(form: IdentityForm, typed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Say what is missing or wrong in each field."""
    blank = {
        "name": _("Écrivez le nom complet."),
        "structure_kind": _("Choisissez le type de structure."),
    }
    for field in form.fields:
        written = typed.get(field.name, "").strip()
        if field.name == "siret":
            yield from _siret_faults(written)
        elif field.name == COMMUNE and not field.picked:
            yield COMMUNE, field.error or _("Indiquez la commune où est le siège.")
        elif not written and field.name in blank:
            yield field.name, blank[field.name]


def _siret_faults(written: str) -> Iterator[tuple[str, str]]:
    try:
        normal_siret(written)
    except Invalid as refusal:
        yield from said_of_fields(refusal).items()


def _departement(place: str) -> str | None:
    found = territories().departement_of(place) if place else None
    return found.code.partition(":")[2] if found is not None else None


def _structure_kinds(editions: Sequence[Shown]) -> tuple[Choice, ...]:
    """Gather the kinds of structure that the editions know, each once."""
    known = {
        one.value: replace(one, label=typeset(one.label))
        for edition in editions
        for one in edition.definition.applicants.structure_kinds
    }
    return tuple(known.values())


def _structure_fields(typed: Mapping[str, str], kinds: tuple[Choice, ...]) -> list[Field]:
    asked = [
        Field(
            name="siret",
            label=_("SIRET"),
            value=typed.get("siret", ""),
            help=_("14 chiffres, avec ou sans espaces. Ils figurent sur l’avis de situation."),
            input_mode="numeric",
            short=True,
        ),
        Field(
            name="name",
            label=_("Nom de la structure"),
            value=typed.get("name", ""),
            help=_("Le nom sous lequel elle sera annoncée si elle est lauréate."),
            autocomplete="organization",
        ),
    ]
    if kinds:
        asked.append(
            Field(
                name="structure_kind",
                label=_("Type de structure"),
                shape=Shape.RADIOS if len(kinds) <= FEW else Shape.SELECT,
                value=typed.get("structure_kind", ""),
                choices=kinds,
            )
        )
    asked.append(_commune(typed))
    asked.append(
        Field(
            name="mandated_by",
            label=_("Collectivité qui a mandaté la structure"),
            value=typed.get("mandated_by", ""),
            needed=_("à remplir si la structure agit sur mandat d’une collectivité"),
        )
    )
    return asked


def _commune(typed: Mapping[str, str]) -> Field:
    values = typed.getlist(COMMUNE) if hasattr(typed, "getlist") else [typed.get(COMMUNE, "")]
    codes = [value for value in values if is_code(value)]
    written = next((value.strip() for value in values if value.strip() and not is_code(value)), "")
    found = meanings(written, levels=frozenset({"commune"})) if written and not codes else ()
    if len(found) == 1:
        codes, written = [found[0].code], ""
    error = ""
    if written and not found:
        error = _("Aucune commune ne porte ce nom : vérifiez l’orthographe.")
    elif written and bearers(written, found):
        error = _("Plusieurs communes portent ce nom : choisissez la bonne.")
    elif written:
        error = not_enough(written)
    return Field(
        name=COMMUNE,
        label=_("Commune du siège"),
        shape=Shape.TERRITORY,
        value=written,
        picked=as_choices(codes[-1:]),
        choices=as_choices([one.code for one in found]) if len(found) > 1 else (),
        help=_("Elle dit quelle coordination régionale reconnaît la structure."),
        several=False,
        levels="commune",
        error=error,
    )


def _person_fields(typed: Mapping[str, str]) -> list[Field]:
    return [
        Field(name="name", label=_("Votre nom"), value=typed.get("name", ""), autocomplete="name"),
        Field(
            name="identity",
            label=_("Votre adresse électronique"),
            value=typed.get("identity", ""),
            input_type="email",
            autocomplete="email",
        ),
    ]


def _team_fields(typed: Mapping[str, str]) -> list[Field]:
    return [Field(name="name", label=_("Nom de l’équipe"), value=typed.get("name", ""))]
