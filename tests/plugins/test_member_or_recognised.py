import pytest

from laureat.plugin_api import Met, NotMet, Undetermined
from laureat_plugins.eligibility.member_or_recognised import MemberOrRecognised
from tests.plugins.facts import facts, plain

RULE = MemberOrRecognised(member_of="Alliance Villes Emploi")
FOR_ALL = MemberOrRecognised(members_also_need_recognition=True)


def verdict(rule, *, member, recognition):
    return rule.examine(facts(member=member, recognition=recognition))


@pytest.mark.parametrize(
    ("member", "recognition", "kind"),
    [
        pytest.param(True, None, Met, id="a member"),
        pytest.param(True, "refused", Met, id="a member, once refused"),
        pytest.param(False, "recognised", Met, id="recognised"),
        pytest.param(None, "recognised", Met, id="recognised, membership unknown"),
        pytest.param(False, "refused", NotMet, id="refused"),
        pytest.param(None, "refused", Undetermined, id="refused, membership unknown"),
        pytest.param(False, "pending", Undetermined, id="waiting"),
        pytest.param(None, "pending", Undetermined, id="waiting, membership unknown"),
        pytest.param(False, None, Undetermined, id="not yet asked"),
        pytest.param(None, None, Undetermined, id="nothing known"),
    ],
)
def test_the_recognition_takes_the_place_of_the_membership(member, recognition, kind):
    assert type(verdict(RULE, member=member, recognition=recognition)) is kind


@pytest.mark.parametrize("member", [True, False, None])
@pytest.mark.parametrize(
    ("recognition", "kind"),
    [("recognised", Met), ("refused", NotMet), ("pending", Undetermined), (None, Undetermined)],
)
def test_members_may_have_to_be_recognised_too(member, recognition, kind):
    assert type(verdict(FOR_ALL, member=member, recognition=recognition)) is kind


@pytest.mark.parametrize(
    ("member", "recognition", "sentence"),
    [
        (True, None, "La structure est adhérente à Alliance Villes Emploi."),
        (False, "recognised", "La structure est reconnue par la coordination régionale."),
        (
            False,
            "refused",
            (
                "La structure n'est ni adhérente à Alliance Villes Emploi, ni reconnue par la "
                "coordination régionale : adhérez, ou demandez à l'organisation de revoir ce refus."
            ),
        ),
        (
            None,
            "refused",
            (
                "La structure n'est pas reconnue par la coordination régionale, et son adhésion à "
                "Alliance Villes Emploi reste à vérifier : si elle est adhérente, écrivez à "
                "l'organisation."
            ),
        ),
        (
            False,
            "pending",
            (
                "La structure n'est pas adhérente à Alliance Villes Emploi : sa reconnaissance "
                "par la coordination régionale est demandée, sans réponse encore."
            ),
        ),
        (
            None,
            None,
            (
                "L'adhésion de la structure à Alliance Villes Emploi n'est pas connue ; à défaut "
                "d'adhésion, sa reconnaissance par la coordination régionale va être demandée."
            ),
        ),
    ],
)
def test_the_candidate_is_told_where_things_stand(member, recognition, sentence):
    assert plain(verdict(RULE, member=member, recognition=recognition).sentence) == sentence


def test_the_evidence_shows_both_facts():
    evidence = verdict(RULE, member=False, recognition="pending").evidence
    shown = [(one.label, one.value) for one in evidence]

    assert shown == [("Adhésion", "non"), ("Reconnaissance", "en attente")]


def test_the_regulation_says_which_of_the_two_readings_holds():
    assert plain(RULE.describe()) == (
        "Peut candidater toute structure adhérente à Alliance Villes Emploi ou, à défaut, reconnue "
        "par la coordination régionale."
    )
    assert plain(FOR_ALL.describe()) == (
        "Peut candidater toute structure, adhérente ou non, reconnue par la coordination régionale."
    )
