"""What docs/operating.md promises to name, it names."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs/operating.md").read_text()
UNITS = [path.name for path in (ROOT / "deploy").glob("calm-legs*.*")]


def test_every_variable_of_the_settings_is_in_the_table() -> None:
    source = (ROOT / "calfhealth/settings.py").read_text()
    named = set(
        re.findall(r'(?:env\.\w+|needed_in_production)\(\s*"([A-Z_]+)"', source)
    )
    table = set(re.findall(r"`([A-Z_]+)`", TEXT.split("## Settings")[1]))
    assert len(named) > 15
    assert named - table == set()


@pytest.mark.parametrize("unit", [u for u in UNITS if u.endswith(".timer")])
def test_every_timer_runs_a_command_that_exists_and_is_named(unit: str) -> None:
    stem = unit.removesuffix(".timer")
    assert f"`{stem}`" in TEXT.split("## Timers")[1]
    template, _, command = stem.partition("@")
    if command:
        assert f"{template}@.service" in UNITS
        assert command in get_commands()
    else:
        assert f"{stem}.service" in UNITS


def test_servers_are_started_as_manage_serve_starts_them() -> None:
    """The same threads and the same care for workers that die."""
    serve = (ROOT / "articles/management/commands/serve.py").read_text()
    unit = (ROOT / "deploy/calm-legs@.service").read_text()
    assert '"--blocking-threads", "32"' in serve
    assert "--blocking-threads 32" in unit
    for option in re.findall(r"--[a-z-]+", unit):
        assert f'"{option}"' in serve
