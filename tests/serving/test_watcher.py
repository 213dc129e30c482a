import threading
from datetime import date

import pytest

from articles.serving.store import Generation
from articles.serving.watcher import Rhythm, Watcher
from tests.serving.builders import until


class Source:
    def __init__(self) -> None:
        self.number, self.day = 1, date(2026, 3, 1)
        self.error: Exception | None = None
        self.gate: threading.Event | None = None
        self.reads = 0
        self.changes: list[Generation] = []
        self.returns = 0

    def read(self) -> int:
        self.reads += 1
        if self.gate is not None:
            self.gate.wait(5)
        if self.error is not None:
            raise self.error
        return self.number

    def returned(self) -> None:
        self.returns += 1


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def watcher(source: Source) -> Watcher:
    return Watcher(
        build="b",
        read=source.read,
        today=lambda: source.day,
        changed=source.changes.append,
        returned=source.returned,
        rhythm=Rhythm(every=0.01, patience=0.05, first=1.0),
    )


def test_away_until_the_first_read(watcher: Watcher) -> None:
    assert watcher.away
    assert not watcher.is_sure()
    assert watcher.generation is None


def test_each_change_is_told_once(watcher: Watcher, source: Source) -> None:
    watcher.poll()
    watcher.poll()
    source.number = 7
    watcher.poll()
    assert [change.version for change in source.changes] == [1, 7]
    assert watcher.generation == source.changes[-1]
    assert watcher.is_sure()


def test_version_that_goes_back_is_a_change(watcher: Watcher, source: Source) -> None:
    for number in (5, 3):
        source.number = number
        watcher.poll()
    assert [change.version for change in source.changes] == [5, 3]


def test_new_day_is_a_change(watcher: Watcher, source: Source) -> None:
    watcher.poll()
    source.day = date(2026, 3, 2)
    watcher.poll()
    assert [change.day.day for change in source.changes] == [1, 2]


def test_error_means_away_and_keeps_the_version(
    watcher: Watcher, source: Source
) -> None:
    watcher.poll()
    source.error, source.day = ConnectionError(), date(2026, 3, 2)
    watcher.poll()
    assert (watcher.away, len(source.changes)) == (True, 1)
    source.error, source.day = None, date(2026, 3, 1)
    watcher.poll()
    assert watcher.is_sure()
    assert (len(source.changes), source.returns) == (1, 1)


def test_read_that_hangs_means_away_and_is_not_repeated(
    watcher: Watcher, source: Source
) -> None:
    watcher.poll()
    source.gate = threading.Event()
    watcher.poll()
    watcher.poll()
    assert (watcher.away, source.reads) == (True, 2)
    source.gate.set()
    until(watcher._reading.done)
    source.gate = None
    watcher.poll()
    assert watcher.is_sure()
    assert source.returns == 1


def test_age_counts_from_the_last_confirmation(
    watcher: Watcher, source: Source
) -> None:
    watcher.poll()
    watcher.confirmed_at -= 40
    assert 40 <= watcher.age() < 41
    assert not watcher.is_sure()
    watcher.poll()
    assert watcher.age() < 1


def test_thread_follows_changes_and_stops(watcher: Watcher, source: Source) -> None:
    watcher.start()
    until(lambda: watcher.generation)
    source.number = 2
    until(lambda: len(source.changes) == 2)
    watcher.stop()
    watcher._thread.join(2)
    assert not watcher._thread.is_alive()


def test_nudge_reads_at_once(source: Source) -> None:
    watcher = Watcher(
        build="b", read=source.read, today=lambda: source.day,
        changed=source.changes.append, returned=source.returned,
        rhythm=Rhythm(every=60),
    )  # fmt: skip
    watcher.start()
    until(lambda: source.changes)
    source.number = 2
    watcher.nudge()
    until(lambda: len(source.changes) == 2)
    watcher.stop()


def test_failing_listener_does_not_end_the_thread(source: Source) -> None:
    told: list[Generation] = []

    def changed(generation: Generation) -> None:
        told.append(generation)
        if len(told) == 1:
            raise ValueError

    watcher = Watcher(
        build="b", read=source.read, today=lambda: source.day,
        changed=changed, returned=source.returned, rhythm=Rhythm(every=0.01),
    )  # fmt: skip
    watcher.start()
    until(lambda: watcher.generation)
    watcher.stop()
    assert len(told) == 2
