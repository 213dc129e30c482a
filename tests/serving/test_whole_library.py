"""Every page of the shipped library, through the door."""

import pytest

from tests.serving.builders import ask, kept_paths, real_door


@pytest.mark.django_db
def test_every_page_is_the_same_as_a_hit_and_as_a_miss(
    library_loaded: None, connection_stays: None
) -> None:
    parts, door = real_door()
    paths = kept_paths(parts)
    for path in paths:
        miss = ask(door, path, HOST="localhost", ACCEPT_ENCODING="br")
        hit = ask(door, path, HOST="localhost", ACCEPT_ENCODING="br")
        assert hit == miss
        assert (path, hit.code) == (path, 200)
    assert len(paths) == len(parts.store.pages) > 100
