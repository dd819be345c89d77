"""Whatever a file holds, reading it ends in an edition or in faults that say where."""

from hypothesis import given, settings
from hypothesis import strategies as st

from laureat.configuration.faults import BrokenConfiguration
from laureat.configuration.lint import lint_definition
from laureat.configuration.load import PROGRAMME_FILE, checked
from laureat.configuration.merging import merge
from laureat.configuration.source import Source, parse_yaml, read_yaml
from tests.unit.configuration.files import HOST, ROOT, SMALLEST, changed

AVE = ROOT / "campaign_config" / "alliance-villes-emploi" / "achat-socialement-responsable"
EXAMPLE = ROOT / "campaign_config" / "examples" / "prix-des-ateliers-fictifs" / "2026.yaml"
RICH = changed(
    (
        '  - {plugin: within-calendar, article: "1"}',
        """\
  - any:
      - {plugin: within-calendar}
      - not: {all: [{plugin: one-dossier-per-category}, {plugin: within-calendar}]}
    article: "1"
  - plugin: within-calendar
    article: "1"
    unless: {plugin: one-dossier-per-category}
""",
    ),
    (
        "  time_zone: Europe/Paris\n",
        """\
  time_zone: Europe/Paris
  holidays: metropole
  stages:
    - {slug: tri, title: Tri, kind: jury, opens: 2 jours ouvrés après deposit_closes à 9:00}
""",
    ),
)
TEXTS = {
    "smallest": SMALLEST,
    "rich": RICH,
    "example": EXAMPLE.read_text(encoding="utf-8"),
    "ave": (AVE / "2024.yaml").read_text(encoding="utf-8"),
}
PROGRAMME = read_yaml(AVE / PROGRAMME_FILE)


def tried(examples):
    return settings(max_examples=examples, deadline=None)


# fmt: off
PIECES = st.sampled_from(
    [
        "", "-", ":", "{", "}", "[", "]", "'", '"', "&a", "*a", "null", "12", "é", "!!map", "?",
        ">", "2026-02-30T10:00", "minuit", "#", "\\", "<<: ", "\x00", "\t", "- - -", "a: b: c",
    ]
)
# fmt: on
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
TREES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


WORDS = st.sampled_from(
    [
        *("within-calendar", "plurality", "3 jours avant results à 16:00", "results", "1", ""),
        *("1 jour ouvré après deposit_closes à la même heure", "2026-11-06T16:00", "bois", "nom"),
        *("jury_opens", "structure", "text", "true", "France", "9999 mois avant opens à 00:00"),
    ]
)
KEYS = st.sampled_from(
    [
        *("plugin", "options", "all", "any", "not", "unless", "article", "sentence", "at", "slug"),
        *("title", "kind", "opens", "closes", "seen_by", "name", "questions", "eligibility"),
    ]
)
MEANT = st.recursive(
    SCALARS | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=10,
)


@st.composite
def mutated(draw, name):
    """Draw a file with a few lines changed, dropped, doubled, moved or indented."""
    lines = TEXTS[name].splitlines()
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        cut = draw(st.integers(0, len(lines[at])))
        change = draw(st.sampled_from(["insert", "cut", "drop", "double", "move", "indent"]))
        if change == "insert":
            lines[at] = lines[at][:cut] + draw(PIECES | st.text(max_size=5)) + lines[at][cut:]
        elif change == "cut":
            lines[at] = lines[at][:cut]
        elif change == "drop":
            lines[at] = ""
        elif change == "double":
            lines.insert(at, lines[at])
        elif change == "move":
            lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
        else:
            lines[at] = "  " + lines[at]
    return "\n".join(lines)


def check(make_source):
    """Hold reading to its promise: an edition that can be examined, or faults that teach."""
    try:
        source = make_source()
        definition = checked(source, HOST)
    except BrokenConfiguration as broken:
        faults = broken.faults
    else:
        for finding in lint_definition(definition, source=source, plugins=HOST).open:
            assert finding.line >= 1
            assert finding.consequence
            assert finding.remedy
        return
    assert faults
    for fault in faults:
        assert fault.file
        assert fault.line >= 1
        assert fault.sentence.strip()
        assert fault.remedy.strip()


@tried(60)
@given(st.sampled_from(["smallest", "rich", "example"]).flatmap(mutated))
def test_a_mutated_file_ends_in_faults(text):
    check(lambda: parse_yaml(text, "f.yaml"))


@tried(8)
@given(mutated("ave"))
def test_a_mutated_edition_over_its_programme_ends_in_faults(text):
    check(lambda: merge(parse_yaml(text, "f.yaml"), PROGRAMME).source)


@tried(40)
@given(st.text(max_size=60))
def test_any_text_ends_in_faults(text):
    check(lambda: parse_yaml(text, "f.yaml"))


def replaced(tree, path, value):
    if not path:
        return value
    if isinstance(tree, dict):
        return {
            key: replaced(below, path[1:], value) if key == path[0] else below
            for key, below in tree.items()
        }
    return [
        replaced(below, path[1:], value) if index == path[0] else below
        for index, below in enumerate(tree)
    ]


SOURCES = [parse_yaml(TEXTS[name], "f.yaml") for name in ("rich", "example")]
PLACES = [(source, path) for source in SOURCES for path in sorted(source.places, key=str)]


@tried(120)
@given(st.sampled_from(PLACES), TREES | MEANT)
def test_any_value_anywhere_ends_in_faults(place, value):
    source, path = place
    tree = replaced(source.tree, path, value)

    check(lambda: Source(file="f.yaml", tree=tree, places=source.places, lines=source.lines))


PROSE = st.lists(
    st.sampled_from(
        [
            *(
                "# ",
                "#### ",
                "[ici](",
                "](",
                ")",
                "![",
                "<http://a.example>",
                "- ",
                "**",
                "|",
                "\n",
            ),
            *(" minuit", " 8 novembre", " 31 février 2026 à 25h", " du 1er", " au ", " 0/13/2026"),
            *(
                " dossiers reçus au plus tard",
                " LE JURY",
                " ex æquo",
                " quorum",
                ". ",
                " ",
                "« ",
                "\t",
            ),
        ]
    )
    | st.text(max_size=6),
    max_size=14,
).map("".join)
PROSE_PLACES = [
    (SOURCES[0], path)
    for path in SOURCES[0].places
    if path[-1:] in (("description",), ("text",), ("composition",), ("title",), ("summary",))
]


@tried(60)
@given(st.lists(st.tuples(st.sampled_from(PROSE_PLACES), PROSE), max_size=4))
def test_any_words_of_a_text_can_be_examined(changes):
    source, tree = SOURCES[0], SOURCES[0].tree
    for (_, path), words in changes:
        tree = replaced(tree, path, words)

    check(lambda: Source(file="f.yaml", tree=tree, places=source.places, lines=source.lines))


INSTANTS = st.datetimes().map(lambda at: f"{at:%Y-%m-%dT%H:%M:%S}".zfill(19))
MOMENTS = ("opens", "deposit_closes", "jury_opens", "jury_closes", "results")


@tried(60)
@given(
    st.lists(INSTANTS, min_size=len(MOMENTS), max_size=len(MOMENTS)),
    st.sampled_from(["Europe/Paris", "America/Guadeloupe", "Pacific/Wallis", "UTC"]),
)
def test_any_calendar_can_be_examined(instants, zone):
    tree = replaced(SOURCES[0].tree, ("calendar", "time_zone"), zone)
    for name, at in zip(MOMENTS, sorted(instants), strict=True):
        tree = replaced(tree, ("calendar", name, "at"), at)

    check(lambda: Source(file="f.yaml", tree=tree))
