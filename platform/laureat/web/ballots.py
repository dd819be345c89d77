"""A ballot as a form: one choice among the dossiers, or a score for each, as the method asks."""

from collections.abc import Mapping, Sequence
from typing import Any

from laureat.configuration.definition import Choice, EditionDefinition
from laureat.models import Candidature
from laureat.plugin_api import BallotKind, TallyMethod, typeset
from laureat.plugin_host import PluginHost
from laureat.web.fields import Field, Shape
from laureat.web.staff import Kept, StaffForm
from laureat.web.words import _

ABSTAIN, NOBODY = "abstention", "personne"
FORM = "bulletin"


def method_of(definition: EditionDefinition, plugins: PluginHost) -> TallyMethod:
    """Give the method that counts the votes of an edition."""
    use = definition.jury.tally
    return plugins.tally(use.plugin, use.options)


def ballot_form(
    method: TallyMethod,
    dossiers: Sequence[Candidature],
    cast: Mapping[str, Any] | None,
    kept: Kept,
) -> StaffForm:
    """Make the form of a ballot, with what was cast before."""
    if method.ballot_kind is BallotKind.SCORES:
        given = (cast or {}).get("scores", {})
        return kept.fields(
            FORM, *(_score(one, given.get(str(one.id), ""), kept) for one in dossiers)
        )
    return kept.fields(FORM, _choice(method, dossiers, cast, kept))


def _choice(
    method: TallyMethod,
    dossiers: Sequence[Candidature],
    cast: Mapping[str, Any] | None,
    kept: Kept,
) -> Field:
    choices = [Choice(value=str(one.id), label=entry_label(one)) for one in dossiers]
    if method.nobody:
        choices.append(Choice(value=NOBODY, label=_("Ne désigner personne dans cette catégorie")))
    if method.check([], {"choice": None}) is None:
        choices.append(Choice(value=ABSTAIN, label=_("M’abstenir")))
    return kept.field(
        FORM,
        "choix",
        _("Votre choix"),
        shape=Shape.RADIOS,
        value=_cast_choice(method, cast),
        choices=tuple(choices),
    )


def _cast_choice(method: TallyMethod, cast: Mapping[str, Any] | None) -> str:
    if cast is None:
        return ""
    choice = cast.get("choice")
    if choice is None:
        return ABSTAIN
    return NOBODY if choice == method.nobody else str(choice)


def _score(one: Candidature, given: object, kept: Kept) -> Field:
    return kept.field(
        FORM,
        f"note-{one.id}",
        entry_label(one),
        value=str(given).replace(".", ","),
        required=False,
        input_mode="decimal",
        short=True,
    )


def entry_label(one: Candidature) -> str:
    """Name a dossier on the ballot."""
    return typeset(f"{one.title or one.number} — {one.applicant.name}")


def content_posted(
    method: TallyMethod, dossiers: Sequence[str], posted: Mapping[str, str]
) -> dict[str, Any]:
    """Read a ballot from what was posted; the method itself says whether it is valid."""
    if method.ballot_kind is BallotKind.SCORES:
        given = {one: posted.get(f"note-{one}", "").strip() for one in dossiers}
        return {"scores": {one: score for one, score in given.items() if score}}
    choice = posted.get("choix", "")
    if not choice:
        return {}
    meanings: dict[str, str | None] = {ABSTAIN: None, NOBODY: method.nobody}
    return {"choice": meanings.get(choice, choice)}


def ballot_in_words(
    method: TallyMethod, dossiers: Sequence[Candidature], cast: Mapping[str, Any]
) -> list[str]:
    """Say to the juror, and to nobody else, what they voted."""
    names = {str(one.id): entry_label(one) for one in dossiers}
    if method.ballot_kind is BallotKind.SCORES:
        scores = cast.get("scores", {})
        if not scores:
            return [_("Vous vous êtes abstenu.")]
        return [
            typeset(f"{names[one]} : {str(score).replace('.', ',')}")
            for one, score in scores.items()
            if one in names
        ]
    choice = cast.get("choice")
    if choice is None:
        return [_("Vous vous êtes abstenu.")]
    if choice == method.nobody:
        return [_("Vous avez choisi de ne désigner personne.")]
    return [names.get(str(choice), _("Un dossier qui n’est plus en lice."))]
