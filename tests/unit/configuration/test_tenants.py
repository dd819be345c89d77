import pytest

from laureat.configuration.faults import BrokenConfiguration
from laureat.configuration.source import parse_yaml
from laureat.configuration.tenants import LEGAL_NAMES, tenant_from
from laureat.domain.colours import READABLE, contrast
from tests.unit.configuration.files import spoken

TENANT = """\
slug: fondation
name: La Fondation
hosts: [prix.fondation.example, www.fondation.example]
theme: {accent: "#0d5b57"}
contact: {name: Secrétariat, email: prix@fondation.example}
mail: {sender: prix@fondation.example}
"""


def read(text):
    return tenant_from(parse_yaml(text, "tenant.yaml"))


def refusal(old, new):
    with pytest.raises(BrokenConfiguration) as broken:
        read(TENANT.replace(old, new))
    return spoken(str(broken.value))


def test_a_tenant_s_file_becomes_its_profile():
    assert read(TENANT).profile == {
        "name": "La Fondation",
        "legal_name": "La Fondation",
        "hosts": ["prix.fondation.example", "www.fondation.example"],
        "languages": ["fr"],
        "theme": {"accent": "#0d5b57", "accent_dark": read(TENANT).accent_dark},
        "contact": {"name": "Secrétariat", "email": "prix@fondation.example", "address": ""},
        "legal": {
            "legal_form": "",
            "registration": "",
            "address": "",
            "phone": "",
            "publication_director": "",
            "hosting": "",
            "data_protection_contact": "",
        },
        "privacy": {"legal_basis": "", "retention": []},
        "mail": {"sender": "prix@fondation.example"},
    }


def test_the_dark_accent_is_readable_without_being_written():
    assert contrast(read(TENANT).accent_dark, "#1b1f23") >= READABLE


def test_legal_notices_name_what_they_lack():
    legal = "legal: {" + ", ".join(f"{key}: x" for key in LEGAL_NAMES) + "}\n"
    privacy = "privacy: {legal_basis: x, retention: [{data: Votes, kept: 5 ans}]}\n"
    personal = "données personnelles"

    assert "l’hébergeur" in read(TENANT).legal_gaps
    assert read(TENANT + legal).legal_gaps == (
        f"la base légale du traitement des {personal}",
        f"les durées de conservation des {personal}",
    )
    assert read(TENANT + legal + privacy).legal_gaps == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "#0d5b57",
            "#88aacc",
            (
                "tenant.yaml:4: theme.accent: « #88aacc » n'a qu'un contraste de 2,42 sur fond "
                "blanc ; il "
                'faut 4,50 au moins pour rester lisible. Remède : essayez "#5e758d", la plus '
                "proche qui "
                "convienne."
            ),
        ),
        (
            '"#0d5b57"',
            "vert",
            (
                "tenant.yaml:4: theme.accent: « vert » n'est pas une couleur. Remède : écrivez "
                "un dièse "
                'et six chiffres hexadécimaux, entre guillemets : "#0d5b57".'
            ),
        ),
        (
            '"#0d5b57"',
            '"#0d5b57", accent_dark: "#0d5b57"',
            (
                "tenant.yaml:4: theme.accent_dark: « #0d5b57 » n'a qu'un contraste de 2,09 sur "
                "fond "
                'sombre ; il faut 4,50 au moins pour rester lisible. Remède : essayez "#629592", '
                "la plus "
                "proche qui convienne."
            ),
        ),
        (
            "prix.fondation.example,",
            "https://prix.fondation.example/,",
            (
                "tenant.yaml:3: hosts[0]: « https://prix.fondation.example/ » n'est pas un nom "
                "d'hôte. "
                "Remède : écrivez-le seul, en minuscules, sans https:// ni chemin : "
                "trophees.exemple.org."
            ),
        ),
        (
            "www.fondation.example",
            "prix.fondation.example",
            (
                "tenant.yaml:3: hosts[1]: « prix.fondation.example » est déjà dans la liste. "
                "Remède : retirez l'un des deux."
            ),
        ),
        (
            "name: La Fondation",
            "name: La Fondation\nprivacy: {retention: [{data: Votes}]}",
            (
                "tenant.yaml:3: privacy.retention[0].kept: cette clé est obligatoire. "
                "Remède : ajoutez-la, avec sa valeur."
            ),
        ),
        (
            "name: La Fondation",
            "name: La Fondation\nlanguages: [de]",
            (
                "tenant.yaml:3: languages[0]: l'interface ne parle pas « de ». "
                "Remède : choisissez parmi : fr, en."
            ),
        ),
    ],
)
def test_a_wrong_tenant_is_refused_with_the_remedy(old, new, message):
    assert refusal(old, new) == message


def test_an_empty_file_is_no_traceback():
    with pytest.raises(BrokenConfiguration):
        read("")
