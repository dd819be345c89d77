"""The same content has the same digest, whatever way it was put together."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laureat.domain.digests import canonical_json, digest_of, grouped_digest

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("aé€😀zZ0"), inner, max_size=4)
    ),
    max_leaves=12,
)


class Shade(StrEnum):
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Pair:
    left: int
    right: str


@pytest.mark.parametrize(
    ("value", "written"),
    [
        pytest.param(
            {"b": 1, "a": [True, None]}, '{"a":[true,null],"b":1}', id="sorted, no spaces"
        ),
        pytest.param(
            {"\u20ac": 1, "\r": 2, "\U0001f600": 3}, '{"\\r":2,"€":1,"😀":3}', id="RFC 8785"
        ),
        pytest.param({"\ufb33": 1, "\U0001f600": 2}, '{"😀":2,"\ufb33":1}', id="UTF-16 order"),
        pytest.param('"\\\x0f\n\u2028é', '"\\"\\\\\\u000f\\n\u2028é"', id="escapes"),
        pytest.param(Decimal("4.500"), '"4.5"', id="a decimal"),
        pytest.param(Decimal("100"), '"100"', id="a whole decimal"),
        pytest.param(Decimal("-0.00"), '"0"', id="a negative nothing"),
        pytest.param(date(2024, 11, 8), '"2024-11-08"', id="a day"),
        pytest.param(UUID(int=7), '"00000000-0000-0000-0000-000000000007"', id="an identifier"),
        pytest.param(Shade.DARK, '"dark"', id="an enumeration"),
        pytest.param((Pair(1, "x"),), '[{"left":1,"right":"x"}]', id="a dataclass"),
    ],
)
def test_a_value_is_written_in_one_way(value, written):
    assert canonical_json(value) == written.encode()


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (1.0, "1"),
        (0.1, "0.1"),
        (-1.5, "-1.5"),
        (333333333.33333329, "333333333.3333333"),
        (1e21, "1e+21"),
        (123e18, "123000000000000000000"),
        (1e-6, "0.000001"),
        (1e-7, "1e-7"),
        (5e-324, "5e-324"),
        (1.7976931348623157e308, "1.7976931348623157e+308"),
        (9007199254740992.0, "9007199254740992"),
        (295147905179352830000.0, "295147905179352830000"),
    ],
)
def test_a_double_is_written_as_the_standard_says(number, written):
    assert canonical_json(number) == written.encode()


def test_a_moment_is_the_same_in_every_zone():
    in_paris = datetime(2024, 11, 8, 16, tzinfo=timezone(timedelta(hours=1)))

    assert canonical_json(in_paris) == b'"2024-11-08T15:00:00.000000Z"'
    assert digest_of(in_paris) == digest_of(in_paris.astimezone(UTC))


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        float("inf"),
        Decimal("nan"),
        datetime(2024, 11, 8),  # noqa: DTZ001 -- the refusal is what is tested
        "\ud800",
        b"bytes",
        {1: "key"},
        {"a", "b"},
        object(),
    ],
)
def test_what_has_no_one_form_has_no_digest(value):
    with pytest.raises((TypeError, ValueError)):
        digest_of(value)


@given(JSON)
def test_the_order_of_keys_does_not_matter(value):
    assert digest_of(turned(value)) == digest_of(value)


def turned(value):
    if isinstance(value, dict):
        return {key: turned(value[key]) for key in reversed(value)}
    return tuple(turned(item) for item in value) if isinstance(value, list) else value


def test_a_digest_is_shown_in_groups():
    digest = digest_of({})

    assert digest == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    assert grouped_digest(digest).split(" ")[:2] == ["44136fa3", "55b3678a"]
