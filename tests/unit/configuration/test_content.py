import json
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laureat.configuration.content import (
    UnreadableContent,
    digest_of_definition,
    from_content,
    to_content,
)
from laureat.configuration.definition import (
    Acknowledgement,
    Applicants,
    AttestationTerms,
    Calendar,
    Category,
    Choice,
    Clause,
    Combination,
    Combining,
    Contact,
    EditionDefinition,
    Identity,
    JuryTerms,
    Limits,
    Milestone,
    Outcomes,
    PluginUse,
    Question,
    Reclassification,
    RecognitionTerms,
    RecusalScope,
    Section,
    SpecialMention,
    Statement,
    WinScope,
)
from laureat.configuration.field_types import field_types
from laureat.configuration.lint_rules.subject import MILESTONES
from laureat.configuration.public_holidays import HolidayPlace
from laureat.configuration.stages import Stage, StageKind, StageReader
from laureat.domain.vocabulary import ApplicantKind
from tests.unit.configuration.files import loaded

TEXTS = (
    "programme",
    "programme_title",
    "short_title",
    "slug",
    "title",
    "season",
    "summary",
    "description",
    "regulation_title",
    "ceremony",
)
ZONES = st.sampled_from(["Europe/Paris", "Indian/Reunion", "America/Miquelon", "UTC"])
WORDS = st.text(max_size=12)
MAYBE = st.none() | WORDS
FLAGS = st.booleans()
COUNTS = st.integers(0, 10**6)
OPTIONS = st.recursive(
    st.none() | FLAGS | COUNTS | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)


def many(strategy):
    return st.lists(strategy, max_size=2).map(tuple)


def built(kind, /, **parts):
    return st.builds(kind, **parts)


USES = built(PluginUse, plugin=WORDS, options=st.dictionaries(WORDS, OPTIONS), article=MAYBE)
RULES = st.recursive(
    USES,
    lambda inner: built(
        Combination,
        how=st.sampled_from(Combining),
        of=st.lists(inner, min_size=1, max_size=3).map(tuple),
        article=MAYBE,
        sentence=WORDS,
    ),
    max_leaves=4,
)
CHOICES = built(Choice, value=WORDS, label=WORDS)
QUESTIONS = built(
    Question,
    name=WORDS,
    label=WORDS,
    kind=st.sampled_from(sorted(field_types())),
    required=FLAGS,
    help=WORDS,
    choices=many(CHOICES),
    characters=st.none() | COUNTS,
    words=st.none() | COUNTS,
    minimum=MAYBE,
    maximum=MAYBE,
    unit=WORDS,
    shown_to_jury=FLAGS,
    categories=many(WORDS),
)


