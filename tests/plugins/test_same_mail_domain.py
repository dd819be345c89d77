import pytest
from marshmallow import ValidationError

from laureat.plugin_api import CompetitorView, JurorView
from laureat_plugins.jury_conflict.same_mail_domain import SameMailDomain, public_mail_domains
from tests.plugins.facts import plain


def found(email, *domains, rule=None):
    return (rule or SameMailDomain()).detect(
        JurorView(name="Camille Martin", email=email),
        CompetitorView(id="1", name="PLIE de Mende", mail_domains=frozenset(domains)),
    )


@pytest.mark.parametrize(
    ("email", "domain"),
    [
        pytest.param("c.martin@mende.example", "mende.example", id="the same domain"),
        pytest.param("c.martin@MENDE.example", "mende.example.", id="the same, written otherwise"),
        pytest.param("c.martin@emploi.mende.example", "mende.example", id="a subdomain"),
        pytest.param("c.martin@mende.example", "emploi.mende.example", id="a parent domain"),
    ],
)
def test_a_shared_domain_is_found(email, domain):
    assert found(email, "orange.fr", domain) is not None


@pytest.mark.parametrize(
    ("email", "domains"),
    [
        pytest.param("c.martin@mende.example", ["florac.example"], id="two domains"),
        pytest.param("c.martin@grandmende.example", ["mende.example"], id="only the same ending"),
        pytest.param("c.martin@a.asso.fr", ["b.asso.fr"], id="neighbours in a shared domain"),
        pytest.param("c.martin@orange.fr", ["orange.fr"], id="a public provider"),
        pytest.param("c.martin@gmail.com", ["gmail.com", "x.example"], id="another public one"),
        pytest.param("c.martin@mende.example", [], id="no domain known"),
        pytest.param("", [""], id="no address"),
    ],
)
def test_anything_else_proves_nothing(email, domains):
    assert found(email, *domains) is None


def test_the_sentence_tells_the_domain_and_not_the_address():
    assert plain(found("c.martin@mende.example", "mende.example").sentence) == (
        "Le membre du jury et des personnes qui écrivent pour « PLIE de Mende » utilisent le même "
        "domaine de messagerie (mende.example)."
    )


def test_an_edition_adds_providers_of_its_own():
    options = SameMailDomain.Options().load({"also_public": ["Webmail.Example"]})
    rule = SameMailDomain(**options)

    assert found("c.martin@webmail.example", "webmail.example", rule=rule) is None


def test_an_address_is_no_domain():
    with pytest.raises(ValidationError, match="arobase"):
        SameMailDomain.Options().load({"also_public": ["quelquun@webmail.example"]})


@pytest.mark.parametrize(
    "domain",
    [
        "gmail.com",
        "orange.fr",
        "wanadoo.fr",
        "free.fr",
        "laposte.net",
        "sfr.fr",
        "neuf.fr",
        "bbox.fr",
        "numericable.fr",
        "outlook.fr",
        "outlook.com",
        "hotmail.fr",
        "live.fr",
        "msn.com",
        "yahoo.fr",
        "yahoo.com",
        "icloud.com",
        "proton.me",
        "protonmail.com",
        "gmx.fr",
        "aol.com",
        "mailo.com",
    ],
)
def test_the_providers_of_the_public_are_known(domain):
    assert domain in public_mail_domains()


@pytest.mark.parametrize("domain", ["orange.com", "laposte.fr", "sfr.com", "gouv.fr", "asso.fr"])
def test_an_employer_s_own_domain_is_not_public(domain):
    assert domain not in public_mail_domains()


def test_the_list_is_written_as_domains_are_compared():
    assert [name for name in public_mail_domains() if name != name.strip().casefold()] == []
