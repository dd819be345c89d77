"""Whatever a file holds, reading it ends in an edition or in faults that say where."""

from hypothesis import given, settings
from hypothesis import strategies as st

from laureat.configuration.faults import BrokenConfiguration
from laureat.configuration.lint import lint_definition
from laureat.configuration.load import checked
from laureat.configuration.source import Source, parse_yaml
from tests.unit.configuration.files import HOST, SMALLEST

LINES = SMALLEST.splitlines()
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


@st.composite
def mutated_texts(draw):
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        cut = draw(st.integers(0, len(lines[at])))
        change = draw(st.sampled_from(["insert", "cut", "drop", "double", "indent"]))
        if change == "insert":
            lines[at] = lines[at][:cut] + draw(PIECES | st.text(max_size=5)) + lines[at][cut:]
        elif change == "cut":
            lines[at] = lines[at][:cut]
        elif change == "drop":
            lines[at] = ""
        elif change == "double":
            lines.insert(at, lines[at])
        else:
            lines[at] = "  " + lines[at]
    return "\n".join(lines)


def check(make_source):
    try:
        definition = checked(make_source(), HOST)
    except BrokenConfiguration as broken:
        faults = broken.faults
    else:
        lint_definition(definition, plugins=HOST)
        return
    assert faults
    assert all(fault.line >= 1 and fault.sentence and fault.remedy for fault in faults)


@settings(max_examples=40, deadline=None)
@given(mutated_texts())
def test_a_mutated_file_ends_in_faults(text):
    check(lambda: parse_yaml(text, "f.yaml"))


@settings(max_examples=40, deadline=None)
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


SOURCE = parse_yaml(SMALLEST, "f.yaml")


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(SOURCE.places, key=str)), TREES)
def test_any_value_anywhere_ends_in_faults(path, value):
    check(lambda: Source(file="f.yaml", tree=replaced(SOURCE.tree, path, value)))
