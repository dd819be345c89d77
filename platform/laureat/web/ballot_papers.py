"""The kinds of ballot: for each, its fields, how they are read, and how it is said in words."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, TypeAlias

from werkzeug.datastructures import MultiDict

from laureat.configuration.definition import Choice
from laureat.domain.errors import Invalid
from laureat.models import Candidature
from laureat.plugin_api import BallotKind, TallyMethod, criteria_of, most_named, typeset
from laureat.web.fields import Field, Shape
from laureat.web.staff import Kept
from laureat.web.words import _

ABSTAIN, NOBODY = "abstention", "personne"
FORM = "bulletin"

Cast: TypeAlias = Mapping[str, Any] | None


class Paper(Protocol):
    """How one kind of ballot is asked, read and said."""

    def fields(
        self, method: TallyMethod, dossiers: Sequence[Candidature], cast: Cast, kept: Kept
    ) -> list[Field]:
        """Give the fields of the form, with what was cast before."""
        ...

    def read(
        self, method: TallyMethod, dossiers: Sequence[str], posted: MultiDict[str, str]
    ) -> dict[str, Any]:
        """Read what was posted; nothing posted is an empty ballot, which every method refuses."""
        ...

    def words(
        self, method: TallyMethod, names: Mapping[str, str], cast: Mapping[str, Any]
    ) -> list[str]:
        """Say what was cast, a line for each thing."""
        ...


class ChoicePaper:
    """One choice among the dossiers."""

    def fields(
        self, method: TallyMethod, dossiers: Sequence[Candidature], cast: Cast, kept: Kept
    ) -> list[Field]:
        """Offer the dossiers, and what the method offers beside them."""
        choices = _dossiers(dossiers)
        if method.nobody:
            label = _("Ne désigner personne dans cette catégorie")
            choices.append(Choice(value=NOBODY, label=label))
        if method.check([], {"choice": None}) is None:
            choices.append(Choice(value=ABSTAIN, label=_("M’abstenir")))
        return [
            kept.field(
                FORM,
                "choix",
                _("Votre choix"),
                shape=Shape.RADIOS,
                value=self._cast(method, cast),
                choices=tuple(choices),
            )
        ]

    def _cast(self, method: TallyMethod, cast: Cast) -> str:
        if cast is None:
            return ""
        choice = cast.get("choice")
        if choice is None:
            return ABSTAIN
        return NOBODY if choice == method.nobody else str(choice)

    def read(
        self, method: TallyMethod, dossiers: Sequence[str], posted: MultiDict[str, str]
    ) -> dict[str, Any]:
        """Read the choice."""
        choice = posted.get("choix", "")
        meanings: dict[str, str | None] = {ABSTAIN: None, NOBODY: method.nobody}
        return {"choice": meanings.get(choice, choice)} if choice else {}

    def words(
        self, method: TallyMethod, names: Mapping[str, str], cast: Mapping[str, Any]
    ) -> list[str]:
        """Name the choice."""
        choice = cast.get("choice")
        if choice is None:
            return [_("Vous vous êtes abstenu.")]
        if choice == method.nobody:
            return [_("Vous avez choisi de ne désigner personne.")]
        return [_named(str(choice), names)]


class ScoresPaper:
    """A score for each dossier; none at all is an abstention."""

    def fields(
        self, method: TallyMethod, dossiers: Sequence[Candidature], cast: Cast, kept: Kept
    ) -> list[Field]:
        """Ask for a score of each dossier."""
        given = (cast or {}).get("scores", {})
        return [
            _score(f"note-{one.id}", entry_label(one), given.get(str(one.id), ""), kept)
            for one in dossiers
        ]

    def read(
        self, method: TallyMethod, dossiers: Sequence[str], posted: MultiDict[str, str]
    ) -> dict[str, Any]:
        """Read the scores that were typed."""
        given = {one: posted.get(f"note-{one}", "").strip() for one in dossiers}
        return {"scores": {one: score for one, score in given.items() if score}}

    def words(
        self, method: TallyMethod, names: Mapping[str, str], cast: Mapping[str, Any]
    ) -> list[str]:
        """List the scores."""
        return [
            typeset(f"{names[one]} : {_decimal(score)}")
            for one, score in cast.get("scores", {}).items()
            if one in names
        ] or [_("Vous vous êtes abstenu.")]


class CriteriaPaper:
    """A score for each criterion of each dossier, dossier by dossier."""

    def fields(
        self, method: TallyMethod, dossiers: Sequence[Candidature], cast: Cast, kept: Kept
    ) -> list[Field]:
        """Ask for the scores of each dossier, under its name."""
        given = (cast or {}).get("criteria", {})
        asked = [
            _score(
                f"note-{one.id}-{key}",
                typeset(title),
                given.get(str(one.id), {}).get(key, ""),
                kept,
                group=entry_label(one),
            )
            for one in dossiers
            for key, title in criteria_of(method).items()
        ]
        return asked + _abstention(method, "criteria", {}, cast, kept)

    def read(
        self, method: TallyMethod, dossiers: Sequence[str], posted: MultiDict[str, str]
    ) -> dict[str, Any]:
        """Read the scores that were typed; a dossier without any is left out."""
        given = {one: self._scores(method, one, posted) for one in dossiers}
        return _unless_abstaining(
            "criteria", {one: some for one, some in given.items() if some}, posted
        )

    def _scores(
        self, method: TallyMethod, dossier: str, posted: MultiDict[str, str]
    ) -> dict[str, str]:
        typed = {
            key: posted.get(f"note-{dossier}-{key}", "").strip() for key in criteria_of(method)
        }
        return {key: score for key, score in typed.items() if score}

    def words(
        self, method: TallyMethod, names: Mapping[str, str], cast: Mapping[str, Any]
    ) -> list[str]:
        """List the scores of each dossier."""
        titles = criteria_of(method)
        return [
            typeset(f"{names[one]} : ")
            + ", ".join(f"{titles.get(key, key)} {_decimal(score)}" for key, score in some.items())
            for one, some in cast.get("criteria", {}).items()
            if one in names
        ] or [_("Vous vous êtes abstenu.")]


class RankingPaper:
    """Some dossiers, best first: a list to choose from for each rank."""

    def fields(
        self, method: TallyMethod, dossiers: Sequence[Candidature], cast: Cast, kept: Kept
    ) -> list[Field]:
        """Ask who comes at each rank."""
        given = (cast or {}).get("ranking", [])
        ranks = _ranks(method, len(dossiers))
        choices = tuple(_dossiers(dossiers))
        asked = [
            kept.field(
                FORM,
                f"rang-{rank}",
                _("Rang %(number)s", number=rank),
                shape=Shape.SELECT,
                value=str(given[rank - 1]) if rank <= len(given) else "",
                choices=choices,
                help=_("Le meilleur dossier.") if rank == 1 and ranks > 1 else "",
            )
            for rank in range(1, ranks + 1)
        ]
        return asked + _abstention(method, "ranking", [], cast, kept)

    def read(
        self, method: TallyMethod, dossiers: Sequence[str], posted: MultiDict[str, str]
    ) -> dict[str, Any]:
        """Read the ranks in their order; one that is left empty before another is refused."""
        given = [
            posted.get(f"rang-{rank}", "") for rank in range(1, _ranks(method, len(dossiers)) + 1)
        ]
        while given and not given[-1]:
            given.pop()
        if "" in given:
            sentence = _("Ce rang est vide : choisissez un dossier, ou remontez les suivants.")
            raise Invalid(sentence, fields={f"rang-{given.index('') + 1}": sentence})
        return _unless_abstaining("ranking", given, posted)

    def words(
        self, method: TallyMethod, names: Mapping[str, str], cast: Mapping[str, Any]
    ) -> list[str]:
        """List the dossiers by rank."""
        return [
            typeset(f"{rank}. {_named(one, names)}")
            for rank, one in enumerate(cast.get("ranking", []), start=1)
        ] or [_("Vous vous êtes abstenu.")]


class ApprovalPaper:
    """Some dossiers, in no order."""

    def fields(
        self, method: TallyMethod, dossiers: Sequence[Candidature], cast: Cast, kept: Kept
    ) -> list[Field]:
        """Offer the dossiers, to be ticked."""
        most = most_named(method)
        asked = kept.field(
            FORM,
            "retenus",
            _("Les dossiers que vous retenez"),
            shape=Shape.BOXES,
            value=list((cast or {}).get("approved", [])),
            choices=tuple(_dossiers(dossiers)),
            help=_("%(number)s au plus.", number=most) if most else "",
        )
        return [asked, *_abstention(method, "approved", [], cast, kept)]

    def read(
        self, method: TallyMethod, dossiers: Sequence[str], posted: MultiDict[str, str]
    ) -> dict[str, Any]:
        """Read what was ticked."""
        return _unless_abstaining("approved", posted.getlist("retenus"), posted)

    def words(
        self, method: TallyMethod, names: Mapping[str, str], cast: Mapping[str, Any]
    ) -> list[str]:
        """List the dossiers."""
        return [_named(one, names) for one in cast.get("approved", [])] or [
            _("Vous vous êtes abstenu.")
        ]


class NoPaper:
    """Nothing to choose: the button says that one is there."""

    def fields(
        self, method: TallyMethod, dossiers: Sequence[Candidature], cast: Cast, kept: Kept
    ) -> list[Field]:
        """Ask for nothing."""
        return []

    def read(
        self, method: TallyMethod, dossiers: Sequence[str], posted: MultiDict[str, str]
    ) -> dict[str, Any]:
        """Note that one is there."""
        return {"present": True}

    def words(
        self, method: TallyMethod, names: Mapping[str, str], cast: Mapping[str, Any]
    ) -> list[str]:
        """Say that one is there."""
        return [_("Vous prenez part à la délibération.")]


PAPERS: Mapping[BallotKind, Paper] = {
    BallotKind.CHOICE: ChoicePaper(),
    BallotKind.SCORES: ScoresPaper(),
    BallotKind.CRITERIA: CriteriaPaper(),
    BallotKind.RANKING: RankingPaper(),
    BallotKind.APPROVAL: ApprovalPaper(),
    BallotKind.NONE: NoPaper(),
}


def entry_label(one: Candidature) -> str:
    """Name a dossier on the ballot."""
    return typeset(f"{one.title or one.number} — {one.applicant.name}")


def _dossiers(dossiers: Sequence[Candidature]) -> list[Choice]:
    return [Choice(value=str(one.id), label=entry_label(one)) for one in dossiers]


def _named(one: str, names: Mapping[str, str]) -> str:
    return names.get(one, _("Un dossier qui n’est plus en lice."))


def _ranks(method: TallyMethod, dossiers: int) -> int:
    """Say how many ranks a ballot has: never more than there are dossiers."""
    return min(most_named(method) or dossiers, dossiers)


def _score(name: str, label: str, given: object, kept: Kept, *, group: str = "") -> Field:
    return kept.field(
        FORM,
        name,
        label,
        value=_decimal(given),
        required=bool(group),
        input_mode="decimal",
        short=True,
        group=group,
    )


def _decimal(number: object) -> str:
    return str(number).replace(".", ",")


def _abstention(
    method: TallyMethod, key: str, nothing: object, cast: Cast, kept: Kept
) -> list[Field]:
    """Offer to abstain, where the method takes a ballot that names nobody."""
    if method.check([], {key: nothing}) is not None:
        return []
    return [
        kept.field(
            FORM,
            ABSTAIN,
            _("M’abstenir"),
            shape=Shape.CHECK,
            value="oui" if cast is not None and not cast.get(key) else "",
        )
    ]


def _unless_abstaining(
    key: str, given: Mapping[str, Any] | Sequence[str], posted: MultiDict[str, str]
) -> dict[str, Any]:
    """Give the ballot: an abstention is said, and says nothing else."""
    if ABSTAIN not in posted:
        return {key: given} if given else {}
    if given:
        sentence = _("Vous abstenir, ou voter : gardez l’un des deux.")
        raise Invalid(sentence, fields={ABSTAIN: sentence})
    return {key: given}
