"""The acts of a deliberation: the forms that keep what the jury decides, and nothing else."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from laureat.configuration.definition import Choice, EditionDefinition, Prize
from laureat.domain.errors import Invalid
from laureat.domain.vocabulary import Outcome
from laureat.models import Candidature
from laureat.plugin_api import typeset
from laureat.web.deliberated import Deliberated, Deliberation
from laureat.web.fields import Field, Shape
from laureat.web.staff import Kept, StaffForm, chosen_ids
from laureat.web.words import _

OUTCOMES: Mapping[Outcome, str] = {
    Outcome.LAUREATE: "Un lauréat",
    Outcome.JOINT_LAUREATES: "Des lauréats ex æquo",
    Outcome.NOT_AWARDED: "Catégorie non attribuée",
}


def decision_form(one: Deliberated, definition: EditionDefinition, kept: Kept) -> StaffForm:
    """Ask for the decision: only what the edition allows; what holds is shown, never guessed."""
    form = "decision"
    held = one.decision
    outcomes = definition.outcomes
    allowed = {
        Outcome.LAUREATE: bool(one.admitted),
        Outcome.JOINT_LAUREATES: outcomes.joint_laureates and len(one.admitted) > 1,
        Outcome.NOT_AWARDED: outcomes.not_awarded,
    }
    chosen = {str(candidature.id) for candidature in held.winners} if held else set()
    prizes = definition.prizes_of(one.category.slug)[1:] if one.admitted else ()
    return kept.fields(
        form,
        kept.field(
            form,
            "outcome",
            _("Ce que le jury décide"),
            shape=Shape.RADIOS,
            value=held.decision.outcome.value if held else "",
            choices=tuple(
                Choice(value=kind, label=_(label))
                for kind, label in OUTCOMES.items()
                if allowed[kind]
            ),
        ),
        *([_laureates(form, one, chosen, kept)] if one.admitted else []),
        *(_prize(form, prize, one, kept) for prize in prizes),
        kept.field(
            form,
            "reason",
            _("Motif"),
            shape=Shape.LINES,
            value=held.decision.reason if held else "",
            needed=_("obligatoire si la catégorie n’est pas attribuée")
            if one.talks
            else _(
                "obligatoire si la décision s’écarte du dépouillement, départage une égalité ou"
                " n’attribue pas la catégorie"
            ),
            help=_("Il figure au procès-verbal."),
        ),
    )


def cancellation_form(kept: Kept) -> StaffForm:
    """Ask why a round is cancelled."""
    form = "annulation"
    return kept.fields(
        form,
        kept.field(
            form,
            "reason",
            _("Pourquoi ce scrutin est annulé"),
            shape=Shape.LINES,
            help=_("Figure au procès-verbal."),
        ),
    )


def _laureates(form: str, one: Deliberated, chosen: set[str], kept: Kept) -> Field:
    return kept.field(
        form,
        "candidature_ids",
        _("Dossiers récompensés"),
        shape=Shape.BOXES,
        needed=_("obligatoire si la catégorie est attribuée"),
        value=sorted(chosen),
        help=_(
            "Un pour un lauréat, au moins deux pour des ex æquo, aucun si la catégorie n’est pas"
            " attribuée."
        ),
        choices=_dossiers(one.admitted),
    )


def _prize(form: str, prize: Prize, one: Deliberated, kept: Kept) -> Field:
    """Ask to whom another prize goes; nobody, where nothing is ticked."""
    held = one.decision.distinctions if one.decision else ()
    return kept.field(
        form,
        prize_field(prize),
        typeset(prize.title),
        shape=Shape.BOXES,
        required=False,
        value=sorted(str(each.id) for given, each in held if given.prize == prize.slug),
        help=_("%(number)s au plus.", number=prize.most),
        choices=_dossiers(one.admitted),
    )


def prize_field(prize: Prize) -> str:
    """Name the field of a prize."""
    return f"prix-{prize.slug}"


def prizes_posted(definition: EditionDefinition, category: str) -> dict[UUID, str]:
    """Read to whom the other prizes go.

    Raises:
        Invalid: a dossier has two of them; the field says so.
    """
    given: dict[UUID, str] = {}
    for prize in definition.prizes_of(category)[1:]:
        for one in chosen_ids(prize_field(prize)):
            if one in given:
                sentence = _(
                    "Un dossier ne reçoit qu’un prix de sa catégorie : gardez l’un des deux."
                )
                raise Invalid(sentence, fields={prize_field(prize): sentence})
            given[one] = prize.slug
    return given


def citation_fields(one: Deliberated, kept: Kept) -> list[Field]:
    """Ask for the words that the palmarès prints under each laureate."""
    held = (
        {candidature.id: given.citation for given, candidature in one.decision.distinctions}
        if one.decision
        else {}
    )
    return [
        kept.field(
            "decision",
            f"citation-{candidature.id}",
            typeset(candidature.applicant.name),
            shape=Shape.LINES,
            required=False,
            value=held.get(candidature.id, ""),
        )
        for candidature in one.admitted
    ]


def mention_form(deliberation: Deliberation, kept: Kept) -> StaffForm:
    """Ask to whom the special mention goes, and for what."""
    form = "mention"
    return kept.fields(
        form,
        kept.field(
            form,
            "candidature_id",
            _("Dossier distingué"),
            shape=Shape.SELECT,
            choices=_dossiers(deliberation.admitted),
        ),
        kept.field(
            form,
            "mention_reason",
            _("Ce que le jury récompense"),
            shape=Shape.LINES,
            fault="reason",
            help=_("Figure au procès-verbal."),
        ),
        kept.field(
            form,
            "mention_citation",
            _("Citation pour le palmarès"),
            shape=Shape.LINES,
            required=False,
        ),
    )


def withdrawal_forms(deliberation: Deliberation, kept: Kept) -> dict[UUID, StaffForm]:
    """Ask, for each dossier that has the special mention, why it would be taken back."""
    return {
        one.id: kept.fields(
            withdrawal_name(one.id),
            kept.field(
                withdrawal_name(one.id),
                f"motif-{one.id}",
                _("Pourquoi le jury revient sur ce prix"),
                shape=Shape.LINES,
                fault="reason",
            ),
        )
        for _given, one in deliberation.mentions
    }


def withdrawal_name(candidature_id: UUID) -> str:
    """Name the form that takes the special mention back from a dossier."""
    return f"retrait-{candidature_id}"


def _dossiers(all_of_them: Sequence[Candidature]) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            value=str(one.id),
            label=_(
                "%(applicant)s — %(title)s",
                applicant=one.applicant.name,
                title=typeset(one.title or one.number),
            ),
        )
        for one in all_of_them
    )
