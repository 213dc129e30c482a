"""Add a fourth language to an empty database, write, publish and read a page in it.

`python -m tests.fourth_language` needs settings with "ar" in LANGUAGES and a folder
of migrations to write into; its last line is what it saw, as JSON.
"""

import importlib
import json
import sys
from typing import Any

import django


def main() -> None:
    django.setup()
    from django.core.management import call_command

    call_command("makemigrations", "articles", name="arabic", verbosity=0)
    importlib.invalidate_caches()
    call_command("migrate", verbosity=0)
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    call_command("check", fail_level="WARNING", verbosity=0)
    sys.stdout.write("\n" + json.dumps(write_and_read()))


def write_and_read() -> dict[str, Any]:
    from django.contrib.auth.models import Group
    from django.test import Client

    from articles.publishing import publish_reference
    from tests import builders

    languages = (*builders.LANGUAGES, "ar")
    builders.topic(languages=languages)
    builders.country(languages=languages)
    publish_reference(by=None)
    record = builders.article(languages=("fr", "ar"), bodies={"steps": "شد."})
    edition = builders.edition(record, "ar")
    address = "/ar/understanding-ar/first-aid-ar/"
    page = Client().get(address)
    return {
        "title": edition.title,
        "status": page.status_code,
        "html": page.content.decode(),
        "french": Client().get("/fr/understanding-fr/first-aid-fr/").status_code,
        "home": Client().get("/", headers={"Accept-Language": "ar"})["Location"],
        "group": Group.objects.filter(name="Translator (ar)").exists(),
    }


if __name__ == "__main__":
    main()
