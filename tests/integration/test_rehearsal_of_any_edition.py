"""The dress rehearsal adapts to what an edition has, and to rules that it has never seen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import pytest
from marshmallow import fields

from laureat.configuration.content import digest_of_definition
from laureat.configuration.definition import (
    Category,
    Clause,
    Combination,
    Combining,
    EditionDefinition,
    Limits,
    Outcomes,
    PluginUse,
    Question,
    Reclassification,
    SpecialMention,
    WinScope,
)
from laureat.configuration.load import load_edition
from laureat.domain.clock import HeldClock
from laureat.plugin_api import (
    BallotKind,
    Facts,
    Met,
    NotMet,
    PluginOptions,
    Sample,
    TallyStatus,
    Verdict,
)
from laureat.plugin_host import Group, Installed, PluginHost
from laureat.rehearsal.answers import answers_for, too_long_for
from laureat.rehearsal.ballots import ballots_for, led_by, tied
from laureat.rehearsal.checks import Book
from laureat.rehearsal.company import Situation
from laureat.rehearsal.coverage import clauses_of, results_of
from laureat.rehearsal.moments import ImpossibleCalendar, moments_of
from laureat.rehearsal.preflight import RaisingPlugin
from laureat.rehearsal.rehearse import rehearse_edition
from laureat.rehearsal.report import Report
from laureat.rehearsal.situations import tried_directly
from tests.integration.rehearsed import BUNDLED, EXAMPLE, alone

pytestmark = pytest.mark.takes_long


@pytest.fixture
def staged(addresses, plugins, tmp_path) -> Callable[..., Report]:
    """Rehearse a made-up edition on the servers of the tests."""

    def run(definition: EditionDefinition, host: PluginHost = plugins) -> Report:
        loaded = replace(
            load_edition(EXAMPLE, plugins=plugins),
            definition=definition,
            digest=digest_of_definition(definition),
        )
        return rehearse_edition(loaded, tmp_path / "out", plugins=host, server=addresses.admin)

    return run


@pytest.fixture
def example(plugins) -> EditionDefinition:
    """A small edition: persons, scores, no attestation, no special mention."""
    return load_edition(EXAMPLE, plugins=plugins).definition


def test_a_calendar_without_room_is_said(example):
    calendar = example.calendar
    wrong = replace(example, calendar=replace(calendar, jury_closes=calendar.jury_opens))

    with pytest.raises(ImpossibleCalendar, match="la fin des votes ne vient pas après"):
        moments_of(wrong)


def test_an_article_is_never_held_only_the_rules_that_cite_it(example, plugins):
    clauses = tuple(
        Clause(article=article, title="Titre", text="Texte.", enforced=article != "9")
        for article in ("3", "5", "6", "9")
    )
    book = Book(HeldClock(datetime(2026, 1, 1, 12, tzinfo=UTC)))
    book.seen("Déposer.", ("deposit-period",), lambda: (True, "Oui."), expected="Oui")
    book.seen("Décider.", ("joint-laureates",), lambda: (True, "Oui."), expected="Oui")
    book.seen("Décider.", ("not-awarded",), lambda: (False, "Non."), expected="Oui")

    results = results_of(example, plugins, book)
    found = {
        one.article: (one.standing.value, [rule.id for rule in one.rules])
        for one in clauses_of(replace(example, clauses=clauses), results)
    }

    assert [one.id for one in results if one.id.startswith("clause")] == []
    assert found["3"][0] in ("rules_held", "rules_not_all_tried")
    assert "deposit-period" in found["3"][1]
    assert found["5"][0] == "rules_broken"
    assert found["9"] == ("no_rule", [])


class SeniorityOptions(PluginOptions):
    """What an edition may say to the made-up rule."""

    years = fields.Integer(required=True)


@dataclass(frozen=True)
class Seniority:
    """A made-up rule: so many years of practice."""

    Options: ClassVar[type[PluginOptions]] = SeniorityOptions
    reads: ClassVar[tuple[str, ...]] = ("candidature.answers.anciennete",)

    years: int

    def examine(self, facts: Facts) -> Verdict:
        """Compare the answer with the limit."""
        answer = facts.candidature.answers.get("anciennete")
        if float(str(answer or 0)) >= self.years:
            return Met("L’ancienneté suffit.")
        return NotMet("L’ancienneté ne suffit pas.")

    def describe(self) -> str:
        """Say the rule."""
        return f"Pratiquer depuis {self.years} ans."

    def samples(self) -> tuple[Sample, ...]:
        """Name both sides of the limit."""
        path = "candidature.answers.anciennete"
        return (
            Sample("Assez d’ancienneté", {path: str(self.years)}, Met),
            Sample("Un an de moins", {path: str(self.years - 1)}, NotMet),
        )


class Boasting(Seniority):
    """The same rule, whose samples promise what it does not do."""

    def samples(self) -> tuple[Sample, ...]:
        """Promise too much."""
        return (
            *super().samples(),
            Sample("Débutant", {"candidature.answers.anciennete": "1"}, Met),
        )


@pytest.fixture
def made_up(plugins) -> PluginHost:
    """The plugins that are installed, and both made-up rules."""
    installed = {group: dict(plugins.installed[group]) for group in Group}
    origin = next(iter(installed[Group.ELIGIBILITY].values())).origin
    installed[Group.ELIGIBILITY]["seniority"] = Installed(Seniority, origin)
    installed[Group.ELIGIBILITY]["boasting"] = Installed(Boasting, origin)
    return PluginHost(installed)


def test_a_rule_never_seen_is_tried_with_real_dossiers(staged, example, made_up):
    question = Question(name="anciennete", label="Années", kind="number", minimum="0", maximum="80")
    page = replace(example.form[0], questions=(*example.form[0].questions, question))
    rules = tuple(
        PluginUse(plugin=name, options={"years": 5}, article="1")
        for name in ("seniority", "boasting")
    )
    edition = replace(example, form=(page, *example.form[1:]), eligibility=rules)

    report = staged(edition, made_up)

    (honest, boasting) = (one for one in report.results if one.id.startswith("eligibility."))
    assert honest.standing == "held"
    assert {case.expected for case in honest.cases} >= {"Constat rempli", "Constat non rempli"}
    assert "Dossier déposé : un an de moins." in {case.tried for case in honest.cases}
    assert boasting.standing == "broken"
    assert [case.tried for case in report.broken_cases] == ["Dossier déposé : débutant."]


def test_a_combination_is_tried_by_the_cases_of_its_parts(staged, example, made_up):
    question = Question(name="anciennete", label="Années", kind="number", minimum="0", maximum="80")
    page = replace(example.form[0], questions=(*example.form[0].questions, question))
    seniority = PluginUse(plugin="seniority", options={"years": 5})
    in_time = PluginUse(plugin="within-calendar")
    rules = (
        Combination(how=Combining.NOT, of=(seniority,), article="1"),
        Combination(how=Combining.ANY, of=(seniority, in_time), article="1"),
    )
    edition = replace(example, form=(page, *example.form[1:]), eligibility=rules)

    report = staged(edition, made_up)

    assert report.held, report.broken_cases
    (excluded, either) = (one for one in report.results if one.id.startswith("eligibility."))
    assert (excluded.id, excluded.standing) == ("eligibility.not", "held")
    assert "Dossier déposé : assez d’ancienneté." in {case.tried for case in excluded.cases}
    assert (either.id, either.standing) == ("eligibility.any", "held")
    expected = {case.expected for case in either.cases}
    assert {"Verdict rempli", "Verdict non rempli"} <= expected


class Raising(Seniority):
    """The same rule, which breaks when it is asked."""

    def examine(self, facts: Facts) -> Verdict:
        """Break."""
        raise RuntimeError("boom")


def test_a_plugin_that_raises_is_named_with_its_rule(staged, example, made_up, tmp_path):
    origin = made_up.origin(Group.ELIGIBILITY, "seniority")
    eligibility = {**made_up.installed[Group.ELIGIBILITY], "raising": Installed(Raising, origin)}
    host = PluginHost({**made_up.installed, Group.ELIGIBILITY: eligibility})
    use = PluginUse(plugin="raising", options={"years": 5}, article="1")

    with pytest.raises(RaisingPlugin) as raised:
        staged(replace(example, eligibility=(use,)), host)

    assert str(raised.value) == (
        f"Le plugin « raising » ({origin}) de la règle eligibility.raising, article 1 lève"
        " RuntimeError (boom) devant un dossier ordinaire : corrigez-le, puis répétez de nouveau."
    )
    assert not (tmp_path / "out").exists()


def forbidding(edition: EditionDefinition) -> EditionDefinition:
    """Forbid all that may be: ex æquo, no award, moves; one win in the season, mention included."""
    return replace(
        edition,
        outcomes=Outcomes(
            joint_laureates=False,
            not_awarded=False,
            one_win=WinScope.SEASON,
            special_mention_counts=True,
            article="5",
            one_win_article="5",
        ),
        special_mention=SpecialMention(title="Mention", description="Une mention.", article="5"),
        reclassification=Reclassification(allowed=False, article="2"),
        limits=Limits(per_category=1, article="2"),
    )


def crowded(edition: EditionDefinition) -> EditionDefinition:
    """Move dossiers until the end, in many categories, give three mentions, proclaim at once."""
    more = tuple(
        Category(slug=f"matiere-{n}", title=f"Matière {n}", description="Un objet.", article="2")
        for n in range(3)
    )
    calendar = edition.calendar
    return replace(
        edition,
        categories=(*edition.categories, *more),
        reclassification=Reclassification(allowed=True, article="2"),
        special_mention=SpecialMention(
            title="Mention", description="Trois au plus.", limit=3, article="5"
        ),
        calendar=replace(
            calendar,
            results=replace(calendar.results, at=calendar.jury_closes.at),
            examined_until=replace(
                calendar.deposit_closes, at=calendar.deposit_closes.at - timedelta(hours=2)
            ),
        ),
    )


@pytest.mark.parametrize("changed", [forbidding, crowded])
def test_the_story_adapts_to_what_an_edition_has(staged, example, changed):
    report = staged(changed(example))

    assert report.held, report.broken_cases


def test_a_recusal_is_held_only_where_a_juror_was_closed_out(staged, example):
    report = staged(alone(example))

    assert report.held, report.broken_cases
    (recusal,) = (one for one in report.results if one.id == "recusal")
    assert (recusal.standing, recusal.cases) == ("out_of_reach", ())
    assert "aucun juré ne peut y être déporté" in recusal.reason
    (declared,) = (one for one in report.guarantees if one.id == "plateforme.declaration")
    assert len(declared.cases) == 2


def lone_in_its_season(edition: EditionDefinition) -> EditionDefinition:
    """Keep one category, whose laureates win nothing else in the season, and open the jury early.

    Its vote counts only what many have scored.
    """
    jury = edition.jury
    tally = replace(jury.tally, options={**jury.tally.options, "min_ratings": 5})
    calendar = edition.calendar
    early = calendar.deposit_closes.at - timedelta(days=9)
    return replace(
        edition,
        categories=edition.categories[:1],
        limits=Limits(per_category=1, per_edition=1, article="2"),
        jury=replace(jury, tally=tally),
        outcomes=replace(edition.outcomes, one_win=WinScope.SEASON, one_win_article="5"),
        calendar=replace(calendar, jury_opens=replace(calendar.jury_opens, at=early)),
    )


def test_a_lone_category_plays_the_whole_story(staged, example):
    report = staged(lone_in_its_season(example))

    assert report.held, report.broken_cases
    standing = {one.id: one.standing for one in report.results}
    assert (standing["one-win"], standing["limit-per-edition"]) == ("held", "held")
    assert standing["joint-laureates"] == "held"
    assert len(report.not_played) == 2
    (draft,) = (one for one in report.cases if "édition non publiée" in one.tried)
    assert example.calendar.opens.at < draft.at < example.calendar.deposit_closes.at


def test_samples_about_time_are_placed_in_the_own_calendar(example, plugins):
    rule = plugins.eligibility("within-calendar", {})
    base = Situation(category=example.categories[0].slug)

    placed = [tried_directly(base, sample, example) for sample in rule.samples()]

    opens, closes = example.calendar.opens.at, example.calendar.deposit_closes.at
    second = timedelta(seconds=1)
    received = [one.candidature.received_at for one in placed]
    assert received == [opens - second, opens, closes, closes + second]
    assert {(one.edition.opens_at, one.edition.closes_at) for one in placed} == {(opens, closes)}


def test_any_form_is_filled_in_within_its_limits(example, plugins):
    for path in BUNDLED:
        definition = load_edition(path, plugins=plugins).definition
        for category in definition.categories:
            first, again = (answers_for(definition, category.slug, number=7) for _ in range(2))
            assert first == again
    (title, *_) = example.form[0].questions
    assert len(too_long_for(title) or "") == (title.characters or 0) + 1


@pytest.mark.parametrize(
    ("plugin", "options", "voters"),
    [
        ("plurality", {"tie_rule": "ex_aequo_allowed"}, 4),
        ("plurality", {"tie_rule": "jury_decides"}, 5),
        ("score-mean", {"scale": {"min": 0, "max": 10, "step": 0.5}, "min_ratings": 3}, 4),
        ("score-mean", {"scale": {"min": 1, "max": 5}}, 3),
        ("approval", {"most": 2}, 4),
        ("positional", {"points": [3, 2, 1], "tie_rule": "count_of_ranks"}, 4),
    ],
)
def test_ballots_are_found_for_a_tie_and_for_a_leader(plugins, plugin, options, voters):
    method = plugins.tally(plugin, options)
    entries = ["a", "b", "c"]

    equal = ballots_for(method, entries[:2], voters=voters, wanted=tied)
    led = ballots_for(method, entries, voters=voters, wanted=led_by("b"))

    assert equal is not None
    assert led is not None
    assert len(equal) == len(led) == voters
    assert method.ballot_kind in BallotKind
    assert TallyStatus.TIED in TallyStatus