@st.composite
def definitions(draw):
    name = draw(ZONES)
    zone = ZoneInfo(name)
    instants = st.integers(946_684_800, 4_102_444_800).map(
        lambda seconds: datetime.fromtimestamp(seconds, zone)
    )
    milestones = built(Milestone, at=instants, article=MAYBE)
    return draw(
        built(
            EditionDefinition,
            **dict.fromkeys(TEXTS, WORDS),
            contact=built(Contact, name=WORDS, email=WORDS, address=WORDS),
            applicants=built(
                Applicants,
                kind=st.sampled_from(ApplicantKind),
                identity=st.sampled_from(Identity),
                description=WORDS,
                article=MAYBE,
                structure_kinds=many(CHOICES),
            ),
            categories=many(
                built(
                    Category,
                    slug=WORDS,
                    title=WORDS,
                    description=WORDS,
                    article=MAYBE,
                    eligibility=many(RULES),
                )
            ),
            limits=built(
                Limits,
                per_category=st.none() | COUNTS,
                per_edition=st.none() | COUNTS,
                article=MAYBE,
            ),
            calendar=built(
                Calendar,
                time_zone=st.just(name),
                **dict.fromkeys(MILESTONES, milestones),
                holidays=st.none() | st.sampled_from(HolidayPlace),
                stages=many(
                    built(
                        Stage,
                        slug=WORDS,
                        title=WORDS,
                        kind=st.sampled_from(StageKind),
                        opens=instants,
                        closes=st.none() | instants,
                        participants=WORDS,
                        seen_by=many(st.sampled_from(StageReader)),
                        article=MAYBE,
                    )
                ),
            ),
            eligibility=many(RULES),
            form=many(
                built(Section, slug=WORDS, title=WORDS, help=WORDS, questions=many(QUESTIONS))
            ),
            jury=built(
                JuryTerms,
                composition=WORDS,
                conflicts=many(USES),
                recusal_scope=st.sampled_from(RecusalScope),
                tally=USES,
                quorum=COUNTS,
                article=MAYBE,
                recusal_article=MAYBE,
                vote_article=MAYBE,
                interest_statement=WORDS,
            ),
            outcomes=built(
                Outcomes,
                joint_laureates=FLAGS,
                not_awarded=FLAGS,
                one_win=st.sampled_from(WinScope),
                special_mention_counts=FLAGS,
                article=MAYBE,
                one_win_article=MAYBE,
            ),
            reclassification=built(
                Reclassification, allowed=FLAGS, until=st.none() | instants, article=MAYBE
            ),
            recognition=st.none()
            | built(RecognitionTerms, by=WORDS, takeover_after_days=COUNTS, article=MAYBE),
            attestation=st.none()
            | built(
                AttestationTerms,
                title=WORDS,
                statement=many(WORDS),
                instructions=WORDS,
                article=MAYBE,
            ),
            special_mention=st.none()
            | built(SpecialMention, title=WORDS, description=WORDS, limit=COUNTS, article=MAYBE),
            clauses=many(built(Clause, article=WORDS, title=WORDS, text=WORDS, enforced=FLAGS)),
            statements=many(built(Statement, article=WORDS, about=WORDS, text=WORDS)),
            acknowledgements=many(
                built(Acknowledgement, finding=WORDS, resolution=WORDS, by=WORDS, fingerprint=WORDS)
            ),
        )
    )


@settings(max_examples=25, deadline=None)
@given(definitions())
def test_an_edition_comes_back_from_json_as_it_was(definition):
    content = to_content(definition)

    assert from_content(json.loads(json.dumps(content))) == definition
    assert digest_of_definition(from_content(content)) == digest_of_definition(definition)


def test_an_hour_that_happens_twice_comes_back_as_it_was():
    definition = loaded().definition
    zone = ZoneInfo("Europe/Paris")
    second = datetime(2026, 10, 25, 2, 30, tzinfo=zone, fold=1)
    calendar = replace(definition.calendar, opens=Milestone(at=second))

    back = from_content(to_content(replace(definition, calendar=calendar)))

    assert back.calendar.opens.at.utcoffset() == second.utcoffset()


def test_what_is_not_said_is_not_stored():
    content = to_content(loaded().definition)

    assert "attestation" not in content
    assert "eligibility" not in content["categories"][0]


def test_no_limit_is_not_the_default():
    definition = replace(loaded().definition, limits=Limits(per_category=None))

    assert to_content(definition)["limits"] == {"per_category": None}


@pytest.mark.parametrize(
    "change",
    [
        {"unknown": 1},
        {"title": 2},
        {"categories": {}},
        {"calendar": {"time_zone": "Nowhere"}},
        {"applicants": None},
        {"outcomes": {"one_win": "twice"}},
        {"eligibility": [{"how": "all"}]},
        {"eligibility": [{"how": "none", "of": []}]},
        {"eligibility": [{"plugin": "within-calendar", "of": []}]},
    ],
)
def test_content_that_no_engine_has_written_is_refused(change):
    with pytest.raises(UnreadableContent):
        from_content({**to_content(loaded().definition), **change})
