"""The deposit: the ordinary dossiers, who may apply, and how often."""

from collections.abc import Iterator
from functools import partial

from laureat.configuration.definition import Identity, WinScope
from laureat.configuration.forms import questions_of
from laureat.domain.errors import (
    AlreadyInCategory,
    ChangedMeanwhile,
    Conflict,
    Invalid,
    LimitReached,
    NotFound,
)
from laureat.domain.vocabulary import ApplicantKind
from laureat.rehearsal.candidates import (
    begin,
    deposit,
    identification,
    introduce,
    new_writer,
    newcomer,
    now,
    prepare,
    sister_establishment,
    submit,
    write,
)
from laureat.rehearsal.company import Dossier, Entrant, Player, Situation
from laureat.rehearsal.story import Scene, Story
from laureat.services.candidatures.save_draft import save_draft
from laureat.services.candidatures.start import start_candidature
from laureat.services.structures.accept_invitation import accept_invitation
from laureat.services.structures.identify import Identification, identify_applicant
from laureat.services.structures.invite_colleague import invite_colleague

PER_CATEGORY = ("limit-per-category",)
PER_EDITION = ("limit-per-edition",)
WHO = ("applicants",)
TEAM = ("plateforme.equipe",)


def scenes(story: Story) -> Iterator[Scene]:
    """List the scenes of this act."""
    at = story.moments.deposit
    yield Scene(at, "Les dossiers ordinaires", lambda: _ordinary(story), rank=0)
    yield Scene(at, "Qui peut candidater", lambda: _applicants(story), rank=1)
    yield Scene(at, "Combien de dossiers", lambda: _limits(story), rank=2)
    yield Scene(at, "Écrire à plusieurs", lambda: _team(story), rank=3)
    yield Scene(at, "Déposer deux fois", lambda: _twice(story), rank=3)


def _ordinary(story: Story) -> None:
    """Let each category have its competitors; one of them competes in the first two.

    Where a win counts for the season, a lone category has one more, who wins elsewhere.
    """
    slugs = [category.slug for category in story.definition.categories]
    most = story.definition.limits.per_edition
    wins_once = story.definition.outcomes.one_win is WinScope.SEASON
    for position, slug in enumerate(slugs):
        count = (4 if len(slugs) == 1 and wins_once else 3) if position == 0 else 2
        story.company.competing[slug] = [
            deposit(story, newcomer(story, slug, alone=True), slug) for _ in range(count)
        ]
    if len(slugs) > 1 and most != 1:
        leader = story.company.competing[slugs[0]][0].entrant
        story.company.competing[slugs[1]].insert(0, deposit(story, leader, slugs[1]))
    for category in story.definition.categories:
        entered = story.company.competing[category.slug]
        story.book.seen(
            f"Déposer des dossiers complets en « {category.title} ».",
            ("form", *WHO),
            partial(_all_submitted, story, entered),
            expected="Tous déposés, chacun sous son numéro",
            article=category.article,
        )


def _all_submitted(story: Story, entered: list[Dossier]) -> tuple[bool, str]:
    numbers = [one.number for one in entered]
    waiting = [one.number for one in entered if now(story, one).submitted_at is None]
    return not waiting and len(set(numbers)) == len(numbers), f"Déposés : {', '.join(numbers)}."


def _applicants(story: Story) -> None:
    terms = story.definition.applicants
    category = story.definition.categories[0].slug
    other = ApplicantKind.TEAM if terms.kind is not ApplicantKind.TEAM else ApplicantKind.PERSON
    intruder = new_writer(story, next(story.company.numbers))
    identity = intruder.email if other is ApplicantKind.PERSON else "Équipe fictive de passage"
    said = identification(
        other.value, identity, "Candidat fictif d’une autre nature", _plain(story)
    )
    applicant = story.do(intruder, identify_applicant, said)
    story.book.refused(
        "Commencer un dossier au nom d’un candidat d’une autre nature.",
        WHO,
        lambda: story.do(
            intruder,
            start_candidature,
            story.edition_id,
            category=category,
            applicant_id=applicant.id,
        ),
        kind=Invalid,
        article=terms.article,
    )
    if terms.kind is ApplicantKind.STRUCTURE:
        story.book.refused(
            "S’identifier avec un SIRET dont un chiffre est faux.",
            WHO,
            lambda: introduce(story, _plain(story), identity="99900000100017"),
            kind=Invalid,
        )


def _plain(story: Story) -> Situation:
    return story.company.competing[story.definition.categories[0].slug][0].entrant.situation


