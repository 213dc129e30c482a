"""The shipped library is in canonical form and comes back byte for byte."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command

from articles.exporting.library import library_files

pytestmark = pytest.mark.django_db
CONTENT = settings.BASE_DIR / "content"


def test_shipped_library_comes_back_byte_for_byte(library_loaded):
    written = {str(path): data for path, data in library_files().items()}
    shipped = {
        path.relative_to(CONTENT).as_posix(): path.read_bytes()
        for path in CONTENT.rglob("*")
        if path.suffix in (".toml", ".md", ".svg")
    }
    assert sorted(written) == sorted(shipped)
    assert [name for name in shipped if written[name] != shipped[name]] == []


def test_shipped_library_is_in_canonical_form(library_loaded):
    out = StringIO()
    call_command("dump_content", check=True, stdout=out)
    assert out.getvalue().endswith(" records, 0 files differed.\n")
