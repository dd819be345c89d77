"""Where a deliberation stands, category by category: the sentences at the head of its pages."""

from collections.abc import Iterable

from flask import url_for

from laureat.configuration.definition import EditionDefinition
from laureat.domain.vocabulary import SeatState
from laureat.models import Candidature
from laureat.plugin_api import typeset
from laureat.web.deliberated import Barred, Deliberated, Deliberation
from laureat.web.panels import Act, Panel, Tone
from laureat.web.words import _, ngettext


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
    if not one.is_voting and (one.needs_another_round or one.is_overtaken):
        return _("« %(title)s » : à reprendre, la situation a changé depuis", title=title)
    return _talks_on(one, title) if one.talks else _votes_on(one, title)


def _talks_on(one: Deliberated, title: str) -> str:
    if one.is_voting:
        return _("« %(title)s » : la délibération est ouverte", title=title)
    return _("« %(title)s » : à délibérer et à décider", title=title)


def _votes_on(one: Deliberated, title: str) -> str:
    if one.is_voting:
        return _("« %(title)s » : le vote est ouvert", title=title)
    if one.count is None:
        return _("« %(title)s » : le vote n’est pas ouvert", title=title)
    if one.count.further:
        return _("« %(title)s » : un autre tour est à ouvrir", title=title)
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
        return _not_open_panel(one, quorum)
    if one.talks:
        return Panel(
            sentence=_("La délibération est close. Consignez ce que le jury a décidé."),
            tone=Tone.TODO,
        )
    if one.count is not None and one.count.further:
        return Panel(
            sentence=_("Personne n’a la majorité demandée à ce tour : ouvrez le tour suivant."),
            tone=Tone.TODO,
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


def _not_open_panel(one: Deliberated, quorum: int) -> Panel:
    dossiers = ngettext("%(num)s dossier", "%(num)s dossiers", len(one.admitted))
    tone = Tone.STOP if one.may_vote < quorum else Tone.PLAIN
    if one.talks:
        return Panel(
            sentence=_("La délibération n’est pas ouverte."),
            note=_(
                "%(dossiers)s à examiner, %(members)s du jury, quorum de %(quorum)s.",
                dossiers=dossiers,
                members=ngettext("%(num)s membre", "%(num)s membres", one.may_vote),
                quorum=quorum,
            ),
            tone=tone,
        )
    return Panel(
        sentence=_("Le vote n’est pas ouvert."),
        note=_(
            "%(dossiers)s à mettre aux voix, %(voters)s, quorum de %(quorum)s.",
            dossiers=dossiers,
            voters=ngettext("%(num)s votant possible", "%(num)s votants possibles", one.may_vote),
            quorum=quorum,
        ),
        tone=tone,
    )


def _talking_panel(one: Deliberated, there: int, quorum: int) -> Panel:
    return Panel(
        sentence=ngettext(
            "La délibération est ouverte : %(num)s membre présent sur %(all)s.",
            "La délibération est ouverte : %(num)s membres présents sur %(all)s.",
            there,
            all=one.may_vote,
        ),
        note=_("Le quorum de %(quorum)s est atteint.", quorum=quorum)
        if there >= quorum
        else _("Il faut au moins %(quorum)s membres présents pour la clore.", quorum=quorum),
        tone=Tone.PLAIN if there >= quorum else Tone.TODO,
    )


def _voting_panel(one: Deliberated, cast: int, quorum: int) -> Panel:
    if one.talks and one.may_vote >= quorum:
        return _talking_panel(one, cast, quorum)
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
    winners = one.decision.winners
    names = _names(winners)
    others = _names(each for _given, each in one.decision.distinctions if each not in winners)
    if not names:
        return _("Catégorie non attribuée.")
    if len(names) == 1:
        sentence = _("Lauréat : %(name)s.", name=names[0])
    else:
        sentence = _("Lauréats ex æquo : %(names)s.", names=", ".join(names))
    if not others:
        return sentence
    return f"{sentence} {_('Autres prix : %(names)s.', names=', '.join(others))}"


def _names(candidatures: Iterable[Candidature]) -> list[str]:
    return [typeset(one.applicant.name) for one in candidatures]