def _limits(story: Story) -> None:
    slugs = [category.slug for category in story.definition.categories]
    article = story.definition.limits.article
    first = story.company.competing[slugs[0]][1]
    only_one = story.definition.limits.per_edition == 1
    story.book.refused(
        "Commencer un second dossier dans la même catégorie.",
        (*PER_CATEGORY, *PER_EDITION) if only_one else PER_CATEGORY,
        lambda: begin(story, first.entrant, slugs[0]),
        kind=Conflict if only_one else AlreadyInCategory,
        article=article,
    )
    _same_legal_unit(story, first)
    _per_edition(story, slugs)


def _same_legal_unit(story: Story, first: Dossier) -> None:
    sister = sister_establishment(story, first.entrant)
    if sister is None:
        return
    tried = "Déposer dans la même catégorie pour un autre établissement de la même structure."
    if story.definition.applicants.identity is Identity.SIREN:
        story.book.refused(
            tried,
            (*PER_CATEGORY, *WHO),
            lambda: begin(story, sister, first.category),
            kind=Conflict,
            article=story.definition.limits.article,
        )
        return
    story.book.accepted(
        tried,
        (*PER_CATEGORY, *WHO),
        lambda: begin(story, sister, first.category),
        says=lambda dossier: f"L’établissement compte à part : dossier {dossier.number} commencé.",
        article=story.definition.limits.article,
    )


def _per_edition(story: Story, slugs: list[str]) -> None:
    most = story.definition.limits.per_edition
    if most is None:
        return
    if most >= len(slugs):  # a limit of one was reached by the second dossier in a category
        story.book.out_of_reach[PER_EDITION[0]] = (
            "Un candidat ne peut pas atteindre cette limite : il n’y a pas plus de catégories."
        )
        return
    entrant = newcomer(story, slugs[0])
    for slug in slugs[:most]:
        begin(story, entrant, slug)
    story.book.refused(
        f"Commencer un dossier de plus que les {most} permis dans l’édition.",
        PER_EDITION,
        lambda: begin(story, entrant, slugs[most]),
        kind=LimitReached,
        article=story.definition.limits.article,
    )


def _team(story: Story) -> None:
    dossier = prepare(story, newcomer(story, _first(story), alone=True), _first(story))
    entrant = dossier.entrant
    stranger = new_writer(story, next(story.company.numbers))
    story.book.refused(
        "Écrire dans le dossier d’un autre candidat.",
        TEAM,
        lambda: _save(story, dossier, stranger),
        kind=NotFound,
    )
    story.book.refused(
        "S’emparer d’un candidat qui a déjà une équipe.",
        TEAM,
        lambda: story.do(stranger, identify_applicant, _same(entrant)),
        kind=Conflict,
    )
    story.do(
        entrant.writer,
        invite_colleague,
        entrant.applicant_id,
        email=stranger.email,
        name=stranger.name,
    )
    story.do(
        stranger,
        accept_invitation,
        entrant.applicant_id,
        plugins=story.stage.runtime.plugins,
    )
    story.book.accepted(
        "Écrire, en collègue invité, dans le dossier de son équipe.",
        TEAM,
        lambda: _save(story, dossier, stranger),
        says=lambda _saved: "Enregistré.",
    )
    story.book.refused(
        "Enregistrer par-dessus ce qu’un collègue vient d’écrire.",
        TEAM,
        lambda: write(story, dossier, {_field(story): "Texte fictif écrit sans avoir relu"}),
        kind=ChangedMeanwhile,
    )


def _twice(story: Story) -> None:
    again = story.company.competing[_first(story)][0]
    submitted = now(story, again).revision_id
    story.book.accepted(
        "Déposer deux fois de suite le même dossier.",
        ("plateforme.depot",),
        lambda: submit(story, again),
        says=lambda same: f"Rien ne change : le dossier {same.number} a une seule version.",
        holds=lambda same: same.revision_id == submitted,
    )


def _save(story: Story, dossier: Dossier, who: Player) -> object:
    answers = {_field(story): "Texte fictif d’un collègue"}
    return story.do(who, save_draft, dossier.candidature_id, answers=answers, etag=dossier.etag)


def _same(entrant: Entrant) -> Identification:
    return identification(entrant.kind, entrant.identity, entrant.name, entrant.situation)


def _first(story: Story) -> str:
    return story.definition.categories[0].slug


def _field(story: Story) -> str:
    """Name a question of the first category's form; what is typed in a draft may be anything."""
    return questions_of(story.definition.sections_for(_first(story)))[0].name
