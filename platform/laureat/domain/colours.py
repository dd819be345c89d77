"""The arithmetic of colours: how much two contrast, and what stays readable on what (WCAG 2.2)."""

import re

WHITE = "#ffffff"
BLACK = "#000000"
READABLE = 4.5

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_STEP = 0.94


def is_colour(text: str) -> bool:
    """Say whether a text is a colour written as ``#rrggbb``."""
    return _HEX.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def ink_on(ground: str) -> str:
    """Give white or black, whichever reads better on a ground."""
    return max((WHITE, BLACK), key=lambda ink: contrast(ink, ground))


def readable_ink(colour: str, *, ground: str = WHITE, ratio: float = READABLE) -> str:
    """Move a colour towards black or white, as little as needed, until it reads on the ground."""
    towards = _channels(ink_on(ground))
    channels = _channels(colour)
    ink = _written(channels)
    while contrast(ink, ground) < ratio and ink != _written(towards):
        channels = [end + (own - end) * _STEP for own, end in zip(channels, towards, strict=True)]
        ink = _written(channels)
    return ink


def _channels(colour: str) -> list[float]:
    """Give red, green and blue, from 0 to 255."""
    if not is_colour(colour):
        raise ValueError(f"{colour!r} is not a colour of the form #rrggbb.")
    return [float(int(colour[start : start + 2], 16)) for start in (1, 3, 5)]


def _written(channels: list[float]) -> str:
    return "#" + "".join(f"{round(channel):02x}" for channel in channels)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
