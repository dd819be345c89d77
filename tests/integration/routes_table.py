"""Who gets what at every door: one line for each method of each address of the application.

To add a line for a new route, say ``may``, those who are let in. All the rest follows:

- whoever else is signed in is ``REFUSED`` (403), where the place may be known to exist;
- an address that names a thing of ``KNOWN_TO`` is ``NOT_THERE`` (404) for whoever may not know it;
- nobody, and a session of the other organisation, are asked to sign in, unless ``may`` has them;
- whoever may do all in the other organisation finds nothing under our ids, and under an address
  without an id finds their own.

``others`` says what everybody else is answered where that is another thing, ``but`` names the
exceptions.

``sends`` is the smallest body that is understood, ``asks`` the query; ``{candidature_id}`` and the
like in them stand for the ids of the scene (``tests/integration/scene.py``), as do the parts of the
address; ``of`` gives a part another id. What counts is whether one is let in: an act that its date,
its state or its words forbid (409, 412, 422) was permitted. To a juror who is recused, whatever
lets one read dossiers or vote on them is ``CLOSED``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from tests.answers import SIGNED_PAPER
from tests.integration.scene import Who
from tests.make import RURAL


class Answer(StrEnum):
    """What one gets at a door."""

    ALLOWED = "allowed"
    CLOSED = "closed, for a professional link"
    SIGN_IN = "asked to sign in"
    REFUSED = "refused"
    NOT_THERE = "not there"


ALLOWED, CLOSED, SIGN_IN, REFUSED, NOT_THERE = Answer

ANYBODY: Final = frozenset(Who)
SIGNED_IN: Final = ANYBODY - {Who.NOBODY, Who.INTRUDER}
NONE: Final[frozenset[Who]] = frozenset()

WRITERS: Final = frozenset({Who.CANDIDATE})
INVITED: Final = frozenset({Who.OTHER_CANDIDATE})
ORGANISER: Final = frozenset({Who.ORGANISER})
READERS: Final = WRITERS | ORGANISER
REFERENTS: Final = frozenset({Who.REFERENT, Who.ORGANISER})
OPEN_SEATS: Final = frozenset({Who.JUROR, Who.CHAIR})
BENCH: Final = OPEN_SEATS | {Who.RECUSED}
PRESIDES: Final = frozenset({Who.CHAIR, Who.ORGANISER})

CLOSED_TO_RECUSED: Final = {Who.RECUSED: CLOSED}

KNOWN_TO: Final[Mapping[str, frozenset[Who]]] = {
    "applicant_id": READERS,
    "candidature_id": READERS,
    "return_id": READERS,
    "session_id": WRITERS,
    "conflict_id": ORGANISER,
    "juror_id": ORGANISER | {Who.JUROR},
    "seat_id": ORGANISER | {Who.JUROR},
    "round_id": PRESIDES,
}
"""Who may know that a thing of the scene exists; an edition and its categories are public."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What everybody gets at one door."""

    method: str
    rule: str
    may: frozenset[Who]
    others: Answer | None = None
    but: Mapping[Who, Answer] = field(default_factory=dict)
    sends: Mapping[str, Any] | None = None
    asks: Mapping[str, str] = field(default_factory=dict)
    of: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Name the line in a report."""
        return " ".join([self.method, self.rule, *self.of.values()])

    @property
    def reads(self) -> bool:
        """Tell whether it changes nothing."""
        return self.method == "GET"

    @property
    def is_of_the_api(self) -> bool:
        """Tell whether a program asks."""
        return self.rule.startswith("/api/")

    def answer(self, who: Who) -> Answer:
        """Say what somebody gets."""
        if who in self.but:
            return self.but[who]
        if who is Who.RIVAL:
            return NOT_THERE if "<uuid:" in self.rule else ALLOWED
        if who in self.may:
            return ALLOWED
        if who in {Who.NOBODY, Who.INTRUDER}:
            return SIGN_IN
        return self.others or self._usual(who)

    def _usual(self, who: Who) -> Answer:
        known = (readers for name, readers in KNOWN_TO.items() if f":{name}>" in self.rule)
        return REFUSED if all(who in readers for readers in known) else NOT_THERE


def get(rule: str, may: frozenset[Who], others: Answer | None = None, **more: Any) -> Line:
    """Place a line that reads."""
    return Line(method="GET", rule=rule, may=may, others=others, **more)


def post(rule: str, may: frozenset[Who], others: Answer | None = None, **more: Any) -> Line:
    """Place a line that changes something."""
    method = more.pop("method", "POST")
    return Line(method=method, rule=rule, may=may, others=others, **{"sends": {}, **more})


LAST_YEAR: Final = {"edition": "last_year", "edition_id": "last_year_id"}
HIDDEN: Final = {"edition": "hidden", "edition_id": "hidden_id"}
HIDDEN_TO_ALL: Final = {Who.NOBODY: NOT_THERE, Who.INTRUDER: NOT_THERE}
COUNTED: Final = {"round_id": "counted_id"}
DRAFT: Final = {"candidature_id": "draft_id"}
STRUCTURE: Final = {
    "siret": "73282932000074",
    "identity": "73282932000074",
    "name": "Une structure",
    "structure_kind": "association",
}
DECISION: Final = {"outcome": "not_awarded", "reason": "Le jury en a délibéré."}

PUBLIC: Final = (
    get("/", ANYBODY),
    get("/accessibilite", ANYBODY),
    get("/donnees-personnelles", ANYBODY),
    get("/mentions-legales", ANYBODY),
    get("/theme.css", ANYBODY),
    get("/static/<digest>/<path:name>", ANYBODY, of={"digest": "0", "name": "laureat.css"}),
    get(
        "/static/<digest>/bootstrap/<path:name>",
        ANYBODY,
        of={"digest": "0", "name": "css/bootstrap.min.css"},
    ),
    get("/territoires", ANYBODY, asks={"q": "Mende"}),
    get("/trophees/<programme>/<edition>", ANYBODY),
    get("/trophees/<programme>/<edition>", ORGANISER, NOT_THERE, of=HIDDEN, but=HIDDEN_TO_ALL),
    get("/trophees/<programme>/<edition>/palmares", ANYBODY),
    get("/trophees/<programme>/<edition>/palmares", ANYBODY, of=LAST_YEAR),
    get(
        "/trophees/<programme>/<edition>/palmares",
        ORGANISER,
        NOT_THERE,
        of=HIDDEN,
        but=HIDDEN_TO_ALL,
    ),
    get("/trophees/<programme>/<edition>/formulaire.docx", ANYBODY),
    get("/trophees/<programme>/<edition>/formulaire.pdf", ANYBODY),
    get("/trophees/<programme>/<edition>/reglement", ANYBODY),
    get(
        "/trophees/<programme>/<edition>/reglement",
        ORGANISER,
        NOT_THERE,
        of=HIDDEN,
        but=HIDDEN_TO_ALL,
    ),
    get("/connexion", ANYBODY),
    post("/connexion", ANYBODY, sends={"email": "quelqu.un@exemple.example"}),
    get("/connexion/<uuid:code_id>", ANYBODY),
    post("/connexion/<uuid:code_id>", ANYBODY, sends={"code": "000000"}),
    post("/deconnexion", ANYBODY),
    get("/mon-compte", SIGNED_IN),
    post("/mon-compte", SIGNED_IN, sends={"name": "Dominique Nouveau"}),
    post("/mon-compte/sessions", SIGNED_IN),
    post("/mon-compte/sessions/<uuid:session_id>", WRITERS),
)

CANDIDATES: Final = (
    get("/mes-dossiers", SIGNED_IN),
    get("/structure", SIGNED_IN),
    post("/structure", SIGNED_IN, sends=STRUCTURE),
    get("/structure/<uuid:applicant_id>", READERS),
    post("/structure/<uuid:applicant_id>/equipe", WRITERS, sends={"email": "a@exemple.example"}),
    post("/structure/<uuid:applicant_id>/rejoindre", INVITED, NOT_THERE),
    post("/structure/<uuid:applicant_id>/decliner", INVITED, NOT_THERE),
    post("/structure/<uuid:applicant_id>/invitations/<uuid:person_id>/retrait", INVITED | WRITERS),
    get(
        "/dossiers/nouveau",
        SIGNED_IN,
        asks={"edition": "{edition_id}", "categorie": RURAL},
        but={Who.RIVAL: NOT_THERE},
    ),
    post(
        "/dossiers/nouveau",
        WRITERS,
        NOT_THERE,
        sends={"edition": "{edition_id}", "categorie": RURAL, "applicant": "{applicant_id}"},
        but={Who.ORGANISER: REFUSED, Who.RIVAL: NOT_THERE},
    ),
    get("/dossiers/<uuid:candidature_id>", READERS),
    get("/dossiers/<uuid:candidature_id>", READERS, of=DRAFT),
    get("/dossiers/<uuid:candidature_id>/attestation.pdf", READERS),
    post(
        "/dossiers/<uuid:candidature_id>/attestation",
        WRITERS,
        sends={"file": SIGNED_PAPER, "signatory": "Sylvie Signe"},
    ),
    get("/dossiers/<uuid:candidature_id>/recepisse.pdf", READERS),
    post("/dossiers/<uuid:candidature_id>/deposer", WRITERS, sends={"etag": "0"}),
    get("/dossiers/<uuid:candidature_id>/formulaire/<section>", READERS, of=DRAFT),
    post(
        "/dossiers/<uuid:candidature_id>/formulaire/<section>",
        WRITERS,
        NOT_THERE,
        of=DRAFT,
        but={Who.ORGANISER: REFUSED},
    ),
    get("/dossiers/<uuid:candidature_id>/relecture", READERS),
    get("/dossiers/<uuid:candidature_id>/retrait", READERS),
    post("/dossiers/<uuid:candidature_id>/retrait", WRITERS),
)

COORDINATIONS: Final = (
    get("/coordination", REFERENTS | {Who.OTHER_REFERENT}),
    get(
        "/coordination/<programme>/<uuid:applicant_id>",
        REFERENTS,
        REFUSED,
        but={Who.OTHER_REFERENT: NOT_THERE},
    ),
    post(
        "/coordination/<programme>/<uuid:applicant_id>",
        REFERENTS,
        REFUSED,
        sends={"answer": "recognised"},
        but={Who.OTHER_REFERENT: NOT_THERE},
    ),
)

STUDIO: Final = (
    *(
        get(f"/organisation/<programme>/<edition>/{page}", ORGANISER)
        for page in (
            "configuration",
            "configuration/verification",
            "configuration/repetition",
            "configuration/publication",
            "configuration/historique",
            "configuration/historique/comparaison",
            "edition-suivante",
        )
    ),
    *(
        post(f"/organisation/<programme>/<edition>/{page}", ORGANISER)
        for page in (
            "configuration/annulation",
            "configuration/verification",
            "configuration/repetition",
            "configuration/publication",
            "edition-suivante",
        )
    ),
    get(
        "/organisation/<programme>/<edition>/configuration/essai",
        ORGANISER,
        asks={"sur": "{edition}"},
    ),
    post(
        "/organisation/<programme>/<edition>/configuration/historique",
        ORGANISER,
        sends={"enregistrement": "1"},
    ),
    get(
        "/organisation/<programme>/<edition>/configuration/partie/<path:address>",
        ORGANISER,
        of={"address": "calendar"},
    ),
    post(
        "/organisation/<programme>/<edition>/configuration/partie/<path:address>",
        ORGANISER,
        of={"address": "calendar"},
        sends={"enregistrement": "1"},
    ),
)


DESK: Final = (
    get("/organisation", ORGANISER),
    get("/organisation/<programme>/<edition>/dossiers", ORGANISER),
    get("/organisation/<programme>/<edition>/dossiers.csv", ORGANISER),
    get("/organisation/<programme>/<edition>/dossiers.xlsx", ORGANISER),
    get("/organisation/<programme>/<edition>/jury", ORGANISER),
    post(
        "/organisation/<programme>/<edition>/jury",
        ORGANISER,
        sends={"email": "a@exemple.example", "name": "Alix", "categories": RURAL},
    ),
    post(
        "/organisation/attestations/<uuid:return_id>/verification",
        ORGANISER,
        sends={"check": "accepted"},
    ),
    get("/organisation/dossiers/<uuid:candidature_id>", ORGANISER),
    get("/organisation/dossiers/<uuid:candidature_id>/attestation", ORGANISER),
    post(
        "/organisation/dossiers/<uuid:candidature_id>/adhesion", ORGANISER, sends={"member": "oui"}
    ),
    post(
        "/organisation/dossiers/<uuid:candidature_id>/instruction",
        ORGANISER,
        sends={"verdict": "admitted", "reason": "Un motif."},
    ),
    get(
        "/organisation/dossiers/<uuid:candidature_id>/reclassement",
        ORGANISER,
        asks={"vers": RURAL},
    ),
    post(
        "/organisation/dossiers/<uuid:candidature_id>/reclassement",
        ORGANISER,
        sends={"vers": RURAL, "reason": "Un motif."},
    ),
    post(
        "/organisation/dossiers/<uuid:candidature_id>/reconnaissance",
        ORGANISER,
        sends={"answer": "recognised"},
    ),
    get("/organisation/liens/<uuid:conflict_id>", ORGANISER),
    post("/organisation/liens/<uuid:conflict_id>", ORGANISER, sends={"ruling": "confirmed"}),
)

DELIBERATION: Final = (
    get("/deliberation/<programme>/<edition>", PRESIDES),
    post(
        "/deliberation/<programme>/<edition>/coup-de-coeur",
        PRESIDES,
        sends={"candidature_id": "{candidature_id}", "mention_reason": "Une qualité."},
        but={Who.RIVAL: NOT_THERE},
    ),
    post(
        "/deliberation/<programme>/<edition>/coup-de-coeur/<uuid:candidature_id>/retrait",
        PRESIDES,
        REFUSED,
        but={Who.RIVAL: NOT_THERE},
    ),
    get("/deliberation", SIGNED_IN),
    get("/deliberation/<programme>/<edition>/palmares", PRESIDES),
    get(
        "/deliberation/<programme>/<edition>/palmares/apercu",
        ORGANISER,
        NOT_THERE,
        of=LAST_YEAR,
        but=HIDDEN_TO_ALL,
    ),
    post("/deliberation/<programme>/<edition>/palmares", ORGANISER),
    get("/deliberation/<programme>/<edition>/proces-verbal", PRESIDES),
    post("/deliberation/<programme>/<edition>/proces-verbal", PRESIDES),
    get("/deliberation/<programme>/<edition>/proces-verbal.pdf", PRESIDES, of=LAST_YEAR),
    get("/deliberation/categories/<uuid:category_id>", PRESIDES),
    post("/deliberation/categories/<uuid:category_id>/decision", PRESIDES, sends=DECISION),
    post("/deliberation/categories/<uuid:category_id>/scrutin", ORGANISER),
    post("/deliberation/scrutins/<uuid:round_id>/cloture", ORGANISER),
    post("/deliberation/scrutins/<uuid:round_id>/annulation", ORGANISER),
)

JURY: Final = (
    get("/jury", SIGNED_IN),
    get("/jury/<uuid:juror_id>/liens", frozenset({Who.JUROR})),
    post("/jury/<uuid:juror_id>/liens", frozenset({Who.JUROR})),
    get("/jury/categories/<uuid:category_id>", BENCH, NOT_THERE),
    get("/jury/dossiers/<uuid:candidature_id>", OPEN_SEATS, NOT_THERE, but=CLOSED_TO_RECUSED),
    get("/jury/dossiers/<uuid:candidature_id>", NONE, NOT_THERE, of=DRAFT),
    post(
        "/jury/scrutins/<uuid:round_id>",
        OPEN_SEATS,
        NOT_THERE,
        sends={"choice": "{candidature_id}"},
        but=CLOSED_TO_RECUSED,
    ),
)

PLATFORM: Final = (
    get("/exploitation", frozenset({Who.OPERATOR}), but={Who.RIVAL: REFUSED}),
    get("/api/v1/health", ANYBODY),
    get("/api/v1/openapi.json", ANYBODY),
    get("/api/v1/docs", ANYBODY),
    get("/api/v1/docs/<name>", ANYBODY, of={"name": "page.css"}),
)

API_PEOPLE: Final = (
    post("/api/v1/sign-in-codes", ANYBODY, sends={"email": "quelqu.un@exemple.example"}),
    post(
        "/api/v1/sessions",
        ANYBODY,
        sends={"code_id": "{code_id}", "code": "000000"},
        but={Who.RIVAL: NOT_THERE},
    ),
    post("/api/v1/sessions/current", SIGNED_IN, method="DELETE", sends=None),
    get("/api/v1/sessions", SIGNED_IN),
    post("/api/v1/sessions", SIGNED_IN, method="DELETE", sends=None),
    post("/api/v1/sessions/<uuid:session_id>", WRITERS, method="DELETE", sends=None),
    get("/api/v1/me", SIGNED_IN),
    post("/api/v1/me", SIGNED_IN, method="PUT", sends={"name": "Dominique Nouveau"}),
    get("/api/v1/applicants", SIGNED_IN),
    post(
        "/api/v1/applicants",
        SIGNED_IN,
        sends={"kind": "structure", "identity": "73282932000074", "name": "Une structure"},
    ),
    get("/api/v1/applicants/<uuid:applicant_id>", READERS),
    post(
        "/api/v1/applicants/<uuid:applicant_id>/membership",
        ORGANISER,
        method="PUT",
        sends={"member": True},
    ),
    post(
        "/api/v1/applicants/<uuid:applicant_id>/recognitions",
        REFERENTS,
        sends={"programme_id": "{programme_id}", "answer": "recognised"},
    ),
    get("/api/v1/applicants/<uuid:applicant_id>/team", READERS),
    post(
        "/api/v1/applicants/<uuid:applicant_id>/team",
        WRITERS,
        sends={"email": "a@exemple.example"},
    ),
    get("/api/v1/recognitions", REFERENTS | {Who.OTHER_REFERENT}),
)

API_DOSSIERS: Final = (
    get("/api/v1/candidatures", SIGNED_IN),
    get("/api/v1/candidatures/<uuid:candidature_id>", READERS),
    get("/api/v1/candidatures/<uuid:candidature_id>", READERS, of=DRAFT),
    get("/api/v1/candidatures/<uuid:candidature_id>/attestation", READERS),
    get("/api/v1/candidatures/<uuid:candidature_id>/attestation-returns", READERS),
    post(
        "/api/v1/candidatures/<uuid:candidature_id>/attestation-returns",
        WRITERS,
        sends={"file": SIGNED_PAPER, "signatory": "Sylvie Signe"},
    ),
    get("/api/v1/candidatures/<uuid:candidature_id>/dossier", READERS),
    get("/api/v1/candidatures/<uuid:candidature_id>/draft", WRITERS),
    post(
        "/api/v1/candidatures/<uuid:candidature_id>/draft",
        WRITERS,
        method="PATCH",
        sends={"answers": {}},
    ),
    post(
        "/api/v1/candidatures/<uuid:candidature_id>/readings",
        OPEN_SEATS,
        NOT_THERE,
        but=CLOSED_TO_RECUSED,
    ),
    get(
        "/api/v1/candidatures/<uuid:candidature_id>/reclassification-preview",
        ORGANISER,
        asks={"category": RURAL},
    ),
    post(
        "/api/v1/candidatures/<uuid:candidature_id>/reclassifications",
        ORGANISER,
        sends={"category": RURAL, "reason": "Un motif."},
    ),
    post(
        "/api/v1/candidatures/<uuid:candidature_id>/screenings",
        ORGANISER,
        sends={"verdict": "admitted", "reason": "Un motif."},
    ),
    post(
        "/api/v1/candidatures/<uuid:candidature_id>/submission",
        WRITERS,
        sends={"accept_rules": True},
    ),
    get("/api/v1/candidatures/<uuid:candidature_id>/receipt", READERS),
    get("/api/v1/candidatures/<uuid:candidature_id>/trail", ORGANISER),
    post("/api/v1/candidatures/<uuid:candidature_id>/withdrawal", WRITERS),
    post(
        "/api/v1/attestation-returns/<uuid:return_id>/checks",
        ORGANISER,
        sends={"verdict": "accepted"},
    ),
    get("/api/v1/attestation-returns/<uuid:return_id>/file", READERS),
)

API_EDITIONS: Final = (
    get("/api/v1/editions", ANYBODY),
    get("/api/v1/editions/<uuid:edition_id>", ANYBODY),
    get("/api/v1/editions/<uuid:edition_id>", ORGANISER, NOT_THERE, of=HIDDEN, but=HIDDEN_TO_ALL),
    get("/api/v1/editions/<uuid:edition_id>/form", ANYBODY, asks={"category": RURAL}),
    get(
        "/api/v1/editions/<uuid:edition_id>/form",
        ORGANISER,
        NOT_THERE,
        asks={"category": RURAL},
        of=HIDDEN,
        but=HIDDEN_TO_ALL,
    ),
    post("/api/v1/editions/<uuid:edition_id>/publication", ORGANISER, method="PUT", sends=None),
    post(
        "/api/v1/editions/<uuid:edition_id>/publication",
        ORGANISER,
        NOT_THERE,
        method="PUT",
        sends=None,
        of=HIDDEN,
    ),
    get("/api/v1/editions/<uuid:edition_id>/candidatures", SIGNED_IN),
    get("/api/v1/editions/<uuid:edition_id>/candidatures", ORGANISER, NOT_THERE, of=HIDDEN),
    post(
        "/api/v1/editions/<uuid:edition_id>/candidatures",
        WRITERS,
        NOT_THERE,
        sends={"category": RURAL, "applicant_id": "{applicant_id}"},
        but={Who.ORGANISER: REFUSED},
    ),
)

CONFIGURING: Final = (
    get("/api/v1/editions/<uuid:edition_id>/configuration", ORGANISER),
    get("/api/v1/editions/<uuid:edition_id>/configuration/saves", ORGANISER),
    get(
        "/api/v1/editions/<uuid:edition_id>/configuration/changes",
        ORGANISER,
        asks={"before": "1", "after": "1"},
    ),
    get("/api/v1/editions/<uuid:edition_id>/configuration/rehearsal", ORGANISER),
    post("/api/v1/editions/<uuid:edition_id>/configuration/rehearsal", ORGANISER, sends=None),
    post(
        "/api/v1/editions/<uuid:edition_id>/configuration/parts/<path:address>",
        ORGANISER,
        method="PUT",
        of={"address": "contact/name"},
        sends={"value": "Le secrétariat fictif", "based_on": 1},
    ),
    post(
        "/api/v1/editions/<uuid:edition_id>/configuration/restoration",
        ORGANISER,
        sends={"number": 1, "based_on": 1},
    ),
    post(
        "/api/v1/editions/<uuid:edition_id>/configuration/application",
        ORGANISER,
        sends={"number": 1},
    ),
    post(
        "/api/v1/editions/<uuid:edition_id>/next",
        ORGANISER,
        sends={"slug": "2099", "years": 9},
    ),
)

API_JURY: Final = (
    get("/api/v1/editions/<uuid:edition_id>/jurors", PRESIDES),
    post(
        "/api/v1/editions/<uuid:edition_id>/jurors",
        ORGANISER,
        sends={"email": "a@exemple.example", "name": "Alix"},
    ),
    get("/api/v1/editions/<uuid:edition_id>/conflicts", ORGANISER),
    post("/api/v1/conflicts/<uuid:conflict_id>/rulings", ORGANISER, sends={"ruling": "confirmed"}),
    get("/api/v1/jurors/<uuid:juror_id>/interests", ORGANISER | {Who.JUROR}),
    post(
        "/api/v1/jurors/<uuid:juror_id>/interests",
        frozenset({Who.JUROR}),
        sends={"declarations": [{"applicant_id": "{applicant_id}", "linked": False}]},
    ),
    get("/api/v1/jurors/<uuid:juror_id>/seats", ORGANISER | {Who.JUROR}),
    get("/api/v1/seats/<uuid:seat_id>/dossiers", frozenset({Who.JUROR})),
    get(
        "/api/v1/seats/<uuid:seat_id>/dossiers",
        NONE,
        of={"seat_id": "closed_seat_id"},
        but={**CLOSED_TO_RECUSED, Who.JUROR: NOT_THERE},
    ),
    post("/api/v1/categories/<uuid:category_id>/rounds", ORGANISER),
    get(
        "/api/v1/categories/<uuid:category_id>/rounds/latest",
        OPEN_SEATS | ORGANISER,
        NOT_THERE,
        but=CLOSED_TO_RECUSED,
    ),
    get("/api/v1/rounds/<uuid:round_id>", OPEN_SEATS | ORGANISER, but=CLOSED_TO_RECUSED),
    post(
        "/api/v1/rounds/<uuid:round_id>/ballots",
        OPEN_SEATS,
        NOT_THERE,
        sends={"choice": "{candidature_id}"},
        but=CLOSED_TO_RECUSED,
    ),
    post("/api/v1/rounds/<uuid:round_id>/closure", ORGANISER),
    post("/api/v1/rounds/<uuid:round_id>/cancellation", ORGANISER),
    get("/api/v1/rounds/<uuid:round_id>/tally", PRESIDES, of=COUNTED),
)

API_RESULTS: Final = (
    post("/api/v1/categories/<uuid:category_id>/decisions", PRESIDES, sends=DECISION),
    get("/api/v1/editions/<uuid:edition_id>/decisions", PRESIDES),
    post(
        "/api/v1/editions/<uuid:edition_id>/special-mention",
        PRESIDES,
        sends={"candidature_id": "{candidature_id}", "reason": "Une qualité."},
    ),
    post(
        "/api/v1/editions/<uuid:edition_id>/special-mention/withdrawal",
        PRESIDES,
        sends={"candidature_id": "{candidature_id}", "reason": "Le jury se ravise."},
    ),
    get("/api/v1/editions/<uuid:edition_id>/minutes", PRESIDES, of=LAST_YEAR),
    post("/api/v1/editions/<uuid:edition_id>/minutes", PRESIDES),
    get("/api/v1/editions/<uuid:edition_id>/minutes.pdf", PRESIDES, of=LAST_YEAR),
    get("/api/v1/editions/<uuid:edition_id>/palmares", ANYBODY, of=LAST_YEAR),
    get(
        "/api/v1/editions/<uuid:edition_id>/palmares", NONE, NOT_THERE, of=HIDDEN, but=HIDDEN_TO_ALL
    ),
    post("/api/v1/editions/<uuid:edition_id>/palmares", ORGANISER),
)

LINES: Final[tuple[Line, ...]] = (
    *PUBLIC,
    *CANDIDATES,
    *COORDINATIONS,
    *DESK,
    *STUDIO,
    *DELIBERATION,
    *JURY,
    *PLATFORM,
    *API_PEOPLE,
    *API_DOSSIERS,
    *API_EDITIONS,
    *CONFIGURING,
    *API_JURY,
    *API_RESULTS,
)


def routes_placed() -> Iterator[tuple[str, str]]:
    """Give the method and the rule of each line."""
    for line in LINES:
        yield line.method, line.rule
