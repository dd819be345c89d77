"""The acts of a deliberation: the forms that keep what the jury decides, and nothing else."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import url_for

from laureat.configuration.definition import Choice, EditionDefinition
from laureat.domain.vocabulary import Outcome, SeatState
from laureat.models import Candidature
from laureat.plugin_api import typeset
from laureat.web.deliberated import Barred, Deliberated, Deliberation
from laureat.web.fields import Field, Shape
from laureat.web.panels import Act, Panel, Tone
from laureat.web.staff import Kept, StaffForm
from laureat.web.words import _, ngettext

OUTCOMES: Mapping[Outcome, str] = {
    Outcome.LAUREATE: "Un lauréat",
    Outcome.JOINT_LAUREATES: "Des lauréats ex æquo",
    Outcome.NOT_AWARDED: "Catégorie non attribuée",
}


def board_panel(deliberation: Deliberation, *, signed: bool, published: bool) -> Panel:
    """Say how far the deliberation has come."""
    every, undecided = len(deliberation.categories), deliberation.undecided
    done = every - len(undecided)
    missing = [_missing(one) for one in undecided] + [
        ngettext(
            "« %(title)s » : %(num)s dossier déposé à instruire",
            "« %(title)s » : %(num)s dossiers déposés à instruire",
            deliberation.unscreened[one.category.id],
            title=typeset(one.category.title),
        )
        for one in deliberation.categories
        if deliberation.unscreened[one.category.id]
    ]
    if published:
        sentence = _("Le palmarès est publié : la délibération est terminée.")
    elif signed:
        sentence = _(
            "Le procès-verbal est signé : les décisions sont figées. Il reste à publier le"
            " palmarès."
        )
    elif not undecided and missing:
        sentence = _("Toutes les catégories sont décidées, mais des dossiers restent à instruire.")
    elif not undecided:
        sentence = _("Toutes les catégories sont décidées : relisez, puis signez le procès-verbal.")
    elif not done:
        sentence = _("Aucune catégorie n’est encore décidée.")
    else:
        sentence = ngettext(
            "%(num)s catégorie sur %(every)s est décidée.",
            "%(num)s catégories sur %(every)s sont décidées.",
            done,
            every=every,
        )
    return Panel(
        sentence=sentence,
        missing=() if signed else tuple(missing),
        tone=Tone.DONE if signed else Tone.TODO if missing else Tone.PLAIN,
    )


def _missing(one: Deliberated) -> str:
    title = typeset(one.category.title)
    if one.barred:
        return _("« %(title)s » : à décider sans vous", title=title)
    if not one.admitted:
        return _("« %(title)s » : aucun dossier, à déclarer non attribuée", title=title)
    if one.is_voting:
        return _("« %(title)s » : le vote est ouvert", title=title)
    if one.needs_another_round or one.is_overtaken:
        return _("« %(title)s » : à reprendre, la situation a changé depuis", title=title)
    if one.count is None:
        return _("« %(title)s » : le vote n’est pas ouvert", title=title)
    return _("« %(title)s » : dépouillé, à décider", title=title)


def category_panel(one: Deliberated, definition: EditionDefinition) -> Panel:
    """Say where a category stands, and what comes next."""
    if one.barred:
        return _barred_panel(one.barred)
    if one.is_voting:
        return _voting_panel(one, len(one.voters), definition.jury.quorum)
    if one.needs_another_round:
        return _another_round_panel(one)
    if one.decision is None:
        return _before_the_decision(one, definition)
    return _after_the_decision(one)


def _barred_panel(barred: Barred) -> Panel:
    if barred.state is SeatState.UNDECLARED:
        return Panel(
            sentence=_(
                "Avant de présider cette catégorie, dites avec quels candidats vous avez un lien"
                " professionnel."
            ),
            tone=Tone.TODO,
            acts=(Act(label=_("Déclarer mes liens"), url=url_for("juror.index")),),
        )
    return Panel(
        sentence=_("Vous ne siégez pas dans cette catégorie : elle vous est fermée.")
        if barred.state is None
        else _(
            "Cette catégorie vous est fermée : un lien professionnel avec un candidat en lice vous"
            " empêche d’y lire et d’en décider."
        ),
        note=_(
            "L’organisateur, ou une autre présidence du jury, en enregistre la décision sans vous."
        ),
        tone=Tone.STOP,
    )


def _another_round_panel(one: Deliberated) -> Panel:
    if not one.holds:
        return Panel(
            sentence=_(
                "Un bulletin a été annulé depuis le dépouillement : il faut voter de nouveau."
            ),
            tone=Tone.STOP,
        )
    return Panel(
        sentence=_("Un dossier n’a pas été mis aux voix : il faut voter de nouveau."),
        missing=tuple(
            _("le vote sur le dossier de %(name)s", name=each.applicant.name) for each in one.missed
        ),
        tone=Tone.STOP,
    )


def _after_the_decision(one: Deliberated) -> Panel:
    if one.missed:
        return Panel(
            sentence=_("Un dossier a été transmis au jury depuis la décision : ouvrez le vote."),
            tone=Tone.STOP,
        )
    if one.recounted:
        return Panel(
            sentence=_("Un nouveau scrutin est dépouillé depuis la décision : décidez de nouveau."),
            tone=Tone.STOP,
        )
    if one.is_overtaken:
        return Panel(
            sentence=_("Un dossier distingué n’est plus devant le jury : décidez de nouveau."),
            tone=Tone.STOP,
        )
    return Panel(sentence=decision_in_words(one), tone=Tone.DONE)


def _before_the_decision(one: Deliberated, definition: EditionDefinition) -> Panel:
    quorum = definition.jury.quorum
    if not one.admitted:
        return Panel(
            sentence=_("Aucun dossier de cette catégorie n’est transmis au jury."), tone=Tone.TODO
        )
    if one.round is None:
        return Panel(
            sentence=_("Le vote n’est pas ouvert."),
            note=_(
                "%(dossiers)s à mettre aux voix, %(voters)s, quorum de %(quorum)s.",
                dossiers=ngettext("%(num)s dossier", "%(num)s dossiers", len(one.admitted)),
                voters=ngettext(
                    "%(num)s votant possible", "%(num)s votants possibles", one.may_vote
                ),
                quorum=quorum,
            ),
            tone=Tone.STOP if one.may_vote < quorum else Tone.PLAIN,
        )
    tied = one.count is not None and one.count.tied
    return Panel(
        sentence=_(
            "Le scrutin est dépouillé : il y a égalité. Le dépouillement ne départage pas, le jury"
            " décide."
        )
        if tied
        else _("Le scrutin est dépouillé. Le jury décide."),
        tone=Tone.TODO,
    )


def _voting_panel(one: Deliberated, cast: int, quorum: int) -> Panel:
    if cast >= quorum:
        note, tone = _("Le quorum de %(quorum)s est atteint.", quorum=quorum), Tone.PLAIN
    elif one.may_vote >= quorum:
        note = _("Il faut au moins %(quorum)s bulletins pour dépouiller.", quorum=quorum)
        tone = Tone.TODO
    else:
        note = _(
            "Le quorum de %(quorum)s ne peut plus être atteint : complétez le jury de cette"
            " catégorie, ou annulez ce scrutin.",
            quorum=quorum,
        )
        tone = Tone.STOP
    return Panel(
        sentence=ngettext(
            "Le vote est ouvert : %(num)s bulletin reçu sur %(all)s attendus.",
            "Le vote est ouvert : %(num)s bulletins reçus sur %(all)s attendus.",
            cast,
            all=one.may_vote,
        ),
        note=note,
        tone=tone,
    )


def decision_in_words(one: Deliberated) -> str:
    """Say what was decided, or that who looks is not to know it."""
    if one.barred:
        return _("Fermée pour vous")
    if one.decision is None:
        return _("Pas encore décidée")
    names = [
        typeset(candidature.applicant.name) for _given, candidature in one.decision.distinctions
    ]
    if not names:
        return _("Catégorie non attribuée.")
    if len(names) == 1:
        return _("Lauréat : %(name)s.", name=names[0])
    return _("Lauréats ex æquo : %(names)s.", names=", ".join(names))


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
    chosen = {str(candidature.id) for _given, candidature in held.distinctions} if held else set()
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
        kept.field(
            form,
            "reason",
            _("Motif"),
            shape=Shape.LINES,
            value=held.decision.reason if held else "",
            needed=_(
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
