"""The dates that the texts of an edition tell, and what each is about.

Nothing here knows a date of any regulation: the words around a date say what it limits. Where they
do not, or say it wrong, ``regulation.statements`` settles it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from laureat.configuration.definition import EditionDefinition, Statement
from laureat.configuration.french_dates import Mention, mentions, plain
from laureat.configuration.lint_rules.written import Written, sentences

RECEPTION = "reception"
ATTESTATION = "attestation"
OPENING = "opening"
RESULTS = "results"
JURY = "jury"
OTHER = "other"

FAMILY_OF: Mapping[str, str] = {
    "opens": OPENING,
    "deposit_closes": RECEPTION,
    "examined_until": RECEPTION,
    "attestation_due": ATTESTATION,
    "jury_opens": JURY,
    "jury_closes": JURY,
    "results": RESULTS,
}

LIMIT = re.compile(
    r"au plus tard|jusqu'(?:au|à)|avant le|date limite|cl[oô]tur|clos|ferm|parven|reçu|délai|"
    r"échéance"
)
ENTRY = re.compile(r"dossier|candidature|dépôt|dépos|formulaire|projet|participation|œuvre|envoi")
SIGNED = re.compile(r"attestation|pièce signée")
START = re.compile(r"à partir du|à compter du|dès le|ouvr|ouvert|\bdu (?:\w+ )?$")
PROCLAIMED = re.compile(r"résultat|proclam|palmarès|remise des prix|annonc|dévoil|cérémonie")
JURORS = re.compile(r"jur[yé]")
REGISTERING = re.compile(r"inscription|s'inscri|préinscri")

RANGE_ENDS = ("au", "et le", "et", "à", "/", "-", "–")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A date, where it is told, and the family of deadlines that it belongs to.

    ``about`` is the milestone that a statement of the file says it speaks of.
    """

    written: Written
    mention: Mention
    family: str
    about: str | None = None

    @property
    def article(self) -> str | None:
        """Give the article, None for a text outside the regulation."""
        return self.written.article


def passages(definition: EditionDefinition, texts: Iterable[Written]) -> Iterator[Passage]:
    """List the dates of the texts, sentence by sentence."""
    zone = ZoneInfo(definition.calendar.time_zone)
    near = definition.calendar.deposit_closes.at
    for text in texts:
        for sentence in sentences(text):
            since, last = 0, OTHER
            for mention in mentions(sentence.text, near=near, zone=zone):
                about = _stated(definition.statements, sentence, mention)
                before = sentence.flat[since : mention.start]
                if about:
                    family = FAMILY_OF[about]
                elif before.strip() in RANGE_ENDS and last != OTHER:
                    family = RECEPTION if last == OPENING else last
                else:
                    family = _family(before, sentence.flat)
                    if family == OTHER:
                        family = _titled(sentence, before)
                yield Passage(written=sentence, mention=mention, family=family, about=about)
                since, last = mention.end, family


def _stated(statements: Iterable[Statement], sentence: Written, mention: Mention) -> str | None:
    """Find the statement that quotes the mention."""
    for statement in statements:
        if statement.article == sentence.article and mention.text in folded(statement.text):
            return statement.about
    return None


def folded(text: str) -> str:
    """Give a text on one line, with common spaces, to look for one in another."""
    return re.sub(r" +", " ", plain(text)).strip()


def _titled(sentence: Written, before: str) -> str:
    """Say what a date is about where only the title of its article tells."""
    title = plain(sentence.title).lower()
    return _family(f"{title}. {before}", f"{title}. {sentence.flat}") if title else OTHER


def _family(before: str, sentence: str) -> str:
    """Say what a date is about, from the words since the last date, then from the sentence."""
    if REGISTERING.search(sentence) and not ENTRY.search(before):
        return OTHER
    limits = LIMIT.search(before)
    if limits and SIGNED.search(before):
        return ATTESTATION
    if limits and ENTRY.search(sentence):
        return RECEPTION
    for words, family in ((PROCLAIMED, RESULTS), (JURORS, JURY)):
        if words.search(sentence):
            return family
    return OPENING if START.search(before) and ENTRY.search(sentence) else OTHER
