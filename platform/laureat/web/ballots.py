"""A ballot as a form, whatever the method asks: which fields, how they are read, and in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from laureat.configuration.definition import EditionDefinition, Secrecy
from laureat.models import Candidature
from laureat.plugin_api import BallotKind, TallyMethod
from laureat.plugin_host import PluginHost
from laureat.web.ballot_papers import FORM, PAPERS, entry_label
from laureat.web.staff import Kept, StaffForm
from laureat.web.words import _


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
    return kept.fields(FORM, *PAPERS[method.ballot_kind].fields(method, dossiers, cast, kept))


def content_posted(
    method: TallyMethod, dossiers: Sequence[str], posted: MultiDict[str, str]
) -> dict[str, Any]:
    """Read a ballot from what was posted; the method itself says whether it is valid.

    Raises:
        Invalid: what was posted is no ballot at all; the field says so.
    """
    return PAPERS[method.ballot_kind].read(method, dossiers, posted)


def ballot_in_words(
    method: TallyMethod, dossiers: Sequence[Candidature], cast: Mapping[str, Any]
) -> list[str]:
    """Say to the juror what they voted; nobody else reads it here."""
    names = {str(one.id): entry_label(one) for one in dossiers}
    return PAPERS[method.ballot_kind].words(method, names, cast)


@dataclass(frozen=True, slots=True)
class BallotTexts:
    """What the page of a ballot says around it."""

    title: str
    secrecy: str
    waiting: str
    button: str
    done_title: str
    done: str
    closed: str
    silent: str
    flash: str


def ballot_texts(method: TallyMethod, definition: EditionDefinition, *, voted: bool) -> BallotTexts:
    """Choose the words: of a vote, secret or named, or of a deliberation without ballots."""
    if method.ballot_kind is BallotKind.NONE:
        return BallotTexts(
            title=_("La délibération"),
            secrecy=_("Le procès-verbal dit qui y a pris part."),
            waiting=_(
                "La délibération n’est pas encore ouverte : l’organisateur l’ouvrira, et vous serez"
                " prévenu par courriel."
            ),
            button=_("Confirmer que je prends part à la délibération")
            if voted
            else _("Je prends part à la délibération"),
            done_title=_("Votre présence est notée"),
            done=_("La présidence consigne ensuite la décision du jury."),
            closed=_("La délibération est close :"),
            silent=_("La délibération est close ; vous n’y avez pas noté votre présence."),
            flash=_("Votre présence à la délibération est notée."),
        )
    named = definition.jury.secrecy is Secrecy.NAMED
    return BallotTexts(
        title=_("Votre bulletin"),
        secrecy=_("Le vote n’est pas secret : le procès-verbal dira ce que chaque membre a voté.")
        if named
        else _("Votre bulletin reste secret."),
        waiting=_(
            "Le vote n’est pas encore ouvert : l’organisateur l’ouvrira, et vous serez prévenu par"
            " courriel."
        ),
        button=_("Remplacer mon bulletin") if voted else _("Déposer mon bulletin"),
        done_title=_("Vous avez voté"),
        done=_(
            "Vous pouvez changer ce bulletin jusqu’à la clôture du scrutin : le dernier compte."
        ),
        closed=_("Le scrutin est clos. Vous aviez voté :"),
        silent=_("Le scrutin est clos ; vous n’y avez pas déposé de bulletin."),
        flash=_(
            "Votre bulletin est enregistré. Vous pouvez le changer jusqu’à la clôture du scrutin."
        ),
    )
