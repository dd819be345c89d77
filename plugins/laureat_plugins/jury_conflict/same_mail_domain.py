"""A juror who writes from the mail domain of an applicant."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, ClassVar

from marshmallow import fields, post_load, validate

from laureat.plugin_api import CompetitorView, JurorView, PluginOptions, Suspicion, asked, typeset

A_DOMAIN = validate.Regexp(
    r"^[^@\s]+\.[^@\s.]+$",
    error=typeset("Ce n'est pas un domaine : écrivez ce qui suit l'arobase, comme exemple.fr."),
)


class SameMailDomainOptions(PluginOptions):
    """What an edition may say to this detector."""

    heading = "Même domaine d’adresse électronique"

    also_public = fields.List(
        fields.String(validate=A_DOMAIN),
        load_default=[],
        metadata=asked(
            "Autres domaines de messagerie publique",
            "Un domaine par ligne : deux personnes qui l’emploient n’ont pas de lien.",
        ),
    )

    @post_load
    def freeze(self, data: dict[str, Any], **_given: object) -> dict[str, Any]:
        """Give the domains as a set."""
        return {"also_public": frozenset(_domain(name) for name in data["also_public"])}


@dataclass(frozen=True, slots=True)
class SameMailDomain:
    """Compares the domain of the juror's address with those of the people who write for applicants.

    Campaign configuration::

        jury:
          recusal:
            conflicts:
              - plugin: same-mail-domain
                article: "4.4"
                options:
                  also_public: [messagerie-des-associations.example]

    A domain and its subdomains are the same one. Providers that give an address to anybody
    (``public_mail_domains.txt``, and ``also_public``) prove nothing.
    """

    Options: ClassVar[type[PluginOptions]] = SameMailDomainOptions

    also_public: frozenset[str] = frozenset()

    def detect(self, juror: JurorView, competitor: CompetitorView) -> Suspicion | None:
        """Compare the domains."""
        own = _domain(juror.email)
        if not own or self._is_public(own):
            return None
        shared = [
            domain for domain in map(_domain, competitor.mail_domains) if _are_one(own, domain)
        ]
        if all(map(self._is_public, shared)):
            return None
        return Suspicion(
            typeset(
                f"Le membre du jury et des personnes qui écrivent pour « {competitor.name} » "
                f"utilisent le même domaine de messagerie ({own})."
            )
        )

    def describe(self) -> str:
        """Say what is looked for."""
        return typeset(
            "Le membre du jury et le candidat utilisent le même domaine de messagerie, "
            "hors messageries ouvertes à tous."
        )

    def _is_public(self, domain: str) -> bool:
        """Say whether anybody may have an address in a domain."""
        return bool({domain, *_parents(domain)} & (public_mail_domains() | self.also_public))


@cache
def public_mail_domains() -> frozenset[str]:
    """Read the list of providers that give an address to anybody."""
    listed = files("laureat_plugins.jury_conflict").joinpath("public_mail_domains.txt")
    lines = listed.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _domain(address: str) -> str:
    """Give the domain of an address, or of a domain, in small letters."""
    return address.rpartition("@")[2].strip().rstrip(".").casefold()


def _are_one(first: str, second: str) -> bool:
    """Say whether two domains are equal, or one is inside the other."""
    return first == second or first in _parents(second) or second in _parents(first)


def _parents(domain: str) -> Iterable[str]:
    """Give the domains in which a domain is, but for the top one."""
    labels = domain.split(".")
    return [".".join(labels[start:]) for start in range(1, len(labels) - 1)]
