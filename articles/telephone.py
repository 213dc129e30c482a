"""Telephone numbers as they are dialled."""

import re


def digits_of(number: str) -> str:
    """The digits to dial, with a leading + if there is one: "116 117" → "116117"."""
    return re.sub(r"[^\d+]", "", number)
